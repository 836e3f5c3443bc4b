"""What ends what (PLAYBOOK, "The model of a plan"): the steps that a touch fulfils, ends, moves and asks about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from playbook import days, daywords, guards, people
from playbook.bodies import NewStep
from playbook.case import AHEAD, Case
from playbook.decision import Ask
from playbook.facts import Step
from playbook.renewal import replace
from playbook.words import WRITTEN, Purpose, StepId, StepKind

_INBOUND_ENDS = frozenset({Purpose.BURST, Purpose.CHASE, Purpose.COMEBACK, Purpose.FADED})
_GIFTS = frozenset({Purpose.VALUE, Purpose.FADED})
_PROMISE: Final = StepKind.PROMISE


def settled(case: Case) -> Case:
    """Return the case with the steps that this touch keeps, those that it ends, and those that are left."""
    kept = _kept(case)
    if len(kept) == len(case.account.steps):  # most touches: the one step of the plan, or a first touch
        return replace(case, kept=kept)
    ended = _ended(case, kept)
    gone = {step.id for step in (*kept, *ended)}
    left = tuple([step for step in case.account.steps if step.id not in gone])
    return replace(case, kept=kept, ended=tuple([step.id for step in ended]), left=left)


def _kept(case: Case) -> tuple[Step, ...]:
    """The steps that this touch fulfils: its own row, a promise come due, a hand date, a series within 7 days."""
    if not case.row.counts:
        return ()
    if case.said.inbound:
        return tuple([step for step in case.account.steps if _promise_due(case, step)])
    return tuple([step for step in case.account.steps if _takes(case, step)])


def _takes(case: Case, step: Step) -> bool:
    if step.kind is _PROMISE:
        return _promise_due(case, step)
    if step.id == case.said.step:
        return True
    if step.kind is StepKind.HAND:
        return step.on <= case.day
    return step.kind is StepKind.SERIES and _next_of_series(case, step)


def _promise_due(case: Case, step: Step) -> bool:
    """A promise is kept by a touch to that person on its day or later (R10); nobody named means whom the row names."""
    if step.kind is not StepKind.PROMISE or step.on > case.day:
        return False
    whom = case.said.person
    return step.person in {None, whom} or (whom is None and step.id == case.said.step)


def _next_of_series(case: Case, step: Step) -> bool:
    """A touch of a series' kind within 7 days of its next step takes that step."""
    near = step.on - case.day <= timedelta(days=case.settings.spacing.takes_step)
    if not near or not _same_kind(case, step):
        return False
    siblings = (each for each in case.account.steps if each.kind is StepKind.SERIES and each.purpose is step.purpose)
    return step.id == min(siblings, key=lambda each: (each.on, each.id)).id


def _same_kind(case: Case, step: Step) -> bool:
    if step.purpose in _GIFTS:
        return case.row.gift
    if step.purpose is Purpose.COMEBACK:
        return case.said.channel in WRITTEN and step.person in {None, case.said.person}
    return step.purpose is Purpose.OPENING


def _ended(case: Case, kept: tuple[Step, ...]) -> tuple[Step, ...]:
    """The table's purposes; for a touch of ours the one `next`; and the value before a promise that was kept."""
    taken = {step.id for step in kept}
    others = [step for step in case.account.steps if step.id not in taken]
    known, inbound = case.row, case.said.inbound
    purposes = known.ends | (_INBOUND_ENDS if inbound else frozenset())
    replaces = known.replaces and not inbound
    met = {step.person for step in kept if step.kind is StepKind.PROMISE}
    return tuple(
        step
        for step in others
        if step.purpose in purposes
        or (replaces and step.kind is StepKind.NEXT and step is not case.meeting)
        or (known.ends_all and step.kind is not StepKind.PROMISE)
        or (step.purpose is Purpose.VALUE and step.person in met)
    )


def spaced(case: Case) -> tuple[Case, tuple[tuple[StepId, date], ...]]:
    """Move what stands too near to this touch to the first free day after it (R11, R12), one step after the other.

    Promises, hand dates and exempt purposes stay. A value touch that would come into the quiet weeks before its
    promise (R14) is left out: the contact was made.
    """
    if not case.row.counts:
        return case, ()
    moved: list[tuple[StepId, date]] = []
    for step in case.left:
        if step.on - case.day > _FARTHEST or guards.exempt(step.kind, step.purpose):
            continue
        on = _free(case, step)
        if on == step.on:
            continue
        if _too_late(case, step, on):
            left = tuple(each for each in case.left if each.id != step.id)
            case = replace(case, left=left, ended=(*case.ended, step.id))
            continue
        moved.append((step.id, on))
        case = replace(case, left=tuple(replace(each, on=on) if each is step else each for each in case.left))
    return case, tuple(moved)


_FARTHEST = timedelta(days=90)
"""Farther away than any gap of R11, whatever the settings and the holidays say."""


def _free(case: Case, step: Step) -> date:
    """The step's own day where it is free, else the first free one after it."""
    whom = people.find(case.people, step.person)
    first = case.gap_until(whom)
    if step.person not in {None, case.said.person} and case.said.person is not None:
        first = max(first, case.day + days.DAY)
    return step.on if step.on >= first else case.one_a_day(days.to_work_day(first, case.off), whom)


def _too_late(case: Case, step: Step, on: date) -> bool:
    if step.purpose is not Purpose.VALUE:
        return False
    promised = (each.on for each in case.left if each.kind is StepKind.PROMISE and each.person == step.person)
    first = min(promised, default=None)
    return first is not None and (first - on).days < case.settings.spacing.value_quiet


def silenced(left: Sequence[Step], steps: Sequence[NewStep]) -> frozenset[StepId]:
    """Return what falls silent: at most one `next`, and no rhythm while a promise or a series lies ahead."""
    if not left:
        return frozenset()
    fresh = any(step.kind is StepKind.NEXT for step in steps)
    ahead = any(step.kind in AHEAD for step in left) or any(step.kind in AHEAD for step in steps)
    return frozenset(
        step.id for step in left
        if step.kind is StepKind.NEXT and (fresh or (ahead and bool(steps) and step.purpose is Purpose.RHYTHM))
    )  # fmt: skip


def asks(case: Case, left: Sequence[Step]) -> tuple[Ask, ...]:
    """An earlier talk asks whether a promise still stands (R10); so does what ends all else."""
    if not case.row.asks:
        return ()
    return tuple(
        Ask("R10", f"Does {daywords.short(step.on)} still stand?", step.id)
        for step in left
        if step.kind is StepKind.PROMISE and step.person in {None, case.said.person}
    )


def before(promises: Sequence[Step], steps: Sequence[Step]) -> frozenset[StepId]:
    """Return the value touches that stand before these promises and have no other of the person to lead to (R14)."""
    gone = {step.id for step in promises}
    whom = {step.person for step in promises if step.kind is StepKind.PROMISE}
    held = {step.person for step in steps if step.kind is StepKind.PROMISE and step.id not in gone}
    return frozenset(step.id for step in steps if step.purpose is Purpose.VALUE and step.person in whom - held)
