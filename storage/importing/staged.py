"""Firms and people as they stand in the scratch database: rows of it in and out, nothing decided here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from playbook.facts import Value
from storage.importing import mails, merging
from storage.importing.folded import company_key, fold
from storage.importing.ids import Key
from storage.importing.said import StandingSaid
from storage.importing.scratch import Cells, Scratch

_FIRM: Final = "SELECT id, name, site, mail, held, file, line, listed, made, entity FROM firm"
_PERSON: Final = "SELECT id, firm, name, mail, page, held, file, line, entity FROM person"
_PEOPLE: Final = _PERSON + " WHERE firm IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608  (constants only)
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_KEYS: Final = {
    "firm": (
        "SELECT firm, source, key FROM firm_key WHERE firm IN (SELECT value FROM json_each(?)) ORDER BY source, key"
    ),
    "person": (
        "SELECT person, source, key FROM person_key WHERE person IN (SELECT value FROM json_each(?))"
        " ORDER BY source, key"
    ),
}

Said = dict[str, dict[str, Value]]


@dataclass(slots=True)
class Firm:
    """A firm of an import; it grows row by row."""

    name: str
    file: int
    line: int
    site: str = ""
    """Domain of its web site, as the list says it."""
    mail: str = ""
    """Domain of its people's addresses; `MIXED` where they differ."""
    fields: dict[str, Value] = field(default_factory=dict)
    """What all files say of it: the first to say something is kept."""
    said: Said = field(default_factory=dict)
    """What each file says of it, by its number."""
    soft: dict[str, dict[str, Value | None]] = field(default_factory=dict)
    """What its people agree on, file by file; None where they do not."""
    listed: int = 0
    """Rows of lists of firms that name it."""
    made: bool = False
    """Its name is made up, from a domain or a person."""
    stands: list[StandingSaid] = field(default_factory=list)
    entity: str = ""
    """The account that it is, once that is known."""
    id: int = 0
    ids: list[Key] = field(default_factory=list)
    """Filled by `whole`."""
    people: list[Person] = field(default_factory=list)
    """Filled by `whole`."""
    marks: list[Key] | None = None
    """All keys it is known by, once they were asked for: its ids and its name."""

    @property
    def key(self) -> str:
        """What it is known by again; a firm named after its only person is known by nothing."""
        return "" if self.made else company_key(self.name)

    @property
    def domain(self) -> str:
        """The registered part of its site's domain."""
        return mails.main_domain(self.site) if self.site else ""


@dataclass(slots=True)
class Person:
    """A person of an import."""

    firm: int | None
    name: str
    file: int
    line: int
    fields: dict[str, Value] = field(default_factory=dict)
    said: Said = field(default_factory=dict)
    mail: str = ""
    """Domain of their address, where it speaks for a firm."""
    mails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    page: str = ""
    """Their page on LinkedIn, in one spelling."""
    stands: list[StandingSaid] = field(default_factory=list)
    soft: dict[str, Value] = field(default_factory=dict)
    lent: dict[str, Value] = field(default_factory=dict)
    """What a row without a company says of one: kept until their firm is known."""
    entity: str = ""
    id: int = 0
    ids: list[Key] = field(default_factory=list)
    """Filled by `whole`."""
    marks: list[Key] | None = None
    """All keys they are known by, once they were asked for."""


MIXED: Final = "*"


def firm(scratch: Scratch, number: int) -> Firm:
    """Return a firm."""
    (row,) = scratch.all(f"{_FIRM} WHERE id = ?", number)
    return _firm(row)


def whole(scratch: Scratch, after: int, most: int) -> list[Firm]:
    """Return the next firms after a number, at most so many, with their people and everybody's ids: for drafting."""
    found = [_firm(row) for row in scratch.all(f"{_FIRM} WHERE id > ? ORDER BY id LIMIT ?", after, most)]
    firms = {held.id: held for held in found}
    people: dict[int, Person] = {}
    numbers = _JSON.encode(list(firms))
    for row in scratch.all(_PEOPLE, numbers):
        person = people[row[0]] = _person(row)
        firms[row[1]].people.append(person)
    for number, source, key in scratch.all(_KEYS["firm"], numbers):
        firms[number].ids.append(Key(source, "account", key))
    for number, source, key in scratch.all(_KEYS["person"], _JSON.encode(list(people))):
        people[number].ids.append(Key(source, "person", key))
    return found


