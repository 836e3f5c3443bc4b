"""The erased under another id: a list that two machines imported makes two of a person, each with an id of their own.

Who goes by an e-mail address of a person that was erased, and was in some copy of the book before that erasure, is that
person (R38). Who was added later stands: they came of themselves, and a rep said so (`notyet add --again`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from playbook import codec, erasing
from playbook.bodies import EntityErased
from playbook.entry import Entry
from playbook.erasing_marks import Marks
from playbook.facts import PersonFacts
from storage import erase_target
from storage.erase_target import Target

_MAILED: Final = "SELECT id, email, facts FROM person WHERE email <> '' ORDER BY id"
_ADDED: Final = "SELECT max(id) FROM entry WHERE entity = ? AND kind = 'person.added'"
_PERSON: Final = "SELECT 1 FROM entry WHERE entity = ? AND kind = 'person.added' LIMIT 1"


def find(db: sqlite3.Connection, erased: Iterable[Entry]) -> list[tuple[Target, Entry]]:
    """Return everybody who is an erased person under another id, each with that person's erasure."""
    hashed = _of_people(db, erased)
    if not hashed:
        return []
    keys = sorted({key for key, _ in hashed})
    found = []
    for number, mail, facts in db.execute(_MAILED).fetchall():
        for key in keys:
            digests = erasing.hashes(Marks(mails=(mail.strip().casefold(),)), key)
            by = next((hashed[key, each] for each in digests if (key, each) in hashed), None)
            if by is not None and db.execute(_ADDED, (number,)).fetchone()[0] < by.id:
                found.append((erase_target.alone(db, codec.decode(PersonFacts, facts)), by))
                break
    return found


def _of_people(db: sqlite3.Connection, erased: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    """Return the newest erasure of a person behind each hash: the address of a company is no mark of somebody's."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in sorted(erased, key=lambda each: each.id):
        body = entry.body
        if isinstance(body, EntityErased) and body.hashes and db.execute(_PERSON, (entry.entity,)).fetchone():
            found |= {(body.key, each): entry for each in body.hashes}
    return found
