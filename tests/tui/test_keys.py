"""Each key of the main screen, on a real book."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from datetime import timedelta
from math import inf
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from playbook import moves
from playbook.words import AccountId, Channel, Outcome, Purpose, Reading, Standing
from tests.tui.conftest import Open, settle
from tests.tui.glass import app_of, ask, dreams, dump, glass, highlighted, line, main, prospect, today, until
from tests.tui.hosting import shown
from tests.tui.seeding import NOW
from tui.aim import Aim
from tui.commands import Pane
from tui.course import Course
from tui.dialogs.callback import CallbackDialog
from tui.dialogs.confirm import ConfirmDialog, DumpDialog
from tui.dialogs.frame import Dialog
from tui.panes import waiting
from tui.screens.account import AccountScreen
from tui.screens.explain import ExplainScreen
from tui.screens.help import HelpScreen
from tui.target import RowKey, Target
from tui.widgets.card import Card
from tui.widgets.outcome_bar import OutcomeBar, grid
from tui.widgets.pane_title import PaneTitle
from tui.widgets.today_list import TodayList

PLAIN = {
    "a": Outcome.NO_ANSWER, "v": Outcome.VOICEMAIL, "g": Outcome.GATEKEEPER, "n": Outcome.NO, "s": Outcome.ALL_SET,
    "t": Outcome.NOT_NOW, "f": Outcome.FADED, "e": Outcome.VALUE, "h": Outcome.TALK, "l": Outcome.LEFT,
    "o": Outcome.OFF_PROFILE, "y": Outcome.FITS,
}  # fmt: skip
"""Outcomes that ask nothing."""


async def test_a_no_is_saved_the_next_row_is_highlighted_and_the_line_says_what_was_planned(planner: Open) -> None:
    async with planner() as pilot:
        first, second = today(pilot)[:2]
        await pilot.press("n")
        assert highlighted(pilot) == second.name
        await settle(pilot)
        assert first.account not in {row.account for row in today(pilot)}
        assert line(pilot).startswith("No 3 · Acme Robotics | ")
        assert "1 timing→22 Jan" in line(pilot)
        assert line(pilot).endswith("u undo")


async def test_each_outcome_key_logs_what_the_bar_showed(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        for key, outcome in PLAIN.items():
            drawn = main(pilot).work.drawn()
            assert drawn is not None
            shown = drawn.decision(outcome).next_on
            await pilot.press(key)
            await settle(pilot)
            seen = await prospect(pilot, row.account)
            assert seen.touches[0].outcome is outcome
            assert min((step.on for step in seen.account.steps), default=None) == shown, key
            if pilot.app.screen is not main(pilot):
                await pilot.press("escape")  # a fade asks for the guess; it is logged either way
            await pilot.press("u")
            await settle(pilot)
            assert highlighted(pilot) == row.name, key


async def test_a_digit_amends_the_touch_while_its_line_stands_and_joins_its_action_r18_r39(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("n", "j", "3")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert (seen.touches[0].reading, len(seen.touches)) == (Reading.PRIORITY, 5)
        assert "No 3 (priority) · Acme Robotics" in line(pilot)
        await pilot.press("u")
        await settle(pilot)
        back = await prospect(pilot, row.account)
        assert next(touch.outcome for touch in back.touches) is Outcome.CALLBACK
        assert highlighted(pilot) == "Acme Robotics"
        assert line(pilot) == "Taken back: No 3 · Acme Robotics | ctrl+r redo"


async def test_a_digit_without_a_line_and_one_that_adds_nothing_say_so(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("2")
        assert line(pilot) == "2 adds to an outcome just logged; none stands."
        await pilot.press("a", "2")
        assert line(pilot) == "2 adds nothing to this outcome."


async def test_undo_and_redo_at_any_depth_r39(planner: Open) -> None:
    async with planner() as pilot:
        before = [row.account for row in today(pilot)]
        await pilot.press("a", "n", "v")
        await settle(pilot)
        await pilot.press("u", "u", "ctrl+z")
        await settle(pilot)
        assert [row.account for row in today(pilot)] == before
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert line(pilot).startswith("Back again: ")
        assert before[0] not in [row.account for row in today(pilot)]


async def test_a_long_undo_says_how_far_it_is_and_esc_stops_it_r39(
    planner: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while the book is busy: the line follows once a second. Stopped, all of it stands as it did."""
    gate, reached, heard = threading.Event(), threading.Event(), Course.heard

    def waits(course: Course, what: str, done: int, total: int) -> None:
        heard(course, what, done, total)
        reached.set()
        gate.wait(10)
        heard(course, what, done, total)

    async with planner() as pilot:
        await pilot.press("n")
        await settle(pilot)
        left = [row.account for row in today(pilot)]
        monkeypatch.setattr(Course, "heard", waits)
        await pilot.press("u")
        await asyncio.to_thread(reached.wait, 5)
        app_of(pilot).main.tick()
        assert line(pilot) == "Taking back: 1 of 1 … | esc stops it"
        await pilot.press("escape")
        gate.set()
        await settle(pilot)
        assert line(pilot) == "It was stopped. Nothing was changed."
        assert [row.account for row in today(pilot)] == left
        assert app_of(pilot).is_running
        await pilot.press("u")
        await settle(pilot)
        assert line(pilot) == "Taken back: No 3 · Acme Robotics | ctrl+r redo"


