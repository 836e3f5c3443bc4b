"""The options of `notyet log` made into what the rep said: the person, the channel, the day, the hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

import click

from playbook import people
from playbook.cleaning import clean_line, clean_note
from playbook.decision import GateAnswers, Said
from playbook.errors import Ambiguous, BadInput, NotFound
from playbook.facts import PersonFacts, Step
from playbook.folding import fold
from playbook.words import Channel, Outcome, Reading, StepKind
from storage.views import Prospect
from tui.cli.phrase import in_words, read
from tui.cli.session import Session, believable


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as they were typed."""

    outcome: Outcome
    reading: Reading | None
    person: str | None
    channel: str | None
    phrase: str | None
    note: str
    happened: str | None
    minutes: int | None
    inbound: bool
    words: str
    asset: str
    guess: str
    name: str
    new_firm: str
    whole_account: bool
    no_value: bool
    opening: bool
    gap: bool
    off_profile: bool
    no_pain: bool
    no_decider: bool
    hours: float

    @property
    def gate(self) -> GateAnswers | None:
        """The answers of the dump point (R26)."""
        if self.outcome is not Outcome.MY_TIME:
            return None
        return GateAnswers(self.gap, not self.off_profile, not self.no_pain, not self.no_decider, self.hours)


def said(session: Session, found: Prospect, asked: Asked) -> tuple[Said, str]:
    """Return what was said about the touch, and how its phrase was understood."""
    at = moment(asked.happened, session.now)
    step = _step(found, at, asked)
    person = _person(found, step, asked)
    channel = Channel(asked.channel) if asked.channel else people.channel_for(step, found.account, person)
    spoken = Said(
        asked.outcome, at, reading=asked.reading, person=None if person is None else person.id, channel=channel,
        step=None if step is None else step.id, inbound=asked.inbound, note=clean_note(asked.note),
        minutes=asked.minutes, zone=found.settings.hours.zone or session.clock.zone,
        words=clean_line(asked.words or asked.phrase or ""), guess=clean_line(asked.guess), name=clean_line(asked.name),
        new_firm=clean_line(asked.new_firm), gate=asked.gate, answered=True, whole_account=asked.whole_account,
        one_channel=asked.outcome is Outcome.BARRED and asked.channel is not None, value_between=not asked.no_value,
        opening=asked.opening and asked.outcome is Outcome.CALLBACK,
    )  # fmt: skip
    return _dated(found, asked, spoken)


def moment(happened: str | None, now: datetime) -> datetime:
    """Return when the touch happened: now, an hour of today (`08:30`), or a moment; never one to come."""
    if happened is None:
        return now
    try:
        if ":" in happened and "-" not in happened:
            at = datetime.combine(now.date(), time.fromisoformat(happened), now.tzinfo)
        else:
            at = believable(datetime.fromisoformat(happened))
    except ValueError as error:
        text = f"{happened!r} is no moment; write 08:30 or 2026-11-23T08:30"
        raise click.BadParameter(text, param_hint="--at") from error
    at = at if at.tzinfo is not None else at.replace(tzinfo=now.tzinfo)
    if at > now:
        raise BadInput(f"{at:%Y-%m-%d %H:%M} is still to come; nothing was logged.", "--at says when it happened.")
    return at


def _step(found: Prospect, at: datetime, asked: Asked) -> Step | None:
    """The step whose row would be worked: one come due, promises first, of the named person where there is one."""
    due = [step for step in found.account.steps if step.on <= at.date()]
    if asked.person is not None:
        whom = person_named(found.people, asked.person, found.account.name)
        due = [step for step in due if step.person in {None, whom.id}]
    return min(due, key=lambda step: (step.kind is not StepKind.PROMISE, step.on, step.id), default=None)


def _person(found: Prospect, step: Step | None, asked: Asked) -> PersonFacts | None:
    if asked.person is not None:
        return person_named(found.people, asked.person, found.account.name)
    planned = people.find(found.people, None if step is None else step.person)
    return planned or people.lead(found.account, found.people, len(found.settings.burst.channels))


def person_named(known: Sequence[PersonFacts], wanted: str, account: str) -> PersonFacts:
    """Return the person of that id or name (whole, else a part of it).

    Raises:
        NotFound: nobody there goes by it.
        Ambiguous: more than one does; their ids are in the message.
    """
    name = fold(wanted)
    same = [person for person in known if person.id == wanted or fold(person.name) == name]
    found = same or [person for person in known if name and name in fold(person.name)]
    if not found:
        there = ", ".join(person.name for person in known)
        hint = f"Known there: {there}." if there else f'Add them: notyet add --to "{account}" --person "{wanted}"'
        raise NotFound(f"Nobody at {account} goes by {wanted!r}.", hint)
    if len(found) > 1:
        ids = "; ".join(f"{person.name} is {person.id}" for person in found)
        raise Ambiguous(f"{len(found)} people at {account} go by {wanted!r}.", f"Say the id: {ids}")
    return found[0]


def _dated(found: Prospect, asked: Asked, spoken: Said) -> tuple[Said, str]:
    if asked.phrase is None:
        if asked.outcome is Outcome.CALLBACK:
            raise click.UsageError('callback needs their words for the day: --when "6 months"')
        return spoken, ""
    world = found.world
    off, country = world.days_off | world.their_days_off, found.account.get("country").strip().upper()
    whose = country if len(country) == len("US") else found.settings.hours.country
    heard = read(asked.phrase, spoken.at, found.settings.phrases, off, whose)
    if heard.date is None:
        raise BadInput(f"{asked.phrase!r}: nothing was logged. {heard.why}", "Say a day: 2027-01-15, next Tue.")
    zone = None if heard.time is None else _their_zone(found) or spoken.zone
    understood = f"{asked.phrase!r}: {in_words(heard)}"
    if heard.expiry and asked.outcome is Outcome.CALLBACK and not asked.opening:
        leads = " and ".join(str(lead) for lead in found.settings.spacing.opening_lead)
        understood += (
            f"\nThat sounds like the end of a contract: --opening plants touches {leads} days before it (R22)."
        )
    return replace(spoken, when=heard.date, when_at=heard.time, when_zone=zone), understood


def _their_zone(found: Prospect) -> str:
    """The zone in which a named hour is theirs (R10), empty where it is unknown."""
    there = found.world.there
    return "" if there is None else str(getattr(there.tzinfo, "key", ""))
