"""Promises and the value that leads to them (R10, R14, R15)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from playbook import days, daywords, openings, persistence
from playbook.bodies import NewStep, OpeningSeen
from playbook.case import Case, Plan, next_step, one
from playbook.decision import Draft, Notice
from playbook.facts import Step
from playbook.persistence import MAIL_FIRST
from playbook.renewal import replace
from playbook.words import Channel, Intent, Purpose, StepKind


def callback(case: Case) -> Plan:
    """Book the day that they named, exactly, with value touches before it (R10, R14)."""
    on = case.said.when
    if on is None:
        return Plan(notices=(Notice("R14", "On which day? Nothing was booked.", blocking=True),))
    if on < case.day:
        return Plan(notices=(Notice("R10", f"{daywords.full(on)} has passed. Nothing was booked.", blocking=True),))
    if case.said.opening:
        return _renewal(case, on)
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


def _renewal(case: Case, on: date) -> Plan:
    """What they named is no day to call but the end of something: an opening, worked 90 and 30 days before (R14, R22).

    One that is nearer is worked on the next working day: they decide now, and we spoke a moment ago.
    """
    leads = sorted(case.exact((on - case.day).days - lead) for lead in case.settings.spacing.opening_lead)
    due = [day for day in dict.fromkeys(leads) if day > case.day] or [case.work_days(1)]
    steps = tuple(
        next_step(
            case, Purpose.OPENING, day, case.person, (case.said.channel or Channel.CALL, Channel.CALL), rule="R22",
            why=openings.words(openings.RENEWAL, case.said.words), kind=StepKind.SERIES,
        )
        for day in due
    )  # fmt: skip
    why = f"an opening: they decide by {daywords.full(on)}"
    return Plan(steps, drafts=heard(case), why=why, rule="R22")


def heard(case: Case) -> tuple[Draft, ...]:
    """Return the opening that a callback brought (R22); its touches are the plan's own, so they follow every change."""
    said = case.said
    if not said.opening or said.when is None:
        return ()
    seen = OpeningSeen(openings.RENEWAL, case.world.today, said.when, said.person, said.words)
    return (Draft(case.account.id, seen),)


def value_before(case: Case, on: date) -> tuple[NewStep, ...]:
    """Return the value touches between now and a promise: every 60 days, none in the last 21 (R14)."""
    spacing = case.settings.spacing
    found = []
    quiet = (on - case.day).days - spacing.value_quiet
    for gap in range(spacing.value_every, quiet + 1, spacing.value_every):
        step = next_step(
            case, Purpose.VALUE, _value_day(case, gap, on), case.person, MAIL_FIRST, rule="R14",
            why=f"value before {daywords.short(on)}: give, don't check in", intent=Intent.VALUE, kind=StepKind.SERIES,
        )  # fmt: skip
        found.append(step)
    return tuple(found)


def _value_day(case: Case, gap: int, promise: date) -> date:
    """A working day free for this person (R12); never inside the quiet weeks, so rather a day before than after."""
    on = case.one_a_day(case.exact(gap), case.person)
    last = promise - timedelta(days=case.settings.spacing.value_quiet)
    while on > last or not days.is_work_day(on, case.off):
        on -= days.DAY
    return on


def _off_day(case: Case, on: date) -> tuple[Notice, ...]:
    if days.is_work_day(on, case.off):
        return ()
    better = days.to_work_day(on, case.off)
    kind = "a weekend" if on.weekday() >= days.SATURDAY else "a day off"
    return (Notice("R10", f"{daywords.dated(on)} is {kind}: {daywords.dated(better)}?"),)


GUESSES: tuple[tuple[str, str], ...] = (
    ("no news", "news from their trade that is worth passing on"),
    ("timeline moved", "something for the day on which it comes back"),
    ("swamped", "something that saves them an hour"),
    ("personal", "a kind line and nothing to read"),
)
"""The guess at a fade, and what to give for it (R15; S4: assess first)."""


def guessed(steps: Iterable[Step]) -> str:
    """Return the guess that the gifts of a fade were planned by, empty where it was skipped (R15)."""
    told = [step.why for step in steps if step.purpose is Purpose.FADED]
    return next((guess for guess, gift in GUESSES for why in told if why.endswith(gift)), "")


def faded(case: Case) -> Plan:
    """Gone quiet: a value touch every 14 days, four times; a known decision date replaces the last (R15)."""
    spacing = case.settings.spacing
    gift = dict(GUESSES).get(case.said.guess, "never a check-in")
    found = []
    for number in range(1, spacing.faded_times + 1):
        on = case.not_a_pest(case.placed(spacing.faded * number), case.person)
        step = next_step(
            case, Purpose.FADED, on, case.person, MAIL_FIRST, rule="R15",
            why=f"value {number} of {spacing.faded_times}: {gift}", intent=Intent.VALUE, kind=StepKind.SERIES,
            attempt=number,
        )  # fmt: skip
        found.append(step)
    if case.said.when is not None and case.said.when > case.day:
        decides = days.to_work_day(case.said.when, case.off)
        last = replace(found[-1], on=decides, why=f"they decide on {daywords.short(case.said.when)}: be there")
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


_LENGTH = re.compile(
    r"(in |about |another |give me )*(\d+|an?|one|two|three|four|five|six|a few|a couple of) ?(d|w|m|y|q|days?|weeks?|"
    r"wks?|months?|mo|years?|yrs?|quarters?)\b.*",
)
"""Words that say how long, not on which day."""


def not_now(case: Case) -> Plan:
    """Fits and isn't ready: tickle it in 60 days, or after the length that was typed; a named day is exact (R31)."""
    on = case.said.when
    if on is None:
        return persistence.tickle(case, case.settings.spacing.tickle_first)
    words = case.said.words.strip().casefold()
    if not words or _LENGTH.fullmatch(words):
        return persistence.tickle(case, max(1, (on - case.day).days))
    plan = persistence.tickle_on(case, on, f"tickle: they said {case.said.words.strip()}")
    return replace(plan, notices=_off_day(case, on))


def talked(case: Case) -> Plan:
    """A talk: the next step on the day agreed, else in seven days (R8)."""
    on = case.said.when or case.exact(case.settings.spacing.talk)
    why = case.said.words or ("as agreed" if case.said.when else "a talk: go on while it is warm")
    step = next_step(case, Purpose.FOLLOW_UP, on, case.person, persistence.CALL_FIRST, rule="R8", why=why)
    told = () if case.said.when is None else _off_day(case, on)
    return replace(one(replace(step, at=case.said.when_at, zone=case.said.when_zone)), notices=told)
