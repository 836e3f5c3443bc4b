"""The lines around the lists: bar, header, footer, quiet line, titles and empty states at every width."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from playbook.outcomes import OUTCOMES
from playbook.words import AccountId, Channel, Group, PersonId, Purpose, StepId
from storage.views import DumpQueue, DumpRow, Tally, Today, TodayRow
from tests.builders import MONDAY
from tests.tui.conftest import Open, settle
from tests.tui.glass import glass, main
from tests.tui.hosting import HOSTILE, harmless, shown
from tui import commands, keymap, panes
from tui.content import FENCE, cell, cells, fenced, line, listed
from tui.reading import Board
from tui.widgets.dump_list import DumpList, told
from tui.widgets.header import DayHeader
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import flowed, wrapped
from tui.widgets.outcome_bar import COUNT, ORDER, OutcomeBar, grid
from tui.widgets.pane_title import PaneTitle
from tui.widgets.quiet_line import Hint, QuietLine, Said, Tone
from tui.widgets.today_list import USUAL, TodayList, Wants, pieces_of, wanted

WIDTHS = [*range(56, 200, 3)]
DAY = Today(
    day=MONDAY, rows=(), cap=40, done=18, held_back=0, owed=2, pool=39, set_aside=0, live=400,
)  # fmt: skip
TALLY = Tally(day=MONDAY, touches=18, nos=11, talks=3, meetings=1, first=3, minutes=90)
HEBREW, ARABIC, JAPANESE = "שלום תעשיות בע״מ", "شركة النور ٤٢", "三ツ原山精工株式会社"
ROW = TodayRow(
    AccountId("hartel"), "Hartelbrook Cold Store", Group.DREAM, Purpose.RHYTHM, "ask, rhythm 21 d, 4 d late", MONDAY,
    step=StepId("s1"), person=PersonId("m"), person_name="Marisol Quintavar", title="Director of Operations",
    channel=Channel.CALL, nos=13, last_on=date(2026, 10, 1), open=True, late=4, dream=True,
)  # fmt: skip


def text(row: TodayRow, width: int, wants: Wants = USUAL) -> str:
    return "".join(piece.text for piece in pieces_of(row, width, MONDAY, wants))


class Alone(App[None]):
    """Shows one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget


def board(**more: object) -> Board:
    return Board(replace(DAY, **more), TALLY, (), DumpQueue((), 0, 0.0, 0))  # type: ignore[arg-type]  # handed on


# The outcome bar


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bar_shows_every_key_once_and_nothing_touches_its_neighbour(width: int) -> None:
    found = grid(width)
    keys = [each.key for column in found.columns for each in column.cells]
    assert len(keys) == COUNT == len(set(keys)) == len(OUTCOMES) + 1
    for left, right in zip(found.columns, found.columns[1:], strict=False):
        assert left.end < right.start
    assert found.columns[-1].end <= width
    for column in found.columns:
        for each in column.cells:
            assert len(each.long if found.long else each.name) <= column.name


def test_the_bar_is_three_rows_at_120_five_at_80_six_at_60_and_says_more_where_it_can() -> None:
    """DESIGN section 4: 6 by 3, 4 by 5, 3 by 6, in the cells that the margins leave."""
    assert [(len(grid(width).columns), grid(width).rows) for width in (118, 78, 58)] == [(6, 3), (4, 5), (3, 6)]
    assert not grid(118).long
    assert grid(160).long


def test_the_bar_keeps_its_classes_together() -> None:
    """Nobody reached, no, not yet, given and yes, what opens or asks, what stops: a class never begins again."""
    assert len(ORDER) == len(OUTCOMES)
    keys = "".join(next(item.key for item in OUTCOMES if item.outcome is outcome) for outcome in ORDER)
    assert keys == "avgnstcfwehmlpoyx"


def test_a_longer_key_of_the_reps_own_widens_every_cell() -> None:
    one, six = grid(118), grid(118, key=6)
    assert six.columns[0].end == one.columns[0].end + 5
    assert six.columns[-1].end <= 118


# Today's columns


