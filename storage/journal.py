"""The journal: entries are appended and read, never changed (R40; SYNC section 4)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import cast

from playbook import codec
from playbook.entry import Entry
from playbook.errors import BookTrouble
from playbook.happenings import TouchLogged
from playbook.words import ActionId, Channel, EntryId, Outcome, Reading


def body_of(alias: str) -> str:
    """Return the SQL of an entry's body as it is read: of an erased one what its newest erasure left, else `{}`."""
    return _BODY.replace("said.", f"{alias}.")


_BODY = """CASE said.body WHEN '{}' THEN coalesce((
  SELECT json_extract(gone.body, '$.left') FROM entry AS gone
  WHERE gone.entity = said.id AND gone.kind = 'entity.erased' AND gone.body <> '{}'
  ORDER BY gone.id DESC LIMIT 1), '{}') ELSE said.body END"""
_ENTRY = f"SELECT id, action, at, entity, kind, {body_of('entry')}, actor FROM entry "  # noqa: S608  (constants only)
_OF_ENTITIES = _ENTRY + "WHERE entity IN (SELECT value FROM json_each(?)) ORDER BY entity, id"  # noqa: S608  (constants only)
_PEOPLE = """
SELECT DISTINCT entity FROM entry WHERE entity IN (SELECT value FROM json_each(?)) AND kind GLOB 'person.*'"""
_OF_IDS = _ENTRY + "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608  (constants only)
_OF_ACTION = _ENTRY + "WHERE action = ? ORDER BY id"
_OF_ACTION_AND_KIND = _ENTRY + "WHERE action = ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608  (constants only)
_OF_KIND = (
    _ENTRY + "WHERE kind IN (SELECT value FROM json_each(?))"  # noqa: S608  (constants only)
    " AND kind NOT IN ('touch.logged', 'account.added', 'person.added') ORDER BY id"
)
_TOUCHES = f"""
SELECT touch.person, said.id, said.action, said.at, said.entity, said.actor, touch.on_day, touch.outcome, touch.reading,
  touch.inbound, touch.channel, touch.counts,
  json_extract(iif(amendment.id IS NULL, {body_of("said")}, json_extract({body_of("amendment")}, '$.body')),
    '$.person', '$.hour')
FROM touch JOIN entry AS said ON said.id = touch.entry LEFT JOIN entry AS amendment ON amendment.id = touch.amended
WHERE touch.person IN (SELECT value FROM json_each(?)) ORDER BY touch.person, touch.entry"""  # noqa: S608  (constants only)
ENVELOPE = ("id", "writer", "wseq", "actor", "action", "at", "kind", "entity", "body")
"""Columns of the table as they are written."""
_INSERT = (
    "INSERT INTO entry (id, writer, wseq, actor, action, at, kind, entity, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO NOTHING"
)
UNDOING = ("action.undone", "action.redone")
"""Kinds that say whether an action is dead or alive; they belong to no action that could be undone itself."""
NO_DEEDS = (*UNDOING, "block.started", "block.ended", "entity.erased")
"""Kinds that `u` passes over: a block's begin and end are a clock's marks, not the rep's deeds (R35, R39), and what
was erased does not come back."""
_OUTCOMES = {word.value: word for word in Outcome}
_READINGS = {word.value: word for word in Reading}
_CHANNELS = {word.value: word for word in Channel}
"""Words by what the table of touches holds: a look costs a tenth of asking the list, and a rebuild looks at all."""
Row = tuple[str, str, str, str, str, str, str]
Brief = tuple[str, str, str | None, int, str | None, int, str]
"""A touch without its plan: day, outcome, reading, inbound, channel, whether it counts; whom and which hour, as JSON.
"""


def append(db: sqlite3.Connection, entries: Iterable[Entry], writer: str) -> None:
    """Add entries under the writer's next numbers; one that stands already is left as it is."""
    number = 1 + next_number(db, writer)
    for entry in entries:
        number += db.execute(_INSERT, envelope(entry, writer, number)).rowcount


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
    """Return the entry of a row.

    Raises:
        BookTrouble: a bit of it was turned on the disk, which SQLite's own check does not see (RELIABILITY T12).
    """
    number, action, at, entity, kind, body, actor = row
    try:
        moment, said = datetime.fromisoformat(at), codec.decode_body(kind, body)
    except (ValueError, TypeError, KeyError) as error:
        raise BookTrouble(
            f"Entry {number} of the record cannot be read: the file is damaged. It was left as it is.",
            "Run: notyet restore. It puts the newest backup in its place and says first what would be lost.",
        ) from error
    return Entry(EntryId(number), ActionId(action), moment, entity, said, actor)


def of_entities(db: sqlite3.Connection, entities: Sequence[str]) -> Iterator[Entry]:
    """Yield the entries of these entities, entity by entity, each in the order of the fold."""
    return map(read, db.execute(_OF_ENTITIES, (json.dumps(list(entities)),)))


def who_are_people(db: sqlite3.Connection, entities: Sequence[str]) -> frozenset[str]:
    """Return those of these entities who are people by what their own entries say."""
    return frozenset(number for (number,) in db.execute(_PEOPLE, (json.dumps(list(entities)),)))


def of_ids(db: sqlite3.Connection, numbers: Collection[str]) -> Iterator[Entry]:
    """Yield the entries of these ids in the order of the fold."""
    return map(read, db.execute(_OF_IDS, (json.dumps(list(numbers)),)))


def of_action(db: sqlite3.Connection, action: str) -> Iterator[Entry]:
    """Yield the entries of one action in the order of the fold."""
    return map(read, db.execute(_OF_ACTION, (action,)))


def of_action_and_kind(db: sqlite3.Connection, action: str, kinds: Collection[str]) -> Iterator[Entry]:
    """Yield the entries of one action that are of these kinds, in the order of the fold."""
    return map(read, db.execute(_OF_ACTION_AND_KIND, (action, json.dumps(list(kinds)))))


def of_kind(db: sqlite3.Connection, *kinds: str) -> Iterator[Entry]:
    """Yield the entries of some rare kinds in the order of the fold; touches and additions are no rare kinds."""
    return map(read, db.execute(_OF_KIND, (json.dumps(kinds),)))


def touches_with(db: sqlite3.Connection, people: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    """Yield person and touch for every living touch with one of these people, as it was last amended (R39).

    A body holds what the fold of a person reads (`playbook.fold_people`): who, when, how, what came of it. Their table
    has most of it; plans and notes, by far the longest part of a body, are not read a second time.
    """
    for person, number, action, at, entity, actor, *told in db.execute(_TOUCHES, (json.dumps(list(people)),)):
        body = _brief(cast("Brief", told))
        yield person, Entry(EntryId(number), ActionId(action), datetime.fromisoformat(at), entity, body, actor)


def _brief(told: Brief) -> TouchLogged:
    on, outcome, reading, inbound, channel, counts, said = told
    person, hour = codec.parsed(said)
    return TouchLogged(
        date.fromisoformat(on), "", _OUTCOMES[outcome], None if reading is None else _READINGS[reading], bool(inbound),
        person, None if channel is None else _CHANNELS[channel], hour=hour, counts=bool(counts),
    )  # fmt: skip


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
