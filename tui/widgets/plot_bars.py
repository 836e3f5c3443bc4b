"""Bars: standing side by side in eighths of a cell with rows of figures below them, or lying down with their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.content import cell, cells
from tui.widgets.looks import Look, Piece
from tui.widgets.plot_axes import GUIDE, Grid, Scale, axis, figure, scale_of

if TYPE_CHECKING:
    from tui.widgets.lines import Line
    from tui.widgets.plot_canvas import Drawing, Series

_UP = "▁▂▃▄▅▆▇█"
_ALONG = "▏▎▍▌▋▊▉█"
_DOTS = " ⡀⡄⡆⡇⣇⣧⣷⣿"
"""A tally: as many dots as the figure says."""
_RULE = "╌"
_EIGHTHS = 8
_WIDEST = 7
_ROWS_A_ONE, _FEWEST_ROWS = 2, 3
"""A few are not blown up: the tallest bar has two rows for each of what it counts."""
_NAME, _FEWEST = 10, 4
_LONGEST_BAR = 40


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the bars stand."""

    places: dict[float, int]
    """Number of the bar at each place of the lower axis."""
    slot: int
    """Cells of a bar with the gap behind it."""
    lead: int
    """Cells before the bars: figures and names of rows."""
    tail: int
    """Cells behind them: the name of a rule."""

    @property
    def bar(self) -> int:
        """Cells of a bar."""
        return max(self.slot - 1, 1)

    @property
    def width(self) -> int:
        """Cells of all bars."""
        return self.slot * len(self.places) - (self.slot > 1)


def standing(drawing: Drawing, width: int, height: int) -> list[Line]:
    """Return bars over their base line, what stands under them, and the rows of figures."""
    bars = next(series for series in drawing.series if series.sort == "bars" and series.points)
    rows = [series for series in drawing.series if series.sort == "row" and series.points]
    rules = [series for series in drawing.series if series.sort == "rule" and series.points]
    bars, rows = folded(bars, rows, max(width - _NAME, 1))
    height -= 2 + len(rows)
    values = [y for _, y in bars.points]
    tops = [figure(y) if y else "" for y in values]
    bare = _frame(bars, rows, rules, width, 0)
    told = bool(bare) and not rules and max(map(len, tops)) <= bare.bar
    if told:
        most = max(*values, 1.0, 0.0)
        scale, frame = Scale(0.0, most, 1, max(min(height - 1, round(most * _ROWS_A_ONE)), _FEWEST_ROWS)), bare
    else:
        scale = scale_of([*values, *(y for each in rules for _, y in each.points)], max(height, 1))
        frame = _frame(bars, rows, rules, width, max(map(len, scale.labels().values())))
    grid = _stood(bars, frame, scale, tops if told else [])
    if not told:
        _guided(grid, scale)
    for rule in rules:
        _ruled(grid, scale, rule)
    labels = {} if told else scale.labels()
    lines = [
        _row(labels.get(place, ""), grid.line(place), frame, _tail(rules, scale, place)) for place in range(grid.height)
    ]
    if told:
        lines = [[Piece(" " * frame.lead), *grid.line(place)] for place in range(grid.height)]
    ticks = [(_middle(frame, frame.places[x]), label) for x, label in drawing.ticks if x in frame.places]
    return [*lines, *axis(ticks, frame.lead, frame.width), *(_figures(row, frame) for row in rows)]


