"""The many kinds of No (R16, R18; S2, S4): each plans its own way back."""

from __future__ import annotations

from playbook import people, persistence
from playbook.case import Case, Plan, next_step, one
from playbook.persistence import MAIL_FIRST
from playbook.words import WRITTEN, Intent, Purpose, Reading, StepKind


def said_no(case: Case) -> Plan:
    """A No: a written comeback to the reflex, else the gap of its reading, else the rhythm's."""
    spacing = case.settings.spacing
    reading = case.said.reading
    if reading not in {Reading.TIMING, Reading.PRIORITY} and reflex(case):
        return comeback(case)
    if reading is Reading.TIMING:
        return persistence.rhythm(case, spacing.timing, rule="R18")
    if reading is Reading.VALUE:
        return persistence.rhythm(case, spacing.value, Intent.VALUE, rule="R18")
    if reading is Reading.PRIORITY:
        gap = min(spacing.priority, spacing.dream_most) if case.dream else spacing.priority
        return persistence.rhythm(case, gap, rule="R18")
    return persistence.rhythm(case)


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
