"""What a rep's actions add to the journal: pure makers of drafts, one an action.

`Book.record` writes the drafts of one call as one action, so one undo takes them all back (R39). The id `new:<n>`
stands for something that the call itself adds.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from playbook import days, ending, openings, people, persistence
from playbook.bodies import (
    AccountAdded,
    AccountSet,
    Barred,
    Dumped,
    DumpKept,
    Move,
    NewStep,
    OpeningSeen,
    PersonAdded,
    PersonSet,
    RemarkMade,
    Revived,
    SignalSeen,
    StandingSet,
    StepSet,
    TouchAmended,
    TouchLogged,
    Unbarred,
)
from playbook.case import opened
from playbook.decision import Decision, Draft, Said, World
from playbook.facts import AccountFacts, Fields, Opening, PersonFacts, Step
from playbook.settings import Settings
from playbook.standing import ENDED
from playbook.words import AccountId, Channel, EntryId, Outcome, PersonId, Purpose, Standing, StepId, StepKind, Verdict

FRESH = AccountId("new:1")


class Snooze(StrEnum):
    """How long a step is put off (`z` and a digit)."""

    LATER = "later"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "next week"


def touch(decision: Decision) -> tuple[Draft, ...]:
    """Return the touch as it was drawn, and what it adds beside it: a person, a bar, a firm."""
    return (Draft(decision.account, logged(decision)), *decision.drafts)


def logged(decision: Decision) -> TouchLogged:
    """Return the body of a touch: the decision that was shown, whole."""
    said = decision.said
    at, moved = said.at, decision.moved
    return TouchLogged(  # in the order of its fields: their names would cost more than all of them
        at.date(), said.zone, said.outcome, said.reading, said.inbound, said.person, said.channel, decision.minutes,
        said.note, said.words, said.guess, said.asset, at.hour, at.minute, decision.counts, decision.plan,
        decision.kept, decision.ended, tuple([Move(step, on) for step, on in moved]) if moved else (), decision.steps,
        decision.standing, decision.basis,
    )  # fmt: skip


def amend(entry: EntryId, decision: Decision, before: Decision | None = None) -> tuple[Draft, ...]:
    """Return a digit, note or time joined to a touch (R39): the touch as it would have been drawn at once.

    `before` is the decision that was logged; what it added already is not added again.
    """
    known = () if before is None else before.drafts
    fresh = tuple(draft for draft in decision.drafts if draft not in known)
    return (Draft(decision.account, TouchAmended(entry, logged(decision))), *fresh)


def noted(account: AccountId, entry: EntryId, body: TouchLogged, note: str) -> Draft:
    """Return a touch with its note put or changed (R45); its plan stays as it was."""
    return Draft(account, TouchAmended(entry, replace(body, note=note)))


def snooze(account: AccountFacts, step: StepId, choice: Snooze, world: World) -> Draft:
    """Return a step put off; the row counts how often. That a promise asks first (R10) is the screen's part."""
    off = world.days_off
    if choice is Snooze.LATER:
        on = world.today
    elif choice is Snooze.TOMORROW:
        on = days.add_work_days(world.today, 1, off)
    else:
        on = days.to_work_day(world.today + timedelta(days=7), off)
    later = choice is Snooze.LATER
    return Draft(account.id, StepSet(moved=(Move(step, on),), snoozed=True, later=later, why=f"snoozed: {choice}"))


def move(account: AccountFacts, step: StepId, on: date, why: str = "") -> Draft:
    """Return a step put on a day that the rep chose."""
    return Draft(account.id, StepSet(moved=(Move(step, on),), why=why))


def by_hand(account: AccountFacts, on: date, whom: PersonFacts | None, why: str) -> Draft:
    """Return a date that the rep chose for this account."""
    channel = people.pick(account, whom, (Channel.CALL,))
    person = None if whom is None else whom.id
    step = NewStep(0, StepKind.HAND, Purpose.HAND, on, channel=channel, person=person, rule="R33", why=why)
    return Draft(account.id, StepSet(steps=(step,), why=why))


def end(account: AccountFacts, facts: tuple[PersonFacts, ...], steps: tuple[StepId, ...], world: World,
        settings: Settings, why: str = "no longer stands") -> Draft:  # fmt: skip
    """Return steps ended by hand, as after "does 24 May still stand?" (R10), with the value that led to a promise.

    Nothing left: the rhythm (R6). `why` stands in the record.
    """
    promises = [step for step in account.steps if step.id in steps]
    gone = {*steps, *ending.before(promises, account.steps)}
    left = tuple(step for step in account.steps if step.id not in gone)
    fresh = () if left else _rhythm(account, facts, world.today, world, settings)
    return Draft(account.id, StepSet(ended=tuple(sorted(gone)), steps=fresh, why=why))


def resume(
    account: AccountFacts, facts: tuple[PersonFacts, ...], world: World, settings: Settings
) -> tuple[Draft, ...]:
    """Return the rhythm of an account that is worked and has no step: back on profile, or its bar lifted (R3, R6)."""
    stands = account.stated in {None, Standing.WORKING}
    if account.steps or not stands or not account.touches:
        return ()
    steps = _rhythm(account, facts, world.today, world, settings)
    return (Draft(account.id, StepSet(steps=steps, why="goes on")),) if steps else ()


