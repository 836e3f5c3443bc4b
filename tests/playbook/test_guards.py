"""Not a pest, value is named, their clock, do not contact (R11-R13, R36, R38)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook import guards
from playbook.days import work_days_between
from playbook.decision import World
from playbook.facts import AccountFacts, Bar, PersonFacts, Step
from playbook.settings import Guards, Hours
from playbook.words import AccountId, Channel, EntryId, PersonId, Purpose, Standing, StepId, StepKind

MONDAY = date(2026, 11, 23)
ACME, DANA, RAY = AccountId("acme"), PersonId("dana"), PersonId("ray")
NONE: frozenset[date] = frozenset()
RULES = Guards()


def on(days: int) -> date:
    return MONDAY + timedelta(days=days)


def account(**facts: object) -> AccountFacts:
    return AccountFacts(ACME, "Acme Robotics", **facts)  # type: ignore[arg-type]


def person(who: PersonId = DANA, **facts: object) -> PersonFacts:
    return PersonFacts(who, ACME, "Dana Cole", **facts)  # type: ignore[arg-type]


def step(
    name: str, day: date, who: PersonId | None, purpose: Purpose = Purpose.RHYTHM, kind: StepKind = StepKind.NEXT
) -> Step:
    return Step(StepId(name), kind, purpose, day, person=who)


def test_r11_a_talk_frees_the_person_in_five_working_days_and_the_account_in_two() -> None:
    talked = account(last_contact=MONDAY)
    world = World(MONDAY)
    assert guards.contact_gap_until(person(last_contact=MONDAY), talked, world, RULES, NONE) == on(7)
    assert guards.contact_gap_until(person(RAY), talked, world, RULES, NONE) == on(2)
    assert guards.contact_gap_until(None, talked, world, RULES, NONE) == on(2)


def test_r11_days_off_are_no_working_days_of_the_gap() -> None:
    world = World(MONDAY)
    assert guards.contact_gap_until(None, account(last_contact=MONDAY), world, RULES, frozenset({on(1)})) == on(3)


def test_r11_without_contact_or_after_the_gap_today_is_free() -> None:
    assert guards.contact_gap_until(person(), account(), World(MONDAY), RULES, NONE) == MONDAY
    long_ago = on(-30)
    assert (
        guards.contact_gap_until(
            person(last_contact=long_ago), account(last_contact=long_ago), World(MONDAY), RULES, NONE
        )
        == MONDAY
    )


def test_r11_nothing_holds_while_talking() -> None:
    talking = account(last_contact=MONDAY, stated=Standing.TALKING)
    assert guards.contact_gap_until(person(last_contact=MONDAY), talking, World(MONDAY), RULES, NONE) == MONDAY


@pytest.mark.parametrize(
    "purpose",
    [
        Purpose.OPENING,
        Purpose.SUCCESSOR,
        Purpose.REFERRAL,
        Purpose.COMEBACK,
        Purpose.CHASE,
        Purpose.ANSWER,
        Purpose.FOLLOW_UP,
    ],
)
def test_r11_what_is_owed_or_asked_for_is_exempt(purpose: Purpose) -> None:
    assert guards.exempt(StepKind.NEXT, purpose)


def test_r11_promises_and_the_reps_own_dates_are_exempt_and_planned_touches_are_not() -> None:
    assert guards.exempt(StepKind.PROMISE, Purpose.CALLBACK)
    assert guards.exempt(StepKind.HAND, Purpose.VALUE)
    for purpose in (Purpose.RHYTHM, Purpose.BURST, Purpose.TICKLE, Purpose.VALUE, Purpose.FADED):
        assert not guards.exempt(StepKind.NEXT, purpose)


def test_r11_the_reps_own_hand_gets_one_quiet_line_and_no_refusal() -> None:
    notice = guards.pest_notice(person(last_contact=on(-1)), account(last_contact=on(-1)), World(MONDAY), RULES, NONE)
    assert notice is not None
    assert (notice.rule, notice.blocking) == ("R11", False)
    assert "Fri 27 Nov" in notice.text
    assert guards.pest_notice(person(), account(), World(MONDAY), RULES, NONE) is None


@given(last=st.integers(-40, 0), gap=st.integers(0, 30), off=st.frozensets(st.integers(-40, 40), max_size=15))
def test_r11_the_free_day_keeps_its_working_days_apart(last: int, gap: int, off: frozenset[int]) -> None:
    free_days = frozenset(on(n) for n in off)
    rules = Guards(person_work_days=gap, account_work_days=0)
    free = guards.contact_gap_until(person(last_contact=on(last)), account(), World(MONDAY), rules, free_days)
    assert free >= MONDAY
    assert work_days_between(on(last), free, free_days) >= gap
    assert free == MONDAY or work_days_between(on(last), free - timedelta(days=1), free_days) < gap


def test_r12_one_person_of_an_account_a_day() -> None:
    planned = account(steps=(step("1", MONDAY, RAY), step("2", on(1), RAY)))
    assert guards.one_a_day(planned, DANA, MONDAY, NONE) == on(2)
    assert guards.one_a_day(planned, RAY, MONDAY, NONE) == MONDAY
    assert guards.one_a_day(planned, DANA, MONDAY, frozenset({on(2)})) == on(3)
    assert guards.one_a_day(planned, DANA, MONDAY, NONE, frozenset({StepId("1")})) == MONDAY


def test_r12_exempt_steps_and_the_companys_own_line_take_no_day() -> None:
    promise = step("1", MONDAY, RAY, Purpose.CALLBACK, StepKind.PROMISE)
    assert guards.one_a_day(account(steps=(promise, step("2", MONDAY, None))), DANA, MONDAY, NONE) == MONDAY


def test_r12_a_touch_already_made_takes_its_day() -> None:
    touched = account(last_touch=MONDAY, last_touch_person=RAY)
    assert guards.one_a_day(touched, DANA, MONDAY, NONE) == on(1)
    assert guards.one_a_day(touched, RAY, MONDAY, NONE) == MONDAY
    assert guards.one_a_day(account(last_touch=MONDAY), DANA, MONDAY, NONE) == MONDAY


def test_r12_another_channel_within_the_hour_is_one_attempt() -> None:
    called = person(last_touch=MONDAY, last_hour=9, last_channel=Channel.CALL)
    assert guards.same_attempt(called, MONDAY, 9, Channel.EMAIL)
    assert guards.same_attempt(called, MONDAY, 10, Channel.EMAIL)
    assert not guards.same_attempt(called, MONDAY, 11, Channel.EMAIL)
    assert not guards.same_attempt(called, MONDAY, None, Channel.EMAIL)
    assert not guards.same_attempt(called, MONDAY, 9, Channel.CALL)
    assert not guards.same_attempt(called, MONDAY + timedelta(days=1), 9, Channel.EMAIL)
    assert not guards.same_attempt(person(last_touch=MONDAY), MONDAY, 9, Channel.EMAIL)


@pytest.mark.parametrize(
    "text",
    [
        "Just following up!",
        "just  touching-base",
        "Hope you’re okay, haven`t heard from you",
        "HAVENʼT HEARD FROM YOU",
        "I left you several voicemails.",
        "only checking in",
    ],
)
def test_r13_checking_in_is_refused_with_the_reason_and_two_ideas(text: str) -> None:
    notice = guards.value_notice(text, RULES)
    assert notice is not None
    assert (notice.rule, notice.blocking) == ("R13", True)
    assert "lowers your stock" in notice.text
    assert all(idea in notice.text for idea in guards.IDEAS)


@pytest.mark.parametrize(
    "text", ["", "invite to the press shop webinar", "an article on checking inventory", "rebase the data"]
)
def test_r13_what_gives_something_passes(text: str) -> None:
    assert guards.value_notice(text, RULES) is None


def test_r13_list_and_refusal_are_settings() -> None:
    warned = guards.value_notice("any news?", Guards(value_words="warn", refused=(" ", "Any news")))
    assert warned is not None
    assert not warned.blocking
    assert guards.value_notice("just following up", Guards(refused=())) is None


def test_r13_ideas_come_from_the_value_library_first() -> None:
    notice = guards.value_notice("checking in", RULES, ("the changeover guide",))
    assert notice is not None
    assert f"the changeover guide, or {guards.IDEAS[0]}" in notice.text


@given(st.text(max_size=60), st.sampled_from(RULES.refused), st.sampled_from(["'", "’", "ʼ", ""]))
def test_r13_a_phrase_is_found_anywhere_in_any_case(around: str, phrase: str, apostrophe: str) -> None:
    said = phrase.upper().replace("'", apostrophe)
    assert guards.value_notice(f"{around} {said} {around}", RULES) is not None


def there(hour: int, minute: int = 0, day: date = MONDAY) -> World:
    return World(MONDAY, there=datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC))


@pytest.mark.parametrize(
    ("hour", "minute", "warned"), [(7, 59, True), (8, 0, False), (20, 59, False), (21, 0, True), (3, 5, True)]
)
def test_r36_a_dial_outside_the_lawful_hours_there_warns(hour: int, minute: int, warned: bool) -> None:  # noqa: FBT001
    notice = guards.dial_notice(there(hour, minute), Channel.CALL, Hours())
    assert (notice is not None) is warned
    assert notice is None or (notice.rule == "R36" and not notice.blocking and f"{hour:02}:{minute:02}" in notice.text)


def test_r36_mail_may_go_at_night_and_an_unknown_clock_says_nothing() -> None:
    assert guards.dial_notice(there(3), Channel.EMAIL, Hours()) is None
    assert guards.dial_notice(World(MONDAY), Channel.CALL, Hours()) is None


def test_r36_office_hours_are_eight_to_eighteen_on_their_working_days() -> None:
    assert guards.office_open(there(8).there, Hours(), NONE) is True
    assert guards.office_open(there(17, 59).there, Hours(), NONE) is True
    assert guards.office_open(there(18).there, Hours(), NONE) is False
    assert guards.office_open(there(9).there, Hours(), frozenset({MONDAY})) is False
    assert guards.office_open(there(9, day=on(5)).there, Hours(), NONE) is False
    assert guards.office_open(None, Hours(), NONE) is None


def test_r38_a_bar_of_the_account_bars_everyone() -> None:
    bar = Bar(EntryId("e1"))
    for whom in (None, person(), person(RAY)):
        for channel in (None, *Channel):
            assert guards.barred(account(bars=(bar,)), whom, channel) == bar


def test_r38_a_barred_standing_bars_even_without_a_bar_on_record() -> None:
    listed = account(stated=Standing.BARRED, basis=EntryId("e9"), bars=(Bar(EntryId("e1"), channel=Channel.TEXT),))
    assert guards.barred(listed, None, Channel.CALL) == Bar(EntryId("e9"))
    whole = Bar(EntryId("e2"), words="never again")
    assert guards.barred(account(stated=Standing.BARRED, bars=(whole,)), person(), None) == whole


def test_r38_a_bar_on_one_channel_leaves_the_others() -> None:
    bar = Bar(EntryId("e1"), DANA, Channel.CALL)
    barred = person(bars=(bar,))
    assert guards.barred(account(), barred, Channel.CALL) == bar
    assert guards.barred(account(), barred, Channel.EMAIL) is None
    assert guards.barred(account(), barred, None) is None
    assert guards.barred(account(), person(RAY), Channel.CALL) is None


def test_r38_a_persons_bar_on_the_accounts_record_holds_for_that_person() -> None:
    bar = Bar(EntryId("e1"), DANA)
    held = account(bars=(bar,))
    assert guards.barred(held, person(), Channel.LETTER) == bar
    assert guards.barred(held, person(RAY), Channel.LETTER) is None
    assert guards.barred(held, None, Channel.LETTER) is None


def test_r38_a_bar_speaks_with_their_words() -> None:
    assert guards.bar_notice(Bar(EntryId("e1"))).blocking
    assert (
        guards.bar_notice(Bar(EntryId("e1"), channel=Channel.CALL, words="no calls")).text
        == "do not contact (call): “no calls”"
    )
