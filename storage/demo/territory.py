"""The demo's book while it is being made: the same entries and the same fold as a real one, held in memory.

Writing thousands of touches one transaction each would take half a minute; here they cost what the rules cost, and the
journal gets them all at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from playbook import fold, ordering, tiers
from playbook.bodies import PersonAdded, PersonSet, TouchLogged
from playbook.decision import Draft, World
from playbook.entry import Entry
from playbook.facts import AccountFacts, PersonFacts, Step
from playbook.fit import Fit, fit, known_enough
from playbook.settings import Settings
from playbook.standing import planned, standing
from playbook.words import AccountId, ActionId, EntryId, PersonId, Standing
from storage.ids import IdSource
from storage.placeholders import Placeholders
from storage.their_time import wall_time

DaysOff = Callable[[str, date], frozenset[date]]
"""Holidays of a country around a day."""

_AHEAD: Final = 200
_QUARTER: Final = timedelta(days=90)


class Territory:
    """Accounts, people and entries, in step with each other."""

    def __init__(self, settings: Settings, days_off: DaysOff, random: Random) -> None:
        """Begin empty; ids come from `random` and the clock of the entries."""
        self.settings = settings
        self.accounts: dict[AccountId, AccountFacts] = {}
        self.people: dict[PersonId, PersonFacts] = {}
        self.entries: list[Entry] = []
        self.labels: dict[ActionId, str] = {}
        self.stands: dict[AccountId, Standing] = {}
        self._days_off = days_off
        self._ms = 0
        self._ids = IdSource(lambda: self._ms, random.getrandbits)
        self._fits: dict[AccountId, Fit] = {}
        self._load: Counter[date] = Counter()
        self._counted: dict[AccountId, tuple[date, ...]] = {}
        self._minutes: dict[AccountId, list[tuple[date, int]]] = {}
        self._cuts = tiers.cuts(())

    def write(self, drafts: Sequence[Draft], at: datetime, label: str) -> dict[str, str]:
        """Write one action; return placeholders with the ids that took their place."""
        self._ms = max(self._ms, int(at.timestamp() * 1000))
        holders = Placeholders(self._ids.next)
        filled = [(holders.real(draft.entity), holders.fill(draft.body)) for draft in drafts]
        action = ActionId("")
        for entity, body in filled:
            number = EntryId(self._ids.next())
            action = action or ActionId(number)
            self._take(Entry(number, action, at, entity, body))
        self.labels[action] = label
        return dict(holders.given())

    def retier(self) -> None:
        """Cut the tiers anew, as an import and a day's start do."""
        sizes = (tiers.size(account) for account in self.accounts.values())
        self._cuts = tiers.cuts([size for size in sizes if size is not None])

    def staff(self, account: AccountId) -> tuple[PersonFacts, ...]:
        """Return the people of an account, also those who left."""
        return tuple(person for person in self.people.values() if person.account == account)

    def fit(self, account: AccountFacts) -> Fit:
        """Return the fit of an account as it stands here."""
        return self._fits[account.id]

    def rank(self, account: AccountFacts) -> float:
        """Return fit x tier, what the pool is ordered by (R32)."""
        return tiers.rank(self.fit(account), tiers.tier_of(account, self._cuts), self.settings.fit)

    def world(self, account: AccountFacts, at: datetime) -> World:
        """Return what a decision about the account depends on besides its facts."""
        today = at.date()
        seen = self.fit(account)
        ahead = (self._load[today + timedelta(days=count)] for count in range(_AHEAD))
        return World(
            today, tuple(ahead), self.days_off("US", today), self.days_off(account.get("country"), today),
            wall_time(account.get("zone"), at), seen.verdict, tiers.tier_of(account, self._cuts), known_enough(seen),
        )  # fmt: skip

    def days_off(self, country: str, day: date) -> frozenset[date]:
        """Return the holidays of a country around a day."""
        return self._days_off(country, day)

    def due(self, day: date) -> Iterator[tuple[AccountFacts, Step]]:
        """Yield each account that has something due by then, with the step that stands first in today's order (R33)."""
        for account in self.accounts.values():
            steps = [step for step in account.steps if step.on <= day]
            if steps and planned(self.stands[account.id]):
                yield account, min(steps, key=lambda step: (_place(account, step), step.on, step.id))

    def pool(self) -> list[AccountFacts]:
        """Return who waits for a first touch, in the order of R32."""
        waiting = [account for account in self.accounts.values() if self.stands[account.id] is Standing.POOL]
        return sorted(waiting, key=lambda each: (self.fit(each).verdict, -self.rank(each), each.id))

    def hours(self, account: AccountId, day: date) -> float:
        """Return the hours of the last 90 days (R30)."""
        return sum(minutes for on, minutes in self._minutes[account] if on > day - _QUARTER) / 60

    def _take(self, entry: Entry) -> None:
        self.entries.append(entry)
        body = entry.body
        if isinstance(body, TouchLogged):
            self._minutes.setdefault(AccountId(entry.entity), []).append((body.on, body.minutes))
            if body.person is not None:
                self._person(body.person, entry)
        if isinstance(body, PersonAdded | PersonSet) or entry.entity in self.people:
            self._person(PersonId(entry.entity), entry)
        elif entry.entity:
            self._account(AccountId(entry.entity), entry)

    def _person(self, number: PersonId, entry: Entry) -> None:
        facts = fold.step_person(self.people.get(number), entry)
        if facts is None:
            raise AssertionError(f"{number} was never added")
        self.people[number] = facts

    def _account(self, number: AccountId, entry: Entry) -> None:
        facts = fold.step_account(self.accounts.get(number), entry)
        if facts is None:
            raise AssertionError(f"{number} was never added")
        self.accounts[number] = facts
        self._fits[number] = fit(facts, self.settings)
        self.stands[number] = standing(facts, self._fits[number])
        live = planned(self.stands[number])
        self._load.subtract(self._counted.get(number, ()))
        self._counted[number] = tuple(step.on for step in facts.steps) if live else ()
        self._load.update(self._counted[number])


def _place(account: AccountFacts, step: Step) -> int:
    return ordering.place_of(ordering.group(step.purpose, step.kind, account.dream, step.intent))
