"""Yes, and the three stops: meeting, the dump point, profile and do-not-contact (R2, R6, R26, R38; S0, S3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from playbook import daywords, people, persistence, placement
from playbook.bodies import Barred, NewStep, RemarkMade
from playbook.case import Case, Plan, next_step, one
from playbook.decision import Draft, GateAnswers, Notice
from playbook.facts import GAP, Bar, Step
from playbook.persistence import CALL_FIRST
from playbook.words import AccountId, EntryId, PersonId, Purpose, Reading, Standing, StepKind, Verdict


def meeting(case: Case) -> Plan:
    """A meeting is agreed: talking, and it returns by itself the day after; or it is won; or lost, and we go on."""
    if case.said.reading is Reading.WON:
        everything = tuple(step.id for step in case.left)
        notices = _promise_ended(case, "they are a customer now")
        return Plan(ended=everything, standing=Standing.CUSTOMER, notices=notices, why="won: a customer", rule="R6")
    if case.said.reading is Reading.LOST:
        return replace(persistence.rhythm(case), standing=Standing.WORKING)
    on = case.said.when or case.exact(case.settings.spacing.talk)
    back = placement.exact(on + timedelta(days=1), 0, case.world)
    why = case.said.words or "how did the meeting go?"
    step = next_step(case, Purpose.RETURN, back, case.person, CALL_FIRST, rule="R6", why=why)
    return one(step, standing=Standing.TALKING)


def meeting_stands(case: Case) -> Plan:
    """The agreed meeting still lies ahead: a word or a gift before it changes nothing, and we stay in talks (R6)."""
    back = case.meeting
    why = "the meeting stands" if back is None else f"the meeting stands: back on {daywords.short(back.on)}"
    return Plan(standing=Standing.TALKING, why=why, rule="R6")


def _promise_ended(case: Case, why: str, gone: tuple[Step, ...] | None = None) -> tuple[Notice, ...]:
    """Say that promises end (R10): left, barred, dumped, won."""
    told = [step for step in (case.left if gone is None else gone) if step.kind is StepKind.PROMISE]
    named = ", ".join(daywords.short(step.on) for step in told)
    return (Notice("R10", f"The promise for {named} has ended: {why}."),) if told else ()


_QUESTIONS: tuple[tuple[Callable[[GateAnswers], bool], str], ...] = (
    (lambda gate: gate.on_profile, "are they on profile? the meeting waits"),
    (lambda gate: gate.pain_found, "find the pain first: the meeting waits"),
    (lambda gate: gate.decider_reached, "reach the decision-maker: the meeting waits"),
)
"""What must be true before a meeting, in this order, and the next step where it is not (R26)."""


def my_time(case: Case) -> Plan:
    """The dump point: a gap proposes dumping now; a missing answer comes before the meeting (R26)."""
    gate = case.said.gate or GateAnswers()
    on = case.work_days(case.settings.spacing.gate_work_days)
    hours = f" ({gate.hours:g} h)" if gate.hours else ""
    if gate.gap:
        text = f"needs a capability that we lack and a competitor has{hours}"
        draft = Draft(case.account.id, RemarkMade(GAP, text, case.day, case.said.person))
        why = "dump, or keep with a reason"
        step = next_step(case, Purpose.ANSWER, on, case.person, CALL_FIRST, rule="R26", why=why)
        return Plan((step,), drafts=(draft,), why="a gap: it waits in the dump queue", rule="R26")
    missing = next((words for holds, words in _QUESTIONS if not holds(gate)), "")
    purpose = Purpose.ANSWER if missing else Purpose.FOLLOW_UP
    why = f"{missing or 'they qualify: agree on the meeting'}{hours}"
    return one(next_step(case, purpose, on, case.person, CALL_FIRST, rule="R26", why=why))


def off_profile(case: Case) -> Plan:
    """Not our profile: nothing more is planned; it waits in the dump queue for the rep's decision (R2)."""
    del case
    return Plan(why="off profile: to the dump queue", rule="R2")


def fits(case: Case) -> Plan:
    """It fits: what waited for that answer goes on (R2)."""
    case = replace(case, world=replace(case.world, verdict=Verdict.ON))
    waiting = [step for step in case.left if step.purpose is not Purpose.RESEARCH]
    asked = tuple(step.id for step in case.left if step.purpose is Purpose.RESEARCH)
    if waiting or case.account.touches == 0:
        talking = Standing.TALKING if case.account.stated is Standing.TALKING else None
        return Plan(ended=asked if waiting else (), standing=talking, why="it fits: the plan stands", rule="R2")
    person = people.lead(case.account, case.people, len(case.settings.burst.channels))
    plan = persistence.rhythm(case)
    if person is not None and not person.burst_over and person.burst < len(case.settings.burst.channels):
        plan = persistence.attempt(case, person, person.burst + 1)
    return Plan(plan.steps, ended=asked, why=plan.why, rule=plan.rule)


def barred(case: Case) -> Plan:
    """Do not contact: the account, the person, or one channel; absolute (R38)."""
    person = case.person
    if case.said.whole_account or person is None:
        return _account_barred(case)
    channel = case.said.channel if case.said.one_channel else None
    whom: AccountId | PersonId = person.id
    draft = Draft(whom, Barred(channel, case.said.words))
    bar = Bar(EntryId(""), person.id, channel)
    after = case.among(
        tuple(replace(each, bars=(*each.bars, bar)) if each.id == person.id else each for each in case.people)
    )
    touched = tuple(
        step for step in case.left if step.person == person.id and (channel is None or step.channel is channel)
    )
    able = bool(people.channels(case.account, after.person))
    left = tuple(step for step in case.left if able or step not in touched)
    plan = persistence.hand_over(replace(after, left=left))
    return replace(
        plan,
        steps=(*(_by_another(after, step) for step in touched if able), *plan.steps),
        ended=tuple(step.id for step in touched),
        drafts=(draft,),
        notices=() if able else _promise_ended(case, "do not contact", touched),
        rule="R38",
    )


def _account_barred(case: Case) -> Plan:
    everything = tuple(step.id for step in case.left)
    draft = Draft(case.account.id, Barred(words=case.said.words))
    return Plan(
        ended=everything, drafts=(draft,), notices=_promise_ended(case, "do not contact"), standing=Standing.BARRED,
        why="do not contact", rule="R38",
    )  # fmt: skip


def _by_another(case: Case, step: Step) -> NewStep:
    """The same step by a channel that is left: one channel barred ends no promise (R10, R38)."""
    return NewStep(
        0, step.kind, step.purpose, step.on, step.at, step.zone, people.pick(case.account, case.person, ()),
        step.person, step.intent, step.gap, step.attempt, step.rule, step.why,
    )  # fmt: skip


def still_barred(case: Case) -> Plan:
    """Somebody who must not be contacted was in touch: nothing is planned with them, the others go on (R38)."""
    person = case.person
    name = case.account.name if person is None else person.name
    notice = Notice("R38", f"{name}: do not contact. Nothing is planned with them before the bar is lifted.")
    if case.left:
        return Plan(notices=(notice,), why="do not contact: the rest of the plan stands", rule="R38")
    return replace(persistence.hand_over(case), notices=(notice,))
