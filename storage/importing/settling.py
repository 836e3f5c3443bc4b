"""Which account of the book a firm of an import is: by the list's own keys, then by what is certain.

A list's key stands for somebody only as long as they are like who it stood for: two vendors both have a company 1.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from playbook.facts import AccountFacts
from storage.importing import ids, mails, matching, names, own_lists, staged
from storage.importing.folded import fold
from storage.importing.ids import Key
from storage.importing.known import Known
from storage.importing.linking import alike_or_made
from storage.importing.scratch import Scratch
from storage.importing.settling_people import People
from storage.importing.staged import MIXED, Firm
from storage.importing.tally import Tally

_SOLE: Final = 1
_CALLED: Final = 16
"""Names of which all firms are held in memory: the branches of a chain ask for each other."""


class Firms:
    """Finds the accounts that an import is about."""

    def __init__(self, scratch: Scratch, known: Known, tally: Tally) -> None:
        """Work in `scratch`, asking `known`."""
        self._scratch = scratch
        self._known = known
        self._tally = tally
        self._people = People(scratch, known, tally)
        self._called = lru_cache(maxsize=_CALLED)(self._told)

    def find(self, held: Firm) -> AccountFacts | None:
        """Return the account that a firm is, None for a new one."""
        if held.entity:
            return self._known.account(held.entity)
        own = own_lists.is_ours(held.ids)
        if own:
            return self._known.account(own) or self._unless_ours(self._by_domain(held) or self._by_name(held))
        return (
            self._by_key(held)
            or self._by_own_id(held)
            or self._by_person(held)
            or self._by_domain(held)
            or self._by_name(held)
        )

    def _unless_ours(self, facts: AccountFacts | None) -> AccountFacts | None:
        """Leave an account to the row of a list of ours that bears its id."""
        named = facts is not None and self._scratch.one(
            "SELECT 1 FROM firm_key WHERE source = ? AND key = ?", own_lists.OURS, facts.id
        )
        return None if named else facts

    def keys(self, held: Firm) -> list[Key]:
        """Return the keys of a firm: its ids, and its name in each list that names it."""
        if held.marks is None:
            held.marks = self._keys(held)
        return held.marks

    def _keys(self, held: Firm) -> list[Key]:
        found = held.ids
        if any(key.alone for key in found) and len(held.said) <= _SOLE:
            return found
        name = self._made_mark(held) if held.made else self._name_mark(held)
        sources = dict.fromkeys(self._tally.sources[int(file)] for file in (*held.said, str(held.file)))
        return [*found, *(Key(source, "account", name) for source in sources)]

    def _made_mark(self, held: Firm) -> str:
        if held.site:
            return f"domain:{held.site}"
        return f"person:{self._people.mark(held.people[0]) if held.people else held.name}"

    def _name_mark(self, held: Firm) -> str:
        """Return a firm's name with as much of its site and place as tells it from others of that name."""
        named = self._called(held.key)
        others = [told for number, told in named if number != held.id]
        own = _told_by(held)
        for length in range(len(own) + 1):
            if all(other[:length] != own[:length] for other in others):
                return "|".join((f"name:{held.key}", *own[:length]))
        before = sum(number < held.id for number, _ in named)
        return "|".join((f"name:{held.key}", *own, str(before)))

    def _told(self, key: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return the firms of a name, each with its site and place."""
        rows = self._scratch.all("SELECT id FROM firm WHERE key = ? ORDER BY id LIMIT 500", key)
        if len(rows) == _SOLE:
            return ((int(rows[0][0]), ()),)
        return tuple((number, _told_by(staged.firm(self._scratch, number))) for (number,) in rows)

    def new_id(self, held: Firm) -> str:
        """Return the id of a new account: the same on every machine that imports the same list."""
        own = own_lists.is_ours(held.ids)
        if own and not self._is_taken(own) and not self._known.is_erased(own):
            self._scratch.run("INSERT INTO taken (entity) VALUES (?)", own)
            return own
        parts = self._id_parts(held)
        place = [str(held.fields.get(part, "")) for part in matching.PLACE]
        number, again = ids.account_id(*parts), 0
        while self._is_taken(number):
            number = ids.account_id(*parts, *place, *([str(again)] if again else []))
            again += 1
        self._scratch.run("INSERT INTO taken (entity) VALUES (?)", number)
        return number

    def _is_taken(self, number: str) -> bool:
        return (
            self._scratch.one("SELECT 1 FROM taken WHERE entity = ?", number) is not None
            or self._known.account(number) is not None
        )

    def _id_parts(self, held: Firm) -> tuple[str, ...]:
        own = held.ids
        if own:
            return ("id", own[0].key) if own[0].alone else ("key", own[0].source, own[0].kind, own[0].key)
        if held.made:
            return ("domain", held.site) if held.site else ("person", self.keys(held)[0].key)
        return ("name", held.key, self.domain(held))

    def domain(self, held: Firm) -> str:
        """Return the domain of a firm: of its site, else of its people's addresses if no other firm has it."""
        if held.site or held.mail in {"", MIXED}:
            return held.site
        other = self._scratch.one(
            "SELECT 1 FROM firm WHERE (mail <> '' AND mail = ?1 OR domain <> '' AND domain = ?1) AND id <> ?2 LIMIT 1",
            held.mail, held.id,
        )  # fmt: skip
        return held.mail if other is None else ""

    def _by_key(self, held: Firm) -> AccountFacts | None:
        for key in self.keys(held):
            ref = self._known.ref(key)
            facts = None if ref is None else self._known.account(ref.entity)
            if ref is None or facts is None:
                continue
            said = str(ref.said.get("name", ""))
            if (
                key.alone
                or alike_or_made(held, facts.name)
                or (said and fold(said) == fold(held.name))
                or _same_site(held, facts)
            ):
                return facts
        return None

    def _by_own_id(self, held: Firm) -> AccountFacts | None:
        """Find an account that has this firm's name and the id it would get: its list was read on another machine."""
        parts = self._id_parts(held)
        facts = None if parts[0] == "name" else self._known.account(ids.account_id(*parts))
        if facts is None or not alike_or_made(held, facts.name):
            return None
        return None if self._apart(held, facts) else facts

    def _by_person(self, held: Firm) -> AccountFacts | None:
        """Find where somebody without a company is in the book."""
        if not held.made or held.site:
            return None
        for person in held.people:
            facts = self._people.find(person, held, None)
            if facts is not None:
                return self._known.account(facts.account)
        return None

    def _by_domain(self, held: Firm) -> AccountFacts | None:
        domain = self.domain(held)
        found = self._known.accounts_of_domain(mails.main_domain(domain)) if domain else []
        if held.made:
            return self._known.account(found[0]) if len(found) == _SOLE else None
        for number in found:
            facts = self._known.account(number)
            if (
                facts is not None
                and names.firms_alike(held.name, facts.name)
                and not (self._other_id(held, facts) and _elsewhere(held, facts))
            ):
                return facts
        return None

    def _by_name(self, held: Firm) -> AccountFacts | None:
        """Find the one account of that name which nothing tells apart; of several nobody knows which."""
        if not held.key:
            return None
        fitting = []
        for number in self._known.accounts_called(held.key):
            facts = self._known.account(number)
            if facts is not None and not self._apart(held, facts):
                fitting.append(facts)
        return fitting[0] if len(fitting) == _SOLE else None

    def _apart(self, held: Firm, facts: AccountFacts) -> bool:
        if self._other_id(held, facts) or (held.domain and facts.get("domain") and not _same_site(held, facts)):
            return True
        return bool(held.listed) and _elsewhere(held, facts)

    def _other_id(self, held: Firm, facts: AccountFacts) -> bool:
        """Return whether a source knows the account under another id than the firm's."""
        for key in held.ids:
            known = (Key(key.source, key.kind, each) for each in self._known.keys_of(key.source, facts.id))
            theirs = {each.key for each in known if each.register == key.register}
            if theirs and key.key not in theirs:
                return True
        return False


def _told_by(held: Firm) -> tuple[str, ...]:
    return (held.domain, *(fold(str(held.fields.get(part, ""))) for part in matching.PLACE))


def _same_site(held: Firm, facts: AccountFacts) -> bool:
    site = facts.get("domain")
    return bool(site and held.site) and mails.main_domain(site) == held.domain


def _elsewhere(held: Firm, facts: AccountFacts) -> bool:
    return matching.elsewhere(held.fields, dict(facts.fields))
