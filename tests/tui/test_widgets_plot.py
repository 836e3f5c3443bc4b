"""Plots: readable at every size and without colour, with foreign names, nothing, one datum, and far too many."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.hosting import HOSTILE, Host, harmless, shown
from tui import themes
from tui.content import cells
from tui.screens.sheet import Sheet, plain
from tui.widgets.looks import Look
from tui.widgets.plot_axes import figure, scale_of
from tui.widgets.plot_bars import along, folded
from tui.widgets.plot_canvas import Drawing, Series, Sort, plotted, sparkline, words

LOAD = Series("load", tuple((float(week), 20 + 15 * (week % 7) / 6) for week in range(100)))
CLOSED = Series("closed", tuple((float(week), 12.0) for week in range(100)), "line", Look.DREAM)
CAP = Series("cap", ((0.0, 40.0), (99.0, 40.0)), "rule", Look.WARN)
YEARS = ((0.0, "2026"), (52.0, "2027"), (99.0, "2028"))
FOUND = Series("meetings", ((0.0, 3.0), (1.0, 5.5), (2.0, 7.0)), "bars")
TALKS = Series("talks", ((0.0, 1.0), (2.0, 2.0)), "row", Look.GOOD)
NAMES = ((0.0, "stop at 1"), (1.0, "stop at 4"), (2.0, "never"))
ACROSS = Series("meetings", ((0.0, 3.0), (1.0, 0.0), (2.0, 7.0)), "across")


def points(*values: float) -> tuple[tuple[float, float], ...]:
    return tuple((float(place), value) for place, value in enumerate(values))


def lines(drawing: Drawing, width: int = 60, height: int = 14) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip() for line in plotted(drawing, width, height)]


def text(drawing: Drawing, width: int = 60, height: int = 14) -> str:
    return "\n".join(lines(drawing, width, height))


async def test_a_plot_stands_on_a_page_in_every_theme_and_at_every_width() -> None:
    drawings = (
        Drawing((LOAD, CAP), "Load", "week", "touches a day", YEARS), Drawing((FOUND, TALKS), "Meetings", ticks=NAMES),
    )  # fmt: skip
    app = Host(themes.NIGHT)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.mount(sheet := Sheet(id="sheet"))
        sheet.fill(lambda width: plain(*(line for each in drawings for line in plotted(each, width, 14))))
        for theme in (themes.NIGHT, themes.DAWN, "ansi-dark"):
            app.theme = theme
            for width in (60, 80, 120, 200):
                await pilot.resize_terminal(width, 40)
                await pilot.pause()
                seen = shown(app)
                for said in ("Load", "touches a day by week", "2028", "load 22", "cap 40", "stop at 1", "talks"):
                    assert said in seen, (theme, width)
                assert "█" in seen


@given(
    st.lists(st.floats(0, 1e9, allow_nan=False), max_size=400),
    st.sampled_from(["bars", "line", "rule", "row", "across"]),
    st.integers(0, 200),
    st.integers(0, 60),
)
@settings(max_examples=60, deadline=None)
def test_nothing_is_wider_or_higher_than_its_room(values: list[float], sort: Sort, width: int, height: int) -> None:
    ticks = tuple((float(place), f"day {place}") for place in range(len(values)))
    drawing = Drawing((Series("x", points(*values), sort),), "odd", "day", "y", ticks)
    found = plotted(drawing, width, height)
    assert len(found) <= height
    assert all(sum(cells(piece.text) for piece in line) <= max(width, 20) for line in found)


@pytest.mark.parametrize(("width", "height"), [(33, 20), (60, 5), (20, 3), (5, 2)])
def test_where_there_is_little_room_it_is_a_sparkline(width: int, height: int) -> None:
    found = plotted(Drawing((LOAD, CLOSED), "Load", "week", "touches"), width, height)
    assert len(found) <= height
    assert all(sum(cells(piece.text) for piece in line) <= width for line in found)
    assert "─" not in "".join(piece.text for line in found for piece in line)


@pytest.mark.parametrize("name", HOSTILE)
def test_foreign_names_stay_inside_their_cells(name: str) -> None:
    """RELIABILITY 6: names reach no terminal as control bytes, and no column shifts."""
    ticks = ((0.0, name), (1.0, name * 9), (50.0, name * 9))
    runs = (Series(name, LOAD.points), Series(name * 20, CLOSED.points), Series(name, CAP.points, "rule"))
    bars = (Series(name, FOUND.points, "bars"), Series(name * 3, TALKS.points, "row"))
    lying = (Series(name, ACROSS.points, "across"),)
    for width in (34, 40, 60, 120):
        for series in (runs, bars, lying):
            for line in plotted(Drawing(series, name, name, name, ticks), width, 12):
                said = "".join(piece.text for piece in line)
                assert harmless(said)
                assert cells(said) <= width


def test_series_are_told_apart_by_shape_and_named_where_they_stand() -> None:
    """DESIGN 4: colour is never the only sign."""
    seen = text(Drawing((LOAD, CLOSED, CAP), "Load"))
    assert {"█", "•", "╌"} <= set(seen)
    assert all(name in seen for name in ("load 22", "closed 12", "cap 40"))
    below = lines(Drawing((FOUND, TALKS), "Work", ticks=NAMES))
    assert below[-1].split() == ["talks", "1", "2"]


def test_bars_bear_their_figures_where_they_fit_else_an_axis_does() -> None:
    told = lines(Drawing((Series("talks", points(2, 4, 0, 1), "bars"),), "when", "hour", "talks"))
    assert [line.strip() for line in told[:2]] == ["when  talks by hour", "4"]
    assert "┈" not in "".join(told)
    many = text(Drawing((Series("touches", points(*range(12, 60)), "bars"),), "touches"))
    assert "60 " in many
    assert "┈" in many


@pytest.mark.parametrize(
    ("counts", "said"), [((1, 8, 0, 3), "⡀⣿ ⡆"), ((1, 80, 0, 40), "▁█ ▄")], ids=["a tally of dots", "blocks"]
)
def test_a_row_under_narrow_bars_says_its_figures_without_figures(counts: tuple[float, ...], said: str) -> None:
    bars = Series("touches", points(*(20.0 for _ in range(40))), "bars")
    found = lines(Drawing((bars, Series("talks", points(*counts), "row")), "work"), 60)
    assert found[-1] == f"talks {said}"


def test_what_is_there_at_all_is_seen_and_nothing_is_not() -> None:
    found = lines(Drawing((Series("x", points(0, 1, 4000), "bars"),), "x", ticks=NAMES), 60, 12)
    base = next(place for place, line in enumerate(found) if "─" in line)
    assert found[base - 1].lstrip("0123456789, ")[:1] == "▁"
    lying = lines(Drawing((Series("x", points(0, 1, 4000), "across"),), "x", ticks=NAMES))
    assert [line.split()[-2:] for line in lying[1:3]] == [["1", "0"], ["▏", "1"]]


def test_more_bars_than_cells_show_the_most_of_neighbours() -> None:
    bars = Series("x", points(*range(100)), "bars")
    row = Series("y", points(*range(100)), "row")
    thin, (below,) = folded(bars, [row], 40)
    assert [y for _, y in thin.points][:2] == [2.0, 5.0]
    assert below.points == thin.points
    assert folded(bars, [row], 100) == (bars, [row])
    assert "█" in text(Drawing((bars,), "huge"), 40, 12)


def test_one_datum_and_nothing_teach() -> None:
    assert "7" in text(Drawing((Series("a", ((3.0, 7.0),), "bars"),), "one"))
    assert "a 7" in text(Drawing((Series("a", ((3.0, 7.0),)),), "one"))
    assert lines(Drawing((), "Load")) == ["Load", "nothing to show yet"]
    assert lines(Drawing((Series("x", (), "bars"),), "Load", empty="Log a touch."))[1] == "Log a touch."
    assert plotted(Drawing((FOUND,), "x"), 0, 10) == []


@pytest.mark.parametrize("values", [(0.0,), (5.0,), (-4.0, 9.0), (0.2, 0.4), (1e9, 3.0), (0.0, 0.0)])
def test_an_axis_has_round_numbers_that_span_it(values: tuple[float, ...]) -> None:
    scale = scale_of(values, 9)
    assert scale.low <= min(*values, 0.0)
    assert scale.high >= max(*values, 0.0)
    assert scale.height <= 9
    assert scale.labels()
    assert all(0 <= scale.row(value) < scale.height for value in values)
    assert scale_of((3.0, 2.0), 9).step >= 1, "a count has no halves"


def test_too_many_names_are_thinned_and_never_collide() -> None:
    ticks = tuple((float(place), f"week {place}") for place in range(100))
    found = lines(Drawing((LOAD,), "Load", ticks=ticks), 60, 12)
    assert 1 < found[-1].count("week") <= 7
    assert "  week" in found[-1]
    assert found[-2].count("┬") == found[-1].count("week")
    wide = lines(Drawing((FOUND,), "x", ticks=tuple((x, "名前" * 30) for x, _ in FOUND.points)), 40, 12)
    assert max(map(cells, wide)) <= 40


def test_it_says_itself_in_words() -> None:
    assert words(Drawing((LOAD, CAP), "Load")) == "Load: load 20 to 35, last 22; cap 40 throughout"
    assert words(Drawing((FOUND,), "Meetings", ticks=NAMES)) == "Meetings: meetings stop at 1 3, stop at 4 5.5, never 7"
    assert words(Drawing((Series("load", ()),), "Load")) == "Load: nothing to show yet"


def test_a_sparkline_starts_at_nothing_and_ends_at_the_top() -> None:
    assert sparkline([0, 1, 2, 4], 4) == "▁▃▅█"
    assert sparkline([0, 0], 4) == "▁▁"
    assert sparkline([], 4) == ""
    assert sparkline([2.0], 4) == "█"
    assert len(sparkline(list(range(100)), 10)) == 10
    assert (along(0.5, 4), along(0.0, 4), along(0.001, 4), along(0.53, 4)) == ("██", "", "▏", "██▏")


def test_numbers_are_read_easily() -> None:
    assert [figure(value) for value in (0, 2.5, 12.4, 1234.0)] == ["0", "2.5", "12", "1,234"]


def test_a_start_loads_no_plot() -> None:
    import subprocess

    code = "import sys, tui.app; print([name for name in sys.modules if 'plot' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
