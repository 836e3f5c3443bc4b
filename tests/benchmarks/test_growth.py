"""DESIGN section 7 without a clock: what a key costs does not grow with the book, counted in statements and VM steps.

One book is filled to 300 accounts, looked at, filled to 3,000 with the same touches due, and looked at again.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median_low
from typing import TypeVar

import pytest

from playbook.decide import decide
from playbook.decision import Said
from playbook.facts import AccountFacts, PersonFacts
from playbook.moves import touch
from playbook.words import AccountId, Channel, EntryId, Outcome, Purpose
from storage import engine, free_days
from storage.book import Book
from storage.ids import IdSource
from storage.transaction import tx
from tests.storage.rows import NOW, Rows, account, ago, person, step
from tui.reading import read_board

SMALL, BIG = 300, 3_000
DREAMS = 5
DUE = 40
"""Accounts that are due, in the small book and in the big one."""
SEARCHES = ("", "a", "b", "wor", "berg", "0142", "worked 1", "silent:>9d", "zzz")
"""From one letter on; each finds as many accounts in the small book as in the big one, or a whole page in both."""
RARE = ("is:dream", "a is:dream", "zzz is:dream", "is:customer", "a is:customer", "no:>5", "worked no:>5")
"""Filters that let few through, alone and beside a word that most accounts hold."""
LOGGED = ("logs", "log, most often", "log, at worst")
LOGS = 64
"""Logs that are counted. Every eighth of them merges a part of SQLite's index of words, whatever the book's size, and
some of these merge more: of a single log only chance says whether it is one of them. Over 64 the mean moves by 2 %."""
Answer = TypeVar("Answer")
Cost = tuple[int, int]
"""Statements, steps of SQLite's machine."""


class AtOnce:
    """A desk that has no thread of its own: what is asked is done at once."""

    def __init__(self, book: Book) -> None:
        self._book = book

    async def run(self, fn: Callable[[Book], Answer], /) -> Answer:
        return fn(self._book)

    read = run


class Grown:
    """A book that grows by accounts that are not due; those that are due are there from the start."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.accounts = 0
        self.db: sqlite3.Connection = book._link.db

    def to(self, accounts: int) -> Grown:
        """Fill it up to so many accounts."""
        with tx(self.book._link) as db:
            rows = Rows(db)
            for number in range(self.accounts, accounts):
                rows.add(*_one(number))
            db.execute("INSERT INTO finder (finder) VALUES ('optimize')")  # one segment in both
        self.accounts = accounts
        return self

    def cost(self, work: Callable[[], object]) -> Cost:
        """Return what some work costs; a first run of it has warmed SQLite's own caches."""
        statements: list[str] = []
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        self.db.set_trace_callback(statements.append)
        self.db.set_progress_handler(count, 1)
        work()
        self.db.set_progress_handler(None, 0)
        self.db.set_trace_callback(None)
        return len([each for each in statements if not each.startswith("--")]), steps


class Counted(engine._Plain):
    """A connection that counts from its first statement on: the checks of an opening too."""

    asked = 0
    steps = 0

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]  # as sqlite3.connect gives them
        self.set_trace_callback(self._ask)
        self.set_progress_handler(self._step, 1)

    def _ask(self, statement: str) -> None:
        Counted.asked += not statement.startswith("--")

    def _step(self) -> int:
        Counted.steps += 1
        return 0


def _start(book: Book, monkeypatch: pytest.MonkeyPatch) -> Cost:
    """What the planner asks of a book that was open today until its first screen stands (`NotYet._open`, `Reader`)."""
    path, state = book.path, book.path.parent / "state"
    _first_screen(path, state)
    Counted.asked = Counted.steps = 0
    with monkeypatch.context() as patched:
        patched.setattr(engine, "_Plain", Counted)
        _first_screen(path, state)
    return Counted.asked, Counted.steps


def _first_screen(path: Path, state: Path) -> None:
    with closing(Book.open(path, now=NOW, state=state)) as book:
        book.refresh_day(NOW)
        assert not book.is_new()
        book.data_version()
        board = asyncio.run(read_board(AtOnce(book), NOW, 0, lambda: True))
        assert board is not None
        book.prospect(board.today.rows[0].account, NOW)
        book.coming_back(NOW)
        book.keep_calendars()  # a second later, before the backup of the day
        assert not free_days.lacks(book._link.db)


def _one(number: int) -> tuple[AccountFacts, PersonFacts]:
    """An account with somebody in it: every tenth of the rest waits in the pool, the others have a step ahead."""
    name, trade = f"w{number:05}", ("Berg", "Field", "Lake")[number % 3]
    known = {"state": "IL", "phone": f"+1312555{number:04}", "city": trade}
    rare = 0 < number < DREAMS
    firm = account(name, name=f"Worked {number} {trade}", known=known, dream=rare, nos=6 * rare)
    if number < DUE or number % 10:
        on = ago(number % 5) if number < DUE else ago(-200 - number % 90)
        last, planned = ago(30 + number % 300), step(f"s{name}", Purpose.RHYTHM, on, person=f"p{name}")
        firm = replace(firm, steps=(planned,), first_touch=last, last_touch=last, touches=3)
    return replace(firm, basis=EntryId("e000000")), person(f"p{name}", name, name=f"Ada {trade} {number}")


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Cost, Cost]]:
    """What each thing costs in the small book and in the big one."""
    folder = tmp_path_factory.mktemp("growth")
    book = Book.open(folder / "notyet.db", now=NOW, state=folder / "state", ids=IdSource.seeded(1))
    grown = Grown(book)
    with pytest.MonkeyPatch.context() as patched:
        small = _costs(grown.to(SMALL)) | {"start": _start(book, patched)}
        big = _costs(grown.to(BIG)) | {"start": _start(book, patched)}
    book.close()
    small |= _logs(folder / "small.db", SMALL)
    big |= _logs(folder / "big.db", BIG)
    return {name: (small[name], big[name]) for name in small}


