"""Accounts out of the book one after the other, with their people: what every format is made of.

One account is held at a time, so memory stays flat however big the book is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final

from playbook import codec
from playbook.facts import AccountFacts, PersonFacts, Touch
from playbook.fit import Fit, fit
from playbook.settings import Settings
from playbook.words import AccountId, PersonId, Standing, Tier
from storage import prospect, search, settings_rows
from storage.exporting.wish import Asked, ExportCancelled, Progress, Told, Wish

EVERY: Final = 100
"""Accounts between two looks at whether the rep cancelled."""
_MOST: Final = 10_000_000
_COUNT: Final = "SELECT count(*) FROM account"
_ALL: Final = "SELECT id, standing, tier, rank, facts FROM account ORDER BY id"
_ONE: Final = "SELECT id, standing, tier, rank, facts FROM account WHERE id = ?"
_PEOPLE: Final = "SELECT facts FROM person WHERE account = ? ORDER BY id"
_NAME: Final = "SELECT name FROM person WHERE id = ?"


@dataclass
class Record:
    """One account with everything that hangs on it; what is not asked for is not read."""

    db: sqlite3.Connection
    settings: Settings
    now: datetime
    account: AccountFacts
    standing: Standing
    tier: Tier
    rank: float
    people: tuple[PersonFacts, ...]
    _names: dict[PersonId, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The rep's day."""
        return self.now.date()

    @cached_property
    def fit(self) -> Fit:
        """Its fit, explained (R1)."""
        return fit(self.account, self.settings)

    @cached_property
    def touches(self) -> tuple[Touch, ...]:
        """Every touch, newest first."""
        return prospect.read_touches(self.db, self.account.id, -1)

    def newest(self, most: int) -> tuple[Touch, ...]:
        """Return so many of the newest touches, newest first."""
        return prospect.read_touches(self.db, self.account.id, most)

    def name_of(self, person: PersonId | None) -> str:
        """Return the name of somebody in the record, also of one who moved to another firm; empty for nobody."""
        if person is None:
            return ""
        if not self._names:
            self._names.update((each.id, each.name) for each in self.people)
        if person not in self._names:
            row = self.db.execute(_NAME, (person,)).fetchone()
            self._names[person] = "" if row is None else row[0]
        return self._names[person]

    @property
    def barred(self) -> bool:
        """Nobody there may be contacted by any channel (R38)."""
        return self.standing is Standing.BARRED or any(bar.channel is None for bar in self.account.bars)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The accounts of an export."""

    total: int
    ids: tuple[AccountId, ...] | None
    """In order of id; None for the whole book."""


def chosen(db: sqlite3.Connection, wish: Wish) -> Chosen:
    """Return which accounts are wanted: those that the search finds, else all."""
    if not wish.only.strip():
        return Chosen(db.execute(_COUNT).fetchone()[0], None)
    found = search.search(db, wish.only, _MOST, today=wish.now.date())
    ids = tuple(sorted({hit.account for hit in found}))
    return Chosen(len(ids), ids)


def records(
    db: sqlite3.Connection, wanted: Chosen, now: datetime, told: Told | None = None, cancelled: Asked | None = None
) -> Generator[Record, None, None]:
    """Yield the accounts in order of their ids.

    Raises:
        ExportCancelled: `cancelled` said so.
    """
    settings = settings_rows.read(db)
    for count, row in enumerate(_rows(db, wanted)):
        if count % EVERY == 0:
            if cancelled is not None and cancelled():
                raise ExportCancelled
            if told is not None:
                told(Progress(count, wanted.total))
        number, standing, tier, rank, facts = row
        people = tuple(codec.decode(PersonFacts, text) for (text,) in db.execute(_PEOPLE, (number,)))
        account = codec.decode(AccountFacts, facts)
        yield Record(db, settings, now, account, Standing(standing), Tier(tier), rank, people)
    if told is not None:
        told(Progress(wanted.total, wanted.total))


def _rows(db: sqlite3.Connection, wanted: Chosen) -> Iterator[tuple[str, str, str, float, str]]:
    if wanted.ids is None:
        yield from db.execute(_ALL)
        return
    for number in wanted.ids:
        yield from db.execute(_ONE, (number,))
