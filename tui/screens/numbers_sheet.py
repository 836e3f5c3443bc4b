"""The numbers page as lines: each section as a table, its plot beside it, or below where there is no room."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from tui.content import cell, cells
from tui.numbers_words import sections
from tui.screens.numbers_plots import drawing_of
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.plot_canvas import LEAST_WIDTH, plotted

if TYPE_CHECKING:
    from storage.views_numbers import Numbers
    from tui.numbers_words import Row, Section
    from tui.widgets.lines import Line
    from tui.widgets.plot_canvas import Drawing

BESIDE = 96
"""Columns from which a plot stands beside its table."""
_TABLE = 44
_GAP = 3
_HEIGHT = 11
_LEAST_LABEL = 10
_AXIS, _BAR = 8, 7
_WIDEST = 160


def sheet(numbers: Numbers, width: int) -> list[SheetRow]:
    """Return the page's lines for a width."""
    lines: list[Line] = []
    for each in sections(numbers):
        drawing = drawing_of(each.name, numbers)
        if lines:
            lines.append([])
        lines += (
            _beside(each, drawing, width) if drawing is not None and width >= BESIDE else _below(each, drawing, width)
        )
    return plain(*lines)


def _beside(each: Section, drawing: Drawing, width: int) -> list[Line]:
    left = _section(each, _TABLE)
    room = min(width - _TABLE - _GAP, _room(drawing))
    right = plotted(drawing, room, max(_HEIGHT, min(len(left), _HEIGHT + 4)))
    return [_joined(one or [], other or []) for one, other in zip_longest(left, right)]


def _room(drawing: Drawing) -> int:
    """Return the columns that a plot can use: a few bars are not drawn out over the whole page."""
    bars = max((len(series.points) for series in drawing.series if series.sort == "bars"), default=0)
    return max(LEAST_WIDTH, _AXIS + bars * _BAR) if bars else _WIDEST


def _joined(left: Line, right: Line) -> Line:
    taken = sum(cells(piece.text) for piece in left)
    return [*left, Piece(" " * (_TABLE + _GAP - taken)), *right] if right else left


def _below(each: Section, drawing: Drawing | None, width: int) -> list[Line]:
    plot: list[Line] = [] if drawing is None else [[], *plotted(drawing, min(width, _room(drawing)), _HEIGHT)]
    return [*_section(each, min(width, _TABLE * 2)), *plot]


def _section(each: Section, width: int) -> list[Line]:
    """Return heading, table and notes; figures stand right, as wide as the longest, the label takes what is left."""
    rows = ([each.head] if each.head else []) + list(each.rows)
    sizes = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]))]
    free = max(width - sum(sizes[1:]) - 2 * len(sizes[1:]), _LEAST_LABEL)
    sizes[0] = min(sizes[0], free) if len(sizes) > 1 else free
    lines: list[Line] = [section(each.title, width)]
    lines += [_row(row, sizes, Look.MUTED if each.head and place == 0 else Look.TEXT) for place, row in enumerate(rows)]
    return lines + [[Piece(text, Look.MUTED)] for note in each.notes for text in wrapped(note, width)]


def _row(row: Row, sizes: list[int], look: Look) -> Line:
    label, *figures = row
    pieces = [Piece(cell(label, sizes[0]), Look.MUTED if look is Look.MUTED else Look.TEXT)]
    last = len(figures) - 1
    for place, (figure, size) in enumerate(zip(figures, sizes[1:], strict=True)):
        quiet = look is Look.MUTED or (place == last and last > 0)
        pieces.append(Piece("  " + cell(figure, size, right=True), Look.MUTED if quiet else Look.NAME))
    return pieces