@pytest.mark.parametrize("name", [*HOSTILE, HEBREW, ARABIC, JAPANESE, "Tidemarrow " * 12])
def test_a_row_of_today_fills_its_width_whatever_the_names(name: str) -> None:
    row = replace(ROW, name=name, person_name=name, title=name, reason=f"opening: {name}", late=0)
    wants = wanted((row, ROW), Wants(0, 0, 0))
    for width in range(45, 180, 5):
        assert cells(text(row, width, wants)) == width
        assert cells(text(ROW, width, wants)) == width
        assert harmless(text(row, width, wants))


@pytest.mark.parametrize("width", [55, 73, 74, 92, 124])
def test_a_name_is_never_cut_while_something_of_less_weight_could_give_way(width: int) -> None:
    """At 60, 80, 120 and more columns: the account whole, lateness whole, the person whole or left to the card."""
    told_ = text(ROW, width, wanted((ROW,), Wants(0, 0, 0)))
    assert "Hartelbrook Cold Store" in told_
    assert "4d" in told_ or "4 d late" in told_
    assert "No 13" in told_
    assert ("Marisol Quintavar" in told_) or ("Marisol" not in told_)
    assert "Director" not in told_ or "Director of Operations" in told_


def test_columns_do_not_shrink_while_rows_come_and_go() -> None:
    """The eye keeps its place: what was shown once keeps its column."""
    wants = wanted((ROW,), Wants(0, 0, 0))
    short = replace(ROW, name="Acme", person_name="Al", reason="promise", late=0)
    assert wanted((short,), wants) == wants
    assert wanted((short,), Wants(0, 0, 0)) < wants


def test_a_reason_gets_shorter_words_before_it_is_cut() -> None:
    reasons = {
        "value before 15 Mar": "value by 15 Mar", "promise today": "promise",
        "burst 2 of 6, they said": "burst 2/6, they",
        "opening: contract with Orrelby": "+ contract w", "ask, rhythm 62 d, by hand": "ask 62d, by han",
        "first touch: does it fit?": "1st touch: fit?",
    }  # fmt: skip
    for reason, said in reasons.items():
        row = replace(ROW, reason=reason, late=0)
        width = 55 if reason == "promise today" else 62
        assert said[:14] in text(row, width, Wants(30, 26, 18)), reason
        assert reason in text(row, 120, Wants(30, 26, 18))


def test_what_has_an_hour_shows_it_once() -> None:
    row = replace(ROW, at=time(8, 45), reason="promise 08:45", late=0)
    assert text(row, 100).count("08:45") == 1


# Right to left


@pytest.mark.parametrize("name", [HEBREW, ARABIC, f"{HEBREW} · {ARABIC}"])
def test_a_name_from_right_to_left_turns_nothing_but_itself(name: str) -> None:
    """A terminal that turns text would else swap two such names and the number behind them (UAX 9, N1 and W2)."""
    for shown_ in (cell(name, 60), cell(name, 9), *wrapped(name, 40), line(name).plain):
        assert FENCE in shown_
        assert shown_.rstrip(" ").endswith(FENCE)
    assert cells(cell(name, 60)) == 60
    assert listed([HEBREW, ARABIC]).plain.count(FENCE) == 2
    assert cell(f"{HEBREW} · {ARABIC}", 60).count(FENCE) == 2
    assert cell(cell(name, 60), 60) == cell(name, 60)


def test_a_name_from_left_to_right_has_no_mark() -> None:
    for name in ("Acme", "Société Brévanelle", JAPANESE, ""):
        assert FENCE not in fenced(name)


# Header, footer, quiet line, titles


@pytest.mark.parametrize("width", [58, 60, 80, 100, 120, 200])
async def test_the_header_is_one_sentence_from_the_left_edge(width: int) -> None:
    app = Alone(DayHeader())
    async with app.run_test(size=(width, 3)) as pilot:
        header = app.query_one(DayHeader)
        header.show(DAY, TALLY)
        await pilot.pause()
        first = shown(app).splitlines()[0]
        assert first.startswith(" notyet   Mon 23 Nov")
        assert "18/40 touches" in first
        assert "  " not in first.split("touches", 1)[1]
        assert ("━" in first) is (width >= 100)
        header.clock("block 0:42 of 2:00", 0.35)
        await pilot.pause()
        first = shown(app).splitlines()[0]
        assert "block 0:42 of 2:00" in first
        assert first.count("━") == round(0.35 * (first.count("━") + first.count("─")))
        header.clock("block 0:42 of 2:00", 0.35, line=False)
        await pilot.pause()
        assert "━" not in shown(app)


