"""Accounts and people as they are compared: those of the book, and those that an import is about to add."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from playbook import not_same
from playbook.bodies import AccountAdded, PersonAdded
from playbook.facts import Value
from storage.importing import probable
from storage.importing.folded import fold
from storage.importing.mails import domain_of
from storage.importing.probable import ACCOUNT, PERSON, One
from storage.importing.scratch import Scratch
from storage.importing.staged import Firm, Person

CHUNK: Final = 1_000
_NEW: Final = "new:"
_ACCOUNTS: Final = "SELECT id, name, facts FROM account WHERE id > ? ORDER BY id LIMIT ?"
_PEOPLE: Final = (
    "SELECT p.id, p.name, p.account, a.name, p.facts FROM person AS p JOIN account AS a ON a.id = p.account"
    " WHERE p.id > ? ORDER BY p.id LIMIT ?"
)
_ACCOUNT_ROWS: Final = (
    "SELECT id, name, domain, phone, instr(facts, '\"mobile\"') OR instr(facts, '\"phone_home\"') FROM account"
    " WHERE id > ? ORDER BY id LIMIT ?"
)
"""What its columns do not hold, further numbers of a company, is told by a word in its facts."""
_PERSON_ROWS: Final = "SELECT id, name, account, facts FROM person WHERE id > ? ORDER BY id LIMIT ?"
_THESE_ACCOUNTS: Final = "SELECT id, name, facts FROM account WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
_THESE_PEOPLE: Final = (
    "SELECT p.id, p.name, p.account, a.name, p.facts FROM person AS p JOIN account AS a ON a.id = p.account"
    " WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id"
)
_FIRMS: Final = "SELECT file, line FROM firm WHERE name = ? ORDER BY id LIMIT 1"
_MAILS: Final = ("email", *(f"email_{place}" for place in range(2, 20)))
_PHONES: Final = ("phone", "mobile", "phone_home")


def accounts(db: sqlite3.Connection, after: str) -> list[One]:
    """Return the next accounts of the book after an id, at most `CHUNK`."""
    return [_account(number, name, _fields(facts)) for number, name, facts in db.execute(_ACCOUNTS, (after, CHUNK))]


def people(db: sqlite3.Connection, after: str) -> list[One]:
    """Return the next people of the book after an id, at most `CHUNK`."""
    return [
        _person(number, name, (account, firm), _fields(facts))
        for number, name, account, firm, facts in db.execute(_PEOPLE, (after, CHUNK))
    ]


AccountRow = tuple[str, str, str, str, int]
"""Id, name, domain, phone of an account, and whether its facts tell of further numbers."""
PersonRow = tuple[str, str, str, str]
"""Id, name, account, facts of a person."""


def account_rows(db: sqlite3.Connection, after: str) -> list[AccountRow]:
    """Return the rows of the next accounts after an id, at most `CHUNK`: enough to tell who is to be read."""
    return db.execute(_ACCOUNT_ROWS, (after, CHUNK)).fetchall()


def person_rows(db: sqlite3.Connection, after: str) -> list[PersonRow]:
    """Return the rows of the next people after an id, at most `CHUNK`."""
    return db.execute(_PERSON_ROWS, (after, CHUNK)).fetchall()


def these_accounts(db: sqlite3.Connection, wanted: Sequence[str]) -> list[One]:
    """Return the accounts of these ids, in the order of ids."""
    return [
        _account(number, name, _fields(facts)) for number, name, facts in db.execute(_THESE_ACCOUNTS, _json(wanted))
    ]


def these_people(db: sqlite3.Connection, wanted: Sequence[str]) -> list[One]:
    """Return the people of these ids, in the order of ids."""
    return [
        _person(number, name, (account, firm), _fields(facts))
        for number, name, account, firm, facts in db.execute(_THESE_PEOPLE, _json(wanted))
    ]


class Newcomers:
    """Whom an import adds, as they are compared, each with file and line; they wait here while others are drafted."""

    def __init__(self, scratch: Scratch, files: Sequence[str]) -> None:
        """Look up in `scratch` which firm of a name came first; `files` are the names of the lists, by number."""
        self._scratch = scratch
        self._files = files
        self._ones: list[One] = []

    def firm(self, entity: str, held: Firm, added: AccountAdded) -> None:
        """Take in a firm that becomes this account."""
        file, line = self._scratch.one(_FIRMS, held.name) or (held.file, held.line)
        more = {"fresh": True, "file": self._files[file], "line": line}
        self._ones.append(_account(entity, added.name, dict(added.fields), **more))

    def person(self, entity: str, held: Person, firm: Firm, added: PersonAdded) -> None:
        """Take in somebody who becomes this person; whom a list of ours brings is not compared."""
        if entity.startswith(_NEW):
            sits = ("", "") if firm.made else (added.account, firm.name)
            more = {"fresh": True, "file": self._files[held.file], "line": held.line}
            self._ones.append(_person(entity, added.name, sits, dict(added.fields), **more))

    def take(self) -> list[One]:
        """Return those who wait, in the order in which they came, and let go of them."""
        ones, self._ones = self._ones, []
        return ones


def _json(wanted: Sequence[str]) -> tuple[str]:
    return (json.dumps(list(wanted)),)


def _fields(facts: str) -> dict[str, Value]:
    return dict(json.loads(facts).get("fields", ()))


def _account(number: str, name: str, fields: dict[str, Value], **more: Any) -> One:  # noqa: ANN401  (of `One`)
    return One(
        number, ACCOUNT, name, domain=_said(fields, "domain"), phones=_numbers(fields), city=_said(fields, "city"),
        state=_said(fields, "state"), country=_said(fields, "country"), postcode=_said(fields, "postcode"),
        apart=_said(fields, not_same.FIELD), shown=_shown(fields), **({"fresh": False} | more),
    )  # fmt: skip


def _person(number: str, name: str, at: tuple[str, str], fields: dict[str, Value], **more: Any) -> One:  # noqa: ANN401
    told = (_said(fields, each).lower() for each in _MAILS if each in fields)
    mails = tuple(dict.fromkeys(mail for mail in told if "@" in mail))
    firm, firm_name = at
    own = fold(firm_name) == fold(name) or (bool(mails) and firm_name == domain_of(mails[0]))
    return One(
        number, PERSON, name, firm="" if own else firm, firm_name="" if own else firm_name, mails=mails,
        phones=_numbers(fields), born=_said(fields, "birthday"), city=_said(fields, "city"),
        apart=_said(fields, not_same.FIELD), at=firm, at_name=firm_name, shown=_shown(fields),
        **({"fresh": False} | more),
    )  # fmt: skip


def _said(fields: dict[str, Value], name: str) -> str:
    return str(fields.get(name, ""))


def _shown(fields: dict[str, Value]) -> tuple[str, ...]:
    return tuple([said for name in _PHONES if name in fields and (said := _said(fields, name))])


def _numbers(fields: dict[str, Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(probable.number, _shown(fields)))))
