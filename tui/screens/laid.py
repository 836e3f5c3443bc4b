"""How the main screen is laid out: everything at once from 120 columns on, one pane at a time below."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tui import messages, panes
from tui.commands import Pane
from tui.screens.acting import Acting
from tui.widgets import offered
from tui.widgets.banner import Banner
from tui.widgets.block_clock import BlockClock
from tui.widgets.brief import Brief
from tui.widgets.card import Card
from tui.widgets.dream_list import DreamList
from tui.widgets.dump_list import DumpList
from tui.widgets.header import DayHeader
from tui.widgets.key_line import KeyLine
from tui.widgets.outcome_bar import OutcomeBar
from tui.widgets.pane_tabs import PaneTabs
from tui.widgets.pane_title import PaneTitle
from tui.widgets.quiet_line import QuietLine
from tui.widgets.row_list import RowList
from tui.widgets.today_list import TodayList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from tui.reading import Board

LEAST = (58, 18)
"""Columns and rows under which the screen says that it is too small."""
HIGH = 44
"""Rows from which a screen that shows one pane has room for the card below it."""
LISTS = {Pane.TODAY: "#today", Pane.DREAM: "#dream", Pane.DUMP: "#dump"}


class Laid(Acting):
    """Panes, which of them has the keys, and moving in them."""

    AUTO_FOCUS = "#today"

    pane = Pane.TODAY
    """What is looked at: a list, or the card of a narrow screen."""
    base = Pane.TODAY
    """The list that keys are for; on the card, the one that it was opened from."""
    shown_board: Board | None = None

    @abstractmethod
    def aimed(self) -> None:
        """Draw what the next key is for."""

    def compose(self) -> ComposeResult:
        """Lay out everything once; classes show and hide."""
        yield DayHeader(id="header")
        yield Banner(id="banner")
        yield BlockClock(id="block-clock")
        yield PaneTabs(id="tabs")
        with Horizontal(id="desk"):
            with Vertical(id="left"):
                with Vertical(id="today-pane"):
                    yield PaneTitle("Today", id="today-title", classes="pane", pane=Pane.TODAY, action="go('held')")
                    yield TodayList(id="today")
                with Horizontal(id="below"):
                    with Vertical(id="dream-pane"):
                        yield PaneTitle("Dream clients", id="dream-title", classes="pane", pane=Pane.DREAM)
                        yield DreamList(id="dream")
                    with Vertical(id="dump-pane"):
                        yield PaneTitle("Dump queue", id="dump-title", classes="pane", pane=Pane.DUMP)
                        yield DumpList(id="dump")
            with Vertical(id="card-pane"):
                yield PaneTitle("", id="card-title", classes="pane -strong")
                yield Card(id="card")
        yield Brief(id="brief")
        yield PaneTitle("", id="bar-title", classes="-strong")
        yield OutcomeBar(id="bar")
        yield QuietLine(id="quiet")
        yield KeyLine(id="keys")
        yield Static(Content(""), id="small")

    def active(self) -> RowList[Any]:
        """Return the list that keys are for; on the card, the one that it was opened from."""
        return self._list(self.base)

    def _list(self, pane: Pane) -> RowList[Any]:
        return self.query_one(LISTS[pane], RowList)  # type: ignore[type-abstract]  # mypy wants a concrete class

    def open_pane(self, pane: Pane) -> None:
        """Give a pane the keys; card and block show one row of the list that they were opened from."""
        if pane in LISTS:
            self.base = pane
        self.pane = pane
        for each in Pane:
            self.set_class(each is pane, f"-{each}")
        self.query_one(LISTS.get(pane, "#card")).focus()
        self.title_panes()
        self.aimed()

    @property
    def wide(self) -> bool:
        """All panes stand side by side."""
        return self.has_class("-wide")

    def action_pane(self, step: int) -> None:
        """The next pane, or the one before."""
        if self.waits(f"pane({step})"):
            return
        place = panes.ORDER.index(self.base)
        self.session.fresh = False
        self.open_pane(panes.ORDER[(place + step) % len(panes.ORDER)])

    def action_down(self) -> None:
        """The next row."""
        self._move(self.active().cursor + 1)

    def action_up(self) -> None:
        """The row before."""
        self._move(self.active().cursor - 1)

    def action_page(self, step: int) -> None:
        """A page of rows."""
        rows = self.active()
        self._move(rows.cursor + step * max(rows.size.height - 1, 1))

    def action_first(self) -> None:
        """The first row."""
        self._move(0)

    def action_last(self) -> None:
        """The last row."""
        self._move(len(self.active().rows) - 1)

    def action_back(self, key: str) -> None:
        """Back to the list; on the list `q` quits."""
        if self.pane is Pane.CARD:
            self.open_pane(self.base)
        elif key == "q":
            self.app.call_later(self.app.action_quit)

    def action_copy_line(self) -> None:
        """Copy the draft, the script or the link that the card offers (R16)."""
        text, said = offered.copied(self.query_one(Card).shown)
        if text:
            self.app.copy_to_clipboard(text)
        self.tell(said)

    def action_open(self) -> None:
        """Open the card, then the account's page."""
        aim = self.work.aim()
        if aim is None:
            self.tell("Nothing is highlighted.")
        elif self.wide or self.pane not in LISTS:
            self.post_message(messages.AccountWanted(aim.target))
        else:
            self.open_pane(Pane.CARD)

    def _move(self, place: int) -> None:
        self.session.fresh = False
        if self.pane is Pane.BLOCK:
            self.query_one(Card).scroll_relative(y=place - self.active().cursor, animate=False)
            return
        self.active().go_to(place)
        self.aimed()

    def title_panes(self) -> None:
        """Say what counts in each pane, and which has the keys."""
        board = self.shown_board
        for pane in panes.ORDER:
            title = self.query_one(f"#{pane}-title", PaneTitle)
            title.activate(active=pane is self.base)
            self._list(pane).rest(resting=pane is not self.base)
            said = "" if board is None else panes.info(board, pane)
            title.say(said, short=panes.shorter(said))
        self.query_one("#card-title", PaneTitle).activate(active=self.pane is Pane.CARD)
        note = "" if board is None else panes.aside(board, self.base)
        self.query_one(PaneTabs).show(panes.tabs(board, self.size.width), self.base, note)

    def on_resize(self, event: events.Resize) -> None:
        """Say when there is too little room."""
        width, height = event.size
        tiny = width < LEAST[0] or height < LEAST[1]
        self.set_class(tiny, "-tiny")
        self.set_class(height >= HIGH, "-high")
        if tiny:
            words = f"This window is {width} x {height}. notyet needs {LEAST[0]} x {LEAST[1]}."
            self.query_one("#small", Static).update(Content(words))
        if self.wide and self.pane is Pane.CARD:
            self.open_pane(self.base)
        self.title_panes()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A list that was clicked gets the keys."""
        pane = next((pane for pane, name in LISTS.items() if name == f"#{event.widget.id}"), None)
        if pane is not None and pane is not self.base:
            self.open_pane(pane)
