"""One key's way through rules, tables and disk, in process: beside a bare commit of the same entry."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from benchmarks.books import MORNING
from benchmarks.figures import Kind, Limit, Measured, Result, Stat, Unit
from benchmarks.heavy import Heavy, heavy
from benchmarks.stage import Stage, alternating, took
from playbook import decide, moves, previews
from playbook.decision import Said
from playbook.words import AccountId, Channel, Outcome
from storage import demo
from storage.book import Book
from storage.views import Prospect

RUNS: Final = 200
_WHAT: Final = "decide + step + rows + COMMIT"
_PAGE: Final = 4_096
_PAGES: Final = 4_000
_BODY: Final = 3_900
"""Bytes of a row that fills a page of its own."""
_SEED: Final = 3
_TOLD: Final = Path("/proc/self/io")


def log(stage: Stage) -> Iterable[Result]:
    """Log outcomes on an account with a lifetime of touches, beside bare commits that write as many bytes."""
    about = heavy(stage, "decide")
    with stage.opened(about.path) as book:
        rep = Rep(book, about.account)
        rep.log()
        size = median(_bytes_of(rep.log) for _ in range(9))
        with closing(Plain(stage.fresh("bare") / "bare.db", round(size / (2 * _PAGE)))) as plain:
            logged, committed = alternating(stage.runs(RUNS), rep.log, plain.commit)
    ours, beside = Measured.of(logged, Unit.MS), Measured.of(committed, Unit.MS)
    yardstick = f"sqlite3, {plain.pages} pages and COMMIT"
    for over, stat in ((3.0, Stat.MEDIAN), (10.0, Stat.P95)):
        limit = Limit(Kind.OVER, over, stat)
        note = f"{size / 1000:,.0f} kB written a key"
        yield Result("log", f"{_WHAT}, {stat}", _named(about), ours, yardstick, beside, limit, note)


def draw(stage: Stage) -> Iterable[Result]:
    """Draw every preview of one account: from its state, so a lifetime of touches costs what a few cost."""
    about = heavy(stage, "draw")
    with stage.opened(about.path) as book:
        few = next(row.account for row in book.today(MORNING).rows if row.step and row.account != about.account)
        works = [partial(_drawn, book.prospect(each, MORNING)) for each in (about.account, few)]
        many_took, few_took = alternating(stage.runs(RUNS), *works)
    limit = Limit(Kind.MOST, 1.0)
    yield Result(
        "draw", "all previews, processor time", _named(about), Measured.of(many_took, Unit.MS),
        "account of the demo", Measured.of(few_took, Unit.MS), limit,
    )  # fmt: skip


class Rep:
    """Logs outcomes on one account, a minute apart, from facts that were read before the key."""

    def __init__(self, book: Book, account: AccountId, now: datetime = MORNING) -> None:
        """Begin in the morning."""
        self._book = book
        self._account = account
        self._now = now

    def log(self) -> float:
        """Return the milliseconds of one key: decided, written, on the disk."""
        self._now += timedelta(minutes=1)
        seen = self._book.prospect(self._account, self._now)
        said = _said(seen, self._now)

        def key() -> None:
            decision = decide.decide(seen.account, seen.people, said, seen.settings, seen.world)
            self._book.record(moves.touch(decision), now=self._now, label="measured", basis=decision.basis)

        return took(key)


class Plain:
    """A database kept as the book is kept, with nothing in it but pages to write."""

    def __init__(self, path: Path, pages: int) -> None:
        """Fill it; a commit will change so many of its pages."""
        self.pages = max(1, pages)
        self._chance = Random(_SEED)  # noqa: S311  (which page, no secret)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = TRUNCATE")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("CREATE TABLE page (id INTEGER PRIMARY KEY, body BLOB)")
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO page (body) VALUES (?)", ((bytes(_BODY),) for _ in range(_PAGES)))
        self._db.execute("COMMIT")

    def commit(self) -> float:
        """Return the milliseconds of one transaction."""
        body = self._chance.randbytes(_BODY)
        rows = [(body, number) for number in self._chance.sample(range(1, _PAGES + 1), self.pages)]
        return took(lambda: self._write(rows))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _write(self, rows: list[tuple[bytes, int]]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany("UPDATE page SET body = ? WHERE id = ?", rows)
        self._db.execute("COMMIT")


def _bytes_of(work: Callable[[], object]) -> float:
    """Return the bytes that this process hands to the system for writing meanwhile: pages, and once more their journal.

    Where the system does not tell (only Linux does), a key counts as the two pages that one entry takes at least.
    """
    if not _TOLD.exists():
        return 4.0 * _PAGE
    before = _written()
    work()
    return float(_written() - before)


def _written() -> int:
    lines = _TOLD.read_text(encoding="ascii").splitlines()
    return next(int(line.partition(":")[2]) for line in lines if line.startswith("wchar"))


def _drawn(seen: Prospect) -> float:
    said = _said(seen, MORNING)
    begun = time.process_time()
    previews.previews(seen.account, seen.people, said, seen.settings, seen.world)
    return (time.process_time() - begun) * 1000


def _said(seen: Prospect, now: datetime) -> Said:
    step = seen.account.steps[0].id if seen.account.steps else None
    person = seen.people[0].id if seen.people else None
    return Said(Outcome.NO_ANSWER, now, person=person, channel=Channel.CALL, step=step, zone=demo.ZONE)


def _named(about: Heavy) -> str:
    return f"account of {about.touches:,} touches"
