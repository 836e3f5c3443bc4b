"""Whom an erasure is about: their ids, their people, and what they are known by (R38)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from playbook import codec, erasing, erasing_marks
from playbook.bodies import EntityErased
from playbook.decision import Draft
from playbook.erasing import Finder
from playbook.erasing_marks import Marks
from playbook.errors import Ambiguous, NotFound
from playbook.facts import AccountFacts, PersonFacts
from playbook.folding import fold
from playbook.words import AccountId
from storage import aliases

_ACCOUNT: Final = "SELECT facts FROM account WHERE id = ?"
_PERSON: Final = "SELECT facts FROM person WHERE id = ?"
_PEOPLE: Final = "SELECT facts FROM person WHERE account = ? ORDER BY id"
_STAFF: Final = """
SELECT facts FROM person WHERE account IN (SELECT value FROM json_each(?1))
  AND id NOT IN (SELECT value FROM json_each(?1)) ORDER BY id"""
_CALLED: Final = """
SELECT person.id, person.name, coalesce(account.name, '') FROM person
LEFT JOIN account ON account.id = person.account WHERE person.fold = ? ORDER BY person.id LIMIT 9"""
_STARTS: Final = _CALLED.replace("person.fold = ?", "person.fold >= ?1 AND person.fold < ?1 || char(1114111)")


_OTHERS: Final = """
SELECT owner FROM finder WHERE finder MATCH ?
  AND (owner IN (SELECT id FROM person) OR owner IN (SELECT id FROM account))"""


@dataclass(frozen=True, slots=True)
class Target:
    """An account with its people, or one person."""

    id: str
    name: str
    whole_account: bool
    people: tuple[PersonFacts, ...]
    """The person, or the people of the account."""
    marks: tuple[tuple[str, Marks], ...]
    """What each is known by, by their id: those who were merged into them have nothing of their own."""

    @property
    def entities(self) -> tuple[str, ...]:
        """Every id whose entries go whole."""
        return tuple(number for number, _ in self.marks)

    @property
    def known_by(self) -> Marks:
        """What all of them are known by."""
        return sum((marks for _, marks in self.marks), Marks())

    @property
    def finder(self) -> Finder:
        """Finds them in texts."""
        return Finder(self.known_by)

    def drafts(self, on: date, key: str) -> tuple[Draft, ...]:
        """Return the erasures to be written."""
        return tuple(
            Draft(AccountId(number), EntityErased(on, key if hashed else "", hashed))
            for number, marks in self.marks
            for hashed in (erasing.hashes(marks, key),)
        )


def of(db: sqlite3.Connection, number: str) -> Target:
    """Return the account or person of that id.

    Raises:
        NotFound: there is none.
    """
    stands = aliases.root(db, number)
    row = db.execute(_ACCOUNT, (stands,)).fetchone()
    if row is not None:
        return _account(db, codec.decode(AccountFacts, row[0]))
    row = db.execute(_PERSON, (stands,)).fetchone()
    if row is None:
        raise NotFound("There is nobody of that name or number. Nothing was erased.", "notyet search finds them.")
    person = codec.decode(PersonFacts, row[0])
    held = db.execute(_ACCOUNT, (person.account,)).fetchone()
    firm = None if held is None else codec.decode(AccountFacts, held[0])
    return Target(person.id, person.name, False, (person,), tuple(_marked(db, person, firm)))  # noqa: FBT003  (the field's order)


def staff(db: sqlite3.Connection, firms: Collection[str]) -> list[Target]:
    """Return the people who sit at these firms and are not among these themselves."""
    rows = db.execute(_STAFF, (json.dumps(list(firms)),)).fetchall()
    return [alone(db, codec.decode(PersonFacts, facts)) for (facts,) in rows]


def alone(db: sqlite3.Connection, person: PersonFacts) -> Target:
    """Return one person by themselves."""
    return Target(person.id, person.name, False, (person,), tuple(_marked(db, person, None)))  # noqa: FBT003  (the field's order)


def person_called(db: sqlite3.Connection, name: str, account: str = "") -> str:
    """Return the id of the person of that name or id; the beginning of a name is enough where it is the only one.

    Raises:
        NotFound: nobody is called that.
        Ambiguous: several are; their ids are in the message.
    """
    if db.execute(_PERSON, (name,)).fetchone() is not None:
        return name
    wanted = fold(name)
    found = db.execute(_CALLED, (wanted,)).fetchall() or (db.execute(_STARTS, (wanted,)).fetchall() if wanted else [])
    if account:
        found = [row for row in found if _at(db, row[0], account)]
    if not found:
        raise NotFound(f"Nobody is called {name}. Nothing was erased.", "notyet search finds them.")
    if len(found) > 1:
        listed = "; ".join(f"{called} at {firm or 'no account'} ({number})" for number, called, firm in found)
        raise Ambiguous(f"Several people are called {name}: {listed}.", "Say which one by the number.")
    return str(found[0][0])


def _at(db: sqlite3.Connection, person: str, account: str) -> bool:
    return db.execute("SELECT 1 FROM person WHERE id = ? AND account = ?", (person, account)).fetchone() is not None


def _account(db: sqlite3.Connection, account: AccountFacts) -> Target:
    people = tuple(codec.decode(PersonFacts, row[0]) for row in db.execute(_PEOPLE, (account.id,)))
    own = erasing_marks.of_account(account)
    marks = [(number, own if number == account.id else Marks()) for number in aliases.everything(db, account.id)]
    for person in people:
        marks += _marked(db, person, None)
    return Target(account.id, account.name, True, people, tuple(marks))  # noqa: FBT003  (the field's order)


def _marked(db: sqlite3.Connection, person: PersonFacts, firm: AccountFacts | None) -> Iterator[tuple[str, Marks]]:
    numbers = aliases.everything(db, person.id)
    own = _own(db, erasing_marks.of_person(person, firm), (person.account, *numbers))
    for number in numbers:
        yield number, own if number == person.id else Marks()


def _own(db: sqlite3.Connection, marks: Marks, theirs: Collection[str]) -> Marks:
    """Return the marks without numbers and addresses that somebody else goes by too: those are nobody's own (R44)."""
    phones = tuple(each for each in marks.phones if not _is_shared(db, each, theirs))
    return replace(marks, phones=phones, mails=tuple(each for each in marks.mails if not _is_shared(db, each, theirs)))


def _is_shared(db: sqlite3.Connection, mark: str, theirs: Collection[str]) -> bool:
    escaped = mark.replace('"', " ")
    return any(owner not in theirs for (owner,) in db.execute(_OTHERS, (f'"{escaped}"',)))


def listed(target: Target) -> str:
    """Return the ids of a target as the JSON list that a query reads."""
    return json.dumps(target.entities)
