"""Fuzz and balance (R9)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.days import is_work_day
from playbook.decision import World
from playbook.placement import exact, place, window
from playbook.words import AccountId

MONDAY = date(2026, 11, 23)
ACME = AccountId("acme")


@pytest.mark.parametrize(
    ("ideal", "ends"),
    [(1, (1, 1)), (2, (2, 2)), (7, (5, 9)), (14, (12, 16)), (30, (27, 33)), (60, (55, 65)), (90, (84, 96))],
)
def test_r9_windows_of_the_playbook(ideal: int, ends: tuple[int, int]) -> None:
    assert window(ideal) == ends


@given(st.integers(0, 400))
def test_r9_a_window_holds_its_ideal_and_grows_with_it(ideal: int) -> None:
    low, high = window(ideal)
    assert 0 <= low <= ideal <= high
    assert high - low <= window(ideal + 1)[1] - window(ideal + 1)[0] + 1
    assert (ideal < 3) == (low == high)


def test_r9_the_least_loaded_working_day_wins() -> None:
    load = [5] * 200
    load[28] = 4  # Mon 21 Dec, inside 27-33
    world = World(MONDAY, tuple(load))
    assert place(MONDAY, 30, world, ACME) == MONDAY + timedelta(days=28)


def test_r9_a_weekend_is_never_the_least_loaded() -> None:
    load = [5] * 200
    load[26] = load[27] = load[33] = 0  # Sat, Sun and Sat
    days = {place(MONDAY, 30, World(MONDAY, tuple(load)), AccountId(str(n))) for n in range(40)}
    assert all(day.weekday() < 5 for day in days)


def test_r9_ties_go_to_the_day_nearest_to_the_ideal() -> None:
    assert place(MONDAY, 30, World(MONDAY), ACME) == MONDAY + timedelta(days=30)


def test_r9_what_is_equally_near_is_settled_by_the_account() -> None:
    middle = MONDAY + timedelta(days=30)  # a Wednesday
    world = World(MONDAY, days_off=frozenset({middle}))
    days = {place(MONDAY, 30, world, AccountId(str(n))) for n in range(40)}
    assert days == {middle - timedelta(days=1), middle + timedelta(days=1)}


def test_r9_the_seed_is_the_same_on_every_machine() -> None:
    world = World(MONDAY, days_off=frozenset({MONDAY + timedelta(days=30)}))
    assert [(place(MONDAY, 30, world, AccountId(name)) - MONDAY).days for name in ("a", "b", "c", "d", "e")] == [
        31,
        31,
        29,
        29,
        31,
    ]


def test_r9_without_a_working_day_it_is_the_first_after_the_window() -> None:
    window_days = frozenset(MONDAY + timedelta(days=n) for n in range(27, 34))
    assert place(MONDAY, 30, World(MONDAY, days_off=window_days), ACME) == MONDAY + timedelta(days=35)
    both = World(MONDAY, days_off=frozenset(list(window_days)[:3]), their_days_off=frozenset(list(window_days)[3:]))
    assert place(MONDAY, 30, both, ACME) == MONDAY + timedelta(days=35)


def test_r7_a_backdated_touch_plans_from_its_own_day_and_prefers_days_to_come() -> None:
    today = MONDAY + timedelta(days=31)  # Thu, inside the window of a touch 31 days ago
    assert place(MONDAY, 30, World(today), ACME) == today
    long_ago = MONDAY + timedelta(days=200)
    assert place(MONDAY, 30, World(long_ago), ACME) == MONDAY + timedelta(days=30)


@pytest.mark.parametrize(("days", "lands"), [(1, 1), (4, 4), (5, 7), (6, 7), (7, 7)])
def test_r9_exact_steps_only_move_forward_to_a_working_day(days: int, lands: int) -> None:
    assert exact(MONDAY, days, World(MONDAY)) == MONDAY + timedelta(days=lands)


def test_r9_exact_steps_heed_both_sides() -> None:
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    world = World(MONDAY, days_off=frozenset({tuesday}), their_days_off=frozenset({wednesday}))
    assert exact(MONDAY, 1, world) == MONDAY + timedelta(days=3)


@given(
    start=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    ideal=st.integers(1, 180),
    load=st.lists(st.integers(0, 60), max_size=200),
    off=st.frozensets(st.integers(0, 250), max_size=40),
    account=st.text(max_size=12),
)
def test_r9_same_book_same_plan_inside_the_window(
    start: date, ideal: int, load: list[int], off: frozenset[int], account: str
) -> None:
    free = frozenset(start + timedelta(days=n) for n in off)
    world = World(start, tuple(load), free)
    day = place(start, ideal, world, AccountId(account))
    assert day == place(start, ideal, World(start, tuple(load), free), AccountId(account))
    assert is_work_day(day, free)
    low, high = window(ideal)
    inside = [start + timedelta(days=n) for n in range(low, high + 1) if is_work_day(start + timedelta(days=n), free)]
    if not inside:
        assert day > start + timedelta(days=high)
        return
    held = dict(enumerate(load))
    assert day in inside
    assert held.get((day - start).days, 0) == min(held.get((one - start).days, 0) for one in inside)