@pytest.mark.parametrize(
    ("width", "kept"),
    [
        (58, ("why", "undo", "search", "panes", "palette")),
        (80, ("why", "undo", "search", "panes", "palette", "add", "note")),
        (120, tuple(each.label for each in commands.footer())),
    ],
)
async def test_a_narrow_footer_keeps_what_explains_takes_back_and_leads_on(width: int, kept: tuple[str, ...]) -> None:
    app = Alone(KeyLine())
    async with app.run_test(size=(width, 3)) as pilot:
        first = shown(app).splitlines()[0]
        for label in kept:
            assert f" {label}" in first, label
        assert not first.rstrip().endswith("…")
        app.query_one(KeyLine).shown = commands.block_footer()
        await pilot.pause()
        for label in ("ends", "lists", "why", "undo"):
            assert f" {label}" in shown(app), label


NO = Said(
    "No 2 · Ellsgrove Tool and Gauge", Tone.SAVED, "23 Dec",
    (Hint("1", "timing", "22 Jan"), Hint("2", "value", "14 Dec"), Hint("3", "priority", "21 Feb"), Hint("u", "undo")),
)  # fmt: skip


@pytest.mark.parametrize("width", [58, 60, 78, 80, 98, 118, 198])
async def test_r18_every_reading_of_a_no_is_offered_at_every_width(width: int) -> None:
    app = Alone(QuietLine())
    async with app.run_test(size=(width, 3)) as pilot:
        said = app.query_one(QuietLine)
        said.styles.height = 2 if width < 70 else 1
        said.say(NO)
        await pilot.pause()
        glass = shown(app)
        for words in ("No 2 · Ellsgrove", "next 23 Dec", "1 timing", "2 value", "3 priority", "u undo"):
            assert words in glass, words
        assert ("→22 Jan" in glass) is (width >= 118 or width < 70)


@pytest.mark.parametrize("count", [0, 12])
def test_r34_an_empty_list_says_why_it_is_empty(count: int) -> None:
    said = panes.nothing_today(board(held_back=count))
    assert ("12 held back" in said[0]) is (count > 0)
    assert any("ten more" in words for words in said)


def test_each_reason_for_nothing_today_has_its_own_words() -> None:
    assert panes.nothing_today(board())[0] == "All done: 18 touches today."
    assert panes.nothing_today(board(done=0))[0] == "Nothing is due today."
    assert panes.nothing_today(board(done=0, live=0, pool=0, empty=True))[0] == "The book is empty."
    assert "away until Wed 25 Nov" in panes.nothing_today(board(away=(MONDAY, date(2026, 11, 25))))[0]
    assert panes.nothing_today(board(away=(date(2026, 12, 1), date(2026, 12, 5))))[0].startswith("All done")


def test_r3_a_book_whose_accounts_are_all_set_aside_is_not_called_empty() -> None:
    """R3, R32: a profile that nobody meets, or a list of customers only."""
    said = panes.nothing_today(board(done=0, live=0, pool=0, set_aside=82))
    assert said[0] == "Nothing is due today."
    assert said[1].startswith("82 are off profile and set aside")
    assert said[2] == panes.POOL_EMPTY
    assert panes.nothing_today(board(done=0, live=0, pool=0, set_aside=0))[1] == panes.POOL_EMPTY
    held = panes.nothing_today(board(held_back=3, pool=0))
    assert not any("ten more" in words for words in held)


@pytest.mark.parametrize("width", [58, 80, 120])
async def test_an_empty_list_names_the_keys_of_now_and_breaks_its_lines(width: int) -> None:
    rows = TodayList(id="today")
    app = Alone(rows)
    keymap.use({"account.add": ("f5",)})
    try:
        async with app.run_test(size=(width, 12)) as pilot:
            rows.why_empty = panes.nothing_today(board(done=0, live=0, pool=0, empty=True))
            rows.show(())
            await pilot.pause()
            glass = shown(app)
            assert "The book is empty." in glass
            assert "f5 adds your first" in glass
            assert "…" not in glass
            assert "{" not in glass
    finally:
        keymap.use({})


