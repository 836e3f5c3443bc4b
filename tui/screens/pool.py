"""The pool: who waits for a first touch, the best fit first; some go on today's list by hand (R32)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from playbook import moves, people
from playbook.errors import NotYetError
from playbook.words import AccountId, Verdict
from tui import daytext
from tui.content import cell, line
from tui.dialogs.choice import QUIET
from tui.dialogs.fields import LineInput
from tui.screens.marking import MarkingPage
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet, SheetRow, plain, said
from tui.widgets.lines import joined
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from playbook.decision import Draft
    from storage.book import Book
    from storage.views import Change
    from storage.views_day import Pool, PoolRow
    from tui.dialogs.keys import Key

_HINT = "narrow it: a name, a place, an industry, a tag"
_MARK, _FIT, _TIER, _TIME = 2, 5, 3, 6
_WIDE = 90
_LEAST = 8
"""Cells under which a column says nothing."""
_EMPTY = (
    "Nobody waits for a first touch.",
    "i imports a list; esc, then + adds one company.",
    "Whoever is off the profile is set aside: a changed profile may bring them back.",
)
_NO_HIT = ("Nobody here is called that.", "Fewer letters find more; esc shows everybody again.")


class PoolScreen(MarkingPage, BookPage):
    """One line to narrow it, and everyone who waits: on profile first, then those of whom too little is known."""

    TITLE_TEXT = "Pool"
    AUTO_FOCUS: ClassVar[str] = "#waiting"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "narrow", "narrow", show=False, id="pool.narrow"),
        Binding("space,percent_sign", "mark", "mark", show=False, id="pool.mark"),
        Binding("ctrl+a", "mark_all", "mark all", show=False, id="pool.mark-all"),
        Binding("ampersand", "bulk", "with the marked", show=False, id="pool.bulk"),
        Binding("greater_than_sign", "take", "on today's list", show=False, id="pool.take"),
        Binding("i", "import_list", "import", show=False, id="pool.import"),
        Binding("down", "list", "to the list", show=False, id="pool.list"),
    ]
    DEFAULT_CSS = """
    PoolScreen #words { background: $panel; padding: 0 1 !important; margin-bottom: 1; }
    PoolScreen #words:focus { background: $block-cursor-background; }
    PoolScreen #said { height: auto; margin-top: 1; color: $foreground-muted; }
    """

    pool: Pool | None = None
    trouble = ""

    def page(self) -> ComposeResult:
        """The line, the rows, and what to know about the pool."""
        yield LineInput(placeholder=_HINT, id="words")
        yield Sheet(id="waiting")
        yield Static(Content(""), id="said")

    def on_mount(self) -> None:
        """Read the pool."""
        self.marked = set()
        super().on_mount()
        self.load()

    def keys(self) -> list[Key]:
        """What works on the list, once somebody waits; importing always."""
        rows: list[Key] = [
            ("enter", "opens", "open"), ("/", "narrows", "narrow"), *self.marking_keys(),
            (">", "puts on today's list", "take"),
        ]  # fmt: skip
        waits = self.pool is not None and self.pool.waiting
        return [*(rows if waits else []), ("i", "imports a list", "import_list"), *super().keys()]

    @property
    def words(self) -> str:
        """What the list is narrowed by."""
        return self.query_one("#words", LineInput).line

    @work(exclusive=True)
    async def load(self) -> None:
        """Read the pool; what was typed meanwhile wins."""
        now, words = self.clock.now(), self.words
        try:
            self.pool, self.trouble = await self.desk.run(lambda book: book.pool(now, words)), ""
        except NotYetError as error:
            self.trouble = str(error)
        self.draw_pool()

    def draw_pool(self) -> None:
        """Draw what was read."""
        self.query_one(Sheet).fill(self._rows)
        self.draw_keys()
        pool = self.pool
        if pool is None or self.trouble:
            self.query_one("#said", Static).update(line(self.trouble, "$text-warning"))
            return
        marked = f"{len(self.marked)} marked" if self.marked else ""
        days = f"{daytext.plural(pool.days, 'day')} at {pool.quota} a day"
        self.aside(Content(joined((marked, f"{pool.waiting:,} wait", days)) if pool.waiting else ""))
        self.query_one("#said", Static).update(self._said(pool))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Narrow the list as it is typed."""
        event.stop()
        self.load()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Give the keys back to the list."""
        event.stop()
        self.action_list()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Open what was chosen."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the highlighted account."""
        value = self.query_one(Sheet).value
        if isinstance(value, str):
            self.dismiss(AccountId(value))

    def action_narrow(self) -> None:
        """Write in the line."""
        self.query_one("#words").focus()

    def action_list(self) -> None:
        """Give the keys to the list."""
        self.query_one(Sheet).focus()

    def redraw(self) -> None:
        """Draw the marks."""
        self.draw_pool()

    def read_again(self) -> None:
        """Read the pool again."""
        self.load()

    def trouble_was(self, error: NotYetError) -> None:
        """Say why nothing was written."""
        self.trouble = str(error)
        self.draw_pool()

    def action_take(self) -> None:
        """Put the marked ones, else the highlighted one, on today's list."""
        value = self.query_one(Sheet).value
        wanted = self.marked or ({AccountId(value)} if isinstance(value, str) else set())
        if wanted:
            self.take(tuple(sorted(wanted)))

    @work(exclusive=True, group="take")
    async def take(self, wanted: tuple[AccountId, ...]) -> None:
        """Write a hand date today for each, as one action."""
        now = self.clock.now()
        try:
            self.change = await self.desk.run(lambda book: put_on_today(book, wanted, now))
        except NotYetError as error:
            self.trouble = str(error)
            self.draw_pool()
            return
        self.marked.clear()
        self.load()
        self.notify(f"{self.change.label}. u takes it back.", markup=False)

    def action_import_list(self) -> None:
        """Import a list; the pool is read again when it landed."""
        from tui.screens.importing import ImportScreen

        def landed(change: Change | None) -> None:
            if change is not None:
                self.change = change
                self.load()

        self.app.push_screen(ImportScreen(self.desk, self.clock), landed)

    def action_back(self) -> None:
        """Show everybody again, else leave."""
        field = self.query_one("#words", LineInput)
        if field.value:
            field.value = ""
            self.action_list()
        elif field.has_focus:
            self.action_list()
        else:
            self.dismiss(self.change)

    def _said(self, pool: Pool) -> Content:
        if pool.low and pool.waiting:
            missing = f" The profile knows too little of {pool.unknown}: fill in their fields." if pool.unknown else ""
            text = f"Under {daytext.plural(pool.days + 1, 'day')} of first touches wait: i imports a list.{missing}"
            return line(text, "$text-warning")
        if pool.more:
            return line(f"The best {len(pool.rows):,} are shown; / narrows it.", QUIET)
        return Content("")

    def _rows(self, width: int) -> list[SheetRow]:
        pool = self.pool
        if pool is None:
            return []
        if not pool.rows:
            return plain(*said(_NO_HIT if self.words else _EMPTY, width))
        return [SheetRow(tuple(waiting(row, width, row.account in self.marked)), row.account) for row in pool.rows]


