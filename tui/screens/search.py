"""`/`: every account as you type, by name, person, phone, e-mail, note or pain; outcomes are dead here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from playbook.words import AccountId
from storage.search_query import parse
from tui import daytext, keys
from tui.content import line
from tui.dialogs.fields import LineInput
from tui.screens import search_words
from tui.screens.marking import MarkingPage
from tui.screens.search_rows import rows
from tui.screens.sheet import Heading, Listing, Sheet, SheetRow, plain, said
from tui.widgets.lines import joined

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.words import PersonId
    from storage.views import Hit
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_HINT = "a name, a phone, an address, a word they said"
_MOST = 100
"""Accounts that are listed at once; more words find fewer."""
_EMPTY = (
    "The book is empty: esc, then {account.add} adds the first account.",
    "Here you find anybody again by a name, a phone, an address, or a word of a note.",
)
_NOTHING = ("Nothing found.", "Fewer letters find more; a filter such as is:dream stands alone too.")


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
    ]
    DEFAULT_CSS = """
    SearchScreen #words { margin-bottom: 0 !important; }
    SearchScreen #hint { height: 2; padding: 0 1; }
    """

    def __init__(
        self, desk: Desk, clock: Clock, words: str = "", *, title: str = "", besides: AccountId | None = None
    ) -> None:
        """Search the desk's book; `words` stand in the line from the start.

        With a `title` it is a question that wants one account for its answer, any but `besides`.
        """
        super().__init__(desk, clock)
        self._title = title
        self._besides = besides
        self._today = clock.now().date()
        self._start = words
        self._hits: tuple[Hit, ...] = ()
        self._every: tuple[AccountId, ...] | None = None
        """Everybody found, once they were counted."""
        self._read = False

    def title_content(self) -> Content:
        """What it is asked for."""
        return line(self._title or self.TITLE_TEXT)

    def body(self) -> ComposeResult:
        """The line, what may stand in it, and the rows."""
        field = LineInput(self._start, placeholder=_HINT, id="words")
        field.suggester = search_words.Completing()
        field.add_class("line")
        field.cursor_position = len(field.value)
        yield field
        hint = Static(Content(""), id="hint")
        hint.auto_links = False
        yield hint
        yield Heading()
        yield Listing(id="hits")

    def on_mount(self) -> None:
        """Show the recent ones."""
        super().on_mount()
        sheet = self.query_one(Sheet)
        sheet.can_focus, sheet.lit = False, True
        self.settle()
        self.find()

    def on_resize(self) -> None:
        """Offer as many filters as fit."""
        super().on_resize()
        self.call_after_refresh(self._hint)

    def keys(self) -> list[Key]:
        """Moving and opening; once the list has the keys, marking."""
        if self._title:
            return [("enter", "this one", "open"), ("↑ ↓", "moves", "move(1)"), *self.back_keys()]
        turn: Key = ("tab", "to the line" if self.on_list else "to the list", "turn")
        undo = self.undo_keys() if self.on_list else [("ctrl+z", *each[1:]) for each in self.undo_keys()]
        opens: list[Key] = [("enter", "opens", "open")] if self._hits else []
        phone: list[Key] = [("ctrl+y", "copies the phone", "copy_phone")] if self._hits and not self.marked else []
        lists: list[Key] = [turn, *(self.marking_keys() if self.on_list else [])] if self._hits else []
        return [*opens, *lists, *phone, *undo, *self.back_keys()]

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.query_one("#words", LineInput).line

    @property
    def finding(self) -> bool:
        """The line always has the keys, and `esc` leaves: nothing is narrowed here."""
        return False

    @property
    def on_list(self) -> bool:
        """The list has the keys, not the line."""
        return self.query_one(Sheet).has_focus

    @property
    def person(self) -> PersonId | None:
        """Who of the highlighted account matched."""
        return next((hit.person for hit in self._hits if hit.account == self.account), None)

    def end_finding(self) -> None:
        """`esc` leaves at once."""
        self.dismiss(self.change)

    def action_turn(self) -> None:
        """Give the keys to the list, or back to the line; a question for one account has no marks."""
        if self._title or not self._hits:
            return
        sheet = self.query_one(Sheet)
        sheet.can_focus = not sheet.can_focus
        (sheet if sheet.can_focus else self.query_one("#words")).focus()
        self.call_after_refresh(self.draw_keys)

    def action_find(self) -> None:
        """Back to the line, as `/` opened it."""
        if self.on_list:
            self.action_turn()

    def shown(self) -> tuple[AccountId, ...]:
        """Everybody found, also who is not listed; while they are counted who is listed."""
        return super().shown() if self._every is None else self._every

    def redraw(self) -> None:
        """Draw the marks."""
        self.query_one(Sheet).fill(self._rows)
        self._count()
        self.draw_keys()

    def read_again(self) -> None:
        """Search again."""
        self.find()

    def narrow(self) -> None:
        """Search again as it is typed."""
        self._hint()
        self.find()

    def submitted(self) -> None:
        """Open the highlighted account."""
        self.action_open()

    @work(exclusive=True)
    async def find(self) -> None:
        """Ask the book; what was typed meanwhile wins, and the older question is stopped.

        Everybody found is counted only after the first of them are drawn: of one letter that may be half the book.
        """
        words = self.words
        try:
            hits = await self.desk.read(lambda book: book.search(words, _MOST))
            more = len(hits) >= _MOST
            self._hits, self._read = self._among(hits), True
            self._every = None if more else tuple(hit.account for hit in self._hits)
            self._draw()
            if more:
                every = await self.desk.read(lambda book: book.found(words))
                self._every = tuple(account for account in every if account != self._besides)
                self._count()
        except NotYetError as error:
            self._hits, self._every = (), ()
            self._draw()
            self.trouble(error)

    def _among(self, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        return tuple(hit for hit in hits if hit.account != self._besides)

    def _draw(self) -> None:
        self.query_one(Sheet).fill(self._rows, top=True)
        self._hint()
        self._count()
        self.draw_keys()

    def _hint(self) -> None:
        """Offer, complete and explain filters below the line."""
        width = max(self.query_one("#hint").size.width, 1)
        self.query_one("#hint", Static).update(search_words.hint(self.query_one("#words", LineInput).value, width))

    def _count(self) -> None:
        """Say how many were found, and how many are marked."""
        listed, words = len(self._hits), self.words
        if self._every is None:
            count = f"the first {listed}, counting …"
        elif listed < len(self._every):
            count = f"{listed} of {len(self._every):,}{'' if words else ', newest touched first'}"
        else:
            count = daytext.plural(listed, "account") if words else "newest touched first"
        marked = f"{len(self.marked):,} marked" if self.marked else ""
        self.aside(Content(joined((marked, count if self._hits else ""))))

    def action_move(self, step: int) -> None:
        """Move the highlight while the line keeps the keys."""
        self.query_one(Sheet).action_move(step)

    def action_page(self, step: int) -> None:
        """Move it by a page."""
        self.query_one(Sheet).action_page(step)

    def action_take_word(self, place: int) -> None:
        """Put a filter into the line that the mouse pressed."""
        field = self.query_one("#words", LineInput)
        field.value = search_words.taken(field.value, place)
        field.cursor_position = len(field.value)
        field.focus()

    def _rows(self, width: int) -> list[SheetRow]:
        if not self._hits:
            self.query_one(Heading).show(())
            if not self._read:
                return []
            return plain(*said(_NOTHING if self.words else [keys.keyed(text) for text in _EMPTY], width))
        head, found = rows(self._hits, frozenset(self.marked), parse(self.words).words, self._today, width)
        self.query_one(Heading).show(head)
        return found