def _firm(row: Cells) -> Firm:
    number, name, site, mail, text, file, line, listed, made, entity = row
    fields, beyond, soft, stands = json.loads(text)
    said, stood = _said(fields, beyond), [_stand(each) for each in stands]
    return Firm(name, file, line, site, mail, fields, said, soft, listed, bool(made), stood, entity, number)


def put_firm(scratch: Scratch, held: Firm) -> int:
    """Write a firm, and return its number; one that has a number waits for others."""
    stands = [_unstand(said) for said in held.stands]
    text = _JSON.encode((held.fields, _beyond(held.fields, held.said), held.soft, stands))
    cells = (
        held.id or None, held.name, held.key, held.site, held.domain, held.mail, text, held.file, held.line,
        held.listed, int(held.made), held.entity,
    )  # fmt: skip
    return _put(scratch, "INSERT OR REPLACE INTO firm VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", cells)


def _put(scratch: Scratch, sql: str, cells: Cells) -> int:
    if cells[0] is None:
        return scratch.run(sql, *cells)
    scratch.later(sql, *cells)
    return int(cells[0])


def _beyond(fields: dict[str, Value], said: Said) -> dict[str, tuple[dict[str, Value], bool]]:
    """Return what each file says before the fields where it says them all, in their order, as one file does; else all.

    So nothing is written twice of a firm or person whom one list names.
    """
    found: dict[str, tuple[dict[str, Value], bool]] = {}
    for file, each in said.items():
        items, most = list(each.items()), len(each) - len(fields)
        also = most >= 0 and items[most:] == list(fields.items())
        found[file] = (dict(items[:most]), True) if also else (each, False)
    return found


def _said(fields: dict[str, Value], beyond: dict[str, tuple[dict[str, Value], bool]]) -> Said:
    return {file: {**each, **fields} if also else each for file, (each, also) in beyond.items()}


def firm_keys(scratch: Scratch, number: int) -> list[Key]:
    """Return the ids of a firm."""
    rows = scratch.all("SELECT source, key FROM firm_key WHERE firm = ? ORDER BY source, key", number)
    return [Key(source, "account", key) for source, key in rows]


def person(scratch: Scratch, number: int) -> Person:
    """Return a person."""
    (row,) = scratch.all(f"{_PERSON} WHERE id = ?", number)
    return _person(row)


def people_of(scratch: Scratch, number: int) -> list[Person]:
    """Return the people of a firm."""
    return [_person(row) for row in scratch.all(f"{_PERSON} WHERE firm = ? ORDER BY id", number)]


def _person(row: Cells) -> Person:
    number, at, name, mail, page, text, file, line, entity = row
    fields, beyond, addresses, phones, stands, soft, lent = json.loads(text)
    said, stood = _said(fields, beyond), [_stand(each) for each in stands]
    return Person(at, name, file, line, fields, said, mail, addresses, phones, page, stood, soft, lent, entity, number)


def put_person(scratch: Scratch, held: Person) -> int:
    """Write a person, and return their number; one who has a number waits for others."""
    stands = [_unstand(said) for said in held.stands]
    beyond = _beyond(held.fields, held.said)
    text = _JSON.encode((held.fields, beyond, held.mails, held.phones, stands, held.soft, held.lent))
    cells = (
        held.id or None, held.firm, held.name, fold(held.name), held.mail, held.page, text, held.file, held.line,
        held.entity,
    )  # fmt: skip
    return _put(scratch, "INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", cells)


def person_keys(scratch: Scratch, number: int) -> list[Key]:
    """Return the ids of a person."""
    rows = scratch.all("SELECT source, key FROM person_key WHERE person = ? ORDER BY source, key", number)
    return [Key(source, "person", key) for source, key in rows]


def _unstand(said: StandingSaid) -> list[Any]:
    day = said.next_activity
    return [said.meaning, said.words, list(said.bars), day.isoformat() if day else None, said.note, said.barred_by]


def _stand(plain: list[Any]) -> StandingSaid:
    meaning, words, bars, day, note, barred_by = plain
    return StandingSaid(meaning, words, tuple(bars), date.fromisoformat(day) if day else None, note, barred_by)


def agreed_soft(held: Firm) -> dict[str, Value]:
    """Return what all people of a firm agree on, in all files."""
    found: dict[str, Value | None] = {}
    for said in held.soft.values():
        for name, value in said.items():
            known = found.setdefault(name, value)
            if value is None or known is None or not merging.same(name, known, value):
                found[name] = None
    return {name: value for name, value in found.items() if value is not None}
