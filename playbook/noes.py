"""The many kinds of No (R16, R18; S2, S4): each plans its own way back."""

from __future__ import annotations

from playbook import people, persistence
from playbook.case import Case, Plan, next_step, one
from playbook.facts import Step
from playbook.persistence import MAIL_FIRST
from playbook.renewal import replace
from playbook.words import WRITTEN, Intent, Purpose, Reading, StepKind

_REPLACING = frozenset({Reading.TIMING, Reading.PRIORITY})
"""Readings that leave nothing for a comeback to answer (R16)."""


def said_no(case: Case) -> Plan:
    """A No: a written comeback to the reflex, else the gap of its reading, else the rhythm's."""
    reading = case.said.reading
    if reading not in _REPLACING:
        return comeback(case) if reflex(case) else _read(case, reading)
    ended = tuple(step.id for step in case.left if _their_comeback(case, step))
    plan = _read(replace(case, left=tuple(step for step in case.left if step.id not in ended)), reading)
    return replace(plan, ended=(*plan.ended, *ended))


def _read(case: Case, reading: Reading | None) -> Plan:
    """The gap of a reading: timing 60 days, value 21 and a value touch, priority 90; unread, the rhythm's own (R18)."""
    if reading is None:
        return persistence.rhythm(case)
    spacing = case.settings.spacing
    gap, intent = {
        Reading.TIMING: (spacing.timing, None),
        Reading.VALUE: (spacing.value, Intent.VALUE),
        Reading.PRIORITY: (spacing.priority, None),
    }[reading]
    return persistence.rhythm(case, min(gap, spacing.dream_most) if case.dream else gap, intent, rule="R18")


def _their_comeback(case: Case, step: Step) -> bool:
    return step.purpose is Purpose.COMEBACK and step.person in {None, case.said.person}


def all_set(case: Case) -> Plan:
    """They have a provider: a comeback to the reflex, else 60 days; a dream client keeps its rhythm."""
    if reflex(case):
        return comeback(case)
    gap = None if case.dream else case.settings.spacing.all_set
    return persistence.rhythm(case, gap, rule="R18")


def reflex(case: Case) -> bool:
    """Whether it is the first No of a person never talked with, and something is known to answer with (R16)."""
    person = case.person
    first = person is not None and not person.talked and not person.comeback_used
    return first and case.known and not case.gated()


def comeback(case: Case) -> Plan:
    """Return the written comeback: why thirty minutes are worth it, and what to discuss (R16)."""
    written = tuple(channel for channel in MAIL_FIRST if channel in WRITTEN)
    on = case.exact(case.settings.spacing.comeback)
    step = next_step(
        case,
        Purpose.COMEBACK,
        on,
        case.person,
        written,
        rule="R16",
        why="first No: written comeback",
        kind=StepKind.SERIES,
    )
    if step.channel not in WRITTEN and people.channels(case.account, case.person):
        return persistence.rhythm(case)
    return one(step)
