"""The numbers page: spans, tables beside plots, text to paste (R4, R5, R10, R30, R34-R36)."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from playbook.proof import Promises, Proof, Sides, Worked
from playbook.settings import Criterion
from playbook.spans import Period, Span
from playbook.words import Outcome, Reading
from storage.book import Book
from storage.views import OutcomeCount
from storage.views_numbers import Before, DayCount, Numbers, Sums, Won
from tests.builders import MONDAY
from tests.tui.hosting import HOSTILE, SIZES, Host, harmless, shown
from tests.tui.numbered import numbered
from tests.tui.stocked import Stock, stocked
from tui.content import cells
from tui.numbers_text import markdown, short, spreadsheet, text
from tui.numbers_words import named, sections, title
from tui.screens import numbers as page
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
        "period": Period.QUARTER, "since": date(2026, 9, 1),
        "earlier": (Span(date(2026, 7, 1), date(2026, 8, 23)), Sums(401, 280, 11, 50, 8, 1, 2, 20, 900)),
    }  # fmt: skip
    return Numbers(**(base | more))


async def opened(stock: Stock, app: Host, pilot: Any) -> None:
    app.show(NumbersScreen(stock.desk, stock.clock))
    await rest(app, pilot)


async def rest(app: Host, pilot: Any) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_r4_the_numbers_stand_at_every_size(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            for size in (*SIZES, (60, 18), (200, 60), (120, 40)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                glass = shown(app)
                assert "the work" in glass
                assert "touches" in glass
                assert "this quarter, Thu 1 Oct to Mon 23 Nov 2026" in glass
                assert harmless(glass)
            await pilot.press("escape")
            await pilot.pause()
        assert app.answers == [None]


async def test_r4_keys_and_mouse_change_the_span_and_go_through_time(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            for key, words in (
                ("1", "today, Mon 23 Nov 2026"),
                ("left", "yesterday, Sun 22 Nov 2026"),
                ("left", "Sat 21 Nov 2026"),
                ("right", "yesterday, Sun 22 Nov 2026"),
                ("2", "this week, Mon 23 Nov 2026"),
                ("h", "last week, Mon 16 Nov to Sun 22 Nov 2026"),
                ("h", "the week of 9 Nov, Mon 9 Nov to Sun 15 Nov 2026"),
                ("l", "last week"),
                ("3", "this month"),
                ("left", "last month, Thu 1 Oct to Sat 31 Oct 2026"),
                ("5", "this year"),
                ("6", "everything"),
                ("left", "everything"),
                ("4", "this quarter"),
                ("right", "this quarter"),
            ):
                await pilot.press(key)
                await rest(app, pilot)
                assert words in shown(app), key
            await pilot.press("3")
            await rest(app, pilot)
            assert "← earlier" in shown(app), "the record goes back further"
            assert "→ later" not in shown(app), "nothing comes after today"
            await pilot.click(PaneTabs, offset=(4, 0))
            await rest(app, pilot)
            assert "today, Mon 23 Nov 2026" in shown(app)
            app.screen.action_longer()  # type: ignore[attr-defined]  # the key line's "1-6 span", clicked
            await rest(app, pilot)
            assert "this week" in shown(app)
            await pilot.press("2", "left", "left", "3", "q")
            await rest(app, pilot)
        assert app.answers == [None]


async def test_r4_before_the_record_there_is_nothing_to_go_to(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("5")
            await rest(app, pilot)
            assert "← earlier" not in shown(app), "this year holds the whole record"
            await pilot.press("left")
            await rest(app, pilot)
            assert "this year" in shown(app)


async def test_r4_the_page_scrolls_down_to_the_load_ahead(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("end")
            await rest(app, pilot)
            assert "planned touches a working day" in shown(app)


async def test_r4_one_key_copies_the_numbers_in_the_form_that_is_wanted(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            heads = {}
            for key, said in (("s", "short form"), ("m", "Markdown"), ("t", "spreadsheet"), ("ctrl+y", "all of it")):
                await pilot.press(key)
                await pilot.pause()
                assert said in shown(app)
                heads[key] = app.copied.splitlines()[0]
        assert heads == {
            "s": heads["s"], "m": "## Numbers: this quarter, Thu 1 Oct to Mon 23 Nov 2026",
            "t": "numbers\tthis quarter, Thu 1 Oct to Mon 23 Nov 2026",
            "ctrl+y": "Numbers: this quarter, Thu 1 Oct to Mon 23 Nov 2026",
        }  # fmt: skip
        assert heads["s"].startswith("This quarter (Thu 1 Oct to Mon 23 Nov 2026): ")
        lines = app.copied.splitlines()
        assert "kept late          0" in lines
        assert "open, overdue      1" in lines


async def test_a_long_count_says_so_and_leaving_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A book of a million touches takes seconds: the page answers meanwhile."""
    monkeypatch.setattr(page, "_PATIENCE", 0.01)
    stopped, begun = threading.Event(), threading.Event()

    def slow(book: Book, *_: object) -> Numbers:
        begun.set()
        while not stopped.wait(0.01):
            book.settings()
        return told()

    async with numbered(tmp_path) as stock:
        monkeypatch.setattr(Book, "numbers", slow)
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(NumbersScreen(stock.desk, stock.clock))
            for _ in range(400):
                await pilot.pause(0.01)
                if begun.is_set() and "counting …" in shown(app):
                    break
            assert "Counting your whole record" in shown(app)
            await pilot.press("escape")
            await pilot.pause()
            assert app.answers == [None]
        stopped.set()


