"""The step: entries newer than everything are laid on the facts in the rows. A key costs one step, not a history."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from playbook import fold, proof
from playbook.bodies import AccountAdded, PersonAdded, PersonSet, StepSet, TouchLogged
from playbook.entry import Entry
from playbook.facts import AccountFacts, PersonFacts
from playbook.words import AccountId, PersonId
from storage import aliases
from storage.projection import Projection
from storage.projection_rows import Settled


class Steps:
    """Lays new entries on accounts and people, and writes each of them once at the end."""

    def __init__(self, db: sqlite3.Connection, projection: Projection) -> None:
        """Read and write through `projection`."""
        self._db = db
        self._projection = projection
        self.accounts: dict[str, AccountFacts | None] = {}
        """Whom they are about, with the facts as they are laid on."""
        self.people: dict[str, PersonFacts | None] = {}
        self.found_accounts: dict[str, AccountFacts | None] = {}
        """The facts that stood in the rows before."""
        self.found_people: dict[str, PersonFacts | None] = {}
        self.touches: list[Settled] = []
        self._planned: set[AccountId] = set()
        self._told: set[AccountId] = set()
        self.unknown: set[str] = set()
        """Entities to be refolded: those that have no row though the journal speaks of them, and who moves in a book
        with merged companies: whether it is another seat shows only beside what was said before the merge.
        """

    def take(self, entries: Iterable[Entry]) -> None:
        """Lay these entries, in the order of their ids, on the facts."""
        for entry in entries:
            if isinstance(entry.body, TouchLogged):
                self.touches.append(Settled(entry, entry.body, promise=self._promise(entry, entry.body)))
                if entry.body.person is not None:
                    self._person(entry.body.person, entry)
            if entry.entity:
                (self._planned if isinstance(entry.body, StepSet) else self._told).add(AccountId(entry.entity))
                self._own(entry)

    def write(self) -> None:
        """Write the rows of everything that was stepped."""
        self._projection.only_planned(self._planned, self._told)
        for number, facts in self.accounts.items():
            self._projection.account(AccountId(number), facts)
        for number, person in self.people.items():
            self._projection.person(PersonId(number), person)
        self._projection.bring_in()
        for touch in self.touches:
            self._projection.touch(touch)

    def _own(self, entry: Entry) -> None:
        if isinstance(entry.body, PersonAdded | PersonSet) or self._is_person(entry):
            self._person(entry.entity, entry)
            if isinstance(entry.body, PersonSet) and entry.body.account is not None and aliases.any_company(self._db):
                self.unknown.add(entry.entity)
            return
        state = self._state(entry.entity)
        if state is None and not isinstance(entry.body, AccountAdded):
            self.unknown.add(entry.entity)
        self.accounts[entry.entity] = fold.step_account(state, entry)

    def _promise(self, entry: Entry, touch: TouchLogged) -> date | None:
        """The day of the promise that a touch keeps: it stands in the plan before the touch, and no more after it."""
        state = self._state(entry.entity)
        return None if state is None else proof.kept_promise(state.steps, touch)

    def _state(self, number: str) -> AccountFacts | None:
        if number not in self.accounts:
            self.accounts[number] = self.found_accounts[number] = self._projection.facts(number)
        return self.accounts[number]

    def _person(self, number: str, entry: Entry) -> None:
        if number not in self.people:
            self.people[number] = self.found_people[number] = self._projection.person_facts(number)
        state = self.people[number]
        if state is None and not isinstance(entry.body, PersonAdded):
            self.unknown.add(number)
        self.people[number] = fold.step_person(state, entry)

    def _is_person(self, entry: Entry) -> bool:
        """Whether an entry that may be about either is about a person."""
        if isinstance(entry.body, AccountAdded | TouchLogged) or entry.entity in self.accounts:
            return False
        if entry.entity in self.people:
            return True
        return self._db.execute("SELECT 1 FROM person WHERE id = ?", (entry.entity,)).fetchone() is not None
