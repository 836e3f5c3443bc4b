"""The backlog over the coming days, written as one action, and coming back (R34, R37)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from playbook.bodies import AccountAdded, NewStep, TouchLogged
from playbook.decision import Draft
from playbook.settings import Caps, Hours, Settings
from playbook.words import AccountId, Channel, Outcome, Purpose, StepKind
from storage.book import Book
from tests.storage.conftest import NOW, Rep

TODAY = NOW.date()
THANKSGIVING = date(2026, 11, 26)


def small(book: Book, day: int = 4, **more: object) -> None:
    hours = Hours(**more)  # type: ignore[arg-type]
    book.set_settings(Settings(caps=Caps(day=day, first=0, first_full=0), hours=hours), NOW - timedelta(days=90))


def planned(rep: Rep, name: str, *steps: NewStep, on: date = TODAY - timedelta(days=30), **about: str) -> AccountId:
    """A company that was touched on that day, with exactly this plan."""
    account = rep.add(name, "Dana Cole", **about)
    body = TouchLogged(on, "America/Chicago", Outcome.NO, channel=Channel.CALL, steps=steps)
    at = datetime.combine(on, NOW.timetz())
    rep.book.record((Draft(account, body),), now=at, label="touch")
    return account


def due(
    days: int, purpose: Purpose = Purpose.RHYTHM, kind: StepKind = StepKind.NEXT, n: int = 0, **more: object
) -> NewStep:
    plain = NewStep(n, kind, purpose, TODAY - timedelta(days=days), channel=Channel.CALL, gap=30)
    return replace(plain, **more)  # type: ignore[arg-type]


def plan(book: Book, account: AccountId) -> list[tuple[Purpose, date]]:
    return [(step.purpose, step.on) for step in book.prospect(account, NOW).account.steps]


def test_r34_what_is_held_back_goes_to_the_least_loaded_working_days(rep: Rep, book: Book) -> None:
    """R34: today's list stays, promises and openings stay, days off are skipped, one undo takes all back."""
    small(book)
    accounts = [planned(rep, f"Company {number:02}", due(number + 1)) for number in range(10)]
    promise = planned(rep, "Promised", due(3, Purpose.CALLBACK, StepKind.PROMISE))
    opening = planned(rep, "Opened", due(3, Purpose.OPENING, StepKind.SERIES))
    before = {account: plan(book, account) for account in (*accounts, promise, opening)}
    shown = book.spread(NOW, 3)
    assert (shown.shown, shown.waiting, shown.room) == (4, 6, 4)
    assert [day.on.isoformat() for day in shown.spread.days] == ["2026-11-24", "2026-11-25", "2026-11-27"]
    assert [(day.before, day.after) for day in shown.spread.days] == [(0, 2), (0, 2), (0, 2)]
    change = book.record(book.spread_drafts(shown, NOW), now=NOW, label=shown.spread.label)
    assert change.label == "spread 6 over 3 days"
    assert len(change.accounts) == 6
    assert {account: plan(book, account) for account in (promise, opening)} == {
        account: before[account] for account in (promise, opening)
    }
    on = Counter(day for account in accounts for _, day in plan(book, account))
    assert [on[day.on] for day in shown.spread.days] == [2, 2, 2]
    assert on[THANKSGIVING] == 0
    assert book.today(NOW).held_back == 0
    assert len(book.today(NOW).rows) == 6
    assert plan(book, accounts[5])[0][1] < plan(book, accounts[0])[0][1]
    book.undo(NOW)
    assert {account: plan(book, account) for account in before} == before


def test_r34_the_settings_say_over_how_many_days(rep: Rep, book: Book) -> None:
    small(book, 1)
    planned(rep, "Acme", due(1))
    planned(rep, "Globex", due(2))
    assert len(book.spread(NOW).spread.days) == 10


