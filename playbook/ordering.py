"""The order of today's list: groups, urgency, reasons, the cap and first touches woven in (R32-R34)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Final, Protocol, TypeVar

from playbook import daywords
from playbook.facts import Step
from playbook.settings import Burst, Caps, Spacing
from playbook.words import AccountId, Group, Intent, Purpose, StepKind

_PLACES = {group: place for place, group in enumerate(Group)}

_GROUPS = {
    Purpose.CALLBACK: Group.PROMISE,
    Purpose.OPENING: Group.OPENING,
    Purpose.SUCCESSOR: Group.OPENING,
    Purpose.RETURN: Group.WARM,
    Purpose.FOLLOW_UP: Group.WARM,
    Purpose.REFERRAL: Group.WARM,
    Purpose.CHASE: Group.WARM,
    Purpose.COMEBACK: Group.WARM,
    Purpose.ANSWER: Group.WARM,
    Purpose.HAND: Group.WARM,
    Purpose.VALUE: Group.VALUE,
    Purpose.FADED: Group.VALUE,
    Purpose.TICKLE: Group.VALUE,
    Purpose.BURST: Group.RHYTHM,
    Purpose.RHYTHM: Group.RHYTHM,
    Purpose.RESEARCH: Group.RESEARCH,
    Purpose.FIRST: Group.FIRST,
}

_PROMISE: Final = StepKind.PROMISE
_RHYTHM: Final = Purpose.RHYTHM
_PROMISES: Final = Group.PROMISE

UNCAPPED = frozenset({Group.PROMISE, Group.OPENING})
"""Groups that the cap never holds back and that take nothing of it (R34)."""

_SPACED = frozenset({Group.DREAM, Group.VALUE, Group.RHYTHM, Group.FIRST})
"""Groups ordered by urgency; the others are owed, so the longest owed comes first."""

FIRST_REASON = "first touch"
_TRIES = {Purpose.BURST: len(Burst().channels), Purpose.CHASE: len(Spacing().chase)}
_NAMES = {
    Purpose.COMEBACK: "comeback",
    Purpose.RETURN: "after the meeting",
    Purpose.FOLLOW_UP: "follow-up",
    Purpose.REFERRAL: "referral",
    Purpose.ANSWER: "their answer",
    Purpose.HAND: "your date",
    Purpose.VALUE: "value",
    Purpose.FADED: "faded, value",
    Purpose.TICKLE: "tickle, value",
    Purpose.SUCCESSOR: "successor?",
    Purpose.FIRST: FIRST_REASON,
}


class Row(Protocol):
    """What a row of today's list must know to find its place."""

    @property
    def account(self) -> AccountId: ...  # noqa: D102  (named like the field it reads)
    @property
    def group(self) -> Group: ...  # noqa: D102
    @property
    def at(self) -> time | None: ...  # noqa: D102
    @property
    def due(self) -> date: ...  # noqa: D102
    @property
    def late(self) -> int: ...  # noqa: D102
    @property
    def open(self) -> bool | None: ...  # noqa: D102


R = TypeVar("R", bound=Row)


def group(purpose: Purpose, kind: StepKind, dream: bool, intent: Intent, gap: int = 1) -> Group:  # noqa: FBT001
    """Return the group of a step (R33). Spaced touches of a dream client stand together; `gap` decides nothing here."""
    del gap
    if kind is _PROMISE:
        return Group.PROMISE
    found = _GROUPS[purpose]
    if dream and (found is Group.VALUE or found is Group.RHYTHM):
        return Group.DREAM
    gives = purpose is _RHYTHM and intent is Intent.VALUE
    return Group.VALUE if gives else found


def place_of(group: Group) -> int:
    """Return the group's place in the list, from 0 (R33)."""
    return _PLACES[group]


def urgency(late: int, gap: int, rank: float) -> float:
    """Return ((late + 1) / gap) x rank (R33): a day late weighs more on a short gap."""
    return (late + 1) / max(1, gap) * rank


