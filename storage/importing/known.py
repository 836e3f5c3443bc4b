"""What the book knows already: read in short looks, so that another window never waits for an import that matches."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from playbook.codec import decode, decode_body
from playbook.facts import AccountFacts, PersonFacts, Value
from storage import journal
from storage.importing import mails, refs
from storage.importing.folded import company_key, fold
from storage.importing.ids import Key
from storage.importing.scratch import Scratch

if TYPE_CHECKING:
    from storage.book import Book

_CHUNK: Final = 2_000
_HELD: Final = 128
"""Accounts, and entries that added somebody, held in memory: who is asked for again is asked for at once."""
_SAID: Final = "SELECT said, coalesce(said_of, entity), entry, entity FROM source_ref"
_SAID_OF: Final = f"{_SAID} WHERE entity = ? AND +source = ? AND +kind = ? ORDER BY key"
"""By the index of whom it is about: for the order SQLite would take that of the keys, and read a whole list."""
_MAILED: Final = "SELECT facts FROM person WHERE email = ? AND email <> '' ORDER BY id LIMIT 50"
"""The index of addresses leaves empty ones out: without saying so, everybody was read for each."""
_ANYBODY: Final = """
SELECT EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM source_ref)
OR EXISTS (
  SELECT 1 FROM entry
  WHERE kind = 'entity.erased' AND kind NOT IN ('touch.logged', 'account.added', 'person.added'))"""
"""Whether the book has an answer to anything that is asked here: a first list would ask six times a row."""
_ADDED: Final = f"""
SELECT added.kind, {journal.body_of("added")} FROM entry AS added
WHERE added.entity = ? AND added.kind IN ('account.added', 'person.added')
  AND added.action = (SELECT action FROM entry WHERE id = ?)
