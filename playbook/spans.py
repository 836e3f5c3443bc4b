"""The spans of days over which numbers are told: from the first day of a week, month, quarter or year up to today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_QUARTER_MONTHS = 3


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


def span_of(period: Period, today: date, start: date | None = None) -> Span:
    """Return the days of a period that ends today; `start` is the first day of the record, which `all` begins with."""
    if period is Period.ALL:
        return Span(min(start or today, today), today)
    month = today.replace(day=1)
    firsts = {
        Period.TODAY: today,
        Period.WEEK: today - timedelta(days=today.weekday()),
        Period.MONTH: month,
        Period.QUARTER: month.replace(month=month.month - (month.month - 1) % _QUARTER_MONTHS),
        Period.YEAR: month.replace(month=1),
    }
    return Span(firsts[period], today)
