"""The value library: things worth giving, how often each was given, and to whom last (R13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from playbook import assets
from playbook.errors import NotYetError
from playbook.value_library import STARTERS
from tui import daytext
from tui.asking import day_reader
from tui.content import assemble, cell
from tui.dialogs.asset import AssetDialog
from tui.dialogs.fields import LineInput
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import joined, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult

    from playbook.decision import Draft
    from playbook.value_library import Asset
    from storage.views import Change
    from storage.views_library import LibraryRow
    from tui.clock import Clock
    from tui.dialogs.answers_value import AssetAnswer
    from tui.dialogs.keys import Key
    from tui.widgets.lines import Line
    from tui.writing import Desk

_KIND, _TIMES, _DAY = 14, 6, 8
_WIDE, _WIDER = 70, 100
_TEACHES = (
    "Nothing here yet. A value touch gives something and asks for nothing: collect what is worth giving.",
    "",
    "enter puts these five kinds in to begin with; + adds a thing of your own.",
    "",
)


class LibraryScreen(BookPage):
    """A list to add to, change, take out of and search; what was given is remembered."""

    TITLE_TEXT = "Value library"
    AUTO_FOCUS: ClassVar[str] = "#assets"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "add", "adds one", id="library.add"),
        Binding("slash", "find", "searches", id="library.find"),
        Binding("delete,ctrl+d", "remove", "takes it out", id="library.remove"),
        Binding("u,ctrl+z", "undo", "undoes", id="library.undo"),
        Binding("q", "back", "back", show=False, id="library.back"),
    ]
    DEFAULT_CSS = """
    LibraryScreen #words { display: none; margin-bottom: 1; background: $panel; padding: 0 1 !important; }
    LibraryScreen.-finding #words { display: block; }
    LibraryScreen #said { height: auto; color: $text-warning; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read the library through the desk."""
        super().__init__(desk, clock)
        self._rows: tuple[LibraryRow, ...] = ()
        self._change: Change | None = None
        self._own = 0
        """Actions of this page that stand: `u` takes back these, and nothing that was done before."""
        self._loaded = False

    def page(self) -> ComposeResult:
        """The line to search by, the list, what was done."""
        yield LineInput(placeholder="a word of it: webinar, food, changeover", id="words")
        yield Sheet(id="assets")
        yield Static(Content(""), id="said")

    def on_mount(self) -> None:
        """Read the library."""
        super().on_mount()
        self.read()

    def keys(self) -> list[Key]:
        """What works now."""
        empty = self._loaded and not self._rows and not self._words
        here: list[Key] = [("enter", "puts five in" if empty else "opens it", "choose"), ("+", "adds one", "add")]
        more: list[Key] = [] if empty else [("/", "searches", "find"), ("ctrl+d", "takes it out", "remove")]
        undo: list[Key] = [("u", "undoes", "undo")] if self._own else []
        return [*here, *more, *undo, *super().keys()]

    @property
    def _words(self) -> str:
        return self.query_one("#words", LineInput).line

    @work(exclusive=True)
    async def read(self, said: str = "") -> None:
        """Read the library again and draw it; `said` is what was just done."""
        now, words = self.clock.now(), self._words
        try:
            self._rows = await self.desk.run(lambda book: book.value_library(now, words))
        except NotYetError as error:
            self._say(f"{error.message} {error.hint}")
            return
        self._loaded = True
        times = sum(row.times for row in self._rows)
        count = joined((daytext.plural(len(self._rows), "thing"), f"given {times} times" if times else ""))
        self.aside(assemble(count if self._rows else ""))
        today = now.date()
        self.query_one("#assets", Sheet).fill(lambda width: self._lines(width, today))
        self._say(said)
        self.draw_keys()

    def _lines(self, width: int, today: date) -> list[SheetRow]:
        if self._rows:
            given, fits = any(row.times for row in self._rows), any(row.asset.fits or row.over for row in self._rows)
            return [
                SheetRow(tuple(asset_line(row, today, width, given=given, fits=fits)), row.asset.id)
                for row in self._rows
            ]
        if self._words:
            return plain([Piece("Nothing found. Fewer letters find more.", Look.MUTED)])
        teaching: list[Line] = [[Piece(text, Look.TEXT)] for line in _TEACHES for text in wrapped(line, width) or [""]]
        return plain(*teaching, *(_starter(each, width) for each in STARTERS))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Search again."""
        event.stop()
        self.read()

    @on(Input.Submitted)
    def _found(self, event: Input.Submitted) -> None:
        """Back to the list with what was found."""
        event.stop()
        self.query_one("#assets").focus()

    def action_find(self) -> None:
        """Search."""
        self.add_class("-finding")
        self.query_one("#words").focus()

    def action_back(self) -> None:
        """End a search first; then leave, and say what was changed."""
        if self.has_class("-finding"):
            self.remove_class("-finding")
            self.query_one("#words", LineInput).value = ""
            self.query_one("#assets").focus()
            return
        self.dismiss(self._change)

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Open the highlighted one."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Open the highlighted one; an empty library takes the five kinds of the essay."""
        row = self._highlighted()
        if row is not None:
            self.edit(row)
        elif self._loaded and not self._words:
            self.write(assets.starters(), "five kinds of value")

    def action_add(self) -> None:
        """Add one."""
        self.edit(None)

    @work(exclusive=True, group="edit")
    async def edit(self, row: LibraryRow | None) -> None:
        """Ask for everything about one thing, then write what differs."""
        try:
            given = () if row is None else await self.desk.run(lambda book: book.given_to(row.asset.id))
        except NotYetError as error:
            self._say(f"{error.message} {error.hint}")
            return
        dialog = AssetDialog(day_reader(None, self.clock), None if row is None else row.asset, given)
        answer: AssetAnswer | None = await self.app.push_screen_wait(dialog)
        if answer is None:
            return
        asset = answer.asset
        drafts = (assets.add(asset),) if row is None else assets.change(row.asset, asset)
        if drafts:
            self.write(drafts, f"{'added' if row is None else 'changed'}: {asset.title}")

    def action_remove(self) -> None:
        """Take the highlighted one out; `u` brings it back, and what was given stays in the record."""
        row = self._highlighted()
        if row is not None:
            self.write((assets.remove(row.asset),), f"taken out: {row.asset.title}")

    def action_undo(self) -> None:
        """Take back the newest change of this page."""
        if self._own:
            self.take_back()
        else:
            self._say("Nothing was changed here.")

    @work(group="write")
    async def write(self, drafts: tuple[Draft, ...], words: str) -> None:
        """Write one change as one action."""
        now = self.clock.now()
        try:
            self._change = await self.desk.run(lambda book: book.record(drafts, now=now, label=f"library · {words}"))
        except NotYetError as error:
            self._say(f"{error.message} {error.hint}")
            return
        self._own += 1
        self.read(f"✓ {words}")

    @work(group="write")
    async def take_back(self) -> None:
        """Undo."""
        now = self.clock.now()
        try:
            self._change = change = await self.desk.run(lambda book: book.undo(now))
        except NotYetError as error:
            self._say(f"{error.message} {error.hint}")
            return
        self._own -= 1
        self.read(f"✓ taken back: {change.label}")

    def _highlighted(self) -> LibraryRow | None:
        value = self.query_one("#assets", Sheet).value
        return next((row for row in self._rows if row.asset.id == value), None)

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(assemble(words))


