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
from tui.content import cell, cells, line
from tui.dialogs.fields import LineInput
from tui.screens.marking import MarkingPage
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import cut, joined
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from storage.views import Hit
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_HINT = "a name, a phone, a word they said · is:dream is:dumped fit:on no:>5 silent:>90d tag:… state:IL"
_LOOKS = {Standing.BARRED: Look.BAD, Standing.DUMPED: Look.MUTED, Standing.CLOSED: Look.MUTED}
_STANDING, _NO, _NEXT = 13, 7, 7
_WIDE = 100
_MOST = 50
"""Accounts that are listed at once; more words find fewer."""


class SearchScreen(MarkingPage):
    """One line and what it finds, newest touched first; recent accounts while it is empty."""

    TITLE_TEXT = "Search"
    AUTO_FOCUS: ClassVar[str] = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False, id="search.down"),
        Binding("up", "move(-1)", "up", show=False, id="search.up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="search.page-down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="search.page-up"),
        Binding("tab,shift+tab", "turn", "line or list", show=False, id="search.turn"),
        Binding("space,percent_sign", "mark", "mark", show=False, id="search.mark"),
        Binding("ctrl+a", "mark_all", "mark all", show=False, id="search.mark-all"),
        Binding("ampersand", "bulk", "with the marked", show=False, id="search.bulk"),
    ]
    DEFAULT_CSS = """
    SearchScreen #words { background: $panel; padding: 0 1 !important; margin-bottom: 1; }
    SearchScreen #words:focus { background: $block-cursor-background; }
    """

    def __init__(
        self, desk: Desk, clock: Clock, words: str = "", *, title: str = "", besides: AccountId | None = None
    ) -> None:
        """Search the desk's book; `words` stand in the line from the start.

        With a `title` it is a question that wants one account for its answer, any but `besides`.
        """
        super().__init__()
        self._title = title
        self._besides = besides
        self.desk = desk
        self.clock = clock
        self.marked = set()
        self._today = clock.now().date()
        self._words = words
        self._hits: tuple[Hit, ...] = ()
        self._more = False
        self._trouble = ""

    def title_content(self) -> Content:
        """What it is asked for."""
        return line(self._title or self.TITLE_TEXT)

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
        """Moving and opening; once the list has the keys, marking."""
        if self._title:
            return [("enter", "this one", "open"), ("↑ ↓", "moves", "move(1)"), *super().keys()]
        turn: Key = ("tab", "to the line" if self.on_list else "to the list, to mark", "turn")
        marks = self.marking_keys() if self.on_list else []
        return [("enter", "opens", "open"), ("↑ ↓", "moves", "move(1)"), turn, *marks, *super().keys()]

    @property
    def on_list(self) -> bool:
        """The list has the keys, not the line."""
        return self.query_one(Sheet).has_focus

    def action_turn(self) -> None:
        """Give the keys to the list, or back to the line; a question for one account has no marks."""
        if self._title or not self._hits:
            return
        sheet = self.query_one(Sheet)
        sheet.can_focus = not sheet.can_focus
        (sheet if sheet.can_focus else self.query_one("#words")).focus()
        self.call_after_refresh(self.draw_keys)

    def redraw(self) -> None:
        """Draw the marks."""
        self.query_one(Sheet).fill(self._rows)
        self._tell()
        self.draw_keys()

    def read_again(self) -> None:
        """Search again."""
        self.find()

    def trouble_was(self, error: NotYetError) -> None:
        """Say why nothing was written."""
        self.notify(str(error), markup=False)

    def action_back(self) -> None:
        """Leave, and say what was changed."""
        self.dismiss(self.change)

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
            hits = await self.desk.run(lambda book: book.search(words, _MOST))
            self._more = len(hits) >= _MOST
            self._hits, self._trouble = tuple(hit for hit in hits if hit.account != self._besides), ""
        except NotYetError as error:
            self._hits, self._trouble = (), str(error)
        self.query_one(Sheet).fill(self._rows, top=True)
        self._tell()

    def _tell(self) -> None:
        """Say how many were found, and how many are marked."""
        words = self.query_one("#words", LineInput).line
        found = len(self._hits)
        all_of_them = f"the first {found}" if self._more else daytext.plural(found, "account")
        count = all_of_them if words else "recent"
        marked = f"{len(self.marked):,} marked" if self.marked else ""
        self.aside(Content(joined((marked, count if self._hits else ""))))

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
            return [SheetRow(self._row(hit, width), hit.account) for hit in self._hits]
        words = self.query_one("#words", LineInput).line
        return plain(*([Piece(cell(text, width), Look.MUTED)] for text in nothing(words, self._trouble)))

    def _row(self, hit: Hit, width: int) -> tuple[Piece, ...]:
        """One account found, with its mark where any row has one."""
        if not self.marked:
            return tuple(found(hit, self._today, width))
        mark = Piece("✓ " if hit.account in self.marked else "  ", Look.GOOD)
        return (mark, *found(hit, self._today, width - cells(mark.text)))


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
