"""Meanings that name a stretch of days: weeks, months, quarters, fiscal years, seasons, holidays (R14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from playbook.days import DAY, SATURDAY
from playbook.phrases.call import Call, Meaning
from playbook.phrases.holidays import next_holiday
from playbook.phrases.spans import (
    WEEK,
    YEAR_MONTHS,
    Span,
    monday_of,
    month_start,
    months,
    next_work_day,
    plus_months,
    week_of,
)

_QUARTER: Final = 3
_HALF: Final = 6
_SEASONS: Final = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}


def _index(text: str, last: int) -> int:
    return last if text in {"last", "final"} else int(text.lstrip("o"))


def _coming(base: date, month: int, count: int, unit: str) -> Span:
    """Return the first such stretch that is not over before `base`."""
    spans = (months(base.year + ahead, month, count, unit) for ahead in (-1, 0, 1))
    return next(span for span in spans if span.last >= base)


def _month(call: Call) -> Span:
    return _coming(call.base, int(call.get("mo")[2:]), 1, "month")


def _quarter(call: Call) -> Span:
    index = _index(call.get("n", "nth"), 4)
    span = _coming(call.base, (index - 1) * _QUARTER + 1, _QUARTER, "quarter")
    if call.ground.phrases.fiscal_month == 1:
        return span
    fiscal = _fiscal(call, index, None)
    return replace(span, vague=True, others=(fiscal.first,))


def _half(call: Call) -> Span:
    index = _index(call.get("n", "nth"), 2)
    return _coming(call.base, (index - 1) * _HALF + 1, _HALF, "half")


def _fiscal(call: Call, index: int, year: int | None) -> Span:
    first = call.ground.phrases.fiscal_month
    if year is None:
        return _coming(call.base, first + (index - 1) * _QUARTER, _QUARTER, "quarter")
    begins = year if first == 1 else year - 1
    return replace(months(begins, first + (index - 1) * _QUARTER, _QUARTER, "quarter"), named=False)


def _fiscal_quarter(call: Call) -> Span:
    return _fiscal(call, _index(call.get("n", "nth", "n2", "n3"), 4), _year(call.get("y", "y2")))


def _fiscal_year(call: Call) -> Span | None:
    if call.get("bare") and not call.get("which") and call.depth == 0:
        return None
    first, year = call.ground.phrases.fiscal_month, _year(call.get("y"))
    if year is None:
        return _coming(call.base, first, YEAR_MONTHS, "year")
    return replace(months(year if first == 1 else year - 1, first, YEAR_MONTHS, "year"), named=False)


def _year(text: str) -> int | None:
    if not text:
        return None
    return int(text) if len(text) > len("27") else 2000 + int(text)


def _a_year(call: Call) -> Span:
    return replace(months(int(call.get("y", "y2")), 1, YEAR_MONTHS, "year"), named=False)


def _month_of_year(call: Call) -> Span:
    return replace(months(int(call.get("y")), int(call.get("m")), 1), named=False)


def _new_year(call: Call) -> Span:
    year = call.today.year + 1
    return Span(next_work_day(date(year, 1, 1), call.ground.off), date(year, 1, 31), "month")


def _season(call: Call) -> Span | None:
    month = _SEASONS.get(call.get("name"))
    return None if month is None else _coming(call.base, month, _QUARTER, "season")


def _holiday(call: Call) -> Span | None:
    holiday = call.ground.grammar.holidays.get(call.get("key"))
    return None if holiday is None else next_holiday(holiday, call.base, call.ground.country)


def period(day: date, unit: str) -> Span:
    """Return the week, weekend, month, quarter or year in which a day lies."""
    if unit == "week":
        return week_of(day)
    if unit == "weekend":
        saturday = monday_of(day) + DAY * SATURDAY
        return Span(saturday, saturday + DAY, "weekend")
    size = {"month": 1, "quarter": _QUARTER, "year": YEAR_MONTHS}[unit]
    span = months(day.year, (day.month - 1) // size * size + 1, size, unit)
    return replace(span, named=False)


def _next_period(call: Call) -> Span:
    unit = call.get("unit")
    steps = 1 + int(call.args.get("more", 0))
    span = period(call.today, unit)
    if unit in {"week", "weekend"}:
        span = period(call.today + WEEK * steps, unit)
    else:
        for _ in range(steps):
            span = period(span.last + DAY, unit)
    if unit == "month" and steps == 1:
        return replace(span, others=(plus_months(call.today, 1),))
    if unit == "weekend" and steps == 1:
        return replace(span, others=(period(call.today, unit).first,), vague=True)
    return span


def _next_half(call: Call) -> Span:
    later = call.today.month > _HALF
    return replace(months(call.today.year + later, 1 if later else _HALF + 1, _HALF, "half"), named=False)


def _this_period(call: Call) -> Span:
    return period(call.today, call.get("unit", "unit2"))


def _own_period(call: Call) -> Span | None:
    if call.depth == 0:
        return None
    return replace(period(call.base, call.get("unit")), named=True)


def _next_named(call: Call) -> Span | None:
    inner = call.inner()
    if inner is None:
        return None
    later = month_start(inner.first.year + 1, inner.first.month)
    if call.get("which") != "next" or inner.first.year > call.today.year or inner.first < call.today:
        return inner
    return replace(inner, vague=True, others=(later,))


def _in_year(call: Call) -> Span | None:
    said = call.get("y")
    year = int(said) if said.isdecimal() else call.today.year + (said != "this year")
    inner = call.inner(base=date(year, 1, 1))
    if inner is None or not inner.first.year <= year <= inner.last.year:
        return None
    return replace(inner, named=False, weak=False)


PERIODS: Final[Mapping[str, Meaning]] = {
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "fiscal_quarter": _fiscal_quarter,
    "fiscal_year": _fiscal_year,
    "year": _a_year,
    "month_of_year": _month_of_year,
    "new_year": _new_year,
    "season": _season,
    "holiday": _holiday,
    "next_period": _next_period,
    "next_half": _next_half,
    "this_period": _this_period,
    "own_period": _own_period,
    "next_named": _next_named,
    "in_year": _in_year,
}
