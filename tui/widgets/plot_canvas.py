"""Series of numbers as lines of pieces: a plot with quiet axes, or a sparkline where there is no room for one.

plotext draws into a grid of characters; which series a character belongs to is told by a colour number, and the theme's
own colours are put in its place. A series is told apart by its marker too, so colour is never the only sign.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from tui.content import cell, cells
from tui.widgets.lines import Line, cut
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_WIDTH = 40
LEAST_HEIGHT = 8
"""Under these a plot is a sparkline."""

Tick = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Series:
    """One line, one set of bars, or single marks."""

    name: str
    points: tuple[tuple[float, float], ...]
    sort: Literal["line", "bars", "marks"] = "line"
    """`marks`: a sign at each point and nothing between them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a plot shows; names and labels may be foreign text."""

    series: tuple[Series, ...] = ()
    title: str = ""
    x: str = ""
    y: str = ""
    ticks: tuple[Tick, ...] = ()
    """Places on the lower axis and what stands there; empty: round numbers."""


_LOOKS = (Look.KEY, Look.NEXT, Look.GOOD, Look.DREAM, Look.WARN)
_LINES = ("braille", "·", "+", "x", "o")
_LINE_SIGNS = ("⠤", "·", "+", "x", "o")
_BARS = ("█", "▒", "░", "▓", "#")
_MARKS = ("*", "x", "o", "+", "·")
_AXIS = 7
_TICK = "┬"
_PAINTED = re.compile(r"\x1b\[38;5;(\d+)m([^\x1b]*)|\x1b\[0m|([^\x1b]+)")
_RULED = re.compile(r"[┤│└┬─]+|[^┤│└┬─]+")
_BLOCKS = "▁▂▃▄▅▆▇█"
_BAR_SHARE = 0.8
_HEADROOM = 1.05
_ROWS_A_TICK = 3
_CELLS_A_TICK = 14
_LABEL_GAP = 1
_SHORT = 8
_TENTHS_UNDER = 10
_ROUND = (1, 2, 5, 10)


def plotted(drawing: Drawing, width: int, height: int) -> list[Line]:
    """Return the drawing as at most `height` lines of at most `width` cells."""
    if not any(series.points for series in drawing.series):
        return [_title(drawing, width), [Piece(cut("nothing to show yet", width), Look.MUTED)]][:height]
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return [_title(drawing, width), *_sparks(drawing, width)][:height]
    return [_title(drawing, width), *_canvas(drawing, width, height - 2), _legend(drawing, width)]


def words(drawing: Drawing) -> str:
    """Say what the plot shows, without colour and without a picture."""
    said = "; ".join(_series_words(series, drawing.ticks) for series in drawing.series if series.points)
    return f"{drawing.title}: {said or 'nothing to show yet'}"


def figure(value: float) -> str:
    """Return a number as it is read: whole from 10 on, else with one decimal where it has one."""
    if abs(value) >= _TENTHS_UNDER or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}"


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
    title = cut(drawing.title, width)
    unit = f"  {drawing.y}" if drawing.y else ""
    return [Piece(title, Look.NAME), Piece(cut(unit, width - cells(title)), Look.MUTED)]


def _legend(drawing: Drawing, width: int) -> Line:
    found: Line = []
    taken = cells(drawing.x)
    for place, series in enumerate(drawing.series if len(drawing.series) > 1 else ()):
        signs = {"bars": _BARS, "marks": _MARKS, "line": _LINE_SIGNS}[series.sort]
        sign = signs[place % len(signs)]
        name = cut(series.name, width - taken - 6)
        taken += cells(name) + 6
        if name:
            sign *= 1 if series.sort == "marks" else 2
            found += [Piece(f"{sign} ", _look(place)), Piece(f"{name}   ", Look.MUTED)]
    room = width - sum(cells(piece.text) for piece in found)
    return [*found, Piece(cell(drawing.x, room, right=True), Look.MUTED)]


def _look(place: int) -> Look:
    return _LOOKS[place % len(_LOOKS)]


def _sparks(drawing: Drawing, width: int) -> list[Line]:
    found: list[Line] = []
    label = min(max(cells(series.name) for series in drawing.series), max(width // 3, 1))
    for place, series in enumerate(drawing.series):
        values = [y for _, y in series.points]
        ends = f" {figure(min(values))}-{figure(max(values))}" if values else ""
        room = width - label - 1 - cells(ends)
        found.append([
            Piece(f"{cell(series.name, label)} ", Look.MUTED),
            Piece(sparkline(values, room), _look(place)),
            Piece(cut(ends, width - label - 1), Look.MUTED),
        ])  # fmt: skip
    return found


def _canvas(drawing: Drawing, width: int, height: int) -> list[Line]:
    """Let plotext draw; it is slow to import, so only a page that draws does."""
    from textual_plotext import Plot

    plot = Plot()
    plot.plotsize(width, height)
    plot._set_size(width, height)  # noqa: SLF001  (without it a second size is not taken: textual-plotext issue 5)
    low, high, rows = _upright(drawing, height)
    plot.ylim(low, high)
    plot.yticks(rows, [figure(row) for row in rows])
    bars = [series for series in drawing.series if series.sort == "bars" and series.points]
    for number, series in enumerate(drawing.series):
        if series.points and series.sort == "line":
            xs, ys = zip(*series.points, strict=True)
            plot.plot(list(xs), list(ys), marker=_LINES[number % len(_LINES)], color=number % _AXIS)
        elif series.points and series.sort == "marks":
            xs, ys = zip(*series.points, strict=True)
            plot.scatter(list(xs), list(ys), marker=_MARKS[number % len(_MARKS)], color=number % _AXIS)
        elif series.points:
            _stand(plot, series, bars, number)
    places = _thinned(drawing, width)
    plot.xticks([place for place, _ in places], [" "] * len(places))
    plot.xaxes(True, False)  # noqa: FBT003  (lower, upper: plotext knows no names for them)
    plot.yaxes(True, False)  # noqa: FBT003  (left, right)
    plot.axes_color("default")
    plot.canvas_color("default")
    plot.ticks_color(_AXIS)
    *lines, axis, _ = [_painted(line) for line in plot.build().rstrip("\n").split("\n")]
    return [*lines, axis, _labels(axis, [label for _, label in places], width)]


def _stand(plot: object, series: Series, bars: list[Series], number: int) -> None:
    """Put bars side by side where there are several sets of them."""
    xs = [x for x, _ in series.points]
    step = min((right - left for left, right in pairwise(xs)), default=1.0)
    share = step * _BAR_SHARE / len(bars)
    shift = (bars.index(series) - (len(bars) - 1) / 2) * share
    draw = getattr(plot, "bar")  # noqa: B009  (textual-plotext hands most of plotext on by name)
    draw(
        [x + shift for x in xs], [y for _, y in series.points], width=share / step, marker=_BARS[number % len(_BARS)],
        color=number % _AXIS, minimum=0,
    )  # fmt: skip


def _labels(axis: Line, labels: Sequence[str], width: int) -> Line:
    """Return the labels under their ticks: plotext counts characters, and wide ones take two cells."""
    said = "".join(piece.text for piece in axis)
    found = ""
    for place, label in zip((place for place, sign in enumerate(said) if sign == _TICK), labels, strict=False):
        room = width - cells(label)
        start = min(max(place - cells(label) // 2, cells(found) + 1 if found else 0), room)
        if start >= cells(found):
            found += " " * (start - cells(found)) + label
    return [Piece(found, Look.MUTED)]


def _painted(line: str) -> Line:
    found: Line = []
    for colour, inside, bare in _PAINTED.findall(line):
        text = inside or bare
        if colour and int(colour) == _AXIS:
            found += [Piece(part, Look.RULE if part[0] in "┤│└┬─" else Look.MUTED) for part in _RULED.findall(text)]
        elif text:
            found.append(Piece(text, _look(int(colour)) if colour else Look.TEXT))
    return found


def _upright(drawing: Drawing, height: int) -> tuple[float, float, list[float]]:
    """Return the lower and upper end of the upright axis and its round numbers; it starts at 0 where it can."""
    values = [y for series in drawing.series for _, y in series.points]
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = low + 1
    rows = _rounds(low, high, max(2, height // _ROWS_A_TICK))
    return min(low, rows[0]), max(rows[-1], high * _HEADROOM), rows


def _rounds(low: float, high: float, most: int) -> list[float]:
    """Return about `most` round numbers that span low to high."""
    raw = (high - low) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * each for each in _ROUND if power * each >= raw)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * place for place in range(first, last + 1) if low - step < step * place <= high * _HEADROOM]


def _thinned(drawing: Drawing, width: int) -> list[Tick]:
    """Return the ticks of the lower axis, as many as stand beside each other."""
    xs = [x for series in drawing.series for x, _ in series.points]
    low, high = min(xs), max(xs)
    if drawing.ticks:
        ticks = [(place, cut(label, width // 3)) for place, label in drawing.ticks if low <= place <= high]
    elif low == high:
        ticks = [(low, figure(low))]
    else:
        ticks = [(x, figure(x)) for x in _rounds(low, high, max(2, width // _CELLS_A_TICK)) if low <= x <= high]
    longest = max((cells(label) for _, label in ticks), default=0) + _LABEL_GAP
    every = max(1, math.ceil(len(ticks) * longest / max(width - _SHORT, 1)))
    return ticks[::every]


def _series_words(series: Series, ticks: tuple[Tick, ...]) -> str:
    values = [y for _, y in series.points]
    if series.sort == "bars" and len(values) <= _SHORT:
        named = dict(ticks)
        return f"{series.name} " + ", ".join(
            f"{named.get(x, figure(x))} {figure(y)}" for x, y in series.points
        )  # fmt: skip
    if min(values) == max(values):
        return f"{series.name} {figure(values[0])} throughout"
    return f"{series.name} {figure(min(values))} to {figure(max(values))}, last {figure(values[-1])}"