def _costs(grown: Grown) -> dict[str, Cost]:
    book = grown.book
    works: dict[str, Callable[[], object]] = {
        "today": lambda: book.today(NOW),
        "card": lambda: book.prospect(AccountId("w00007"), NOW),
        **{f"search {text}": _search(book, text) for text in (*SEARCHES, *RARE)},
    }
    for work in works.values():
        work()
    return {name: grown.cost(work) for name, work in works.items()}


def _logs(path: Path, accounts: int) -> dict[str, Cost]:
    """What logs cost together, most often and at worst, in a book of their own: they use the day up."""
    with closing(Book.open(path, now=NOW, state=path.parent / "state", ids=IdSource.seeded(1))) as book:
        grown = Grown(book).to(accounts)
        _log(book, AccountId("w00010"))()
        logs = [grown.cost(_log(book, AccountId(f"w{number % DUE:05}"))) for number in range(LOGS)]
    together = sum(asked for asked, _ in logs), sum(steps for _, steps in logs)
    return {"logs": together, "log, most often": median_low(logs), "log, at worst": max(logs)}


def _search(book: Book, text: str) -> Callable[[], object]:
    return lambda: book.search(text)


def _log(book: Book, number: AccountId) -> Callable[[], object]:
    """An outcome, decided before; only its way into the book is counted."""
    now = NOW + timedelta(minutes=1)
    seen = book.prospect(number, now)
    said = Said(
        Outcome.NO_ANSWER, now, person=seen.people[0].id, channel=Channel.CALL, step=seen.account.steps[0].id,
        zone="America/Chicago",
    )  # fmt: skip
    decision = decide(seen.account, seen.people, said, seen.settings, seen.world)
    return lambda: book.record(touch(decision), now=now, label="no answer", basis=decision.basis)


@pytest.mark.parametrize(
    "what",
    ["start", "today", "card", *LOGGED, *(f"search {text}" for text in (*SEARCHES, *RARE))],
)
def test_ten_times_the_accounts_cost_the_same(costs: dict[str, tuple[Cost, Cost]], what: str) -> None:
    small, big = costs[what]

    assert big[0] == small[0], "statements"
    assert big[1] <= small[1] * 1.1, "steps of SQLite's machine"
    assert big[1] >= small[1] / 1.1, "steps: what is compared is the same work"


@pytest.mark.parametrize(
    "what",
    [
        "new day", "coming back", "today", "tally", "dream clients", "dump queue", "card", "search",
        "is it new",
    ],
)  # fmt: skip
def test_nothing_at_the_start_counts_a_table(tmp_path: Path, what: str) -> None:
    """`count(*)` is one step of the machine and reads every page of an index: the steps above do not see it."""
    with closing(Book.open(tmp_path / "notyet.db", now=NOW, state=tmp_path / "state", ids=IdSource.seeded(1))) as book:
        Grown(book).to(DREAMS)
        reads: dict[str, Callable[[], object]] = {
            "new day": lambda: book.refresh_day(NOW + timedelta(days=1)),
            "coming back": lambda: book.coming_back(NOW),
            "today": lambda: book.today(NOW),
            "tally": lambda: book.tally(NOW.date()),
            "dream clients": lambda: book.dream(NOW),
            "dump queue": lambda: book.dump_queue(NOW),
            "card": lambda: book.prospect(AccountId("w00003"), NOW),
            "search": lambda: book.search("a"),
            "is it new": book.is_new,
        }
        ran: list[str] = []
        db = book._link.db
        db.set_trace_callback(ran.append)
        reads[what]()
        db.set_trace_callback(None)
        asked = [each for each in ran if each.lstrip().upper().startswith(("SELECT", "WITH"))]
        counting = [each for each in asked if any(row[1] == "Count" for row in db.execute(f"EXPLAIN {each}"))]

    assert asked
    assert counting == []


def test_the_count_would_see_a_walk(tmp_path: Path) -> None:
    """The check itself: a read of a whole table costs more in a bigger one."""
    book = Book.open(tmp_path / "notyet.db", now=NOW, state=tmp_path / "state", ids=IdSource.seeded(1))
    grown = Grown(book)
    walks = [grown.to(size).cost(lambda: book.ask(_walk))[1] for size in (50, 100)]
    book.close()

    assert walks[1] > walks[0] * 1.5


def _walk(db: sqlite3.Connection) -> object:
    return db.execute("SELECT sum(nos) FROM account WHERE city <> ''").fetchone()
