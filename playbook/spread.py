"""The backlog spread over the coming days (R34): which touch goes to which day, shown before anything is written.

Promises and openings never come here: nothing moves them. What finds no room stays where it is and is counted, so
nothing stretches silently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from heapq import heapify, heapreplace

from playbook import moves
from playbook.bodies import Move, StepSet
from playbook.days import add_work_days
from playbook.decision import Draft, World
from playbook.facts import AccountFacts, PersonFacts
from playbook.settings import Settings
from playbook.values import dataclass
from playbook.words import AccountId, StepId


@dataclass(frozen=True, slots=True)
class Waiting:
    """An unpromised step that today's cap holds back."""

    account: AccountId
    step: StepId
    until: date | None = None
    """The last day on which it makes sense: value before a promise ends before the quiet weeks (R14)."""
    off: frozenset[date] = frozenset()
    """Holidays of the account's country (R36)."""
    taken: frozenset[date] = frozenset()
    """Days on which another touch of the account is planned (R12)."""

    def allows(self, day: date) -> bool:
        """Tell whether the step may stand on that day."""
        return day not in self.off and day not in self.taken and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class SpreadDay:
    """One coming working day, before and after."""

    on: date
    before: int
    """Unpromised touches planned on it."""
    after: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A step and the day to which it goes."""

    account: AccountId
    step: StepId
    on: date


@dataclass(frozen=True, slots=True)
class Spread:
    """What a spread would do."""

    days: tuple[SpreadDay, ...]
    moves: tuple[Moved, ...] = ()
    stays: int = 0
    """Steps for which there is no room: they stay held back, and the preview says so."""

    @property
    def label(self) -> str:
        """The action in words: "spread 42 over 10 days"."""
        return f"spread {len(self.moves)} over {len(self.days)} days"


def coming_days(today: date, count: int, off: frozenset[date]) -> tuple[date, ...]:
    """Return the next `count` working days of the rep after today (R37)."""
    found: list[date] = []
    for _ in range(count):
        found.append(add_work_days(found[-1] if found else today, 1, off))
    return tuple(found)


def spread(waiting: Sequence[Waiting], days: Sequence[date], planned: Mapping[date, int], room: int) -> Spread:
    """Return which waiting step goes to which day (R34).

    `waiting` stands in the order of today's list and keeps it: who comes first gets the earlier day. The least loaded
    days fill up first, none over `room`, the touches of a day that first touches leave free (R32).
    """
    load = [planned.get(day, 0) for day in days]
    shares = _shares(load, room, len(waiting))
    found: list[Moved] = []
    held = list(load)
    used: dict[AccountId, set[date]] = {}
    for each in waiting:
        mine = used.setdefault(each.account, set())
        able = [place for place, day in enumerate(days) if held[place] < room and day not in mine and each.allows(day)]
        place = next((place for place in able if shares[place]), None)
        place = min(able, key=lambda at: (held[at], at), default=None) if place is None else place
        if place is None:
            continue
        shares[place] = max(0, shares[place] - 1)
        held[place] += 1
        mine.add(days[place])
        found.append(Moved(each.account, each.step, days[place]))
    shown = tuple(SpreadDay(*each) for each in zip(days, load, held, strict=True))
    return Spread(shown, tuple(found), len(waiting) - len(found))


def drafts(plan: Spread) -> tuple[Draft, ...]:
    """Return the moves of a spread, one entry an account: written as one action, one undo takes all back."""
    by_account: dict[AccountId, list[Move]] = {}
    for each in plan.moves:
        by_account.setdefault(each.account, []).append(Move(each.step, each.on))
    return tuple(Draft(account, StepSet(moved=tuple(moved), why=plan.label)) for account, moved in by_account.items())


def skipped(
    account: AccountFacts, people: tuple[PersonFacts, ...], step: StepId, world: World, settings: Settings
) -> Draft:
    """Return a comeback that came too late, let go: what stands beside it, else the rhythm, goes on (R16, R37)."""
    return moves.end(account, people, (step,), world, settings, "comeback too late: skipped")


def _shares(load: Sequence[int], room: int, count: int) -> list[int]:
    """Share `count` steps out: each goes to the least loaded day, ties to the earlier one, none over `room`."""
    shares = [0] * len(load)
    heap = [(held, place) for place, held in enumerate(load) if held < room]
    heapify(heap)
    for _ in range(min(count, sum(room - held for held, _ in heap))):
        held, place = heap[0]
        shares[place] += 1
        heapreplace(heap, (held + 1 if held + 1 < room else room + count, place))
    return shares
