"""Block mode: one card at a time, on a real book, through the same way of a key press (R35, R27)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot

from playbook.block import Block
from playbook.bodies import BlockEnded, BlockStarted
from playbook.decision import Draft
from playbook.errors import BookTrouble
from playbook.facts import Touch
from playbook.words import AccountId, Channel, Outcome, Reading
from storage.book import Book
from tests.tui import seeding
from tests.tui.conftest import Open, make, opened, settle
from tests.tui.glass import app_of, ask, glass, highlighted, line, main, prospect, today, type_ahead, until
from tests.tui.seeding import NOW
from tests.tui.test_keys import PLAIN
from tui import reading
from tui.app import NotYet
from tui.clock import FrozenClock
from tui.commands import Pane
from tui.dialogs.callback import CallbackDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.frame import Dialog
from tui.dialogs.happened import HappenedDialog
from tui.dialogs.minutes import MinutesDialog
from tui.dialogs.signals import SignalsDialog
from tui.keys import keyed
from tui.screens.account import AccountScreen
from tui.screens.block_summary import BlockSummaryScreen
from tui.screens.blocking import NOTHING
from tui.screens.going import ONE_AT_A_TIME
from tui.screens.help import HelpScreen
from tui.widgets.block_clock import BlockClock
from tui.widgets.card import Card
from tui.widgets.header import DayHeader
from tui.widgets.pane_title import PaneTitle
from tui.writing import Desk

BURST = {"a": Outcome.NO_ANSWER, "v": Outcome.VOICEMAIL, "g": Outcome.GATEKEEPER, "n": Outcome.NO}


def clock(pilot: Pilot[Path]) -> FrozenClock:
    found = app_of(pilot).clock
    assert isinstance(found, FrozenClock)
    return found


def wait(pilot: Pilot[Path], minutes: float) -> None:
    """Time goes by, and the app notices."""
    clock(pilot).put_on(timedelta(minutes=minutes))
    main(pilot).tick()


async def begin(pilot: Pilot[Path]) -> None:
    await pilot.press("b")
    await until(pilot, lambda: main(pilot).pane is Pane.BLOCK)
    await settle(pilot)


async def end(pilot: Pilot[Path]) -> None:
    await pilot.press("b")
    await pilot.pause()
    await pilot.press("2")
    await summary(pilot)


async def summary(pilot: Pilot[Path]) -> BlockSummaryScreen:
    await until(pilot, lambda: isinstance(pilot.app.screen, BlockSummaryScreen))
    found = pilot.app.screen
    assert isinstance(found, BlockSummaryScreen)
    await until(pilot, lambda: found._found is not None)
    await pilot.pause()
    await pilot.pause()
    return found


async def block(pilot: Pilot[Path]) -> Block:
    found = await ask(pilot, lambda book: book.block())
    assert found is not None
    return found


async def newest(pilot: Pilot[Path], account: AccountId) -> Touch:
    return (await prospect(pilot, account)).touches[0]


async def mark(pilot: Pilot[Path], body: BlockStarted | BlockEnded, minutes: float = 0) -> None:
    """Write a mark as another run of the planner did."""
    draft, at = Draft(AccountId(""), body), NOW + timedelta(minutes=minutes)
    await ask(pilot, lambda book: book.record((draft,), now=at, label="block"))


async def test_r35_b_begins_a_block_with_one_big_card_and_no_list(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)

        seen = glass(pilot)
        assert "block 0:00 of 2:00" in seen
        for words in ("Acme Robotics", "Dana Cole", "VP Operations", "+1 312 555 0483", "08:30 there, open to 18:00"):
            assert words in seen
        for words in ("after the audit, not before", "changeovers eat a shift a week", "pilot on line 3", "promise"):
            assert words in seen
        assert "Dream clients" not in seen
        assert "Globex" not in seen, "the next prospect waits"
        assert line(pilot).startswith("One at a time: a key logs, the next card follows.")
        assert ((await block(pilot)).minutes, (await block(pilot)).open) == (120, True)


async def test_r41_without_a_pain_the_card_shows_the_questions_that_find_it(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert highlighted(pilot) == "Globex"
        assert "No pain yet" in glass(pilot)
        questions = (await ask(pilot, Book.settings)).texts.questions
        assert questions
        assert [question for question in questions if question[:40] not in glass(pilot)] == []


@pytest.mark.parametrize(("key", "outcome"), PLAIN.items())
async def test_r35_an_outcome_key_logs_what_the_bar_showed_and_the_next_card_follows(
    planner: Open, key: str, outcome: Outcome
) -> None:
    async with planner() as pilot:
        await begin(pilot)
        row, following = today(pilot)[:2]
        drawn = main(pilot).work.drawn()
        assert drawn is not None
        shown = drawn.decision(outcome).next_on
        await pilot.press(key)
        assert highlighted(pilot) == following.name
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert seen.touches[0].outcome is outcome
        assert min((step.on for step in seen.account.steps), default=None) == shown
        if main(pilot).work.drawn() is not None:
            assert main(pilot).query_one("#card-title", PaneTitle).title == highlighted(pilot)


async def test_r35_sixty_keys_at_once_none_on_a_wrong_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "QUIET", 0.01)
    path = tmp_path / "notyet.db"
    seeding.seed(path, tmp_path / "state", firms=110)
    wide = Book.open(path, now=NOW, state=tmp_path / "state")
    wide.set_settings(replace(wide.settings(), caps=replace(wide.settings().caps, day=200)), NOW)
    wide.close()
    async with opened(path, held=0.08) as pilot:
        await begin(pilot)
        rows = today(pilot)[:60]
        keys = "avgn" * 15
        assert len(rows) == 60
        type_ahead(pilot, keys)
        await settle(pilot)
        for row, key in zip(rows, keys, strict=True):
            seen = await prospect(pilot, row.account)
            assert (row.name, seen.touches[0].outcome) == (row.name, BURST[key])
            assert [touch.on for touch in seen.touches].count(NOW.date()) == 1
        await end(pilot)
        assert "60 touches" in glass(pilot)


async def test_r39_a_digit_amends_and_u_takes_back_and_never_the_block_itself(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        row = today(pilot)[0]
        await pilot.press("n", "3")
        await settle(pilot)
        assert (await newest(pilot, row.account)).reading is Reading.PRIORITY
        assert "No 3 (priority) · Acme Robotics" in line(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert line(pilot) == "Taken back: No 3 · Acme Robotics | ctrl+r redo"
        assert highlighted(pilot) == "Acme Robotics"
        assert main(pilot).query_one("#card-title", PaneTitle).title == "Acme Robotics"
        await pilot.press("u")
        await settle(pilot)
        assert "block" not in line(pilot)
        assert (await block(pilot)).open


async def test_person_channel_direction_note_and_time_work_on_the_card(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        row = today(pilot)[0]
        await pilot.press("comma", "i")
        assert "Ray Ortiz" in main(pilot).query_one("#bar-title", PaneTitle).title
        before = main(pilot).query_one("#bar-title", PaneTitle).title
        await pilot.press("full_stop")
        assert main(pilot).query_one("#bar-title", PaneTitle).title != before
        await pilot.press("h", "space")
        await pilot.pause()
        await pilot.press(*"budget", "enter")
        await settle(pilot)
        touch = await newest(pilot, row.account)
        assert (touch.outcome, touch.inbound, touch.note) == (Outcome.TALK, True, "budget")
        await pilot.press("at")
        await asked(pilot)
        assert isinstance(pilot.app.screen, HappenedDialog)
        await pilot.press(*"1h ago", "enter")
        await settle(pilot)
        assert (await newest(pilot, row.account)).at.hour == NOW.hour - 1


async def test_r35_deciding_about_the_one_on_the_card_belongs_to_the_block(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        first, second, third = today(pilot)[:3]
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SignalsDialog)
        await pilot.press("6", "enter")
        await settle(pilot)
        assert [each.sign for each in (await prospect(pilot, first.account)).account.signals] == ["bid-out"]
        await pilot.press("o")
        await settle(pilot)
        assert (await newest(pilot, first.account)).outcome is Outcome.OFF_PROFILE
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("p")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert (await newest(pilot, second.account)).outcome is Outcome.MY_TIME
        assert highlighted(pilot) == third.name


async def test_r35_keeping_and_putting_off_the_one_on_the_card_belong_to_the_block(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        await pilot.press("a", "a")
        await settle(pilot)
        third = highlighted(pilot)
        await pilot.press("r")
        await pilot.pause()
        await pilot.press(*"new plant", "enter")
        await settle(pilot)
        assert line(pilot) == f"kept · {third} | u undo"
        name = highlighted(pilot)
        await pilot.press("z")
        await settle(pilot)
        assert line(pilot).startswith(f"put off · {name}")
        await pilot.press("1")
        await settle(pilot)
        assert line(pilot).startswith(f"put off to later · {name}")


async def test_call_back_asks_and_books_from_the_card(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        row = today(pilot)[0]
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CallbackDialog)
        await pilot.press(*"6 months", "enter")
        await settle(pilot)
        assert (await newest(pilot, row.account)).outcome is Outcome.CALLBACK
        assert highlighted(pilot) != row.name


@pytest.mark.parametrize("key", ["slash", "tab", "shift+tab", "greater_than_sign", "ctrl+p"])
async def test_r35_lists_numbers_and_imports_wait_until_the_block_is_over(planner: Open, key: str) -> None:
    async with planner() as pilot:
        await begin(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert line(pilot) == keyed(ONE_AT_A_TIME)
        assert pilot.app.screen is main(pilot)
        assert main(pilot).pane is Pane.BLOCK


async def test_r35_pages_wait_too_help_and_the_account_do_not(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        for action in ("go('numbers')", "import_list", "playbook", "go('look')"):
            await main(pilot).run_action(action)
            await pilot.pause()
            assert pilot.app.screen is main(pilot), action
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountScreen))
        await pilot.press("escape")
        await settle(pilot)
        assert main(pilot).pane is Pane.BLOCK


async def test_r35_esc_shows_the_lists_the_clock_goes_on_and_b_returns(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        wait(pilot, 42)
        await pilot.press("escape")
        await settle(pilot)
        assert main(pilot).pane is Pane.TODAY
        assert "Dream clients" in glass(pilot)
        assert "block 0:42 of 2:00" in glass(pilot)
        assert line(pilot) == "The block goes on. | b back to its card"
        await pilot.press("tab")
        await pilot.press("b")
        await settle(pilot)
        assert (main(pilot).pane, main(pilot).base) == (Pane.BLOCK, Pane.TODAY)
        await pilot.press("q")
        assert main(pilot).pane is Pane.TODAY
        assert pilot.app.return_code is None


async def test_arrows_and_letters_scroll_the_card_and_never_change_it(planner: Open) -> None:
    async with planner(size=(60, 18)) as pilot:
        await begin(pilot)
        name = highlighted(pilot)
        await pilot.press("j", "j", "down")
        await settle(pilot)
        assert main(pilot).query_one(Card).scroll_offset.y > 0
        await pilot.press("k", "k", "k", "pagedown", "end", "home")
        assert highlighted(pilot) == name


async def test_r35_b_on_the_card_asks_and_ends_with_the_summary(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        wait(pilot, 20)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "End the block? 0:20 of 2:00" in glass(pilot)
        await pilot.press("escape")
        assert (await block(pilot)).open
        await end(pilot)
        assert not (await block(pilot)).open
        assert "0:20 of 2:00" in glass(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert main(pilot).pane is Pane.TODAY
        assert "block 0:" not in glass(pilot)


async def test_r27_the_minutes_are_measured_from_the_cards_appearing_to_its_outcome(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        first, second, third, fourth = today(pilot)[:4]
        wait(pilot, 3)
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        for minutes in (4, 4, 4):
            wait(pilot, minutes)
            await pilot.press("j")
        await pilot.press("h")
        await settle(pilot)
        wait(pilot, 1)
        await pilot.press("j")
        wait(pilot, 30)
        await pilot.press("j")
        wait(pilot, 2)
        await pilot.press("a")
        await settle(pilot)
        found = [(await newest(pilot, row.account)).minutes for row in (first, second, third, fourth)]
        assert found[:3] == [3, 0, 12]
        assert found[3] >= 3, "the half hour was a pause: three minutes, or the usual ones"
        assert found[3] < 30


async def test_r27_a_digit_keeps_the_minutes_and_at_edits_them(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        row = today(pilot)[0]
        wait(pilot, 4)
        await pilot.press("n", "1")
        await settle(pilot)
        assert (await newest(pilot, row.account)).minutes == 4
        await pilot.press("at")
        await asked(pilot)
        assert "empty: 4, as it stands" in glass(pilot)
        await pilot.press("tab", *"45", "enter")
        await settle(pilot)
        touch = await newest(pilot, row.account)
        assert (touch.minutes, touch.reading, touch.at.hour) == (45, Reading.TIMING, NOW.hour)
        await pilot.press("u")
        await settle(pilot)
        assert line(pilot).startswith("Taken back: No 3 · Acme Robotics")


@pytest.mark.parametrize("keys", ["x", "-5"])
async def test_r27_minutes_that_are_no_number_change_nothing(planner: Open, keys: str) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("n", "at")
        await pilot.pause()
        await pilot.press("tab", *("minus" if key == "-" else key for key in keys), "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HappenedDialog)
        assert "Minutes are a number" in glass(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert (await newest(pilot, row.account)).minutes == 5


async def test_what_is_drawn_stands_until_it_was_read_again(planner: Open) -> None:
    """R36: once a minute their clock is read anew; a key in that moment falls on the row that is shown."""
    async with planner() as pilot:
        app = main(pilot)
        shown = app.work.drawn()
        assert shown is not None
        wait(pilot, 4)
        app.tick()
        assert app.work.drawn() is shown
        await settle(pilot)
        fresh = app.work.drawn()
        assert fresh is not None
        assert fresh is not shown


async def asked(pilot: Pilot[Path]) -> None:
    """Wait until a dialog stands and takes keys, however busy the machine is."""
    for _ in range(400):
        await pilot.pause(0.01)
        if isinstance(pilot.app.screen, Dialog) and pilot.app.focused is not None:
            return
    pytest.fail("no dialog came")


async def test_r27_outside_a_block_and_for_what_happened_earlier_the_minutes_are_the_usual_ones(planner: Open) -> None:
    async with planner() as pilot:
        first, second = today(pilot)[:2]
        wait(pilot, 3)
        await pilot.press("n")
        await settle(pilot)
        assert (await newest(pilot, first.account)).minutes == 5, "an e-mail"
        await begin(pilot)
        wait(pilot, 4)
        await pilot.press("at")
        await asked(pilot)
        assert not pilot.app.screen.query("#minutes"), "the next touch, not the one just logged"
        await pilot.press(*"2h ago", "enter")
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert (await newest(pilot, second.account)).minutes == 1, "a call, two hours ago"


async def test_r27_time_in_a_dialog_belongs_to_its_touch(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        row = today(pilot)[0]
        wait(pilot, 2)
        await pilot.press("c")
        await pilot.pause()
        await pilot.press(*"6 months")
        wait(pilot, 4)
        await pilot.press("enter")
        await settle(pilot)
        assert (await newest(pilot, row.account)).minutes == 6


async def test_r27_a_visit_asks_how_long_it_took(planner: Open) -> None:
    async with planner() as pilot:
        row, second = today(pilot)[:2]
        await settle(pilot)
        while main(pilot).work.drawn() is None or main(pilot).work.drawn().target.channel is not Channel.VISIT:  # type: ignore[union-attr]
            await pilot.press("full_stop")
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MinutesDialog)
        await pilot.pause()
        assert "empty: 60" in glass(pilot)
        await pilot.press(*"soon", "enter")
        assert "Minutes are a number" in glass(pilot)
        await pilot.press(*["backspace"] * 4, *"95", "enter")
        await settle(pilot)
        touch = await newest(pilot, row.account)
        assert (touch.outcome, touch.channel, touch.minutes) == (Outcome.NO, Channel.VISIT, 95)
        while main(pilot).work.drawn() is None or main(pilot).work.drawn().target.channel is not Channel.VISIT:  # type: ignore[union-attr]
            await pilot.press("full_stop")
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert (await newest(pilot, second.account)).minutes == 60


@pytest.mark.parametrize(
    ("digit", "laps", "clock_shows"), [("1", 2, "block 0:30 of 2:00"), ("2", 1, "block 0:00 of 2:00")]
)
async def test_r35_a_block_left_by_quitting_asks_and_goes_on_or_begins_anew(
    planner: Open, digit: str, laps: int, clock_shows: str
) -> None:
    async with planner() as pilot:
        await begin(pilot)
        wait(pilot, 30)
        await pilot.press("n")
        await settle(pilot)
    async with planner(seed=6, clock=FrozenClock(NOW + timedelta(hours=5), "America/Chicago")) as pilot:
        assert "block 0:" not in glass(pilot)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        assert "was left at 0:30 of 2:00" in glass(pilot)
        await pilot.press(digit)
        await until(pilot, lambda: main(pilot).pane is Pane.BLOCK)
        await settle(pilot)
        assert clock_shows in glass(pilot)
        assert len((await block(pilot)).laps) == laps


async def test_r35_a_block_left_open_may_be_ended_and_shows_what_it_brought(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        wait(pilot, 30)
        await pilot.press("n")
        await settle(pilot)
    async with planner(seed=6, clock=FrozenClock(NOW + timedelta(days=1), "America/Chicago")) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        shown = glass(pilot)
        assert shown.index("begin a new one") < shown.index("go on with it"), "another day's block is not gone on with"
        await pilot.press("3")
        await summary(pilot)
        assert "0:30 of 2:00" in glass(pilot)
        assert "1 touch" in glass(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert main(pilot).pane is Pane.TODAY
        found = await block(pilot)
        assert found.laps[-1].end == NOW + timedelta(minutes=30)


async def test_r35_the_question_about_an_open_block_may_be_left(planner: Open) -> None:
    async with planner() as pilot:
        await mark(pilot, BlockStarted(60))
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await pilot.press("escape")
        await settle(pilot)
        assert (main(pilot).pane, main(pilot).blocked) == (Pane.TODAY, "")


async def test_r35_when_its_time_is_up_the_block_says_so_once_and_goes_on(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        wait(pilot, 119)
        assert "over" not in line(pilot)
        wait(pilot, 1)
        assert line(pilot) == "The 2:00 are over: b ends the block, or go on as you like."
        await pilot.press("n")
        await settle(pilot)
        wait(pilot, 1)
        assert line(pilot).startswith("No 3 · Acme Robotics")
        assert "block 2:01 of 2:00" in glass(pilot)


async def test_r35_a_block_without_a_card_ends_by_itself_and_none_begins_on_an_empty_list(
    planner: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reading.read_board

    async def nothing_left(desk: Desk, now: datetime, more: int, wanted: Callable[[], bool]) -> reading.Board | None:
        board = await read(desk, now, more, wanted)
        return board and replace(board, today=replace(board.today, rows=()))

    async with planner() as pilot:
        await begin(pilot)
        monkeypatch.setattr(reading, "read_board", nothing_left)
        main(pilot).reload()
        await summary(pilot)
        assert not (await block(pilot)).open
        await pilot.press("escape")
        await settle(pilot)
        assert main(pilot).pane is Pane.TODAY
        await pilot.press("b")
        assert line(pilot) == keyed(NOTHING)


async def test_r35_another_window_may_end_the_block_or_go_on_with_it(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        running = await block(pilot)
        await mark(pilot, BlockEnded(), 10)
        await mark(pilot, BlockStarted(120, running.id), 15)
        main(pilot).reload()
        await settle(pilot)
        await until(pilot, lambda: main(pilot).block is not None and len(main(pilot).block.laps) == 2)  # type: ignore[union-attr]
        assert main(pilot).pane is Pane.BLOCK
        await mark(pilot, BlockEnded(), 20)
        main(pilot).reload()
        await until(pilot, lambda: main(pilot).block is None)
        await settle(pilot)
        assert main(pilot).pane is Pane.TODAY
        assert line(pilot) == "The block was ended in another window."


async def test_r35_a_new_day_does_not_end_the_block(planner: Open) -> None:
    async with planner() as pilot:
        await begin(pilot)
        wait(pilot, 16 * 60)
        await app_of(pilot)._look()
        await settle(pilot)
        assert main(pilot).pane is Pane.BLOCK
        assert "Tue 24 Nov" in glass(pilot)
        assert "block 16:00 of 2:00" in glass(pilot)


async def test_a_block_that_cannot_be_written_down_does_not_begin_or_end(
    planner: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise BookTrouble("The disk is full.", "Free some space.")

    async with planner() as pilot:
        record = Book.record
        monkeypatch.setattr(Book, "record", full)
        await pilot.press("b")
        await until(pilot, lambda: "disk is full" in line(pilot))
        await settle(pilot)
        assert (main(pilot).pane, main(pilot).blocked, main(pilot).block) == (Pane.TODAY, "", None)
        monkeypatch.setattr(Book, "record", record)
        await begin(pilot)
        monkeypatch.setattr(Book, "record", full)
        await pilot.press("b")
        await pilot.pause()
        await pilot.press("2")
        await until(pilot, lambda: "disk is full" in line(pilot))
        assert main(pilot).pane is Pane.BLOCK
        assert main(pilot).blocked == ""
        monkeypatch.setattr(Book, "block", full)
        main(pilot).reload()
        await settle(pilot)
        await until(pilot, lambda: "disk is full" in line(pilot))


async def test_keys_wait_while_the_block_begins(planner: Open) -> None:
    async with planner() as pilot:
        held = asyncio.Event()
        begun = main(pilot)._begin

        async def slow() -> None:
            await held.wait()
            await begun()

        main(pilot)._begin = slow  # type: ignore[method-assign]
        await pilot.press("b", "n")
        assert line(pilot) == "The block begins."
        await pilot.press("b")
        assert line(pilot) == "The block begins."
        held.set()
        await until(pilot, lambda: main(pilot).pane is Pane.BLOCK)
        await settle(pilot)
        assert highlighted(pilot) == "Acme Robotics"


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 30), (120, 50)])
async def test_the_card_and_every_date_fit_at_every_size(planner: Open, size: tuple[int, int]) -> None:
    async with planner(size=size) as pilot:
        await begin(pilot)
        seen = glass(pilot)
        for words in (
            "block 0:00 of 2:00",
            "Acme Robotics",
            "Dana Cole",
            "+1 312 555 0483",
            "after the audit",
            "inbound",
        ):
            assert words in seen
        assert main(pilot).query_one(Card).size.height >= 4


async def test_the_screen_grows_shrinks_and_stays_in_the_block(planner: Open) -> None:
    async with planner(size=(80, 24)) as pilot:
        await begin(pilot)
        for size in ((120, 40), (40, 10), (60, 18), (100, 30)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert main(pilot).pane is Pane.BLOCK
        assert "Dana Cole" in glass(pilot)


async def test_the_next_card_slides_in_and_stands_still_without_motion(
    planner: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[tuple[int, Offset]] = []
    async with planner() as pilot:
        await begin(pilot)
        card = main(pilot).query_one(Card)
        animate = card.animate

        def seen(attribute: str, value: Offset, **more: float | str) -> None:
            moved.append((card.offset.x, value))
            animate(attribute, value, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(card, "animate", seen)
        await pilot.press("n")
        await settle(pilot)
        assert moved == [(30, Offset(0, 0))], "once, for the next card"
        await pilot.wait_for_animation()
        assert card.offset == Offset(0, 0)
        pilot.app.animation_level = "none"
        await pilot.press("n")
        await settle(pilot)
        assert len(moved) == 1
        assert card.offset == Offset(0, 0)


async def test_a_block_at_rest_draws_nothing_within_a_minute(planner: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock's text changes once a minute: between two minutes neither header nor line is drawn again."""
    drawn: list[str] = []
    async with planner() as pilot:
        await begin(pilot)
        for kind in (DayHeader, BlockClock):
            monkeypatch.setattr(kind, "refresh", lambda self, *_, **__: drawn.append(type(self).__name__))
        for _ in range(5):
            wait(pilot, 0.15)
        assert drawn == []
        wait(pilot, 1)
        assert drawn.count("DayHeader") == 1
        assert drawn.count("BlockClock") <= 1


async def test_notyet_block_begins_as_soon_as_the_lists_are_there(
    book_path: Path,
) -> None:

    app = make(book_path)
    app.main.block_wanted = True
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.main.pane is Pane.BLOCK)
        await settle(pilot)
        assert "block 0:00 of 2:00" in glass(pilot)
        await app.leave()
    assert NotYet(book_path, FrozenClock(NOW), block=True).main.block_wanted
    assert not NotYet(book_path, FrozenClock(NOW)).main.block_wanted


def test_the_command_opens_the_planner_in_a_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from tui import running
    from tui.cli import opening
    from tui.cli.group import notyet

    opened_with: list[tuple[Path, bool]] = []

    def run(path: Path, _clock: object, *, block: bool = False, tour: bool = False, key: object = None) -> None:
        assert not tour
        opened_with.append((path, block))
        assert key is None

    monkeypatch.setattr(running, "run", run)
    monkeypatch.setattr(opening, "has_terminal", lambda: True)
    for args in (["block"], []):
        assert CliRunner().invoke(notyet, ["--book", str(tmp_path / "b.db"), *args]).exit_code == 0
    assert opened_with == [(tmp_path / "b.db", True), (tmp_path / "b.db", False)]
