"""`decide`: what one key does to a plan, drawn before it is pressed and written as it was drawn (DESIGN section 1).

The outcome table says what an outcome ends; one function per outcome says what it plans. Nothing here reads a clock,
and no count of No's is ever a reason to stop (R5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from playbook import changes, daywords, ending, gates, guards, minutes, noes, persistence, series
from playbook.bodies import NewStep
from playbook.case import Case, Plan, opened
from playbook.decision import Decision, Notice, Said, World
from playbook.facts import AccountFacts, PersonFacts, Step
from playbook.renewal import replace
from playbook.settings import Settings
from playbook.standing import ENDED
from playbook.words import Outcome, Standing, StepId

_RULES: dict[Outcome, Callable[[Case], Plan]] = {
    Outcome.NO_ANSWER: persistence.unanswered,
    Outcome.VOICEMAIL: persistence.unanswered,
    Outcome.GATEKEEPER: persistence.gatekeeper,
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
Moves = tuple[tuple[StepId, date], ...]
_STILL = frozenset({Outcome.CALLBACK, Outcome.MEETING, Outcome.BARRED, Outcome.LEFT, Outcome.FITS, Outcome.OFF_PROFILE})
"""Outcomes that plan something for a customer too: what was named, or who may not be called."""
_RECORDED = frozenset({Outcome.BARRED, Outcome.LEFT, Outcome.FITS, Outcome.OFF_PROFILE})
"""Outcomes that say something of the firm or the person, with whom or not: no contact is needed for them."""
_ALWAYS = _RECORDED | {Outcome.FADED}
"""Outcomes that may be said of somebody who must not be contacted (R38)."""
_CUSTOMER: Final = Standing.CUSTOMER
_VOICEMAIL: Final = Outcome.VOICEMAIL
_NOTHING: frozenset[StepId] = frozenset()
_GONE = ENDED - {Standing.CUSTOMER}
"""Standings that no outcome brings back: dumped, barred, closed (R29)."""


def decide(
    account: AccountFacts, people: tuple[PersonFacts, ...], said: Said, settings: Settings, world: World
) -> Decision:
    """Return what this outcome does: steps kept, ended and added, standing, notices and the date on the key.

    Never raises for a touch that must not be logged: its `refusal` says why (R38).
    """
    case = opened(account, people, said, settings, world)
    refused = _refused(case)
    if refused is not None:
        return replace(_blank(case), notices=(refused,))
    known = case.row
    if known.dialog and not said.answered:
        return replace(_blank(case), needs=known.dialog, why=known.help, rule=known.rule, notices=_quiet(case))
    if account.last_touch is not None and case.day < account.last_touch and said.outcome not in _ALWAYS:
        why = f"dated before the touch of {daywords.short(account.last_touch)}: the record changes, not the plan"
        told = series.heard(case)
        return replace(_blank(case), plan=False, drafts=told, next_on=_first(account.steps), why=why, rule="R45")
    case, moved = ending.spaced(ending.settled(case))
    return _decided(case, _rule(case)(case), moved)


def _blank(case: Case) -> Decision:
    """A decision that plans nothing yet."""
    account, spent = case.account, minutes.spent(case.said, case.settings.minutes)
    return Decision(case.said, account.id, account.basis, case.row.counts, minutes=spent)


def _rule(case: Case) -> Callable[[Case], Plan]:
    """The outcome's own rule, unless the standing or a bar settles it."""
    stated, outcome = case.account.stated, case.said.outcome
    if stated in _GONE:
        return _gone
    if stated is _CUSTOMER and outcome not in _STILL:
        return _customer
    if outcome not in _RECORDED and case.person is not None and guards.barred(case.account, case.person, None):
        return gates.still_barred
    return gates.meeting_stands if case.meeting is not None else _RULES[outcome]


def _decided(case: Case, plan: Plan, moved: Moves) -> Decision:
    steps = tuple([step if step.n == number else replace(step, n=number) for number, step in enumerate(plan.steps)])
    left, silent = _left(case, plan, steps) if case.left else ((), _NOTHING)
    gone = {*case.ended, *plan.ended, *silent}
    stand = {step.id for step in left} if moved else ()
    return Decision(  # in the order of its fields: their names would cost as much again
        case.said, case.account.id, case.account.basis, case.row.counts, True,  # noqa: FBT003  (its place says which)
        minutes.spent(case.said, case.settings.minutes),
        tuple([step.id for step in case.kept if step.id not in plan.ended]),
        tuple(sorted(gone)) if gone else (),
        tuple([move for move in moved if move[0] in stand]) if moved else (),
        steps, plan.standing, plan.drafts, (*plan.notices, *_quiet(case)), ending.asks(case, left),
        _first((*left, *steps)), plan.why, plan.rule,
    )  # fmt: skip


def _left(case: Case, plan: Plan, steps: tuple[NewStep, ...]) -> tuple[Sequence[Step], frozenset[StepId]]:
    """Return the steps that stand beside those of the plan, and those that fall silent."""
    left = [step for step in case.left if step.id not in plan.ended]
    silent = ending.silenced(left, steps)
    return [step for step in left if step.id not in silent], silent


def _first(steps: Iterable[Step | NewStep]) -> date | None:
    first = None
    for step in steps:  # a loop: `min` of one or two days costs four times as much
        if first is None or step.on < first:
            first = step.on
    return first


def _ended_standing(case: Case) -> Plan:
    stated = case.account.stated
    return Plan(why=f"{stated}: nothing more is planned", rule="R29")


def _customer(case: Case) -> Plan:
    """A customer is chased for what was promised (R10), and for nothing else."""
    attempt = persistence.owed(case) if case.row.unanswered else 0
    chased = 0 < attempt <= len(case.settings.spacing.chase)
    return persistence.chase(case, attempt) if chased else _ended_standing(case)


def _gone(case: Case) -> Plan:
    """Dumped, barred or closed: nothing is planned and nothing revives it (R29); what was said of people stands."""
    told = _RULES[case.said.outcome](case) if case.said.outcome in _RECORDED else Plan(drafts=series.heard(case))
    standing = told.standing if told.standing is Standing.BARRED else None
    return replace(_ended_standing(case), drafts=told.drafts, standing=standing, ended=told.ended)


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
    if not case.row.gift or not case.said.note:
        return None
    return guards.value_notice(case.said.note, case.settings.guards, case.world.ideas)


def _quiet(case: Case) -> tuple[Notice, ...]:
    """The quiet lines: empty value (R13), their clock (R36), the pest meter (R11), a third voicemail (R17)."""
    if case.said.inbound or not case.row.counts:
        return ()
    said, person = case.said, case.person
    dial = guards.dial_notice(case.world, said.channel, case.settings.hours, said.person, said.at)
    found = [_empty_value(case), dial]
    if case.answered is None and case.account.touches > 0:
        found.append(guards.pest_notice(person, case.account, case.world, case.settings.guards, case.off))
    spent = case.settings.burst.voicemails
    if said.outcome is _VOICEMAIL and person is not None and person.voicemails >= spent:
        found.append(
            Notice("R17", f"voicemail {person.voicemails + 1}: {spent} are enough, another channel reaches more")
        )
    return tuple([notice for notice in found if notice is not None])
