"""What the cap holds back today, in its order, and the ways out of a full book, each with what it frees (R32, R34)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from playbook.errors import NotYetError
from playbook.relief import Remedy
from tui import daytext
from tui.content import cell
from tui.screens.listing import ListPage
from tui.screens.sheet import Listing, Sheet, SheetRow, plain, said
from tui.widgets.columns import Cells, Column, Grid
from tui.widgets.lines import section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.today_list import pieces_of

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult

    from playbook.relief import Way
    from playbook.words import AccountId
    from storage.views import Change, TodayRow
    from storage.views_day import Held
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.widgets.lines import Line
    from tui.writing import Desk

_EMPTY = (
    "Nothing is held back: today has room for everything that is due.",
    "When more is due than the cap lets in, it waits here and keeps its order.",
)
_SHORT = {Remedy.FEWER_FIRST: "fewer first", Remedy.TIER_C: "90 days for C", Remedy.HIGHER_CAP: "higher cap"}
_DIGIT, _BAR = 4, 60
_WAYS = (Column(), Column(worth=8), Column(right=True, worth=9), Column(worth=1))


class HeldScreen(ListPage):
    """The ways out above, what is held back below; a digit takes a way, one undo takes it back."""

    TITLE_TEXT = "Held back"
    AUTO_FOCUS: ClassVar[str] = "#held"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"take({digit})", "way out", show=False, id=f"held.way-{digit}") for digit in (1, 2, 3)),
        Binding("s", "spread", "spread", show=False, id="held.spread"),
    ]

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read when it is shown."""
        super().__init__(desk, clock)
        self.held: Held | None = None

    def body(self) -> ComposeResult:
        """The ways out and the rows."""
        yield Listing(id="held")

    def on_mount(self) -> None:
        """Read what is held back."""
        super().on_mount()
        self.tell("Reading what is held back …")
        self.load()

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways that a digit takes."""
        return () if self.held is None else tuple(way for way in self.held.ways if way.settings is not None)

    def keys(self) -> list[Key]:
        """What works now."""
        found: list[Key] = [
            (str(number), _SHORT[way.remedy], f"take({number})") for number, way in enumerate(self.ways, 1)
        ]
        if self.held is not None and self.held.rows:
            found = [
                ("enter", "opens", "open"), *found, ("s", "spreads", "spread"),
                ("ctrl+y", "copies the phone", "copy_phone"),
            ]  # fmt: skip
        return [*found, *self.undo_keys(), *super().keys()]

    def read_again(self) -> None:
        """Read it again."""
        self.load()

    @work(exclusive=True)
    async def load(self) -> None:
        """Read it anew."""
        now, first = self.clock.now(), self.held is None
        try:
            self.held = await self.desk.read(lambda book: book.held(now))
        except NotYetError as error:
            self.trouble(error)
            return
        if first:
            self.settle()
        self.query_one(Sheet).fill(self._rows)
        full = f"the book is full: {self.held.live:,} live at {self.held.cap} a day" if self.held.full else ""
        self.aside(Content(full or f"{self.held.held_back:,} held back" if self.held.held_back else ""))
        self.draw_keys()

    def action_take(self, number: int) -> None:
        """Take a way out, by its digit."""
        if 0 < number <= len(self.ways):
            self.take(self.ways[number - 1])

    @work(exclusive=True, group="take")
    async def take(self, way: Way) -> None:
        """Write the settings that do it: one action."""
        settings, now = way.settings, self.clock.now()
        if settings is None:
            return
        try:
            change = await self.desk.run(lambda book: book.set_settings(settings, now))
        except NotYetError as error:
            self.trouble(error)
            return
        self.wrote(change)
        self.done(f"{way.remedy.value.capitalize()}: {way.what}.")

    def action_spread(self) -> None:
        """Spread the backlog; what was written is shown behind this page too."""
        from tui.screens.spread import SpreadScreen

        def spread(answer: Change | AccountId | None) -> None:
            if answer is not None and not isinstance(answer, str):
                self.wrote(answer)

        self.app.push_screen(SpreadScreen(self.desk, self.clock), spread)

    def _rows(self, width: int) -> list[SheetRow]:
        held = self.held
        if held is None:
            return []
        rows = plain(*self._way_lines(held, width), *_forgotten(held, width))
        if not held.rows:
            return [*rows, *plain(*_calm(held, width))]
        if rows:
            rows += plain([], section(f"{held.held_back:,} held back, in their order", width))
        rows += [SheetRow(partial(_drawn, row, width, held.day), row.account) for row in held.rows]
        more = held.held_back - len(held.rows)
        return [*rows, *plain([Piece(cell(f"and {more:,} more", width), Look.MUTED)])] if more > 0 else rows

    def _way_lines(self, held: Held, width: int) -> list[Line]:
        if not held.full:
            return []
        look = Look.WARN if held.over else Look.TEXT
        over = "More than the cap: t" if held.over else "T"
        head = f"{over}he next {held.days} working days hold {held.ahead:,} of {held.room:,}."
        digits = {way.remedy: str(number) for number, way in enumerate(self.ways, 1)}
        lines = [_way_cells(way) for way in held.ways]
        grid = Grid(_WAYS, lines, width - _DIGIT)
        if not grid.widths[1]:
            lines = [
                (*line[:2], Piece(f"{way.frees:,}", Look.GOOD), line[3])
                for way, line in zip(held.ways, lines, strict=True)
            ]
            grid = Grid(_WAYS, lines, width - _DIGIT)
        return [
            *([Piece(text, look)] for text in wrapped(head, width)),
            [Piece(cell("Ways out, and the touches each frees in these days:", width), Look.MUTED)],
            *(
                [Piece(f"  {digits.get(way.remedy, ' ')} ", Look.KEY), *grid.line(line)]
                for way, line in zip(held.ways, lines, strict=True)
            ),
        ]


def _drawn(row: TodayRow, width: int, day: date) -> tuple[Piece, ...]:
    return tuple(pieces_of(row, width, day))


def _calm(held: Held, width: int) -> list[Line]:
    """What an empty page teaches, and how full the coming days are: a promise is never cut, so it isn't counted."""
    lines: list[Line] = said(_EMPTY, width)
    if held.full or not held.room:
        return lines
    bar = min(_BAR, width)
    taken = min(round(bar * held.ahead / held.room), bar)
    load = f"{held.ahead:,} of {held.room:,} touches are planned, at most {held.cap} a day beside promises"
    return [
        *lines, [], section(f"the next {held.days} working days", width),
        *([Piece(text, Look.TEXT)] for text in wrapped(load, width)),
        [Piece("━" * taken, Look.NEXT), Piece("·" * (bar - taken), Look.RULE)],
    ]  # fmt: skip


def _forgotten(held: Held, width: int) -> list[Line]:
    if not held.forgotten:
        return []
    text = f"{held.forgotten} forgotten: two gaps and ten working days without a touch (R6)."
    return [[Piece(cell(text, width), Look.BAD)]]


def _way_cells(way: Way) -> Cells:
    """Return a way out: its name, what changes, what that frees, what to know about it."""
    return (
        Piece(way.remedy.value, Look.NAME),
        Piece(way.what, Look.TEXT),
        Piece(daytext.plural(way.frees, "touch", "touches"), Look.GOOD),
        Piece(way.note, Look.MUTED),
    )
