"""The look (R43): the accounts that took the most time and said no yes, each with the signs of a time drainer to tick.

"It is as important to disqualify" (S1). `enter` with nothing ticked means: none seen. Nothing is dumped here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from playbook import daywords
from playbook.bodies import SignalSeen
from playbook.decision import Draft
from playbook.drain import SIGNS
from playbook.errors import NotYetError
from tui import daytext
from tui.content import assemble, listed
from tui.dialogs.choice import QUIET, Checklist, Row, Rows
from tui.screens import block_words
from tui.screens.page import BookPage

if TYPE_CHECKING:
    from datetime import date, datetime

    from textual.app import ComposeResult

    from storage.book import Book
    from storage.views import Change
    from storage.views_block import LookQueue, LookRow
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

READING = "Reading whose touches took the most time …"
TEACHES = (
    "Nobody to look at: no account took much time lately without a yes.",
    "Minutes are measured in a block and asked at visits and proposals; a usual number stands in for the others.",
)


class LookScreen(BookPage):
    """One account after the other."""

    TITLE_TEXT = "The look"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "notes them", id="look.accept"),
        Binding("o", "open", "opens it", id="look.open"),
        Binding("q", "back", "back", show=False, id="look.back"),
    ]
    DEFAULT_CSS = """
    LookScreen #who { height: auto; text-style: bold; }
    LookScreen #took { height: auto; max-width: 90; color: $foreground-muted; }
    LookScreen.-none #took { padding: 0 0 0 2; }
    LookScreen #offer { height: auto; color: $text-warning; display: none; }
    LookScreen #offer.-shown { display: block; }
    LookScreen #list { height: 1fr; margin-top: 1; scrollbar-size-vertical: 1; }
    LookScreen #said { height: auto; color: $text-warning; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read through the desk."""
        super().__init__(desk, clock)
        self._queue: LookQueue | None = None
        self._place = 0
        self._change: Change | None = None
        self._writing = False

    def page(self) -> ComposeResult:
        """Whom it is about, what they took, the signs."""
        yield Static(Content(""), id="who")
        yield Static(Content(""), id="took")
        yield Static(Content(""), id="offer")
        yield VerticalScroll(id="list", can_focus=False)
        yield Static(Content(""), id="said")

    def on_mount(self) -> None:
        """Read who is to be looked at; a big book takes its time."""
        super().on_mount()
        self.query_one("#took", Static).update(Content(READING))
        self.read()

    @property
    def row(self) -> LookRow | None:
        """The account that is looked at, None where there is none."""
        rows = () if self._queue is None else self._queue.rows
        return rows[self._place] if self._place < len(rows) else None

    def keys(self) -> list[Key]:
        """What works now: `enter` says what it will do."""
        if self.row is None:
            return super().keys()
        ticked = any(each.ticked for each in self.query(Checklist))
        accept: Key = ("enter", "notes them" if ticked else "says none seen", "accept")
        return [accept, ("space", "ticks", "tick"), ("o", "opens the account", "open"), *super().keys()]

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the queue once: what is noted here does not change who is looked at."""
        now = self.clock.now()
        try:
            self._queue = await self.desk.read(lambda book: book.look(now))
        except NotYetError as error:
            self.query_one("#took", Static).update(Content(""))
            self._say(f"{error.message} {error.hint}")
            return
        await self._show()

    async def action_accept(self) -> None:
        """Note what was ticked, nothing for none seen, and go on to the next one."""
        row = self.row
        if row is None or self._writing:
            return
        checklist = self.query_one(Checklist)
        seen = tuple(sign.name for sign in SIGNS if sign.name in checklist.ticked)
        if seen and not await self._noted(row, seen):
            return
        self._place += 1
        if self.row is None:
            self.dismiss(self._change)
        else:
            await self._show()

    def action_tick(self) -> None:
        """Tick the highlighted sign."""
        for each in self.query(Checklist):
            each.action_pick()

    def action_open(self) -> None:
        """Leave for the account's page."""
        if self.row is not None:
            self.dismiss(self.row.look.account)

    def action_back(self) -> None:
        """Leave; what was noted stays noted."""
        self.dismiss(self._change)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """Say what `enter` does now."""
        event.stop()
        self.draw_keys()

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """`enter` on the list."""
        event.stop()
        await self.action_accept()

    async def _noted(self, row: LookRow, seen: tuple[str, ...]) -> bool:
        """Write the signs as one action, so that one undo takes them back; False where that failed, which is said."""
        self._writing = True
        try:
            self._change = await self.desk.run(partial(note, row, seen, self.clock.now()))
        except NotYetError as error:
            self._say(f"{error.message} {error.hint}")
            return False
        finally:
            self._writing = False
        return True

    async def _show(self) -> None:
        row, holder = self.row, self.query_one("#list")
        await holder.remove_children()
        if row is None or self._queue is None:
            first, *rest = TEACHES
            self.query_one("#who", Static).display = False
            self.add_class("-none")
            self.query_one("#took", Static).update(
                Content("\n\n").join([Content.styled(first, "$foreground"), *map(Content, rest)])
            )
            self.draw_keys()
            return
        days = self._queue.days
        self.aside(Content(f"{self._place + 1} of {len(self._queue.rows)}"))
        self.query_one("#who", Static).update(listed([row.name, (row.person_name, QUIET)]))
        last = "" if row.last_on is None else f", last {daytext.long(row.last_on, self.clock.now().date())}"
        self.query_one("#took", Static).update(assemble(f"{block_words.took(row, days)}{last}. No yes in {days} days."))
        self._offer(row)
        self._say("")
        checklist = Checklist(signs(row), name="signs")
        await holder.mount(checklist)
        checklist.focus()
        self.draw_keys()
        # Once it is laid out, so that what is offered scrolls into sight on a short screen.
        self.call_after_refresh(_go_to, checklist, row.look.offered)

    def _offer(self, row: LookRow) -> None:
        """Too many minutes offer a sign; the rep ticks it or not."""
        label = next((sign.label for sign in SIGNS if sign.name == row.look.offered), "")
        offer = self.query_one("#offer", Static)
        offer.update(Content(f"That is {row.look.times:.0f} times the usual account: {label}?"))
        offer.set_class(bool(label), "-shown")

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(text))


def _go_to(checklist: Checklist, sign: str) -> None:
    """Highlight a sign, the first one where none is offered; it is not ticked."""
    checklist.cursor = next((place for place, each in enumerate(SIGNS) if each.name == sign), 0)


def signs(row: LookRow) -> tuple[Row[str], ...]:
    """Return the checklist in S1's order, with what was seen before."""
    seen = {sign.name: [each.on for each in row.signals if each.sign == sign.name] for sign in SIGNS}
    return tuple(Row(sign.name, sign.label, " · ".join((sign.sort, *(_seen(seen[sign.name])[:1])))) for sign in SIGNS)


def _seen(days: list[date]) -> list[str]:
    if not days:
        return []
    times = f"{len(days)} times, last" if len(days) > 1 else "seen"
    return [f"{times} {daywords.short(max(days))} {max(days).year}"]


def note(row: LookRow, seen: tuple[str, ...], now: datetime, book: Book) -> Change:
    """Write the signs that were seen at one account."""
    drafts = tuple(Draft(row.look.account, SignalSeen(sign, now.date(), row.person)) for sign in seen)
    return book.record(drafts, now=now, label=f"{daytext.plural(len(seen), 'sign')} · {row.name}")
