"""Erasing for good: what stands about somebody is blanked in the journal, and the tables follow (R38, R40).

An erasure is an entry of its own, `entity.erased`, so it merges, survives a rebuild and a restore; `u` passes over it.
Entries of others that are about the erased one as well get an erasure each, which carries what is left of them.
"""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from playbook import codec, erasing
from playbook.bodies import Body, EntityErased
from playbook.entry import Entry
from playbook.words import AccountId, EntryId
from storage import actions, erase_target, erase_twins, ids, journal, tables, writer
from storage.erase_target import Target

_RARE: Final = "kind NOT IN ('touch.logged', 'account.added', 'person.added')"
"""What the index over rare kinds asks for."""
_THEIRS: Final = """
SELECT id FROM entry WHERE entity IN (SELECT value FROM json_each(?1)) AND body <> '{}' AND kind <> 'entity.erased'
UNION SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?1)) AND body <> '{}' AND kind <> 'entity.erased'"""
_ABOUT: Final = """
SELECT id, body FROM entry WHERE body <> '{}' AND kind IN
  ('touch.logged', 'touch.amended', 'remark.made', 'opening.seen', 'step.set', 'dump.kept', 'dump.revived',
   'standing.set', 'list.said', 'person.added', 'person.set', 'account.merged', 'person.merged')
UNION ALL
SELECT entity, body FROM entry WHERE kind = 'entity.erased' AND body <> '{}'
  AND kind NOT IN ('touch.logged', 'account.added', 'person.added')"""
"""Entries of others that may be about somebody by their id, and what earlier erasures left of such."""
_LEFTS: Final = f"""
SELECT entity, id, json_extract(body, '$.left') FROM entry
WHERE kind = 'entity.erased' AND {_RARE} AND json_extract(body, '$.left') IS NOT NULL ORDER BY entity, id"""  # noqa: S608  (constants only)
_OUTLIVED: Final = f"""
SELECT gone.id, gone.entity FROM entry AS gone JOIN entry AS said ON said.id = gone.entity
WHERE gone.kind = 'entity.erased' AND gone.{_RARE} AND gone.body <> '{{}}'
  AND json_extract(gone.body, '$.left') IS NOT NULL AND said.entity IN (SELECT value FROM json_each(?))"""  # noqa: S608  (constants only)
"""What earlier erasures left of entries that go whole now."""
_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SEATED: Final = "SELECT 1 FROM person WHERE id = ?"
_IMPORTS: Final = frozenset({"list.landed", "list.said"})
"""An import is named after its files, whoever stood in them."""


@dataclass(frozen=True, slots=True)
class Left:
    """An entry of others, what is left of it (None: nothing), and the erasure that asks for it."""

    entry: Entry
    body: Body | None
    by: Entry


def blank_erased(db: sqlite3.Connection) -> int:
    """Blank every entry about somebody erased and bring the tables up to it; return how many were blanked.

    Inside a transaction, after the tables were brought up to the journal. For whatever brings entries or erasures from
    elsewhere: a merged journal, a restored backup. Called again it finds nothing more.
    """
    gone = _newest(db)
    if not gone:
        return 0
    blanked = _blank(db, gone, about(db, gone))
    again = _erasures_of(erase_twins.find(db, erasures(db)))
    if again:
        journal.append(db, again.values(), writer.current(db))
        blanked |= _blank(db, again, about(db, again))
    return len(blanked)


def erasures(db: sqlite3.Connection) -> tuple[Entry, ...]:
    """Return every erasure that stands in the journal: what is carried over into a copy of the book."""
    return tuple(each for each in journal.of_kind(db, EntityErased.kind) if isinstance(each.body, EntityErased))


def carry_over(db: sqlite3.Connection, entries: Iterable[Entry], author: str) -> int:
    """Take erasures into another book under that writer's numbers, and blank there what they ask for.

    Inside a transaction; returns how many entries were blanked.
    """
    journal.append(db, [each for each in entries if not _stands(db, each.id)], author)
    return blank_erased(db)


def key_of(db: sqlite3.Connection) -> str:
    """Return the key of this book's hashes, a fresh one before the first erasure."""
    keys = (each.body.key for each in erasures(db) if isinstance(each.body, EntityErased) and each.body.key)
    return next(keys, "") or secrets.token_hex(32)


def erase(db: sqlite3.Connection, stamped: Sequence[Entry], marked: Sequence[Left], author: str) -> int:
    """Append erasures, and blank what they ask for and the marked entries of others; inside a transaction.

    Returns how many entries were blanked.
    """
    journal.append(db, stamped, author)
    gone = {each.entity: each for each in stamped}
    named = {left.entry.id for left in marked}
    others = [*(left for left in about(db, gone) if left.entry.id not in named), *marked]
    return len(_blank(db, gone, others))


def about(db: sqlite3.Connection, gone: Mapping[str, Entry]) -> list[Left]:
    """Return the entries of others that are about these people by their id, with what is left of each."""
    wanted = [number for number, body in db.execute(_ABOUT) if not gone.keys().isdisjoint(_ID.findall(body))]
    found = []
    for entry in read(db, wanted):
        if entry.entity in gone or entry.id in gone:
            continue
        body = erasing.without_people(entry.body, gone.keys())
        if body != entry.body:
            found.append(Left(entry, body, _newest_of(entry, gone)))
    return found


def read(db: sqlite3.Connection, numbers: Collection[str]) -> list[Entry]:
    """Return the entries of these ids in the order of the fold."""
    return list(journal.of_ids(db, numbers))


def _newest(db: sqlite3.Connection) -> dict[str, Entry]:
    """Return the newest erasure of each erased account, person and entry."""
    return {each.entity: each for each in erasures(db)}


