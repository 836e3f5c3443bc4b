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

_FIRM: Final = "SELECT id, name, site, mail, fields, said, soft, file, line, listed, made, stands, entity FROM firm"
_PERSON: Final = (
    "SELECT id, firm, name, fields, said, mail, mails, phones, page, file, line, stands, soft, lent, entity FROM person"
)


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


MIXED: Final = "*"


def firm(scratch: Scratch, number: int) -> Firm:
    """Return a firm."""
    (row,) = scratch.all(f"{_FIRM} WHERE id = ?", number)
    return _firm(row)


def _firm(row: Cells) -> Firm:
    number, name, site, mail, fields, said, soft, file, line, listed, made, stands, entity = row
    stood = [_stand(each) for each in json.loads(stands)]
    held = json.loads(fields), json.loads(said), json.loads(soft)
    return Firm(name, file, line, site, mail, *held, listed, bool(made), stood, entity, number)


def put_firm(scratch: Scratch, held: Firm) -> int:
    """Write a firm, and return its number."""
    cells = (
        held.id or None, held.name, held.key, held.site, held.domain, held.mail, _text(held.fields), _text(held.said),
        _text(held.soft), held.file, held.line, held.listed, int(held.made), _stood(held.stands), held.entity,
    )  # fmt: skip
    return scratch.run("INSERT OR REPLACE INTO firm VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *cells)


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
    number, at, name, fields, said, mail, addresses, phones, page, file, line, stands, soft, lent, entity = row
    stood = [_stand(each) for each in json.loads(stands)]
    held = json.loads(fields), json.loads(said), mail, json.loads(addresses), json.loads(phones), page
    return Person(at, name, file, line, *held, stood, json.loads(soft), json.loads(lent), entity, number)


def put_person(scratch: Scratch, held: Person) -> int:
    """Write a person, and return their number."""
    cells = (
        held.id or None, held.firm, held.name, fold(held.name), _text(held.fields), _text(held.said), held.mail,
        _text(held.mails), _text(held.phones), held.page, held.file, held.line, _stood(held.stands), _text(held.soft),
        _text(held.lent), held.entity,
    )  # fmt: skip
    return scratch.run("INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *cells)


def person_keys(scratch: Scratch, number: int) -> list[Key]:
    """Return the ids of a person."""
    rows = scratch.all("SELECT source, key FROM person_key WHERE person = ? ORDER BY source, key", number)
    return [Key(source, "person", key) for source, key in rows]


def _text(value: Any) -> str:  # noqa: ANN401  (JSON of our own making)
    return json.dumps(value, ensure_ascii=False)


def _stood(stands: list[StandingSaid]) -> str:
    return _text([_unstand(said) for said in stands])


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
