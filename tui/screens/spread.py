"""The backlog over the coming days: each day before and after, and nothing written before `enter` (R34, R37)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from tui import daytext
from tui.content import cell, cells, line, note
from tui.screens.listing import ListPage
from tui.screens.sheet import Sheet, SheetRow, plain, said
from tui.widgets.lines import Line
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from datetime import date, datetime

    from textual.app import ComposeResult

    from playbook.spread import SpreadDay
    from storage.book import Book
    from storage.views import Change
    from storage.views_day import SpreadPreview
    from tui.dialogs.keys import Key

_FEWEST, _MOST = 2, 60
_CELLS = 4
"""Cells of a touch, at most: whole ones where there is room, so that bars of small days can be read too."""
_DAY, _COUNTS, _GAP = 12, 14, 2
_STANDS, _COMES, _FREE = "━", "╍", "·"
_EMPTY = (
    "Nothing is held back, so there is nothing to spread.",
    "When a backlog waits, this page shows it day by day before anything moves.",
)


class SpreadScreen(ListPage):
    """A bar a day: what stands on it, and what would come; `+` and `-` take more days or fewer."""

    TITLE_TEXT = "Spread the backlog"
    AUTO_FOCUS: ClassVar[str] = "#days"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign,right", "days(1)", "a day more", show=False, id="spread.more"),
        Binding("minus,left", "days(-1)", "a day less", show=False, id="spread.less"),
        Binding("enter", "open", "spreads", show=False, id="spread.write"),
    ]
    DEFAULT_CSS = """
    SpreadScreen #told { height: auto; margin-bottom: 1; padding: 0 0 0 2; }
    """

    shown: SpreadPreview | None = None
    work_days = 0
    """Working days over which it is spread; 0: the settings' own number."""

    def body(self) -> ComposeResult:
        """What would happen, and the days."""
        yield Static(Content(""), id="told")
        yield Sheet(id="days")

    def on_mount(self) -> None:
        """Preview the settings' number of days."""
        super().on_mount()
        self.tell("Looking at the coming days …")
        self.load()

    @property
    def works(self) -> bool:
        """Whether there is anything to write."""
        return self.shown is not None and bool(self.shown.spread.moves or self.shown.skipped)

    def keys(self) -> list[Key]:
        """Days and writing, where something waits."""
        if self.shown is None or not self.shown.waiting:
            return [
                *([("enter", "skips them", "open")] if self.works else []), *self.undo_keys(), *super().keys(),
            ]  # fmt: skip
        return [
            *([("enter", "spreads", "open")] if self.works else []),
            ("+", "a day more", "days(1)"), ("-", "a day less", "days(-1)"), *self.undo_keys(), *super().keys(),
        ]  # fmt: skip

    def read_again(self) -> None:
        """Look again."""
        self.load()

    @work(exclusive=True)
    async def load(self) -> None:
        """Preview the spread; the last number of days wins."""
        now, count = self.clock.now(), self.work_days
        try:
            self.shown = await self.desk.read(lambda book: book.spread(now, count))
        except NotYetError as error:
            self.trouble(error)
            return
        self.work_days = len(self.shown.spread.days)
        self.query_one(Sheet).fill(self._rows)
        head = self.query_one("#told", Static)
        head.update(note(told(self.shown)))
        head.display = bool(self.shown.waiting)
        self.aside(Content(f"{self.shown.waiting:,} held back" if self.shown.waiting else ""))
        if self.change is None:
            self.settle()
        self.draw_keys()

    def standing(self) -> Content:
        """Say what finds no room."""
        below = [] if self.shown is None else aside(self.shown)
        return Content("\n").join(line(text, "$text-warning") for text in below)

    def action_days(self, step: int) -> None:
        """Spread over more days, or fewer."""
        if self.shown is not None and self.shown.waiting:
            self.work_days = max(_FEWEST, min(_MOST, self.work_days + step))
            self.load()

    def action_open(self) -> None:
        """Write what is shown."""
        if self.shown is not None and self.works:
            self.write(self.shown)

    @work(exclusive=True, group="write")
    async def write(self, shown: SpreadPreview) -> None:
        """Write the spread as it was shown, as one action."""
        now = self.clock.now()
        try:
            change = await self.desk.run(lambda book: spread_out(book, shown, now))
        except NotYetError as error:
            self.trouble(error)
            return
        self.dismiss(change)

    def _rows(self, width: int) -> list[SheetRow]:
        shown, today = self.shown, self.clock.now().date()
        if shown is None:
            return []
        days = shown.spread.days
        counts = max((cells(_counted(day)) for day in days), default=0)
        scale = _Scale(max(counts + _GAP, _COUNTS), max((shown.room, *(day.after for day in days))))
        bars = plain(_head(width, scale), *(bar(day, shown.room, today, width, scale) for day in days))
        return bars if shown.waiting else [*plain(*said(_EMPTY, width), []), *bars]


