"""Facts from the journal: for what an undo, an amendment or an older entry concerns, and for the whole book.

Entries of dead actions are skipped. What somebody goes on working with stays: a company or person whose own addition
was taken back stands as long as a living entry of another action is about them (R39).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, islice
from operator import attrgetter

from playbook import fold, fold_merged, proof
from playbook.bodies import AccountAdded, NewStep, PersonAdded, TouchAmended, TouchLogged
from playbook.entry import Entry
from playbook.facts import AccountFacts, PersonFacts, Step
from playbook.fold_roots import Merging
from playbook.renewal import hasten
from playbook.words import AccountId, PersonId
from storage import aliases, departing, journal
from storage.aliases import NOBODY, Turned
from storage.hearing import OFTEN
from storage.projection import Projection
from storage.projection_rows import Settled

CHUNK = OFTEN
_MADE = (AccountFacts, PersonFacts, Step, Entry, TouchLogged, NewStep, Settled)
"""What reading and folding a long history is made of (`playbook.renewal.hasten`)."""
_NAMED = re.compile(r'"(?:last_touch_)?person":"([^"]+)"')
"""Whom the facts of an account name."""
_LIVES = """
SELECT 1 FROM entry WHERE entity IN (SELECT value FROM json_each(?))
AND action NOT IN (SELECT id FROM action WHERE dead = 1) LIMIT 1"""
_SEATED = "SELECT id FROM person WHERE account IN (SELECT value FROM json_each(?))"
_TOUCHED = "SELECT DISTINCT account FROM touch WHERE person IN (SELECT value FROM json_each(?))"


class Refold:
    """Makes rows follow from the journal again, entity by entity; who was merged is one with their root."""

    def __init__(self, db: sqlite3.Connection, projection: Projection, people: frozenset[str] = frozenset()) -> None:
        """Read `db` and write through `projection`; `people`: those of whom it is known that they are no companies."""
        self._known = people
        self._db = db
        self._projection = projection
        self._dead = journal.dead_actions(db)
        self._names = aliases.read(db)
        self._alive: set[str] = set()
        """Companies of which a living entry was seen on the way: they stand by themselves."""
        self._members: dict[str, list[str]] = {}
        for number, root in sorted(self._names.items()):
            self._members.setdefault(root, []).append(number)

    def run(
        self, entities: Iterable[str], turned: Turned = NOBODY, told: Callable[[int, int], None] | None = None, *,
        dying: bool = False,
    ) -> None:  # fmt: skip
        """Refold these companies and people: companies first, then people, who look at the touches.

        `turned` are those whose root moved; all rows that they stand in follow. `told` hears how many of how many.
        `dying`: an action was taken back, of many of them nothing may be left.
        """
        concerned = self._turn(turned) if turned else set[str]()
        people: dict[str, None] = {}
        ghosts: set[str] = set()
        roots = dict.fromkeys(self._root(number) for number in (*entities, *sorted(concerned)))
        if len(roots) > CHUNK:
            hasten(*_MADE)
        done = 0
        if dying and len(roots) > departing.FEW and not turned:
            done = self._depart(roots, people, told)
        total = done + len(roots)
        for chunk in _chunks(roots):
            self._companies(chunk, people, ghosts)
            # Who is a company is known once its entries were read: people pass by here, and are folded below.
            done += len(chunk) - sum(number in people for number in chunk)
            if told is not None:
                told(done, total)
        self._projection.flush()  # a person is folded from the touches in their table
        for chunk in _chunks(people):
            self._people(chunk)
            done += len(chunk)
            if told is not None:
                told(min(done, total), total)
        self._projection.flush(filled=True)
        self.haunt(ghosts)

    def _depart(self, roots: dict[str, None], people: dict[str, None], told: Callable[[int, int], None] | None) -> int:
        """Take away those of a long list of whom nothing living tells; return how many that were.

        They are left out of `roots`; whom their touches named comes to `people`.
        """
        done, total = 0, len(roots)
        hear = told or (lambda _done, _total: None)
        alone = [number for number in roots if number not in self._members]
        leaving = departing.silent(self._db, alone, lambda: hear(0, total))
        going = departing.Departing(self._db, self._projection, leaving)
        for many in going.go():
            done += many
            hear(done, total)
        for number in (*leaving.firms, *leaving.people):
            del roots[number]
        people.update(dict.fromkeys(sorted(map(self._root, going.touched))))
        return done

    def haunt(self, ghosts: Iterable[str] = ()) -> None:
        """Settle the firms whose own entries are all dead: such a firm stands while somebody works there.

        Looks at these, and at all to which people came or from which they went since it looked last: a long list comes
        in pieces, and each looks at its own.
        """
        unsettled = sorted({*ghosts, *self._projection.unsettled} - self._alive)
        self._projection.unsettled.clear()
        for number in unsettled:
            own = self._own(number)
            if not self._db.execute(_LIVES, (json.dumps(own),)).fetchone():
                entries = sorted(journal.of_entities(self._db, own), key=attrgetter("id"))
                peopled = self._db.execute("SELECT 1 FROM person WHERE account = ?", (number,)).fetchone()
                self._account(AccountId(number), _additions(entries, AccountAdded) if peopled else [])

    def _turn(self, turned: Turned) -> set[str]:
        """Take away the rows of all whose root moved, before they are written anew; return whom that concerns."""
        everybody = json.dumps(sorted(turned.accounts | turned.people))
        concerned = {*turned.accounts, *turned.people}
        for query in (_SEATED, _TOUCHED):
            concerned |= {number for (number,) in self._db.execute(query, (everybody,))}
        if turned.people:
            concerned |= self._naming(turned.people)
        for number in sorted(turned.accounts):
            self._projection.account(AccountId(number), None)
        for number in sorted(turned.people):
            self._projection.person(PersonId(number), None)
        return concerned

    def _naming(self, people: frozenset[str]) -> set[str]:
        """The accounts whose facts name one of these people: a merge is rare, so all of them are looked through."""
        rows = self._db.execute("SELECT id, facts FROM account WHERE facts LIKE '%\"person\":%'")
        return {number for number, facts in rows if not people.isdisjoint(_NAMED.findall(facts))}

    def _root(self, number: str) -> str:
        return self._names.get(number, number)

    def _own(self, number: str) -> list[str]:
        return [number, *self._members.get(number, ())]

    def _of(self, numbers: Sequence[str]) -> Iterator[tuple[str, list[Entry]]]:
        """Yield each of these roots that has entries, with all of them in the order of the fold."""
        alone = [number for number in numbers if number not in self._members]
        for number, group in groupby(journal.of_entities(self._db, alone), attrgetter("entity")):
            yield number, list(group)
        for number in numbers:
            if number in self._members:
                entries = sorted(journal.of_entities(self._db, self._own(number)), key=attrgetter("id"))
                if entries:
                    yield number, entries

    def _companies(self, chunk: Sequence[str], people: dict[str, None], ghosts: set[str]) -> None:
        left = set(chunk)
        known = self._known or journal.who_are_people(self._db, chunk)
        for number, entries in self._of([number for number in chunk if number not in known]):
            left.discard(number)
            if any(entry.body.kind.startswith("person.") for entry in entries):
                people[number] = None
                continue
            standing = self._standing(entries, AccountAdded)
            (self._alive if standing else ghosts).add(number)
            named = self._account(AccountId(number), standing)
            people.update(dict.fromkeys(sorted(named)))
        people.update(dict.fromkeys(sorted(left)))  # those that have no entry of their own

    def _account(self, number: AccountId, entries: Sequence[Entry]) -> set[str]:
        """Fold a company from what stands of it, in the order of ids; return the people whom its touches name."""
        if self._names:
            entries = [entry if aliases.joins(entry) else aliases.naming(entry, self._names) for entry in entries]
        facts, promises = _folded(number, entries)
        if facts is not None and entries[-1].id > facts.basis:
            # An amendment is folded into its touch, yet whoever drew keys before it must draw again.
            facts = replace(facts, basis=entries[-1].id)
        self._projection.account(number, facts)
        if number in self._members:
            entries = [replace(entry, entity=number) for entry in entries]
        named = self._projection.touches(number, settled(entries, promises))
        return {self._root(person) for person in named}

    def _people(self, chunk: Sequence[str]) -> None:
        own = dict(self._of(chunk))
        touches: dict[str, list[Entry]] = {}
        for person, entry in journal.touches_with(self._db, chunk):
            touches.setdefault(person, []).append(entry)
        for number in chunk:
            touched = touches.get(number, [])
            entries = [*self._standing(own.get(number, []), PersonAdded, also=bool(touched)), *touched]
            self._projection.person(PersonId(number), self._person(number, sorted(entries, key=attrgetter("id"))))

    def _person(self, number: str, entries: Sequence[Entry]) -> PersonFacts | None:
        """Fold a person; the firm they sit at is read by its root, after moves were told apart by what was said."""
        if number in self._members:
            merging = Merging(fold.step_person, fold_merged.people, people=True)
            for entry in entries:
                merging.take(entry)
            facts = merging.state(number)
        else:
            facts = fold.fold_person(entries)
        if facts is not None and facts.account in self._names:
            facts = replace(facts, account=AccountId(self._names[facts.account]))
        return facts

    def _standing(
        self, entries: Sequence[Entry], kind: type[AccountAdded | PersonAdded], *, also: bool = False
    ) -> list[Entry]:
        """Return the living entries, and beside any of them (or what `also` stands) their additions, dead or not."""
        living = [entry for entry in entries if entry.action not in self._dead]
        if len(living) == len(entries) or not (living or also):
            return living
        return [entry for entry in entries if entry.action not in self._dead or isinstance(entry.body, kind)]


def _folded(number: str, entries: Sequence[Entry]) -> tuple[AccountFacts | None, dict[str, date]]:
    """Return the facts of an account, and the day of the promise that each touch kept."""
    merging = Merging(fold.step_account, fold_merged.accounts)
    promises: dict[str, date] = {}
    for entry in fold.settle(entries):
        if isinstance(entry.body, TouchLogged):
            state = merging.state(entry.entity)
            day = None if state is None else proof.kept_promise(state.steps, entry.body)
            promises |= {} if day is None else {entry.id: day}
        merging.take(entry)
    return merging.state(number), promises


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
