"""Everybody as vCard 4.0 (RFC 6350), in one file: for the phone and the address book.

Who must not be contacted has no number and no address on the card, only the word not to (R38): what is on a phone gets
dialled. A channel that was found dead is left out too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from playbook.errors import Refused
from playbook.facts import AccountFacts, PersonFacts
from playbook.words import Channel, Standing
from storage.exporting.folding import escaped, folded
from storage.exporting.reaching import forbidden, open_to
from storage.exporting.wish import Made, Wish
from storage.importing.ids import OUR_ACCOUNT, OUR_PERSON, PRODUCT

if TYPE_CHECKING:
    from storage.exporting.placing import Place
    from storage.exporting.records import Record

NAME: Final = "notyet.vcf"
_DIALLED: Final = "0123456789+"
_PHONES: Final = (("phone", "work,voice"), ("mobile", "cell,voice"))
_MAILS: Final = ("email", "email_2")
_TOLD: Final = frozenset({Standing.CUSTOMER, Standing.DUMPED, Standing.BARRED, Standing.CLOSED})


def write(db: sqlite3.Connection, records: Iterator[Record], place: Place, wish: Wish) -> tuple[Made, ...]:
    """Write a card a person, in the order of accounts and people."""
    del db
    out = place.text(NAME)
    count = 0
    for record in records:
        for person in record.people:
            out.writelines(map(folded, _card(record, person, wish.now)))
            count += 1
    if not count:
        raise Refused("There is nobody here, so no cards were written.", "notyet add --to ACCOUNT --person NAME")
    return (Made(place.folder / NAME, "people", count),)


def _card(record: Record, person: PersonFacts, now: datetime) -> Iterator[str]:
    account = record.account
    yield from ("BEGIN:VCARD", "VERSION:4.0", f"PRODID:{PRODUCT}", "KIND:individual")
    yield f"UID;VALUE=text:{escaped(OUR_PERSON + person.id)}"
    yield f"X-NOTYET-ACCOUNT:{escaped(OUR_ACCOUNT + account.id)}"
    yield f"FN:{escaped(person.name)}"
    yield f"N:{escaped(person.get('last'))};{escaped(person.get('first'))};;;"
    unit = f";{escaped(person.get('department'))}" if person.get("department") else ""
    yield f"ORG:{escaped(account.name)}{unit}"
    if person.get("title"):
        yield f"TITLE:{escaped(person.get('title'))}"
    yield from _reached(account, person)
    if person.get("zone"):
        yield f"TZ:{escaped(person.get('zone'))}"
    tags = [tag.strip() for tag in account.get("tags").split(",") if tag.strip()]
    yield f"CATEGORIES:{','.join(map(escaped, ['notyet', *tags]))}"
    yield f"NOTE:{escaped(chr(10).join(_note(record, person)))}"
    yield f"REV:{_revised(person, account, now)}"
    yield "END:VCARD"


def _reached(account: AccountFacts, person: PersonFacts) -> Iterator[str]:
    if open_to(account, person, Channel.CALL):
        for field, kind in _PHONES:
            if person.get(field):
                ext = person.get("phone_ext") if field == "phone" else ""
                yield _phone(person.get(field), ext, kind)
    if open_to(account, person, Channel.EMAIL):
        bad = person.get("email_bad")
        mails = (person.get(field) for field in _MAILS)
        yield from (f"EMAIL;TYPE=work:{escaped(mail)}" for mail in mails if mail not in {"", bad})
    if open_to(account, person, Channel.LINKEDIN) and person.get("linkedin"):
        yield f"URL;TYPE=work:{escaped(person.get('linkedin'))}"


def _phone(number: str, ext: str, kind: str) -> str:
    """Return a number as the URI that vCard 4.0 prefers where it is one, else as the text that it is."""
    bare = number.translate(str.maketrans("", "", " ()-./"))
    if bare.startswith("+") and all(char in _DIALLED for char in bare):
        said = f";ext={quote(ext, safe='')}" if ext else ""
        return f'TEL;VALUE=uri;TYPE="{kind}":tel:{bare}{said}'
    text = f"{number} ext. {ext}" if ext else number
    return f'TEL;VALUE=text;TYPE="{kind}":{escaped(text)}'


def _note(record: Record, person: PersonFacts) -> Iterator[str]:
    account = record.account
    yield from forbidden(account, person)
    if person.gone:
        yield f"Left {account.name}."
    if record.standing in _TOLD:
        yield f"{account.name}: {record.standing.value}."
    if person.role.value != "unknown":
        yield person.role.value
    yield f"No {account.no_total}, {account.touches} touches." if account.touches else "Never touched."
    if account.last_words:
        yield f"Said last: {account.last_words}"


def _revised(person: PersonFacts, account: AccountFacts, now: datetime) -> str:
    """Return the last day on which something was heard or entered, from the facts: the same book, the same card."""
    on = person.last_touch or account.last_touch or account.added or now.date()
    return f"{datetime.combine(on, time(), UTC):%Y%m%dT%H%M%SZ}"
