"""Runs over time: the first one a filled area in eighths of a cell, the next a line of dots, each named at its end."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from tui.content import cell, cells
from tui.widgets.looks import Look, Piece
from tui.widgets.plot_axes import GUIDE, Grid, Scale, axis, figure, scale_of

if TYPE_CHECKING:
    from tui.widgets.lines import Line
    from tui.widgets.plot_canvas import Drawing, Series

_UP = "▁▂▃▄▅▆▇█"
_DOT, _RULE = "•", "╌"
_EIGHTHS = 8
_LEAST = 8


def lines(drawing: Drawing, width: int, height: int) -> list[Line]:
    """Return the runs over their base line; each one's name and newest figure stand at its end."""
    shown = [series for series in drawing.series if series.points]
    scale = scale_of([y for series in shown for _, y in series.points], max(height - 2, 1))
    labels = scale.labels()
    lead = max(map(len, labels.values())) + 1
    names = [f"{series.name} {figure(series.points[-1][1])}" for series in shown]
    tail = min(max(map(cells, names)) + 1, max(width // 3, 1))
    grid = Grid(max(width - lead - tail, _LEAST), scale.height)
    xs = [x for series in shown for x, _ in series.points]
    low, span = min(xs), max(xs) - min(xs)
    for row in labels:
        grid.write(0, row, GUIDE * grid.width, Look.RULE)
    areas = [series for series in shown if series.sort == "line"][:1]
    for series in sorted(shown, key=lambda each: each not in areas):
        _drawn(grid, scale, series, _columns(series, low, span, grid.width), filled=series in areas)
    ends = _ends(shown, names, scale)
    found = [[_label(labels.get(row, ""), lead), *grid.line(row), *_end(ends, row, tail)] for row in range(grid.height)]
    across = grid.width - 1
    ticks = [(round((x - low) / (span or 1) * across), label) for x, label in drawing.ticks if low <= x <= low + span]
    return [*found, *axis(ticks, lead, grid.width)]


def _label(text: str, lead: int) -> Piece:
    return Piece(cell(text, lead - 1, right=True) + " ", Look.MUTED)


def _columns(series: Series, low: float, span: float, width: int) -> list[float | None]:
    """Return what stands in each column: the mean of its points, or where it has none, the value before it."""
    held: dict[int, list[float]] = {}
    for x, y in series.points:
        place = round((x - low) / span * (width - 1)) if span else 0
        held.setdefault(place, []).append(y)
    found: list[float | None] = []
    for place in range(max(held) + 1):
        ys = held.get(place)
        found.append(fsum(ys) / len(ys) if ys else found[-1] if found else None)
    return found


def _drawn(grid: Grid, scale: Scale, series: Series, columns: list[float | None], *, filled: bool) -> None:
    """Paint one run: a cap over the whole width, an area, or a dot in each column."""
    if series.sort == "rule":
        row = scale.row(series.points[0][1])
        for column in range(grid.width):
            grid.put(column, row, _RULE, series.look)
        return
    for column, value in enumerate(columns):
        if value is None:
            continue
        if filled:
            _filled(grid, scale, series, column, value)
        else:
            grid.put(column, scale.row(value), _DOT, series.look)


def _filled(grid: Grid, scale: Scale, series: Series, column: int, value: float) -> None:
    whole, part = divmod(min(max(round(scale.share(value) * grid.height * _EIGHTHS), 1), grid.height * 8), _EIGHTHS)
    for row in range(whole):
        grid.put(column, grid.height - 1 - row, _UP[-1], series.look)
    if part:
        grid.put(column, grid.height - 1 - whole, _UP[part - 1], series.look)


def _ends(shown: list[Series], names: list[str], scale: Scale) -> dict[int, tuple[str, Look]]:
    """Return the row of each name: beside its run's end, or the nearest free one."""
    found: dict[int, tuple[str, Look]] = {}
    for series, name in zip(shown, names, strict=True):
        wanted = scale.row(series.points[-1][1])
        free = sorted((row for row in range(scale.height) if row not in found), key=lambda row: abs(row - wanted))
        if free:
            found[free[0]] = (name, series.look)
    return found


def _end(ends: dict[int, tuple[str, Look]], row: int, tail: int) -> Line:
    name, look = ends.get(row, ("", Look.TEXT))
    return [Piece(f" {cell(name, min(cells(name), tail - 1))}", look)] if name else []
