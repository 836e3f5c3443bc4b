"""Meanings that make one day of another: end of, after, before, between, the first week of (R14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from playbook.days import DAY, SATURDAY
from playbook.phrases.call import Call, Meaning
from playbook.phrases.spans import (
    WEEK,
    WIDE,
    Span,
    after,
    before,
    last_work_day,
    monday_of,
    month_start,
    next_work_day,
    one_day,
    plus_months,
    week_of,
    weekday_after,
    weekday_before,
)

_WEEK_PARTS: Final = {
    "early to mid": 1,
    "mid": 2,
    "middle": 2,
    "mid to late": 3,
    "late": 3,
    "later": 3,
    "second half": 3,
}
_MONTH_PARTS: Final = {
    "early to mid": 8,
    "mid": 15,
    "middle": 15,
    "mid to late": 20,
    "late": 25,
    "later": 25,
    "second half": 16,
}
_LONG_PARTS: Final = {
    "quarter": {
        "early to mid": (0, 20),
        "mid": (1, 15),
        "mid to late": (2, 1),
        "late": (2, 15),
        "second half": (1, 15),
    },
    "half": {"early to mid": (1, 15), "mid": (3, 1), "mid to late": (4, 1), "late": (5, 1), "second half": (3, 1)},
    "year": {"early to mid": (3, 1), "mid": (6, 1), "mid to late": (8, 1), "late": (10, 1), "second half": (6, 1)},
}
"""Months after the first one, and the day."""


def _same(call: Call) -> Span | None:
    inner = call.inner()
    if inner is None or (inner.weak and inner.named):
        return None
    return replace(inner, weak=False)


def _after(call: Call) -> Span | None:
    inner = call.inner()
    if inner is None or inner.unit == "length":
        return _same(call)
    off = call.ground.off if inner.unit == "holiday" else frozenset()
    return one_day(after(inner, off), vague=inner.vague)


def _before(call: Call) -> Span | None:
    def made(inner: Span) -> Span | None:
        return None if inner.unit == "length" else one_day(before(inner, call.ground.off))

    return call.placed(made)


def _between(call: Call) -> Span | None:
    def made(inner: Span) -> Span | None:
        until = call.inner("y", inner.first)
        if until is None or until.first <= inner.first or inner.unit == "length":
            return None
        first = after(inner, call.ground.off) if inner.unit == "holiday" else inner.first
        return Span(first, max(until.last, first), "range", others=(until.first,))

    return call.placed(made)


def _either(call: Call) -> Span | None:
    def made(inner: Span) -> Span | None:
        other = call.inner("y", inner.first)
        if other is None:
            return None
        return replace(inner, others=(*inner.others, other.first), unit="range", last=max(inner.last, other.last))

    return call.placed(made)


def _part(call: Call) -> Span | None:
    part = call.args.get("part") or call.get("part")
    part = {"middle": "mid", "later": "late"}.get(part, part)

    def made(inner: Span) -> Span | None:
        day = None if inner.unit not in WIDE else _part_day(inner, part, call.ground.off)
        if day is None:
            return None
        if day <= call.today < inner.last and not inner.named:
            day = min(next_work_day(call.today + (inner.last - call.today) // 2, call.ground.off), inner.last)
        return one_day(day, vague=inner.vague)

    return call.placed(made)


def _part_day(span: Span, part: str, off: frozenset[date]) -> date | None:
    if part in {"start", "early", "end"}:
        return _edge(span, part, off)
    if span.unit == "week":
        return span.first + DAY * _WEEK_PARTS[part]
    if span.unit == "month":
        return span.first.replace(day=_MONTH_PARTS[part])
    ahead = _LONG_PARTS.get("quarter" if span.unit == "season" else span.unit)
    if ahead is None:
        return None
    index, day = ahead[part]
    return month_start(span.first.year, span.first.month + index).replace(day=day)


def _edge(span: Span, part: str, off: frozenset[date]) -> date:
    if part == "end":
        return last_work_day(span.last, frozenset())
    if part == "start" or span.unit in {"week", "month"}:
        return span.first
    return next_work_day(span.first, off)


def _week_beside(call: Call) -> Span | None:
    way = call.get("way")

    def made(inner: Span) -> Span:
        if call.get("unit", "unit2") == "weekend":
            return _weekend_beside(inner, way)
        monday = monday_of(inner.first)
        if way in {"after", "following"}:
            monday = monday_of(inner.last) + WEEK
        elif way in {"before", "prior to"}:
            return replace(week_of(monday - WEEK), vague=True, others=(monday,))
        return replace(week_of(monday), vague=inner.vague)

    return call.placed(made, "x2" if call.get("x2") else "x")


def _weekend_beside(inner: Span, way: str) -> Span:
    if way in {"after", "following"}:
        saturday = weekday_after(inner.last, SATURDAY)
    elif not way:
        saturday = monday_of(inner.first) + DAY * SATURDAY
    else:
        saturday = weekday_before(inner.first, SATURDAY)
    return Span(saturday, saturday + DAY, "weekend")


def _weekday_beside(call: Call) -> Span | None:
    weekday = int(call.get("wd")[-1])

    def made(inner: Span) -> Span:
        if call.get("way") in {"after", "following"}:
            return one_day(weekday_after(inner.last, weekday), vague=inner.vague)
        return one_day(weekday_before(inner.first, weekday), vague=inner.vague)

    return call.placed(made)


def _same_time(call: Call) -> Span | None:
    day, inner = _same_day(call), call.inner()
    if day is None or inner is None or (call.get("which") == "this" and inner.unit in {"month", "quarter", "year"}):
        return day
    return replace(day, at=call.ground.now.time().replace(second=0, microsecond=0))


def _same_day(call: Call) -> Span | None:
    inner = call.inner()
    if inner is None:
        return None
    day = {
        "week": inner.first + DAY * call.today.weekday(),
        "month": plus_months(call.today, 1),
        "quarter": plus_months(call.today, 3),
        "year": plus_months(call.today, 12),
    }.get(inner.unit, inner.first)
    return one_day(day)


RELATIONS: Final[Mapping[str, Meaning]] = {
    "same": _same,
    "after": _after,
    "before": _before,
    "between": _between,
    "either": _either,
    "part": _part,
    "week_beside": _week_beside,
    "weekday_beside": _weekday_beside,
    "same_time": _same_time,
    "same_day": _same_day,
}
