"""The calendar arithmetic under the phrases (R14)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from playbook.phrases.lengths import Length, length_of
from playbook.phrases.spans import (
    months,
    nearest_weekday,
    next_work_day,
    nth_day,
    nth_week,
    plus_months,
    week_of,
    weekday_after,
    weekday_before,
    works,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
WEEKDAYS = st.integers(0, 6)


@given(DAYS, WEEKDAYS)
def test_weekdays_around_a_day(day: date, weekday: int) -> None:
    after, before, nearest = weekday_after(day, weekday), weekday_before(day, weekday), nearest_weekday(weekday, day)
    assert {after.weekday(), before.weekday(), nearest.weekday()} == {weekday}
    assert timedelta(0) < after - day <= timedelta(7)
    assert timedelta(0) < day - before <= timedelta(7)
    assert abs(nearest - day) <= timedelta(3)


@given(DAYS, st.integers(-400, 400))
def test_months_keep_the_day_or_take_the_last(day: date, count: int) -> None:
    moved = plus_months(day, count)
    assert (moved.year - day.year) * 12 + moved.month - day.month == count
    assert moved.day == day.day or (moved + timedelta(1)).day == 1


@given(st.integers(1990, 2090), st.integers(1, 12), st.integers(1, 4))
def test_the_first_week_has_three_working_days_inside(year: int, month: int, index: int) -> None:
    span = months(year, month, 1)
    first = nth_week(span, 1)
    friday = week_of(first).first + timedelta(4)
    assert (friday - first).days >= 2
    assert first.month == month
    assert nth_week(span, index) >= first + timedelta(7 * (index - 1) - 4)
    assert nth_week(span, -1) == nth_day(span, 0, -1)


@given(DAYS, st.frozensets(DAYS, max_size=5))
def test_a_working_day_is_none_of_the_days_off(day: date, off: frozenset[date]) -> None:
    found = next_work_day(day, off)
    assert works(found, off)
    assert found >= day
    assert found not in off


def test_lengths_in_the_units_of_a_calendar() -> None:
    assert length_of(1.5, "year") == Length(months=18)
    assert length_of(1.5, "month") == Length(months=1, days=15)
    assert length_of(2.5, "week") == Length(days=17)
    assert length_of(0.5, "hour") == Length(minutes=30)
    assert length_of(2, "workday") == Length(work_days=2)
    assert length_of(1e30, "day").is_too_long()
    assert Length(work_days=3, months=1).before(date(2027, 3, 31)) == date(2027, 2, 25)
