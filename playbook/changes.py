"""When the person or the address changes: left, wrong person, wrong number, bounced (R21, R22, R42; S2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from playbook import daywords, guards, people, persistence
from playbook.bodies import AccountAdded, NewStep, PersonAdded, PersonSet, StepSet
from playbook.case import Case, Plan, next_step, one
from playbook.decision import Draft, Notice
from playbook.facts import AccountFacts, Fields, PersonFacts
from playbook.persistence import CALL_FIRST
from playbook.words import AccountId, Channel, PersonId, Purpose, Reading, Role, StepKind

NEW_PERSON = PersonId("new:1")
NEW_FIRM = AccountId("new:2")
"""Placeholders: the book puts fresh ids in their place."""


def left(case: Case) -> Plan:
    """The person left: their successor is called today, and they follow to the new firm (R21)."""
    person = case.person
    champion = person is not None and person.role is Role.CHAMPION
    why = "rescue touch: the champion left" if champion else "the person left: call the successor"
    drafts: tuple[Draft, ...] = ()
    whom = None
    if case.said.name:
        drafts = (_someone(case, case.said.name, {"role": str(person.role)} if person is not None else {}),)
        whom = NEW_PERSON
    step = next_step(case, Purpose.SUCCESSOR, case.day, None, CALL_FIRST, rule="R21", why=why, attempt=1)
    step = replace(step, person=whom, channel=step.channel or _a_call(case))
    if person is not None and case.said.new_firm:
        where = case.said.firm or NEW_FIRM
        drafts = (*drafts, *follow(case.account, person, case.said.new_firm, case.day, where))
    lost = tuple(item for item in case.left if person is not None and item.person == person.id)
    told = ", ".join(daywords.short(item.on) for item in lost if item.kind is StepKind.PROMISE)
    notices = (Notice("R10", f"The promise to the one who left, for {told}, has ended."),) if told else ()
    ended = tuple(item.id for item in lost)
    return Plan((step,), ended=ended, drafts=drafts, notices=notices, why=why, rule="R21")


def _a_call(case: Case) -> Channel | None:
    """A call to somebody whose number is still to be found; none where calls are barred (R38)."""
    return None if guards.barred(case.account, None, Channel.CALL) else Channel.CALL


def follow(
    account: AccountFacts, person: PersonFacts, firm: str, on: date, where: AccountId = NEW_FIRM
) -> tuple[Draft, ...]:
    """Return the leaver moved to the new firm as a prospect, the relation noted; named at once or later (R21).

    `where` is the firm's account where the book has it, else a placeholder for the one that is added. A champion's new
    firm goes to the top of today: they bought from us once. Bars travel along (R38), and the burst starts anew.
    """
    source = f"followed {person.name} from {account.name}"
    fresh = (Draft(where, AccountAdded(firm, source=source)),) if where.startswith("new:") else ()
    moved = (*fresh, Draft(person.id, PersonSet(account=where, came_from=account.id, gone=False)))
    if person.role is not Role.CHAMPION or guards.barred(account, person, None):
        return moved
    step = NewStep(
        0, StepKind.SERIES, Purpose.OPENING, on, channel=Channel.CALL, person=person.id, rule="R21",
        why=f"your champion came here from {account.name}",
    )  # fmt: skip
    return (*moved, Draft(where, StepSet(steps=(step,), why=source)))


def wrong(case: Case) -> Plan:
    """Wrong person, number or address: the one referred to today, the next channel, or research."""
    if case.said.reading is Reading.PERSON and case.said.name:
        step = next_step(
            case, Purpose.REFERRAL, case.day, None, CALL_FIRST, rule="R42", why=f"referred to {case.said.name}"
        )
        step = replace(step, person=NEW_PERSON, channel=step.channel or _a_call(case))
        return one(step, drafts=(_someone(case, case.said.name, {}),))
    person = case.person
    if person is not None and case.said.reading is not Reading.PERSON:
        dead = _without(person, case.said.reading)
        able = people.channels(case.account, dead)
        if able:
            return one(_other_channel(case, dead, able))
    others = tuple(each for each in case.people if person is None or each.id != person.id)
    fresh = people.lead(case.account, others, len(case.settings.burst.channels))
    if fresh is None or case.gated():
        return persistence.research(case)
    if fresh.burst_over or fresh.burst >= len(case.settings.burst.channels):
        return persistence.rhythm(case.among(others))
    return persistence.attempt(case.among(others), fresh, fresh.burst + 1)


def _other_channel(case: Case, person: PersonFacts, able: tuple[Channel, ...]) -> NewStep:
    """The same step to the same person by the next channel: what was owed stays owed, and nobody was reached yet."""
    answered = case.answered
    if answered is not None and answered.kind is StepKind.NEXT:
        purpose, attempt = answered.purpose, answered.attempt
    elif persistence.owed(case):
        purpose, attempt = Purpose.CHASE, 1
    else:
        purpose, attempt = Purpose.BURST, max(1, person.burst)
    on = case.day if guards.exempt(StepKind.NEXT, purpose) else case.not_a_pest(case.day, person)
    why = f"the same person by {able[0]}"
    return replace(next_step(case, purpose, on, person, able, rule="R42", why=why, attempt=attempt), gap=1)


def _without(person: PersonFacts, reading: Reading | None) -> PersonFacts:
    dead = {Channel.EMAIL} if reading is Reading.BOUNCED else {Channel.CALL, Channel.TEXT}
    return replace(person, bad=person.bad | dead)


def _someone(case: Case, name: str, fields: dict[str, str]) -> Draft:
    held: Fields = tuple(sorted(fields.items()))
    return Draft(NEW_PERSON, PersonAdded(case.account.id, name, held, source="said by the account"))