def test_r34_nothing_held_back_is_nothing_to_spread(rep: Rep, book: Book) -> None:
    planned(rep, "Acme", due(1))
    shown = book.spread(NOW)
    assert (shown.waiting, shown.spread.moves, shown.skipped) == (0, (), ())


def test_r12_every_due_step_of_an_account_finds_a_day_of_its_own(rep: Rep, book: Book) -> None:
    """R12: and none on a day that holds another touch of the account already."""
    small(book, 1)
    planned(rep, "Ahead", due(30, Purpose.CHASE))
    acme = planned(
        rep, "Acme", due(2), due(1, Purpose.FADED, StepKind.SERIES, 1), due(-1, Purpose.TICKLE, StepKind.SERIES, 2)
    )
    shown = book.spread(NOW, 4)
    book.record(book.spread_drafts(shown, NOW), now=NOW, label="spread")
    days = [day for _, day in plan(book, acme)]
    assert len(set(days)) == 3
    assert min(days) > TODAY


def test_r14_value_before_a_promise_stays_before_its_quiet_weeks(rep: Rep, book: Book) -> None:
    """R14: none in the last 21 days before the promise: it stays held back rather."""
    small(book, 1)
    planned(rep, "Ahead", due(30, Purpose.CHASE))
    promise = due(-22, Purpose.CALLBACK, StepKind.PROMISE, 1)
    near = planned(rep, "Near", due(1, Purpose.VALUE, StepKind.SERIES), replace(promise, on=TODAY + timedelta(days=20)))
    far = planned(rep, "Far", due(1, Purpose.VALUE, StepKind.SERIES), replace(promise, on=TODAY + timedelta(days=60)))
    shown = book.spread(NOW, 5)
    moved = {each.account for each in shown.spread.moves}
    assert far in moved
    assert near not in moved
    assert shown.spread.stays == 1


def test_r36_their_holidays_are_skipped(rep: Rep, book: Book) -> None:
    """R36, R9: a working day of both sides: 24 November is none in Japan where the 23rd is."""
    small(book, 1, country="DE")
    planned(rep, "Ahead", due(30, Purpose.CHASE))
    acme = planned(rep, "Acme", due(1), country="US")
    shown = book.spread(NOW - timedelta(days=0), 3)
    assert [day.on.day for day in shown.spread.days] == [24, 25, 26]
    busy = {each.account: each.on for each in shown.spread.moves}
    assert busy[acme] != THANKSGIVING


def test_r37_what_stands_on_a_day_off_weighs_on_the_next_working_day(rep: Rep, book: Book) -> None:
    small(book, 2)
    for number in range(4):
        planned(rep, f"Company {number}", due(number + 1))
    for number in range(2):
        planned(rep, f"Saturday {number}", due(-5))
    shown = book.spread(NOW, 4)
    assert [(day.on.day, day.before) for day in shown.spread.days] == [(24, 0), (25, 0), (27, 0), (30, 2)]


def test_r37_a_comeback_over_ten_days_late_is_skipped_and_the_rhythm_goes_on(rep: Rep, book: Book) -> None:
    """R37, R16, R6."""
    late = planned(rep, "Late", due(11, Purpose.COMEBACK, StepKind.SERIES))
    fresh = planned(rep, "Fresh", due(10, Purpose.COMEBACK, StepKind.SERIES))
    shown = book.spread(NOW)
    assert [account for account, _ in shown.skipped] == [late]
    book.record(book.spread_drafts(shown, NOW), now=NOW, label="skipped")
    assert [purpose for purpose, _ in plan(book, late)] == [Purpose.RHYTHM]
    assert plan(book, late)[0][1] > TODAY
    assert [purpose for purpose, _ in plan(book, fresh)] == [Purpose.COMEBACK]
    book.undo(NOW)
    assert [purpose for purpose, _ in plan(book, late)] == [Purpose.COMEBACK]