def asset_line(row: LibraryRow, today: date, width: int, *, given: bool = True, fits: bool = True) -> Line:
    """Return one thing: its kind, its name, for whom it is good, how often and when it was given last, and to whom.

    `given` and `fits` say whether any row of the list has these, so that the names take what nobody needs.
    """
    asset = row.asset
    last = f"{row.times}×" if row.times else "new"
    right = [Piece(cell(last, _TIMES, right=True), Look.TEXT if row.times else Look.MUTED)]
    right.append(Piece(cell(daytext.short(row.last_on, today) if row.times else "", _DAY, right=True), Look.NEXT))
    room = width - _KIND - _TIMES - _DAY
    to = 0
    if width >= _WIDE and given:
        to = min(24, room // 3)
        right.append(Piece("  " + cell(row.last_person or row.last_account if row.times else "", to - 2), Look.MUTED))
        room -= to
    good_for = "over" if row.over else ", ".join(asset.fits)
    tail = room // 3 if width >= _WIDER and fits else 0
    name = Piece(cell(asset.title, room - tail), Look.MUTED if row.over else Look.NAME)
    good = Piece(cell(good_for, tail), Look.WARN if row.over else Look.MUTED)
    return [Piece(cell(_kind(asset), _KIND), Look.WARN if row.over and not tail else Look.MUTED), name, good, *right]


def _kind(asset: Asset) -> str:
    return "number" if asset.kind == "figure" else str(asset.kind)


def _starter(asset: Asset, width: int) -> Line:
    title = cell(asset.title, min(34, width))
    return [Piece(title, Look.NAME), Piece(cell(asset.about, max(width - 34, 0)), Look.MUTED)]
