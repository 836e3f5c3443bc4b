"""The dump queue: who takes time and gives nothing, with the evidence (R24, R25, R30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.content import cell, cells
from tui.target import Target, of_dump
from tui.widgets.looks import Look, Piece
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from storage.views import DumpRow

_HOURS, _SCORE = 7, 4
_NAME = 24
_WIDE = 56
"""Cells from which the score stands beside its evidence."""


class DumpList(RowList["DumpRow"]):
    """Accounts that are proposed for dumping; the rep decides."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nobody is proposed for dumping.",
        "! notes a sign of a time drainer.",
    )

    def target_of(self, row: DumpRow) -> Target:
        """Return whom a key on this row is for."""
        return of_dump(row)

    def pieces(self, row: DumpRow, width: int) -> list[Piece]:
        """Return name, evidence in words, hours a quarter and the score."""
        name = min(_NAME, width * 2 // 5)
        score = f"{row.score:.0f}" if row.score else ""
        tail = [Piece(cell(f"{row.hours:.1f}h/q" if row.hours else "", _HOURS, right=True))]
        tail += [Piece(cell(score, _SCORE, right=True), Look.WARN)] if width >= _WIDE else []
        room = max(width - name - 1 - sum(cells(piece.text) for piece in tail), 0)
        return [Piece(cell(row.name, name) + " ", Look.NAME), Piece(cell(evidence(row), room), Look.MUTED), *tail]


def evidence(row: DumpRow) -> str:
    """Return why it is proposed: the rounds first, then the signs, or the profile's words."""
    rounds = f"{row.rounds} round" + ("" if row.rounds == 1 else "s") if row.rounds else ""
    why = "" if row.why == "signals" else row.why
    return " · ".join(part for part in (why, rounds, *row.evidence) if part)