@dataclass(frozen=True, slots=True)
class _Scale:
    """What all bars of a page share, so that one day can be told from another."""

    counts: int
    """Cells of the numbers."""
    most: int
    """Touches of the fullest day, or what a day has room for."""


def told(shown: SpreadPreview) -> str:
    """Return what the spread does, in a sentence."""
    if not shown.waiting:
        return ""
    plan = shown.spread
    stay = f"{shown.shown} stay on today's list, " if shown.shown else ""
    if not plan.moves:
        return f"{stay or 'N'}{'n' if stay else ''}othing finds room in {len(plan.days)} working days."
    return (
        f"{stay}{len(plan.moves):,} go over {len(plan.days)} working days, at most {shown.room} a day beside first "
        "touches.\nPromises and openings stay."
    )


def aside(shown: SpreadPreview) -> list[str]:
    """Return what finds no room, and what came too late (R34: nothing stretches silently)."""
    found = []
    if shown.spread.stays:
        found.append(f"{shown.spread.stays:,} find no room and stay held back: + takes more days.")
    if shown.skipped:
        late = daytext.plural(len(shown.skipped), "comeback comes", "comebacks come")
        found.append(f"{late} too late to answer a No: skipped, the rhythm goes on (R37).")
    return found


def spread_out(book: Book, shown: SpreadPreview, now: datetime) -> Change:
    """Write a spread as it was shown: one action, one undo."""
    label = shown.spread.label if shown.spread.moves else f"skipped {len(shown.skipped)} late comebacks"
    return book.record(book.spread_drafts(shown, now), now=now, label=label)


def bar(day: SpreadDay, room: int, today: date, width: int, scale: _Scale) -> Line:
    """Return one day: its date, what stands on it, what comes, and both as a bar."""
    fits = max(width - _DAY - scale.counts, 1) / max(scale.most, 1)
    step = min(_CELLS, int(fits)) if fits >= 1 else fits
    before, after = round(day.before * step), round(day.after * step)
    rest = max(round(room * step) - after, 0)
    return [
        Piece(cell(daytext.long(day.on, today), _DAY), Look.TEXT),
        Piece(_counted(day).ljust(scale.counts), Look.NEXT if day.after > day.before else Look.MUTED),
        Piece(_STANDS * before, Look.MUTED),
        Piece(_COMES * max(after - before, 0), Look.NEXT),
        Piece(_FREE * rest, Look.RULE),
    ]


def _counted(day: SpreadDay) -> str:
    return f"{day.before:>5,}" if day.before == day.after else f"{day.before:>5,} → {day.after:,}"


def _head(width: int, scale: _Scale) -> Line:
    return [
        Piece(cell("day", _DAY), Look.MUTED),
        Piece("  now → then".ljust(scale.counts), Look.MUTED),
        Piece(f"{_STANDS} planned  ", Look.MUTED),
        Piece(f"{_COMES} comes  ", Look.NEXT),
        Piece(cell(f"{_FREE} free", max(width - _DAY - scale.counts - 20, 0)), Look.MUTED),
    ]
