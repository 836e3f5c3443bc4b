"""Dream clients: the long record that a rep is proud of (R20, R23)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from playbook.values import dataclass
from tui import daytext
from tui.content import cell, cells
from tui.target import Target, of_dream
from tui.widgets.lines import cut
from tui.widgets.looks import Look, Piece
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from datetime import date

    from storage.views import DreamRow

_BLOCKS = " ▁▂▃▄▅▆▇"
"""No full block: rows that touch would run into one another."""
_YEARS, _NOS, _SPEND = 4, 6, 7
_RHYTHM, _WHO, _INCUMBENT = 19, 16, 16
_LAST, _BAR, _NEXT = 5, 5, 6
_BETWEEN = 2
_LEAST_OPENING, _MOST_OPENING = 12, 20
OPENED = "+"
"""Stands before an opening, and alone where its words have no room."""
_USUAL_NAME, _MOST_NAME = 20, 28
_SPARK = 4
_MORE = 10
"""Cells that whom and incumbent take of what a wide pane has over."""
_SPARKS = ((130, 12), (100, 8), (0, _SPARK))
"""Quarters of the sparkline by the cells of a row."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of what a row of some width has room for, 0 for what stays away."""

    name: int
    spend: int
    spark: int
    rhythm: int
    who: int
    incumbent: int


class DreamList(RowList["DreamRow"]):
    """The dream clients, openings first, then those quiet for too long."""

    STAYS = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "No dream clients yet.",
        "Those worth years: no number of No's ends it, they keep their rhythm.",
        "{account.star} stars the highlighted account.",
    )

    today: date | None = None
    """The day that the rows are for."""
    _longest = 0
    """Cells of the longest name shown so far, with its opening."""

    def show(self, rows: tuple[DreamRow, ...]) -> None:
        """Show these rows; the names' column makes room for what is longer than before."""
        self._longest = max([self._longest, *(_wanted(row) for row in rows)])
        super().show(rows)

    def target_of(self, row: DreamRow) -> Target:
        """Return whom a key on this row is for."""
        return of_dream(row)

    def pieces(self, row: DreamRow, width: int) -> list[Piece]:
        """Return the long record as far as there is room: who, incumbent, last, rhythm and next need a wide pane."""
        has = columns(width, self._longest or _USUAL_NAME)
        spend = cell(daytext.money(row.spend), _SPEND, right=True)
        return [
            *_named(row, has),
            Piece(cell(f"{row.years:.0f}y", _YEARS, right=True), Look.MUTED),
            Piece(cell(f"No {row.nos}", _NOS, right=True)),
            *([Piece(spend, Look.MUTED)] if has.spend else ()),
            *([_incumbent(row, has)] if has.incumbent else ()),
            *(_rhythm(row, self.today) if has.rhythm else ()),
            *([Piece(" " + spark(row.quarters, has.spark), Look.DREAM)] if has.spark else ()),
        ]


@lru_cache(maxsize=64)
def columns(width: int, longest: int = _USUAL_NAME) -> Columns:
    """Return what a row of so many cells shows; the same for all rows, so that they stand in columns.

    Names come first, up to half of a row that has room for more than them; then what fits whole, in this order: spend,
    quarters, the rhythm with the next touch, whom to ask for, with whom they are now.
    """
    left = width - _YEARS - _NOS
    name = max(min(longest, left, max(width * 2 // 5, _MOST_NAME)), 0)
    left -= name
    quarters = next(count for least, count in _SPARKS if width >= least)
    found: list[int] = []
    for size in (_SPEND, quarters + 1, _RHYTHM, _WHO, _INCUMBENT):
        found.append(size if left >= size and 0 not in found else 0)
        left -= found[-1]
    spend, sparks, rhythm, who, incumbent = found
    to_who = min(left if not incumbent else left // 2, _MORE) if who else 0
    to_incumbent = min(left - to_who, _MORE) if incumbent else 0
    name += left - to_who - to_incumbent
    return Columns(name, spend, max(sparks - 1, 0), rhythm, who + to_who if who else 0, incumbent + to_incumbent)


def _named(row: DreamRow, has: Columns) -> list[Piece]:
    """Return the name, and whom to ask for since when; an opening stands in their place: it is the news."""
    if has.who:
        room = has.who - _BETWEEN
        beside = (
            cell(f"{OPENED} {row.opening}", room) if row.opening else _since(row.person_name, row.person_since, room)
        )
        look = Look.GOOD if row.opening else Look.TEXT
        return [Piece(cell(row.name, has.name), Look.NAME), Piece(f"  {beside}", look)]
    size = min(cells(row.name), has.name)
    rest = has.name - size - _BETWEEN
    if not row.opening or rest < _LEAST_OPENING:
        # No room beside the name: a sign before the years says that there is news; the card tells which.
        sign = f" {OPENED}" if row.opening else ""
        return [Piece(cell(row.name, has.name - len(sign)), Look.NAME), Piece(sign, Look.GOOD)]
    return [
        Piece(cell(row.name, size), Look.NAME),
        Piece(f"  {cell(f'{OPENED} {row.opening}', rest, right=True)}", Look.GOOD),
    ]


def _wanted(row: DreamRow) -> int:
    """Return the cells of a name and of the news behind it."""
    news = min(cells(row.opening) + len(OPENED) + 1, _MOST_OPENING) + _BETWEEN if row.opening else 0
    return cells(row.name) + news


def _since(name: str, since: date | None, room: int) -> str:
    """Return a name in so many cells, with the year since when: "Ray Ortiz '19"."""
    year = "" if since is None or not name else f" '{since.year % 100:02}"
    return cell(cut(name, room - cells(year)) + year, room)


def _incumbent(row: DreamRow, has: Columns) -> Piece:
    return Piece("  " + _since(row.incumbent, row.incumbent_since, has.incumbent - _BETWEEN), Look.MUTED)


def _rhythm(row: DreamRow, today: date | None) -> list[Piece]:
    """Return how long ago the last touch was, how much of the rhythm has passed, and when the next one is."""
    last = "" if today is None or row.last_on is None else daytext.span(row.last_on, today)
    following = "" if today is None or row.next_on is None else daytext.short(max(row.next_on, today), today)
    late = row.waited is not None and row.waited > 1
    return [
        Piece(" " + cell(last, _LAST, right=True), Look.MUTED),
        Piece(f" {bar(row.waited, _BAR)} ", Look.WARN if late else Look.MUTED),
        Piece(cell(following, _NEXT), Look.NEXT),
    ]


def bar(waited: float | None, width: int) -> str:
    """Return the rhythm bar: how much of the gap has passed; what is overdue ends in a mark (R23)."""
    share = 0.0 if waited is None else min(waited, 1.0)
    filled = round(share * width)
    if waited is not None and waited > 1:
        return "▇" * (width - 1) + "!"
    return "▇" * filled + "▁" * (width - filled)


def spark(counts: tuple[int, ...], width: int) -> str:
    """Return the newest `width` counts as blocks, oldest first; a quarter without a touch is blank."""
    newest = counts[-width:]
    most = max(newest, default=0)
    blocks = "".join(_BLOCKS[0 if not count else 1 + round((count / most) * (len(_BLOCKS) - 2))] for count in newest)
    return blocks.rjust(width)
