"""Keys faster than the disk: each belongs to the row that was highlighted when it was pressed (DESIGN section 1)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from playbook.decision import Draft
from playbook.errors import BookTrouble
from playbook.moves import remark
from playbook.words import Outcome, Reading, StepKind
from storage.book import Book
from tests.tui.conftest import Open, settle
from tests.tui.glass import app_of, ask, glass, highlighted, line, main, prospect, today, type_ahead, until
from tests.tui.seeding import NOW
from tui import in_turn
from tui.dialogs.add import AddDialog
from tui.dialogs.happened import HappenedDialog
from tui.in_turn import Taken
from tui.screens import main as main_screen
from tui.screens.explain import ExplainScreen
from tui.widgets.row_list import Mark
from tui.widgets.today_list import TodayList

KEYS = {"a": Outcome.NO_ANSWER, "v": Outcome.VOICEMAIL, "g": Outcome.GATEKEEPER, "n": Outcome.NO}


async def test_twenty_four_keys_at_once_none_on_a_wrong_row(planner: Open) -> None:
    async with planner(held=0.08) as pilot:
        rows = today(pilot)[:24]
        keys = "avgn" * 6
        type_ahead(pilot, keys)
        await settle(pilot)
        assert len(rows) == 24
        for row, key in zip(rows, keys, strict=True):
            seen = await prospect(pilot, row.account)
            assert (row.name, seen.touches[0].outcome, seen.touches[0].on) == (row.name, KEYS[key], NOW.date())
            assert [touch.on for touch in seen.touches].count(NOW.date()) == 1
        assert not {row.account for row in rows} & {row.account for row in today(pilot)} - {
            row.account for row in rows if row.step is None
        }


async def test_digits_and_undo_typed_ahead_belong_to_their_own_touch(planner: Open) -> None:
    async with planner(held=0.08) as pilot:
        first, second, third = today(pilot)[:3]
        type_ahead(pilot, "n1a")
        type_ahead(pilot, "n3u")
        await settle(pilot)
        touches = [(await prospect(pilot, row.account)).touches[0] for row in (first, second, third)]
        assert (touches[0].outcome, touches[0].reading) == (Outcome.NO, Reading.TIMING)
        assert touches[1].outcome is Outcome.NO_ANSWER
        assert touches[2].on < NOW.date()
        assert highlighted(pilot) == third.name


async def test_a_key_before_its_dates_are_there_is_queued_for_its_row(planner: Open) -> None:
    """The preview of the second row is not there yet: the key waits for that row, not for the highlight."""
    async with planner() as pilot:
        held = threading.Event()
        desk = app_of(pilot).desk
        first, second, third = today(pilot)[:3]
        main(pilot).reader.forget()
        blocked = pilot.app.run_worker(desk.run(lambda _: held.wait(5)))
        type_ahead(pilot, "av")
        await pilot.pause(0.05)
        assert highlighted(pilot) == third.name
        rows = main(pilot).query_one(TodayList)
        assert list(rows.marks.values()) == [Mark.SAVING, Mark.SAVING]
        assert "…" in glass(pilot)
        held.set()
        await blocked.wait()
        await settle(pilot)
        assert (await prospect(pilot, first.account)).touches[0].outcome is Outcome.NO_ANSWER
        assert (await prospect(pilot, second.account)).touches[0].outcome is Outcome.VOICEMAIL


@asynccontextmanager
async def _unread(pilot: Pilot[Path]) -> AsyncIterator[None]:
    """Hold the book up: what is highlighted is not read until the block ends, and all is at rest then."""
    held = threading.Event()
    main(pilot).reader.forget()
    blocked = pilot.app.run_worker(app_of(pilot).desk.run(lambda _: held.wait(5)), group="desk")
    yield
    await pilot.pause(0.05)
    held.set()
    await blocked.wait()
    await settle(pilot)


@pytest.mark.parametrize(
    ("key", "screen"), [("question_mark", ExplainScreen), ("plus", AddDialog), ("at", HappenedDialog)]
)
async def test_a_key_whose_facts_are_not_there_yet_waits_for_them(
    planner: Open, key: str, screen: type[Screen[object]]
) -> None:
    """It said "Nothing is highlighted" of a row that was, or opened less than it has."""
    async with planner() as pilot:
        name = highlighted(pilot)
        async with _unread(pilot):
            type_ahead(pilot, [key])
        assert isinstance(pilot.app.screen, screen)
        assert name[:12] in glass(pilot)


async def test_inbound_and_channel_wait_for_their_facts_and_the_outcome_behind_them_for_both(planner: Open) -> None:
    """Both were lost where the account was still being read, and the touch was logged as ours, on the old channel."""
    async with planner() as pilot:
        row = today(pilot)[0]
        before = main(pilot).work.drawn()
        assert before is not None
        async with _unread(pilot):
            type_ahead(pilot, ["full_stop", "i", "v"])
        touch = (await prospect(pilot, row.account)).touches[0]
        assert touch.outcome is Outcome.VOICEMAIL
        assert touch.inbound
        assert touch.channel is not before.target.channel


async def test_a_key_is_saved_before_the_rest_of_the_lists_is_read(
    planner: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of dream clients take a while: a key waits for the list that is being read, not for all of them."""
    held, seen = threading.Event(), list[str]()

    def noted(name: str, *, waits: bool = False) -> None:
        method = getattr(Book, name)

        def note(book: Book, *args: object, **more: object) -> object:
            seen.append(name)
            if waits:
                held.wait(5)
            return method(book, *args, **more)

        monkeypatch.setattr(Book, name, note)

    async with planner() as pilot:
        noted("dream", waits=True)
        noted("dump_queue")
        noted("record")
        main(pilot).reload()
        await until(pilot, lambda: bool(seen))
        type_ahead(pilot, "a")
        await until(pilot, lambda: main(pilot).writer.busy)
        held.set()
        await settle(pilot)
    assert seen[:2] == ["dream", "record"]
    assert seen[-2:] == ["dream", "dump_queue"], "and all lists are read again once the keys rest"


