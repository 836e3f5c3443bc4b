"""Meanings that count inside a stretch: the first week of, the last two weeks of, the second Tuesday (R14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from playbook.days import DAY
from playbook.phrases.call import Call, Meaning
from playbook.phrases.lengths import Length, length_of
from playbook.phrases.spans import (
    WEEK,
    WIDE,
    Span,
    last_work_day,
    monday_of,
    month_start,
    months,
    nth_day,
    nth_week,
    one_day,
    plus_months,
    week_of,
    weekday_before,
)

_NTH: Final = {"last": -1, "final": -1, "closing": -1, "penult": -2, "opening": 1}
_NEAR_MONTHS: Final = 5
"""A fifth Monday comes at the latest so many months on."""


def _nth_of(call: Call) -> Span | None:
    nth, what = call.get("nth") or f"o{call.args.get('nth', 1)}", call.get("what") or call.args["what"]
    index = _NTH[nth] if nth in _NTH else int(nth.lstrip("o"))

    def made(inner: Span) -> Span | None:
        return None if inner.unit not in WIDE else _counted(inner, what, index, call.ground.off)

    found, second = call.placed(made), call.get("nth2")
    inner = call.inner("x", found.first) if found is not None and second else None
    other = None if inner is None else _counted(inner, what, int(second[1:]), call.ground.off)
    return found if found is None or other is None else replace(found, others=(other.first,))


def _counted(span: Span, what: str, index: int, off: frozenset[date]) -> Span | None:
    if what.startswith("wd"):
        day = nth_day(span, int(what[-1]), index)
    elif what == "weekend":
        day = nth_day(span, 5, index)
    elif what == "week":
        return _nth_week(span, index)
    elif what in {"month", "quarter"}:
        return _nth_stretch(span, what, index)
    elif what == "workday":
        day = _nth_work_day(span, index, off)
    else:
        day = span.last if index < 0 else span.first + DAY * (index - 1)
    return None if day is None or day > span.last else one_day(day)


def _nth_week(span: Span, index: int) -> Span:
    day, other = nth_week(span, index), nth_day(span, 0, index)
    others = () if other in {day, None} else (other,)
    return replace(week_of(day), first=day, others=others, vague=bool(others))


def _nth_work_day(span: Span, index: int, off: frozenset[date]) -> date:
    if index < 0:
        return last_work_day(span.last, off)
    return Length(work_days=index).after(span.first - DAY, off)


def _nth_stretch(span: Span, what: str, index: int) -> Span | None:
    size = 1 if what == "month" else 3
    first = plus_months(span.first, size * (index - 1)) if index > 0 else plus_months(span.last + DAY, -size)
    return None if first > span.last else Span(first, plus_months(first, size) - DAY, what)


def _nth_coming(call: Call) -> Span | None:
    """Return "the second Tuesday" of this month or the next, beside "the 2nd, a Tuesday"."""
    index, weekday = int(call.get("nth")[1:]), int(call.get("what")[-1])
    spans = (months(call.today.year, call.today.month + ahead, 1) for ahead in range(_NEAR_MONTHS))
    days = (nth_day(span, weekday, index) for span in spans)
    day = next((day for day in days if day is not None and day > call.today), None)
    dates = (month_start(call.today.year, call.today.month + ahead) + DAY * (index - 1) for ahead in range(3))
    same = tuple(each for each in dates if each > call.today and each.weekday() == weekday)[:1]
    return None if day is None else one_day(day, others=same)


def _opening(call: Call) -> Span | None:
    number, loose = call.number()
    length = length_of(number, call.get("unit"))

    def made(inner: Span) -> Span | None:
        if inner.unit not in WIDE or length.is_too_long():
            return None
        if call.get("last"):
            return Span(max(_back(inner.last, length), inner.first), inner.last, "range", vague=loose)
        last = min(length.after(inner.first - DAY, call.ground.off), inner.last)
        return Span(inner.first, max(last, inner.first), "range", vague=loose)

    return call.placed(made)


def _back(last: date, length: Length) -> date:
    """Return the first day of the last weeks, days or months of a stretch: weeks begin on a Monday."""
    if length.days and length.days % WEEK.days == 0:
        return weekday_before(last + DAY, 0) - WEEK * (length.days // WEEK.days - 1)
    return length.before(last + DAY)


def _nth_week_after(call: Call) -> Span | None:
    index = int(call.get("nth")[1:])
    return call.placed(lambda inner: week_of(monday_of(inner.last) + WEEK * index))


COUNTED: Final[Mapping[str, Meaning]] = {
    "nth_of": _nth_of,
    "nth_coming": _nth_coming,
    "opening": _opening,
    "nth_week_after": _nth_week_after,
}
