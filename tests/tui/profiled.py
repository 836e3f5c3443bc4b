"""A book of which the questions of R1 can be asked: kinds, sizes and places, some worked, one of them a customer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playbook import moves
from playbook.bodies import StandingSet
from playbook.decide import decide
from playbook.decision import Draft, Said
from playbook.facts import Fields
from playbook.words import AccountId, Channel, Outcome, Standing
from storage.book import Book
from tests.builders import NOW
from tests.tui.hosting import HOSTILE
from tests.tui.stocked import Stock, stocked

KINDS = ("Steel", "Plastics", "Legal", HOSTILE[1], "日本精密工業")


@asynccontextmanager
async def profiled(folder: Path) -> AsyncIterator[Stock]:
    """Open a book of forty companies without a profile."""
    async with stocked(folder, empty=True) as stock:
        await stock.desk.run(_fill)
        yield stock


def _fill(book: Book) -> None:
    drafts = [
        Draft(each.entity.replace("1", str(number), 1), each.body)  # type: ignore[arg-type]
        for number in range(1, 41)
        for each in (moves.add_account(f"Firm {number:02}", _fields(number)),)
    ]
    ids = dict(book.record(drafts, now=NOW, label="import firms.csv").ids)
    for number in (1, 2, 3, 4):
        _worked(book, AccountId(ids[f"new:{number}"]))
    bought = Draft(AccountId(ids["new:5"]), StandingSet(NOW.date(), Standing.CUSTOMER))
    book.record((bought,), now=NOW, label="customer")


def _fields(number: int) -> Fields:
    return (
        ("employees", number * 20),
        ("industry", KINDS[number % len(KINDS)]),
        ("phone", f"+131255501{number:02}"),
        ("state", "IL" if number % 3 else "TX"),
    )


def _worked(book: Book, account: AccountId) -> None:
    found = book.prospect(account, NOW)
    said = Said(Outcome.NO_ANSWER, NOW, channel=Channel.CALL)
    decision = decide(found.account, found.people, said, found.settings, found.world)
    book.record(moves.touch(decision), now=NOW, label="touch", basis=decision.basis)
