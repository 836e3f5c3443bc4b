"""The spans of days over which numbers are told: a week, month, quarter or year up to today, or one that is over."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from playbook.values import dataclass

_QUARTER_MONTHS, _YEAR_MONTHS = 3, 12
_WEEK = 7


class Period(StrEnum):
    """How far back the numbers go."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def span_of(period: Period, today: date, start: date | None = None, back: int = 0) -> Span:
    """Return the days of a period: the one that ends today, or the whole one so many periods `back`.

    `start` is the first day of the record, which `all` begins with; `all` has none before it.
    """
    if period is Period.ALL:
        return Span(min(start or today, today), today)
    first = _first(period, today)
    for _ in range(back):
        first = _first(period, first - timedelta(days=1))
    return Span(first, min(last_of(period, first), today))


def last_of(period: Period, first: date) -> date:
    """Return the last day of the period that begins with `first`."""
    if period is Period.TODAY:
        return first
    if period is Period.WEEK:
        return first + timedelta(days=_WEEK - 1)
    months = {Period.MONTH: 1, Period.QUARTER: _QUARTER_MONTHS, Period.YEAR: _YEAR_MONTHS}[period]
    year, month = divmod(first.year * _YEAR_MONTHS + first.month - 1 + months, _YEAR_MONTHS)
    return date(year, month + 1, 1) - timedelta(days=1)


def earlier(span: Span, period: Period | None = None) -> Span | None:
    """Return the span to compare with: the period before, as far as this one has come; None for everything.

    A whole period is compared with the whole one before it, days that were named with as many days before them.
    """
    if period is Period.ALL:
        return None
    before = span.first - timedelta(days=1)
    if period is None:
        return Span(span.first - timedelta(days=span.days), before)
    first = _first(period, before)
    whole = span.last == last_of(period, span.first)
    return Span(first, before if whole else min(first + timedelta(days=span.days - 1), before))


def _first(period: Period, day: date) -> date:
    """Return the first day of the period in which a day lies."""
    month = day.replace(day=1)
    firsts = {
        Period.TODAY: day,
        Period.WEEK: day - timedelta(days=day.weekday()),
        Period.MONTH: month,
        Period.QUARTER: month.replace(month=month.month - (month.month - 1) % _QUARTER_MONTHS),
        Period.YEAR: month.replace(month=1),
    }
    return firsts[period]
