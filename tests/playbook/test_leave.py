"""What becomes of promises and planned touches in days off (R37)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from playbook import leave
from playbook.away import Away
from playbook.bodies import RemarkMade, StepSet
from playbook.leave import Falling
from playbook.words import AccountId, Purpose, StepId, StepKind
from tests.builders import DANA, SETTINGS, WORLD, Desk, account, person, step

WEEK = Away(date(2026, 11, 30), date(2026, 12, 4))
BACK = date(2026, 12, 7)


def falling(
    purpose: Purpose, on: date, gap: int = 30, account: str = "acme", off: frozenset[date] = frozenset()
) -> Falling:
    return Falling(AccountId(account), StepId(f"s-{account}-{purpose}"), purpose, on, gap, off)


def behind(*each: Falling, load: tuple[int, ...] = ()) -> list[tuple[str, date]]:
    world = replace(WORLD, load=load)
    return [
        (move.id, move.on)
        for draft in leave.behind(each, WEEK, world)
        if isinstance(draft.body, StepSet)
        for move in draft.body.moved
    ]


def test_r37_a_burst_goes_to_the_first_working_day_after_it() -> None:
    """R37, R9: exact steps move forward to a working day; a burst resumes at its step."""
    assert behind(falling(Purpose.BURST, WEEK.first)) == [("s-acme-burst", BACK)]


def test_r37_r9_a_rhythm_step_takes_the_least_loaded_day_of_its_window_after_it() -> None:
    """R37, R9: 30 days give 3 to either side: on 4 Dec that is up to the 7th; 60 days up to the 9th."""
    load = tuple(9 if day == 14 else 0 for day in range(30))
    assert behind(falling(Purpose.RHYTHM, WEEK.last, 30), load=load) == [("s-acme-rhythm", BACK)]
    assert behind(falling(Purpose.RHYTHM, WEEK.last, 60), load=load) == [("s-acme-rhythm", date(2026, 12, 8))]


def test_r37_a_window_that_ends_before_goes_to_the_first_day_back() -> None:
    assert behind(falling(Purpose.TICKLE, WEEK.first, 30)) == [("s-acme-tickle", BACK)]


def test_r37_what_is_placed_counts_for_the_next_one() -> None:
    found = behind(*(falling(Purpose.RHYTHM, WEEK.last, 60, f"a{number}") for number in range(3)))
    assert [on for _, on in found] == [date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 9)]


def test_r36_their_holiday_is_no_day_back() -> None:
    assert behind(falling(Purpose.CHASE, WEEK.first, off=frozenset({BACK}))) == [("s-acme-chase", date(2026, 12, 8))]


def test_r37_one_entry_an_account() -> None:
    found = leave.behind([falling(Purpose.CHASE, WEEK.first), falling(Purpose.HAND, WEEK.first)], WEEK, WORLD)
    assert len(found) == 1


def test_r10_a_promise_moves_only_to_the_day_that_was_said() -> None:
    promise = step(Purpose.CALLBACK, WEEK.first, StepKind.PROMISE)
    desk = Desk(replace(account(touches=1), steps=(promise,)), (person(),))
    desk.record((leave.moved_promise(desk.account, promise.id, BACK),))
    assert [(each.kind, each.on) for each in desk.account.steps] == [(StepKind.PROMISE, BACK)]


@pytest.mark.parametrize("words", ["after the audit", ""])
def test_r37_a_promise_handed_over_leaves_the_list_and_the_record_says_so(words: str) -> None:
    """R37, R6: it ends with the name, the note stands, and the account keeps its rhythm."""
    promise = step(Purpose.CALLBACK, WEEK.first, StepKind.PROMISE, why=words, person=DANA)
    desk = Desk(replace(account(touches=1), steps=(promise,)), (person(),))
    found = leave.handed_over(desk.account, desk.people, promise, "Ana", desk.world, SETTINGS)
    ended, remark = found
    assert isinstance(ended.body, StepSet)
    assert ended.body.why == "handed over to Ana"
    assert isinstance(remark.body, RemarkMade)
    said = f": {words}" if words else ""
    assert remark.body.text == f"Promise of Mon 30 Nov 2026 handed over to Ana{said}"
    desk.record(found)
    assert [each.purpose for each in desk.account.steps] == [Purpose.RHYTHM]