ORDER BY added.id LIMIT 1"""  # noqa: S608  (constants only)
"""The entry by which an import added somebody: what the list said leans on the one of its own action."""


@dataclass(frozen=True, slots=True)
class Ref:
    """What a list said last of somebody in the book."""

    entity: str
    said: dict[str, Value]


class Known:
    """Answers of the book to an import."""

    def __init__(self, book: Book, scratch: Scratch, check: Callable[[], None] | None = None) -> None:
        """Ask `book`; names and domains of its accounts are copied to `scratch` once they are wanted.

        `check` raises, meanwhile too, where the rep cancelled.
        """
        self._check = check
        self._book = book
        self._scratch = scratch
        self._copied = False
        self._db: sqlite3.Connection | None = None
        self._empty = False
        """Whether nobody is in the book, or was: known while `during` works on one state of it."""
        self._refs: dict[Key, Ref | None] = {}
        self._said: dict[tuple[str, str, str], dict[str, Value] | None] = {}
        self.account = lru_cache(maxsize=_HELD)(self._account)
        """Return an account, None where there is none; a firm's keys and people all ask for the same."""
        self._added = lru_cache(maxsize=_HELD)(self._read_added)

    def during(self, work: Callable[[], None]) -> None:
        """Do a little work on one state of the book; what was looked up is forgotten after it."""

        def look(db: sqlite3.Connection) -> None:
            self._forget()
            self._db = db
            self._empty = not db.execute(_ANYBODY).fetchone()[0]
            try:
                work()
            finally:
                self._db, self._empty = None, False

        self._book.ask(look)
        self._forget()

    def _forget(self) -> None:
        self._refs.clear()
        self._said.clear()
        self.account.cache_clear()
        self._added.cache_clear()

    @property
    def nobody(self) -> bool:
        """Whether the book has nobody whom a list could speak of, now that `during` works on one state of it."""
        return self._empty

    def ref(self, key: Key) -> Ref | None:
        """Return whom a list's key stood for, and what the list said of them."""
        if self._empty:
            return None
        if key not in self._refs:
            row = self._one(f"{_SAID} WHERE source = ? AND kind = ? AND key = ?", key.source, key.kind, key.key)
            self._refs[key] = None if row is None else Ref(row[3], self._read(*row[:3]))
        return self._refs[key]

    def said(self, source: str, kind: str, entity: str) -> dict[str, Value] | None:
        """Return what a source said last of somebody under any of their keys; None if it never named them."""
        if self._empty:
            return None
        asked = (source, kind, entity)
        if asked not in self._said:
            rows = self._all(_SAID_OF, entity, source, kind)
            held = {name: value for row in rows for name, value in self._read(*row[:3]).items()}
            self._said[asked] = held if rows else None
        return self._said[asked]

    def _read(self, text: str, entity: str, entry: str) -> dict[str, Value]:
        return refs.said_of(text, partial(self._added, entity, entry))

    def _read_added(self, entity: str, entry: str) -> Mapping[str, Value]:
        row = self._one(_ADDED, entity, entry)
        return {} if row is None else refs.added_by(decode_body(*row))

    def keys_of(self, source: str, entity: str) -> list[str]:
        """Return the keys under which a source knows somebody."""
        return [
            key for (key,) in self._all("SELECT key FROM source_ref WHERE entity = ? AND source = ?", entity, source)
        ]

    def _account(self, number: str) -> AccountFacts | None:
        row = self._one("SELECT facts FROM account WHERE id = ?", number)
        return None if row is None else decode(AccountFacts, row[0])

    def person(self, number: str) -> PersonFacts | None:
        """Return a person, None where there is none."""
        row = self._one("SELECT facts FROM person WHERE id = ?", number)
        return None if row is None else decode(PersonFacts, row[0])

    def is_erased(self, number: str) -> bool:
        """Return whether somebody of that id was erased: nothing of a list comes back under it (R40)."""
        return self._one("SELECT id FROM entry WHERE entity = ? AND kind = 'entity.erased' LIMIT 1", number) is not None

    def people_by_mail(self, mail: str) -> list[PersonFacts]:
        """Return the people of an address."""
        return self._people(_MAILED, mail)

    def barred_people(self) -> list[PersonFacts]:
        """Return everybody in the book who must not be contacted (R38); only what is set stands in their facts."""
        return [each for each in self._people("SELECT facts FROM person WHERE facts LIKE '%\"bars\":%'") if each.bars]

    def people_called(self, account: str, name: str) -> list[PersonFacts]:
        """Return the people of a name at an account."""
        return self._people(
            "SELECT facts FROM person WHERE account = ? AND fold = ? ORDER BY id LIMIT 50", account, fold(name)
        )

    def accounts_of_domain(self, domain: str) -> list[str]:
        """Return the accounts whose site has that registered domain."""
        self._copy()
        return [
            number
            for (number,) in self._scratch.all(
                "SELECT id FROM known WHERE domain = ? AND domain <> '' ORDER BY id", domain
            )
        ]

    def accounts_called(self, key: str) -> list[str]:
        """Return the accounts whose name has that key."""
        self._copy()
        return [
            number
            for (number,) in self._scratch.all(
                "SELECT id FROM known WHERE key = ? AND key <> '' ORDER BY id LIMIT 200", key
            )
        ]

    def _copy(self) -> None:
        if self._copied:
            return
        self._copied = True
        last = ""
        while rows := self._all("SELECT id, name, domain FROM account WHERE id > ? ORDER BY id LIMIT ?", last, _CHUNK):
            if self._check is not None:
                self._check()
            last = rows[-1][0]
            self._scratch.many(
                "INSERT OR REPLACE INTO known (id, name, key, domain) VALUES (?, ?, ?, ?)",
                [
                    (number, name, company_key(name), mails.main_domain(domain) if domain else "")
                    for number, name, domain in rows
                ],
            )

    def _people(self, sql: str, *values: str) -> list[PersonFacts]:
        return [decode(PersonFacts, facts) for (facts,) in self._all(sql, *values)]

    def _one(self, sql: str, *values: object) -> tuple[str, ...] | None:
        rows = self._all(sql, *values)
        return rows[0] if rows else None

    def _all(self, sql: str, *values: object) -> list[tuple[str, ...]]:
        if self._empty:
            return []

        def read(db: sqlite3.Connection) -> list[tuple[str, ...]]:
            return db.execute(sql, values).fetchall()

        return self._book.ask(read) if self._db is None else read(self._db)
