"""What becomes of the promises and touches that fall into days off (R37)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from playbook import daywords, moves
from playbook.away import Away
from playbook.bodies import Move, StepSet
from playbook.days import DAY, is_work_day, to_work_day
from playbook.decision import Draft, World
from playbook.facts import AccountFacts, PersonFacts, Step
from playbook.placement import window
from playbook.settings import Settings
from playbook.words import AccountId, Purpose, StepId

_FUZZED = frozenset({Purpose.RHYTHM, Purpose.TICKLE, Purpose.FADED})
"""Steps that R9 lets move inside a window; all others go to the first working day."""


def moved_promise(account: AccountFacts, step: StepId, on: date) -> Draft:
    """Return a promise put on the day that the rep chose, because they are away (R10: asked, never silent)."""
    return moves.move(account, step, on, "moved: days off")


def handed_over(
    account: AccountFacts,
    people: tuple[PersonFacts, ...],
    step: Step,
    to: str,
    world: World,
    settings: Settings,
) -> tuple[Draft, ...]:
    """Return a promise that a colleague keeps: it ends with that reason, the note stands, the rhythm goes on (R37)."""
    why = f"handed over to {to}"
    said = f": {step.why}" if step.why else ""
    note = f"Promise of {daywords.full(step.on)} {why}{said}"
    remark = moves.remark(account.id, "note", note, world.today, step.person)
    return moves.end(account, people, (step.id,), world, settings, why), remark


class Choice(StrEnum):
    """What becomes of a promise that falls into leave."""

    KEEP = "keep"
    MOVE = "move"
    HAND_OVER = "hand over"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rep said about one promise."""

    account: AccountId
    step: StepId
    choice: Choice
    on: date | None = None
    """The day to which it moves."""
    to: str = ""
    """Who takes it over."""


@dataclass(frozen=True, slots=True)
class Falling:
    """An unpromised step that falls into leave."""

    account: AccountId
    step: StepId
    purpose: Purpose
    on: date
    gap: int
    off: frozenset[date] = frozenset()
    """Holidays of the account's country (R36)."""


def behind(falling: Iterable[Falling], away: Away, world: World) -> tuple[Draft, ...]:
    """Return the steps put behind the leave by R9, an entry an account.

    Rhythm, tickle and faded steps take the least loaded working day of their window after the leave; where the window
    ends before, and for all others, it is the first working day after it. `world` knows the leave already.
    """
    load = {world.today + DAY * ahead: count for ahead, count in enumerate(world.load)}
    found: dict[AccountId, list[Move]] = {}
    for each in falling:
        day = _behind(each, away, world, load)
        load[day] = load.get(day, 0) + 1
        found.setdefault(each.account, []).append(Move(each.step, day))
    return tuple(
        Draft(account, StepSet(moved=tuple(moved), why="days off"))
        for account, moved in found.items()
    )  # fmt: skip


def _behind(each: Falling, away: Away, world: World, load: dict[date, int]) -> date:
    off = world.days_off | away.days() | each.off
    first = to_work_day(away.last + DAY, off)
    if each.purpose not in _FUZZED:
        return first
    end = each.on + timedelta(days=window(each.gap)[1] - each.gap)
    free = [day for day in _from(first, end) if is_work_day(day, off)]
    return min(free, key=lambda day: (load.get(day, 0), day), default=first)


def _from(first: date, last: date) -> Iterable[date]:
    return (first + DAY * count for count in range((last - first).days + 1))