async def test_an_empty_book_says_what_to_do(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(60, 18)) as pilot:
            await opened(stock, app, pilot)
            assert "No touch is logged yet" in shown(app)
            assert "Log the first one" in shown(app)
            await pilot.press("6", "left", "right")
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
    bare = told(
        before=(), proof=Proof(), promises=Promises(), won=Won(), load=(), days=(), sums=Sums(), hours=(), earlier=None
    )
    assert [each.name for each in sections(bare)] == ["work"]
    assert [name for name in ("work", "outcomes", "noes", "before", "profile", "dumps", "load", "promises")
            if drawing_of(name, bare, 100) is not None] == []  # fmt: skip
    assert sections(bare)[0].notes == ("Nothing was logged in these days.",)
    assert sections(told(load=((MONDAY, 0),)))[-1].name == "dumps"


def test_r4_the_span_before_stands_beside() -> None:
    work = sections(told())[0]
    assert work.head == ("", "", "before", "of touches")
    assert work.rows[0] == ("touches", "453", "401", "")
    assert work.rows[4] == ("talks", "20", "11", "1 in 23")
    assert work.rows[-1] == ("time", "18.8 h", "15.0 h", "2.5 min each")
    assert work.notes == ("before: Wed 1 Jul to Sun 23 Aug 2026",)


def test_r18_noes_by_kind_and_reading() -> None:
    outcomes = (
        OutcomeCount(Outcome.NO, None, 3, 3), OutcomeCount(Outcome.NO, Reading.TIMING, 4, 8),
        OutcomeCount(Outcome.ALL_SET, None, 1, 1), OutcomeCount(Outcome.TALK, None, 9, 80),
    )  # fmt: skip
    noes = next(each for each in sections(told(outcomes=outcomes)) if each.name == "noes")
    assert noes.rows == (("not read", "3", "38 %"), ("timing", "4", "50 %"), ("all set", "1", "12 %"))
    drawing = drawing_of("noes", told(outcomes=outcomes), 100)
    assert drawing is not None
    assert [label for _, label in drawing.ticks] == ["not read", "timing", "all set"]
    assert "8 No's (3 not read, 4 timing, 1 all set)" in short(told(outcomes=outcomes, sums=Sums(nos=8)))


def test_the_title_names_the_days() -> None:
    assert title(told(span=Span(MONDAY, MONDAY), period=Period.TODAY)) == "today, Mon 23 Nov 2026"
    assert title(told(span=Span(date(2025, 1, 1), MONDAY), period=None)) == "Wed 1 Jan 2025 to Mon 23 Nov 2026"


@pytest.mark.parametrize(
    ("period", "back", "first", "said"),
    [
        (Period.TODAY, 1, date(2026, 11, 22), "yesterday"),
        (Period.TODAY, 2, date(2026, 11, 21), ""),
        (Period.WEEK, 2, date(2026, 11, 9), "the week of 9 Nov"),
        (Period.MONTH, 2, date(2026, 9, 1), "Sep 2026"),
        (Period.QUARTER, 3, date(2026, 1, 1), "Q1 2026"),
        (Period.YEAR, 2, date(2024, 1, 1), "2024"),
        (Period.YEAR, 1, date(2025, 1, 1), "last year"),
        (None, 0, MONDAY, ""),
    ],
)
def test_an_earlier_span_is_called_as_people_call_it(period: Period | None, back: int, first: date, said: str) -> None:
    assert named(period, back, Span(first, first)) == said


@pytest.mark.parametrize(
    ("days", "room", "points", "unit"),
    [
        (60, 109, 60, "day"),
        (400, 109, 58, "week"),
        (400, 60, 14, "month"),
        (2000, 109, 66, "month"),
        (4000, 40, 12, "year"),
    ],
)
def test_a_long_span_is_summed_until_its_bars_fit(days: int, room: int, points: int, unit: str) -> None:
    many = told(days=tuple(DayCount(MONDAY - timedelta(days=back), 1) for back in range(days - 1, -1, -1)))
    drawing = drawing_of("work", many, room)
    assert drawing is not None
    assert (len(drawing.series[0].points), drawing.title) == (points, f"touches a {unit}")
    assert sum(count for _, count in drawing.series[0].points) == days


