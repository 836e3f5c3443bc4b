"""The numbers page: spans, tables beside plots, text to paste (R4, R5, R10, R30, R34-R36)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from playbook.proof import Promises, Proof, Sides, Worked
from playbook.settings import Criterion
from playbook.spans import Period, Span
from storage.views_numbers import Before, DayCount, Numbers, Sums, Won
from tests.builders import MONDAY
from tests.tui.hosting import HOSTILE, SIZES, Host, harmless, shown
from tests.tui.numbered import numbered
from tests.tui.stocked import Stock, stocked
from tui.content import cells
from tui.numbers_words import sections, text, title
from tui.screens.numbers import NumbersScreen
from tui.screens.numbers_plots import drawing_of
from tui.screens.numbers_sheet import sheet
from tui.screens.sheet import Sheet
from tui.widgets.pane_tabs import PaneTabs

HUGE = Worked(412, 930, 9, 2)
SMALL = Worked(41, 200, 3)


def told(**more: Any) -> Numbers:
    """Numbers of a quarter in which little happened."""
    days = tuple(DayCount(MONDAY - timedelta(days=back), back % 5, 1, 2, 0) for back in range(53, -1, -1))
    base: dict[str, Any] = {
        "span": Span(date(2026, 10, 1), MONDAY), "sums": Sums(453, 300, 20, 60, 12, 2, 3, 30, 1130), "outcomes": (),
        "days": days, "hours": ((8, 2), (11, 9)), "before": (Before(0, 3), Before(7, 2), Before(23, 1)),
        "proof": Proof(HUGE, SMALL, profiled=True), "promises": Promises(5, 1, 2, 4), "won": Won(2, 12.0),
        "load": tuple((MONDAY + timedelta(days=ahead), ahead % 7) for ahead in range(90)), "cap": 40,
    }  # fmt: skip
    return Numbers(**(base | more))


async def opened(stock: Stock, app: Host, pilot: Any) -> None:
    app.show(NumbersScreen(stock.desk, stock.clock))
    await rest(app, pilot)


async def rest(app: Host, pilot: Any) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_r4_the_numbers_stand_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=size) as pilot:
            await opened(stock, app, pilot)
            glass = shown(app)
            assert "the work" in glass
            assert "touches" in glass
            assert "Thu 1 Oct to Mon 23 Nov 2026" in glass
            await pilot.press("escape")
            await pilot.pause()
        assert app.answers == [None]


async def test_r4_the_keys_change_the_span(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            for key, words in (
                ("1", "today, Mon 23 Nov 2026"),
                ("6", "everything"),
                ("5", "this year"),
                ("left", "this quarter"),
            ):
                await pilot.press(key)
                await rest(app, pilot)
                assert words in shown(app), key
            await pilot.press("3", "right", "right", "right", "right", "q")
            await rest(app, pilot)
        assert app.answers == [None]


async def test_r4_the_mouse_changes_the_span_too(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await pilot.click(PaneTabs, offset=(4, 0))
            await rest(app, pilot)
            assert "today, Mon 23 Nov 2026" in shown(app)


async def test_r4_the_page_scrolls_down_to_the_load_ahead(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("end")
            await rest(app, pilot)
            assert "the load ahead" in shown(app)


async def test_r4_one_key_copies_the_numbers_as_text(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("ctrl+y")
            await pilot.pause()
            assert "on the clipboard" in shown(app)
        lines = app.copied.splitlines()
        assert lines[0] == "Numbers: this quarter, Thu 1 Oct to Mon 23 Nov 2026"
        assert "kept late          0" in lines
        assert "open, overdue      1" in lines


async def test_an_empty_book_says_what_to_do(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(60, 18)) as pilot:
            await opened(stock, app, pilot)
            assert "Nothing was logged in these days." in shown(app)
            await pilot.press("6")
            await rest(app, pilot)
            assert "No touch is logged yet" in shown(app)


async def test_trouble_with_the_book_is_said(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        await stock.desk.stop()
        app = Host()
        async with app.run_test() as pilot:
            await opened(stock, app, pilot)
            assert "The planner's file is closed." in shown(app)
            await pilot.press("ctrl+y")
            assert app.copied == ""


def test_r4_small_numbers_are_told_honestly() -> None:
    """R4: 3 of 41 is too few to tell, and no side is called better by chance."""
    profile = next(each for each in sections(told()) if each.name == "profile")
    assert profile.rows == (
        ("on profile", "412", "2.3", "9", "2", "2.2"), ("off profile", "41", "4.9", "3", "0", "too few"),
    )  # fmt: skip
    assert profile.notes[0] == "On against off: too few to tell."
    assert "the verdict that each account has now" in profile.notes[1]
    criterion = Criterion(HOSTILE[2], "in", (HOSTILE[7] * 9,))
    sides = told(proof=Proof(HUGE, SMALL, profiled=True, criteria=(Sides(criterion, HUGE, SMALL, Worked()),)))
    (row,) = next(each for each in sections(sides) if each.name == "criteria").rows
    assert row[1:] == ("9 of 412, 2.2 %", "3 of 41, too few to tell")
    assert row[0].endswith("…")


def test_r5_who_gives_up_after_four_loses_what_came_later() -> None:
    before = next(each for each in sections(told()) if each.name == "before")
    assert before.rows == (("0", "3", "50 %"), ("5-8", "2", "33 %"), ("17 and more", "1", "17 %"))
    assert before.notes == ("3 of 6 said yes after the fourth No: who gives up there loses them.",)


def test_what_has_nothing_to_tell_is_left_out() -> None:
    bare = told(before=(), proof=Proof(), promises=Promises(), won=Won(), load=(), days=(), sums=Sums(), hours=())
    assert [each.name for each in sections(bare)] == ["work"]
    assert drawing_of("work", bare) is None
    assert drawing_of("outcomes", bare) is None
    assert drawing_of("before", bare) is None
    assert drawing_of("promises", bare) is None
    assert sections(bare)[0].notes == ("Nothing was logged in these days.",)


def test_the_title_names_the_days() -> None:
    one = told(span=Span(MONDAY, MONDAY))
    assert title(one, Period.TODAY) == "today, Mon 23 Nov 2026"
    assert title(told(span=Span(date(2025, 1, 1), MONDAY))) == "Wed 1 Jan 2025 to Mon 23 Nov 2026"


@pytest.mark.parametrize(("days", "points", "unit"), [(60, 60, "a day"), (400, 58, "a week"), (2000, 67, "in 30 days")])
def test_a_long_span_is_summed_for_its_plot(days: int, points: int, unit: str) -> None:
    many = told(days=tuple(DayCount(MONDAY - timedelta(days=back), 1) for back in range(days - 1, -1, -1)))
    drawing = drawing_of("work", many)
    assert drawing is not None
    assert (len(drawing.series[0].points), drawing.y) == (points, unit)
    assert sum(count for _, count in drawing.series[0].points) == days


def test_r5_many_noes_share_the_last_bar() -> None:
    drawing = drawing_of("before", told(before=(Before(2, 1), Before(40, 3), Before(400, 1))))
    assert drawing is not None
    assert drawing.series[0].points[2] == (2.0, 1.0)
    assert drawing.series[0].points[-1][1] == 4
    assert drawing.ticks[-1][1] == "24+"


@pytest.mark.parametrize("width", [30, 54, 74, 95, 96, 114, 200])
def test_no_line_is_wider_than_its_page(width: int) -> None:
    names = tuple((name or "?", HUGE) for name in (*HOSTILE, "名前" * 40))
    rows = sheet(told(proof=Proof(HUGE, SMALL, profiled=True, incumbents=names)), width)
    lines = ["".join(piece.text for piece in row.line) for row in rows]
    assert max(cells(line) for line in lines) <= max(width, 60)
    assert all(harmless(line) for line in lines)


def test_r4_the_text_is_harmless_and_stands_in_columns() -> None:
    names = tuple((name or "?", HUGE) for name in HOSTILE)
    pasted = text(told(proof=Proof(HUGE, SMALL, profiled=True, incumbents=names)))
    assert harmless(pasted)
    assert "and 2 more" in pasted
    start = pasted.splitlines().index("BY THEIR PROVIDER") + 2
    table = pasted.splitlines()[start : start + 8]
    assert len({cells(line) for line in table}) == 1


async def test_a_slow_read_of_another_span_is_dropped(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("6", "5", "1", "4")
            await rest(app, pilot)
            assert "this quarter" in str(app.screen.query_one("#aside", Static).content)
            assert app.screen.query_one(Sheet).rows