def star(account: AccountFacts, on: date) -> Draft:
    """Return the dream star set, or taken off where it stands (R19)."""
    return Draft(account.id, StandingSet(on, None, dream=not account.dream))


def signal(account: AccountFacts, sign: str, on: date, person: PersonId | None = None) -> Draft:
    """Return a time-drain sign (R24)."""
    return Draft(account.id, SignalSeen(sign, on, person))


def opening(
    account: AccountFacts, facts: tuple[PersonFacts, ...], seen: Opening, world: World, settings: Settings
) -> Draft:
    """Return an opening with its steps: dated, 90 and 30 days before; undated or near, due at once (R22).

    The rhythm is silent while one lies ahead. Where an account was dumped, barred or closed the news only stands (R29).
    """
    if account.stated in ENDED - {Standing.CUSTOMER}:
        return Draft(account.id, OpeningSeen(seen.kind, seen.seen, seen.on, seen.person, seen.text))
    off = world.days_off | world.their_days_off
    leads = () if seen.on is None else tuple(seen.on - timedelta(days=lead) for lead in settings.spacing.opening_lead)
    due = tuple(days.to_work_day(day, off) for day in sorted(leads) if day > seen.seen) or (seen.seen,)
    whom = people.lead(account, facts, len(settings.burst.channels))
    channel = people.pick(account, whom, (Channel.CALL,))
    person = None if whom is None else whom.id
    steps = tuple(
        NewStep(
            number, StepKind.SERIES, Purpose.OPENING, day, channel=channel, person=person, rule="R22",
            gap=max(1, (day - (account.last_touch or seen.seen)).days), why=openings.words(seen.kind, seen.text),
        )
        for number, day in enumerate(due)
    )  # fmt: skip
    silent = tuple(step.id for step in account.steps if step.purpose is Purpose.RHYTHM)
    return Draft(account.id, OpeningSeen(seen.kind, seen.seen, seen.on, seen.person, seen.text, steps, silent))


def remark(entity: AccountId, about: str, text: str, on: date, person: PersonId | None = None) -> Draft:
    """Return a note, a pain in their words (R41) or an agreed point (R15)."""
    return Draft(entity, RemarkMade(about, text, on, person))


def dump(account: AccountFacts, on: date, reason: str = "", hours: float = 0.0) -> Draft:
    """Return the account let go, quietly: no message, no step (R28)."""
    return Draft(account.id, Dumped(on, reason, hours))


def keep(  # noqa: PLR0913, PLR0917  (a keep is told all that it decides by)
    account: AccountFacts,
    facts: tuple[PersonFacts, ...],
    on: date,
    reason: str,
    score: int,
    world: World,
    settings: Settings,
    *,
    overrules: bool = False,
) -> Draft:
    """Return the account kept, with the reason; one without a plan goes back into its rhythm (R2, R25)."""
    world = replace(world, verdict=Verdict.ON) if overrules else world
    steps = () if account.steps or not account.touches else _rhythm(account, facts, on, world, settings)
    return Draft(account.id, DumpKept(on, reason, score, overrules, steps))


def revive(
    account: AccountFacts, facts: tuple[PersonFacts, ...], on: date, reason: str, world: World, settings: Settings
) -> Draft:
    """Return a dumped account taken back, with a reason and a rhythm (R29)."""
    return Draft(account.id, Revived(on, reason, _rhythm(account, facts, on, world, settings)))


def _rhythm(
    account: AccountFacts, facts: tuple[PersonFacts, ...], on: date, world: World, settings: Settings
) -> tuple[NewStep, ...]:
    said = Said(Outcome.NO_ANSWER, datetime.combine(on, time(), UTC), person=account.last_touch_person)
    return persistence.rhythm(opened(replace(account, steps=(), stated=None), facts, said, settings, world)).steps


def add_account(name: str, fields: Fields = (), source: str = "") -> Draft:
    """Return a new company; its id is `new:1`."""
    return Draft(FRESH, AccountAdded(name, fields, source))


def add_person(account: AccountId, name: str, fields: Fields = (), number: int = 2) -> Draft:
    """Return a new person at a company (which may be `new:1`)."""
    return Draft(PersonId(f"new:{number}"), PersonAdded(account, name, fields))


def set_account(account: AccountId, fields: Fields) -> Draft:
    """Return fields of a company changed by the rep."""
    return Draft(account, AccountSet(fields))


def set_person(
    person: PersonId, fields: Fields = (), *, account: AccountId | None = None, gone: bool | None = None
) -> Draft:
    """Return fields of a person changed by the rep; `account` moves them to another firm (R21)."""
    return Draft(person, PersonSet(fields, account, gone=gone))


def bar(entity: AccountId | PersonId, channel: Channel | None = None, words: str = "") -> Draft:
    """Return do not contact (R38)."""
    return Draft(entity, Barred(channel, words))


def unbar(entity: AccountId | PersonId, bars: tuple[EntryId, ...], words: str) -> Draft:
    """Return named bars lifted, with their words as the reason (R38)."""
    return Draft(entity, Unbarred(bars, words))


def step_of(account: AccountFacts, step: StepId | None) -> Step | None:
    """Return the step of that id in the account's plan, None where it stands no more."""
    return next((each for each in account.steps if each.id == step), None)
