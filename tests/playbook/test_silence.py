"""Silence (R20) and the forgotten (R6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.facts import AccountFacts, Step
from playbook.settings import Settings
from playbook.silence import forgotten, rhythm, silence
from playbook.words import AccountId, Purpose, Standing, StepId, StepKind, Tier, Verdict

TODAY = date(2026, 11, 23)
PLAYBOOK = Settings()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def account(**facts: object) -> AccountFacts:
    return AccountFacts(AccountId("acme"), "Acme Robotics", **facts)  # type: ignore[arg-type]


def step(on: date, gap: int = 30, kind: StepKind = StepKind.NEXT) -> Step:
    return Step(StepId("e/1"), kind, Purpose.RHYTHM, on, gap=gap)


@pytest.mark.parametrize(("run", "days"), [(0, 30), (1, 30), (2, 45), (3, 60), (400, 60)])
def test_r8_the_rhythm_grows_with_each_no_to_sixty_at_most(run: int, days: int) -> None:
    assert rhythm(account(rhythm_run=run), Tier.A, PLAYBOOK.spacing) == days


def test_r8_a_dream_client_keeps_its_rhythm() -> None:
    dream = account(dream=True, rhythm_run=9)
    assert [rhythm(dream, tier, PLAYBOOK.spacing) for tier in Tier] == [21, 30, 30]


def test_r20_silence_is_days_late_by_rhythm() -> None:
    dream = account(dream=True, last_touch=ago(45))
    assert silence(dream, Tier.B, PLAYBOOK, TODAY) == 0.5
    assert silence(dream, Tier.A, PLAYBOOK, TODAY) == 24 / 21
    assert silence(account(last_touch=ago(90), rhythm_run=2), Tier.A, PLAYBOOK, TODAY) == 1.0


def test_r20_nothing_overdue_is_no_silence() -> None:
    assert silence(account(last_touch=ago(30)), Tier.B, PLAYBOOK, TODAY) == 0
    assert silence(account(), Tier.B, PLAYBOOK, TODAY) == 0


def test_r20_never_touched_counts_from_the_star_or_the_list() -> None:
    assert silence(account(dream=True, dream_since=ago(60), added=ago(600)), Tier.B, PLAYBOOK, TODAY) == 1.0
    assert silence(account(added=ago(60)), Tier.B, PLAYBOOK, TODAY) == 1.0


def test_r20_who_has_an_appointment_is_not_silent_until_it_passes() -> None:
    booked = account(dream=True, last_touch=ago(200), steps=(step(ago(-90)), step(ago(-10))))
    assert silence(booked, Tier.B, PLAYBOOK, TODAY) == 0
    missed = account(dream=True, last_touch=ago(200), steps=(step(ago(-90)), step(ago(15))))
    assert silence(missed, Tier.B, PLAYBOOK, TODAY) == 0.5


def test_r20_an_early_step_does_not_make_anyone_late() -> None:
    assert silence(account(last_touch=ago(20), steps=(step(ago(19), 1),)), Tier.B, PLAYBOOK, TODAY) == 0


@pytest.mark.parametrize("stated", [Standing.CUSTOMER, Standing.DUMPED, Standing.BARRED, Standing.CLOSED])
def test_r20_who_is_owed_nothing_is_not_silent(stated: Standing) -> None:
    assert silence(account(last_touch=ago(900), stated=stated), Tier.B, PLAYBOOK, TODAY) == 0


def test_r6_forgotten_is_two_gaps_and_ten_working_days() -> None:
    # 74 days ago is a Thursday: 60 days later a Monday, ten working days on is today.
    assert not forgotten(account(last_touch=ago(74)), Verdict.ON, Tier.C, PLAYBOOK, TODAY)
    assert forgotten(account(last_touch=ago(75)), Verdict.ON, Tier.C, PLAYBOOK, TODAY)
    assert not forgotten(
        account(last_touch=ago(75)), Verdict.ON, Tier.C, PLAYBOOK, TODAY, frozenset({ago(1), ago(3), ago(4)})
    )


def test_r6_a_longer_gap_that_was_planned_counts() -> None:
    tickled = account(last_touch=ago(150), steps=(step(ago(60), 90),))
    assert not forgotten(tickled, Verdict.ON, Tier.C, PLAYBOOK, TODAY)


def test_r6_being_held_back_is_no_excuse() -> None:
    held = account(last_touch=ago(90), steps=(step(ago(60)),))
    assert forgotten(held, Verdict.ON, Tier.C, PLAYBOOK, TODAY)


@pytest.mark.parametrize(
    "stated", [Standing.TALKING, Standing.CUSTOMER, Standing.DUMPED, Standing.BARRED, Standing.CLOSED]
)
def test_r6_only_who_is_worked_can_be_forgotten(stated: Standing) -> None:
    assert not forgotten(account(last_touch=ago(900), stated=stated), Verdict.ON, Tier.C, PLAYBOOK, TODAY)


def test_r6_only_on_profile_and_once_touched() -> None:
    assert not forgotten(account(last_touch=ago(900)), Verdict.UNKNOWN, Tier.C, PLAYBOOK, TODAY)
    assert not forgotten(account(added=ago(900)), Verdict.ON, Tier.C, PLAYBOOK, TODAY)
    assert forgotten(account(last_touch=ago(900), stated=Standing.WORKING), Verdict.ON, Tier.C, PLAYBOOK, TODAY)


@given(
    last=st.integers(0, 1500),
    booked=st.none() | st.integers(-400, 400),
    run=st.integers(0, 500),
    dream=st.booleans(),
    tier=st.sampled_from(Tier),
)
def test_r20_silence_never_falls_as_days_pass_and_the_forgotten_are_silent(
    *, last: int, booked: int | None, run: int, dream: bool, tier: Tier
) -> None:
    steps = () if booked is None else (step(ago(booked)),)
    held = account(last_touch=ago(last), rhythm_run=run, dream=dream, steps=steps)
    now, later = (silence(held, tier, PLAYBOOK, TODAY + timedelta(days=n)) for n in (0, 1))
    assert 0 <= now <= later
    if booked is None and forgotten(held, Verdict.ON, tier, PLAYBOOK, TODAY):
        assert now > 1
