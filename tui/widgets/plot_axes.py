"""What all plots share: cells to paint on, round numbers beside them, names under them that never collide."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tui.content import cell, cells
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.widgets.lines import Line

GUIDE = "┈"
_BASE, _TICK = "─", "┬"
_ROUND = (1, 2, 5, 10)
_TENTHS_UNDER = 10
_MOST_STEPS = 4
_ROWS_A_STEP = 2
_LABEL_GAP = 2


class Grid:
    """Cells that hold one narrow sign each, drawn later over earlier."""

    def __init__(self, width: int, height: int) -> None:
        """Start blank."""
        self.width, self.height = width, height
        self._cells = [[(" ", Look.TEXT)] * width for _ in range(height)]

    def put(self, column: int, row: int, sign: str, look: Look) -> None:
        """Paint one cell; row 0 is the upper one, and what lies outside is let go."""
        if 0 <= column < self.width and 0 <= row < self.height:
            self._cells[row][column] = (sign, look)

    def write(self, column: int, row: int, text: str, look: Look) -> None:
        """Paint figures of our own from a cell on."""
        for place, sign in enumerate(text):
            self.put(column + place, row, sign, look)

    def line(self, row: int) -> Line:
        """Return one row, neighbours of one look joined; blanks stay apart, so that in a picture nothing shifts."""
        runs = groupby(self._cells[row], lambda each: (each[1], each[0] == " "))
        return [Piece("".join(sign for sign, _ in run), look) for (look, _), run in runs]


@dataclass(frozen=True, slots=True)
class Scale:
    """The upright axis: round numbers, each at the upper edge of a row of its own."""

    low: float
    step: float
    steps: int
    rows_a_step: int

    @property
    def height(self) -> int:
        """Rows that the plot takes."""
        return self.steps * self.rows_a_step

    @property
    def high(self) -> float:
        """What the upper edge stands for."""
        return self.low + self.step * self.steps

    def share(self, value: float) -> float:
        """Return where a value stands between the lower edge, 0, and the upper one, 1."""
        return (value - self.low) / (self.high - self.low)

    def row(self, value: float) -> int:
        """Return the row that a value reaches into, 0 for the upper one."""
        return min(max(self.height - math.ceil(self.share(value) * self.height), 0), self.height - 1)

    def labels(self) -> dict[int, str]:
        """Return the figure beside each row that has one: a bar that fills the row reaches it."""
        return {
            self.height - step * self.rows_a_step: figure(self.low + self.step * step)
            for step in range(1, self.steps + 1)
        }


def scale_of(values: Sequence[float], height: int) -> Scale:
    """Return the axis for these values and at most `height` rows; it starts at 0 unless something lies below."""
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    if high == low:
        high = low + 1
    whole = all(value == int(value) for value in values)
    made = (_scale(low, high, steps, height, whole=whole) for steps in range(1, _MOST_STEPS + 1))
    fitting = [scale for scale in made if scale is not None]
    span = high - low
    return min(
        fitting,
        key=lambda each: (each.high - each.low) / span - 1 + (height - each.height) / height - each.steps / 10,
    )


def _scale(low: float, high: float, steps: int, height: int, *, whole: bool) -> Scale | None:
    """Return the axis with about so many steps, None where there are too few rows for them."""
    step = rounded_up((high - low) / steps)
    if whole and step < 1:
        step = 1.0
    first = math.floor(low / step) * step
    count = max(math.ceil(round((high - first) / step, 9)), 1)
    each = height // count
    if count > 1 and each < _ROWS_A_STEP:
        return None
    return Scale(first, step, count, max(each, 1))


def rounded_up(raw: float) -> float:
    """Return the next round number: 1, 2 or 5 and noughts."""
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * each for each in _ROUND if power * each >= raw * 0.999999)


def figure(value: float) -> str:
    """Return a number as it is read: whole from 10 on, else with one decimal where it has one."""
    if abs(value) >= _TENTHS_UNDER or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}"


def axis(ticks: Sequence[tuple[int, str]], lead: int, width: int) -> list[Line]:
    """Return the base line and the names below it, each centred under its tick; `lead` cells stand before it."""
    kept = _kept(ticks, lead, width)
    base = [_BASE] * width
    for column, _, _ in kept:
        base[column] = _TICK
    said, taken = "", 0
    for _, start, label in kept:
        said += " " * (start - taken) + label
        taken = start + cells(label)
    return [[Piece(" " * lead), Piece("".join(base), Look.RULE)], [Piece(said, Look.MUTED)] if said else []]


def _kept(ticks: Sequence[tuple[int, str]], lead: int, width: int) -> list[tuple[int, int, str]]:
    """Return every first, second or nth tick so that all names stand free: column, first cell of the name, name."""
    named = [(column, cell(label, min(cells(label), width))) for column, label in ticks if 0 <= column < width]
    for every in range(1, len(named) + 1):
        found: list[tuple[int, int, str]] = []
        free = 0
        for column, label in named[::every]:
            start = max(min(lead + column - (cells(label) - 1) // 2, lead + width - cells(label)), 0)
            if start < free:
                break
            found.append((column, start, label))
            free = start + cells(label) + _LABEL_GAP
        else:
            return found
    return []
