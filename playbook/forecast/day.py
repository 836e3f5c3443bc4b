"""A day of the forecast: what is due, what the cap holds back, how many first touches (R32-R34), as the book does it.

Only what is due is looked at: steps lie in a bucket of their day, what is held back waits by its group.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from playbook import days, ordering
from playbook.facts import Step
from playbook.forecast.live import Row
from playbook.settings import Caps
from playbook.words import Group, Intent, Purpose, StepKind

_FREE = tuple(group for group in Group if group in ordering.UNCAPPED)
_CAPPED = tuple(group for group in Group if group not in ordering.UNCAPPED and group is not Group.FIRST)
_FREE_PURPOSES = frozenset(
    purpose
    for purpose in Purpose
    if ordering.group(purpose, StepKind.NEXT, dream=False, intent=Intent.ASK) in ordering.UNCAPPED
)
_BY_NEED = frozenset({Group.DREAM, Group.VALUE, Group.RHYTHM})
_PROMISE: Final = StepKind.PROMISE
_RESEARCH: Final = Group.RESEARCH
_DAYS = 200
_SPARE = 800
"""Days past the end for which the load is kept: no step is planned further ahead."""


def capped(step: Step) -> bool:
    """Whether the cap counts this step (R34)."""
    return step.kind is not _PROMISE and step.purpose not in _FREE_PURPOSES


class Load:
    """Planned touches per day: all of them for balance (R9), those of the cap for what lies ahead (R34)."""

    def __init__(self, first: int, last: int) -> None:
        """Keep these days, both ordinals, and some after them."""
        self._first = first
        self._all = [0] * (last - first + _SPARE)
        self._capped = [0] * (last - first + _SPARE)

    def put(self, steps: Iterable[Step], sign: int) -> None:
        """Add a plan, or take it out with `sign` -1."""
        for step in steps:
            place = step.on.toordinal() - self._first
            if 0 <= place < len(self._all):
                self._all[place] += sign
                if capped(step):
                    self._capped[place] += sign

    def ahead(self, today: int) -> tuple[int, ...]:
        """Return the load of the next 200 days, today first, as a decision reads it."""
        place = today - self._first
        return tuple(self._all[place : place + _DAYS])

    def between(self, today: date, last: date) -> int:
        """Return the capped touches after today up to and with that day."""
        return sum(self._capped[today.toordinal() - self._first + 1 : last.toordinal() - self._first + 1])


class Waiting:
    """What is due and not worked yet, by its group."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._rows: dict[Group, list[Row]] = {group: [] for group in Group}

    def add(self, row: Row) -> None:
        """Put a row into its group."""
        self._rows[row.group].append(row)

    def drop(self, row: Row) -> None:
        """Take a row out again: a more pressing one stands in its place."""
        self._rows[row.group] = [each for each in self._rows[row.group] if each is not row]

    def held(self) -> int:
        """Return how many wait for room under the cap."""
        return sum(len(self._rows[group]) for group in _CAPPED)

    def free(self, today: date) -> list[Row]:
        """Take promises and openings, which no cap holds back."""
        found: list[Row] = []
        for group in _FREE:
            found += self._take(group, len(self._rows[group]), today)
        return found

    def capped(self, caps: Caps, room: int, taken: int, today: date) -> list[Row]:
        """Take the first `room` rows in R33's order; the others go on waiting.

        Places are kept for research (R6), of which `taken` rows were worked today.
        """
        kept = ordering.kept_for_research(caps, room, len(self._rows[Group.RESEARCH]), taken)
        found: list[Row] = []
        for group in _CAPPED:
            left = room - len(found) - (0 if group is _RESEARCH else kept)
            found += self._take(group, left, today)
        return found

    def _take(self, group: Group, room: int, today: date) -> list[Row]:
        rows = self._rows[group]
        if not rows or room <= 0:
            return []
        for row in rows:
            row.late = (today - row.due).days
        if len(rows) <= room:
            self._rows[group] = []
            return _arranged(rows)
        needs = [_need(row) for row in rows]
        least = sorted(needs, reverse=True)[room - 1]
        shown = _arranged([row for row, need in zip(rows, needs, strict=True) if need >= least])[:room]
        taken = {id(row) for row in shown}
        self._rows[group] = [row for row in rows if id(row) not in taken]
        return shown


def _arranged(rows: list[Row]) -> list[Row]:
    return ordering.arrange(rows, lambda row: row.gap, lambda row: row.rank)


def _need(row: Row) -> float:
    """What a group is ordered by first: only rows at or above the last that fits need the full order."""
    if row.group in _BY_NEED:
        return round(ordering.urgency(row.late, row.gap, row.rank), 6)
    return float(row.late)


def ahead(load: Load, waiting: int, caps: Caps, today: date, off: frozenset[date]) -> int:
    """Return the capped touches of the next 20 working days; what today cannot hold weighs on them (R34)."""
    last = days.add_work_days(today, caps.ahead_work_days, off)
    return max(0, waiting - caps.day) + load.between(today, last)


def firsts(caps: Caps, quota: int, pool: int, shown: int) -> int:
    """Return how many first touches stand beside `shown` capped ones: free room up to twice the quota (R32)."""
    reserved = min(pool, quota, caps.day)
    return min(pool, max(reserved, min(caps.day - shown, 2 * quota), 0))


def promise(step: Step | None) -> bool:
    """Whether a row is a promise (R10)."""
    return step is not None and step.kind is StepKind.PROMISE