async def test_a_row_being_saved_takes_no_second_key(planner: Open) -> None:
    async with planner() as pilot:
        rows = main(pilot).query_one(TodayList)
        rows.show(today(pilot)[:1])
        type_ahead(pilot, "av")
        await pilot.pause()
        assert line(pilot).endswith("is being saved.") or "no answer" in line(pilot)
        await settle(pilot)


async def test_a_stale_decision_is_not_written_and_the_row_is_back_with_the_reason(
    planner: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_screen, "SEEN", 60.0)
    async with planner() as pilot:
        row = today(pilot)[0]
        note = remark(row.account, "note", "from another window", NOW.date())
        await ask(pilot, lambda book: book.record((note,), now=NOW, label="note"))
        await pilot.press("n")
        await settle(pilot)
        assert line(pilot).startswith("Not saved: No · Acme Robotics")
        assert highlighted(pilot) == row.name
        assert (await prospect(pilot, row.account)).touches[0].outcome is not Outcome.NO
        assert main(pilot).blocked.startswith("The highlight moved to Acme Robotics")
        await pilot.press("n")
        assert line(pilot) == "The highlight moved to Acme Robotics: press again."
        main(pilot)._unblock()
        await pilot.press("n")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).touches[0].outcome is Outcome.NO


async def test_a_failed_write_keeps_the_draft_and_the_same_key_tries_again(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("c")
        await pilot.pause()
        await pilot.press(*"6 months")
        failing = _Failing(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert line(pilot) == "Not saved: call back · Acme Robotics: The disk is full. Free some space. | c tries again"
        assert highlighted(pilot) == row.name
        assert main(pilot).query_one(TodayList).marks == {next(iter(main(pilot).session.drafts)): Mark.FAILED}
        failing.stop()
        main(pilot)._unblock()
        await pilot.press("c")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert seen.touches[0].outcome is Outcome.CALLBACK
        assert next(step.why for step in seen.account.steps)


async def test_a_failure_amid_type_ahead_never_moves_the_highlight(planner: Open) -> None:
    async with planner(held=0.08) as pilot:
        first, second, third = today(pilot)[:3]
        note = remark(first.account, "note", "from another window", NOW.date())
        await ask(pilot, lambda book: book.record((note,), now=NOW, label="note"))
        type_ahead(pilot, "na")
        await settle(pilot)
        assert highlighted(pilot) == third.name
        assert (
            main(pilot).query_one(TodayList).marks[main(pilot).query_one(TodayList).target_of(first).key] is Mark.FAILED
        )
        assert (await prospect(pilot, second.account)).touches[0].outcome is Outcome.NO_ANSWER


async def test_undo_of_a_write_that_failed_takes_nothing_else_back(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("a")
        await settle(pilot)
        done = today(pilot)
        failing = _Failing(pilot)
        type_ahead(pilot, "nu")
        await settle(pilot)
        failing.stop()
        assert line(pilot).startswith("That was not saved, so there is nothing to take back")
        main(pilot).reload()
        await settle(pilot)
        assert {row.account for row in today(pilot)} == {row.account for row in done}


class _Failing:
    """A desk whose writes fail, as on a full disk."""

    def __init__(self, pilot: Pilot[Path]) -> None:
        self.book = app_of(pilot).desk._book
        assert self.book is not None
        self.book.__dict__["record"] = self._record

    def _record(self, _: tuple[Draft, ...], **__: object) -> object:
        raise BookTrouble("The disk is full.", "Free some space.")

    def stop(self) -> None:
        assert self.book is not None
        del self.book.__dict__["record"]


async def test_another_window_wrote_and_the_highlight_waits_to_be_seen(planner: Open) -> None:
    async with planner() as pilot:
        first, second = today(pilot)[:2]
        note = remark(first.account, "note", "seen", NOW.date())
        rows = tuple(row for row in today(pilot) if row is not first)
        del note
        board = main(pilot).shown_board
        assert board is not None
        main(pilot).board(replace(board, today=replace(board.today, rows=rows)))
        assert highlighted(pilot) == second.name
        await pilot.press("n")
        assert line(pilot) == f"The highlight moved to {second.name}: press again."


async def test_what_is_typed_before_a_dialog_stands_is_meant_for_the_dialog(planner: Open) -> None:
    """A burst of a fast hand, a slow line or a text expander: no letter reaches the list below (R14, R6)."""
    async with planner() as pilot:
        first, second = today(pilot)[:2]
        type_ahead(pilot, ["c", *"in six weeks", "enter", "m", *"friday at 10", "tab", *"demo", "enter"])
        await until(pilot, lambda: "meeting" in line(pilot))
        await settle(pilot)
        assert app_of(pilot).screen is main(pilot)
        promised = await prospect(pilot, first.account)
        assert [step.kind for step in promised.account.steps if step.kind is StepKind.PROMISE]
        met = (await prospect(pilot, second.account)).touches[0]
        assert (met.outcome, met.on) == (Outcome.MEETING, NOW.date())
        assert [step.why for step in (await prospect(pilot, second.account)).account.steps] == ["demo"]


async def test_a_key_that_never_comes_back_holds_the_next_one_for_half_a_second_only(planner: Open) -> None:
    async with planner() as pilot:
        app = app_of(pilot)
        app._under_way, app._number = True, app._number + 1
        type_ahead(pilot, "j")
        await pilot.pause()
        assert app._waiting
        app.post_message(Taken(app._number - 1))
        app.post_message(Taken(app._number, late=True))
        await until(pilot, lambda: not app._waiting and not app._under_way)
        assert highlighted(pilot) == today(pilot)[1].name


async def test_a_key_on_a_slow_way_is_waited_for_longer_than_one_that_went_with_its_dialog(
    planner: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy machine takes more than half a second to lay a dialog out; what is typed meanwhile is not lost."""
    async with planner() as pilot:
        app = app_of(pilot)
        loop = asyncio.get_running_loop()
        app._under_way, app._number, app._asked, app._since = True, app._number + 1, main(pilot), loop.time()
        type_ahead(pilot, "j")
        await pilot.pause()
        app._lapse(app._number, inf)
        await pilot.pause()
        assert app._waiting, "who has the key still lives"
        monkeypatch.setattr(in_turn, "LONGEST", 0.0)
        app._lapse(app._number, inf)
        await until(pilot, lambda: not app._waiting and not app._under_way)
        assert highlighted(pilot) == today(pilot)[1].name


async def test_r21_what_is_typed_while_an_account_is_read_waits_for_its_dialog(planner: Open) -> None:
    """`l`, then `1` asks about the row that was left behind: its name is typed at once (R21)."""
    async with planner() as pilot:
        first, second = today(pilot)[:2]
        type_ahead(pilot, ["l", "1", *"Anna Nova", "enter"])
        await until(pilot, lambda: "Anna Nova" in str(app_of(pilot).main.session.last))
        await settle(pilot)
        assert "Anna Nova" in {person.name for person in (await prospect(pilot, first.account)).people}
        assert (await prospect(pilot, second.account)).touches[0].on < NOW.date()