def test_r37_a_burst_resumes_at_its_step(rep: Rep, book: Book) -> None:
    """R37: the same attempt on a later day."""
    small(book, 1)
    planned(rep, "Ahead", due(30, Purpose.CHASE))
    acme = planned(rep, "Acme", due(4, Purpose.BURST, attempt=3))
    shown = book.spread(NOW, 2)
    book.record(book.spread_drafts(shown, NOW), now=NOW, label="spread")
    (step,) = book.prospect(acme, NOW).account.steps
    assert (step.purpose, step.attempt, step.on) == (Purpose.BURST, 3, date(2026, 11, 24))


def away_until(book: Book, first: date, last: date) -> None:
    small(book, 4, leave=(f"{first}..{last}",))


def test_r37_coming_back_from_leave_offers_the_spread(rep: Rep, book: Book) -> None:
    """R37: once the leave ended and something waits; not before, and not after a touch today."""
    away_until(book, date(2026, 11, 24), date(2026, 12, 4))
    assert book.coming_back(NOW) is None
    for number in range(9):
        planned(rep, f"Company {number}", due(number - 1), on=TODAY)
    back = NOW + timedelta(days=14)
    found = book.coming_back(back)
    assert found is not None
    assert found.away is not None
    assert (found.since, found.away.last, found.held_back, found.skipped) == (TODAY, date(2026, 12, 4), 5, 0)
    assert book.coming_back(NOW + timedelta(days=9)) is None, "still away"
    assert book.coming_back(NOW + timedelta(days=12)) is None, "a Saturday"
    rep.now = back
    rep.log(book.today(back).rows[0].account, Outcome.NO_ANSWER)
    assert book.coming_back(back) is None


def test_r37_a_leave_with_nothing_held_back_offers_nothing_but_late_comebacks(rep: Rep, book: Book) -> None:
    away_until(book, date(2026, 11, 24), date(2026, 12, 4))
    planned(rep, "Acme", due(0), on=TODAY)
    back = NOW + timedelta(days=14)
    assert book.coming_back(back) is None
    planned(rep, "Late", due(0, Purpose.COMEBACK, StepKind.SERIES), on=TODAY)
    found = book.coming_back(back)
    assert found is not None
    assert (found.held_back, found.skipped) == (0, 1)


@pytest.mark.parametrize(("days", "offered"), [(2, False), (3, False), (7, True)])
def test_r37_days_missed_without_leave_offer_it_too(rep: Rep, book: Book, *, days: int, offered: bool) -> None:
    """R37: three working days without a touch and more due than the cap; Thanksgiving is none."""
    small(book, 4)
    for number in range(9):
        planned(rep, f"Company {number}", due(number), on=TODAY)
    found = book.coming_back(NOW + timedelta(days=days))
    assert (found is not None) is offered
    assert found is None or found.away is None


def test_r37_a_backlog_within_the_cap_is_no_backlog(rep: Rep, book: Book) -> None:
    for number in range(9):
        planned(rep, f"Company {number}", due(number), on=TODAY)
    assert book.coming_back(NOW + timedelta(days=14)) is None


def test_r34_a_whole_book_is_spread_in_one_action(book: Book) -> None:
    """R34: the cap holds on every day, and one entry stands for each account."""
    drafts: list[Draft] = []
    for number in range(1, 601):
        firm = AccountId(f"new:{number}")
        body = TouchLogged(TODAY - timedelta(days=60), "UTC", Outcome.NO, steps=(due(number % 50 + 1),))
        drafts += [Draft(firm, AccountAdded(f"Company {number}", ())), Draft(firm, body)]
    book.record(drafts, now=NOW - timedelta(days=60), label="many")
    shown = book.spread(NOW, 20)
    assert (shown.waiting, shown.spread.stays) == (560, 0)
    change = book.record(book.spread_drafts(shown, NOW), now=NOW, label=shown.spread.label)
    assert len(change.accounts) == len(change.entries) == 560
    assert max(day.after for day in shown.spread.days) <= 40
