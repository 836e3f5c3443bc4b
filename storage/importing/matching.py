"""Which rows are one firm or one person, within the lists of one import (DESIGN section 6).

Certain is: the same id of the same source; the same e-mail and like names; the same domain and like names; the same
name where nothing tells two apart. A shared switchboard, or a shared name with other ids or addresses, is none.
"""

from __future__ import annotations

from typing import Final

from playbook.facts import Value
from storage.importing import mails, merging, names, own_lists, staged
from storage.importing.folded import company_key, fold
from storage.importing.ids import Key
from storage.importing.said import FirmSaid, PersonSaid, RowSaid, StandingSaid
from storage.importing.scratch import Scratch
from storage.importing.seen import Seen
from storage.importing.staged import MIXED, Firm, Person
from storage.importing.tally import Tally

PLACE: Final = ("city", "state", "country", "postcode", "street")
_NOWHERE: Final = StandingSaid()
_BY_ID: Final = """
SELECT person.id, name FROM person_key JOIN person ON person.id = person_key.person WHERE source = ? AND key = ?"""
_BY_MAIL: Final = """
SELECT person.id, name FROM person_mail JOIN person ON person.id = person_mail.person WHERE person_mail.mail = ?
ORDER BY person.id LIMIT 50"""

_BY_PAGE: Final = "SELECT id FROM person WHERE page = ? AND page <> '' LIMIT 50"
_BY_NAME: Final = "SELECT id FROM person WHERE firm IS ? AND fold = ? LIMIT 50"

_KEEP_ID: Final = "INSERT OR IGNORE INTO person_key (source, key, person) VALUES (?, ?, ?)"
_KEEP_MAIL: Final = "INSERT OR IGNORE INTO person_mail (mail, person) VALUES (?, ?)"


