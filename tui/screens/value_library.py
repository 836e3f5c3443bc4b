"""The value library: things worth giving, how often each was given, and to whom last (R13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from playbook import assets
from playbook.errors import NotYetError
from tui import daytext
from tui.asking import day_reader
from tui.content import assemble
from tui.dialogs.asset import AssetDialog
from tui.screens.listing import ListPage
from tui.screens.sheet import Heading, Listing, Sheet, SheetRow, plain, said
from tui.screens.value_library_rows import empty, rows
from tui.widgets.lines import joined

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.decision import Draft
    from playbook.words import AccountId
    from storage.views_library import LibraryRow
    from tui.clock import Clock
    from tui.dialogs.answers_value import AssetAnswer
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_NOTHING = ("Nothing found.", "Fewer letters find more; esc shows everything again.")


class LibraryScreen(ListPage):
    """A list to add to, change, take out of and search; what was given is remembered."""

    TITLE_TEXT = "Value library"
    FINDS = "a word of it: webinar, food, changeover"
    AUTO_FOCUS: ClassVar[str] = "#assets"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "add", "adds one", show=False, id="library.add"),
        Binding("delete,ctrl+d", "remove", "takes it out", show=False, id="library.remove"),
    ]

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read the library through the desk."""
        super().__init__(desk, clock)
        self._rows: tuple[LibraryRow, ...] = ()
        self._loaded = False

    def body(self) -> ComposeResult:
        """The columns' words and the list."""
        yield Heading()
        yield Listing(id="assets")

    def on_mount(self) -> None:
        """Read the library."""
        super().on_mount()
        self.settle()
        self.read()

    def keys(self) -> list[Key]:
        """What works now."""
        if self.finding:
            return self.finding_keys()
        empty = self._loaded and not self._rows and not self.words
        here: list[Key] = [("enter", "puts five in" if empty else "opens it", "open"), ("+", "adds one", "add")]
        more: list[Key] = [] if empty else [("/", "narrows", "find"), ("ctrl+d", "takes it out", "remove")]
        return [*here, *more, *self.undo_keys(), *super().keys()]

    @property
    def account(self) -> AccountId | None:
        """No row is an account."""
        return None

    def read_again(self) -> None:
        """Read the library again."""
        self.read()

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the library and draw it."""
        now, words = self.clock.now(), self.words
        try:
            self._rows = await self.desk.read(lambda book: book.value_library(now, words))
        except NotYetError as error:
            self.trouble(error)
            return
        self._loaded = True
        times = sum(row.times for row in self._rows)
        count = joined((daytext.plural(len(self._rows), "thing"), f"given {times:,} times" if times else ""))
        self.aside(assemble(count if self._rows else ""))
        self.query_one(Sheet).fill(self._lines)
        self.draw_keys()

    def _lines(self, width: int) -> list[SheetRow]:
        if self._rows:
            head, lines = rows(self._rows, self.clock.now().date(), width)
            self.query_one(Heading).show(head)
            return lines
        self.query_one(Heading).show(())
        return plain(*said(_NOTHING, width)) if self.words else empty(width)

    def action_open(self) -> None:
        """Open the highlighted one; an empty library takes the five kinds of the essay."""
        row = self._highlighted()
        if row is not None:
            self.edit(row)
        elif self._loaded and not self.words and not self._rows:
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
            self.trouble(error)
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

    @work(group="write")
    async def write(self, drafts: tuple[Draft, ...], words: str) -> None:
        """Write one change as one action."""
        now = self.clock.now()
        try:
            change = await self.desk.run(lambda book: book.record(drafts, now=now, label=f"library · {words}"))
        except NotYetError as error:
            self.trouble(error)
            return
        self.wrote(change)

    def _highlighted(self) -> LibraryRow | None:
        value = self.query_one(Sheet).value
        return next((row for row in self._rows if row.asset.id == value), None)
