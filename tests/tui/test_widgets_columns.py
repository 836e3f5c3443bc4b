"""Straight columns: what they hold decides, names last to be cut, the least worth first to go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.content import cells
from tui.widgets.columns import Column, Grid
from tui.widgets.looks import Piece

COLUMNS = (
    Column("name"),
    Column("about", worth=2, least=6, ease=12),
    Column(worth=4),
    Column("No's", right=True, worth=8),
)


def row(*texts: str) -> tuple[Piece, ...]:
    return tuple(Piece(text) for text in texts)


ROWS = (
    row("Acme Robotics", "changeovers eat a shift a week", "working", "41"),
    row("日本精密工業", "", "pool", ""),
    row("Ltd ־שלום", "x", "dumped", "7"),
)


def texts(grid: Grid, number: int) -> list[str]:
    return [piece.text for piece in grid.line(ROWS[number])]


def test_with_room_every_column_is_as_wide_as_its_widest_text() -> None:
    grid = Grid(COLUMNS, ROWS, 100)
    assert grid.widths == (13, 30, 7, 4)
    assert texts(grid, 1) == ["日本精密工業 " + "   ", " " * 33, "pool      ", "    "]
    assert [piece.text.strip() for piece in grid.heading()] == ["name", "about", "", "No's"]


def test_what_can_be_cut_is_eased_first_then_the_least_worth_goes_and_numbers_stay_whole() -> None:
    assert Grid(COLUMNS, ROWS, 50).widths == (13, 20, 7, 4)
    assert Grid(COLUMNS, ROWS, 36).widths == (13, 6, 7, 4)
    assert Grid(COLUMNS, ROWS, 35).widths == (13, 0, 7, 4)
    assert Grid(COLUMNS, ROWS, 20).widths == (13, 0, 0, 4)
    assert Grid(COLUMNS, ROWS, 12).widths[0] == 12


def test_a_name_too_long_takes_what_stands_behind_it() -> None:
    long = row("An Extraordinarily Long Name of a Firm", "about them", "pool", "3")
    grid = Grid(COLUMNS, (*ROWS, long), 60)
    line = grid.line(long)
    assert line[0].text.strip() == "An Extraordinarily Long Name of a Firm"
    assert sum(cells(piece.text) for piece in line) == sum(cells(piece.text) for piece in grid.line(ROWS[0]))


def test_an_empty_column_takes_no_room_and_needs_no_heading() -> None:
    grid = Grid(COLUMNS, (row("Acme", "", "", ""),), 40)
    assert grid.widths == (4, 0, 0, 0)
    assert [piece.text for piece in grid.heading()] == ["name"]
    assert Grid((Column(), Column()), (row("a", "b"),), 40).heading() == ()


@given(
    st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60), st.text(max_size=9), st.text("0129", max_size=5)),
             min_size=1, max_size=6),
    st.integers(1, 140),
)  # fmt: skip
def test_every_row_is_as_wide_as_the_others_and_none_wider_than_the_line(
    lines: list[tuple[str, ...]], width: int
) -> None:
    rows = [row(*(text if text.isprintable() else "x" for text in line)) for line in lines]
    grid = Grid(COLUMNS, rows, width)
    wide = {sum(cells(piece.text) for piece in grid.line(each)) for each in rows}
    assert len(wide) == 1
    assert wide.pop() <= max(width, 1)
