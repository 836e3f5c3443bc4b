"""Colour is never the only sign: without it, every state still differs from its absence by a character or a style.

What a terminal without colours shows of a widget is its text, and what of it is bold, underlined or turned round.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, permutations
from pathlib import Path

import pytest
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from playbook.decision import Notice
from playbook.words import AccountId, Standing
from storage.views import DreamRow, DumpRow, Hit, TodayRow
from tests.tui import seeding
from tests.tui.hosting import Host
from tests.tui.seeding import NOW
from tests.tui.walking import STATIONS, Walk, walking
from tui import reading
from tui.dialogs.choice import Checklist, Choice, Row
from tui.screens import search_rows
from tui.screens.sheet import Sheet
from tui.widgets.banner import Banner
from tui.widgets.block_clock import BlockClock
from tui.widgets.dream_list import DreamList
from tui.widgets.dump_list import DumpList
from tui.widgets.header import DayHeader
from tui.widgets.looks import Look
from tui.widgets.outcome_bar import OutcomeBar
from tui.widgets.pane_tabs import PaneTabs
from tui.widgets.pane_title import PaneTitle
from tui.widgets.plot_canvas import Drawing, Series, plotted
from tui.widgets.quiet_line import QuietLine, Said, Tone
from tui.widgets.row_list import Mark
from tui.widgets.today_list import TodayList

Plain = list[tuple[object, ...]]
"""What is left of some lines without their colours."""
DAY = NOW.date()
ACCOUNT = AccountId("01JDCK0000000000000000ACME")
SIZES = ((60, 24), (120, 40))


def plain(strips: Iterator[Strip] | list[Strip]) -> Plain:
    """Take the colours away."""
    return [
        (segment.text, style.bold, style.underline, style.reverse)
        for strip in strips
        for segment in strip.simplify()
        for style in (segment.style or Style.null(),)
    ]


def drawn(widget: Widget) -> Plain:
    """What a widget that draws its own lines shows."""
    return plain([widget.render_line(y) for y in range(widget.size.height)])


def on_glass(walk: Walk, region: Region) -> Plain:
    """What stands in a region of the glass."""
    strips = walk.screen._compositor.render_strips()[region.y : region.bottom]
    return plain([strip.crop(region.x, region.right) for strip in strips])


# States of the main screen: each function yields what is seen without it, and with it


async def row_highlighted(walk: Walk) -> tuple[Plain, Plain]:
    rows = walk.app.main.query_one(TodayList)
    rows.go_to(0)
    before = plain([rows.render_line(1)])
    rows.go_to(1)
    return before, plain([rows.render_line(1)])


async def pane_with_the_keys(walk: Walk) -> tuple[Plain, Plain]:
    shown = PaneTabs if walk.app.size.width < 80 else PaneTitle
    head = next(each for each in walk.app.main.query(shown) if each.region.area and each.id != "bar-title")
    here = drawn(head)
    await walk.press("tab")
    there = drawn(head)
    await walk.back()
    return there, here


async def row_while_another_pane_has_the_keys(walk: Walk) -> tuple[Plain, Plain]:
    rows = walk.app.main.query_one(TodayList)
    rows.go_to(0)
    here = plain([rows.render_line(0)])
    await walk.press("tab")
    there = plain([rows.render_line(0)])
    await walk.back()
    return there, here


def marked(mark: Mark) -> Callable[[Walk], Awaitable[tuple[Plain, Plain]]]:
    async def state(walk: Walk) -> tuple[Plain, Plain]:
        rows = walk.app.main.query_one(TodayList)
        key = rows.target_of(rows.rows[0]).key
        rows.go_to(1)
        before = plain([rows.render_line(0)])
        rows.mark(key, mark)
        after = plain([rows.render_line(0)])
        rows.mark(key, None)
        return before, after

    return state


def today(**changed: object) -> Callable[[Walk], Awaitable[tuple[Plain, Plain]]]:
    """A row of today's list that differs in one thing."""

    async def state(walk: Walk) -> tuple[Plain, Plain]:
        rows = walk.app.main.query_one(TodayList)
        row: TodayRow = replace(rows.rows[0], late=0, dream=False, snoozed=0, open=None, at=None, nos=0, last_on=None)
        seen = []
        for each in (row, replace(row, **changed)):  # type: ignore[arg-type]  # fields by name
            rows.show((each,))
            seen.append(plain([rows.render_line(0)]))
        walk.app.main.reload()
        await walk.rest()
        return seen[0], seen[1]

    return state


