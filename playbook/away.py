"""Days off (R37): how they are said, and how the settings keep them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from playbook import daywords
from playbook.days import DAY, work_days_between
from playbook.settings import Settings

LONGEST = timedelta(days=366)
"""A longer leave is a slip of the keys."""
_WEEK = re.compile(r"(this|next) week", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:\.\.+|…|–|—|\s-\s|\b(?:to|until|till|through|thru)\b)\s*", re.IGNORECASE)
_BARE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?", re.IGNORECASE)
_NAMED = re.compile(r"(?=.*[a-z]{3})(.*?)\b\d{1,2}(?:st|nd|rd|th)?\b(?!-)(.*)", re.IGNORECASE)
_LEAD = re.compile(r"^(?:from|between)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Away:
    """Days off, both ends included."""

    first: date
    last: date

    @property
    def text(self) -> str:
        """How the settings keep it: `2026-12-24..2027-01-03`."""
        return self.first.isoformat() if self.first == self.last else f"{self.first}..{self.last}"

    @property
    def words(self) -> str:
        """How a rep reads it: "Thu 24 Dec - Sun 3 Jan 2027"."""
        if self.first == self.last:
            return daywords.full(self.first)
        return f"{daywords.dated(self.first)} - {daywords.full(self.last)}"

    def holds(self, day: date) -> bool:
        """Tell whether that day is among them."""
        return self.first <= day <= self.last

    def days(self) -> frozenset[date]:
        """Return every day of it."""
        return frozenset(self.first + DAY * count for count in range((self.last - self.first).days + 1))

    def work_days(self, off: frozenset[date]) -> int:
        """Count the days on which the rep would have worked."""
        return work_days_between(self.first - DAY, self.last, off)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of the words for days off."""

    away: Away | None
    why: str = ""
    """Why there is none; empty with one."""
    sure: bool = True


Day = tuple[date | None, bool]
"""A day that was read, None for none, and whether the words leave no other reading."""


def read(text: str, today: date, day: Callable[[str, date], Day]) -> Heard:
    """Read days off: `2026-12-24..2027-01-03`, "24 Dec to 3 Jan", "next Friday", "next week".

    `day` reads the words of one day as they are said on the given day: the end is read as said on the first day.
    """
    words = _LEAD.sub("", text.strip())
    if not words:
        return Heard(None, "Say the days: 24 Dec to 3 Jan, next week, 2026-12-24..2027-01-03.")
    week = _WEEK.fullmatch(words)
    if week is not None:
        return Heard(_week(today, 7 if week[1].lower() == "next" else 0))
    parts = [part for part in _BETWEEN.split(words) if part]
    if len(parts) > 2:  # noqa: PLR2004  (a first day and a last one)
        return Heard(None, "I read more than two days: say the first and the last one.")
    parts = _with_month(parts)
    first, sure = day(parts[0], today)
    if first is None:
        return Heard(None, f"I find no day in “{parts[0]}”.")
    last, sure_too = day(parts[1], first) if len(parts) > 1 else (first, True)
    if last is None:
        return Heard(None, f"I find no day in “{parts[1]}”.")
    return _checked(Away(first, last), today, sure=sure and sure_too)


def _with_month(parts: list[str]) -> list[str]:
    """Return the two days with the month that only one of them names: "1 to 12 December", "Dec 1 to 12"."""
    found = list(parts)
    for place, other in ((0, 1), (1, 0)) if len(parts) > 1 else ():
        named = _NAMED.fullmatch(parts[other])
        if _BARE.fullmatch(parts[place]) and named is not None:
            found[place] = f"{named[1]}{parts[place]}{named[2]}"
    return found


def stated(text: str) -> Away | None:
    """Return the days off of one line of the settings, None where it is none."""
    first, _, last = text.partition("..")
    try:
        return Away(date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip()))
    except ValueError:
        return None


def told(settings: Settings) -> tuple[Away, ...]:
    """Return the days off that stand in the settings, the first one first."""
    return tuple(sorted(away for away in map(stated, settings.hours.leave) if away is not None))


def coming(settings: Settings, today: date) -> tuple[Away, ...]:
    """Return those that are not over."""
    return tuple(away for away in told(settings) if away.last >= today)


def with_leave(settings: Settings, away: Away) -> Settings:
    """Return the settings with these days off; what touches or overlaps becomes one."""
    first, last, kept = away.first, away.last, []
    for each in told(settings):
        if each.last >= first - DAY and each.first <= last + DAY:
            first, last = min(first, each.first), max(last, each.last)
        else:
            kept.append(each)
    return _kept(settings, [*kept, Away(first, last)])


def without_leave(settings: Settings, away: Away) -> Settings:
    """Return the settings with these days worked again; a longer leave keeps its other days."""
    left: list[Away] = []
    for each in told(settings):
        if not (each.first <= away.last and each.last >= away.first):
            left.append(each)
            continue
        if each.first < away.first:
            left.append(Away(each.first, away.first - DAY))
        if each.last > away.last:
            left.append(Away(away.last + DAY, each.last))
    return _kept(settings, left)


def ended(settings: Settings, since: date, today: date) -> Away | None:
    """Return the newest days off that ended after the last activity `since` and before today (R37)."""
    return max(
        (away for away in told(settings) if since <= away.last < today), default=None, key=lambda away: away.last
    )


def _week(today: date, ahead: int) -> Away:
    monday = today - DAY * today.weekday() + DAY * ahead
    return Away(max(monday, today), monday + DAY * 4)


def _checked(away: Away, today: date, *, sure: bool) -> Heard:
    if away.last < away.first:
        return Heard(None, f"{daywords.full(away.last)} is before {daywords.full(away.first)}.")
    if away.last < today:
        return Heard(None, f"{away.words} is over already.")
    if away.last - away.first > LONGEST:
        return Heard(None, "That is more than a year: say the last day again.")
    return Heard(away, sure=sure)


def _kept(settings: Settings, leave: Sequence[Away]) -> Settings:
    return replace(settings, hours=replace(settings.hours, leave=tuple(away.text for away in sorted(leave))))
