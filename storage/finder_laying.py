"""All search rows at once, into empty tables: after a rebuild, in the order in which they would have come.

First what was said, remarks and notes, then each account with its people; the newest touched account last. Accounts are
read in pieces and their rows written many at a time, so that memory does not grow with the book.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Final

from playbook import codec
from playbook.facts import AccountFacts, PersonFacts
from storage import finder
from storage.finder import REMARKS, Told
from storage.search_text import account_text, person_text, remark_text

_CHUNK: Final = 500
_ORDER: Final = "SELECT id FROM account ORDER BY json_extract(facts, '$.basis'), id"
_FACTS: Final = "SELECT id, name, facts FROM account WHERE id IN (SELECT value FROM json_each(?))"
_PEOPLE: Final = "SELECT account, facts FROM person WHERE account IN (SELECT value FROM json_each(?)) ORDER BY id"
_NOTES: Final = """
SELECT account, entry, on_day, note FROM touch WHERE account IN (SELECT value FROM json_each(?)) AND note <> ''
ORDER BY entry"""
Account = tuple[str, str]
"""Name, facts."""


def lay(db: sqlite3.Connection, told: Callable[[int, int], None]) -> None:
    """Write all rows into empty tables; `told` hears of how many accounts they are there, of how many.

    Each account is read twice, so it is half there after the first time.
    """
    numbers = [number for (number,) in db.execute(_ORDER)]
    chunks = [numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK)]
    place = 0
    for turn, read in enumerate((_said, _named)):
        for number, chunk in enumerate(chunks):
            rows = list(read(db, chunk, json.dumps(chunk)))
            finder.lay(db, rows, place + 1)
            place += len(rows)
            read_so_far = min((number + 1) * _CHUNK, len(numbers))
            told((turn * len(numbers) + read_so_far) // 2, len(numbers))


def _said(db: sqlite3.Connection, chunk: list[str], wanted: str) -> Iterator[Told]:
    """Yield the notes and the remarks of these accounts."""
    held = _held(db, wanted)
    notes: dict[str, list[tuple[str, str, str]]] = {}
    for account, *note in db.execute(_NOTES, (wanted,)):
        notes.setdefault(account, []).append((note[0], note[1], note[2]))
    for number in chunk:
        name, text = held[number]
        for entry, day, note in notes.get(number, ()):
            yield remark_text(note, name), entry, number, day
        for remark in codec.decode(AccountFacts, text).remarks if REMARKS in text else ():
            yield remark_text(remark.text, name), remark.entry, number, remark.on.isoformat()


def _named(db: sqlite3.Connection, chunk: list[str], wanted: str) -> Iterator[Told]:
    """Yield the people of these accounts, and the accounts."""
    held = _held(db, wanted)
    people: dict[str, list[PersonFacts]] = {}
    for account, facts in db.execute(_PEOPLE, (wanted,)):
        people.setdefault(account, []).append(codec.decode(PersonFacts, facts))
    for number in chunk:
        name, text = held[number]
        for person in people.get(number, ()):
            yield person_text(person, name), person.id, number, ""
        yield account_text(codec.decode(AccountFacts, text)), number, number, ""


def _held(db: sqlite3.Connection, wanted: str) -> dict[str, Account]:
    return {number: (name, text) for number, name, text in db.execute(_FACTS, (wanted,))}
