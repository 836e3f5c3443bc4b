"""The forecast page as lines: the table, what it means, plots, and what all of it assumes."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from playbook.forecast.mix import assumptions
from tui import forecast_words as words
from tui.content import cell, cells
from tui.forecasting import MIX
from tui.screens.numbers_sheet import MEASURE
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import even, flowed, section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.plot_canvas import plotted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playbook.forecast import Forecast
    from tui.widgets.lines import Line
    from tui.widgets.plot_canvas import Drawing

BESIDE = 96
"""Columns from which plots stand beside each other."""
_NARROW = 62
_WIDE_ONLY = frozenset({"meetings", "hours"})
_GAP = 4
_RUN, _WAY = 12, 8
"""Lines of a plot over time, and of one of ways to play."""
_WIDEST = 160
_VALUE, _SOURCE = 8, 10
TEACHES = (
    "It plays your book forward, day by day, by these rules: who answers, who says no, who leaves, is thrown with the "
    "shares below. Beside the playbook it plays five other ways: giving up after one, four or eight No's, never "
    "letting go, and an open funnel."
)


def waiting(width: int) -> list[SheetRow]:
    """Return what stands here while it plays: what it does, and what it assumes."""
    room = min(width, _WIDEST)
    return plain(*([Piece(line, Look.MUTED)] for line in even(TEACHES, min(width, MEASURE))), [], *_assumed(room))


def sheet(told: Forecast, width: int) -> list[SheetRow]:
    """Return the page's lines for a width."""
    room = min(width, _WIDEST)
    lines: list[Line] = []
    for place, text in enumerate(words.headline(told)):
        lines += [[Piece(line, Look.TEXT if place else Look.NAME)] for line in even(text, width)]
    lines += [[], *_table(told, width), []]
    lines += [[Piece(line, Look.MUTED)] for line in flowed([words.HEAD_WORDS], room)]
    lines += [[], section("what it means", room)]
    lines += [[Piece(line, Look.TEXT)] for text in words.remarks(told) for line in even(text, room)]
    for drawings, height, most in ((words.RUNS, _RUN, 2), (words.WAYS, _WAY, 3)):
        lines += [[], *_plots([draw(told) for draw in drawings], room, height, most if width >= BESIDE else 1)]
    return plain(*lines, [], *_assumed(room))


def _table(told: Forecast, width: int) -> list[Line]:
    """A way to play a row; where it is narrow two columns fall away."""
    kept = [place for place, name in enumerate(words.HEAD) if width >= _NARROW or name not in _WIDE_ONLY]
    rows = [[row[place] for place in kept] for row in (words.HEAD, *words.rows(told))]
    sizes = [max(cells(row[place]) for row in rows) for place in range(len(kept))]
    looks = [Look.MUTED, Look.NAME, *(Look.TEXT for _ in rows[2:])]
    return [_row(row, sizes, look) for row, look in zip(rows, looks, strict=True)]


def _row(row: Sequence[str], sizes: Sequence[int], look: Look) -> Line:
    name, *figures = row
    cells_of = (Piece("  " + cell(text, size, right=True), look) for text, size in zip(figures, sizes[1:], strict=True))
    return [Piece(cell(name, sizes[0]), look), *cells_of]


def _plots(drawings: Sequence[Drawing], width: int, height: int, columns: int) -> list[Line]:
    """Return plots side by side, so many a row; a blank line between two rows."""
    each = (width - _GAP * (columns - 1)) // columns
    lines: list[Line] = []
    for start in range(0, len(drawings), columns):
        blocks = [plotted(drawing, each, height) for drawing in drawings[start : start + columns]]
        lines += [[]] if lines else []
        lines += [_beside([line or [] for line in row], each) for row in zip_longest(*blocks)]
    return lines


def _beside(row: Sequence[Line], width: int) -> Line:
    found: Line = []
    for place, line in enumerate(row):
        found += line
        if place < len(row) - 1:
            found.append(Piece(" " * (width + _GAP - sum(cells(piece.text) for piece in line))))
    return found


def _assumed(width: int) -> list[Line]:
    lines: list[Line] = [section("what it assumes", width)]
    said = "field n: a published number; choice: ours, without a source"
    lines += [[Piece(line, Look.MUTED)] for line in wrapped(said, width)]
    lead = _VALUE + _SOURCE + 4
    for value, source, about in words.assumed(assumptions(MIX)):
        first, *rest = wrapped(about, max(width - lead, 1)) or [""]
        head = [Piece(cell(value, _VALUE, right=True), Look.NAME), Piece(f"  {cell(source, _SOURCE)}  ", Look.MUTED)]
        lines.append([*head, Piece(first, Look.TEXT)])
        lines += [[Piece(" " * lead + line, Look.TEXT)] for line in rest]
    return lines
