"""Promises, value, fades, comebacks, changes and gates through `decide`: R10, R13-R16, R20-R22, R26, R38."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from playbook import moves, series
from playbook.bodies import PersonSet
from playbook.decision import GateAnswers
from playbook.facts import Bar, Opening
from playbook.words import (
    AccountId,
    Channel,
    EntryId,
    Outcome,
    PersonId,
    Purpose,
    Reading,
    Role,
    Standing,
    StepKind,
    Verdict,
)
from tests.builders import ACME, CHICAGO, DANA, MONDAY, NOW, RAY, Desk, account, person, step


def stated(desk: Desk) -> str:
    return "none" if desk.account.stated is None else str(desk.account.stated)


def test_r14_six_months_books_the_promise_and_two_value_touches() -> None:
    desk = Desk(people=[person()])
    decision = desk.log(Outcome.CALLBACK, when=date(2027, 5, 24), words="6 months")
    assert desk.plan() == [("value", "2027-01-22"), ("value", "2027-03-23"), ("callback", "2027-05-24")]
    assert decision.next_on == date(2027, 1, 22)
    assert desk.step(Purpose.CALLBACK).why == "6 months"


@pytest.mark.parametrize(("days", "count"), [(80, 0), (81, 1), (140, 1), (141, 2), (181, 2), (365, 5)])
def test_r14_value_every_60_days_and_none_in_the_last_21(days: int, count: int) -> None:
    desk = Desk(people=[person()])
    when = MONDAY + timedelta(days=days)
    assert len(desk.draw(Outcome.CALLBACK, when=when).steps) == 1 + count
    assert len(desk.draw(Outcome.CALLBACK, when=when, value_between=False).steps) == 1


def test_r14_a_callback_without_a_day_is_refused_and_one_in_the_past_too() -> None:
    desk = Desk(people=[person()])
    assert desk.draw(Outcome.CALLBACK).refusal is not None
    assert desk.draw(Outcome.CALLBACK, when=MONDAY - timedelta(days=1)).refusal is not None
    assert desk.draw(Outcome.CALLBACK, answered=False).needs == "callback"


def test_r10_a_promise_is_exact_keeps_its_hour_and_tells_of_a_sunday() -> None:
    desk = Desk(people=[person()])
    decision = desk.log(
        Outcome.CALLBACK, when=date(2027, 5, 23), when_at=time(8, 30), when_zone="America/Chicago", value_between=False
    )
    promise = desk.step(Purpose.CALLBACK)
    assert (promise.on, promise.at, promise.zone) == (date(2027, 5, 23), time(8, 30), "America/Chicago")
    assert "weekend: Mon 24 May?" in decision.notices[0].text


def test_r10_a_day_off_is_told_too() -> None:
    desk = Desk(people=[person()])
    desk.world = replace(desk.world, their_days_off=frozenset({date(2026, 12, 25)}))
    assert "a day off" in desk.draw(Outcome.CALLBACK, when=date(2026, 12, 25)).notices[0].text


def test_r10_a_promise_is_kept_on_its_day_and_unanswered_becomes_a_chase() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2026, 12, 7), value_between=False)
    desk.at(date(2026, 12, 7))
    decision = desk.log(Outcome.VOICEMAIL)
    assert len(decision.kept) == 1
    assert desk.plan() == [("chase", "2026-12-08")]


def test_r10_an_earlier_talk_asks_whether_the_promise_still_stands() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24), value_between=False)
    decision = desk.log(Outcome.TALK)
    assert [ask.question for ask in decision.asks] == ["Does 24 May still stand?"]
    assert [purpose for purpose, _ in desk.plan()] == ["follow-up", "callback"]
    desk.record([moves.end(desk.account, desk.people, (decision.asks[0].step,), desk.world, desk.settings)])  # type: ignore[arg-type]
    assert [purpose for purpose, _ in desk.plan()] == ["follow-up"]


def test_r6_ending_the_only_step_starts_the_rhythm() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24), value_between=False)
    desk.record([moves.end(desk.account, desk.people, (desk.account.steps[0].id,), desk.world, desk.settings)])
    assert [purpose for purpose, _ in desk.plan()] == ["rhythm"]


def test_r10_a_new_callback_of_the_same_person_replaces_the_old_one_with_its_value() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24))
    desk.log(Outcome.CALLBACK, when=date(2026, 12, 14), step=None)
    assert desk.plan() == [("callback", "2026-12-14")]


def test_what_ends_what_a_rhythm_is_silent_while_a_promise_lies_ahead() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24))
    desk.log(Outcome.NO, step=None)
    assert [purpose for purpose, _ in desk.plan()] == ["value", "value", "callback"]


def test_r14_a_gift_within_seven_days_takes_the_value_step() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24))
    desk.at(date(2027, 1, 14))
    assert desk.draw(Outcome.VALUE, step=None).kept == ()
    desk.at(date(2027, 1, 15))
    desk.log(Outcome.VALUE, step=None)
    assert desk.plan() == [("value", "2027-03-23"), ("callback", "2027-05-24")]


def test_r15_faded_gives_value_four_times_every_14_days_then_the_rhythm() -> None:
    """R15: gone quiet after interest gets value, never a check-in."""
    desk = Desk(account(touches=2), [replace(person(), talked=True, burst_over=True)])
    decision = desk.log(Outcome.FADED, guess="swamped")
    assert not decision.counts
    days = [(each.on - MONDAY).days for each in desk.account.steps]
    assert [low <= day <= high for day, (low, high) in zip(days, [(12, 16), (25, 31), (39, 45), (52, 60)], strict=True)]
    for _ in range(4):
        desk.at(desk.account.steps[0].on)
        desk.log(Outcome.VALUE)
    assert [purpose for purpose, _ in desk.plan()] == ["rhythm"]


def test_r15_a_known_decision_date_replaces_the_last() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.FADED, when=MONDAY + timedelta(days=45))
    assert desk.account.steps[-1].on == MONDAY + timedelta(days=45)
    assert len(desk.account.steps) in {3, 4}


def test_r16_the_first_no_of_a_person_plans_a_written_comeback_where_something_is_known() -> None:
    desk = Desk(people=[person()])
    assert desk.draw(Outcome.NO).steps[0].purpose is Purpose.RHYTHM
    desk.log(Outcome.NO, note="runs two lines, changeovers hurt")
    comeback = desk.step(Purpose.COMEBACK)
    assert (comeback.on, comeback.channel, comeback.kind) == (date(2026, 11, 26), Channel.EMAIL, StepKind.SERIES)
    desk.at(comeback.on)
    desk.log(Outcome.NO_ANSWER, channel=Channel.EMAIL)
    assert [purpose for purpose, _ in desk.plan()] == ["rhythm"]
    assert desk.draw(Outcome.NO).steps[0].purpose is Purpose.RHYTHM


@pytest.mark.parametrize(
    ("reading", "purpose"),
    [(Reading.TIMING, "rhythm"), (Reading.PRIORITY, "rhythm"), (Reading.VALUE, "comeback"), (None, "comeback")],
)
def test_r16_timing_and_priority_replace_the_comeback_value_keeps_it(reading: Reading | None, purpose: str) -> None:
    desk = Desk(people=[person()])
    desk.world = replace(desk.world, fit_known=True)
    desk.log(Outcome.NO, reading=reading)
    assert [each for each, _ in desk.plan()] == [purpose]


def test_r16_no_comeback_after_a_talk_without_mail_or_for_an_unknown_fit() -> None:
    desk = Desk(people=[replace(person(), talked=True)])
    desk.world = replace(desk.world, fit_known=True)
    assert desk.draw(Outcome.ALL_SET).steps[0].purpose is not Purpose.COMEBACK
    desk.people = (person(email=""),)
    assert desk.draw(Outcome.ALL_SET).steps[0].purpose is Purpose.RHYTHM
    desk.people = (person(),)
    assert desk.draw(Outcome.ALL_SET).steps[0].purpose is Purpose.COMEBACK
    desk.world = replace(desk.world, verdict=Verdict.UNKNOWN)
    assert desk.draw(Outcome.ALL_SET).steps[0].purpose is Purpose.RESEARCH


def test_all_set_names_the_provider() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.ALL_SET, words="Globex")
    assert desk.account.get("incumbent") == "Globex"


def test_r13_value_asked_for_is_followed_up_in_five_working_days() -> None:
    desk = Desk(people=[person()])
    assert desk.draw(Outcome.VALUE).steps[0].purpose is Purpose.RHYTHM
    asked = desk.draw(Outcome.VALUE, reading=Reading.ASKED).steps[0]
    assert (asked.purpose, asked.on) == (Purpose.FOLLOW_UP, date(2026, 11, 30))


def test_r13_checking_in_is_refused_as_a_value_line_never_as_a_note() -> None:
    desk = Desk(people=[person()])
    refused = desk.draw(Outcome.VALUE, note="just following up on my mail").refusal
    assert refused is not None
    assert refused.rule == "R13"
    assert desk.draw(Outcome.NO, note="just following up").refusal is None
    warns = replace(desk.settings, guards=replace(desk.settings.guards, value_words="warn"))
    desk.settings = warns
    mild = desk.draw(Outcome.VALUE, note="just following up on my mail")
    assert (mild.refusal, [notice.rule for notice in mild.notices]) == (None, ["R13"])


def test_r31_not_now_tickles_in_60_days_then_every_90() -> None:
    """R31: for what fits and is not ready."""
    desk = Desk(people=[person()])
    desk.log(Outcome.NOT_NOW)
    assert 55 <= (desk.step(Purpose.TICKLE).on - MONDAY).days <= 65
    desk.at(desk.step(Purpose.TICKLE).on)
    desk.log(Outcome.VALUE)
    assert 84 <= (desk.step(Purpose.TICKLE).on - desk.world.today).days <= 96
    desk.at(desk.step(Purpose.TICKLE).on)
    desk.log(Outcome.NO_ANSWER)
    assert 84 <= (desk.step(Purpose.TICKLE).on - desk.world.today).days <= 96
    assert (
        desk.draw(Outcome.NOT_NOW, when=desk.world.today + timedelta(days=21)).steps[0].on - desk.world.today
    ).days <= 26


def test_talk_goes_on_in_seven_days_or_on_the_day_agreed() -> None:
    desk = Desk(people=[person()])
    assert desk.draw(Outcome.TALK).next_on == date(2026, 11, 30)
    agreed = desk.draw(Outcome.TALK, when=date(2026, 12, 2), words="send the case first").steps[0]
    assert (agreed.on, agreed.why) == (date(2026, 12, 2), "send the case first")


def test_r6_a_meeting_is_talking_and_returns_the_day_after() -> None:
    desk = Desk(people=[person()])
    assert desk.draw(Outcome.MEETING, answered=False).needs == "meeting"
    desk.log(Outcome.MEETING, when=date(2026, 11, 27))
    assert stated(desk) == "talking"
    assert desk.plan() == [("return", "2026-11-30")]
    desk.at(date(2026, 11, 30))
    desk.log(Outcome.MEETING, reading=Reading.LOST, words="price")
    assert stated(desk) == "none"
    assert [purpose for purpose, _ in desk.plan()] == ["rhythm"]


def test_won_is_a_customer_without_a_plan_and_touches_plan_nothing_more() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.TALK)
    desk.log(Outcome.MEETING, reading=Reading.WON)
    assert stated(desk) == "customer"
    assert desk.plan() == []
    assert desk.draw(Outcome.NO_ANSWER).steps == ()
    assert desk.draw(Outcome.CALLBACK, when=date(2027, 1, 4)).steps


def test_r21_left_calls_the_successor_today_and_ends_what_was_promised_to_the_leaver() -> None:
    desk = Desk(people=[person(), person(RAY, "Ray Ortiz")])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24), value_between=False)
    desk.at(date(2026, 12, 1))
    decision = desk.log(Outcome.LEFT, step=None)
    assert desk.plan() == [("successor", "2026-12-01")]
    assert decision.notices[0].rule == "R10"
    assert desk.people[0].gone
    assert desk.account.outlived == 1
    assert desk.account.openings[0].kind == "person left"
    desk.log(Outcome.NO_ANSWER, person=None)
    assert desk.step(Purpose.SUCCESSOR).attempt == 2
    for _ in range(5):
        desk.at(desk.account.steps[0].on)
        desk.log(Outcome.NO_ANSWER, person=None)
    assert desk.step(Purpose.RHYTHM).person == RAY


def test_r21_a_named_successor_starts_fresh_and_a_champion_is_followed_to_the_new_firm() -> None:
    champion = replace(person(role=Role.CHAMPION), nos=7, burst_over=True)
    desk = Desk(account(touches=5), [champion])
    decision = desk.log(Outcome.LEFT, name="Kim Sato", new_firm="Globex")
    assert desk.step(Purpose.SUCCESSOR).person == PersonId("new:1")
    assert "rescue" in decision.why
    kim = desk.people[-1]
    assert (kim.name, kim.burst, kim.nos, kim.role) == ("Kim Sato", 0, 0, Role.CHAMPION)
    firm = [draft for draft in decision.drafts if draft.entity == "new:2"]
    assert [draft.body.kind for draft in firm] == ["account.added", "step.set"]
    moved = desk.people[0]
    assert (moved.account, moved.came_from, moved.burst_over, moved.gone) == ("new:2", ACME, False, False)


def test_r21_a_leaver_who_was_no_champion_follows_as_a_plain_prospect() -> None:
    desk = Desk(people=[person()])
    kinds = [draft.body.kind for draft in desk.draw(Outcome.LEFT, new_firm="Globex").drafts]
    assert kinds == ["account.added", "person.set"]
    assert Desk().draw(Outcome.LEFT).steps[0].purpose is Purpose.SUCCESSOR


def test_wrong_person_refers_to_the_right_one_today() -> None:
    desk = Desk(people=[person()])
    decision = desk.log(Outcome.WRONG, reading=Reading.PERSON, name="Kim Sato")
    assert decision.steps[0].purpose is Purpose.REFERRAL
    assert decision.steps[0].on == MONDAY
    assert desk.people[0].gone


def test_wrong_number_takes_the_next_channel_and_bounced_the_phone() -> None:
    desk = Desk(people=[person()])
    assert desk.draw(Outcome.WRONG, reading=Reading.NUMBER).steps[0].channel is Channel.EMAIL
    assert desk.draw(Outcome.WRONG, reading=Reading.BOUNCED).steps[0].channel is Channel.CALL
    desk.log(Outcome.NO_ANSWER)
    step_now = desk.draw(Outcome.WRONG, reading=Reading.BOUNCED).steps[0]
    assert (step_now.purpose, step_now.on) == (Purpose.BURST, MONDAY)
    desk.log(Outcome.WRONG, reading=Reading.BOUNCED)
    assert Channel.EMAIL in desk.people[0].bad
    desk.log(Outcome.WRONG, reading=Reading.NUMBER)
    assert [purpose for purpose, _ in desk.plan()] == ["research"]


def test_wrong_person_without_a_name_goes_on_with_somebody_else() -> None:
    desk = Desk(people=[person(), person(RAY, "Ray Ortiz")])
    assert desk.draw(Outcome.WRONG, reading=Reading.PERSON).steps[0].person == RAY
    desk.people = (person(email=""),)
    assert desk.draw(Outcome.WRONG, reading=Reading.NUMBER).steps[0].purpose is Purpose.RESEARCH


@pytest.mark.parametrize(
    ("gate", "purpose", "why"),
    [
        (GateAnswers(), Purpose.FOLLOW_UP, "they qualify"),
        (GateAnswers(gap=True), Purpose.ANSWER, "a gap"),
        (GateAnswers(on_profile=False), Purpose.ANSWER, "on profile"),
        (GateAnswers(pain_found=False), Purpose.ANSWER, "pain"),
        (GateAnswers(decider_reached=False), Purpose.ANSWER, "decision-maker"),
    ],
)
def test_r26_the_dump_point(gate: GateAnswers, purpose: Purpose, why: str) -> None:
    desk = Desk(people=[person()])
    assert desk.draw(Outcome.MY_TIME, answered=False).needs == "gate"
    decision = desk.log(Outcome.MY_TIME, gate=gate)
    assert decision.steps[0].purpose is purpose
    assert decision.steps[0].on == date(2026, 11, 25)
    assert why in decision.why
    assert bool(desk.account.remarks) is gate.gap


def test_r38_a_bar_is_absolute_and_refuses_all_but_inbound() -> None:
    desk = Desk(people=[person(), person(RAY, "Ray Ortiz")])
    assert desk.draw(Outcome.BARRED, answered=False).needs == "barred"
    desk.log(Outcome.BARRED, words="never call me again")
    assert desk.people[0].bars[0].words == "never call me again"
    assert desk.step(Purpose.BURST).person == RAY
    refused = desk.draw(Outcome.NO_ANSWER).refusal
    assert refused is not None
    assert refused.rule == "R38"
    assert desk.draw(Outcome.TALK, inbound=True).refusal is None
    assert desk.draw(Outcome.TALK, person=RAY).refusal is None


def test_r38_one_channel_only() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.NO_ANSWER)
    desk.log(Outcome.BARRED, one_channel=True, channel=Channel.EMAIL)
    assert desk.draw(Outcome.NO_ANSWER, channel=Channel.EMAIL).refusal is not None
    assert desk.draw(Outcome.NO_ANSWER, channel=Channel.CALL).refusal is None


def test_r38_the_whole_account_ends_everything_and_is_lifted_by_name() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24))
    decision = desk.log(Outcome.BARRED, whole_account=True)
    assert stated(desk) == "barred"
    assert desk.plan() == []
    assert decision.notices[0].rule == "R10"
    assert desk.draw(Outcome.NO_ANSWER).refusal is not None
    desk.record([moves.unbar(ACME, (desk.account.bars[0].entry,), "they asked us back")])
    assert stated(desk) == "none"
    assert Desk(people=[person()]).draw(Outcome.BARRED, whole_account=True).notices == ()


def test_a_barred_account_without_a_channel_speaks_of_the_account() -> None:
    desk = Desk(replace(account(), bars=(Bar(EntryId("e9"), None, Channel.CALL),)), [person()])
    refused = desk.draw(Outcome.NO_ANSWER).refusal
    assert refused is not None
    assert "Acme Robotics: do not contact by call" in refused.text


def test_inbound_ends_burst_chase_comeback_and_faded() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.NO_ANSWER)
    desk.log(Outcome.TALK, inbound=True)
    assert [purpose for purpose, _ in desk.plan()] == ["follow-up"]
    assert desk.people[0].burst_over
    assert desk.account.touches == 1


def test_inbound_keeps_a_promise_come_due() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2026, 12, 7), value_between=False)
    desk.at(date(2026, 12, 7))
    assert len(desk.log(Outcome.TALK, inbound=True).kept) == 1


def test_o_asks_about_promises_and_ends_the_rest() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24))
    decision = desk.log(Outcome.OFF_PROFILE)
    assert [purpose for purpose, _ in desk.plan()] == ["callback"]
    assert decision.asks


def test_r22_openings_plant_touches_90_and_30_days_before_and_undated_ones_today() -> None:
    desk = Desk(people=[person()])
    seen = Opening(EntryId(""), "contract renewal", MONDAY, date(2027, 6, 1))
    desk.record([moves.opening(desk.account, desk.people, seen, desk.world, desk.settings)])
    assert desk.plan() == [("opening", "2027-03-03"), ("opening", "2027-05-03")]
    desk.at(date(2027, 3, 3))
    desk.log(Outcome.NO_ANSWER)
    assert ("opening", "2027-03-03") not in desk.plan()
    news = Opening(EntryId(""), "funding", MONDAY, text="raised a round")
    desk = Desk()
    desk.record([moves.opening(desk.account, (), news, desk.world, desk.settings)])
    assert desk.plan() == [("opening", "2026-11-23")]


def test_r36_a_call_outside_their_hours_is_told_and_r11_speaks_quietly() -> None:
    desk = Desk(replace(account(touches=3), last_contact=MONDAY), [replace(person(), last_contact=MONDAY)])
    desk.world = replace(desk.world, there=datetime(2026, 11, 23, 6, 30, tzinfo=CHICAGO))
    rules = [notice.rule for notice in desk.draw(Outcome.NO_ANSWER, step=None).notices]
    assert rules == ["R36", "R11"]
    assert desk.draw(Outcome.NO_ANSWER, inbound=True).notices == ()


def test_r11_a_planned_touch_waits_for_the_gap_after_a_talk() -> None:
    desk = Desk(replace(account(touches=3), last_contact=MONDAY), [person(), replace(person(RAY, "Ray Ortiz"))])
    assert desk.draw(Outcome.NO_ANSWER).steps[0].on == date(2026, 11, 25)


def test_r12_one_person_per_account_per_day() -> None:
    """R12: the day on which someone else of the account is planned is left free."""
    value = step(Purpose.VALUE, date(2026, 11, 24), StepKind.SERIES, person=RAY)
    promise = step(Purpose.CALLBACK, date(2026, 11, 24), StepKind.PROMISE, person=RAY)
    desk = Desk(replace(account(), steps=(value, promise)), [person(), person(RAY, "Ray Ortiz")])
    # While something is promised the burst hands over to it: nothing of its own is planned.
    assert desk.draw(Outcome.NO_ANSWER, step=None).steps == ()
    hand = step(Purpose.HAND, date(2026, 11, 24), StepKind.HAND, person=RAY)
    desk.account = replace(account(), steps=(hand,))
    assert desk.draw(Outcome.NO_ANSWER, step=None).steps[0].on == date(2026, 11, 24)


def test_hand_dates_are_taken_on_their_day() -> None:
    desk = Desk(people=[person()])
    desk.record([moves.by_hand(desk.account, date(2026, 12, 7), desk.people[0], "after the fair")])
    assert desk.draw(Outcome.NO_ANSWER, step=None).kept == ()
    desk.at(date(2026, 12, 7))
    assert len(desk.draw(Outcome.NO_ANSWER, step=None).kept) == 1


def test_a_written_touch_takes_the_comeback_and_any_touch_an_opening() -> None:
    comeback = step(Purpose.COMEBACK, MONDAY + timedelta(days=2), StepKind.SERIES, person=DANA)
    soon = step(Purpose.OPENING, MONDAY + timedelta(days=3), StepKind.SERIES)
    desk = Desk(replace(account(touches=1), steps=(comeback, soon)), [person()])
    assert desk.draw(Outcome.NO_ANSWER, step=None).kept == (soon.id,)
    assert desk.draw(Outcome.NO_ANSWER, step=None, channel=Channel.EMAIL).kept == (comeback.id, soon.id)


def test_dana_is_the_answering_person() -> None:
    assert Desk(people=[person()]).said(Outcome.NO).person == DANA


def test_r14_r22_words_of_expiry_become_an_opening_and_the_talk_still_counts() -> None:
    """R14, R22: touches 90 and 30 days before the end of the contract instead of a promise for its day."""
    desk = Desk(people=[person()])
    decision = desk.log(Outcome.CALLBACK, when=date(2027, 6, 30), words="contract is up in June", opening=True)
    assert (decision.counts, decision.rule) == (True, "R22")
    assert desk.plan() == [("opening", "2027-04-01"), ("opening", "2027-05-31")]
    assert decision.next_on == date(2027, 4, 1)
    opening = desk.account.openings[0]
    assert (opening.kind, opening.on, opening.text, opening.person) == (
        "renewal", date(2027, 6, 30), "contract is up in June", DANA,
    )  # fmt: skip
    assert desk.account.last_talk == MONDAY
    assert [step.why for step in desk.account.steps] == ["contract is up in June"] * 2


def test_r22_an_end_that_is_near_is_worked_on_the_next_working_day() -> None:
    desk = Desk(people=[person()])
    assert [step.on for step in desk.draw(Outcome.CALLBACK, when=date(2026, 12, 4), opening=True).steps] == [
        date(2026, 11, 24)
    ]
    late = desk.draw(Outcome.CALLBACK, when=date(2026, 11, 1), opening=True)
    assert late.refusal is not None
    assert desk.draw(Outcome.CALLBACK, opening=True).refusal is not None


def test_r22_what_changes_only_the_record_keeps_the_news() -> None:
    """R22, R29, R45: a callback of an earlier day, and one of somebody let go, plan nothing; the opening stands."""
    desk = Desk(people=[person()])
    desk.log(Outcome.TALK)
    earlier = desk.draw(Outcome.CALLBACK, at=NOW - timedelta(days=3), when=date(2027, 6, 30), opening=True)
    assert (earlier.plan, earlier.steps, [draft.body.kind for draft in earlier.drafts]) == (
        False, (), ["opening.seen"],
    )  # fmt: skip
    gone = Desk(replace(account(touches=3), stated=Standing.DUMPED), [person()])
    told = gone.draw(Outcome.CALLBACK, when=date(2027, 6, 30), opening=True)
    assert (told.steps, [draft.body.kind for draft in told.drafts]) == ((), ["opening.seen"])


def test_r21_a_firm_of_the_book_is_not_added_again() -> None:
    desk = Desk(people=[person()])
    drafts = desk.draw(Outcome.LEFT, new_firm="Globex", firm=AccountId("globex")).drafts
    assert [draft.body.kind for draft in drafts] == ["person.set"]
    assert isinstance(drafts[0].body, PersonSet)
    assert drafts[0].body.account == "globex"


@pytest.mark.parametrize("guess", ["no news", "timeline moved", "swamped", "personal", ""])
def test_r15_the_guess_at_a_fade_can_be_told_from_its_plan(guess: str) -> None:
    desk = Desk(account(touches=3), [person()])
    desk.log(Outcome.FADED, guess=guess)
    assert series.guessed(desk.account.steps) == guess
    assert series.guessed(()) == ""
