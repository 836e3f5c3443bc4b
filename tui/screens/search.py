"""`/`: every account as you type, by name, person, phone, e-mail, note or pain; outcomes are dead here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from playbook.errors import NotYetError
from playbook.words import AccountId, Standing
from tui import daytext
from tui.content import cell, cells
from tui.dialogs.fields import LineInput
from tui.screens.page import Page
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import cut, joined
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from storage.views import Hit
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_HINT = "a name, a phone, a word they said · is:dream is:dumped fit:on no:>5 silent:>90d tag:… state:IL"
_LOOKS = {Standing.BARRED: Look.BAD, Standing.DUMPED: Look.MUTED, Standing.CLOSED: Look.MUTED}
_STANDING, _NO, _NEXT = 13, 7, 7
_WIDE = 100


class SearchScreen(Page[AccountId]):
    """One line and what it finds, newest touched first; recent accounts while it is empty."""

    TITLE_TEXT = "Search"
    AUTO_FOCUS: ClassVar[str] = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False, id="search.down"),
        Binding("up", "move(-1)", "up", show=False, id="search.up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="search.page-down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="search.page-up"),
    ]
    DEFAULT_CSS = """
    SearchScreen #words { background: $panel; padding: 0 1 !important; margin-bottom: 1; }
    SearchScreen #words:focus { background: $block-cursor-background; }
    """

    def __init__(self, desk: Desk, today: date, words: str = "") -> None:
        """Search the desk's book; `words` stand in the line from the start."""
        super().__init__()
        self._desk = desk
        self._today = today
        self._words = words
        self._hits: tuple[Hit, ...] = ()
        self._trouble = ""

    def page(self) -> ComposeResult:
        """The line and the rows."""
        yield LineInput(self._words, placeholder=_HINT, id="words")
        yield Sheet(id="hits")

    def on_mount(self) -> None:
        """Show the recent ones."""
        super().on_mount()
        sheet = self.query_one(Sheet)
        sheet.can_focus, sheet.lit = False, True
        self.find()

    def keys(self) -> list[Key]:
        """Moving and opening."""
        return [("enter", "opens", "open"), ("↑ ↓", "moves", "move(1)"), *super().keys()]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Search again."""
        event.stop()
        self.find()

    @work(exclusive=True)
    async def find(self) -> None:
        """Ask the book; what was typed meanwhile wins."""
        words = self.query_one("#words", LineInput).line
        try:
            self._hits, self._trouble = await self._desk.run(lambda book: book.search(words)), ""
        except NotYetError as error:
            self._hits, self._trouble = (), str(error)
        self.query_one(Sheet).fill(self._rows, top=True)
        count = daytext.plural(len(self._hits), "account") if words else "recent"
        self.aside(Content(count if self._hits else ""))

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        """Open the highlighted account."""
        event.stop()
        self.action_open()

    @on(Sheet.Chosen)
    def _clicked(self, event: Sheet.Chosen) -> None:
        """Open what was clicked."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the highlighted account, if there is one."""
        value = self.query_one(Sheet).value
        if isinstance(value, str):
            self.dismiss(AccountId(value))

    def action_move(self, step: int) -> None:
        """Move the highlight while the line keeps the keys."""
        self.query_one(Sheet).action_move(step)

    def action_page(self, step: int) -> None:
        """Move it by a page."""
        self.query_one(Sheet).action_page(step)

    def _rows(self, width: int) -> list[SheetRow]:
        if self._hits:
            return [SheetRow(tuple(found(hit, self._today, width)), hit.account) for hit in self._hits]
        words = self.query_one("#words", LineInput).line
        return plain(*([Piece(cell(text, width), Look.MUTED)] for text in nothing(words, self._trouble)))


def nothing(words: str, trouble: str) -> Sequence[str]:
    """Return what an empty result teaches."""
    if trouble:
        return (trouble,)
    if not words:
        return ("The book is empty: esc, then + adds the first account.",)
    return ("Nothing found.", "Fewer letters find more; a filter such as is:dream stands alone too.")


def found(hit: Hit, today: date, width: int) -> list[Piece]:
    """Return one account found: its name, what matched, its standing, No's and next day where there is room."""
    right: list[Piece] = []
    if width >= _WIDE:
        right = [
            Piece(cell(hit.standing, _STANDING), _LOOKS.get(hit.standing, Look.MUTED)),
            Piece(cell(f"No {hit.nos}" if hit.nos else "", _NO), Look.MUTED),
        ]
    elif hit.standing in _LOOKS:
        right = [Piece(cell(hit.standing, _STANDING), _LOOKS[hit.standing])]
    right.append(Piece(cell(daytext.short(hit.next_on, today), _NEXT), Look.NEXT if hit.next_on else Look.MUTED))
    room = width - sum(cells(piece.text) for piece in right) - 1
    name = cut(hit.name, room)
    tail = joined((hit.person_name, hit.detail))
    said = cut(f"  {tail}", room - cells(name)) if tail else ""
    gap = " " * (room + 1 - cells(name) - cells(said))
    return [Piece(name, Look.NAME), Piece(said + gap, Look.MUTED), *right]
