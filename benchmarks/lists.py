"""What panes read, in process: today's queue and search, and how little the size of the book matters to them."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.books import MORNING
from benchmarks.deciding import Rep
from benchmarks.figures import Kind, Limit, Measured, Result, Stat, Unit
from benchmarks.stage import CROWDS, Stage, alternating, said, took
from storage.book import Book
from storage.finder import Finder

RUNS: Final = 60
WORDS: Final = ("", "a", "b", "w", "co", "to", "sta", "manager", "zzz")
"""What is typed into search, from one letter on; each of more than a hundred accounts in every book, or of none in any.

A search reads from the newest row on until a hundred accounts are found, so that with fewer it reads all there are.
"""
FILTERS: Final = ("is:dream", "is:dumped", "no:>5", "a is:dream")
"""Filters that let few through, the same accounts in every book."""
BROAD: Final = ("is:pool", "fit:unknown", "no:>3", "silent:>9d", "silent:>900d", "state:IL", "tag:expo")
"""Filters that let many through, of whom the newest touched may lie far from the newest rows of a word."""
_WORDS: Final = (*WORDS[1:], "audit", "bell", "0142")
_FILTERS: Final = (*FILTERS[:-1], *BROAD)
TYPED: Final = ("", *_WORDS, *_FILTERS, *(f"{word} {asked}" for word in _WORDS for asked in _FILTERS))
"""Words, filters, and every word beside every filter: whichever of them is slow is measured."""
_ROW: Final = """
SELECT f.owner, f.account, f.sort, f.text FROM finder_row AS at CROSS JOIN finder AS f ON f.rowid = at.docid
WHERE at.owner = ?"""
OWN: Final = 40
"""Words of a book's own names and remarks, each of which is searched by itself and beside every filter."""
_TEXT: Final = "SELECT text FROM finder WHERE rowid >= ? ORDER BY rowid LIMIT 1"
_WORD: Final = re.compile(r"[a-z0-9]+")
_SEARCH: Final = Limit(Kind.MOST, 15.0, Stat.P95)
_GROWTH: Final = Limit(Kind.TIMES, 1.1)
_DUE: Final = tuple(zip(CROWDS, (15.0, 2.0), strict=True))
"""Accounts due in a book of 100,000, and the milliseconds that their list may take."""


def today(stage: Stage) -> Iterable[Result]:
    """Read today's list of a big book with much and with little due."""
    for whole, most in _DUE:
        due = stage.sizes.due(whole)
        with stage.opened(stage.shared(stage.sizes.big, due)) as book:
            found = [took(lambda book=book: book.today(MORNING)) for _ in range(stage.runs(RUNS))]  # type: ignore[misc]
        limit = Limit(Kind.MOST, most)
        yield Result("today", "today's queue", said(stage.sizes.big, due), Measured.of(found, Unit.MS), limit=limit)


def search(stage: Stage) -> Iterable[Result]:
    """Search a big book for all in `TYPED` and for its own words; all of a search is measured, not only its SQL."""
    path = stage.shared(stage.sizes.big)
    own = [f"{word} {asked}".strip() for word in beginnings(path, OWN) for asked in ("", *_FILTERS)]
    with stage.opened(path) as book:
        for what, texts, runs in (("search", TYPED, RUNS // 3), ("search, words that the book holds", own, 3)):
            found = {text: [_searched(book, text) for _ in range(stage.runs(runs))] for text in texts}
            slowest = max(found, key=lambda text: median(found[text]))
            every = [each for took in found.values() for each in took]
            note = f"{len(found)} searches; slowest: “{slowest}”, {median(found[slowest]):.1f} ms"
            measured = Measured.of(every, Unit.MS)
            yield Result("search", what, said(stage.sizes.big), measured, limit=_SEARCH, note=note)


def beginnings(path: Path, many: int) -> list[str]:
    """Return beginnings of words that stand in search rows of a book, drawn by lot but the same at every run."""
    lot = random.Random(many)  # noqa: S311  (a lot, no secret)
    found: set[str] = set()
    with closing(sqlite3.connect(path)) as db:
        (newest,) = db.execute("SELECT max(rowid) FROM finder").fetchone()
        while len(found) < many:
            (text,) = db.execute(_TEXT, (lot.randint(1, newest),)).fetchone()
            for word in lot.sample(words := _WORD.findall(text), min(1, len(words))):
                found.add(word[: lot.randint(1, len(word))])
    return sorted(found)


def growth(stage: Stage) -> Iterable[Result]:
    """Do the same in the small and in the big book, in turns; the newest search rows are the same in both."""
    small, big = stage.sizes.small, stage.sizes.big
    files = [stage.copy(size, 0, f"growth-{size}") for size in (small, big)]
    alike(*files)
    with ExitStack() as opened:
        books = [opened.enter_context(stage.opened(file)) for file in files]
        for what, works in _works(*books):
            for work in works:
                work()
            first, second = (Measured.of(each, Unit.MS) for each in alternating(stage.runs(RUNS), *works))
            what_said, beside = f"{what}, growth with the book", f"with {said(small)}"
            yield Result("growth", what_said, said(big), second, beside, first, _GROWTH)


def alike(small: Path, big: Path) -> None:
    """Write the small book's search rows anew at the end of both books, as keys on these accounts would.

    A search reads from the newest row on: whose rows these are decides how many it reads. Every account of the small
    book stands in the big one too, so that both then read the same rows, and what is left between them is their size.
    """
    owners = _asked(small, "SELECT owner FROM finder ORDER BY rowid")
    for path in (small, big):
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            finder = Finder(db)
            db.execute("BEGIN")
            for owner in owners:
                finder.put(*db.execute(_ROW, owner).fetchone())
            db.execute("COMMIT")


def _asked(path: Path, query: str) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


def _works(*books: Book) -> Iterator[tuple[str, list[Callable[[], float]]]]:
    """Yield what is done, and how it is done in each of the books."""
    yield "today's queue", [partial(_listed, book) for book in books]
    yield f"search, {len(WORDS)} of words", [partial(_all_searched, book, WORDS) for book in books]
    yield f"search, {len(FILTERS)} of rare filters", [partial(_all_searched, book, FILTERS) for book in books]
    rows = books[0].today(MORNING).rows
    account = next(row.account for row in rows if row.step is not None and row.last_on is not None)
    yield "card", [partial(_carded, book, cycle([row.account for row in rows])) for book in books]
    yield "log", [Rep(book, account).log for book in books]


def _listed(book: Book) -> float:
    return took(lambda: book.today(MORNING))


def _searched(book: Book, text: str) -> float:
    return took(lambda: book.search(text))


def _all_searched(book: Book, texts: Sequence[str]) -> float:
    return sum(_searched(book, text) for text in texts)


def _carded(book: Book, accounts: Iterator[object]) -> float:
    account = next(accounts)
    return took(lambda: book.prospect(account, MORNING))  # type: ignore[arg-type]