def test_r5_many_noes_share_the_last_bar() -> None:
    drawing = drawing_of("before", told(before=(Before(2, 1), Before(40, 3), Before(400, 1))), 109)
    assert drawing is not None
    assert drawing.series[0].points[2] == (2.0, 1.0)
    assert drawing.series[0].points[-1][1] == 4
    assert drawing.ticks[-1][1] == "24+"


def test_r34_the_load_stands_against_the_cap_by_day_or_by_week() -> None:
    days, weeks = drawing_of("load", told(), 140), drawing_of("load", told(), 70)
    assert days is not None
    assert weeks is not None
    assert len(days.series[0].points) == 90
    assert (weeks.series[0].points[0], len(weeks.series[0].points)) == ((0.0, 21 / 5), 13)
    assert [each.sort for each in days.series] == ["bars", "rule"]


def test_r30_hours_won_stand_by_the_day_of_the_dump() -> None:
    won = Won(3, 14.5, ((date(2026, 10, 6), 1, 2.5), (date(2026, 11, 2), 2, 12.0)))
    drawing = drawing_of("dumps", told(won=won), 100)
    assert drawing is not None
    assert [series.points for series in drawing.series] == [((0.0, 2.5), (1.0, 12.0)), ((0.0, 1.0), (1.0, 2.0))]
    assert [label for _, label in drawing.ticks] == ["6 Oct", "2 Nov"]


def test_r4_the_profile_has_bars_where_there_are_touches_enough() -> None:
    drawing = drawing_of("profile", told(), 100)
    assert drawing is not None
    assert [label for _, label in drawing.ticks] == ["on profile"], "41 touches off profile are too few"
    assert drawing_of("profile", told(proof=Proof(HUGE)), 100) is None, "without a profile there is nothing to prove"


@pytest.mark.parametrize("width", [30, 54, 74, 95, 96, 114, 200])
def test_no_line_is_wider_than_its_page(width: int) -> None:
    names = tuple((name or "?", HUGE) for name in (*HOSTILE, "名前" * 40))
    wish = Criterion("名前" * 9, "in", ("日本精密工業" * 9,))
    proof = Proof(HUGE, SMALL, profiled=True, incumbents=names, criteria=(Sides(wish, HUGE, SMALL, Worked()),))
    rows = sheet(told(proof=proof), width)
    lines = ["".join(piece.text for piece in row.line) for row in rows if isinstance(row.line, tuple)]
    assert len(lines) == len(rows)
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


def test_r4_the_short_form_is_a_few_sentences() -> None:
    assert short(told()).splitlines() == [
        (
            "This quarter (Thu 1 Oct to Mon 23 Nov 2026): 453 touches, 300 dials, 20 talks, 60 No's, 12 meetings, "
            "2 wins, 30 first touches, 18.8 h."
        ),
        (
            "Before that (Wed 1 Jul to Sun 23 Aug 2026): 401 touches, 280 dials, 11 talks, 50 No's, 8 meetings, "
            "1 win, 20 first touches, 15.0 h."
        ),
        "Promises: 5 kept on their day, 1 late, 2 overdue.",
        "On against off profile: too few to tell.",
        "Let go: 2 accounts, 12.0 h a quarter won.",
    ]
    assert short(told(earlier=None, promises=Promises(), proof=Proof(), won=Won(), period=None)).startswith(
        "Thu 1 Oct to"
    )


def test_r4_markdown_and_spreadsheet_hold_every_row_and_run_no_name() -> None:
    """RELIABILITY 7: a name is no formula, and no markup."""
    names = tuple((name or "?", HUGE) for name in ("=1+1", "a|b *c*", *HOSTILE[:3]))
    found = told(proof=Proof(HUGE, SMALL, profiled=True, incumbents=names))
    pasted = spreadsheet(found)
    assert "by their provider\t'=1+1\t412" in pasted
    assert harmless(pasted.replace("\t", " "))
    assert len(pasted.splitlines()) == 1 + sum(len(section.rows) for section in sections(found))
    tables = markdown(found)
    assert "| a\\|b \\*c\\* | 412 |" in tables
    assert tables.count("| --- |") == len(sections(found))


def test_the_run_of_days_stands_in_the_text() -> None:
    assert "day by day, 1 Oct to 23 Nov: " in text(told())
    assert "day by day" not in text(told(days=(DayCount(MONDAY, 3),)))