async def opening_of_a_dream(walk: Walk) -> tuple[Plain, Plain]:
    rows = walk.app.main.query_one(DreamList)
    row: DreamRow = rows.rows[0]
    seen = [[(piece.text,) for piece in rows.pieces(replace(row, opening=news), 56)] for news in ("", "their COO left")]
    return list(seen[0]), list(seen[1])


async def closer_to_dumping(walk: Walk) -> tuple[Plain, Plain]:
    rows = walk.app.main.query_one(DumpList)
    row: DumpRow = rows.rows[0]
    seen = [[(piece.text,) for piece in rows.pieces(replace(row, hours=hours), 56)] for hours in (0.0, 9.5)]
    return list(seen[0]), list(seen[1])


async def warning_on_a_key(walk: Walk) -> tuple[Plain, Plain]:
    bar = walk.app.main.query_one(OutcomeBar)
    before = {name: replace(each, notices=()) for name, each in bar._decisions.items()}
    after = dict(before)
    name = next(iter(after))
    after[name] = replace(after[name], notices=(Notice("R34", "too soon"),))
    seen = []
    for decisions in (before, after):
        bar._decisions = decisions
        seen.append(drawn(bar))
    walk.app.main.reload()
    await walk.rest()
    return seen[0], seen[1]


async def outcomes_that_do_not_work(walk: Walk) -> tuple[Plain, Plain]:
    bar = walk.app.main.query_one(OutcomeBar)
    live = drawn(bar)
    await walk.press("tab", "tab")
    dead = drawn(bar)
    await walk.back()
    return live, dead


async def contact_from_them(walk: Walk) -> tuple[Plain, Plain]:
    bar = walk.app.main.query_one(OutcomeBar)
    before = drawn(bar)
    await walk.press("i")
    after = drawn(bar)
    await walk.press("i")
    return before, after


def header(
    change: Callable[[DayHeader], None], back: Callable[[DayHeader], None]
) -> Callable[[Walk], Awaitable[tuple[Plain, Plain]]]:
    async def state(walk: Walk) -> tuple[Plain, Plain]:
        head = walk.app.main.query_one(DayHeader)
        before = drawn(head)
        change(head)
        after = drawn(head)
        back(head)
        return before, after

    return state


async def book_that_may_only_be_read(walk: Walk) -> tuple[Plain, Plain]:
    main = walk.app.main
    before = on_glass(walk, main.region)
    main.query_one(Banner).show("notyet.db may only be read.")
    await walk.rest()
    after = on_glass(walk, main.region)
    main.query_one(Banner).show("")
    await walk.rest()
    return before, after


async def time_of_a_block_used_up(walk: Walk) -> tuple[Plain, Plain]:
    await STATIONS["block"](walk)
    clock = walk.app.main.query_one(BlockClock)
    seen = []
    for share in (0.5, 1.0):
        clock.show(share)
        seen.append(drawn(clock))
    await walk.back()
    return seen[0], seen[1]


def page_of_rows(name: str, *pressed: str) -> Callable[[Walk], Awaitable[tuple[Plain, Plain]]]:
    """The first row of a page before and after some keys."""

    async def state(walk: Walk) -> tuple[Plain, Plain]:
        walk.app.main.doors.page(name)
        await walk.rest()
        sheet = walk.screen.query_one(Sheet)
        place = sheet.cursor
        before = plain([sheet.render_line(place - sheet.scroll_offset.y)])
        await walk.press(*pressed)
        after = plain([sheet.render_line(place - sheet.scroll_offset.y)])
        await walk.press("escape")
        await walk.back()
        return before, after

    return state


STATES = {
    "the highlighted row": row_highlighted,
    "the highlighted row of a page": page_of_rows("pool", "down"),
    "a row of a page that is marked": page_of_rows("pool", "space", "up"),
    "the pane that has the keys": pane_with_the_keys,
    "a list that has not the keys": row_while_another_pane_has_the_keys,
    "a row that is being saved": marked(Mark.SAVING),
    "a row that was not saved": marked(Mark.FAILED),
    "late": today(late=3),
    "a dream client": today(dream=True),
    "put off": today(snoozed=2),
    "their office is open": today(open=True),
    "their office is shut": today(open=False),
    "No's": today(nos=2),
    "never touched": today(last_on=DAY - timedelta(days=9)),
    "an opening of a dream client": opening_of_a_dream,
    "hours that a drainer takes": closer_to_dumping,
    "a warning on a key": warning_on_a_key,
    "outcomes that do not work here": outcomes_that_do_not_work,
    "they contacted us": contact_from_them,
    "read-only": header(lambda head: head.warn("read-only"), lambda head: head.warn("")),
    "sealed": header(lambda head: head.seal(sealed=True), lambda head: head.seal(sealed=False)),
    "a block that runs": header(lambda head: head.clock("block 0:10 of 2:00", 0.1), lambda head: head.clock("")),
    "a book that may only be read": book_that_may_only_be_read,
    "the time of a block that is used up": time_of_a_block_used_up,
}
"""Each state, and what shows the same thing without it and with it."""
ROOMY_ONLY = frozenset({"sealed"})
"""What has no room on the narrowest screens; the card says it there."""


