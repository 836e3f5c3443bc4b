"""Do not contact goes with the address and the number, whatever row and name they come under (R38).

Who was erased does not come back by a list: such a row is left out before anything of it is kept or told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from playbook.bodies import Barred
from playbook.erasing_marks import Marks, digits, of_fields, page
from playbook.facts import PersonFacts, Value
from storage.importing.known import Known
from storage.importing.said import FirmSaid, PersonSaid, RowSaid
from storage.suppressed import Suppressed

if TYPE_CHECKING:
    from storage.book import Book

_MAILS: Final = ("email", "email_2")
_NUMBERS: Final = ("phone", "mobile")


class Barring:
    """Knows whom nobody may contact, by address and by number; read once an import, when the first person comes."""

    def __init__(self, known: Known) -> None:
        """Ask `known`."""
        self._known = known
        self._held: dict[str, PersonFacts] | None = None

    def bars(self, fields: Mapping[str, Value], who: str) -> tuple[Barred, ...]:
        """Return the bars of somebody else in the book who has one of these addresses or numbers.

        `fields` are those that are new to the book, `who` is the person themselves. A number of the barred one's firm
        is nobody's own, so it bars nobody else.
        """
        barred = self._people
        if not barred:
            return ()
        found = next((held for mark in _marks(fields) if (held := barred.get(mark)) and held.id != who), None)
        if found is None:
            return ()
        return tuple(Barred(bar.channel, f"{bar.words or 'do not contact'} (as {found.name})") for bar in found.bars)

    @property
    def _people(self) -> dict[str, PersonFacts]:
        if self._held is None:
            self._held = {}
            for person in self._known.barred_people():
                account = self._known.account(person.account)
                desk = "" if account is None else account.get("phone")
                for mark in _marks(dict(person.fields)):
                    if mark != desk:
                        self._held.setdefault(mark, person)
        return self._held


def _marks(fields: Mapping[str, Value]) -> list[str]:
    """Return addresses and numbers as they are compared: mails without case, numbers as E.164 writes them."""
    mails = [str(fields.get(name, "")).casefold() for name in _MAILS]
    return [mark for mark in (*mails, *(str(fields.get(name, "")) for name in _NUMBERS)) if mark]


class LeftOut:
    """Knows the rows that carry an address, a number or a page of somebody erased; read once an import."""

    def __init__(self, book: Book) -> None:
        """Read the keyed hashes of `book`: nobody's name is among them."""
        self._gone = book.ask(Suppressed)

    def why(self, row: RowSaid) -> str:
        """Return why a row is left out, without naming anybody; empty where it is welcome."""
        day = self._gone.when(_carried(row)) if self._gone else None
        return "" if day is None else f"erased on {day.day} {day:%b}; left out"


def _carried(row: RowSaid) -> Marks:
    """Return every address, number and page of a row."""
    firm, person = row.firm, row.person
    return _of_firm(firm) if person is None else _of_firm(firm) + _of_person(person)


def _of_firm(firm: FirmSaid) -> Marks:
    sites = (page(firm.domain), page(firm.mail_domain))
    return of_fields(dict(firm.fields)) + Marks(pages=tuple(filter(None, sites)))


def _of_person(person: PersonSaid) -> Marks:
    mails = tuple(mail.casefold() for mail in person.mails)
    return of_fields(dict(person.fields)) + Marks(mails=mails, phones=tuple(map(digits, person.phones)))
