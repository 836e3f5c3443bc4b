"""Burst, chase and rhythm through `decide` and the fold: R5, R7, R8, R17, R42."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from playbook.decision import World
from playbook.placement import window
from playbook.words import Channel, Intent, Outcome, Purpose, Reading, Role, Tier, Verdict
from tests.builders import DANA, MONDAY, RAY, Desk, account, person, step


def next_gap(desk: Desk) -> int:
    return (desk.account.steps[0].on - desk.world.today).days


def test_r17_burst_takes_1_2_3_5_7_days_and_six_attempts() -> None:
    desk = Desk(people=[person(linkedin="in/dana")])
    gaps, channels = [], []
    for _ in range(5):
        desk.log(Outcome.NO_ANSWER)
        (burst,) = desk.account.steps
        assert burst.purpose is Purpose.BURST
        gaps.append((burst.on - desk.world.today).days)
        channels.append(burst.channel)
        desk.at(burst.on)
    # Three days after a Thursday is a Sunday, five after a Monday a Saturday: both move to the Monday after.
    assert gaps == [1, 2, 4, 7, 7]
    assert channels == [Channel.EMAIL, Channel.CALL, Channel.CALL, Channel.LINKEDIN, Channel.CALL]
    desk.log(Outcome.NO_ANSWER)
    assert desk.step(Purpose.RHYTHM).rule == "R8"


@pytest.mark.parametrize(("number", "gap"), [(1, 1), (2, 2), (3, 3), (4, 5), (5, 7)])
def test_r17_gap_of_each_attempt(number: int, gap: int) -> None:
    desk = Desk(people=[replace(person(), burst=number - 1)])
    decision = desk.draw(Outcome.NO_ANSWER)
    assert decision.steps[0].on in {MONDAY + timedelta(days=gap), MONDAY + timedelta(days=gap + 2)}
    assert decision.steps[0].attempt == number + 1


def test_r12_same_person_within_the_hour_by_another_channel_is_one_attempt() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.NO_ANSWER, channel=Channel.CALL)
    desk.log(Outcome.NO_ANSWER, channel=Channel.EMAIL)
    assert (desk.people[0].burst, desk.step(Purpose.BURST).attempt, desk.people[0].touches) == (1, 2, 2)
    desk.log(Outcome.NO_ANSWER, channel=Channel.EMAIL)
    assert (desk.people[0].burst, desk.step(Purpose.BURST).attempt) == (2, 3)


def test_r17_a_missing_channel_is_skipped() -> None:
    desk = Desk(people=[person(email="")])
    assert desk.draw(Outcome.NO_ANSWER).steps[0].channel is Channel.CALL


def test_r17_spent_burst_hands_the_lead_to_the_next_person() -> None:
    desk = Desk(people=[replace(person(), burst=5), person(RAY, "Ray Ortiz", Role.CHAMPION)])
    decision = desk.draw(Outcome.NO_ANSWER)
    assert decision.steps[0].person == RAY
    assert decision.steps[0].attempt == 1


def test_r17_all_bursts_spent_the_rhythm_turns_through_them() -> None:
    desk = Desk(people=[replace(person(), burst=5), replace(person(RAY, "Ray Ortiz"), burst_over=True)])
    decision = desk.draw(Outcome.NO_ANSWER)
    assert (decision.steps[0].purpose, decision.steps[0].person) == (Purpose.RHYTHM, RAY)


def test_r17_third_voicemail_warns() -> None:
    desk = Desk(people=[replace(person(), voicemails=2, burst=2)])
    assert "R17" in [notice.rule for notice in desk.draw(Outcome.VOICEMAIL).notices]
    assert not desk.draw(Outcome.NO_ANSWER).notices


def test_r8_rhythm_is_30_45_60_then_60_and_alternates() -> None:
    desk = Desk(people=[replace(person(), burst=5)])
    seen = []
    for _ in range(5):
        desk.log(Outcome.NO_ANSWER)
        rhythm = desk.step(Purpose.RHYTHM)
        seen.append((next_gap(desk), rhythm.intent))
        desk.at(rhythm.on)
    for (gap, _), ideal in zip(seen, (30, 45, 60, 60, 60), strict=True):
        low, high = window(ideal)
        assert low <= gap <= high + 3
    assert [intent for _, intent in seen] == [Intent.ASK, Intent.VALUE, Intent.ASK, Intent.VALUE, Intent.ASK]


def test_r8_a_talk_starts_the_rhythm_again_at_30() -> None:
    desk = Desk(replace(account(touches=9), rhythm_run=5), [replace(person(), burst_over=True, talked=True)])
    assert window(60)[0] <= (desk.draw(Outcome.NO).steps[0].on - MONDAY).days
    desk.log(Outcome.TALK)
    assert desk.account.rhythm_run == 0
    desk.at(desk.account.steps[0].on)
    assert (desk.draw(Outcome.NO).steps[0].on - desk.world.today).days <= window(30)[1]


@pytest.mark.parametrize(("tier", "gap"), [(Tier.A, 21), (Tier.B, 30), (Tier.C, 30)])
def test_r8_dream_clients_never_grow_lazy(tier: Tier, gap: int) -> None:
    facts = replace(account(touches=9), rhythm_run=7, dream=True)
    desk = Desk(facts, [replace(person(), burst_over=True, talked=True)])
    desk.world = replace(desk.world, tier=tier)
    low, high = window(gap)
    assert low <= (desk.draw(Outcome.NO).steps[0].on - MONDAY).days <= high


def test_r5_four_hundred_noes_never_end_it_and_the_gap_stays_within_60_days() -> None:
    desk = Desk(people=[person(), person(RAY, "Ray Ortiz")])
    for number in range(400):
        desk.log((Outcome.NO, Outcome.NO_ANSWER, Outcome.ALL_SET)[number % 3])
        (only,) = desk.account.steps
        assert (only.on - desk.world.today).days <= window(60)[1] + 3
        desk.at(only.on)
    assert desk.account.nos == 267


@pytest.mark.parametrize(
    ("reading", "gap"), [(Reading.TIMING, 60), (Reading.VALUE, 21), (Reading.PRIORITY, 90), (None, 30)]
)
def test_r18_the_reading_of_a_no(reading: Reading | None, gap: int) -> None:
    desk = Desk(account(touches=3), [replace(person(), talked=True, burst_over=True)])
    decision = desk.draw(Outcome.NO, reading=reading)
    low, high = window(gap)
    assert low <= (decision.steps[0].on - MONDAY).days <= high
    if reading is Reading.VALUE:
        assert decision.steps[0].intent is Intent.VALUE


def test_r18_priority_is_never_more_than_60_for_a_dream() -> None:
    desk = Desk(replace(account(touches=3), dream=True), [replace(person(), talked=True)])
    assert (desk.draw(Outcome.NO, reading=Reading.PRIORITY).steps[0].on - MONDAY).days <= window(60)[1]


def test_r18_all_set_waits_60_days_and_a_dream_its_rhythm() -> None:
    desk = Desk(account(touches=3), [replace(person(), talked=True)])
    assert window(60)[0] <= (desk.draw(Outcome.ALL_SET).steps[0].on - MONDAY).days <= window(60)[1]
    desk.account = replace(desk.account, dream=True)
    assert (desk.draw(Outcome.ALL_SET).steps[0].on - MONDAY).days <= window(30)[1]


def test_r42_chase_takes_1_2_4_working_days_changing_channel_then_the_rhythm() -> None:
    promise = step(Purpose.FOLLOW_UP, MONDAY, person=DANA)
    desk = Desk(replace(account(touches=2), steps=(promise,)), [replace(person(), talked=True, burst_over=True)])
    seen = []
    for _ in range(3):
        desk.log(Outcome.NO_ANSWER, channel=desk.account.steps[0].channel or Channel.CALL)
        chase = desk.step(Purpose.CHASE)
        seen.append((chase.on, chase.channel, chase.attempt))
        desk.at(chase.on)
    assert seen == [
        (date(2026, 11, 24), Channel.EMAIL, 1),
        (date(2026, 11, 26), Channel.CALL, 2),
        (date(2026, 12, 2), Channel.EMAIL, 3),
    ]
    desk.log(Outcome.NO_ANSWER, channel=Channel.EMAIL)
    assert desk.step(Purpose.RHYTHM).rule == "R8"


def test_r42_chase_spent_after_a_meeting_lets_the_account_work_again() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.MEETING, when=MONDAY + timedelta(days=2))
    for _ in range(4):
        desk.at(desk.account.steps[0].on)
        desk.log(Outcome.NO_ANSWER)
    assert desk.account.stated is None
    assert desk.step(Purpose.RHYTHM).rule == "R8"


def test_r7_an_earlier_touch_changes_the_record_and_not_the_plan() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.TALK)
    before = desk.account.steps
    earlier = desk.said(Outcome.NO).at - timedelta(days=3)
    decision = desk.log(Outcome.NO, at=earlier, note="said no at the fair")
    assert not decision.plan
    assert desk.account.steps == before
    assert desk.account.nos == 1


def test_r2_unknown_fit_gets_one_burst_and_then_the_question() -> None:
    desk = Desk(people=[replace(person(), burst=5), person(RAY, "Ray Ortiz")])
    desk.world = replace(desk.world, verdict=Verdict.UNKNOWN)
    decision = desk.log(Outcome.NO_ANSWER)
    assert decision.steps[0].purpose is Purpose.RESEARCH
    desk.at(decision.steps[0].on)
    settled = desk.log(Outcome.FITS)
    assert not settled.counts
    assert desk.account.fit_said == "fits"
    assert desk.step(Purpose.BURST).person == RAY
    desk.people = tuple(replace(each, burst_over=True) for each in desk.people)
    desk.account = replace(desk.account, steps=(step(Purpose.RESEARCH, desk.world.today),))
    assert desk.draw(Outcome.FITS).steps[0].purpose is Purpose.RHYTHM
    desk.account = replace(desk.account, touches=0, steps=())
    assert desk.draw(Outcome.FITS).steps == ()


def test_r2_off_profile_plans_nothing() -> None:
    desk = Desk(people=[replace(person(), burst=5)])
    desk.world = replace(desk.world, verdict=Verdict.OFF)
    assert desk.draw(Outcome.NO_ANSWER).steps == ()
    desk.world = World(MONDAY)
    desk.log(Outcome.NO_ANSWER)
    desk.log(Outcome.OFF_PROFILE)
    assert desk.account.steps == ()
    assert desk.account.fit_said == "off"


def test_r6_nobody_reachable_means_find_a_person() -> None:
    desk = Desk()
    assert desk.draw(Outcome.NO).steps[0].purpose is Purpose.RESEARCH
    desk.account = account(phone="+13125550100")
    assert [desk.log(Outcome.NO_ANSWER).steps[0].purpose for _ in range(6)] == [Purpose.BURST] * 5 + [Purpose.RHYTHM]
