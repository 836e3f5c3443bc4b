"""The journal: entries are appended and read, never changed (R40; SYNC section 4)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from playbook import codec
from playbook.entry import Entry
from playbook.words import ActionId, EntryId

_ENTRY = "SELECT id, action, at, entity, kind, body, actor FROM entry "
_OF_ENTITIES = _ENTRY + "WHERE entity IN (SELECT value FROM json_each(?)) ORDER BY entity, id"  # noqa: S608  (constants only)
_OF_ACTION = _ENTRY + "WHERE action = ? ORDER BY id"
_OF_KIND = (
    _ENTRY + "WHERE kind IN (SELECT value FROM json_each(?))"  # noqa: S608  (constants only)
    " AND kind NOT IN ('touch.logged', 'account.added', 'person.added') ORDER BY id"
)
_TOUCHES = """
SELECT touch.person, said.id, said.action, said.at, said.entity, said.kind, said.body, said.actor,
  json_extract(amendment.body, '$.body')
FROM touch JOIN entry AS said ON said.id = touch.entry LEFT JOIN entry AS amendment ON amendment.id = touch.amended
WHERE touch.person IN (SELECT value FROM json_each(?)) ORDER BY touch.person, touch.entry"""
ENVELOPE = ("id", "writer", "wseq", "actor", "action", "at", "kind", "entity", "body")
"""Columns of the table as they are written."""
_INSERT = (
    "INSERT INTO entry (id, writer, wseq, actor, action, at, kind, entity, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO NOTHING"
)
UNDOING = ("action.undone", "action.redone")
"""Kinds that say whether an action is dead or alive; they belong to no action that could be undone itself."""
NO_DEEDS = (*UNDOING, "block.started", "block.ended")
"""Kinds that `u` passes over: a block's begin and end are a clock's marks, not the rep's deeds (R35, R39)."""
Row = tuple[str, str, str, str, str, str, str]


def append(db: sqlite3.Connection, entries: Iterable[Entry], writer: str) -> None:
    """Add entries under the writer's next numbers; one that stands already is left as it is."""
    first = 1 + next_number(db, writer)
    for number, entry in enumerate(entries, first):
        db.execute(_INSERT, envelope(entry, writer, number))


def envelope(entry: Entry, writer: str, number: int) -> tuple[str | int, ...]:
    """Return the row of an entry in the order of `ENVELOPE`."""
    body = codec.encode_body(entry.body)
    return (
        entry.id, writer, number, entry.actor, entry.action, entry.at.isoformat(), entry.body.kind, entry.entity, body
    )  # fmt: skip


def next_number(db: sqlite3.Connection, writer: str) -> int:
    """Return the newest number of a writer, 0 where it wrote nothing yet."""
    newest = db.execute("SELECT max(wseq) FROM entry WHERE writer = ?", (writer,)).fetchone()[0]
    return int(newest or 0)


def newest_id(db: sqlite3.Connection) -> str:
    """Return the newest id of the whole journal, empty for an empty one: what the clock of ids follows."""
    return str(db.execute("SELECT max(id) FROM entry").fetchone()[0] or "")


def read(row: Row) -> Entry:
    """Return the entry of a row."""
    number, action, at, entity, kind, body, actor = row
    return Entry(
        EntryId(number), ActionId(action), datetime.fromisoformat(at), entity, codec.decode_body(kind, body), actor
    )


def of_entities(db: sqlite3.Connection, entities: Sequence[str]) -> Iterator[Entry]:
    """Yield the entries of these entities, entity by entity, each in the order of the fold."""
    return map(read, db.execute(_OF_ENTITIES, (json.dumps(list(entities)),)))


def of_action(db: sqlite3.Connection, action: str) -> Iterator[Entry]:
    """Yield the entries of one action in the order of the fold."""
    return map(read, db.execute(_OF_ACTION, (action,)))


def of_kind(db: sqlite3.Connection, *kinds: str) -> Iterator[Entry]:
    """Yield the entries of some rare kinds in the order of the fold; touches and additions are no rare kinds."""
    return map(read, db.execute(_OF_KIND, (json.dumps(kinds),)))


def touches_with(db: sqlite3.Connection, people: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    """Yield person and touch for every living touch with one of these people, as it was last amended (R39)."""
    rows = db.execute(_TOUCHES, (json.dumps(list(people)),))
    for person, number, action, at, entity, kind, body, actor, amended in rows:
        yield person, read((number, action, at, entity, kind, amended or body, actor))


def dead_actions(db: sqlite3.Connection) -> frozenset[str]:
    """Return the actions that were taken back and not done again."""
    return frozenset(action for (action,) in db.execute("SELECT id FROM action WHERE dead = 1"))


def verdicts(db: sqlite3.Connection) -> dict[str, tuple[bool, str]]:
    """Return, for each action that an undo or redo ever named, whether it is dead and the newest entry that said so."""
    found: dict[str, tuple[bool, str]] = {}
    rows = db.execute(
        "SELECT coalesce(json_extract(body, '$.undone'), json_extract(body, '$.redone')), kind, id FROM entry"
        " WHERE kind IN ('action.undone', 'action.redone')"
        " AND kind NOT IN ('touch.logged', 'account.added', 'person.added') ORDER BY id"
    )
    for action, kind, number in rows:
        found[action] = (kind == "action.undone", number)
    return found
