"""A real book on a desk, with a few accounts, some of them hostile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playbook import moves
from playbook.decide import decide
from playbook.decision import Said
from playbook.facts import Opening
from playbook.words import AccountId, Channel, EntryId, Outcome, PersonId
from storage.book import Book
from storage.desk import Desk
from storage.ids import IdSource
from tests.builders import NOW
from tests.tui.hosting import HOSTILE
from tui.clock import FrozenClock

PAIN = "changeovers eat a shift a week"


@dataclass(frozen=True, slots=True)
class Stock:
    """A desk, its clock, and who stands in its book."""

    desk: Desk
    clock: FrozenClock
    acme: AccountId
    hostile: AccountId
    dana: PersonId


@asynccontextmanager
async def stocked(folder: Path, *, empty: bool = False) -> AsyncIterator[Stock]:
    """Open a book in `folder` and stock it."""
    clock = FrozenClock(NOW, "America/Chicago")
    desk = Desk(folder / "book.db", clock.now, ids=IdSource.seeded(7), state=folder / "state")
    await desk.start()
    try:
        acme, hostile, dana = (AccountId(""), AccountId(""), PersonId("")) if empty else await desk.run(_stock)
        yield Stock(desk, clock, acme, hostile, dana)
    finally:
        await desk.stop()


def _stock(book: Book) -> tuple[AccountId, AccountId, PersonId]:
    early = NOW - timedelta(days=60)
    acme, dana = _account(book, "Acme Robotics", {"domain": "acme.com", "state": "IL", "lead score": "A7"})
    hostile, _ = _account(book, HOSTILE[1], {"industry": HOSTILE[2], "city": HOSTILE[0]})
    for number in range(30):
        name = f"Globex {number:02}"
        book.record((moves.add_account(name),), now=early, label="added")
    for days, outcome, note in ((30, Outcome.NO, "after the audit"), (20, Outcome.TALK, HOSTILE[0])):
        _touch(book, acme, dana, days, (outcome, note))
    found = book.prospect(acme, NOW)
    opening = Opening(EntryId(""), "funding", NOW.date(), text=HOSTILE[3])
    book.record(
        (
            moves.remark(acme, "pain", PAIN, date(2026, 11, 3), dana),
            moves.signal(found.account, "bid-out", date(2026, 11, 3)),
            moves.signal(found.account, "a sign of tomorrow", date(2026, 11, 4)),
            moves.opening(found.account, found.people, opening, found.world, found.settings),
            moves.star(found.account, NOW.date()),
        ),
        now=NOW,
        label="remarks",
    )
    book.record((moves.bar(hostile, None, HOSTILE[4]),), now=NOW, label="barred")
    return acme, hostile, dana


def _account(book: Book, name: str, fields: dict[str, str]) -> tuple[AccountId, PersonId]:
    early = NOW - timedelta(days=60)
    person = (("email", "dana@acme.com"), ("phone", "+13125550142"), ("role", "decision-maker"), ("title", "VP"))
    drafts = (
        moves.add_account(name, tuple(sorted(fields.items()))),
        moves.add_person(moves.FRESH, "Dana Cole", person),
    )
    ids = dict(book.record(drafts, now=early, label="added").ids)
    return AccountId(ids["new:1"]), PersonId(ids["new:2"])


def _touch(book: Book, account: AccountId, person: PersonId, days: int, what: tuple[Outcome, str]) -> None:
    at = NOW - timedelta(days=days)
    found = book.prospect(account, at)
    step = found.account.steps[0].id if found.account.steps else None
    said = Said(what[0], at, person=person, channel=Channel.CALL, note=what[1], answered=True, step=step)
    decision = decide(found.account, found.people, said, found.settings, found.world)
    book.record(moves.touch(decision), now=at, label="touch")