def _newest_of(entry: Entry, gone: Mapping[str, Entry]) -> Entry:
    """Return the newest erasure that an entry is about: every machine that knows the same ones finds the same."""
    named = {number for number in _ID.findall(codec.encode_body(entry.body)) if number in gone}
    return max((gone[number] for number in named), key=lambda each: each.id)


def _stands(db: sqlite3.Connection, number: str) -> bool:
    return db.execute("SELECT 1 FROM entry WHERE id = ?", (number,)).fetchone() is not None


def _blank(db: sqlite3.Connection, gone: Mapping[str, Entry], others: Sequence[Left]) -> set[str]:
    """Blank what goes, then the people whom that leaves without a firm; return which entries were blanked."""
    staff = erase_target.staff(db, gone)
    blanked = _blank_these(db, gone, others)
    left = _bereaved(db, staff, gone)
    if left:
        journal.append(db, left.values(), writer.current(db))
        blanked |= _blank_these(db, left, about(db, left))
    return blanked


def _bereaved(db: sqlite3.Connection, staff: Iterable[Target], gone: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return erasures of those who were added to a firm by a machine that knew nothing of its erasure.

    It was erased with its people, so they go with it; who was moved there from a living firm is back at that one.
    """
    left = [each for each in staff if db.execute(_SEATED, (each.id,)).fetchone() is None]
    return _erasures_of([(each, gone[each.people[0].account]) for each in left])


def _erasures_of(targets: Sequence[tuple[Target, Entry]]) -> dict[str, Entry]:
    """Return an erasure of each of these people, who go because of another one."""
    found: dict[str, Entry] = {}
    for target, by in targets:
        if not isinstance(by.body, EntityErased):
            continue  # what a later erasure replaced asks for nothing itself
        key = by.body.key or sha256(by.id.encode()).hexdigest()  # every machine that derives one writes the same
        for draft in target.drafts(by.body.on, key):
            number = _derived(by.id, f"{draft.entity}|{codec.encode_body(draft.body)}")
            found[draft.entity] = Entry(number, by.action, by.at, AccountId(draft.entity), draft.body, by.actor)
    return found


def _blank_these(db: sqlite3.Connection, gone: Mapping[str, Entry], others: Sequence[Left]) -> set[str]:
    theirs = [row[0] for row in db.execute(_THEIRS, (json.dumps(list(gone)),))]
    outlived = db.execute(_OUTLIVED, (json.dumps(list(gone)),)).fetchall()
    held = [*read(db, [*theirs, *(entry for _, entry in outlived)]), *(left.entry for left in others)]
    journal.append(db, map(_erasure, others), writer.current(db))
    _wipe(db, [*(entry.id for entry in held), *(number for number, _ in outlived)])
    held += _thinned(db)
    if held:
        _follow(db, list({entry.id: entry for entry in held}.values()))
    return {entry.id for entry in held}


def _erasure(left: Left) -> Entry:
    """Return the erasure of one entry; its id follows from entry, cause and rest: all machines write the same one."""
    body = left.by.body
    on = body.on if isinstance(body, EntityErased) else left.by.at.date()
    rest = "" if left.body is None else codec.encode_body(left.body)
    return Entry(
        _derived(left.by.id, f"{left.entry.id}|{rest}"), left.by.action, left.by.at, left.entry.id,
        EntityErased(on, left=rest), left.by.actor,
    )  # fmt: skip


def _derived(cause: str, about: str) -> EntryId:
    digest = int.from_bytes(sha256(f"{cause}|{about}".encode()).digest()[:8], "big") >> 2
    return EntryId(ids.text_of(ids.ms_of(cause), int(cause[15:18], 16), digest))


def _wipe(db: sqlite3.Connection, numbers: Iterable[str]) -> None:
    db.executemany("UPDATE entry SET body = '{}' WHERE id = ?", ((number,) for number in numbers))


def _thinned(db: sqlite3.Connection) -> list[Entry]:
    """Keep one rest of each entry: what stands in all that two machines left of it; return the entries that changed."""
    rests: dict[str, list[tuple[str, str]]] = {}
    for entity, number, rest in db.execute(_LEFTS):
        rests.setdefault(entity, []).append((number, rest))
    changed = []
    for entity, found in rests.items():
        if len(found) > 1:
            changed += read(db, [entity])
            _thin(db, entity, found)
    return changed


def _thin(db: sqlite3.Connection, entity: str, found: Sequence[tuple[str, str]]) -> None:
    plain = json.loads(found[-1][1])
    for _, rest in found[:-1]:
        plain = erasing.meet(plain, json.loads(rest))
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    numbers = [number for number, _ in found]
    if text == found[-1][1]:
        numbers.pop()
    else:
        newest = read(db, [found[-1][0]])[0]
        on = newest.body.on if isinstance(newest.body, EntityErased) else newest.at.date()
        number = _derived(found[-1][0], text)
        both = Entry(number, newest.action, newest.at, entity, EntityErased(on, left=text), newest.actor)
        journal.append(db, [both], writer.current(db))
    _wipe(db, numbers)


def _follow(db: sqlite3.Connection, held: Sequence[Entry]) -> None:
    """Bring the tables up to blanked entries: these are the entries as they were, so every table hears of them."""
    if tables.are_current(db):
        tables.keep_up(db, held, before=journal.newest_id(db), writer="", label="")
    else:
        tables.rebuild(db)
    for number in {entry.action for entry in held if entry.body.kind not in _IMPORTS}:
        first = next(journal.of_action(db, number))
        db.execute("UPDATE action SET label = ? WHERE id = ?", (actions.words(first), number))
