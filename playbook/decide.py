"""`decide`: what one key does to a plan, drawn before it is pressed and written as it was drawn (DESIGN section 1).

The outcome table says what an outcome ends; one function per outcome says what it plans. Nothing here reads a clock,
and no count of No's is ever a reason to stop (R5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from playbook import changes, daywords, gates, guards, minutes, noes, persistence, series
from playbook.bodies import NewStep
from playbook.case import Case, Plan
from playbook.decision import Ask, Decision, Notice, Said, World
from playbook.facts import AccountFacts, PersonFacts, Step
from playbook.outcomes import row
from playbook.settings import Settings
from playbook.standing import ENDED
from playbook.words import WRITTEN, Outcome, Purpose, StepKind

_RULES: dict[Outcome, Callable[[Case], Plan]] = {
    Outcome.NO_ANSWER: persistence.unanswered,
    Outcome.VOICEMAIL: persistence.unanswered,
    Outcome.GATEKEEPER: persistence.unanswered,
    Outcome.NO: noes.said_no,
    Outcome.ALL_SET: noes.all_set,
    Outcome.NOT_NOW: series.not_now,
    Outcome.CALLBACK: series.callback,
    Outcome.FADED: series.faded,
    Outcome.VALUE: series.gave,
    Outcome.TALK: series.talked,
    Outcome.MEETING: gates.meeting,
    Outcome.LEFT: changes.left,
    Outcome.WRONG: changes.wrong,
    Outcome.MY_TIME: gates.my_time,
    Outcome.OFF_PROFILE: gates.off_profile,
    Outcome.FITS: gates.fits,
    Outcome.BARRED: gates.barred,
}
_STILL = frozenset({Outcome.CALLBACK, Outcome.MEETING, Outcome.BARRED, Outcome.LEFT, Outcome.FITS, Outcome.OFF_PROFILE})
"""Outcomes that plan something even where the standing has ended: what was named, or who may not be called."""
_ALWAYS = frozenset({Outcome.BARRED, Outcome.LEFT, Outcome.FITS, Outcome.OFF_PROFILE, Outcome.FADED})
"""Outcomes that may be said of somebody who must not be contacted: no contact is needed for them (R38)."""
_INBOUND_ENDS = frozenset({Purpose.BURST, Purpose.CHASE, Purpose.COMEBACK, Purpose.FADED})
_GIFTS = frozenset({Purpose.VALUE, Purpose.FADED})


def decide(
    account: AccountFacts, people: tuple[PersonFacts, ...], said: Said, settings: Settings, world: World
) -> Decision:
    """Return what this outcome does: steps kept, ended and added, standing, notices and the date on the key.

    Never raises for a touch that must not be logged: its `refusal` says why (R38).
    """
    known = row(said.outcome)
    case = Case(account, people, said, settings, world)
    blank = Decision(said, account.id, account.basis, known.counts, minutes=minutes.spent(said, settings.minutes))
    refused = _refused(case)
    if refused is not None:
        return replace(blank, notices=(refused,))
    if known.dialog and not said.answered:
        return replace(blank, needs=known.dialog, why=known.help, rule=known.rule, notices=_quiet(case))
    if account.last_touch is not None and case.day < account.last_touch and known.counts:
        why = f"dated before the touch of {daywords.short(account.last_touch)}: the record changes, not the plan"
        return replace(blank, plan=False, next_on=_first(account.steps), why=why, rule="R45")
    kept, ended = _taken(case), _ended(case)
    gone = {step.id for step in (*kept, *ended)}
    case = replace(case, kept=kept, left=tuple(step for step in account.steps if step.id not in gone))
    plan = (
        _ended_standing(case) if account.stated in ENDED and said.outcome not in _STILL else _RULES[said.outcome](case)
    )
    return _decided(blank, case, ended, plan)


def _decided(blank: Decision, case: Case, ended: tuple[Step, ...], plan: Plan) -> Decision:
    ends = {*(step.id for step in ended), *plan.ended}
    steps = tuple(replace(step, n=number) for number, step in enumerate(plan.steps))
    left = [step for step in case.left if step.id not in plan.ended]
    silent = _silenced(left, steps)
    left = [step for step in left if step not in silent]
    return replace(
        blank,
        kept=tuple(step.id for step in case.kept if step.id not in plan.ended),
        ended=tuple(sorted({*ends, *(step.id for step in silent)})),
        steps=steps,
        standing=plan.standing,
        drafts=plan.drafts,
        notices=(*plan.notices, *_quiet(case)),
        asks=(*plan.asks, *_asks(case, left)),
        next_on=_first((*left, *steps)),
        why=plan.why,
        rule=plan.rule,
    )


def _silenced(left: list[Step], steps: tuple[NewStep, ...]) -> list[Step]:
    """At most one `next`; and while a promise or a series lies ahead, the rhythm is silent."""
    fresh = any(step.kind is StepKind.NEXT for step in steps)
    kinds = {step.kind for step in left} | {step.kind for step in steps}
    ahead = bool(kinds & {StepKind.PROMISE, StepKind.SERIES})
    return [
        step for step in left
        if step.kind is StepKind.NEXT and (fresh or (ahead and bool(steps) and step.purpose is Purpose.RHYTHM))
    ]  # fmt: skip


def _first(steps: Iterable[Step | NewStep]) -> date | None:
    return min((step.on for step in steps), default=None)


def _taken(case: Case) -> tuple[Step, ...]:
    """The steps that this touch fulfils: its own row, a promise come due, a hand date, a series within 7 days."""
    if not case.row.counts:
        return ()
    if case.said.inbound:
        return tuple(step for step in case.account.steps if _promise_due(case, step))
    return tuple(step for step in case.account.steps if _takes(case, step))


def _takes(case: Case, step: Step) -> bool:
    if step.kind is StepKind.PROMISE:
        return _promise_due(case, step)
    if step.id == case.said.step:
        return True
    if step.kind is StepKind.HAND:
        return step.on <= case.day
    return step.kind is StepKind.SERIES and _next_of_series(case, step)


def _promise_due(case: Case, step: Step) -> bool:
    """A promise is kept by a touch to that person on its day or later (R10)."""
    theirs = step.person is None or case.said.person is None or step.person == case.said.person
    return step.kind is StepKind.PROMISE and theirs and step.on <= case.day


def _next_of_series(case: Case, step: Step) -> bool:
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


def _ended(case: Case) -> tuple[Step, ...]:
    """What ends what: the table's purposes, and for a touch of ours the one `next`."""
    known, inbound = case.row, case.said.inbound
    taken = {step.id for step in _taken(case)}
    purposes = known.ends | (_INBOUND_ENDS if inbound else frozenset())
    ours = known.counts and not inbound
    return tuple(
        step
        for step in case.account.steps
        if step.id not in taken
        and (
            step.purpose in purposes
            or (ours and step.kind is StepKind.NEXT)
            or (known.ends_all and step.kind is not StepKind.PROMISE)
        )
    )


