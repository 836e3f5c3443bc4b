"""The pool: who waits for a first touch, the best fit first and why; some go on today's list by hand (R32)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook import moves, people
from playbook.errors import NotYetError
from playbook.words import AccountId
from tui import daytext, keys
from tui.content import line
from tui.screens.marking import MarkingPage
from tui.screens.pool_rows import HIT_EMPTY, POOL_EMPTY, grid, waiting, why
from tui.screens.sheet import Heading, Listing, Sheet, SheetRow, plain, said
from tui.widgets.lines import joined

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from playbook.decision import Draft
    from playbook.fit import Fit
    from storage.book import Book
    from storage.views import Change
    from storage.views_day import Pool
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk


_LINES = 3
"""Lines that say why the highlighted one fits, at most."""


class PoolScreen(MarkingPage):
    """One line to narrow it, and everyone who waits: on profile first, then those of whom too little is known."""

    TITLE_TEXT = "Pool"
    FINDS = "narrow it: a name, a place, an industry, a tag"
    FINDS_ALWAYS = True
    AUTO_FOCUS: ClassVar[str] = "#waiting"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("greater_than_sign", "take", "on today's list", show=False, id="pool.take"),
        Binding("i", "import_list", "import", show=False, id="pool.import"),
    ]
    DEFAULT_CSS = """
    PoolScreen #why { height: auto; max-height: 3; margin-top: 1; color: $foreground-muted; }
    PoolScreen.-short #why { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read the pool when it is shown."""
        super().__init__(desk, clock)
        self.pool: Pool | None = None
        self._fit: Fit | None = None
        """Why the highlighted one fits, once that is read."""

    def body(self) -> ComposeResult:
        """The rows, and why the highlighted one fits."""
        yield Heading()
        yield Listing(id="waiting")
        yield Static(Content(""), id="why")

    def on_mount(self) -> None:
        """Read the pool."""
        super().on_mount()
        self.tell("Reading the pool …")
        self.load()

    def keys(self) -> list[Key]:
        """What works on the list, once somebody waits; importing always."""
        if self.finding:
            return self.finding_keys()
        take: Key = (">", "on today's list", "take")
        if self.marked:
            return [take, *self.marking_keys(), *self.undo_keys(), *self.back_keys()]
        brings: Key = ("i", "imports a list", "import_list")
        if self.pool is None or not self.pool.rows:
            return [brings, *self.undo_keys(), *self.back_keys()]
        finds: list[Key] = [("enter", "opens", "open"), ("/", "narrows", "find"), take]
        return [
            *finds, *self.marking_keys(), ("ctrl+y", "phone", "copy_phone"), *self.undo_keys(), brings,
            *self.back_keys(),
        ]  # fmt: skip

    @work(exclusive=True)
    async def load(self) -> None:
        """Read the pool; what was typed meanwhile wins."""
        now, words, first = self.clock.now(), self.words, self.pool is None
        try:
            self.pool = await self.desk.read(lambda book: book.pool(now, words))
        except NotYetError as error:
            self.trouble(error)
            return
        if first:
            self.settle()
        self.redraw()

    def redraw(self) -> None:
        """Draw what was read, and the marks."""
        self.query_one(Sheet).fill(self._rows)
        self.draw_keys()
        pool = self.pool
        if pool is None:
            return
        marked = f"{len(self.marked):,} marked" if self.marked else ""
        days = f"{daytext.plural(pool.days, 'day')} at {pool.quota} a day"
        self.aside(Content(joined((marked, f"{pool.waiting:,} wait", days)) if pool.waiting else ""))

    def read_again(self) -> None:
        """Read the pool again."""
        self.load()

    def standing(self) -> Content:
        """Say what to know about the pool: that it runs low, or that only the best are listed (R32)."""
        pool = self.pool
        if pool is None:
            return Content("")
        if pool.low and pool.waiting:
            missing = f" The profile knows too little of {pool.unknown}: fill in their fields." if pool.unknown else ""
            text = f"Under {daytext.plural(pool.days + 1, 'day')} of first touches wait: i imports a list.{missing}"
            return line(text, "$text-warning")
        if pool.more:
            return line(f"The best {len(pool.rows):,} are listed; / narrows it.", "$foreground-muted")
        return Content("")

    @on(Sheet.Highlighted)
    def _went(self, event: Sheet.Highlighted) -> None:
        """Say why the highlighted one fits."""
        event.stop()
        self.explain(event.value)

    @work(exclusive=True, group="why")
    async def explain(self, value: object) -> None:
        """Read what the profile says of one account; an arrow that is held down stops it."""
        self._fit = None
        if isinstance(value, str):
            account, now = AccountId(value), self.clock.now()
            try:
                self._fit = (await self.desk.read(lambda book: book.prospect(account, now, touches=0))).fit
            except NotYetError as error:
                self._draw_why(line(str(error), "$text-warning"))
                return
        self._draw_why()

    def _draw_why(self, trouble: Content | None = None) -> None:
        """Draw it: one line on a short screen, else as many as the page gives it."""
        shown, lines = self.query_one("#why", Static), 1 if self.has_class("-short") else _LINES
        room = lines * self.query_one(Sheet).size.width
        words = trouble or (Content("") if self._fit is None else why(self._fit, room))
        shown.update(words)
        shown.display = bool(words.plain)

    def on_resize(self) -> None:
        """Say as much of it as fits now."""
        super().on_resize()
        self.call_after_refresh(self._draw_why)

    def action_take(self) -> None:
        """Put the marked ones, else the highlighted one, on today's list."""
        wanted = self.marked or ({self.account} if self.account is not None else set())
        if wanted:
            self.take(tuple(sorted(wanted)))

    @work(exclusive=True, group="take")
    async def take(self, wanted: tuple[AccountId, ...]) -> None:
        """Write a hand date today for each, as one action."""
        now = self.clock.now()
        try:
            change = await self.desk.run(lambda book: put_on_today(book, wanted, now))
        except NotYetError as error:
            self.trouble(error)
            return
        self.marked.clear()
        self.wrote(change)

    def action_import_list(self) -> None:
        """Import a list; the pool is read again when it landed."""
        from tui.screens.importing import ImportScreen

        def landed(change: Change | None) -> None:
            if change is not None:
                self.wrote(change)

        self.app.push_screen(ImportScreen(self.desk, self.clock), landed)

    def _rows(self, width: int) -> list[SheetRow]:
        pool = self.pool
        if pool is None or not pool.rows:
            self.query_one(Heading).show(())
            return (
                []
                if pool is None
                else plain(*said(HIT_EMPTY if self.words else [keys.keyed(text) for text in POOL_EMPTY], width))
            )
        columns, head = grid(pool.rows, width)
        self.query_one(Heading).show(head)
        marked = self.marked
        return [SheetRow(waiting(row, columns, row.account in marked), row.account) for row in pool.rows]


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
