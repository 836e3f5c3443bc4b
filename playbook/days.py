"""Working days: Monday to Friday without the days that are named as off (leave, holidays; R36, R37).

Every day is a local `date`; `off` holds the days off of whoever must be free, one side or both.
"""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5
"""`date.weekday()` from which a week is over."""
_FRIDAY = 4
_WEEK = 7
_WORK_WEEK = 5


def is_work_day(day: date, off: frozenset[date]) -> bool:
    """Tell whether `day` is a working day: no weekend and not in `off` (R37)."""
    return day.weekday() < SATURDAY and day not in off


def to_work_day(day: date, off: frozenset[date]) -> date:
    """Return `day` itself or the first working day after it ("moved to a working day", head of the playbook)."""
    while day.weekday() >= SATURDAY or day in off:
        day += DAY
    return day


def add_work_days(day: date, n: int, off: frozenset[date]) -> date:
    """Return the n-th working day after `day`; 0 gives `day` itself, working or not (R11, R26, R42)."""
    if n and not off:
        # Counted in weeks; from a weekend as from the Friday before it.
        start = min(day.weekday(), _FRIDAY)
        weeks, rest = divmod(n, _WORK_WEEK)
        over = _WEEK - _WORK_WEEK if start + rest > _FRIDAY else 0
        return day + DAY * (start - day.weekday() + weeks * _WEEK + rest + over)
    for _ in range(n):
        day = to_work_day(day + DAY, off)
    return day


def work_days_between(first: date, last: date, off: frozenset[date]) -> int:
    """Count the working days after `first` up to and with `last`: the inverse of `add_work_days` (R6, R11).

    0 where `last` is not after `first`. Counted in weeks, so that years cost no more than days.
    """
    if last <= first:
        return 0
    weeks, rest = divmod((last - first).days, _WEEK)
    days = weeks * _WORK_WEEK + sum((last - DAY * n).weekday() < SATURDAY for n in range(rest))
    return days - sum(first < day <= last and day.weekday() < SATURDAY for day in off)
