"""The plot: readable at every size, in every theme, with foreign names, and said in words."""

from __future__ import annotations

import sys

import pytest
from textual.app import ComposeResult
from textual.screen import Screen

from tests.tui.hosting import HOSTILE, Host, shown
from tui import themes
from tui.content import cells
from tui.widgets.plot import Plot, Series
from tui.widgets.plot_canvas import Drawing, figure, plotted, sparkline, words

LOAD = Series("load", tuple((float(week), 20 + 15 * (week % 7) / 6) for week in range(100)))
CAP = Series("cap", ((0.0, 40.0), (99.0, 40.0)))
YEARS = ((0.0, "2026"), (52.0, "2027"), (99.0, "2028"))
FOUND = Series("meetings", ((0.0, 3.0), (1.0, 5.5), (2.0, 7.0)), "bars")
NAMES = ((0.0, "stop at 1"), (1.0, "stop at 4"), (2.0, "never"))


class Shown(Screen[None]):
    """Two plots, one over the other."""

    def compose(self) -> ComposeResult:
        yield Plot(id="lines")
        yield Plot(id="bars")

    def on_mount(self) -> None:
        lines, bars = self.query_one("#lines", Plot), self.query_one("#bars", Plot)
        lines.draw((LOAD, CAP), title="Load", x="week", y="touches a day", ticks=YEARS)
        bars.draw((FOUND,), title="Meetings", x="", y="per 1,000 touches", ticks=NAMES)


def text(drawing: Drawing, width: int, height: int) -> str:
    return "\n".join("".join(piece.text for piece in line) for line in plotted(drawing, width, height))


@pytest.mark.parametrize("theme", [themes.NIGHT, themes.DAWN, "ansi-dark"])
@pytest.mark.parametrize("size", [(60, 30), (120, 40)])
async def test_axes_labels_and_legend_stand_in_every_theme(theme: str, size: tuple[int, int]) -> None:
    app = Host(theme)
    async with app.run_test(size=size) as pilot:
        app.show(Shown())
        await pilot.pause()
        seen = shown(app)
        for said in ("Load", "touches a day", "2026", "2028", "load", "cap", "week", "stop at 4", "per 1,000 touches"):
            assert said in seen
        assert "┤" in seen
        assert "█" in seen


async def test_it_is_laid_out_anew_for_a_new_size_and_coloured_anew_in_a_new_theme() -> None:
    app = Host(themes.NIGHT)
    async with app.run_test(size=(120, 40)) as pilot:
        app.show(Shown())
        await pilot.pause()
        plot = app.screen.query_one("#lines", Plot)
        night = [segment.style for segment in plot.render_line(0)]
        app.theme = themes.DAWN
        await pilot.pause()
        assert [segment.style for segment in plot.render_line(0)] != night
        await pilot.resize_terminal(50, 30)
        await pilot.pause()
        assert plot.render_line(3).cell_length == plot.size.width == 50


@pytest.mark.parametrize(("width", "height"), [(39, 20), (60, 7), (20, 3), (5, 2)])
def test_where_there_is_little_room_it_is_a_sparkline(width: int, height: int) -> None:
    lines = plotted(Drawing((LOAD, CAP), "Load", "week", "touches"), width, height)
    assert len(lines) <= height
    assert all(sum(cells(piece.text) for piece in line) <= width for line in lines)
    assert "┤" not in "".join(piece.text for line in lines for piece in line)


@pytest.mark.parametrize("name", HOSTILE)
def test_foreign_names_stay_inside_their_cells(name: str) -> None:
    series = (Series(name, LOAD.points), Series(name * 20, CAP.points))
    for width in (40, 60, 120):
        for line in plotted(Drawing(series, name, name, name, ((0.0, name), (50.0, name * 9))), width, 12):
            said = "".join(piece.text for piece in line)
            assert "\x1b" not in said
            assert cells(said) <= width


def test_series_are_told_apart_without_colour() -> None:
    seen = text(Drawing((LOAD, CAP), "Load", "", ""), 60, 14)
    assert "····" in seen
    both = (FOUND, Series("talks", ((0.0, 1.0), (1.0, 2.0), (2.0, 6.0)), "bars"))
    assert {"█", "▒"} <= set(text(Drawing(both, "", "", "", NAMES), 60, 14))


def test_marks_stand_alone_and_nothing_is_drawn_between_them() -> None:
    marks = Series("No's", ((0.0, 1.0), (2.0, 1.0)), "marks")
    seen = text(Drawing((FOUND, marks), "Work", "", ""), 60, 14)
    plot = "\n".join(seen.splitlines()[:-1])
    assert plot.count("x") == 2
    assert "x No's" in seen.splitlines()[-1]


def test_it_says_itself_in_words() -> None:
    assert words(Drawing((LOAD, CAP), "Load", "", "")) == "Load: load 20 to 35, last 22; cap 40 throughout"
    assert words(Drawing((FOUND,), "Meetings", "", "", NAMES)) == (
        "Meetings: meetings stop at 1 3, stop at 4 5.5, never 7"
    )
    assert words(Drawing((Series("load", ()),), "Load")) == "Load: nothing to show yet"


def test_nothing_to_show_is_said() -> None:
    assert "nothing to show yet" in text(Drawing((), "Load"), 60, 14)


@pytest.mark.parametrize("points", [((3.0, 0.0),), ((1.0, 5.0),), ((0.0, -4.0), (1.0, 9.0)), ((2.0, 0.2), (3.0, 0.4))])
def test_odd_series_are_drawn(points: tuple[tuple[float, float], ...]) -> None:
    for sort in ("line", "bars"):
        drawing = Drawing((Series("x", points, "bars" if sort == "bars" else "line"),), "odd")
        assert "┤" in text(drawing, 60, 12)


def test_too_many_ticks_are_thinned() -> None:
    ticks = tuple((float(place), f"week {place}") for place in range(100))
    lines = text(Drawing((LOAD,), "Load", ticks=ticks), 60, 12).splitlines()
    assert 1 < lines[-2].count("week") <= 7


def test_a_sparkline_starts_at_nothing_and_ends_at_the_top() -> None:
    assert sparkline([0, 1, 2, 4], 4) == "▁▃▅█"
    assert sparkline([0, 0], 4) == "▁▁"
    assert sparkline([], 4) == ""
    assert sparkline([2.0], 4) == "█"
    assert len(sparkline(list(range(100)), 10)) == 10


def test_numbers_are_read_easily() -> None:
    assert [figure(value) for value in (0, 2.5, 12.4, 1234.0)] == ["0", "2.5", "12", "1,234"]


def test_plotext_is_loaded_only_by_what_draws() -> None:
    import subprocess

    code = "import sys, tui.widgets.plot; print('plotext' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