@pytest.mark.timeout(240)
async def test_every_state_is_seen_without_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "QUIET", 0.01)
    path = tmp_path / "notyet.db"
    seeding.seed(path, tmp_path / "state", firms=12)
    alike = []
    async with walking(path) as walk:
        for size in SIZES:
            await walk.pilot.resize_terminal(*size)
            await walk.back()
            for name, state in STATES.items():
                without, having = await state(walk)
                assert any(str(text).strip() for text, *_ in having), f"{name}: nothing is seen"
                if without == having and not (name in ROOMY_ONLY and size[0] < 80):
                    alike.append(f"{name} at {size[0]}: only a colour tells")
    assert not alike, "\n".join(alike)


async def test_what_the_quiet_line_means_and_what_is_picked_is_seen_without_colour() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        line = QuietLine()
        rows = (Row("a", "one"), Row("b", "two"))
        choice, ticks = Choice(rows, name="choice"), Checklist(rows, name="ticks")
        await app.mount(line, choice, ticks)
        await pilot.pause()
        seen = []
        for tone in Tone:
            line.say(Said("Acme", tone))
            seen.append(drawn(line))
        assert all(one != other for one, other in combinations(seen, 2)), "two tones look alike"
        assert choice.mark(0).plain != choice.mark(1).plain, "the one that counts"
        before = ticks.mark(0).plain
        ticks.picked(0)
        assert ticks.mark(0).plain != before, "a tick"


@pytest.mark.parametrize(
    ("width", "starts"),
    [
        (80, [25, 25, 25]),  # below the widest label
        (40, [16, 25, 16]),  # below the widest one beside which all hints stand whole; a longer one pushes its own
        (26, [13, 25, 16]),  # too few would stand in line: each follows its label
    ],
)
async def test_hints_stand_in_one_column_where_most_of_them_have_room(width: int, starts: list[int]) -> None:
    app = Host()
    async with app.run_test(size=(width, 10)) as pilot:
        rows = (Row("a", "alone", "hint"), Row("b", "two words at once", "x"), Row("c", "somebody", "hint, a long one"))
        choice = Choice(rows, name="choice")
        await app.mount(choice)
        await pilot.pause()
        lines = str(choice.render().plain).split("\n")
        found = [
            text.index(row.hint[:1], text.index(row.label) + len(row.label))
            for text, row in zip(lines, rows, strict=True)
        ]
        assert found == starts, lines


@pytest.mark.parametrize("width", range(36, 131, 5))
def test_who_must_not_be_contacted_is_said_in_search_at_every_width_r38(width: int) -> None:
    seen = []
    for standing in (Standing.WORKING, Standing.BARRED, Standing.DUMPED):
        hit = Hit(ACCOUNT, "Acme Robotics", standing, "Kim Sato", "Bonn · food", next_on=DAY, nos=3)
        _, rows = search_rows.rows((hit,), frozenset(), (), DAY, width)
        seen.append("".join(piece.text for piece in rows[0].pieces))
    assert len(set(seen)) == len(seen), seen


ONE, OTHER = ((0.0, 2.0), (1.0, 5.0), (2.0, 9.0)), ((0.0, 8.0), (1.0, 4.0), (2.0, 1.0))
SORTS = [(one, other) for one, other in permutations(("bars", "line", "rule", "row"), 2) if other != "bars"] + [
    ("line", "line")
]


@pytest.mark.parametrize(("one", "other"), SORTS)
@pytest.mark.parametrize("size", [(30, 12), (50, 12), (100, 20)])
def test_series_of_a_plot_differ_by_their_shape(one: str, other: str, size: tuple[int, int]) -> None:
    """Change the numbers of two series over: a plot that told them apart by colour alone would look the same."""

    def text(first: tuple[tuple[float, float], ...], second: tuple[tuple[float, float], ...]) -> list[str]:
        series = (Series("a", first, one, Look.TEXT), Series("b", second, other, Look.TEXT))  # type: ignore[arg-type]
        return ["".join(piece.text for piece in line) for line in plotted(Drawing(series, "t"), *size)]

    assert text(ONE, OTHER) != text(OTHER, ONE)
