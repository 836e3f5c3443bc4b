"""What a plot shows, and the way from there to lines: bars, lines, bars lying down, or a sparkline where room is short.

No grid of dots, no frame: quiet figures beside the rows that they belong to, one base line, and every series named
where it stands. Series differ by shape first (bars, a solid line, a dotted one, a row of figures of its own), so that
colour only repeats it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from tui.content import cell, cells
from tui.widgets.lines import Line, cut
from tui.widgets.looks import Look, Piece
from tui.widgets.plot_axes import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_WIDTH = 34
LEAST_HEIGHT = 6
"""Under these a plot is a sparkline."""

Tick = tuple[float, str]
Sort = Literal["bars", "line", "rule", "row", "across"]
"""`rule`: one value over the whole width, a cap; `row`: figures in a row of its own below the bars that they belong to;
`across`: bars lying down, a line each, named by the ticks."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one kind."""

    name: str
    points: tuple[tuple[float, float], ...]
    sort: Sort = "line"
    look: Look = Look.KEY


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a plot shows; names and labels may be foreign text."""

    series: tuple[Series, ...] = ()
    title: str = ""
    x: str = ""
    """What the lower axis counts."""
    y: str = ""
    """What the upright axis counts."""
    ticks: tuple[Tick, ...] = ()
    """Places on the lower axis and what stands there; the names of bars that lie down."""
    empty: str = ""
    """What it says while there is nothing to show: what brings something here."""


_BLOCKS = "▁▂▃▄▅▆▇█"
_SHORT = 8
NOTHING = "nothing to show yet"


def plotted(drawing: Drawing, width: int, height: int) -> list[Line]:
    """Return the drawing as at most `height` lines of at most `width` cells."""
    from tui.widgets import plot_bars, plot_lines

    if width <= 0 or height <= 0:
        return []
    if not any(series.points for series in drawing.series):
        return [_title(drawing, width), *_empty(drawing, width)][:height]
    head = _title(drawing, width)
    sorts = {series.sort for series in drawing.series if series.points}
    if "across" in sorts:
        return [head, *plot_bars.lying(drawing, width)][:height]
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return [head, *_sparks(drawing, width)][:height]
    draw = plot_bars.standing if "bars" in sorts else plot_lines.lines
    return [head, *draw(drawing, width, height - 1)][:height]


def words(drawing: Drawing) -> str:
    """Say what the plot shows, without colour and without a picture."""
    said = "; ".join(_series_words(series, drawing.ticks) for series in drawing.series if series.points)
    return f"{drawing.title}: {said or NOTHING}"


def sparkline(values: Sequence[float], width: int) -> str:
    """Return a line of blocks, 0 at the bottom; where there are more values than cells, each cell is their mean."""
    if not values or width <= 0:
        return ""
    count = min(width, len(values))
    edges = [place * len(values) // count for place in range(count + 1)]
    means = [math.fsum(values[low:high]) / (high - low) for low, high in pairwise(edges)]
    top = max(*means, 0.0) if len(means) > 1 else max(means[0], 0.0)
    last = len(_BLOCKS) - 1
    return "".join(_BLOCKS[0 if top == 0 else max(0, round(mean / top * last))] for mean in means)


def _title(drawing: Drawing, width: int) -> Line:
    """The title, then what is counted and by what: "talks by hour of their day"."""
    title = cut(drawing.title, width)
    by = f"by {drawing.x}" if drawing.x else ""
    unit = " ".join(part for part in (drawing.y, by) if part)
    return [Piece(title, Look.NAME), Piece(cut(f"  {unit}", width - cells(title)) if unit else "", Look.MUTED)]


def _empty(drawing: Drawing, width: int) -> list[Line]:
    from tui.widgets.lines import wrapped

    return [[Piece(line, Look.MUTED)] for line in wrapped(drawing.empty or NOTHING, width)]


def _sparks(drawing: Drawing, width: int) -> list[Line]:
    """One line a series: its name, its run in blocks, its ends in figures."""
    found: list[Line] = []
    shown = [series for series in drawing.series if series.points]
    label = min(max(cells(series.name) for series in shown), max(width // 3, 1))
    for series in shown:
        values = [y for _, y in series.points]
        low, high = figure(min(values)), figure(max(values))
        ends = f" {low}" if low == high else f" {low}-{high}"
        room = width - label - 1 - cells(ends)
        found.append([
            Piece(f"{cell(series.name, label)} ", Look.MUTED),
            Piece(sparkline(values, room), series.look),
            Piece(cut(ends, width - label - 1), Look.MUTED),
        ])  # fmt: skip
    return found


def _series_words(series: Series, ticks: tuple[Tick, ...]) -> str:
    values = [y for _, y in series.points]
    if series.sort in {"bars", "across"} and len(values) <= _SHORT:
        named = dict(ticks)
        said = ", ".join(f"{named.get(x, figure(x))} {figure(y)}" for x, y in series.points)
        return f"{series.name} {said}"
    if min(values) == max(values):
        return f"{series.name} {figure(values[0])} throughout"
    return f"{series.name} {figure(min(values))} to {figure(max(values))}, last {figure(values[-1])}"
