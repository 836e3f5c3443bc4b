"""Straight columns worked out from what they hold and the room there is: names first, what matters least goes first.

A table that knows only fixed shares of the line cuts a name beside empty cells. Here every column takes what its widest
text needs; where that is too much, the columns of the lowest worth shrink to their least and then fall away, and the
first column (the name) is the last one that is cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.content import cell, cells
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

GAP = 2
"""Cells between two columns."""
_ROOMY = 3
"""Cells between two columns where there is room for it."""
_SHARE = 0.45
"""Of the line, what the names have at least before other columns have to give."""
_LONG, _FEW, _ALL = 40, 9, 10
"""Of names with more cells than this one in ten may be longer than its column."""
_NAME = 24
"""Cells of a name that are never given away."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    head: str = ""
    """What stands above it; empty for what speaks for itself."""
    right: bool = False
    """Numbers stand at its right edge."""
    worth: int = 9
    """The column of the least worth gives first."""
    least: int = 0
    """Cells under which it says nothing and falls away; 0: it is never cut, only taken away whole."""
    ease: int = 0
    """Cells to which it shrinks before any other column falls away."""


Cells = tuple[Piece, ...]
"""A row before it is laid out: one piece for each column, its text foreign and as long as it likes."""


class Grid:
    """The columns of one list at one width."""

    def __init__(self, columns: Sequence[Column], rows: Iterable[Cells], width: int, share: float = _SHARE) -> None:
        """Measure all rows once; the first column holds the names, which have `share` of the line if they need it."""
        self._columns = tuple(columns)
        held = [tuple(map(cells, (piece.text for piece in row))) for row in rows]
        wants = [max(column) for column in zip(*held, strict=True)] or [0] * len(columns)
        longest = wants[0]
        wants[0] = _usual([each[0] for each in held])
        wants = [max(want, cells(column.head)) if want else 0 for want, column in zip(wants, columns, strict=True)]
        used = sum(want > 0 for want in wants)
        self._gap = _ROOMY if sum(wants) + _ROOMY * (used - 1) <= width else GAP
        self.widths = _fitted(self._columns, wants, width, (self._gap, share))
        if not any(self._gives(place) for place in range(1, len(columns))):
            free = -_over(self.widths, width, self._gap)
            self.widths = (self.widths[0] + max(0, min(free, longest - self.widths[0])), *self.widths[1:])

    def line(self, row: Cells) -> Cells:
        """Return a row, every cell as wide as its column; a name too long takes what stands behind it."""
        shown = [place for place, width in enumerate(self.widths) if width]
        widths = self._widened(row[0].text, shown)
        pieces: list[Piece] = []
        for place in shown:
            text, look = row[place]
            column = self._columns[place]
            if widths[place] < self.widths[place] and widths[place] < column.least:
                text = ""
            gap = " " * self._gap if place != shown[-1] else ""
            pieces.append(Piece(cell(text, widths[place], right=column.right) + gap, look))
        return tuple(pieces)

    def heading(self) -> Cells:
        """Return what stands above the columns; empty where none of them has a word."""
        if not any(column.head and width for column, width in zip(self._columns, self.widths, strict=True)):
            return ()
        return self.line(tuple(Piece(column.head, Look.MUTED) for column in self._columns))

    def _gives(self, place: int) -> bool:
        """The column can be cut where a name needs its cells."""
        column = self._columns[place]
        return bool(column.least and self.widths[place]) and not column.right

    def _widened(self, name: str, shown: Sequence[int]) -> list[int]:
        """Return the widths of one row: a name too long takes cells of the columns behind it that can be cut."""
        widths = list(self.widths)
        for place in shown[1:]:
            over = cells(name) - widths[0]
            if over <= 0 or not self._gives(place):
                break
            taken = min(over, widths[place])
            widths[place] -= taken
            widths[0] += taken
        return widths


def _usual(names: Sequence[int]) -> int:
    """Return the width that all names but the longest few fit in: one monster must not push the columns apart."""
    ordered = sorted(names) or [0]
    if ordered[-1] <= _LONG:
        return ordered[-1]
    return max(ordered[(len(ordered) - 1) * _FEW // _ALL], _NAME)


def _fitted(columns: Sequence[Column], wants: list[int], width: int, how: tuple[int, float]) -> tuple[int, ...]:
    """Return the width of each column, 0 for one that fell away; `how`: the gap, and the names' share of the line."""
    found, (gap, share) = list(wants), how
    if _over(found, width, gap) <= 0:
        return tuple(found)
    found[0] = min(found[0], max(_NAME, int(width * share)))
    giving = sorted(range(1, len(found)), key=lambda place: columns[place].worth)
    _shrink(found, {place: columns[place].ease for place in giving}, width, gap)
    for place in giving:
        _shrink(found, {place: columns[place].least}, width, gap)
        if _over(found, width, gap) > 0:
            found[place] = 0
    _shrink(found, {0: 1}, width, gap)
    for place in (0, *reversed(giving)):
        if found[place]:
            found[place] += max(0, min(-_over(found, width, gap), wants[place] - found[place]))
    return tuple(found)


def _shrink(widths: list[int], least: Mapping[int, int], width: int, gap: int) -> None:
    """Take from these columns, one after the other, what is too much, down to their least; 0: nothing."""
    for place, fewest in least.items():
        if fewest:
            widths[place] -= max(0, min(_over(widths, width, gap), widths[place] - fewest))


def _over(widths: Sequence[int], width: int, gap: int) -> int:
    """Cells that the columns take beyond the line; negative: cells that are free."""
    used = sum(each > 0 for each in widths)
    return sum(widths) + gap * max(used - 1, 0) - width
