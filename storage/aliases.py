"""Who is whom: the table `alias`, which follows from the living merges alone (DESIGN section 2; SYNC section 4).

The table is made anew from all merges whenever one comes, dies or comes back, so no order of arrival matters. Whatever
is logged about somebody who was merged lands on the root; undo of the merge takes the row away and both stand again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from playbook.bodies import AccountMerged, EntityErased, PersonAdded, PersonMerged, PersonSet
from playbook.entry import Entry
from playbook.fold_roots import MERGES, Roots, is_named, named
from playbook.renewal import replace
from playbook.values import dataclass
from playbook.words import AccountId
from storage import journal
from storage.placeholders import filled

_ROOTS: Final = "SELECT id, root FROM alias WHERE id IN (SELECT value FROM json_each(?))"
_MEMBERS: Final = "SELECT root, id FROM alias WHERE root IN (SELECT value FROM json_each(?)) ORDER BY root, id"
_POINT: Final = """
UPDATE source_ref SET
  entity = coalesce((SELECT root FROM alias WHERE alias.id = coalesce(said_of, entity)), said_of, entity),
  said_of = (SELECT alias.id FROM alias WHERE alias.id = coalesce(said_of, entity))
WHERE said_of IN (SELECT value FROM json_each(?1))
  OR (said_of IS NULL AND entity IN (SELECT value FROM json_each(?1)))"""


@dataclass(frozen=True, slots=True)
class Turned:
    """Whose root moved, with the roots from and to which it did."""

    accounts: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anybody's did."""
        return bool(self.accounts or self.people)


NOBODY: Final = Turned()


def read(db: sqlite3.Connection) -> dict[str, str]:
    """Return everybody who was merged into somebody, with their root."""
    return dict(db.execute("SELECT id, root FROM alias"))


def any_company(db: sqlite3.Connection) -> bool:
    """Return whether any company was merged into another."""
    return db.execute("SELECT 1 FROM alias WHERE kind = 'account' LIMIT 1").fetchone() is not None


def roots(db: sqlite3.Connection, numbers: Collection[str]) -> dict[str, str]:
    """Return those of these companies and people who were merged, with their roots."""
    return dict(db.execute(_ROOTS, (json.dumps(sorted(numbers)),)))


def root(db: sqlite3.Connection, number: str) -> str:
    """Return the root of one company or person: itself while it was merged into nobody."""
    return roots(db, (number,)).get(number, number)


def members(db: sqlite3.Connection, numbers: Iterable[str]) -> dict[str, list[str]]:
    """Return, for those of these roots into which somebody was merged, all whom they stand for but themselves."""
    found: dict[str, list[str]] = {}
    for number, member in db.execute(_MEMBERS, (json.dumps(list(numbers)),)):
        found.setdefault(number, []).append(member)
    return found


def everything(db: sqlite3.Connection, number: str) -> list[str]:
    """Return the ids of everybody who is one with this company or person, the root first."""
    stands = root(db, number)
    return [stands, *members(db, [stands]).get(stands, [])]


def entries_of(db: sqlite3.Connection, number: str) -> list[Entry]:
    """Return the entries of a company or person and of all who were merged into them, in the order of the fold."""
    return sorted(journal.of_entities(db, everything(db, number)), key=lambda entry: entry.id)


def rooted(db: sqlite3.Connection, entries: Sequence[Entry]) -> list[Entry]:
    """Return entries newer than every merge as they land: on the roots, and naming roots. One indexed lookup."""
    wanted = {entry.entity for entry in entries if entry.entity}.union(*(named(entry.body) for entry in entries))
    names = roots(db, wanted) if wanted else {}
    return [renamed(entry, names) for entry in entries] if names else list(entries)


def renamed(entry: Entry, names: Mapping[str, str]) -> Entry:
    """Return an entry with each of these ids replaced by its root, in the entity and in the body."""
    if entry.entity in names:
        entry = replace(entry, entity=names[entry.entity])
    return naming(entry, names)


def naming(entry: Entry, names: Mapping[str, str]) -> Entry:
    """Return an entry whose body names roots; its own entity stays."""
    body = entry.body
    if not is_named(body, names):
        return entry
    if isinstance(body, PersonAdded | PersonSet):
        # Where somebody came from stays as it was said (R21): only their seat is looked up.
        seat = body.account or AccountId("")
        return replace(entry, body=replace(body, account=AccountId(names[seat])))
    return replace(entry, body=filled(body, lambda number: names.get(number, number)))


def joins(entry: Entry) -> bool:
    """Return whether an entry makes two one."""
    return isinstance(entry.body, MERGES)


def keep(db: sqlite3.Connection, entries: Iterable[Entry]) -> Turned:
    """Make the table follow from the living merges, where one of these may move it; return whose root moved.

    What blanks a merge ends it too: an erasure.
    """
    if not any(joins(entry) or isinstance(entry.body, EntityErased) for entry in entries):
        return NOBODY
    return lay(db)


def lay(db: sqlite3.Connection) -> Turned:
    """Make the table follow from the living merges; return whose root moved."""
    dead = journal.dead_actions(db)
    firms, people = Roots(), Roots()
    for entry in journal.of_kind(db, AccountMerged.kind, PersonMerged.kind):
        if entry.action in dead:
            continue
        if isinstance(entry.body, AccountMerged):
            firms.merge(entry.entity, entry.body.into)
        elif isinstance(entry.body, PersonMerged):
            people.merge(entry.entity, entry.body.into)
    return _write(db, firms.table(), people.table())


def _write(db: sqlite3.Connection, firms: Mapping[str, str], people: Mapping[str, str]) -> Turned:
    old = {kind: dict[str, str]() for kind in ("account", "person")}
    for kind, number, stands in db.execute("SELECT kind, id, root FROM alias"):
        old[kind][number] = stands
    turned = Turned(_differing(old["account"], firms), _differing(old["person"], people))
    if turned:
        db.execute("DELETE FROM alias")
        rows = [(number, stands, "person") for number, stands in people.items()]
        rows += [(number, stands, "account") for number, stands in firms.items() if number not in people]
        db.executemany("INSERT INTO alias (id, root, kind) VALUES (?, ?, ?)", rows)
        db.execute(_POINT, (json.dumps(sorted(turned.accounts | turned.people)),))
    return turned


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> frozenset[str]:
    moved = {number for number in old.keys() | new.keys() if old.get(number) != new.get(number)}
    return frozenset(moved | {held[number] for number in moved for held in (old, new) if number in held})