async def test_undo_of_what_an_earlier_run_did_r39(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("n")
        await settle(pilot)
    async with planner(seed=6) as pilot:
        await pilot.press("u")
        await settle(pilot)
        assert line(pilot) == "Taken back: No 3 · Acme Robotics | ctrl+r redo"
        assert "Acme Robotics" in [row.name for row in today(pilot)]


async def test_redo_with_nothing_to_bring_back_says_so(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert line(pilot).startswith("There is nothing to redo")


async def test_a_key_after_u_is_for_the_row_that_came_back(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("n", "u", "a")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert seen.touches[0].outcome is Outcome.NO_ANSWER
        assert Outcome.NO_ANSWER not in [touch.outcome for touch in seen.touches[1:]]


async def test_call_back_asks_books_and_says_it_r10(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CallbackDialog)
        await pilot.press(*"2027-05-24".replace("-", "~").replace("~", "-"))
        await pilot.press("enter")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert [step.on.isoformat() for step in seen.account.steps if step.purpose is Purpose.CALLBACK] == [
            "2027-05-24"
        ]
        assert line(pilot).startswith("call back · Acme Robotics")


async def test_esc_in_a_dialog_leaves_the_row_as_it_was(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        for key in "cmwpx":
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, Dialog), key
            await pilot.press("escape")
            await pilot.pause()
        assert highlighted(pilot) == row.name
        assert len((await prospect(pilot, row.account)).touches) == 4


async def test_wrong_number_by_its_dialog(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("2")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert seen.touches[0].reading is Reading.NUMBER


async def test_do_not_contact_is_refused_at_logging_afterwards_r38(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert any(person.bars for person in seen.people) or seen.account.bars


async def test_inbound_marks_the_next_outcome(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("i")
        assert "they contacted us" in main(pilot).query_one("#bar-title", PaneTitle).info
        await pilot.press("h")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert seen.touches[0].inbound


async def test_comma_and_full_stop_turn_person_and_channel_and_the_dates_follow(planner: Open) -> None:
    async with planner() as pilot:
        title = main(pilot).query_one("#bar-title", PaneTitle)
        assert title.title == "Acme Robotics · Dana Cole · email"
        await pilot.press("comma")
        assert title.title == "Acme Robotics · Ray Ortiz · email"
        await pilot.press("comma", "full_stop")
        assert title.title == "Acme Robotics · Dana Cole · linkedin"
        await pilot.press("full_stop")
        row = today(pilot)[0]
        await pilot.press("a")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert seen.touches[0].channel not in {Channel.EMAIL, None}


async def test_snooze_puts_off_to_tomorrow_and_digits_choose_another_day(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[2]
        await pilot.press("j", "j", "z")
        await settle(pilot)
        step = (await prospect(pilot, row.account)).account.steps[0]
        assert (step.on, step.snoozed) == (NOW.date() + timedelta(days=1), 1)
        assert "1 later today 2 tomorrow 3 next week" in line(pilot)
        await pilot.press("3")
        await settle(pilot)
        step = (await prospect(pilot, row.account)).account.steps[0]
        assert (step.on, step.snoozed) == (NOW.date() + timedelta(days=7), 1)
        await pilot.press("u")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).account.steps[0].snoozed == 0


async def test_later_today_goes_to_the_end_of_the_list(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[2]
        await pilot.press("j", "j", "z", "1")
        await settle(pilot)
        assert today(pilot)[-1].account == row.account


async def test_a_promise_is_never_put_off_silently_r10(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("z")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await pilot.press("1")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).account.steps[0].on == NOW.date()
        await pilot.press("z")
        await pilot.pause()
        await pilot.press("2")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).account.steps[0].on > NOW.date()


async def test_star_says_what_it_costs_r19(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("asterisk")
        await settle(pilot)
        assert line(pilot).startswith("dream client · Acme Robotics · 3 dream clients = less than a touch a day")
        assert (await prospect(pilot, row.account)).account.dream
        await pilot.press("asterisk")
        await settle(pilot)
        assert not (await prospect(pilot, row.account)).account.dream


async def test_signs_are_noted_r24(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("exclamation_mark")
        await pilot.pause()
        await pilot.press("space", "enter")
        await settle(pilot)
        assert len((await prospect(pilot, row.account)).account.signals) == 1


async def test_a_closed_round_is_said_and_stands_as_the_reason_of_a_dump_r25_r30(planner: Open) -> None:
    """R24, R25: lure, let-down and make-up in one sitting; R29: no reason typed leaves the evidence."""
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("exclamation_mark")
        await pilot.pause()
        await pilot.press("space", *["down"] * 5, "space", *["down"] * 4, "space", "enter")
        await settle(pilot)
        assert line(pilot).startswith(f"3 signs · {row.name} · 1 round: it waits in the dump queue")
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("2")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).account.dump_reason.endswith("1 round closed")


async def test_dump_asks_once_and_plans_no_message_r28(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[2]
        await pilot.press("j", "j", "d")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DumpDialog)
        await pilot.press("2")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert (seen.standing, seen.account.steps) == (Standing.DUMPED, ())
        assert line(pilot).startswith(f"dumped · {row.name}")


async def test_tickle_is_the_softer_way_r28(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("1")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).touches[0].outcome is Outcome.NOT_NOW


async def test_keep_wants_a_reason_and_only_what_is_proposed_r25(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert line(pilot) == "Acme Robotics is not proposed for dumping, so there is nothing to keep."
        await pilot.press("tab", "tab")
        row = dump(pilot)[0]
        assert highlighted(pilot) == row.name
        await pilot.press("r")
        await pilot.pause()
        await pilot.press(*"new plant", "enter")
        await settle(pilot)
        assert row.account not in {each.account for each in dump(pilot)}
        assert line(pilot).startswith(f"kept · {row.name}")


async def test_a_note_belongs_to_the_touch_just_logged_r45(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("n", "space")
        await pilot.pause()
        await pilot.press(*"budget", "enter")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert (seen.touches[0].note, seen.account.last_words) == ("budget", "budget")


async def test_a_note_after_moving_is_for_the_highlighted_account(planner: Open) -> None:
    async with planner() as pilot:
        second = today(pilot)[1]
        await pilot.press("n", "j", "k", "space")
        await pilot.pause()
        await pilot.press(*"hello", "enter")
        await settle(pilot)
        assert "hello" in [remark.text for remark in (await prospect(pilot, second.account)).account.remarks]


async def test_when_moves_the_touch_just_logged_or_the_next_one_r45(planner: Open) -> None:
    async with planner() as pilot:
        first, second = today(pilot)[:2]
        await pilot.press("n", "at")
        await pilot.pause()
        await pilot.press(*"1h ago", "enter")
        await settle(pilot)
        touch = (await prospect(pilot, first.account)).touches[0]
        assert touch.at.hour == NOW.hour - 1
        await pilot.press("j", "k", "at")
        await pilot.pause()
        await pilot.press(*"2h ago", "enter")
        await pilot.pause()
        assert "at 06:30" in main(pilot).query_one("#bar-title", PaneTitle).info
        await pilot.press("n")
        await settle(pilot)
        assert (await prospect(pilot, second.account)).touches[0].at.hour == NOW.hour - 2


def _spare(pilot: Pilot[Path], spare: int) -> None:
    """Let so many wait in the pool beside those who are listed."""
    board = main(pilot).shown_board
    assert board is not None
    pool = board.today.pool - waiting(board) + spare
    main(pilot).board(replace(board, today=replace(board.today, pool=pool)))


async def test_more_first_touches_after_a_line_that_shows_the_fullest_day_r32(planner: Open) -> None:
    async with planner() as pilot:
        for spare, said in ((12, "Today takes 10 more first touches."), (1, "Today takes 1 more first touch.")):
            _spare(pilot, spare)
            await settle(pilot)
            before = main(pilot).reader.more
            await pilot.press("greater_than_sign")
            assert line(pilot).startswith("> again takes ten more first touches. The fullest day ahead:")
            assert main(pilot).reader.more == before
            await pilot.press("greater_than_sign")
            assert main(pilot).reader.more == before + 10
            assert line(pilot) == said
            await settle(pilot)


@pytest.mark.parametrize("pool", [True, False])
async def test_an_empty_pool_gives_nothing_and_says_so_r32(planner: Open, pool: bool) -> None:  # noqa: FBT001
    async with planner() as pilot:
        board = main(pilot).shown_board
        assert board is not None
        rows = board.today.rows if pool else tuple(row for row in board.today.rows if row.step is not None)
        listed = board.today.pool - waiting(board)
        assert listed > 0
        main(pilot).board(replace(board, today=replace(board.today, rows=rows, pool=listed if pool else 0)))
        for _ in range(2):
            await pilot.press("greater_than_sign")
            said = "Everybody in the pool stands" if pool else "Nobody waits in the pool: ctrl+p, then import"
            assert line(pilot).startswith(said)
        assert main(pilot).reader.more == 0


async def test_an_account_that_an_undo_took_away_is_no_trouble(planner: Open) -> None:
    """The lists are read in a moment; the line goes on saying what was taken back."""
    async with planner() as pilot:
        reader, gone = main(pilot).reader, Target(RowKey(AccountId("gone")), "Gone")
        main(pilot).tell("Taken back: import.")
        reader.want_board(60)
        await reader._draw(Aim(gone))
        assert line(pilot) == "Taken back: import."
        reader._board_at = None
        await reader._draw(Aim(gone))
        assert line(pilot).startswith("This account is not in the book.")


async def test_more_first_touches_are_asked_about_also_while_the_card_is_read_r32(planner: Open) -> None:
    """A fast hand or a slow disk: nothing is taken by the first press."""
    async with planner() as pilot:
        held = threading.Event()
        _spare(pilot, 12)
        main(pilot).reader.forget()
        blocked = pilot.app.run_worker(app_of(pilot).desk.run(lambda _: held.wait(60)))
        before = main(pilot).reader.more
        main(pilot).action_more()
        assert line(pilot) == "> again takes ten more first touches."
        assert main(pilot).reader.more == before
        held.set()
        await blocked.wait()
        main(pilot).aimed()
        await settle(pilot)


async def test_explain_gives_every_outcome_with_its_rule(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ExplainScreen)
        assert "R1" in glass(pilot)
        await pilot.press("escape")
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)


async def test_panes_turn_and_outcomes_are_dead_in_the_dump_queue(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("tab")
        assert main(pilot).base is Pane.DREAM
        assert highlighted(pilot) == dreams(pilot)[0].name
        await pilot.press("tab")
        name = highlighted(pilot)
        await pilot.press("n")
        assert line(pilot) == "Outcomes work in Today, in Dream clients and on the card."
        assert highlighted(pilot) == name
        await pilot.press("tab", "shift+tab", "shift+tab", "shift+tab")
        assert main(pilot).base is Pane.TODAY


async def test_outcomes_work_on_dream_clients_and_the_row_stays(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("tab")
        await settle(pilot)
        row = dreams(pilot)[0]
        await pilot.press("n")
        await settle(pilot)
        assert row.account in {each.account for each in dreams(pilot)}
        assert (await prospect(pilot, row.account)).account.nos == row.nos + 1


async def test_moving(planner: Open) -> None:
    async with planner() as pilot:
        rows = [row.name for row in today(pilot)]
        await pilot.press("j", "down")
        assert highlighted(pilot) == rows[2]
        await pilot.press("k", "up", "up")
        assert highlighted(pilot) == rows[0]
        await pilot.press("end")
        assert highlighted(pilot) == rows[-1]
        await pilot.press("pageup", "home")
        assert highlighted(pilot) == rows[0]
        await pilot.press("pagedown")
        assert highlighted(pilot) not in rows[:2]


async def test_a_capital_letter_asks_about_caps_lock(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("N")
        await settle(pilot)
        assert line(pilot) == "N: Caps Lock? All keys are small letters."
        assert len((await prospect(pilot, today(pilot)[0].account)).touches) == 4


async def test_the_same_key_held_down_is_taken_once_and_said(planner: Open) -> None:
    async with planner(held=10.0) as pilot:
        second = today(pilot)[1]
        await pilot.press("n", "n", "n")
        assert line(pilot) == "n was held down: taken once."
        assert highlighted(pilot) == second.name
        await settle(pilot)
        await pilot.press("z", "z")
        assert line(pilot) == "z was held down: put off once."


async def test_q_quits_on_the_list_and_everything_queued_is_written(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("n", "q")
        await pilot.pause()
        assert pilot.app.return_code == 0


async def test_the_card_of_a_narrow_screen_opens_and_closes(planner: Open) -> None:
    async with planner(size=(80, 24)) as pilot:
        row = today(pilot)[0]
        await pilot.press("enter")
        assert main(pilot).pane is Pane.CARD
        assert main(pilot).query_one(Card).region.height > 0
        await pilot.press("n")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).touches[0].outcome is Outcome.NO
        await pilot.press("q")
        assert main(pilot).pane is Pane.TODAY
        await pilot.press("escape")
        assert main(pilot).pane is Pane.TODAY


async def test_the_mouse_highlights_logs_and_scrolls(planner: Open) -> None:
    async with planner() as pilot:
        rows = today(pilot)
        await pilot.click("#today", offset=(20, 2))
        await settle(pilot)
        assert highlighted(pilot) == rows[2].name
        await pilot.click("#bar", offset=(2, 0))
        await settle(pilot)
        assert (await prospect(pilot, rows[2].account)).touches[0].outcome is Outcome.NO_ANSWER
        await pilot.click("#bar", offset=(grid(118).columns[4].start, 2))
        assert "they contacted us" in main(pilot).query_one("#bar-title", PaneTitle).info
        await pilot.click("#dream", offset=(3, 1))
        assert main(pilot).base is Pane.DREAM
        await pilot.hover("#bar", offset=(2, 0))
        assert main(pilot).query_one(OutcomeBar).hovered == "a"


async def test_tabs_and_the_footer_take_the_mouse_too(planner: Open) -> None:
    async with planner(size=(80, 24)) as pilot:
        await pilot.click("#tabs", offset=(14, 0))
        assert main(pilot).base is Pane.DREAM
        await pilot.click("#tabs", offset=(78, 0))
        assert main(pilot).base is Pane.DREAM
        await pilot.click("#keys", offset=(glass(pilot).splitlines()[-1].index("undo"), 0))
        await settle(pilot)
        assert line(pilot) == "There is nothing to take back."
        await pilot.click("#keys", offset=(79, 0))


async def test_a_row_clicked_twice_opens_and_the_wheel_scrolls(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.hover("#today", offset=(20, 3))
        assert main(pilot).query_one(TodayList).hovered == 3
        await pilot.hover("#bar", offset=(117, 2))
        assert main(pilot).query_one(TodayList).hovered == -1
        await pilot.click("#today", offset=(20, 1), times=2)
        await pilot.pause(0.1)
        assert isinstance(pilot.app.screen, AccountScreen)
        await pilot.press("escape")
        await pilot.click("#dream", offset=(3, 9))
        assert main(pilot).base is Pane.DREAM


async def test_a_note_and_a_time_need_somebody(planner: Open) -> None:
    async with planner() as pilot:
        main(pilot).active().show(())
        for key, words in (
            ("n", "Nothing is highlighted."),
            ("space", "Nothing is highlighted."),
            ("at", "Nothing is highlighted."),
            ("question_mark", "Nothing is highlighted."),
            ("z", "Nothing is planned here yet, so there is nothing to put off."),
            ("enter", "Nothing is highlighted."),
            ("asterisk", "Nothing is highlighted."),
        ):
            await pilot.press(key)
            assert line(pilot) == words
        assert "Highlight a row" in glass(pilot)


async def test_a_dialog_before_its_account_was_read_waits_and_keys_wait_for_it(planner: Open) -> None:
    """What is typed before the dialog stands is meant for it, and logs nothing on the list below."""
    async with planner() as pilot:
        held = threading.Event()
        main(pilot).reader.forget()
        blocked = pilot.app.run_worker(app_of(pilot).desk.run(lambda _: held.wait(60)))
        await pilot.press("c", "n", "z")
        assert main(pilot).blocked == "Acme Robotics is being read."
        for _ in range(3):
            app_of(pilot)._lapse(app_of(pilot)._number, inf)  # a disk that takes long: patience ends again and again
            await pilot.pause()
        held.set()
        await blocked.wait()
        await until(pilot, lambda: isinstance(pilot.app.screen, CallbackDialog))
        await until(pilot, lambda: "nz" in {field.value for field in pilot.app.screen.query(Input)})
        await pilot.press("escape")
        main(pilot).aimed()
        await settle(pilot)
        assert len((await prospect(pilot, today(pilot)[0].account)).touches) == 4


async def test_u_held_down_takes_one_action_back(planner: Open) -> None:
    async with planner(held=10.0) as pilot:
        await pilot.press("a", "n")
        await settle(pilot)
        await pilot.press("u", "u", "u")
        assert line(pilot) == "u was held down: one action was taken back."
        await settle(pilot)


async def test_the_screen_grows_and_the_card_goes_back_to_its_place(planner: Open) -> None:
    async with planner(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert main(pilot).pane is Pane.CARD
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert main(pilot).pane is Pane.TODAY
        await pilot.resize_terminal(40, 10)
        await settle(pilot)
        assert "This window is 40 x 10." in glass(pilot)


async def test_u_takes_the_newest_action_also_where_another_window_did_it_r39(planner: Open) -> None:
    async with planner() as pilot:
        first, second = today(pilot)[:2]
        await pilot.press("n")
        await settle(pilot)
        note = moves.remark(second.account, "note", "by another window", NOW.date())
        await ask(pilot, lambda book: book.record((note,), now=NOW, label="note · Globex"))
        await pilot.press("u")
        await settle(pilot)
        assert line(pilot) == "Taken back: note · Globex | ctrl+r redo"
        assert (await prospect(pilot, first.account)).touches[0].outcome is Outcome.NO
        await pilot.press("u")
        await settle(pilot)
        assert line(pilot) == "Taken back: No 3 · Acme Robotics | ctrl+r redo"


async def test_a_doubt_about_the_fit_names_what_is_missing_r2(planner: Open) -> None:
    async with planner() as pilot:
        added = await ask(pilot, lambda book: book.record((moves.add_account("Hooli"),), now=NOW, label="added"))
        account = AccountId(dict(added.ids)["new:1"])
        main(pilot).reload()
        await settle(pilot)
        places = [place for place, row in enumerate(today(pilot)) if row.account == account]
        main(pilot).active().go_to(places[0])
        await settle(pilot)
        info = main(pilot).query_one("#bar-title", PaneTitle).info
        assert info == "does it fit? y or o; missing: industry, employees"


async def test_a_dumped_account_that_calls_gets_the_polite_line_r29(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[2]
        gone = moves.dump((await prospect(pilot, row.account)).account, NOW.date())
        await ask(pilot, lambda book: book.record((gone,), now=NOW, label="dumped"))
        main(pilot).reload()
        await settle(pilot)
        main(pilot).active().show((row,))
        await settle(pilot)
        await pilot.press("i")
        await pilot.pause()
        glass = shown(pilot.app)
        for words in ("They were let go", "Thank you for thinking of us.", "Let go 23 Nov 2026", "touches of ours"):
            assert words in glass, words
        await pilot.press("escape", "i")
        assert line(pilot) == "Ours again."