async def test_a_click_on_a_title_opens_its_pane_and_on_its_count_the_page_behind_it() -> None:
    class Told(Alone):
        told: tuple[str, ...] = ()

        def on_pane_clicked(self, event: object) -> None:
            self.told += (f"pane {event.pane}",)  # type: ignore[attr-defined]

        def on_command_clicked(self, event: object) -> None:
            self.told += (f"action {event.action}",)  # type: ignore[attr-defined]

    title = PaneTitle("Today", action="go('held')", pane="today")
    app = Told(title)
    async with app.run_test(size=(60, 3)) as pilot:
        title.say("12 held back")
        await pilot.pause()
        await pilot.click(PaneTitle, offset=(2, 0))
        await pilot.click(PaneTitle, offset=(55, 0))
        assert app.told == ("pane today", "action go('held')")


# Small words


def test_facts_break_between_them_and_an_address_after_its_sign() -> None:
    facts = ("Plastics", "Davenport, IA", "380 people", "dana.wexcombe@brindlefordplastics.example")
    assert flowed(facts, 36) == [
        "Plastics · Davenport, IA", "380 people", "dana.wexcombe@", "brindlefordplastics.example",
    ]  # fmt: skip
    assert flowed(facts, 200) == [" · ".join(facts)]
    assert flowed(("", ""), 20) == []
    for width in (8, 40, 400):
        assert all(harmless(line_) and cells(line_) <= width for line_ in flowed((*HOSTILE, HEBREW, ARABIC), width))


def test_r25_evidence_without_room_is_counted_instead_of_cut() -> None:
    signs = ("21 Feb 2025: huge potential", "17 Mar 2026: bid out our own specification", "1 round closed")
    row = DumpRow(AccountId("u"), "Umbrella", "signals", signs, 9.5, 1, 4.0, 0)
    assert told(row, 80) == "1 round · huge potential · bid out our own specification"
    assert told(row, 18) == "1 round · 2 signs"
    assert told(replace(row, why="off profile", rounds=0), 12).startswith("off profile")
    queue = DumpList(id="dump")
    assert "".join(piece.text for piece in queue.pieces(row, 34)).split() == [
        "Umbrella",
        "1",
        "round",
        "·",
        "2",
        "signs",
        "9.5h/q",
    ]


@pytest.mark.parametrize("state", [(), ("b",), ("enter",), ("z",)])
async def test_a_resize_at_any_moment_keeps_the_row_every_key_and_its_date(
    planner: Open, state: tuple[str, ...]
) -> None:
    """60 by 18 to 240 by 70, in a block, on the card, under a dialog too: the dates never fold (DESIGN section 4)."""
    async with planner(size=(80, 24)) as pilot:
        for key in state:
            await pilot.press(key)
            await settle(pilot)
        top = pilot.app.screen
        for size in (
            (58, 18),
            (200, 60),
            (60, 18),
            (80, 50),
            (119, 31),
            (120, 18),
            (240, 70),
            (79, 24),
            (40, 10),
            (80, 24),
        ):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            bar = main(pilot).query_one(OutcomeBar)
            if size == (40, 10):
                assert glass(
                    pilot
                ).split() == "This window is 40 x 10. notyet needs 58 x 18.".split() or top is not main(pilot)
                continue
            assert pilot.app.screen is top
            assert bar.size.height == grid(bar.size.width).rows
            assert bar.region.bottom < main(pilot).size.height, size
            rows = ["".join(part.text for part in bar.render_line(row)) for row in range(bar.size.height)]
            for item in OUTCOMES:
                assert any(item.label in row for row in rows) or grid(bar.size.width).long
            assert sum(row.count("Tue 24") for row in rows) >= 3, size


async def test_the_keys_of_the_quiet_line_can_be_clicked(planner: Open) -> None:
    """The mouse works wherever keys do: a digit, undo, redo; beside them nothing happens."""
    async with planner() as pilot:

        async def click(words: str) -> str:
            text = "".join(piece.text for piece in quiet._pieces(0))
            await pilot.click(quiet, offset=(cells(text[: text.index(words)]), 0))
            await settle(pilot)
            return quiet.said.text

        quiet = main(pilot).query_one(QuietLine)
        await pilot.press("n")
        await settle(pilot)
        said = quiet.said.text
        assert await click("✓") == said
        assert "(timing)" in await click("timing")
        assert (await click("u undo")).startswith("Taken back")
        assert (await click("redo")).startswith("Back again")
        await pilot.click(quiet, offset=(quiet.size.width - 1, 0))
        await settle(pilot)
        assert quiet.said.text.startswith("Back again")
