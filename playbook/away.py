"""Days off (R37): how the settings keep them; `away_words` reads how they are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from playbook import daywords
from playbook.days import DAY, work_days_between
from playbook.settings import Settings


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


def _kept(settings: Settings, leave: Sequence[Away]) -> Settings:
    return replace(settings, hours=replace(settings.hours, leave=tuple(away.text for away in sorted(leave))))
