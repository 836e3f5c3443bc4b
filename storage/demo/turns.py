"""One touch of the demo's rep: said as the screens would say it, decided by the rules, written as it was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Final

from playbook import moves, people
from playbook.changes import NEW_FIRM, NEW_PERSON
from playbook.decide import decide
from playbook.decision import Decision, Draft, GateAnswers, Said
from playbook.facts import AccountFacts, PersonFacts, Step
from playbook.outcomes import OUTCOMES, row
from playbook.words import WRITTEN, AccountId, Channel, Outcome, PersonId, Reading, Role
from storage.demo.casting import Casting, domain
from storage.demo.script import Company, Script, Seat
from storage.demo.territory import Territory

_BY_KEY: Final = {known.key: known for known in OUTCOMES}
_ONLY_SPOKEN: Final = frozenset({"v", "g", "w2"})
"""What cannot come of a mail."""
_PAIN: Final = 0.55
"""How often a talk finds the pain."""
_AGREED: Final = 0.4
"""How often it ends with something agreed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the rep says about one touch."""

    account: AccountId
    key: str
    """The outcome's key and its digit."""
    at: datetime
    step: Step | None = None
    person: PersonId | None = None
    channel: Channel | None = None
    minutes: int | None = None
    note: str = ""
    words: str = ""
    name: str = ""
    when: date | None = None
    when_at: time | None = None
    firm: Company | None = None
    gap: bool = False
    whole: bool = False


class Rep:
    """Logs touches in a territory."""

    def __init__(self, territory: Territory, casting: Casting, script: Script, random: Random, zone: str) -> None:
        """Work in the territory, on the clock of `zone`."""
        self._territory = territory
        self._casting = casting
        self._script = script
        self._random = random
        self._zone = zone

    def aim(self, account: AccountFacts, step: Step | None) -> tuple[PersonFacts | None, Channel | None]:
        """Return whom a row is about and how they are reached."""
        staff = self._territory.staff(account.id)
        attempts = len(self._territory.settings.burst.channels)
        named = None if step is None else people.find(staff, step.person)
        person = people.lead(account, staff, attempts) if named is None or named.gone else named
        if step is not None and named is None and step.person is None and account.touches:
            person = None
        return person, people.channel_for(step, account, person) or people.pick(account, person, (Channel.CALL,))

    def draw(self, turn: Turn) -> Decision:
        """Decide a touch without logging it."""
        account = self._territory.accounts[turn.account]
        world = self._territory.world(account, turn.at)
        staff = self._territory.staff(account.id)
        return decide(account, staff, self._said(turn, account), self._territory.settings, world)

    def log(self, turn: Turn) -> None:
        """Log a touch with what is added beside it, unless the rules refuse it."""
        account = self._territory.accounts[turn.account]
        decision = self.draw(turn)
        if decision.refusal is None:
            drafts = (*moves.touch(decision), *self._beside(turn, account, decision))
            self._territory.write(drafts, turn.at, _label(decision, account))

    def _said(self, turn: Turn, account: AccountFacts) -> Said:
        key = "a" if turn.channel in WRITTEN and turn.key in _ONLY_SPOKEN else turn.key
        outcome, reading = outcome_of(key)
        return Said(
            outcome, turn.at, reading, turn.person, turn.channel, None if turn.step is None else turn.step.id,
            note=turn.note, minutes=turn.minutes, zone=self._zone, when=turn.when, when_at=turn.when_at,
            when_zone=None if turn.when_at is None else account.get("zone"), words=turn.words, name=turn.name,
            new_firm="" if turn.firm is None else turn.firm.name, gate=GateAnswers(gap=turn.gap), answered=True,
            whole_account=turn.whole,
        )  # fmt: skip

    def _beside(self, turn: Turn, account: AccountFacts, decision: Decision) -> Iterator[Draft]:
        """What the dialogs after such a key ask for: how the new one is reached, the pain, what was agreed."""
        place = self._script.places.get(account.get("city"))
        if place is not None and any(draft.entity == NEW_PERSON for draft in decision.drafts):
            seat = self._casting.somebody(place, Role.DECISION_MAKER)
            known = Seat(turn.name, seat.title, seat.role)
            yield moves.set_person(NEW_PERSON, self._casting.reach(known, account.get("domain"), place))
        if turn.firm is not None and turn.person is not None:
            yield from self._arrival(turn.firm, self._territory.people[turn.person])
        if row(decision.said.outcome).talk and not turn.note:
            yield from self._heard(account, turn)

    def _arrival(self, firm: Company, person: PersonFacts) -> Iterator[Draft]:
        place = self._script.places[firm.place]
        seat = Seat(person.name, person.get("title"), person.role)
        yield moves.set_account(NEW_FIRM, self._casting.firm(firm))
        yield moves.set_person(person.id, self._casting.reach(seat, domain(firm), place))

    def _heard(self, account: AccountFacts, turn: Turn) -> Iterator[Draft]:
        about = {remark.about for remark in account.remarks}
        if "pain" not in about and self._random.random() < _PAIN:
            pain = self._random.choice(self._script.pains)
            yield moves.remark(account.id, "pain", pain, turn.at.date(), turn.person)
        if turn.key in {"h", "m"} and self._random.random() < _AGREED:
            point = self._random.choice(self._script.agreed)
            yield moves.remark(account.id, "agreed", point, turn.at.date(), turn.person)


def outcome_of(key: str) -> tuple[Outcome, Reading | None]:
    """Return the outcome and reading of a key with its digit: "n1" is a No for timing."""
    known = _BY_KEY[key[0]]
    return known.outcome, next((digit.reading for digit in known.digits if digit.key == key[1:]), None)


def _label(decision: Decision, account: AccountFacts) -> str:
    known = row(decision.said.outcome)
    word = f"{known.label} {account.no_total + 1}" if known.a_no else known.label
    return f"{word} · {account.name}"
