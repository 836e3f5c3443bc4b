"""The call sheet: today's touches with what a rep needs beside a telephone and no screen (R33, R36, R41, R45)."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from playbook import codec, daywords, people
from playbook.facts import AGREED, PAIN, AccountFacts, PersonFacts
from playbook.fit import fit
from playbook.settings import Settings
from playbook.words import AccountId, Channel, Group, Outcome
from storage import settings_rows, today
from storage.exporting.reaching import open_to
from storage.free_days import rep_days_off

if TYPE_CHECKING:
    from playbook.outcomes import OutcomeRow
    from storage.book import Book
    from storage.views import Today, TodayRow

_FACTS: Final = "SELECT facts FROM account WHERE id = ?"
_PEOPLE: Final = "SELECT facts FROM person WHERE account = ? ORDER BY id"
_AMERICAN: Final = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")


@dataclass(frozen=True, slots=True)
class Call:
    """One touch of the sheet."""

    promise: bool
    due: str
    """`08:45`, `today`, `Fri 20`: its hour on the rep's clock, else since when it is due."""
    account: str
    dream: bool
    person: str
    title: str
    way: str
    """By what: `call`; empty where nothing reaches them."""
    phone: str
    email: str
    there: str
    """Their clock and whether their office is open: `08:45 there, open`; empty where unknown (R36)."""
    reason: str
    nos: int
    fit: str
    pain: str
    agreed: str
    said: str
    """What they said last (R45)."""
    last: str
    """When they were touched last."""


@dataclass(frozen=True, slots=True)
class CallSheet:
    """A day to print."""

    day: date
    printed: datetime
    calls: tuple[Call, ...]
    cap: int
    done: int
    held_back: int

    @property
    def promises(self) -> tuple[Call, ...]:
        """What they named a day for: it stands on top."""
        return tuple(call for call in self.calls if call.promise)

    @property
    def others(self) -> tuple[Call, ...]:
        """Everything else, in its order."""
        return tuple(call for call in self.calls if not call.promise)

    def head(self) -> str:
        """Return the day in a line."""
        count = len(self.calls)
        held = f" · {self.held_back} held back" if self.held_back else ""
        return f"{count} {'touch' if count == 1 else 'touches'} · {self.done} of {self.cap} done{held}"


def call_sheet(book: Book, now: datetime, more: int = 0) -> CallSheet:
    """Return the sheet of today, `more` first touches on it beyond the usual; all of one state of the book."""

    def read(db: sqlite3.Connection) -> CallSheet:
        settings = settings_rows.read(db)
        found = today.today(db, settings, now, more=more, off=rep_days_off(db, settings, now.date()))
        calls = tuple(_call(db, row, found, settings) for row in found.rows)
        return CallSheet(found.day, now, calls, found.cap, found.done, found.held_back)

    return book.ask(read)


def _call(db: sqlite3.Connection, row: TodayRow, found: Today, settings: Settings) -> Call:
    account = _account(db, row.account)
    there = _people(db, row.account)
    person = people.find(there, row.person)
    newest = {remark.about: remark.text for remark in account.remarks}
    return Call(
        row.group is Group.PROMISE, _due(row, found.day), row.name, row.dream, row.person_name, row.title,
        "" if row.channel is None else row.channel.value, _phone(account, person), _mail(account, person), _there(row),
        row.reason, row.nos, _fit(account, settings), newest.get(PAIN, ""), newest.get(AGREED, ""), account.last_words,
        "" if row.last_on is None else daywords.full(row.last_on),
    )  # fmt: skip


def _account(db: sqlite3.Connection, number: AccountId) -> AccountFacts:
    (text,) = db.execute(_FACTS, (number,)).fetchone()
    return codec.decode(AccountFacts, text)


def _people(db: sqlite3.Connection, number: AccountId) -> list[PersonFacts]:
    return [codec.decode(PersonFacts, text) for (text,) in db.execute(_PEOPLE, (number,))]


def _due(row: TodayRow, day: date) -> str:
    if row.at is not None:
        return f"{row.at:%H:%M}"
    return "today" if row.due >= day else daywords.short(row.due)


def _there(row: TodayRow) -> str:
    if row.there is None:
        return ""
    office = {True: ", open", False: ", closed", None: ""}[row.open]
    return f"{row.there:%H:%M} there{office}"


def _phone(account: AccountFacts, person: PersonFacts | None) -> str:
    if not open_to(account, person, Channel.CALL):
        return ""
    own = "" if person is None else person.get("phone") or person.get("mobile")
    number = own or account.get("phone")
    ext = person.get("phone_ext") if person is not None and own else account.get("phone_ext")
    return dialled(number) + (f" ext {ext}" if number and ext else "")


def _mail(account: AccountFacts, person: PersonFacts | None) -> str:
    if not open_to(account, person, Channel.EMAIL):
        return ""
    return (person.get("email") if person is not None else "") or account.get("email")


def _fit(account: AccountFacts, settings: Settings) -> str:
    seen = fit(account, settings)
    if not seen.profiled:
        return ""
    return f"{seen.verdict.value} profile{'' if seen.score is None else f' {seen.score}'}"


def name_of(outcome: OutcomeRow) -> str:
    """Return an outcome's name on paper, where it has more room than in the bar."""
    return "do not contact" if outcome.outcome is Outcome.BARRED else outcome.label


def dialled(number: str) -> str:
    """Return a North American number in the groups in which people read it; any other as it is."""
    found = _AMERICAN.fullmatch(number)
    return f"+1 {found[1]} {found[2]} {found[3]}" if found else number
