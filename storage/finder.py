"""Search rows: an account, its people, its remarks and the notes of its touches (storage/search.py reads them).

An account and its people are written anew at the end whenever something moved, so the newest touched comes first;
remarks and notes stay where they were written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Final

from playbook import codec
from playbook.facts import AccountFacts, PersonFacts
from storage.hearing import OFTEN
from storage.search_text import account_text, person_text, remark_text

Told = tuple[str, str, str, str]
"""Text, owner, account, sort."""
REMARKS: Final = '"remarks":['
"""Stands in the facts of an account that has any: quotes inside a text are written otherwise."""
_FACTS: Final = "SELECT id, name, facts FROM account WHERE id IN (SELECT value FROM json_each(?))"
_PEOPLE: Final = "SELECT account, facts FROM person WHERE account IN (SELECT value FROM json_each(?)) ORDER BY id"
_DROP_DOCS: Final = """
DELETE FROM finder WHERE rowid IN (
  SELECT docid FROM json_each(?) AS wanted CROSS JOIN finder_row ON finder_row.owner = wanted.value)"""
_DROP_OWNERS: Final = "DELETE FROM finder_row WHERE owner IN (SELECT value FROM json_each(?))"


def _same_remarks(facts: AccountFacts, old: str) -> bool:
    """Whether the text of the old facts holds the same remarks: found without reading all of it."""
    return f'"remarks":{codec.encode(facts.remarks)}' in old if facts.remarks else REMARKS not in old


class Finder:
    """Keeps search in step with the rows that `Projection` writes."""

    def __init__(self, db: sqlite3.Connection, *, quiet: bool = False) -> None:
        """Write into `db`; a quiet one writes nothing, since a rebuild lays all rows at its end."""
        self._db = db
        self._quiet = quiet

    def account_changed(self, number: str, old: tuple[str, str] | None, facts: AccountFacts | None) -> None:
        """Follow an account's row; `old` is its name and facts before."""
        if self._quiet:
            return
        if old and facts is not None and old[0] == facts.name and _same_remarks(facts, old[1]):
            return
        before = codec.decode(AccountFacts, old[1]).remarks if old else ()
        said = {remark.entry: remark for remark in before}
        if facts is None:
            self.drop(number)
        else:
            renamed = old is None or old[0] != facts.name  # a note may have come before its account
            if renamed:
                self._renamed(number, facts.name)
            for remark in facts.remarks:
                if said.pop(remark.entry, None) != remark or renamed:
                    self.put(remark.entry, number, remark.on.isoformat(), remark_text(remark.text, facts.name))
        for entry in said:
            self.drop(entry)

    def note(self, entry: str, account: str, on: date, note: str) -> None:
        """Put what was said at a touch."""
        if self._quiet:
            return
        self.drop(entry)
        if note:
            self.put(entry, account, on.isoformat(), remark_text(note, self._firm(account)))

    def renew(self, accounts: Collection[str], told: Callable[[int, int], None] | None = None) -> None:
        """Write the accounts and their people anew, at the end; `told` hears how many of how many."""
        if self._quiet:
            return
        if len(accounts) > OFTEN:
            self._renew_many(list(accounts), told or (lambda _done, _total: None))
            return
        for number in accounts:
            row = self._db.execute("SELECT name, facts FROM account WHERE id = ?", (number,)).fetchone()
            firm = "" if row is None else row[0]
            people = self._db.execute("SELECT facts FROM person WHERE account = ? ORDER BY id", (number,)).fetchall()
            for (held,) in people:
                person = codec.decode(PersonFacts, held)
                self.put(person.id, number, "", person_text(person, firm))
            if row is not None:
                self.put(number, number, "", account_text(codec.decode(AccountFacts, row[1])))
        if told is not None:
            told(len(accounts), len(accounts))

    def _renew_many(self, accounts: Sequence[str], told: Callable[[int, int], None]) -> None:
        """Do as `renew`, many rows at once."""
        for start in range(0, len(accounts), OFTEN):
            chunk = accounts[start : start + OFTEN]
            wanted = (json.dumps(chunk),)
            held = {number: (name, facts) for number, name, facts in self._db.execute(_FACTS, wanted)}
            people: dict[str, list[PersonFacts]] = {}
            for account, facts in self._db.execute(_PEOPLE, wanted):
                people.setdefault(account, []).append(codec.decode(PersonFacts, facts))
            rows: list[Told] = []
            for number in chunk:
                firm, facts = held.get(number, ("", ""))
                rows += [(person_text(person, firm), person.id, number, "") for person in people.get(number, ())]
                if number in held:
                    rows.append((account_text(codec.decode(AccountFacts, facts)), number, number, ""))
            self.drop_all([owner for _, owner, _, _ in rows])
            self._lay(rows)
            told(start + len(chunk), len(accounts))

    def _lay(self, rows: Sequence[Told]) -> None:
        if rows:
            last = self._db.execute("SELECT rowid FROM finder ORDER BY rowid DESC LIMIT 1").fetchone()
            lay(self._db, rows, 1 + (last[0] if last else 0))

    def lay_new(self, newcomers: Iterable[tuple[AccountFacts, Iterable[PersonFacts]]]) -> None:
        """Write accounts of which no row stands, and those who came with each of them, many rows at once."""
        told: list[Told] = []
        for facts, people in newcomers:
            told += [(person_text(person, facts.name), person.id, facts.id, "") for person in people]
            for remark in facts.remarks:
                self.drop(remark.entry)
                told.append((remark_text(remark.text, facts.name), remark.entry, facts.id, remark.on.isoformat()))
            told.append((account_text(facts), facts.id, facts.id, ""))
        self._lay(told)

    def put(self, owner: str, account: str, sort: str, text: str) -> None:
        """Write a row at the end, in the place of the owner's old one."""
        self.drop(owner)
        self._add(owner, account, sort, text)

    def _add(self, owner: str, account: str, sort: str, text: str) -> None:
        row = self._db.execute(
            "INSERT INTO finder (text, owner, account, sort) VALUES (?, ?, ?, ?)", (text, owner, account, sort)
        )
        self._db.execute("INSERT INTO finder_row (owner, docid) VALUES (?, ?)", (owner, row.lastrowid))

    def drop(self, owner: str) -> None:
        """Take the owner's row away, if there is one."""
        row = self._db.execute("SELECT docid FROM finder_row WHERE owner = ?", (owner,)).fetchone()
        if row is not None:
            self._db.execute("DELETE FROM finder WHERE rowid = ?", row)
            self._db.execute("DELETE FROM finder_row WHERE owner = ?", (owner,))

    def drop_all(self, owners: Collection[str]) -> None:
        """Take the rows of all these owners away."""
        if self._quiet:
            return
        wanted = (json.dumps(list(owners)),)
        self._db.execute(_DROP_DOCS, wanted)
        self._db.execute(_DROP_OWNERS, wanted)

    def _renamed(self, number: str, firm: str) -> None:
        """Bring the firm's new name into the notes of its touches; its remarks and people follow by themselves."""
        notes = self._db.execute(
            "SELECT entry, on_day, note FROM touch WHERE account = ? AND note <> '' ORDER BY entry", (number,)
        ).fetchall()
        for entry, day, note in notes:
            self.put(entry, number, day, remark_text(note, firm))

    def _firm(self, account: str) -> str:
        row = self._db.execute("SELECT name FROM account WHERE id = ?", (account,)).fetchone()
        return "" if row is None else str(row[0])


def lay(db: sqlite3.Connection, told: Sequence[Told], first: int) -> None:
    """Write rows of owners who have none, under the numbers from `first` on."""
    db.executemany(
        "INSERT INTO finder (rowid, text, owner, account, sort) VALUES (?, ?, ?, ?, ?)",
        ((doc, *row) for doc, row in enumerate(told, first)),
    )
    db.executemany(
        "INSERT INTO finder_row (owner, docid) VALUES (?, ?)", ((row[1], doc) for doc, row in enumerate(told, first))
    )
