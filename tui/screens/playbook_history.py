"""Every change of the playbook, newest first; each brings back how the playbook was that day (DESIGN section 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.content import Content
from textual.widgets import Static

from playbook import document
from playbook.errors import NotYetError
from playbook.settings import Settings
from tui import daytext, rescored
from tui.content import cell, cells, note
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.page import BookPage
from tui.screens.playbook_sheets import Blocks
from tui.screens.sheet import Sheet, SheetRow, plain, said
from tui.widgets.lines import cut, even, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from storage.views_profile import SettingsChange
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

AS_IT_CAME = -1
"""The row of the playbook as it came."""
_MOST = 8
_SET_IN = 4
_TEACH = (
    "Nothing was changed yet: this is the playbook as it came.",
    "Every change that you save stands here, with its day and what it changed. Each can be brought back.",
)


class HistoryScreen(BookPage):
    """Who changed what and when; `enter` brings that day's playbook back, as a new action that undo takes back."""

    TITLE_TEXT = "The playbook's history"
    AUTO_FOCUS: ClassVar[str] = "#changes"
    DEFAULT_CSS = """
    HistoryScreen #trouble { height: auto; max-height: 3; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Start unread."""
        super().__init__(desk, clock)
        self._changes: tuple[SettingsChange, ...] = ()
        self._read = False

    def page(self) -> ComposeResult:
        """The changes, a line for each setting that moved."""
        yield Blocks(id="changes")
        yield Static(Content(""), id="trouble")

    def on_mount(self) -> None:
        """Read the record."""
        super().on_mount()
        self.load()

    def keys(self) -> list[Key]:
        """`enter` brings a day back."""
        back: list[Key] = [("enter", "brings it back", "take")] if self._changes else []
        return [*back, *super().keys()]

    @work(exclusive=True)
    async def load(self) -> None:
        """Read every change."""
        try:
            self._changes = await self.desk.read(lambda book: book.settings_history())
        except NotYetError as error:
            self._say(str(error))
            return
        self._read = True
        today = self.clock.now().date()
        self.query_one(Sheet).fill(lambda width: rows(self._changes, today, width), top=True)
        self.aside(Content(daytext.plural(len(self._changes), "change") if self._changes else ""))
        self.draw_keys()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Bring the chosen day back."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Ask, then bring it back."""
        value = self.query_one(Sheet).value
        if isinstance(value, int):
            self.take(value)

    @work(exclusive=True)
    async def take(self, place: int) -> None:
        """Ask with what would change; a yes writes it as a new action."""
        wanted = Settings() if place == AS_IT_CAME else self._changes[place].after
        now = self.clock.now()
        try:
            held = await self.desk.run(lambda book: book.settings())
            if held == wanted:
                self._say("The playbook stands as it was then: nothing to bring back.")
                return
            facts = await self._facts(held, wanted)
            when = "came" if place == AS_IT_CAME else f"was on {_when(self._changes[place], now.date())}"
            rows = (Row("yes", "bring it back"), Row("no", "leave it"))
            question = ConfirmDialog(
                None, f"The playbook as it {when}?", rows=rows, facts=facts, rule="R3  One action, one undo."
            )
            if await self.app.push_screen_wait(question) is None:
                return
            change = await self.desk.run(lambda book: book.set_settings(wanted, now))
        except NotYetError as error:
            self._say(str(error))
            return
        self.dismiss(change)

    async def _facts(self, held: Settings, wanted: Settings) -> tuple[str, ...]:
        changes = document.diff(held, wanted)
        lines = [f"{key}  {_short(before)} → {_short(after)}" for key, before, after in changes[:_MOST]]
        if len(changes) > _MOST:
            lines.append(f"and {len(changes) - _MOST} more")
        if (held.profile, held.fit) == (wanted.profile, wanted.fit):
            return ("\n".join(lines),)
        found = await self.desk.read(lambda book: book.rescored(wanted))
        return ("\n".join(lines), "\n".join(rescored.lines(found)))

    def _say(self, words: str) -> None:
        self.query_one("#trouble", Static).update(note(words, "$text-warning"))


def rows(changes: Sequence[SettingsChange], today: date, width: int) -> list[SheetRow]:
    """Return the changes, newest first, and the playbook as it came at the end."""
    if not changes:
        return plain(*said(_TEACH, width))
    found: list[SheetRow] = []
    for place, change in enumerate(changes):
        found.append(SheetRow(_head(change, today, width), place))
        for each in change.changes[:_MOST]:
            found += plain(*_moved(each, width, undone=change.undone))
        if len(change.changes) > _MOST:
            found += plain([Piece(f"  and {len(change.changes) - _MOST} more", Look.MUTED)])
        found += plain([])
    return [*found, SheetRow((Piece(cell("the playbook as it came", width), Look.NAME),), AS_IT_CAME)]


def _head(change: SettingsChange, today: date, width: int) -> tuple[Piece, ...]:
    when = _when(change, today)
    who = f" · {change.who}" if change.who else ""
    undone = " · taken back" if change.undone else ""
    return (
        Piece(when, Look.MUTED if change.undone else Look.NAME),
        Piece(cut(who + undone, width - len(when)), Look.MUTED),
    )


def _moved(change: tuple[str, str, str], width: int, *, undone: bool) -> list[list[Piece]]:
    """Return what a setting was and is: in one line where it fits, else each in lines of its own."""
    key, before, after = change
    look = Look.MUTED if undone else Look.TEXT
    head = cut(f"  {key.replace('[', ' ').replace(']', '')}  ", width)
    room = width - cells(head)
    both = f"{_short(before)} → {_short(after)}"
    if cells(both) <= room:
        return [[Piece(head, Look.MUTED), Piece(both, look)]]
    room = max(width - _SET_IN, 1)
    texts = [*wrapped(_short(before), room), *even(f"→ {_short(after)}", room)]
    was = len(wrapped(_short(before), room))
    return [
        [Piece(head, Look.MUTED)],
        *([Piece(" " * _SET_IN), Piece(text, look if at >= was else Look.MUTED)] for at, text in enumerate(texts)),
    ]


def _short(text: str) -> str:
    return " ".join(text.split())


def _when(change: SettingsChange, today: date) -> str:
    return f"{daytext.long(change.at.date(), today)} {daytext.clock(change.at)}"
