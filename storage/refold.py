"""Facts from the journal: for what an undo, an amendment or an older entry concerns, and for the whole book.

Entries of dead actions are skipped. What somebody goes on working with stays: a company or person whose own addition
was taken back stands as long as a living entry of another action is about them (R39).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, islice
from operator import attrgetter

from playbook import fold, proof
from playbook.bodies import AccountAdded, PersonAdded, TouchAmended, TouchLogged
from playbook.entry import Entry
from playbook.facts import AccountFacts
from playbook.words import AccountId, PersonId
from storage import journal
from storage.projection import Projection, Settled

CHUNK = 500
_LIVES = """
SELECT 1 FROM entry WHERE entity = ? AND action NOT IN (SELECT id FROM action WHERE dead = 1) LIMIT 1"""


class Refold:
    """Makes rows follow from the journal again, entity by entity."""

    def __init__(self, db: sqlite3.Connection, projection: Projection) -> None:
        """Read `db` and write through `projection`."""
        self._db = db
        self._projection = projection
        self._dead = journal.dead_actions(db)

    def run(self, entities: Iterable[str]) -> None:
        """Refold these companies and people: companies first, then people, who look at the touches."""
        people: dict[str, None] = {}
        ghosts: set[str] = set()
        for chunk in _chunks(entities):
            self._companies(chunk, people, ghosts)
        for chunk in _chunks(people):
            self._people(chunk)
        self.haunt(ghosts)

    def haunt(self, ghosts: Iterable[str] = ()) -> None:
        """Settle the firms whose own entries are all dead: such a firm stands while somebody works there.

        Looks at these, and at all to which people came or from which they went.
        """
        for number in sorted({*ghosts, *self._projection.moved}):
            if not self._db.execute(_LIVES, (number,)).fetchone():
                entries = list(journal.of_entities(self._db, [number]))
                peopled = self._db.execute("SELECT 1 FROM person WHERE account = ?", (number,)).fetchone()
                self._account(AccountId(number), _additions(entries, AccountAdded) if peopled else [])

    def _companies(self, chunk: Sequence[str], people: dict[str, None], ghosts: set[str]) -> None:
        left = set(chunk)
        for number, group in groupby(journal.of_entities(self._db, chunk), attrgetter("entity")):
            entries = list(group)
            left.discard(number)
            if any(entry.body.kind.startswith("person.") for entry in entries):
                people[number] = None
                continue
            living = self._living(entries)
            if not living:
                ghosts.add(number)
            named = self._account(AccountId(number), living and [*_additions(entries, AccountAdded), *living])
            people.update(dict.fromkeys(sorted(named)))
        people.update(dict.fromkeys(sorted(left)))  # those that have no entry of their own

    def _account(self, number: AccountId, entries: Sequence[Entry]) -> set[str]:
        entries = sorted({entry.id: entry for entry in entries}.values(), key=attrgetter("id"))
        facts, promises = _folded(entries)
        if facts is not None and entries[-1].id > facts.basis:
            # An amendment is folded into its touch, yet whoever drew keys before it must draw again.
            facts = replace(facts, basis=entries[-1].id)
        self._projection.account(number, facts)
        return self._projection.touches(number, settled(entries, promises))

    def _people(self, chunk: Sequence[str]) -> None:
        grouped = groupby(journal.of_entities(self._db, chunk), attrgetter("entity"))
        own = {number: list(group) for number, group in grouped}
        touches: dict[str, list[Entry]] = {}
        for person, entry in journal.touches_with(self._db, chunk):
            touches.setdefault(person, []).append(entry)
        for number in chunk:
            entries = own.get(number, [])
            living = [*self._living(entries), *touches.get(number, [])]
            if living:
                living = list({entry.id: entry for entry in [*_additions(entries, PersonAdded), *living]}.values())
            facts = fold.fold_person(sorted(living, key=attrgetter("id")))
            self._projection.person(PersonId(number), facts)

    def _living(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if entry.action not in self._dead]


def _folded(entries: Sequence[Entry]) -> tuple[AccountFacts | None, dict[str, date]]:
    """Return the facts of an account, and the day of the promise that each touch kept."""
    state: AccountFacts | None = None
    promises: dict[str, date] = {}
    for entry in fold.settle(entries):
        if state is not None and isinstance(entry.body, TouchLogged):
            day = proof.kept_promise(state.steps, entry.body)
            promises |= {} if day is None else {entry.id: day}
        state = fold.step_account(state, entry)
    return state, promises


def settled(entries: Sequence[Entry], promises: Mapping[str, date]) -> Iterator[Settled]:
    """Yield the living touches among these entries as they were last amended (R39), with the promises they kept."""
    newest = {entry.body.touch: entry for entry in entries if isinstance(entry.body, TouchAmended)}
    for entry in entries:
        if isinstance(entry.body, TouchLogged):
            amendment = newest.get(entry.id)
            if amendment is not None and isinstance(amendment.body, TouchAmended):
                yield Settled(entry, amendment.body.body, amendment.id, promises.get(entry.id))
            else:
                yield Settled(entry, entry.body, promise=promises.get(entry.id))


def _additions(entries: Iterable[Entry], kind: type[AccountAdded | PersonAdded]) -> list[Entry]:
    return [entry for entry in entries if isinstance(entry.body, kind)]


def _chunks(items: Iterable[str]) -> Iterator[list[str]]:
    held = iter(items)
    while chunk := list(islice(held, CHUNK)):
        yield chunk
