"""Meanings that name a day by its date: Jan 12th, 3/14, the 15th, 2027-02-01, CW 3 (R14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from playbook.days import DAY
from playbook.phrases.call import Call, Meaning
from playbook.phrases.spans import (
    Span,
    day_in,
    monday_of,
    month_start,
    nearest_weekday,
    one_day,
    week_of,
    weekday_after,
)

_CENTURY: Final = 2000
_YEARS: Final = 8
"""A 29 February is at most so many years away."""


def _number(text: str) -> int:
    return int(text.lstrip("mo"))


def _year(text: str) -> int | None:
    if not text:
        return None
    return int(text) if len(text) > len("27") else _CENTURY + int(text)


def dated(base: date, month: int, day: int, year: int | None) -> date | None:
    """Return the date of that day and month: of the year, else the first from `base` on; None for no such day."""
    if year is not None:
        return day_in(year, month, day)
    found = (day_in(base.year + ahead, month, day) for ahead in range(_YEARS + 1))
    return next((held for held in found if held is not None and held >= base), None)


def _iso(call: Call) -> Span | None:
    day = day_in(int(call.get("y")), int(call.get("m")), int(call.get("d")))
    return None if day is None else one_day(day)


def _day_month(call: Call) -> Span | None:
    day = dated(call.base, int(call.get("m", "mm")), int(call.get("d", "dd")), _year(call.get("y")))
    return None if day is None else one_day(day, weak=bool(call.get("dd")))


def _slashed(call: Call) -> Span | None:
    first, second, year = int(call.get("a")), int(call.get("b")), _year(call.get("y"))
    if call.get("sign") == "-" and year is None:
        return None
    pairs = [(first, second), (second, first)]
    if not call.ground.phrases.month_first:
        pairs.reverse()
    days = [day for month, day_of in pairs if (day := dated(call.base, month, day_of, year)) is not None]
    days = [day for day in days if day >= call.today] or days
    if not days:
        return None
    others = tuple(day for day in days[1:] if day != days[0])
    return one_day(days[0], others=others, vague=bool(others))


def _month_day(call: Call) -> Span | None:
    month, number, year = _number(call.get("mo")), _number(call.get("d")), _year(call.get("y"))
    day = dated(call.base, month, number, year)
    if day is None or day > call.today or year is not None:
        return None if day is None else one_day(day)
    later = dated(day + DAY, month, number, None)
    return one_day(day, vague=True, others=() if later is None else (later,))


def _month_days(call: Call) -> Span | None:
    month = _number(call.get("mo", "mo2"))
    first = dated(call.base, month, _number(call.get("d", "d3")), None)
    last = dated(call.base, month, _number(call.get("d2", "d4")), None)
    if first is None or last is None or last < first:
        return None
    return Span(first, last, "range", others=(last,))


_TWO_YEARS: Final = 24
"""Months in which every day of a month that there is comes up."""


def _day_of_month(call: Call) -> Span | None:
    number, bare = _number(call.get("d", "bare")), bool(call.get("bare"))
    starts = (month_start(call.base.year, call.base.month + ahead) for ahead in range(_TWO_YEARS))
    days = (day_in(start.year, start.month, number) for start in starts)
    day = next((day for day in days if day is not None and day >= call.base and day > call.today), None)
    if day is None:
        return None  # no month has a day 0 or 99
    if number == call.today.day:
        return one_day(day, others=(call.today,), vague=True, weak=bare)
    return one_day(day, weak=bare)


def _day_of(call: Call) -> Span | None:
    number = _number(call.get("day", "d"))

    def counted(inner: Span) -> Span | None:
        if inner.unit == "week":
            days = (inner.first + DAY * index for index in range(7))
            day = next((day for day in days if day.day == number), None)
        elif inner.unit in {"month", "quarter", "half", "year", "season"}:
            day = day_in(inner.first.year, inner.first.month, number)
        else:
            day = None
        return None if day is None else one_day(day)

    return call.placed(counted)


def _iso_week(call: Call) -> Span | None:
    number, year = int(call.get("n")), _year(call.get("y"))
    years = (year,) if year is not None else range(call.base.year, call.base.year + _YEARS)
    for held in years:
        try:
            week = week_of(date.fromisocalendar(held, number, 1), named=year is None)
        except ValueError:
            continue
        if year is not None or week.last >= call.base:
            return week
    return None


def _weekday(call: Call) -> Span:
    return one_day(weekday_after(max(call.base, call.today), int(call.get("wd")[-1])))


def _next_weekday(call: Call) -> Span:
    weekday = int(call.get("wd", "wd2")[-1])
    weeks = 1 + int(call.args.get("weeks", 0))
    day = monday_of(call.today) + DAY * (7 * weeks + weekday)
    coming = weekday_after(call.today, weekday)
    if call.ground.phrases.next_weekday == "coming":
        day, coming = coming + DAY * 7 * (weeks - 1), day
    others = () if coming == day else (coming,)
    return one_day(day, others=others, vague=bool(others))


def _weekday_with(call: Call) -> Span | None:
    weekday = int(call.get("wd")[-1])

    def with_day(inner: Span) -> Span | None:
        if inner.unit in {"week", "length"} and inner.at is None:
            monday, also = monday_of(inner.first), call.get("wd2")
            others = (monday + DAY * int(also[-1]),) if also else ()
            return one_day(monday + DAY * weekday, vague=inner.vague, others=others)
        if call.get("wd2") or "wd" in call.get("x"):
            return None
        if inner.first != inner.last or inner.unit not in {"day", "holiday"}:
            return None
        if inner.first.weekday() == weekday:
            return one_day(inner.first, vague=inner.vague)
        return one_day(inner.first, vague=True, others=(nearest_weekday(weekday, inner.first),))

    return call.placed(with_day)


def _relative(call: Call) -> Span:
    words = call.get("day").removeprefix("the ").split()
    which = "today" if words == ["today"] else words[0]
    if "after" in words or "before" in words:
        which = "after" if "after" in words else "before"
    return one_day(call.today + DAY * call.args[which])


def _last_weekday(call: Call) -> Span:
    return one_day(call.today - DAY)


DATES: Final[Mapping[str, Meaning]] = {
    "iso": _iso,
    "day_month": _day_month,
    "slashed": _slashed,
    "month_day": _month_day,
    "month_days": _month_days,
    "day_of_month": _day_of_month,
    "day_of": _day_of,
    "iso_week": _iso_week,
    "weekday": _weekday,
    "next_weekday": _next_weekday,
    "weekday_with": _weekday_with,
    "relative": _relative,
    "last_weekday": _last_weekday,
    "gone_period": _last_weekday,
}