def _ended_standing(case: Case) -> Plan:
    stated = case.account.stated
    return Plan(why=f"{stated}: nothing more is planned", rule="R29")


def _refused(case: Case) -> Notice | None:
    said = case.said
    if said.inbound or said.outcome in _ALWAYS:
        return None
    empty = _empty_value(case)
    if empty is not None and empty.blocking:
        return empty
    bar = guards.barred(case.account, case.person, said.channel)
    if bar is None:
        return None
    whom = case.account.name if bar.person is None or case.person is None else case.person.name
    how = "do not contact" if bar.channel is None else f"do not contact by {bar.channel}"
    text = f"{whom}: {how}. Nothing was logged; if they contacted you, mark it inbound first."
    return Notice("R38", text, blocking=True)


def _empty_value(case: Case) -> Notice | None:
    """What is wrong with a value line whose point is checking in (R13); notes on other outcomes are never checked."""
    return guards.value_notice(case.said.note, case.settings.guards) if case.row.gift else None


def _quiet(case: Case) -> tuple[Notice, ...]:
    """The quiet lines: empty value (R13), their clock (R36), the pest meter (R11), a third voicemail (R17)."""
    if case.said.inbound or not case.row.counts:
        return ()
    found = [_empty_value(case), guards.dial_notice(case.world, case.said.channel, case.settings.hours)]
    if case.answered is None and case.account.touches > 0:
        found.append(guards.pest_notice(case.person, case.account, case.world, case.settings.guards, case.off))
    person = case.person
    spent = case.settings.burst.voicemails
    if case.said.outcome is Outcome.VOICEMAIL and person is not None and person.voicemails >= spent:
        found.append(
            Notice("R17", f"voicemail {person.voicemails + 1}: {spent} are enough, another channel reaches more")
        )
    return tuple(notice for notice in found if notice is not None)


def _asks(case: Case, left: list[Step]) -> tuple[Ask, ...]:
    """An earlier talk asks whether a promise still stands (R10); so does what ends all else."""
    if not (case.row.talk or case.row.ends_all or case.row.resets):
        return ()
    return tuple(
        Ask("R10", f"Does {daywords.short(step.on)} still stand?", step.id)
        for step in left
        if step.kind is StepKind.PROMISE and step.person in {None, case.said.person}
    )
