"""Tiers and rank (PLAYBOOK "Words")."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.facts import AccountFacts, Value
from playbook.fit import Fit
from playbook.settings import FitRules
from playbook.tiers import cuts, rank, size, tier, tier_of
from playbook.words import AccountId, Tier, Verdict


def account(**fields: Value) -> AccountFacts:
    return AccountFacts(AccountId("acme"), "Acme Robotics", tuple(sorted(fields.items())))


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"spend": 5, "revenue": 7, "employees": 9}, 5.0),
        ({"revenue": 7, "employees": 9}, 7.0),
        ({"employees": "9"}, 9.0),
        ({"spend": "$2.0M", "revenue": 7}, 2e6),
        ({"spend": "lots", "revenue": 7}, 7.0),
        ({"spend": "nan", "employees": 3}, 3.0),
        ({"spend": 0, "revenue": 7}, 0.0),
        ({"spend": True}, None),
        ({}, None),
    ],
)
def test_size_is_spend_else_revenue_else_employees(fields: dict[str, Value], found: float | None) -> None:
    assert size(account(**fields)) == found


def test_a_book_is_cut_in_thirds() -> None:
    cut = cuts([6.0, 1.0, 5.0, 2.0, 4.0, 3.0])
    assert cut == (2.0, 4.0)
    assert [tier(n, cut).value for n in range(1, 7)] == ["C", "C", "B", "B", "A", "A"]


def test_an_unknown_size_and_an_empty_book_are_c() -> None:
    assert cuts([]) == (math.inf, math.inf)
    assert tier(None, (1, 2)) is Tier.C
    assert tier(10, cuts([])) is Tier.C


def test_a_tier_by_hand_stands() -> None:
    assert tier_of(account(spend=1, tier="A"), (5, 9)) is Tier.A
    assert tier_of(account(spend=10), (5, 9)) is Tier.A
    assert tier_of(account(spend=1, tier="D"), (5, 9)) is Tier.C


def test_rank_is_fit_times_two_one_and_a_half_or_one() -> None:
    assert [rank(Fit(Verdict.ON, 80), each, FitRules()) for each in Tier] == [160, 120, 80]
    flat = FitRules(tier_a=1.0, tier_b=0.5, tier_c=0.0)
    assert [rank(Fit(Verdict.ON, 80), each, flat) for each in Tier] == [80, 40, 0]


def test_r1_without_a_profile_the_fit_is_a_hundred() -> None:
    assert rank(Fit(Verdict.ON, None, profiled=False), Tier.B, FitRules()) == 150


def test_r2_the_unknown_ranks_behind_on_profile_and_before_off() -> None:
    verdicts = (Verdict.ON, Verdict.UNKNOWN, Verdict.OFF)
    assert [rank(Fit(verdict, None), Tier.C, FitRules()) for verdict in verdicts] == [100, 50, 0]
    assert rank(Fit(Verdict.UNKNOWN, None), Tier.C, FitRules(nothing_known=20)) == 20


@given(st.lists(st.floats(0, 1e12), max_size=60))
def test_tier_a_is_never_more_than_a_third_and_a_bigger_account_never_lower(sizes: list[float]) -> None:
    cut = cuts(sizes)
    found = [tier(each, cut) for each in sorted(sizes)]
    assert found == sorted(found, reverse=True)
    assert found.count(Tier.A) <= len(sizes) / 3
    assert found.count(Tier.A) + found.count(Tier.B) <= 2 * len(sizes) / 3


@given(st.lists(st.integers(0, 10**9), unique=True, max_size=60))
def test_different_sizes_make_even_thirds(sizes: list[int]) -> None:
    found = [tier(each, cuts(sizes)) for each in sizes]
    counts = [found.count(each) for each in Tier]
    assert max(counts) - min(counts) <= 1
