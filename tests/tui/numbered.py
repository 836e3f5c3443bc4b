"""A stocked desk with something to count: a quarter's work, dumps with news, and two imports."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from playbook import moves
from playbook.bodies import AccountAdded
from playbook.decide import decide
from playbook.decision import Draft, Said
from playbook.facts import Opening
from playbook.words import AccountId, Channel, EntryId, Outcome, Reading
from storage.book import Book
from tests.builders import NOW
from tests.tui.hosting import HOSTILE
from tests.tui.stocked import Stock, stocked

REPORT = (
    '{"accounts":{"new":2,"changed":1},"files":["leads.csv"],"skipped":[{"file":"leads.csv","line":5,"why":"no name"}]}'
)


@asynccontextmanager
async def numbered(folder: Path) -> AsyncIterator[Stock]:
    """Open a stocked book in which a quarter was worked."""
    async with stocked(folder) as stock:
        await stock.desk.run(_work)
        yield stock


def _work(book: Book) -> None:
    promised = book.find("Globex 20")
    _touch(
        book, promised, 9, Outcome.CALLBACK, when=NOW.date() - timedelta(days=2), words="in a week", value_between=False
    )
    for number in range(12):
        firm = book.find(f"Globex {number:02}")
        for days, outcome in ((40 - number, Outcome.NO_ANSWER), (21, Outcome.NO), (12 - number, Outcome.TALK)):
            _touch(book, firm, days, outcome, hour=8 + number % 6)
        if number < 3:
            _touch(book, firm, number, Outcome.MEETING, reading=None if number else Reading.WON, when=NOW.date())
    for number, days, hours in ((28, 30, 9.5), (29, 3, 2.5)):
        firm = book.find(f"Globex {number:02}")
        _touch(
            book,
            firm,
            40,
            Outcome.CALLBACK,
            when=NOW.date() + timedelta(days=60),
            words="next year",
            value_between=False,
        )
        at = NOW - timedelta(days=days)
        facts = book.prospect(firm, at).account
        book.record(
            (moves.dump(facts, at.date(), HOSTILE[1] if number == 29 else "no budget, ever", hours),),
            now=at,
            label="dumped",
        )
    gone = book.prospect(book.find("Globex 28"), NOW)
    seen = Opening(EntryId(""), "funding", NOW.date() - timedelta(days=1), text=f"new money {HOSTILE[3]}")
    book.record((moves.opening(gone.account, gone.people, seen, gone.world, gone.settings),), now=NOW, label="seen")
    for source in ("leads.csv", HOSTILE[0]):
        drafts = [Draft(AccountId(f"new:{number}"), AccountAdded(f"{source[:4]} {number}")) for number in (1, 2)]
        book.land(
            iter(drafts),
            iter(()),
            now=NOW,
            label=f"import {source}",
            source=source,
            report=REPORT,
            cancelled=lambda: False,
        )
    book.record((moves.remark(book.find("lead 1"), "note", "worth a call", NOW.date()),), now=NOW, label="note")


def _touch(book: Book, account: AccountId, days: int, outcome: Outcome, *, hour: int = 9, **more: object) -> None:
    at = (NOW - timedelta(days=days)).replace(hour=hour, minute=0)
    found = book.prospect(account, at)
    step = found.account.steps[0].id if found.account.steps else None
    said = Said(outcome, at, channel=Channel.CALL, answered=True, step=step, **more)  # type: ignore[arg-type]
    decision = decide(found.account, found.people, said, found.settings, found.world)
    book.record(moves.touch(decision), now=at, label=str(outcome))