def folded(bars: Series, rows: list[Series], room: int) -> tuple[Series, list[Series]]:
    """Return the bars and rows as they are, or where they are more than the cells, the most of neighbours."""
    each = -(-len(bars.points) // room)
    if each <= 1:
        return bars, rows
    heads = {x: bars.points[place - place % each][0] for place, (x, _) in enumerate(bars.points)}
    return _most(bars, heads), [_most(row, heads) for row in rows]


def _most(series: Series, heads: dict[float, float]) -> Series:
    from dataclasses import replace

    found: dict[float, float] = {}
    for x, y in series.points:
        head = heads.get(x, x)
        found[head] = max(found.get(head, y), y)
    return replace(series, points=tuple(found.items()))


def _frame(bars: Series, rows: list[Series], rules: list[Series], width: int, figures: int) -> _Frame:
    places = {x: place for place, (x, _) in enumerate(bars.points)}
    name = min(max((cells(row.name) for row in rows), default=0), _NAME)
    lead = max(figures, name)
    lead += 1 if lead else 0
    tail = max((cells(_rule_name(rule)) + 1 for rule in rules), default=0)
    slot = min(max((width - lead - tail) // len(places), 1), _WIDEST)
    return _Frame(places, slot, lead, tail)


def _stood(bars: Series, frame: _Frame, scale: Scale, tops: list[str]) -> Grid:
    """Paint the bars; with `tops` each bears its figure."""
    head = 1 if tops else 0
    grid = Grid(frame.width, scale.height + head)
    for place, (_, y) in enumerate(bars.points):
        whole, part = divmod(_eighths(y, scale), _EIGHTHS)
        left = place * frame.slot
        for column in range(left, left + frame.bar):
            for row in range(whole):
                grid.put(column, grid.height - 1 - row, _UP[-1], bars.look)
            if part:
                grid.put(column, grid.height - 1 - whole, _UP[part - 1], bars.look)
        if tops:
            above = grid.height - 1 - whole - (part > 0)
            grid.write(left + (frame.bar - len(tops[place])) // 2, above, tops[place], Look.NAME)
    return grid


def _eighths(value: float, scale: Scale) -> int:
    """Return a bar's height in eighths of a row; what is there at all is seen."""
    if value <= 0:
        return 0
    return min(max(round(value / scale.high * scale.height * _EIGHTHS), 1), scale.height * _EIGHTHS)


def _guided(grid: Grid, scale: Scale) -> None:
    """Draw a faint guide from each figure to the bars that reach it."""
    for row in scale.labels():
        for column, piece in enumerate("".join(each.text for each in grid.line(row))):
            if piece == " ":
                grid.put(column, row, GUIDE, Look.RULE)


def _ruled(grid: Grid, scale: Scale, rule: Series) -> None:
    row = scale.row(rule.points[0][1])
    for column, sign in enumerate("".join(each.text for each in grid.line(row))):
        if sign in {" ", GUIDE}:
            grid.put(column, row, _RULE, rule.look)


def _rule_name(rule: Series) -> str:
    return f"{rule.name} {figure(rule.points[0][1])}"


def _tail(rules: list[Series], scale: Scale, row: int) -> Line:
    return [Piece(f" {cell(_rule_name(rule), cells(_rule_name(rule)))}", rule.look) for rule in rules
            if scale.row(rule.points[0][1]) == row][:1]  # fmt: skip


def _row(label: str, line: Line, frame: _Frame, tail: Line) -> Line:
    return [Piece(cell(label, frame.lead - 1, right=True) + " ", Look.MUTED), *line, *tail]


def _middle(frame: _Frame, place: int) -> int:
    return place * frame.slot + (frame.bar - 1) // 2


def _figures(row: Series, frame: _Frame) -> Line:
    """Return a row below the bars: figures where they stand apart, a tally of dots, else blocks of its own measure."""
    grid = Grid(frame.width, 1)
    most = max(y for _, y in row.points)
    longest = max(len(figure(y)) for _, y in row.points)
    for x, y in row.points:
        place = frame.places.get(x)
        if place is None or not y:
            continue
        if longest < frame.slot:
            grid.write(_middle(frame, place) - (len(figure(y)) - 1) // 2, 0, figure(y), row.look)
        else:
            sign = _DOTS[int(y)] if most < len(_DOTS) else _UP[max(round(y / most * _EIGHTHS), 1) - 1]
            grid.put(_middle(frame, place), 0, sign, row.look)
    return [Piece(cell(row.name, frame.lead - 1) + " ", Look.MUTED), *grid.line(0)]


def lying(drawing: Drawing, width: int) -> list[Line]:
    """Return bars that lie down, a line each: name, bar, figure."""
    bars = next(series for series in drawing.series if series.sort == "across" and series.points)
    names = dict(drawing.ticks)
    figures = {x: figure(y) for x, y in bars.points}
    longest = max(cells(names.get(x, "")) for x, _ in bars.points)
    tail = max(len(each) for each in figures.values()) + 1
    name = max(min(longest, width - tail - _FEWEST - 1), 1)
    room = min(max(width - name - tail - 1, 1), _LONGEST_BAR)
    most = max(*(y for _, y in bars.points), 0.0, 0.0)
    found: list[Line] = []
    for x, y in bars.points:
        bar = along(y / most if most else 0.0, room)
        said = Piece(f"{' ' if bar else ''}{figures[x]}", Look.NAME)
        found.append([Piece(cell(names.get(x, ""), name) + " ", Look.TEXT), Piece(bar, bars.look), said])
    return found


def along(share: float, width: int) -> str:
    """Return a bar that lies down, as long as the share of the width, in eighths of a cell; what is there is seen."""
    if share <= 0:
        return ""
    whole, part = divmod(max(round(share * width * _EIGHTHS), 1), _EIGHTHS)
    return _ALONG[-1] * whole + (_ALONG[part - 1] if part else "")
