"""When the person or the address changes: left, wrong person, wrong number, bounced (R21, R22, R42; S2)."""

from __future__ import annotations

from dataclasses import replace

from playbook import people, persistence
from playbook.bodies import AccountAdded, NewStep, PersonAdded, PersonSet, StepSet
from playbook.case import Case, Plan, next_step, one
from playbook.decision import Draft, Notice
from playbook.facts import Fields, PersonFacts
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
    step = replace(step, person=whom, channel=step.channel or Channel.CALL)
    if person is not None and case.said.new_firm:
        drafts = (*drafts, *_follow(case, person, champion=champion))
    lost = tuple(item.id for item in case.left if person is not None and item.person == person.id)
    told = any(item.kind is StepKind.PROMISE and item.id in lost for item in case.left)
    notices = (Notice("R10", "A promise to the one who left has ended."),) if told else ()
    return Plan((step,), ended=lost, drafts=drafts, notices=notices, why=why, rule="R21")


def _follow(case: Case, person: PersonFacts, *, champion: bool) -> tuple[Draft, ...]:
    source = f"followed {person.name} from {case.account.name}"
    moved = PersonSet(account=NEW_FIRM, came_from=case.account.id, gone=False)
    added = (
        Draft(NEW_FIRM, AccountAdded(case.said.new_firm, source=source)),
        Draft(person.id, moved),
    )
    if not champion:
        return added
    step = NewStep(
        0, StepKind.SERIES, Purpose.OPENING, case.day, channel=Channel.CALL, person=person.id, rule="R21",
        why=f"your champion came here from {case.account.name}",
    )  # fmt: skip
    return (*added, Draft(NEW_FIRM, StepSet(steps=(step,), why=source)))


def wrong(case: Case) -> Plan:
    """Wrong person, number or address: the one referred to today, the next channel, or research."""
    if case.said.reading is Reading.PERSON and case.said.name:
        step = next_step(
            case, Purpose.REFERRAL, case.day, None, CALL_FIRST, rule="R42", why=f"referred to {case.said.name}"
        )
        step = replace(step, person=NEW_PERSON, channel=step.channel or Channel.CALL)
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
    return persistence.attempt(replace(case, people=others), fresh, fresh.burst + 1)


def _other_channel(case: Case, person: PersonFacts, able: tuple[Channel, ...]) -> NewStep:
    answered = case.answered
    purpose = answered.purpose if answered is not None and answered.kind is StepKind.NEXT else Purpose.BURST
    attempt = answered.attempt if answered is not None else max(1, person.burst)
    step = next_step(
        case, purpose, case.day, person, able, rule="R42", why=f"the same person by {able[0]}", attempt=attempt
    )
    return replace(step, gap=1)


def _without(person: PersonFacts, reading: Reading | None) -> PersonFacts:
    dead = {Channel.EMAIL} if reading is Reading.BOUNCED else {Channel.CALL, Channel.TEXT}
    return replace(person, bad=person.bad | dead)


def _someone(case: Case, name: str, fields: dict[str, str]) -> Draft:
    held: Fields = tuple(sorted(fields.items()))
    return Draft(NEW_PERSON, PersonAdded(case.account.id, name, held, source="said by the account"))
