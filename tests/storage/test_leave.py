"""Days off: what falls into them, and one action that puts it right (R10, R37)."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from playbook.away import Away
from playbook.errors import Refused
from playbook.leave import Answer, Choice
from playbook.words import AccountId, Outcome, Purpose, StepId, StepKind
from storage.book import Book
from storage.views import Change
from tests.storage.conftest import NOW, Rep
from tests.storage.test_spread import due, plan, planned

WEEK = Away(date(2026, 12, 7), date(2026, 12, 11))
BACK = date(2026, 12, 14)
IN_IT = -15
"""Days ago, for `due`: Tuesday of that week."""


def promised(rep: Rep, name: str) -> AccountId:
    on = due(IN_IT, Purpose.CALLBACK, StepKind.PROMISE, at=time(10), zone="America/New_York", why="after the audit")
    return planned(rep, name, on)


def enter(book: Book, *answers: Answer) -> Change:
    drafts = book.leave_drafts(WEEK, answers, NOW)
    return book.record(drafts, now=NOW, label=f"days off {WEEK.words}")


def answer(book: Book, account: AccountId, choice: Choice, on: date | None = None, to: str = "") -> Answer:
    (step,) = book.prospect(account, NOW).account.steps
    return Answer(account, step.id, choice, on, to)


def test_r37_leave_lists_its_promises_and_counts_what_is_planned(rep: Rep, book: Book) -> None:
    """R37: nothing is written by looking."""
    acme = promised(rep, "Acme")
    planned(rep, "Globex", due(IN_IT))
    planned(rep, "Initech", due(-1))
    shown = book.leave(WEEK, NOW)
    assert (shown.work_days, shown.planned, shown.back, shown.told) == (5, 1, BACK, ())
    (promise,) = shown.promises
    assert (promise.account, promise.name, promise.on, promise.at) == (acme, "Acme", date(2026, 12, 8), time(9))
    assert (promise.words, promise.person, promise.person_name) == ("after the audit", None, "")
    assert book.settings().hours.leave == ()


def test_r37_one_action_enters_the_days_and_puts_the_planned_steps_behind_them(rep: Rep, book: Book) -> None:
    """R37, R10, R39: a kept promise stays on its day; one undo takes everything back."""
    acme, globex = promised(rep, "Acme"), planned(rep, "Globex", due(IN_IT, Purpose.CHASE))
    change = enter(book, answer(book, acme, Choice.KEEP))
    assert change.label == "days off Mon 7 Dec - Fri 11 Dec 2026"
    assert book.settings().hours.leave == ("2026-12-07..2026-12-11",)
    assert plan(book, acme) == [(Purpose.CALLBACK, date(2026, 12, 8))]
    assert plan(book, globex) == [(Purpose.CHASE, BACK)]
    assert book.leave(WEEK, NOW).told == (WEEK,)
    book.undo(NOW)
    assert book.settings().hours.leave == ()
    assert plan(book, globex) == [(Purpose.CHASE, date(2026, 12, 8))]


def test_r37_a_promise_moves_to_the_day_that_was_said(rep: Rep, book: Book) -> None:
    acme = promised(rep, "Acme")
    enter(book, answer(book, acme, Choice.MOVE, date(2026, 12, 4)))
    assert plan(book, acme) == [(Purpose.CALLBACK, date(2026, 12, 4))]


def test_r37_a_promise_handed_over_ends_with_a_note_and_the_rhythm_goes_on_after_the_leave(
    rep: Rep, book: Book
) -> None:
    """R37, R6."""
    acme = promised(rep, "Acme")
    enter(book, answer(book, acme, Choice.HAND_OVER, to="Ana"))
    facts = book.prospect(acme, NOW).account
    assert [step.purpose for step in facts.steps] == [Purpose.RHYTHM]
    assert not WEEK.holds(facts.steps[0].on)
    assert facts.remarks[-1].text == "Promise of Tue 8 Dec 2026 handed over to Ana: after the audit"


def test_r37_a_promise_never_moves_into_the_same_days_off(rep: Rep, book: Book) -> None:
    acme = promised(rep, "Acme")
    with pytest.raises(Refused, match="Wed 9 Dec 2026 is one of the days off too"):
        enter(book, answer(book, acme, Choice.MOVE, date(2026, 12, 9)))
    assert plan(book, acme) == [(Purpose.CALLBACK, date(2026, 12, 8))]


def test_a_promise_that_is_gone_meanwhile_is_left_alone(rep: Rep, book: Book) -> None:
    acme = promised(rep, "Acme")
    enter(book, Answer(acme, StepId("gone/0"), Choice.MOVE, BACK))
    assert plan(book, acme) == [(Purpose.CALLBACK, date(2026, 12, 8))]


def test_r37_no_touch_is_planned_on_days_off(rep: Rep, book: Book) -> None:
    """R37: what is logged after the leave was entered is placed around it."""
    enter(book)
    acme = rep.add("Acme", "Dana Cole")
    for _ in range(5):
        rep.log(acme, Outcome.NO_ANSWER)
        (step,) = book.prospect(acme, rep.now).account.steps
        assert not WEEK.holds(step.on)
        rep.now += timedelta(days=3)


def test_days_off_that_stand_already_change_nothing(rep: Rep, book: Book) -> None:
    del rep
    enter(book)
    with pytest.raises(Refused):
        enter(book)


def test_r37_days_that_have_passed_are_left_alone(rep: Rep, book: Book) -> None:
    """R37: a leave entered while away looks at what is still to come."""
    late = planned(rep, "Late", due(3))
    shown = book.leave(Away(date(2026, 11, 16), date(2026, 11, 24)), NOW)
    assert shown.planned == 0
    assert plan(book, late) == [(Purpose.RHYTHM, date(2026, 11, 20))]


@pytest.mark.parametrize(
    ("days", "away"),
    [
        (0, (WEEK.first, WEEK.last)),
        (-1, None),
        (14, (WEEK.first, WEEK.last)),
        (18, (WEEK.first, WEEK.last)),
        (19, None),
    ],
)
def test_r37_leave_shows_in_todays_header_for_two_weeks_before(
    book: Book, days: int, away: tuple[date, date] | None
) -> None:
    enter(book)
    assert book.today(NOW + timedelta(days=days)).away == away