class Stager:
    """Takes rows one after the other and keeps firms and people of them."""

    def __init__(self, scratch: Scratch, tally: Tally) -> None:
        """Fill `scratch`; what a rep should see goes to `tally`."""
        self._scratch = scratch
        self._tally = tally
        self._seen = Seen()
        self._firms = self._people = 0
        """The highest number of each."""

    def add(self, row: RowSaid) -> None:
        """Take in one row."""
        number = self._firm(row) if not row.firm.empty else None
        if row.person is not None:
            self._person(row, row.person, number)

    def _firm(self, row: RowSaid) -> int:
        said = row.firm
        number = self._known_firm(said, listed=row.listed)
        if number is None:
            held = self._new_firm(row)
        else:
            held = staged.firm(self._scratch, number)
            self._tally.merged += bool(row.listed and held.listed)
            self._tell_name(row, held)
            self._grow_firm(held, row)
        held.listed += row.listed
        if (row.person is None or row.listed) and row.standing != _NOWHERE:
            merging.stand(held.stands, row.standing)
        self._put_firm(held, said.keys)
        return held.id

    def _new_firm(self, row: RowSaid) -> Firm:
        self._firms += 1
        said, file, fields = row.firm, str(row.file), dict(row.firm.fields)
        return Firm(
            said.name, row.file, row.line, said.domain, said.mail_domain, fields,
            {file: _filled(name=said.name, domain=said.domain) | fields}, {file: dict(said.soft)} if said.soft else {},
            id=self._firms,
        )  # fmt: skip

    def _put_firm(self, held: Firm, keys: tuple[Key, ...]) -> None:
        staged.put_firm(self._scratch, held)
        seen = self._seen
        seen.add("name", held.key)
        if held.site:
            seen.add("site", held.domain)
        if held.mail:
            seen.add("mail", held.mail)
        for key in keys:
            seen.add("firm", key.source, key.key)
            self._scratch.later(
                "INSERT OR IGNORE INTO firm_key (source, key, firm) VALUES (?, ?, ?)", key.source, key.key, held.id
            )

    def _grow_firm(self, held: Firm, row: RowSaid) -> None:
        said = row.firm
        held.name = merging.better_firm(held.name, said.name)
        if said.domain and held.site and mails.main_domain(said.domain) != held.domain:
            self._tally.clash(row, held.name, merging.Clash("domain", held.site, said.domain))
        held.site = held.site or said.domain
        if said.mail_domain:
            held.mail = said.mail_domain if held.mail in {"", said.mail_domain} else MIXED
        new = dict(said.fields)
        joined = merging.join(held.fields, new)
        held.fields = joined.fields
        for clash in joined.clashes:
            self._tally.clash(row, held.name, clash)
        file = str(row.file)
        held.said[file] = merging.join(
            held.said.get(file, {}), _filled(name=said.name, domain=said.domain) | new
        ).fields
        if said.soft:
            held.soft[file] = merging.agreed(held.soft.get(file, {}), dict(said.soft))

    def _tell_name(self, row: RowSaid, held: Firm) -> None:
        name = row.firm.name
        if name and held.name and company_key(name) != company_key(held.name):
            self._tally.clash(row, held.name, merging.Clash("name", held.name, name))

    def _known_firm(self, said: FirmSaid, *, listed: bool) -> int | None:
        for key in said.keys:
            if not self._seen.may_hold("firm", key.source, key.key):
                continue
            row = self._scratch.one("SELECT firm FROM firm_key WHERE source = ? AND key = ?", key.source, key.key)
            if row is not None:
                return int(row[0])
        if own_lists.is_ours(said.keys):
            return None
        if not said.name:
            return self._same_domain(said) if said.domain else None
        return self._same_domain(said) or self._same_name(said, listed=listed)

    def _same_domain(self, said: FirmSaid) -> int | None:
        """Find a firm of a like name, or of none, behind the site of either; an address' domain alone makes no pair."""
        domain = mails.main_domain(said.domain) if said.domain else ""
        may_hold = self._seen.may_hold
        if not (may_hold("site", domain) or may_hold("mail", domain) or may_hold("site", said.mail_domain)):
            return None
        rows = self._scratch.all(
            "SELECT id, name FROM firm WHERE domain <> '' AND domain = ?1 OR mail <> '' AND mail = ?1 AND ?1 <> ''"
            " OR domain <> '' AND domain = ?2 ORDER BY id LIMIT 50", domain, said.mail_domain,
        )  # fmt: skip
        for number, name in rows:
            like = not said.name or not name or names.firms_alike(said.name, name)
            if like and not (self._other_id(said.keys, number) and self._lies_elsewhere(said, number)):
                return int(number)
        return None

    def _lies_elsewhere(self, said: FirmSaid, number: int) -> bool:
        return elsewhere(staged.firm(self._scratch, number).fields, dict(said.fields))

    def _same_name(self, said: FirmSaid, *, listed: bool) -> int | None:
        key = company_key(said.name)
        if not self._seen.may_hold("name", key):
            return None
        rows = self._scratch.all("SELECT id FROM firm WHERE key = ? AND key <> '' ORDER BY id LIMIT 200", key)
        for (number,) in rows:
            held = staged.firm(self._scratch, number)
            if not self._apart(said, held, number, listed=listed):
                return int(number)
        return None

    def _apart(self, said: FirmSaid, held: Firm, number: int, *, listed: bool) -> bool:
        """Return whether something tells two firms of one name apart: ids, sites, places, the domains of like names."""
        domain = mails.main_domain(said.domain) if said.domain else ""
        if self._other_id(said.keys, number) or (domain and held.domain and domain != held.domain):
            return True
        if fold(said.name) != fold(held.name) and said.mail_domain and held.mail not in {"", MIXED, said.mail_domain}:
            return True
        return listed and bool(held.listed) and elsewhere(held.fields, dict(said.fields))

    def _other_id(self, keys: tuple[Key, ...], number: int) -> bool:
        held = {(key.source, key.register) for key in staged.firm_keys(self._scratch, number)}
        return any((key.source, key.register) in held for key in keys)

    def _person(self, row: RowSaid, said: PersonSaid, firm: int | None) -> None:
        fields = dict(said.fields)
        there = page(str(fields["linkedin"])) if "linkedin" in fields else ""
        number = self._known_person(said, firm, there)
        if number is None:
            self._people += 1
            held = Person(
                firm, said.name, row.file, row.line, fields, {str(row.file): {"name": said.name, **fields}},
                mails=list(said.mails), phones=list(said.phones), page=there, id=self._people,
            )  # fmt: skip
        else:
            held = staged.person(self._scratch, number)
            self._tally.merged += 1
            self._grow_person(held, row, said)
            held.firm = held.firm if held.firm is not None else firm
        held.mail = held.mail or row.firm.mail_domain
        held.soft = held.soft or dict(row.firm.soft)
        if firm is None:
            held.lent = merging.join(held.lent, dict(row.firm.fields)).fields
        if row.standing != _NOWHERE and not row.listed:
            merging.stand(held.stands, row.standing)
        self._put_person(held, said)

    def _put_person(self, held: Person, said: PersonSaid) -> None:
        staged.put_person(self._scratch, held)
        seen, later = self._seen, self._scratch.later
        seen.add("called", held.firm, fold(held.name))
        if held.page:
            seen.add("page", held.page)
        for key in said.keys:
            seen.add("person", key.source, key.key)
            later(_KEEP_ID, key.source, key.key, held.id)
        for mail in said.mails:
            seen.add("address", mail)
            later(_KEEP_MAIL, mail, held.id)

    def _grow_person(self, held: Person, row: RowSaid, said: PersonSaid) -> None:
        new = dict(said.fields)
        name = merging.better_person(held.name, said.name)
        if name != held.name:
            held.fields |= {part: new[part] for part in ("first", "last") if part in new}
        held.name = name
        joined = merging.join(held.fields, new)
        held.fields = joined.fields
        for clash in joined.clashes:
            self._tally.clash(row, held.name, clash)
        held.mails += [mail for mail in said.mails if mail not in held.mails]
        held.phones += [phone for phone in said.phones if phone not in held.phones]
        file = str(row.file)
        held.said[file] = merging.join(held.said.get(file, {}), {"name": said.name} | new).fields

    def _known_person(self, said: PersonSaid, firm: int | None, there: str) -> int | None:
        for key in said.keys:
            if not self._seen.may_hold("person", key.source, key.key):
                continue
            row = self._scratch.one(_BY_ID, key.source, key.key)
            if row is not None and names.people_alike(said.name, row[1]):
                return int(row[0])
        return None if own_lists.is_ours(said.keys) else self._same_person(said, firm, there)

    def _same_person(self, said: PersonSaid, firm: int | None, there: str) -> int | None:
        """Find somebody by an address, a page (`there`), or their name at their firm."""
        for mail in said.mails:
            for number, name in self._scratch.all(_BY_MAIL, mail) if self._seen.may_hold("address", mail) else ():
                if alike_by_mail(said.name, name):
                    return int(number)
        named = there and self._seen.may_hold("page", there)
        for (number,) in self._scratch.all(_BY_PAGE, there) if named else ():
            held = staged.person(self._scratch, number)
            if names.people_alike(said.name, held.name) and not _other_mail(said, held):
                return int(number)
        return self._same_in_firm(said, firm, there)

    def _same_in_firm(self, said: PersonSaid, firm: int | None, there: str) -> int | None:
        """Find somebody of the same name and firm whom nothing tells apart; without a firm all must be the same."""
        called = fold(said.name)
        if not self._seen.may_hold("called", firm, called):
            return None
        for (number,) in self._scratch.all(_BY_NAME, firm, called):
            held = staged.person(self._scratch, number)
            sources = {key.source for key in staged.person_keys(self._scratch, number)}
            other_id = any(key.source in sources for key in said.keys)
            other_page = bool(there and held.page) and there != held.page
            other = firm is None and held.fields != dict(said.fields)
            if not (other_id or other_page or other or told_apart(said, held)):
                return int(number)
        return None


def told_apart(said: PersonSaid, held: Person) -> bool:
    """Return whether addresses or numbers tell two people of one name and firm apart."""
    phones = [merging.alike_numbers(one, other) for one in said.phones for other in held.phones]
    return _other_mail(said, held) or (bool(phones) and not any(phones))


def _other_mail(said: PersonSaid, held: Person) -> bool:
    return bool(said.mails and held.mails) and not set(said.mails) & set(held.mails)


def alike_by_mail(one: str, other: str) -> bool:
    """Return whether two rows of one address may be one person; a name that is the address itself fits any."""
    return "@" in one or "@" in other or names.people_alike(one, other)


def elsewhere(one: dict[str, Value], other: dict[str, Value]) -> bool:
    """Return whether two firms are known to lie in different places."""
    return any(field in one and field in other and not merging.same(field, one[field], other[field]) for field in PLACE)


def page(text: str) -> str:
    """Return a page's address in one spelling."""
    bare = text.strip().lower().partition("?")[0].rstrip("/")
    return bare.partition("linkedin.com/")[2] or bare


def _filled(**fields: str) -> dict[str, Value]:
    return {name: text for name, text in fields.items() if text}
