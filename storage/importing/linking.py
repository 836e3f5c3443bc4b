"""People without a company, and companies without a name: whose they are is settled when all rows are in.

A person is at the firm of their address' domain, if the domain speaks for one firm; else at a firm of that domain's
name; behind gmail.com and its like at one that bears their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from storage.importing import merging, names, staged
from storage.importing.ids import Key
from storage.importing.known import Known
from storage.importing.said import Remark
from storage.importing.scratch import Scratch
from storage.importing.staged import Firm, Person
from storage.importing.tally import Tally

_SOLE: Final = 1
_EVERY: Final = 100
_NAMELESS: Final = "SELECT id FROM firm WHERE name = ''"
_HOMELESS: Final = "FROM person WHERE firm IS NULL"
_NOBODY: Final = "it names a company by an id only, and nobody there"


class Linker:
    """Gives every person a firm and every firm a name."""

    def __init__(self, scratch: Scratch, known: Known, tally: Tally) -> None:
        """Work in `scratch`, asking `known`."""
        self._scratch = scratch
        self._known = known
        self._tally = tally

    def run(self, told: Callable[[int, int], None]) -> None:
        """Name the nameless firms, then place the people who have none; `told` hears how far it is and may stop it."""
        nameless = self._scratch.all(f"{_NAMELESS} ORDER BY id")
        total = len(nameless) + self._scratch.count(f"SELECT count(*) {_HOMELESS} OR firm IN ({_NAMELESS})")
        for done, (number,) in enumerate(nameless):
            _heard(told, done, total)
            self._name(staged.firm(self._scratch, number))
        people = self._scratch.all(f"SELECT id {_HOMELESS} ORDER BY id")
        total = len(nameless) + len(people)
        for done, (number,) in enumerate(people, len(nameless)):
            _heard(told, done, total)
            self._place(staged.person(self._scratch, number))
        if total:
            told(total, total)

    def _name(self, held: Firm) -> None:
        if held.site:
            held.name, held.made = held.site, True
            staged.put_firm(self._scratch, held)
            return
        for key in staged.firm_keys(self._scratch, held.id):
            ref = self._known.ref(key)
            facts = None if ref is None else self._known.account(ref.entity)
            if facts is not None:
                held.name, held.made, held.entity = facts.name, True, facts.id
                staged.put_firm(self._scratch, held)
                return
        self._dissolve(held)

    def _dissolve(self, held: Firm) -> None:
        """Take a firm away of which nothing is known but an id that no list here explains."""
        keys = staged.firm_keys(self._scratch, held.id)
        named = ", ".join(key.key for key in keys)
        self._tally.note(
            [Remark("unlinked", self._tally.files[held.file], held.line, f"no list here says who company {named} is")]
        )
        people = staged.people_of(self._scratch, held.id)
        for person in people:
            person.firm, person.lent = None, merging.join(person.lent, held.fields).fields
            staged.put_person(self._scratch, person)
        self._scratch.run("DELETE FROM firm_key WHERE firm = ?", held.id)
        self._scratch.run("DELETE FROM firm WHERE id = ?", held.id)
        if not people:
            self._skip(keys)

    def _skip(self, keys: list[Key]) -> None:
        """Put the rows that named it among those to be mended, as the list wrote them."""
        for key in keys:
            self._scratch.run(
                "INSERT INTO skipped (file, line, why, cells) SELECT file, line, ?, cells FROM id_only AS one"
                " WHERE source = ? AND key = ? AND NOT EXISTS"
                " (SELECT 1 FROM skipped WHERE file = one.file AND line = one.line)",
                _NOBODY, key.source, key.key,
            )  # fmt: skip

    def _place(self, held: Person) -> None:
        at = (
            self._by_domain(held)
            if held.mail
            else staged.put_firm(self._scratch, Firm(held.name, held.file, held.line, made=True))
        )
        firm = staged.firm(self._scratch, at)
        file = str(held.file)
        joined = merging.join(firm.fields, held.lent)
        for clash in joined.clashes:
            self._tally.conflict(held.file, held.line, firm.name, clash)
        firm.fields = joined.fields
        firm.said[file] = merging.join(firm.said.get(file, {}), held.lent).fields
        if firm.made and held.soft:
            firm.soft[file] = merging.agreed(firm.soft.get(file, {}), held.soft)
        staged.put_firm(self._scratch, firm)
        held.firm = at
        staged.put_person(self._scratch, held)

    def _by_domain(self, held: Person) -> int:
        """Return the one firm of an address' domain, else one of the domain's name."""
        found = self._scratch.all("SELECT id FROM firm WHERE domain = ? AND domain <> '' ORDER BY id", held.mail)
        found = found or self._scratch.all("SELECT id FROM firm WHERE mail = ? AND mail <> '' ORDER BY id", held.mail)
        if len(found) == _SOLE:
            return int(found[0][0])
        own = self._scratch.one("SELECT id FROM firm WHERE site = ? AND made = 1", held.mail)
        if own is not None:
            return int(own[0])
        return staged.put_firm(self._scratch, Firm(held.mail, held.file, held.line, site=held.mail, made=True))


def _heard(told: Callable[[int, int], None], done: int, total: int) -> None:
    if done % _EVERY == 0:
        told(done, total)


def alike_or_made(firm: Firm, name: str) -> bool:
    """Return whether a firm's name fits a name in the book; a made-up one fits any."""
    return firm.made or names.firms_alike(firm.name, name)
