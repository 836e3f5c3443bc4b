"""Working days (R36, R37; "working days" of R11, R26, R42)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from playbook.days import add_work_days, is_work_day, to_work_day, work_days_between

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
NONE: frozenset[date] = frozenset()


@st.composite
def day_and_off(draw: st.DrawFn) -> tuple[date, frozenset[date]]:
    day = draw(DAYS)
    near = st.integers(-30, 60).map(lambda n: day + timedelta(days=n))
    return day, draw(st.frozensets(near, max_size=20))


def test_r37_weekends_and_days_off_are_no_working_days() -> None:
    monday = date(2026, 11, 23)
    assert [is_work_day(monday + timedelta(days=n), NONE) for n in range(7)] == [True] * 5 + [False] * 2
    assert not is_work_day(monday, frozenset({monday}))


def test_r37_a_holiday_before_a_weekend_moves_to_monday() -> None:
    friday = date(2026, 12, 25)
    assert to_work_day(friday, frozenset({friday})) == date(2026, 12, 28)
    assert to_work_day(friday, NONE) == friday


def test_r26_two_working_days_after_a_friday_is_tuesday() -> None:
    assert add_work_days(date(2026, 11, 27), 2, NONE) == date(2026, 12, 1)
    assert add_work_days(date(2026, 11, 28), 0, NONE) == date(2026, 11, 28)


def test_r11_days_before_are_not_counted() -> None:
    monday = date(2026, 11, 23)
    assert work_days_between(monday, monday, NONE) == 0
    assert work_days_between(monday, monday - timedelta(days=9), NONE) == 0
    assert work_days_between(monday, monday + timedelta(days=7), NONE) == 5


@given(day_and_off())
def test_r37_moving_never_goes_back_and_skips_no_working_day(given_days: tuple[date, frozenset[date]]) -> None:
    day, off = given_days
    moved = to_work_day(day, off)
    assert moved >= day
    assert is_work_day(moved, off)
    assert not any(is_work_day(day + timedelta(days=n), off) for n in range((moved - day).days))


@given(day_and_off(), st.integers(0, 40))
def test_r11_counting_is_the_inverse_of_adding(given_days: tuple[date, frozenset[date]], n: int) -> None:
    day, off = given_days
    assert work_days_between(day, add_work_days(day, n, off), off) == n


@given(day_and_off(), st.integers(0, 400))
def test_r6_counting_in_weeks_agrees_with_counting_days(given_days: tuple[date, frozenset[date]], n: int) -> None:
    first, off = given_days
    last = first + timedelta(days=n)
    slowly = sum(is_work_day(first + timedelta(days=k), off) for k in range(1, n + 1))
    assert work_days_between(first, last, off) == slowly
