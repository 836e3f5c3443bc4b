"""Spans of days, and the calendar arithmetic behind the phrases (R14).

Everything that a phrase can name is a `Span`, first and last day included: a day, a week, a month, "the holidays". What
a rep puts down is its first day; words such as "end of" and "after" make another span of it.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from playbook.days import DAY, is_work_day, to_work_day

WEEK: Final = timedelta(days=7)
YEAR_MONTHS: Final = 12
WIDE: Final = frozenset({"week", "weekend", "month", "quarter", "half", "season", "year", "holiday"})
"""Units of spans that are stretches of the calendar, not counted from today."""
_ALWAYS_OFF: Final = frozenset({(1, 1), (12, 25)})
"""New Year's Day and Christmas: nobody works, whatever the days off say."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days that words name."""

    first: date
    last: date
    unit: str = "day"
    """day, week, weekend, month, quarter, half, season, year, holiday or length (counted from today)."""
    at: time | None = None
    """A time of its own ("in 2 hours"), else None."""
    named: bool = False
    """It comes round again (March, Q1, Easter): once it has begun, the next one is meant."""
    weak: bool = False
    """Stands alone or behind a word such as "in" only: `may` and `sat` have other meanings."""
    vague: bool = False
    """The words leave room: never shown as sure."""
    others: tuple[date, ...] = ()
    """Other days that the words may mean."""
    over: date | None = None
    """Day with which it is over for those who work; None: the last one."""

    @property
    def end(self) -> date:
        """The day with which it is over."""
        return self.last if self.over is None else self.over


def one_day(day: date, *, vague: bool = False, others: tuple[date, ...] = (), weak: bool = False) -> Span:
    """Return the span of a single day."""
    return Span(day, day, vague=vague, others=others, weak=weak)


def works(day: date, off: frozenset[date]) -> bool:
    """Tell whether people work on a day: no weekend, no day off, no 1 January, no Christmas Day."""
    return is_work_day(day, off) and (day.month, day.day) not in _ALWAYS_OFF


def next_work_day(day: date, off: frozenset[date]) -> date:
    """Return the day itself or the first day after it on which people work."""
    while not works(day := to_work_day(day, off), off):
        day += DAY
    return day


def last_work_day(day: date, off: frozenset[date]) -> date:
    """Return the day itself or the last day before it on which people work: ends roll back."""
    while not works(day, off):
        day -= DAY
    return day


def after(span: Span, off: frozenset[date]) -> date:
    """Return the first working day after a span."""
    return next_work_day(span.end + DAY, off)


def before(span: Span, off: frozenset[date]) -> date:
    """Return the last working day before a span."""
    return last_work_day(span.first - DAY, off)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - DAY * day.weekday()


def week_of(day: date, *, named: bool = False) -> Span:
    """Return the week of a day, Monday to Sunday."""
    monday = monday_of(day)
    return Span(monday, monday + DAY * 6, "week", named=named)


def weekday_after(day: date, weekday: int) -> date:
    """Return the first such weekday after a day (Monday is 0)."""
    return day + DAY * ((weekday - day.weekday() - 1) % 7 + 1)


def weekday_before(day: date, weekday: int) -> date:
    """Return the last such weekday before a day."""
    return day - DAY * ((day.weekday() - weekday - 1) % 7 + 1)


def months(year: int, month: int, count: int, unit: str = "month") -> Span:
    """Return `count` whole months from a month on; a month beyond 12 runs into the next year."""
    first = month_start(year, month)
    return Span(first, month_start(year, month + count) - DAY, unit, named=True)


def month_start(year: int, month: int) -> date:
    """Return the first day of a month counted from January of `year` (13 is the next January)."""
    years, index = divmod(month - 1, YEAR_MONTHS)
    return date(year + years, index + 1, 1)


def plus_months(day: date, count: int) -> date:
    """Return the same day `count` months later, or the last of a shorter month."""
    start = month_start(day.year, day.month + count)
    return start.replace(day=min(day.day, monthrange(start.year, start.month)[1]))


def day_in(year: int, month: int, day: int) -> date | None:
    """Return a date, or None where that month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_weekday(weekday: int, day: date) -> date:
    """Return the date with that weekday nearest to `day`."""
    return min((weekday_before(day + DAY, weekday), weekday_after(day, weekday)), key=lambda found: abs(found - day))


def nth_day(span: Span, weekday: int, index: int) -> date | None:
    """Return the n-th such weekday of a span; -1 is the last one, -2 the one before it, None where there are fewer."""
    if index < 0:
        day = weekday_before(span.last + DAY, weekday) + WEEK * (index + 1)
        return day if day >= span.first else None
    day = weekday_after(span.first - DAY, weekday) + WEEK * (index - 1)
    return day if day <= span.last else None


def nth_week(span: Span, index: int) -> date:
    """Return the day on which the n-th working week of a span begins; -1 is the last one.

    The first week is the first with at least three of its working days inside: 1 December 2026, a Tuesday, begins one;
    1 January 2027, a Friday, does not.
    """
    if index < 0:
        return weekday_before(span.last + DAY, 0) + WEEK * (index + 1)
    monday = monday_of(span.first)
    if span.first.weekday() > 2:  # noqa: PLR2004  (Wednesday: three working days are left)
        monday += WEEK
    return max(monday + WEEK * (index - 1), span.first)
