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
from tui.widgets.plot_canvas import plotted

if TYPE_CHECKING:
    from storage.views_numbers import Numbers
    from tui.numbers_words import Row, Section
    from tui.widgets.lines import Line
    from tui.widgets.plot_canvas import Drawing

BESIDE = 96
"""Columns from which a plot stands beside its table."""
MEASURE = 76
"""Cells of a line that is read: longer ones lose the eye."""
_TABLE, _WIDER = 46, 56
"""Cells of a table beside its plot: as usual, and where its figures are long."""
_GAP = 4
_HEIGHT = 10
_ROW_OF_FIGURES = 1
_LEAST_LABEL = 10
_LABEL = 22
"""Cells of the labels, so that the figures of all tables stand in one column."""
_WIDEST = 132


def sheet(numbers: Numbers, width: int) -> list[SheetRow]:
    """Return the page's lines for a width."""
    lines: list[Line] = []
    beside = width >= BESIDE
    found = sections(numbers)
    drawn = [each for each in found if drawing_of(each.name, numbers, width) is not None]
    table = min(max((_TABLE, *map(_natural, drawn))), _WIDER)
    room = min(width - table - _GAP if beside else width, _WIDEST)
    for each in found:
        drawing = drawing_of(each.name, numbers, room)
        if lines:
            lines.append([])
        if drawing is not None and beside and _natural(each) <= table:
            lines += side_by_side(_section(each, table), plotted(drawing, room, height_of(drawing)), table + _GAP)
        else:
            lines += _section(each, min(width, _TABLE * 2))
            lines += [] if drawing is None else [[], *plotted(drawing, room, height_of(drawing))]
    return plain(*lines)


def height_of(drawing: Drawing) -> int:
    """Return a plot's lines: its rows of figures come on top of the bars."""
    return _HEIGHT + 2 + _ROW_OF_FIGURES * sum(series.sort == "row" for series in drawing.series)


def side_by_side(left: list[Line], right: list[Line], start: int) -> list[Line]:
    """Return two blocks beside each other, the right one from a cell on."""
    found: list[Line] = []
    for one, other in zip_longest(left, right):
        taken = sum(cells(piece.text) for piece in one or [])
        found.append([*(one or []), Piece(" " * (start - taken)), *other] if other else [*(one or [])])
    return found


def _natural(each: Section) -> int:
    """Return the cells that a table needs, the label not cut."""
    rows = [*each.rows, *([each.head] if each.head else [])]
    return sum(max(cells(row[column]) for row in rows) + 2 for column in range(len(rows[0]))) - 2


def _section(each: Section, width: int) -> list[Line]:
    """Return heading, table and notes; figures stand right, and a label too long for its column has its own line."""
    rows = ([each.head] if each.head else []) + list(each.rows)
    sizes = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]))]
    free = max(width - sum(sizes[1:]) - 2 * len(sizes[1:]), _LEAST_LABEL)
    sizes[0] = min(max(sizes[0], _LABEL), free) if len(sizes) > 1 else free
    lines: list[Line] = [section(each.title, width)]
    for place, row in enumerate(rows):
        look = Look.MUTED if each.head and place == 0 else Look.TEXT
        if cells(row[0]) > sizes[0]:
            lines += [[Piece(text, look)] for text in wrapped(row[0], width)]
            lines.append(_row(("", *row[1:]), sizes, look))
        else:
            lines.append(_row(row, sizes, look))
    if each.notes:
        lines.append([])
    return lines + [[Piece(text, Look.MUTED)] for note in each.notes for text in wrapped(note, width)]


def _row(row: Row, sizes: list[int], look: Look) -> Line:
    """One row: the first figure is what the row is about, the others stand back."""
    label, *figures = row
    pieces = [Piece(cell(label, sizes[0]), Look.MUTED if look is Look.MUTED else Look.TEXT)]
    for place, (figure, size) in enumerate(zip(figures, sizes[1:], strict=True)):
        quiet = look is Look.MUTED or place > 0
        pieces.append(Piece("  " + cell(figure, size, right=True), Look.MUTED if quiet else Look.NAME))
    return pieces
