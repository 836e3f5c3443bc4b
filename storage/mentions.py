"""Entries of others whose words hold a name, an address or a number: shown before an erasure, each to be marked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from playbook import erasing
from playbook.bodies import (
    AccountAdded,
    AccountSet,
    Body,
    EntityErased,
    ListSaid,
    PersonAdded,
    PersonSet,
    TouchAmended,
    TouchLogged,
)
from playbook.cleaning import clean_line
from playbook.entry import Entry
from playbook.erasing import Finder
from playbook.words import EntryId
from storage import erase
from storage.erase_views import Mention

_SHOWN: Final = 160
"""Characters of an entry's words that are shown."""
_BEFORE: Final = 40
_SCAN: Final = "SELECT id, entity, kind, body FROM entry WHERE body <> '{}'"
_NAME: Final = "SELECT name FROM account WHERE id = ?1 UNION ALL SELECT name FROM person WHERE id = ?1"
_WORDS: Final[Mapping[str, str]] = {
    "touch.logged": "touch", "touch.amended": "touch", "remark.made": "note", "step.set": "step",
    "opening.seen": "opening", "list.landed": "report of an import", "list.said": "what a list said",
    "list.mapped": "columns of a list", "playbook.set": "settings", "asset.added": "value library",
    "asset.set": "value library", "account.added": "account", "account.set": "fields of an account",
    "person.added": "person", "person.set": "fields of a person", "contact.barred": "do not contact",
    "contact.unbarred": "do not contact", "dump.kept": "reason", "dump.dumped": "reason", "dump.revived": "reason",
    "standing.set": "reason",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that mentions somebody."""

    mention: Mention
    entry: Entry
    by_id: Body | None
    """What is left where the rep keeps its words: people who go are taken out of it either way."""
    left: Body | None


def find(db: sqlite3.Connection, finder: Finder, who: Collection[str]) -> list[Found]:
    """Return the entries of others that hold the marks, in the order of the journal."""
    found = []
    for entry in erase.read(db, _candidates(db, finder, who)):
        by_id = erasing.without_people(entry.body, who)
        left = None if by_id is None else erasing.without_marks(by_id, finder)
        if left != by_id:
            found.append(Found(_mention(db, entry, finder), entry, by_id, left))
    return found


def _candidates(db: sqlite3.Connection, finder: Finder, who: Collection[str]) -> list[str]:
    wanted: dict[str, None] = {}
    for number, entity, kind, body in db.execute(_SCAN):
        if entity in who:
            continue
        if kind == EntityErased.kind:  # what an earlier erasure left of an entry
            if '"left":' in body and finder.holds(json.loads(body)["left"]):
                wanted[entity] = None
        elif finder.holds(body):
            wanted[number] = None
    return list(wanted)


def _mention(db: sqlite3.Connection, entry: Entry, finder: Finder) -> Mention:
    row = db.execute(_NAME, (entry.entity,)).fetchone() if entry.entity else None
    body = entry.body.body if isinstance(entry.body, TouchAmended) else entry.body
    on = body.on if isinstance(body, TouchLogged) else entry.at.date()
    words = next((text for text in erasing.texts(entry.body) if finder.holds(text)), "")
    return Mention(
        EntryId(entry.id), "" if row is None else str(row[0]), on, _WORDS.get(entry.body.kind, entry.body.kind),
        _around(words, finder), marked=not _names_another(entry.body, finder),
    )  # fmt: skip


def _around(words: str, finder: Finder) -> str:
    """Return the part of a long text in which the mark stands."""
    line = clean_line(words, len(words))
    if len(line) <= _SHOWN:
        return line
    start = next((at for at in range(0, len(line), _BEFORE) if finder.holds(line[at : at + _SHOWN])), 0)
    return f"{'…' if start else ''}{line[start : start + _SHOWN]}…"


def _names_another(body: Body, finder: Finder) -> bool:
    """Whether it is the name of another account or person: a namesake is somebody else until the rep says otherwise."""
    if isinstance(body, AccountAdded | PersonAdded) and finder.holds(body.name):
        return True
    if isinstance(body, AccountAdded | AccountSet | PersonAdded | PersonSet):
        return any(name == "name" and finder.holds(str(value)) for name, value in body.fields)
    return isinstance(body, ListSaid) and _named(body, finder)


def _named(body: ListSaid, finder: Finder) -> bool:
    """Whether a list's row has it as the name of somebody else."""
    rows = (json.loads(said) for _, _, _, said in body.rows if finder.holds(said))
    return any(name == "name" and finder.holds(str(value)) for plain in rows for name, value in _pairs(plain))


def _pairs(plain: object) -> Iterable[tuple[object, object]]:
    held = plain.items() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    return ((each[0], each[1]) for each in held if isinstance(each, list | tuple) and len(each) > 1)
