"""Yes, and the three stops: meeting, the dump point, profile and do-not-contact (R2, R6, R26, R38; S0, S3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from playbook import people, persistence, placement
from playbook.bodies import Barred, RemarkMade
from playbook.case import Case, Plan, next_step, one
from playbook.decision import Draft, GateAnswers, Notice
from playbook.persistence import CALL_FIRST
from playbook.words import AccountId, PersonId, Purpose, Reading, Standing, StepKind, Verdict


def meeting(case: Case) -> Plan:
    """A meeting is agreed: talking, and it returns by itself the day after; or it is won; or lost, and we go on."""
    if case.said.reading is Reading.WON:
        everything = tuple(step.id for step in case.left)
        return Plan(ended=everything, standing=Standing.CUSTOMER, why="won: a customer", rule="R6")
    if case.said.reading is Reading.LOST:
        plan = persistence.rhythm(case)
        return Plan(plan.steps, standing=Standing.WORKING, why=plan.why, rule=plan.rule)
    on = case.said.when or case.exact(case.settings.spacing.talk)
    back = placement.exact(on + timedelta(days=1), 0, case.world)
    why = case.said.words or "how did the meeting go?"
    step = next_step(case, Purpose.RETURN, back, case.person, CALL_FIRST, rule="R6", why=why)
    return one(step, standing=Standing.TALKING)


def my_time(case: Case) -> Plan:
    """The dump point: a gap proposes dumping now; a missing answer comes before the meeting (R26)."""
    gate = case.said.gate or GateAnswers()
    on = case.work_days(case.settings.spacing.gate_work_days)
    if gate.gap:
        text = "needs a capability that we lack and a competitor has"
        draft = Draft(case.account.id, RemarkMade("gap", text, case.day, case.said.person))
        step = next_step(
            case, Purpose.ANSWER, on, case.person, CALL_FIRST, rule="R26", why="dump, or keep with a reason"
        )
        return Plan((step,), drafts=(draft,), why="a gap: it waits in the dump queue", rule="R26")
    missing = _missing(gate)
    if missing:
        return one(next_step(case, Purpose.ANSWER, on, case.person, CALL_FIRST, rule="R26", why=missing))
    step = next_step(
        case, Purpose.FOLLOW_UP, on, case.person, CALL_FIRST, rule="R26", why="they qualify: agree on the meeting"
    )
    return one(step)


def _missing(gate: GateAnswers) -> str:
    if not gate.on_profile:
        return "are they on profile? the meeting waits"
    if not gate.pain_found:
        return "find the pain first: the meeting waits"
    return "" if gate.decider_reached else "reach the decision-maker: the meeting waits"


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
        return Plan(ended=asked if waiting else (), why="it fits: the plan stands", rule="R2")
    person = people.lead(case.account, case.people, len(case.settings.burst.channels))
    plan = persistence.rhythm(case)
    if person is not None and not person.burst_over and person.burst < len(case.settings.burst.channels):
        plan = persistence.attempt(case, person, person.burst + 1)
    return Plan(plan.steps, ended=asked, why=plan.why, rule=plan.rule)


def barred(case: Case) -> Plan:
    """Do not contact: the account, the person, or one channel; absolute (R38)."""
    person = case.person
    if case.said.whole_account or person is None:
        draft = Draft(case.account.id, Barred(words=case.said.words))
        told = any(step.kind is StepKind.PROMISE for step in case.left)
        notices = (Notice("R10", "A promise to them has ended: do not contact."),) if told else ()
        everything = tuple(step.id for step in case.left)
        return Plan(
            (),
            ended=everything,
            drafts=(draft,),
            notices=notices,
            standing=Standing.BARRED,
            why="do not contact",
            rule="R38",
        )
    channel = case.said.channel if case.said.one_channel else None
    whom: AccountId | PersonId = person.id
    draft = Draft(whom, Barred(channel, case.said.words))
    gone = tuple(
        step.id for step in case.left if step.person == person.id and (channel is None or step.channel is channel)
    )
    plan = _without(case, channel_only=channel is not None)
    return Plan(plan.steps, ended=gone, drafts=(draft,), why=plan.why, rule="R38")


def _without(case: Case, *, channel_only: bool) -> Plan:
    others = tuple(each for each in case.people if channel_only or each.id != case.said.person)
    return persistence.hand_over(case.among(others))
