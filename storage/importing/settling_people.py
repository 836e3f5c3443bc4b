"""Which person of the book a person of an import is: by the list's own keys, then by what is certain."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from playbook.codec import encode
from playbook.facts import AccountFacts, PersonFacts
from storage.importing import matching, merging, own_lists
from storage.importing.folded import fold
from storage.importing.ids import Key
from storage.importing.known import Known
from storage.importing.scratch import Scratch
from storage.importing.staged import Firm, Person
from storage.importing.tally import Tally

_SOLE: Final = 1
_OF_PAGE: Final = "SELECT COUNT(*) FROM (SELECT 1 FROM person WHERE page = ? AND page <> '' LIMIT 2)"
_OF_NAME: Final = "SELECT COUNT(*) FROM (SELECT 1 FROM person WHERE firm IS ? AND fold = ? LIMIT 2)"
_OF_MAIL: Final = "SELECT COUNT(*) FROM (SELECT 1 FROM person_mail WHERE mail = ? LIMIT 2)"


class People:
    """Finds the people that an import is about."""

    def __init__(self, scratch: Scratch, known: Known, tally: Tally) -> None:
        """Work in `scratch`, asking `known`."""
        self._scratch = scratch
        self._known = known
        self._tally = tally

    def find(self, held: Person, firm: Firm, account: AccountFacts | None) -> PersonFacts | None:
        """Return the person of the book that a person of the import is, None for a new one."""
        own = own_lists.is_ours(held.ids)
        if own:
            return self._known.person(own) or self._unless_ours(
                self._by_mail(held) or (self._by_name(held, account) if account else None)
            )
        return self._by_key(held, firm) or self._by_mail(held) or (self._by_name(held, account) if account else None)

    def _unless_ours(self, facts: PersonFacts | None) -> PersonFacts | None:
        """Leave a person to the row of a list of ours that bears their id."""
        named = facts is not None and self._scratch.one(
            "SELECT 1 FROM person_key WHERE source = ? AND key = ?", own_lists.OURS, facts.id
        )
        return None if named else facts

    def new_id(self, held: Person) -> str:
        """Return the id of a new person: random, but a list of ours brings its own."""
        own = own_lists.is_ours(held.ids)
        return own if own and not self._known.is_erased(own) else f"new:{held.id}"

    def keys(self, held: Person, firm: Firm) -> list[Key]:
        """Return the keys of a person: their ids, their address, their name at their firm if it is the only one."""
        if held.marks is None:
            held.marks = self._keys(held, firm)
        return held.marks

    def _keys(self, held: Person, firm: Firm) -> list[Key]:
        found = held.ids
        sources = list(dict.fromkeys(self._tally.sources[int(file)] for file in (*held.said, str(held.file))))
        marks = [self._mail_mark(held)] if held.mails else []
        if held.page and self._scratch.count(_OF_PAGE, held.page) <= _SOLE:
            marks.append(f"page:{held.page}")
        same = self._scratch.count(_OF_NAME, held.firm, fold(held.name))
        if same <= _SOLE or not marks:
            more = "" if same <= _SOLE else f"|{self.mark(held)}"
            marks.append(f"name:{fold(held.name)}@{firm.key or firm.site or self.mark(held)}{more}")
        return [*found, *(Key(source, "person", mark) for source in sources for mark in marks)]

    def mark(self, held: Person) -> str:
        """Return what somebody without a company is told apart by: id, address, number, page, else all that is said."""
        keys = held.ids
        if keys:
            return keys[0].key
        if held.mails:
            return self._mail_mark(held)
        phone = merging.digits(held.phones[0]) if held.phones else ""
        return phone or held.page or f"{fold(held.name)}|{_digest(held)}"

    def _mail_mark(self, held: Person) -> str:
        """Return the key of an address; one that two people share says whose it is."""
        shared = self._scratch.count(_OF_MAIL, held.mails[0]) > _SOLE
        return f"mail:{held.mails[0]}|{fold(held.name)}" if shared else f"mail:{held.mails[0]}"

    def _by_key(self, held: Person, firm: Firm) -> PersonFacts | None:
        for key in self.keys(held, firm):
            ref = self._known.ref(key)
            facts = None if ref is None or self._is_claimed(ref.entity) else self._known.person(ref.entity)
            if facts is not None and (
                key.alone or matching.alike_by_mail(held.name, facts.name) or facts.get("email") in held.mails
            ):
                return facts
        return None

    def _by_mail(self, held: Person) -> PersonFacts | None:
        for mail in held.mails:
            for facts in self._known.people_by_mail(mail):
                if not self._is_claimed(facts.id) and matching.alike_by_mail(held.name, facts.name):
                    return facts
        return None

    def _by_name(self, held: Person, account: AccountFacts) -> PersonFacts | None:
        called = self._known.people_called(account.id, held.name)
        for facts in called:
            mail, phone = facts.get("email"), facts.get("phone") or facts.get("mobile")
            other_mail = bool(mail and held.mails) and mail not in held.mails
            other_phone = bool(phone and held.phones) and not any(
                merging.alike_numbers(phone, each) for each in held.phones
            )
            if not other_mail and not other_phone and not self._is_claimed(facts.id):
                return facts
        return None

    def claim(self, entity: str) -> None:
        """Keep a person of the book for one person of the import."""
        self._scratch.run("INSERT OR IGNORE INTO taken (entity) VALUES (?)", entity)

    def _is_claimed(self, entity: str) -> bool:
        return self._scratch.one("SELECT 1 FROM taken WHERE entity = ?", entity) is not None


def _digest(held: Person) -> str:
    return sha256(encode(tuple(sorted(held.fields.items()))).encode()).hexdigest()[:16]
