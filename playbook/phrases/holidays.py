"""Named days of a year, computed from their rule: `12-25`, `11 thu 4`, `5 mon -1`, `easter+1` (R14)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from playbook.days import DAY, SATURDAY
from playbook.phrases.grammar import Holiday
from playbook.phrases.spans import Span, months, nth_day

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NTH: Final = re.compile(r"(\d+) ([a-z]{3})([+-]\d+)? (-?\d)")
_EASTER: Final = re.compile(r"easter([+-]\d+)?")


def holiday_span(holiday: Holiday, year: int, country: str = "US") -> Span:
    """Return the span of a holiday that begins in `year`; its `over` is the day with which nobody is away any more."""
    rule = holiday.by_country.get(country, holiday.by_country.get("*", holiday.rule))
    first, _, last = rule.partition("..")
    begin = day_by_rule(first, year)
    end = day_by_rule(last, year + 1) if last else begin
    over = end + DAY * (holiday.over if rule == holiday.rule else 0)
    if holiday.observed:
        over = max(over, _observed(end))
    return Span(begin, end, "holiday", named=True, over=over)


def next_holiday(holiday: Holiday, base: date, country: str = "US") -> Span:
    """Return the first such holiday that is not over before `base`."""
    spans = (holiday_span(holiday, year, country) for year in range(base.year - 1, base.year + 2))
    return next(span for span in spans if span.end >= base)


def day_by_rule(rule: str, year: int) -> date:
    """Return the day that a rule of the grammar file names in a year.

    Raises:
        ValueError: the rule is of no known kind, or names a day that this year does not have.
    """
    if found := _EASTER.fullmatch(rule):
        return easter(year) + DAY * int(found[1] or 0)
    if found := _NTH.fullmatch(rule):
        day = nth_day(months(year, int(found[1]), 1), _WEEKDAYS.index(found[2]), int(found[4]))
        if day is None:
            raise ValueError(f"no such day in {year}: {rule}")
        return day + DAY * int(found[3] or 0)
    return date.fromisoformat(f"{year}-{rule}")


def easter(year: int) -> date:
    """Return Easter Sunday of the western calendar (the anonymous Gregorian algorithm)."""
    golden, century = year % 19, year // 100
    leap = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - leap - year % 100 % 4) % 7
    shift = (golden + 11 * leap + 22 * week) // 451
    month, day = divmod(leap + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _observed(day: date) -> date:
    if day.weekday() == SATURDAY:
        return day - DAY
    return day + DAY if day.weekday() > SATURDAY else day
