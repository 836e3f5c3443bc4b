"""What the cap holds back today, in its order, and the ways out of a full book, each with what it frees (R32, R34)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from playbook.relief import Remedy
from playbook.words import AccountId
from tui.content import cell, cells, line
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet, SheetRow, plain, said
from tui.widgets.lines import section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.today_list import pieces_of

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.relief import Way
    from storage.views import Change
    from storage.views_day import Held
    from tui.dialogs.keys import Key
    from tui.widgets.lines import Line

_EMPTY = (
    "Nothing is held back: today has room for everything that is due.",
    "When more is due than the cap lets in, it waits here and keeps its order.",
)
_SHORT = {Remedy.FEWER_FIRST: "fewer first", Remedy.TIER_C: "90 days for C", Remedy.HIGHER_CAP: "higher cap"}
_DIGIT, _BAR = 4, 60
_WIDE, _NARROW = (24, 18, 14), (20, 15, 12)
"""Cells of a way out: its name, what changes, what that frees."""


class HeldScreen(BookPage):
    """The ways out above, what is held back below; a digit takes a way, one undo takes it back."""

    TITLE_TEXT = "Held back"
    AUTO_FOCUS: ClassVar[str] = "#held"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"take({digit})", "way out", show=False, id=f"held.way-{digit}") for digit in (1, 2, 3)),
        Binding("s", "spread", "spread", show=False, id="held.spread"),
        Binding("u", "undo", "undo", show=False, id="held.undo"),
    ]
    DEFAULT_CSS = """
    HeldScreen #said { height: auto; margin-top: 1; }
    """

    held: Held | None = None
    change: Change | None = None
    said = ""

    def page(self) -> ComposeResult:
        """The rows, and what was done."""
        yield Sheet(id="held")
        yield Static(Content(""), id="said")

    def on_mount(self) -> None:
        """Read what is held back."""
        super().on_mount()
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
            found = [("enter", "opens", "open"), *found, ("s", "spreads", "spread")]
        if self.change is not None:
            found.append(("u", "takes it back", "undo"))
        return [*found, *super().keys()]

    @work(exclusive=True)
    async def load(self) -> None:
        """Read it anew."""
        now = self.clock.now()
        try:
            self.held = await self.desk.run(lambda book: book.held(now))
        except NotYetError as error:
            self.said = str(error)
        self.draw_held()

    def draw_held(self) -> None:
        """Draw what was read."""
        self.query_one(Sheet).fill(self._rows)
        if self.held is not None:
            full = f"the book is full: {self.held.live:,} live at {self.held.cap} a day" if self.held.full else ""
            self.aside(Content(full or f"{self.held.held_back:,} held back" if self.held.held_back else ""))
        self.query_one("#said", Static).update(line(self.said, "$text-warning"))
        self.draw_keys()

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
            self.change = await self.desk.run(lambda book: book.set_settings(settings, now))
        except NotYetError as error:
            self.said = str(error)
            self.draw_held()
            return
        self.said = f"{way.remedy.value.capitalize()}: {way.what}."
        self.load()

    @work(exclusive=True, group="take")
    async def action_undo(self) -> None:
        """Take back what was done here."""
        if self.change is None:
            return
        now, action = self.clock.now(), self.change.action
        try:
            self.change = await self.desk.run(lambda book: book.undo(now, action))
            self.said = "Taken back."
        except NotYetError as error:
            self.said = str(error)
        self.load()

    def action_spread(self) -> None:
        """Spread the backlog; what was written is shown behind this page too."""
        from tui.screens.spread import SpreadScreen

        def spread(answer: Change | AccountId | None) -> None:
            if answer is not None and not isinstance(answer, str):
                self.change, self.said = answer, f"{answer.label.capitalize()}."
                self.load()

        self.app.push_screen(SpreadScreen(self.desk, self.clock), spread)

    def action_back(self) -> None:
        """Leave with what was changed."""
        self.dismiss(self.change)

    def _rows(self, width: int) -> list[SheetRow]:
        held = self.held
        if held is None:
            return []
        rows = plain(*self._way_lines(held, width), *_forgotten(held, width))
        if not held.rows:
            return [*rows, *plain(*_calm(held, width))]
        if rows:
            rows += plain([], section(f"{held.held_back:,} held back, in their order", width))
        rows += [SheetRow(tuple(pieces_of(row, width, held.day)), row.account) for row in held.rows]
        more = held.held_back - len(held.rows)
        return [*rows, *plain([Piece(cell(f"and {more:,} more", width), Look.MUTED)])] if more > 0 else rows

    def _way_lines(self, held: Held, width: int) -> list[Line]:
        if not held.full:
            return []
        look = Look.WARN if held.over else Look.TEXT
        over = "More than the cap: t" if held.over else "T"
        head = f"{over}he next {held.days} working days hold {held.ahead:,} of {held.room:,}."
        digits = {way.remedy: str(number) for number, way in enumerate(self.ways, 1)}
        return [
            [Piece(cell(head, width), look)],
            [Piece(cell("Ways out, and what each frees in these days:", width), Look.MUTED)],
            *(_way_line(way, digits.get(way.remedy, " "), width) for way in held.ways),
        ]


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


def _way_line(way: Way, digit: str, width: int) -> Line:
    frees = f"{way.frees:,} touches"
    name, what, frees_in = _WIDE if width >= sum(_WIDE) + _DIGIT else _NARROW
    room = max(width - _DIGIT - name - what - frees_in, 0)
    note = f"  {way.note}" if room > cells(way.note) else ""
    return [
        Piece(f"  {digit} ", Look.KEY),
        Piece(cell(way.remedy.value, name), Look.NAME),
        Piece(cell(way.what, what), Look.TEXT),
        Piece(cell(frees, frees_in, right=True), Look.GOOD),
        Piece(cell(note, room), Look.MUTED),
    ]
