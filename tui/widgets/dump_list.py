"""The dump queue: who takes time and gives nothing, with the evidence (R24, R25, R30)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from playbook.drain import SIGNALS
from tui import daytext
from tui.content import cell, cells
from tui.target import Target, of_dump
from tui.widgets.lines import joined
from tui.widgets.looks import Look, Piece, draw
from tui.widgets.row_list import MARK_WIDTH, RowList

if TYPE_CHECKING:
    from textual.strip import Strip

    from storage.views import DumpQueue, DumpRow

_HOURS, _SCORE = 7, 4
_LEAST_EVIDENCE = 16
"""Cells under which a piece of the evidence says nothing; the card tells it."""
_WIDE = 56
"""Cells from which the score stands beside its evidence."""
_ASIDE_LINES = 2
_DATED = re.compile(r"^\d{1,2} [A-Z][a-z]{2} \d{4}: ")
_CLOSED = "closed"


class DumpList(RowList["DumpRow"]):
    """Accounts that are proposed for dumping; the rep decides."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nobody is proposed for dumping.",
        "Who takes hours and gives nothing in return comes here; you decide.",
        "{account.signal} notes a sign of it, {account.dump} lets one go.",
    )

    set_aside: var[int] = var(0, init=False)
    """Accounts off profile that were never touched: one line with their count (R2)."""
    _longest = 0
    """Cells of the longest name shown so far."""

    def show_queue(self, queue: DumpQueue) -> None:
        """Show the queue, and below it what was set aside."""
        self.set_aside = queue.set_aside
        self.show(queue.rows)

    def show(self, rows: tuple[DumpRow, ...]) -> None:
        """Show these rows, with room below them for what was set aside."""
        self._longest = max([self._longest, *(cells(row.name) for row in rows)])
        super().show(rows)

    @property
    def lines(self) -> int:
        """Lines of its rows and of what stands below them."""
        return len(self.rows) + (_ASIDE_LINES if self.set_aside else 0)

    def render_line(self, y: int) -> Strip:
        """Draw one line; below the last row stands what was set aside."""
        below = y + self.scroll_offset.y - (len(self.rows) or len(self.empty_lines(self.width)) + 1)
        if below == 1 and self.set_aside and self.read:
            words = f"{self.set_aside} set aside: off profile, never touched"
            words = words if cells(words) <= self.width - MARK_WIDTH else f"{self.set_aside} set aside, off profile"
            return draw(
                self, (Piece("  "), Piece(cell(words, max(self.width - MARK_WIDTH, 0)), Look.MUTED)), self.width
            )
        return super().render_line(y)

    def target_of(self, row: DumpRow) -> Target:
        """Return whom a key on this row is for."""
        return of_dump(row)

    def pieces(self, row: DumpRow, width: int) -> list[Piece]:
        """Return name, evidence in words as far as there is room, hours a quarter and the score."""
        score = f"{row.score:.0f}" if row.score else ""
        tail = [Piece(cell(f"{row.hours:.1f}h/q" if row.hours else "", _HOURS, right=True))]
        tail += [Piece(cell(score, _SCORE, right=True), Look.WARN)] if width >= _WIDE else []
        rest = max(width - sum(cells(piece.text) for piece in tail), 0)
        longest = self._longest or cells(row.name)
        name = min(longest, rest if rest < _LEAST_EVIDENCE * 2 else max(rest - _LEAST_EVIDENCE - 2, rest // 2))
        room = rest - name - 2
        if room < _LEAST_EVIDENCE:
            return [Piece(cell(row.name, rest), Look.NAME), *tail]
        return [Piece(cell(row.name, name) + "  ", Look.NAME), Piece(cell(told(row, room), room), Look.MUTED), *tail]


def told(row: DumpRow, room: int) -> str:
    """Return the evidence, or where it has no room how much of it there is: "1 round · 6 signs"."""
    whole = evidence(row)
    signs = sum(1 for line in row.evidence if not line.endswith(_CLOSED))
    if cells(whole) <= room or row.why != SIGNALS:
        return whole
    return joined((daytext.plural(row.rounds, "round") if row.rounds else "", daytext.plural(signs, "sign")))


def evidence(row: DumpRow) -> str:
    """Return why it is proposed: the rounds first, then the signs in their order, or the profile's words.

    Their days stand on the card: here the words have to fit.
    """
    rounds = f"{row.rounds} round" + ("" if row.rounds == 1 else "s") if row.rounds else ""
    why = "" if row.why == SIGNALS else row.why
    words = (_DATED.sub("", line) for line in row.evidence if not line.endswith(_CLOSED))
    return " · ".join(part for part in (why, rounds, *dict.fromkeys(words)) if part)
