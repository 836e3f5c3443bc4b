"""Who may be one and the same: each pair with what speaks for it; merged, or told apart for good, by the rep alone.

Nothing is merged by itself (DESIGN section 6): what looks alike is shown, and `enter` puts both side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from playbook import not_same
from playbook.errors import NotYetError
from storage.views_duplicates import Duplicates, Suspect, SuspectPair
from tui import daytext
from tui.content import cells
from tui.screens.listing import ListPage
from tui.screens.merging import MergeScreen, facts_of
from tui.screens.sheet import Listing, Sheet, SheetRow, plain, said
from tui.widgets.lines import cut, joined, section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from playbook.words import AccountId
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
_SET_IN = 2
_TICK = 0.1
"""Seconds between two words on how far it is."""


class DuplicatesScreen(ListPage):
    """Pairs of companies, then pairs of people; the highlighted one is merged or told apart."""

    TITLE_TEXT = "Duplicates"
    AUTO_FOCUS: ClassVar[str] = "#pairs"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("minus", "apart", "not the same", show=False, id="duplicates.apart"),
        Binding("ctrl+o", "first", "opens the account", show=False, id="duplicates.open"),
    ]

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Look through the book when it is shown."""
        super().__init__(desk, clock)
        self._found: Duplicates | None = None
        self._far: tuple[int, int] | None = None

    def body(self) -> ComposeResult:
        """The pairs."""
        yield Listing(id="pairs")

    def on_mount(self) -> None:
        """Look through the book."""
        super().on_mount()
        self.settle()
        self.set_interval(_TICK, self._tick)
        self.read()

    def keys(self) -> list[Key]:
        """What works on a pair, where there is one."""
        if self._far is not None:
            return [("esc", "stops it", "back")]
        pairs: list[Key] = [
            ("enter", "side by side", "open"), ("-", "not the same", "apart"), ("ctrl+o", "opens the first", "first"),
        ]  # fmt: skip
        some = self._found is not None and self._found.pairs
        return [*(pairs if some else []), *self.undo_keys(), *super().keys()]

    @property
    def account(self) -> AccountId | None:
        """The account of the first of the two."""
        pair = self._pair()
        return None if pair is None else pair.one.account

    def read_again(self) -> None:
        """Look through the book again."""
        self.read()

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the pairs, off the keys' way; leaving stops it."""
        self._far = (0, 0)
        self._tick()
        self.draw_keys()
        try:
            self._found = await self.desk.read(lambda book: book.duplicates(self._heard))
        except NotYetError as error:
            self._far = None
            self.trouble(error)
            return
        self._far = None
        found = self._found
        self.query_one(Sheet).fill(lambda width: rows(found, width))
        more = " and more" if found.more else ""
        pairs = daytext.plural(len(found.pairs), "pair")
        self.aside(Content(f"{pairs}{more} · {found.looked_at:,} looked at" if found.pairs else ""))
        self.draw_keys()

    def _heard(self, done: int, everything: int) -> None:
        """Keep how far it is; called on the book's thread."""
        self._far = (done, everything)

    def _tick(self) -> None:
        """Say how far it is."""
        if self._far is None:
            return
        done, everything = self._far
        share = far(done, everything)
        self.aside(Content(share if self._found is not None else ""))
        if self._found is None:
            self.query_one(Sheet).fill(lambda width: plain(*said((*_READING, share), width)))

    def action_open(self) -> None:
        """Put the highlighted pair side by side, and merge it there."""
        pair = self._pair()
        if pair is not None:
            screen = MergeScreen(self.desk, self.clock, pair.one.id, pair.other.id, people=pair.person)
            self.app.push_screen(screen, self._changed)

    def action_first(self) -> None:
        """Open the account of the first of the two."""
        if self.account is not None:
            self.dismiss(self.account)

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
            self.trouble(error)
            return
        self._changed(change)

    def _changed(self, change: Change | None) -> None:
        if change is not None:
            self.wrote(change)

    def _pair(self) -> SuspectPair | None:
        value = self.query_one(Sheet).value
        return value if isinstance(value, SuspectPair) else None


def far(done: int, everything: int) -> str:
    """Return how far a search is: those that were read, of all; then the pairs compared, of nobody knows how many."""
    if everything:
        return f"{done:,} of {everything:,} companies and people"
    return f"{done:,} pairs compared" if done else ""


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
        for place, pair in enumerate(pairs):
            rows += [*plain(*([[]] if place else [])), *_lines(pair, width)]
    return rows


def _lines(pair: SuspectPair, width: int) -> list[SheetRow]:
    """Return one pair: both names, what speaks for it, and what tells them apart."""
    names = f"{pair.one.name}  =  {pair.other.name}"
    named = cells(names) > width
    first = SheetRow((Piece(cut(names, width), Look.NAME),), pair)
    room = width - _SET_IN
    why = ([Piece(" " * _SET_IN), Piece(text, Look.TEXT)] for text in wrapped(", ".join(pair.why), room))
    facts = (_words(each, named=named) for each in (pair.one, pair.other))
    both = ([Piece(cut(f"{' ' * _SET_IN}{text}", width), Look.MUTED)] for text in facts)
    return [first, *plain(*why, *both)]


def _words(each: Suspect, *, named: bool) -> str:
    """Return what tells one from the other; its name again only where the line of both names had to be cut."""
    firm = each.account_name if each.account_name != each.name else ""
    facts = joined((firm, each.email, each.phone, each.place))
    return joined((each.name, facts)) if named or not facts else facts
