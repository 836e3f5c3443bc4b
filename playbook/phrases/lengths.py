"""Meanings that count: in 6 months, 4 to 6 weeks, a week from Monday, two Tuesdays from now (R14)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from playbook.days import DAY
from playbook.phrases.call import Call, Meaning
from playbook.phrases.spans import WEEK, Span, next_work_day, one_day, plus_months, weekday_after

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
_MINUTES: Final = {"hour": 60, "minute": 1}
_PART_DAYS: Final = {"month": 30, "quarter": 90, "week": 7, "fortnight": 14, "day": 1}
_FARTHEST: Final = 16 * 366
"""Days; whatever is longer is too far anyway, and this keeps dates inside the calendar."""
_LOOSELY: Final = re.compile(
    r"about|around|roughly|maybe|probably|perhaps|say|like|approx|nearly|almost|circa|or so|close|least|than|up to"
    r"|over|under|minimum|good|just"
)


@dataclass(frozen=True, slots=True)
class Length:
    """A length in the units that a calendar counts differently."""

    months: int = 0
    days: int = 0
    work_days: int = 0
    minutes: int = 0

    def is_too_long(self) -> bool:
        """Whether it leads beyond every date that is taken."""
        return self.months * 30 + self.days + self.work_days * 7 / 5 + self.minutes / 1440 > _FARTHEST

    def plus(self, other: Length) -> Length:
        """Return both together."""
        return Length(
            self.months + other.months,
            self.days + other.days,
            self.work_days + other.work_days,
            self.minutes + other.minutes,
        )

    def after(self, day: date, off: frozenset[date]) -> date:
        """Return the day so long after `day`."""
        day = plus_months(day, self.months) + DAY * self.days
        for _ in range(self.work_days):
            day = next_work_day(day + DAY, off)
        return day

    def before(self, day: date) -> date:
        """Return the day so long before `day`; working days count as days."""
        return plus_months(day, -self.months) - DAY * (self.days + self.work_days)


def length_of(number: float, unit: str) -> Length:
    """Return `number` units; half a month is 15 days, half a year six months, half a week three days."""
    if number > _FARTHEST * 1440:
        return Length(days=_FARTHEST + 1)
    whole, part = int(number), number - int(number)
    if unit in _MINUTES:
        return Length(minutes=round(number * _MINUTES[unit]))
    if unit == "workday":
        return Length(work_days=round(number))
    if unit in {"year", "decade"}:
        return Length(months=round(number * _MONTHS[unit]))
    days = int(part * _PART_DAYS[unit])
    if unit in _MONTHS:
        return Length(months=whole * _MONTHS[unit], days=days)
    return Length(days=whole * _DAYS[unit] + days)


def _from_now(call: Call, length: Length, *, vague: bool, others: tuple[date, ...] = ()) -> Span:
    if length.is_too_long():
        return one_day(call.today + DAY * _FARTHEST)
    if length.minutes:
        moment = call.ground.now + timedelta(minutes=length.minutes)
        at = moment.time().replace(second=0, microsecond=0)
        return Span(moment.date(), moment.date(), "length", at=at, vague=vague)
    day = length.after(call.today, call.ground.off)
    return Span(day, day, "length", vague=vague, others=others)


def _said_length(call: Call) -> tuple[Length, bool]:
    number, loose = call.number()
    if call.args.get("none"):
        number = 0.0
    if call.args.get("half") or call.get("half"):
        number += 0.5
    length = length_of(number, call.get("unit") or "day")
    if call.get("unit2"):
        length = length.plus(length_of(call.number("n2")[0], call.get("unit2")))
    return length, loose or bool(call.get("loose")) or bool(_LOOSELY.search(call.get("roughly")))


def _length(call: Call) -> Span | None:
    length, vague = _said_length(call)
    if length == Length():
        return None
    return _from_now(call, length, vague=vague)


def _length_range(call: Call) -> Span:
    unit = call.get("unit")
    number, most = call.number()[0], call.number("n2")[0]
    last = length_of(most if most > number else number + 1, unit)
    others = () if last.is_too_long() else (last.after(call.today, call.ground.off),)
    return _from_now(call, length_of(number, unit), vague=True, others=others)


def _only_length(call: Call) -> Span | None:
    inner = call.inner()
    return replace(inner, weak=False) if inner is not None and inner.unit == "length" else None


def _length_from(call: Call) -> Span | None:
    length, vague = _said_length(call)
    if length.is_too_long() or length.minutes:
        return None
    way = call.get("way")

    def counted(inner: Span) -> Span:
        if way in {"before", "prior to", "ahead of"}:
            day = length.before(inner.first)
        else:
            whole = way in {"after", "past", "following"}
            day = length.after(inner.last if whole else inner.first, call.ground.off)
        wide = inner.unit == "holiday" and inner.first != inner.last
        return one_day(day, vague=vague or inner.vague or wide or day == call.today)

    return call.placed(counted)


def _gone(call: Call) -> Span | None:
    inner = call.inner()
    if inner is None or inner.unit != "length":
        return None
    return one_day(call.today - DAY)


def _nth_weekday(call: Call) -> Span:
    weekday = int(call.get("wd")[-1])
    number, loose = call.number()
    first = weekday_after(call.today, weekday)
    index = min(int(number), _FARTHEST // 7) - 1
    return one_day(first + WEEK * index, vague=True, others=() if loose else (first + WEEK * (index + 1),))


def _weekday_week(call: Call) -> Span:
    weeks, said = 2 if call.get("n") == "fortnight" else 1, call.get("wd")
    if said in {"today", "tomorrow"}:
        return one_day(call.today + DAY * (said == "tomorrow") + WEEK * weeks)
    return one_day(weekday_after(call.today, int(said[-1])) + WEEK * weeks)


def _next_workday(call: Call) -> Span:
    return one_day(next_work_day(call.today + DAY, call.ground.off))


LENGTHS: Final[Mapping[str, Meaning]] = {
    "length": _length,
    "length_range": _length_range,
    "only_length": _only_length,
    "length_from": _length_from,
    "gone": _gone,
    "nth_weekday": _nth_weekday,
    "weekday_week": _weekday_week,
    "next_workday": _next_workday,
}
