"""An account with a lifetime of touches, at a known place of today's list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.books import DAY, MORNING
from benchmarks.stage import Stage
from playbook.bodies import TouchLogged
from playbook.entry import Entry
from playbook.words import AccountId, ActionId, Channel, EntryId, Outcome
from storage import demo
from storage.book import Book
from storage.ids import IdSource
from storage.views import Prospect

TOUCHES: Final = 5_000
_SEED: Final = 11
_BEFORE: Final = timedelta(days=400)
_OUTCOMES: Final = (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.GATEKEEPER, Outcome.NO, Outcome.VALUE)
_NOTE: Final = "Said that the line is down until the audit is through, and to ask again after it"


@dataclass(frozen=True, slots=True)
class Heavy:
    """The book, the account, and where it stands."""

    path: Path
    account: AccountId
    name: str
    place: int
    """Its place in today's list; there is a row before it."""
    touches: int


def heavy(stage: Stage, name: str) -> Heavy:
    """Return a copy of the middle book in which one account of today's list has so many touches."""
    path = stage.copy(stage.sizes.middle, 0, name)
    touches = TOUCHES // 10 if stage.quick else TOUCHES
    with stage.opened(path) as book:
        rows = book.today(MORNING).rows
        place = next(at for at, row in enumerate(rows) if at > 1 and row.step and row.last_on and not row.dream)
        row = rows[place]
        told = book.prospect(row.account, MORNING)
        book.absorb(tuple(_told(book, told, touches)), "00000000-0000-4000-8000-000000000001")
        rows = book.today(MORNING).rows
        place = next(at for at, each in enumerate(rows) if each.account == row.account)
        return Heavy(path, row.account, row.name, place, touches)


def _told(book: Book, told: Prospect, touches: int) -> Iterator[Entry]:
    """Yield touches of many years before those that stand: they change the record, not the plan (R45)."""
    ids = IdSource.seeded(_SEED)
    ids.follow(book.ask(lambda db: str(db.execute("SELECT max(id) FROM entry").fetchone()[0])))
    chance = Random(_SEED)  # noqa: S311  (a book, no secret)
    for number in range(touches):
        day = DAY - _BEFORE - timedelta(days=touches - number)
        entry = EntryId(ids.next())
        body = TouchLogged(
            day, demo.ZONE, chance.choice(_OUTCOMES), person=chance.choice([each.id for each in told.people]),
            channel=chance.choice([Channel.CALL, Channel.EMAIL]), minutes=4, note=_NOTE, plan=False,
        )  # fmt: skip
        at = datetime.combine(day, time(9, 30), MORNING.tzinfo)
        yield Entry(entry, ActionId(entry), at, told.account.id, body)