def reason(step: Step, late: int, *, tries: int = 0, at: time | None = None, until: date | None = None) -> str:
    """Return why the row is here, in a rep's words and about 28 cells (R33): "promise 08:30", "ask, rhythm 45 d".

    `late` in days; `tries`: attempts of the burst or chase, 0 for the playbook's own number; `at`: a promise's hour on
    the rep's clock (else the step's own); `until`: the promise that a value touch stands before.
    """
    if step.kind is StepKind.PROMISE:
        return _promise(late, at or step.at)
    text = _what(step, tries, until)
    return f"{text}, {late} d late" if late > 0 else text


def arrange(rows: Iterable[R], gap: Callable[[R], int], rank: Callable[[R], float]) -> list[R]:
    """Return the rows in the order of R33; `gap` (days) and `rank` (fit x tier) are asked per row.

    Promises: overdue ones lead (R10), then by their time, those without one last. Spaced touches go by urgency, what is
    owed by lateness; where these are equal, open offices come first (field 3: a tie-breaker), then the higher rank.
    """
    return sorted(rows, key=lambda row: _key(row, gap(row), rank(row)))


def cap_rows(rows: Sequence[R], left: int) -> tuple[tuple[R, ...], tuple[R, ...]]:
    """Return what is shown and what is held back when `left` capped touches still fit into the day (R34).

    Promises and openings are never held back and take no room; both halves keep their order.
    """
    shown: list[R] = []
    held: list[R] = []
    for row in rows:
        if row.group in UNCAPPED:
            shown.append(row)
        elif left > 0:
            shown.append(row)
            left -= 1
        else:
            held.append(row)
    return tuple(shown), tuple(held)


def kept_for_research(caps: Caps, room: int, waiting: int, taken: int = 0) -> int:
    """Return how many of the `room` places left stay for research rows (R6); in the list they still come last (R33).

    `waiting` of them are due, `taken` were worked today. Without this a backlog would hide forever whom nobody can
    reach and whose fit nobody knows. Never all of the day's cap.
    """
    return max(0, min(caps.research - taken, caps.day - 1, waiting, room))


def weave(rows: Sequence[R], firsts: Sequence[R], every: int = 7) -> list[R]:
    """Return the rows with one first touch after every `every` others, those that are left at the end (R32)."""
    woven: list[R] = []
    waiting = iter(firsts)
    for place, row in enumerate(rows, start=1):
        woven.append(row)
        if place % every == 0 and (first := next(waiting, None)) is not None:
            woven.append(first)
    return [*woven, *waiting]


def _promise(late: int, at: time | None) -> str:
    if late > 0:
        return f"promise, {late} {'day' if late == 1 else 'days'} late"
    return "promise today" if at is None else f"promise {at:%H:%M}"


def _what(step: Step, tries: int, until: date | None) -> str:
    if step.purpose in _TRIES:
        return f"{step.purpose} {max(1, step.attempt)} of {tries or _TRIES[step.purpose]}"
    if step.purpose is Purpose.RHYTHM:
        return f"{step.intent}, rhythm {step.gap} d"
    if step.purpose is Purpose.VALUE and until is not None:
        return f"value before {daywords.short(until)}"
    if step.purpose in {Purpose.OPENING, Purpose.RESEARCH}:
        return f"{step.purpose}: {step.why}" if step.why else step.purpose.value
    return _NAMES.get(step.purpose, step.purpose.value)


def _key(row: Row, gap: int, rank: float) -> tuple[int, float, time, date, bool, float, AccountId]:
    """Smaller comes first. Only the parts that the group goes by differ; the account settles the rest."""
    closed = row.open is not True
    place = place_of(row.group)
    if row.group is _PROMISES:
        overdue = row.due if row.late > 0 else date.max
        return place, float(overdue.toordinal()), row.at or time.max, row.due, closed, -rank, row.account
    first = urgency(row.late, gap, rank) if row.group in _SPACED else float(row.late)
    return place, -round(first, 6), time.min, date.min, closed, -rank, row.account
