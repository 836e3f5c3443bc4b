"""Dream clients: the long record that a rep is proud of (R20, R23)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui import daytext
from tui.content import cell
from tui.target import Target, of_dream
from tui.widgets.looks import Look, Piece
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from datetime import date

    from storage.views import DreamRow

_BLOCKS = " ▁▂▃▄▅▆▇█"
_YEARS, _NOS, _SPEND, _SPARK = 3, 6, 6, 4
_WHO, _INCUMBENT, _LAST, _NEXT, _QUIET = 18, 16, 10, 13, 12
_LEAST_NAME = 14


class DreamList(RowList["DreamRow"]):
    """The dream clients, openings first, then those quiet for too long."""

    STAYS = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "No dream clients yet.",
        "* stars the highlighted account.",
    )

    today: date | None = None
    """The day that the rows are for."""

    def target_of(self, row: DreamRow) -> Target:
        """Return whom a key on this row is for."""
        return of_dream(row)

    def pieces(self, row: DreamRow, width: int) -> list[Piece]:
        """Return name, years, No's, spend and sparkline; where there is room, next, silence, last, incumbent, whom."""
        extra, taken = self._extra(row, width)
        room = max(width - taken - _YEARS - _NOS - _SPEND - _SPARK - 1, 0)
        opening = row.opening
        name_room = min(room, max(_LEAST_NAME, room // 2)) if opening else room
        head = [Piece(cell(row.name, name_room), Look.NAME)]
        if room > name_room:
            head.append(Piece(" " + cell(row.opening, room - name_room - 1), Look.GOOD))
        elif opening and room:
            head = [Piece(cell(f"+ {row.name}", room), Look.GOOD)]
        return [
            *head,
            Piece(cell(f"{row.years:.0f}y", _YEARS, right=True), Look.MUTED),
            Piece(cell(f"No {row.nos}", _NOS, right=True)),
            Piece(cell(daytext.money(row.spend), _SPEND, right=True), Look.MUTED),
            *extra,
            Piece(" " + spark(row.quarters, _SPARK), Look.DREAM),
        ]

    def _extra(self, row: DreamRow, width: int) -> tuple[list[Piece], int]:
        """Return what a wide pane adds, the most telling first, and the cells that it takes."""
        today = self.today
        last = f"{daytext.span(row.last_on, today)} ago" if today and row.last_on and row.last_on < today else ""
        following = f"next {daytext.short(max(row.next_on, today), today)}" if today and row.next_on else ""
        quiet = f"{row.silence:.1f}x quiet" if row.silence > 0 else ""
        wishes = (
            (Piece(cell(following, _NEXT, right=True), Look.NEXT), _NEXT),
            (Piece(cell(quiet, _QUIET, right=True), Look.WARN if row.silence > 1 else Look.MUTED), _QUIET),
            (Piece("  " + cell(row.person_name, _WHO - 2)), _WHO),
            (Piece(cell(last, _LAST, right=True), Look.MUTED), _LAST),
            (Piece("  " + cell(row.incumbent, _INCUMBENT - 2), Look.MUTED), _INCUMBENT),
        )
        free = width - _LEAST_NAME - 4 - _YEARS - _NOS - _SPEND - _SPARK - 1
        found: list[Piece] = []
        taken = 0
        for piece, size in wishes:
            if taken + size > free:
                break
            found.append(piece)
            taken += size
        return found, taken


def spark(counts: tuple[int, ...], width: int) -> str:
    """Return the newest `width` counts as blocks, oldest first; a quarter without a touch is blank."""
    newest = counts[-width:]
    most = max(newest, default=0)
    blocks = "".join(_BLOCKS[0 if not count else 1 + round((count / most) * 7)] for count in newest)
    return blocks.rjust(width)