def waiting(row: PoolRow, width: int, marked: bool) -> list[Piece]:  # noqa: FBT001  (a sign before the row)
    """Return one account: mark, name, opening, what it is, where, its hour, fit and tier."""
    right = [
        Piece(cell(daytext.clock(row.there), _TIME, right=True), Look.MUTED),
        Piece(cell("?" if row.verdict is Verdict.UNKNOWN else fit_of(row), _FIT, right=True), Look.TEXT),
        Piece(cell(row.tier, _TIER, right=True), Look.MUTED),
    ]
    room = width - _MARK - _TIME - _FIT - _TIER
    name = room * (2 if width < _WIDE else 1) // (3 if width < _WIDE else 2)
    news = "opening · " if row.opening else ""
    about = joined((row.industry, joined((row.city, row.state)) or row.country))
    tail = max(room - name - len(news), 0)
    about = about if tail >= _LEAST else ""
    return [
        Piece("✓ " if marked else "  ", Look.GOOD),
        Piece(cell(row.name, name - 1) + " ", Look.NAME),
        Piece(cell(news, min(len(news), room - name)), Look.GOOD),
        Piece(cell(about, tail), Look.MUTED),
        *right,
    ]


def fit_of(row: PoolRow) -> str:
    """Return the fit; a dash while there is no profile."""
    return daytext.DASH if row.fit is None else str(row.fit)


def put_on_today(book: Book, wanted: tuple[AccountId, ...], now: datetime) -> Change:
    """Give each account a hand date today, as `>` brings first touches (R32)."""
    found: list[Draft] = []
    name = ""
    for account in wanted:
        seen = book.prospect(account, now, touches=0)
        whom = people.lead(seen.account, seen.people, len(seen.settings.burst.channels))
        found.append(moves.by_hand(seen.account, now.date(), whom, "first touch, out of the pool"))
        name = seen.account.name
    label = name if len(found) == 1 else f"{len(found)} accounts"
    return book.record(found, now=now, label=f"on today's list · {label}")
