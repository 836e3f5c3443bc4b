"""Promises and the value that leads to them (R10, R14, R15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from playbook import days, daywords, persistence
from playbook.bodies import NewStep
from playbook.case import Case, Plan, next_step, one
from playbook.decision import Notice
from playbook.persistence import MAIL_FIRST
from playbook.words import Channel, Intent, Purpose, StepKind


def callback(case: Case) -> Plan:
    """Book the day that they named, exactly, with value touches before it (R10, R14)."""
    on = case.said.when
    if on is None:
        return Plan(notices=(Notice("R14", "On which day? Nothing was booked.", blocking=True),))
    if on < case.day:
        return Plan(notices=(Notice("R10", f"{daywords.full(on)} has passed. Nothing was booked.", blocking=True),))
    person = case.person
    promise = next_step(
        case, Purpose.CALLBACK, on, person, (case.said.channel or Channel.CALL, Channel.CALL), rule="R10",
        why=case.said.words or f"they said {daywords.short(on)}", kind=StepKind.PROMISE,
    )  # fmt: skip
    promise = replace(promise, at=case.said.when_at, zone=case.said.when_zone)
    replaced = tuple(step.id for step in case.left if step.kind is StepKind.PROMISE and step.person == case.said.person)
    sown = tuple(
        step.id for step in case.left if step.purpose is Purpose.VALUE and step.person == case.said.person and replaced
    )
    value = value_before(case, on) if case.said.value_between else ()
    why = f"promised for {daywords.full(on)}" + (f", {len(value)} value touches before it" if value else "")
    return Plan((promise, *value), ended=replaced + sown, notices=_off_day(case, on), why=why, rule="R14")


def value_before(case: Case, on: date) -> tuple[NewStep, ...]:
    """Return the value touches between now and a promise: every 60 days, none in the last 21 (R14)."""
    spacing = case.settings.spacing
    found = []
    quiet = (on - case.day).days - spacing.value_quiet
    for gap in range(spacing.value_every, quiet + 1, spacing.value_every):
        step = next_step(
            case, Purpose.VALUE, case.exact(gap), case.person, MAIL_FIRST, rule="R14",
            why=f"value before {daywords.short(on)}: give, don't check in", intent=Intent.VALUE, kind=StepKind.SERIES,
        )  # fmt: skip
        found.append(step)
    return tuple(found)


def _off_day(case: Case, on: date) -> tuple[Notice, ...]:
    if days.is_work_day(on, case.off):
        return ()
    better = days.to_work_day(on, case.off)
    kind = "a weekend" if on.weekday() >= days.SATURDAY else "a day off"
    return (Notice("R10", f"{daywords.dated(on)} is {kind}: {daywords.dated(better)}?"),)


def faded(case: Case) -> Plan:
    """Gone quiet: a value touch every 14 days, four times; a known decision date replaces the last (R15)."""
    spacing = case.settings.spacing
    found = []
    for number in range(1, spacing.faded_times + 1):
        on = case.not_a_pest(case.placed(spacing.faded * number), case.person)
        step = next_step(
            case, Purpose.FADED, on, case.person, MAIL_FIRST, rule="R15",
            why=f"value {number} of {spacing.faded_times}: never a check-in", intent=Intent.VALUE, kind=StepKind.SERIES,
            attempt=number,
        )  # fmt: skip
        found.append(step)
    decides = case.said.when
    if decides is not None and decides > case.day:
        last = replace(found[-1], on=decides, why=f"they decide on {daywords.short(decides)}: be there")
        found = [step for step in found[:-1] if step.on < decides] + [last]
    return Plan(tuple(found), why=found[0].why, rule="R15")


def gave(case: Case) -> Plan:
    """Value was given: asked for, a follow-up; else the rhythm goes on (R8, R13)."""
    answered = case.answered
    if case.said.reading is not None:
        on = case.work_days(case.settings.spacing.asked_work_days)
        why = "they asked for it: ask what they made of it"
        return one(next_step(case, Purpose.FOLLOW_UP, on, case.person, persistence.CALL_FIRST, rule="R13", why=why))
    if answered is not None and answered.purpose is Purpose.TICKLE:
        return persistence.tickle(case, case.settings.spacing.tickle)
    return persistence.rhythm(case)


def not_now(case: Case) -> Plan:
    """Fits and isn't ready: tickle it, on their day where one was typed (R31)."""
    spacing = case.settings.spacing
    if case.said.when is not None:
        return persistence.tickle(case, max(1, (case.said.when - case.day).days))
    return persistence.tickle(case, spacing.tickle_first)


def talked(case: Case) -> Plan:
    """A talk: the next step on the day agreed, else in seven days (R8)."""
    on = case.said.when or case.exact(case.settings.spacing.talk)
    why = case.said.words or ("as agreed" if case.said.when else "a talk: go on while it is warm")
    step = next_step(case, Purpose.FOLLOW_UP, on, case.person, persistence.CALL_FIRST, rule="R8", why=why)
    return one(replace(step, at=case.said.when_at, zone=case.said.when_zone))
