"""What the next key is for, and what each key would plan for it: drawn before it is pressed, logged as drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playbook import decide as rules
from playbook import outcomes, people, previews
from playbook.decision import Decision, Said
from playbook.values import dataclass
from playbook.words import WRITTEN, Channel, Outcome, Reading

if TYPE_CHECKING:
    from datetime import datetime

    from playbook.words import StepId
    from storage.views import Prospect
    from tui.target import Target


@dataclass(frozen=True, slots=True)
class Aim:
    """A row, with what the rep changed about it before the outcome."""

    target: Target
    inbound: bool = False
    """They contacted us (`i`)."""
    at: datetime | None = None
    """When it happened, where that was earlier (`@`)."""
    note: str = ""
    """What they said, written before the outcome (`space`)."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An aim with the facts of its account and one decision per outcome."""

    aim: Aim
    target: Target
    """The aim's row, with the person and the channel that the account's plan names where the row names none."""
    prospect: Prospect
    decisions: tuple[Decision, ...]

    def decision(self, outcome: Outcome) -> Decision:
        """Return what an outcome would do."""
        return next(each for each in self.decisions if each.said.outcome is outcome)


def draw(prospect: Prospect, aim: Aim, now: datetime, zone: str) -> Drawn:
    """Return every outcome decided for an aim at its account as it stands."""
    target = settled(aim.target, prospect)
    base = said(replace(aim, target=target), prospect, Outcome.NO_ANSWER, now, zone)
    found = previews.previews(prospect.account, prospect.people, base, prospect.settings, prospect.world)
    return Drawn(aim, target, prospect, found)


def said(aim: Aim, prospect: Prospect, outcome: Outcome, now: datetime, zone: str) -> Said:
    """Return what a key says about an aim whose target is settled."""
    return Said(
        outcome,
        aim.at or now,
        person=aim.target.person,
        channel=aim.target.channel,
        step=aim.target.step or _due(prospect, now),
        inbound=aim.inbound,
        note=aim.note,
        zone=prospect.settings.hours.zone or zone,
    )


def decided(prospect: Prospect, what: Said) -> Decision:
    """Return what is said, decided for the account as it stands."""
    return rules.decide(prospect.account, prospect.people, what, prospect.settings, prospect.world)


def logged_at(decision: Decision, prospect: Prospect, at: datetime) -> Decision:
    """Return a decision at the moment of the key press: the plan as drawn, unless midnight lies between."""
    what = replace(decision.said, at=at)
    if at.date() != decision.said.at.date():
        return decided(prospect, what)
    return replace(decision, said=what)


def settled(target: Target, prospect: Prospect) -> Target:
    """Return the target with person and channel filled in where its row names none."""
    account = prospect.account
    person = people.find(prospect.people, target.person)
    if person is None and target.person is None:
        person = people.lead(account, prospect.people, len(prospect.settings.burst.channels))
    named = target if person is None else target.with_person(person.id, person.name)
    if named.channel is not None:
        return named
    step = next((each for each in account.steps if each.id == target.step), None)
    return named.with_channel(people.channel_for(step, account, person))


def next_person(target: Target, prospect: Prospect) -> Target:
    """Return the target for the next person who can be reached; the channel follows them."""
    found = people.after(prospect.account, prospect.people, target.person)
    if found is None:
        return target
    wanted = () if target.channel is None else (target.channel,)
    channel = people.pick(prospect.account, found, wanted)
    return target.with_person(found.id, found.name).with_channel(channel)


def next_channel(target: Target, prospect: Prospect) -> Target:
    """Return the target by the next channel: those that reach the person first, then all others."""
    person = people.find(prospect.people, target.person)
    able = people.channels(prospect.account, person)
    every = (*able, *(channel for channel in Channel if channel not in able))
    place = -1 if target.channel is None else every.index(target.channel)
    return target.with_channel(every[(place + 1) % len(every)])


def label(decision: Decision, prospect: Prospect, name: str) -> str:
    """Return what is logged, in words that undo repeats: "No 23 · Acme Robotics"."""
    known = outcomes.row(decision.said.outcome)
    word = known.label
    if known.outcome is Outcome.NO:
        word = f"No {prospect.account.no_total + 1}"
    elif known.outcome is Outcome.NO_ANSWER and decision.said.channel in WRITTEN:
        word = "sent, no answer yet"
    elif known.outcome is Outcome.BARRED:
        word = "do not contact"
    elif known.outcome is Outcome.OFF_PROFILE:
        word = "off profile"
    else:
        word = _told(decision.said) or word
    reading = decision.said.reading
    if reading in {Reading.WON, Reading.LOST}:
        word = str(reading)
    elif reading is not None:
        word = f"{word} ({reading})"
    inbound = "they called: " if decision.said.inbound else ""
    return f"{inbound}{word} · {name}"


def _told(what: Said) -> str:
    """Return what a dialog's answer made of an outcome, empty where it is called by its key's label (R21, R22)."""
    if what.outcome is Outcome.CALLBACK and what.opening:
        return "a talk, an opening"
    if what.outcome is Outcome.LEFT and what.new_firm:
        return f"left for {what.new_firm}{', in the book' if what.firm else ''}"
    return ""


def _due(prospect: Prospect, now: datetime) -> StepId | None:
    """Return the step that a touch by hand works: the first one that is due."""
    return next((step.id for step in prospect.account.steps if step.on <= now.date()), None)
