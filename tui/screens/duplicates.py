"""Who may be one and the same: each pair with what speaks for it; merged, or told apart for good, by the rep alone.

Nothing is merged by itself (DESIGN section 6): what looks alike is shown, and `enter` puts both side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content

from playbook import not_same
from playbook.errors import NotYetError
from storage.views_duplicates import Duplicates, Suspect, SuspectPair
from tui import daytext
from tui.content import assemble, cells
from tui.screens.merging import MergeScreen, facts_of
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet, SheetRow, plain, said
from tui.widgets.lines import cut, joined, section
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from storage.book import Book
    from storage.views import Change
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_EMPTY = (
    "Nobody looks like somebody else.",
    "Lists bring doubles: the same firm with another legal form, the same person with another address.",
    "On an account's page & merges it with any other, also one that looks different.",
)
_READING = ("Looking through the book …",)
_GAP = 2


class DuplicatesScreen(BookPage):
    """Pairs of companies, then pairs of people; the highlighted one is merged or told apart."""

    TITLE_TEXT = "Who may be one"
    AUTO_FOCUS: ClassVar[str] = "#pairs"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("minus", "apart", "not the same", show=False, id="duplicates.apart"),
        Binding("ctrl+o", "open", "opens the account", show=False, id="duplicates.open"),
        Binding("u", "undo", "takes it back", show=False, id="duplicates.undo"),
        Binding("q", "back", "back", show=False, id="duplicates.back"),
    ]

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Look through the book when it is shown."""
        super().__init__(desk, clock)
        self._found: Duplicates | None = None
        self.change: Change | None = None
        """The newest thing that was written here: the lists behind this page are read again."""

    def page(self) -> ComposeResult:
        """The pairs."""
        yield Sheet(id="pairs")

    def on_mount(self) -> None:
        """Look through the book."""
        super().on_mount()
        self.query_one(Sheet).fill(lambda width: plain(*said(_READING, width)))
        self.read()

    def keys(self) -> list[Key]:
        """What works on a pair, where there is one."""
        pairs: list[Key] = [
            ("enter", "side by side", "merge"), ("-", "not the same", "apart"), ("ctrl+o", "opens the first", "open"),
        ]  # fmt: skip
        undo: list[Key] = [("u", "takes it back", "undo")] if self.change is not None else []
        return [*(pairs if self._found is not None and self._found.pairs else []), *undo, *super().keys()]

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the pairs, off the keys' way; leaving stops it."""
        try:
            self._found = await self.desk.read(lambda book: book.duplicates())
        except NotYetError as error:
            self._say(error)
            return
        found = self._found
        self.query_one(Sheet).fill(lambda width: rows(found, width))
        more = " and more" if found.more else ""
        pairs = daytext.plural(len(found.pairs), "pair")
        self.aside(Content(f"{pairs}{more} · {found.looked_at:,} looked at" if found.pairs else ""))
        self.draw_keys()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Put the pair side by side."""
        event.stop()
        self.action_merge()

    def action_merge(self) -> None:
        """Put the highlighted pair side by side, and merge it there."""
        pair = self._pair()
        if pair is not None:
            screen = MergeScreen(self.desk, self.clock, pair.one.id, pair.other.id, people=pair.person)
            self.app.push_screen(screen, self._changed)

    def action_apart(self) -> None:
        """Say that the highlighted two are not the same: they are shown no more."""
        pair = self._pair()
        if pair is not None:
            self.write(pair)

    @work(exclusive=True, group="write")
    async def write(self, pair: SuspectPair) -> None:
        """Write that they are two, as one action."""
        now = self.clock.now()
        try:
            change = await self.desk.run(lambda book: _apart(book, pair, now))
        except NotYetError as error:
            self._say(error)
            return
        self._changed(change)

    def action_undo(self) -> None:
        """Take back what was done here last."""
        if self.change is not None:
            self.take_back(self.change)

    @work(exclusive=True, group="write")
    async def take_back(self, change: Change) -> None:
        """Take one action of this page back."""
        now = self.clock.now()
        try:
            await self.desk.run(lambda book: book.undo(now, change.action))
        except NotYetError as error:
            self._say(error)
            return
        self.change = None
        self.notify(f"Taken back: {change.label}", markup=False)
        self.read()

    def action_open(self) -> None:
        """Open the account of the first of the two."""
        pair = self._pair()
        if pair is not None:
            self.dismiss(pair.one.account)

    def action_back(self) -> None:
        """Leave, and say what was changed."""
        self.dismiss(self.change)

    def _changed(self, change: Change | None) -> None:
        if change is None:
            return
        self.change = change
        self.notify(f"{change.label}. u takes it back.", markup=False)
        self.read()

    def _pair(self) -> SuspectPair | None:
        value = self.query_one(Sheet).value
        return value if isinstance(value, SuspectPair) else None

    def _say(self, error: NotYetError) -> None:
        self.aside(assemble((f"{error.message} {error.hint}".rstrip(), "$text-warning")))


def _apart(book: Book, pair: SuspectPair, now: datetime) -> Change:
    one, other = (facts_of(book, each.id, people=pair.person) for each in (pair.one, pair.other))
    return book.record(not_same.drafts(one, other), now=now, label=not_same.label(one, other))


def rows(found: Duplicates, width: int) -> list[SheetRow]:
    """Return every pair for a width: companies first, then people."""
    if not found.pairs:
        return plain(*said(_EMPTY, width))
    rows: list[SheetRow] = []
    for person, title in ((False, "companies"), (True, "people")):
        pairs = [pair for pair in found.pairs if pair.person is person]
        if pairs:
            rows += plain(*([[]] if rows else []), section(title, width))
        for pair in pairs:
            rows += _lines(pair, width)
    return rows


def _lines(pair: SuspectPair, width: int) -> list[SheetRow]:
    """Return one pair: both names, what speaks for it beside or below them, and what tells them apart."""
    why = ", ".join(pair.why)
    name = cut(f"{pair.one.name}  =  {pair.other.name}", width)
    gap = width - cells(name) - cells(why)
    beside = gap >= _GAP
    aside = (Piece(" " * gap), Piece(why, Look.NEXT)) if beside else ()
    first = SheetRow((Piece(name, Look.NAME), *aside), pair)
    below = [] if beside else [[Piece(cut(f"  {why}", width), Look.NEXT)]]
    both = ([Piece(cut(f"  {_words(each)}", width), Look.MUTED)] for each in (pair.one, pair.other))
    return [first, *plain(*below, *both)]


def _words(each: Suspect) -> str:
    firm = each.account_name if each.account_name != each.name else ""
    return joined((each.name, firm, each.email, each.phone, each.place))
