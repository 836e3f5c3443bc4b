"""What panes read, in process: today's queue and search, and how little the size of the book matters to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import cycle
from statistics import median
from typing import Final

from benchmarks.books import MORNING
from benchmarks.deciding import Rep
from benchmarks.figures import Kind, Limit, Measured, Result, Stat, Unit
from benchmarks.stage import Stage, alternating, said, took
from storage.book import Book

RUNS: Final = 60
WORDS: Final = ("", "a", "b", "w", "co", "to", "sta", "audit", "zzz")
"""What is typed into search, from one letter on; each fills a page in every book, or finds nothing in any."""
FILTERS: Final = ("is:dream", "is:dumped", "no:>5", "a is:dream")
"""Filters that let few through, the same accounts in every book."""
TYPED: Final = (*WORDS, *FILTERS, "bell", "0142", "state:IL", "a state:IL", "silent:>90d")
_GROWTH: Final = Limit(Kind.TIMES, 1.1)
_DUE: Final = ((30_000, 15.0), (1_000, 2.0))
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
    """Search a big book for everything in `TYPED`; all of a search is measured, not only its SQL."""
    with stage.opened(stage.shared(stage.sizes.big)) as book:
        found = {text: [_searched(book, text) for _ in range(stage.runs(RUNS) // 3)] for text in TYPED}
    slowest = max(found, key=lambda text: median(found[text]))
    every = [each for took in found.values() for each in took]
    note = f"{len(TYPED)} searches; slowest: “{slowest}”, {median(found[slowest]):.1f} ms"
    limit = Limit(Kind.MOST, 15.0, Stat.P95)
    book_said = said(stage.sizes.big)
    yield Result("search", "search", book_said, Measured.of(every, Unit.MS), limit=limit, note=note)


def growth(stage: Stage) -> Iterable[Result]:
    """Do the same in the small and in the big book, in turns."""
    small, big = stage.sizes.small, stage.sizes.big
    with ExitStack() as opened:
        books = [opened.enter_context(stage.opened(stage.copy(size, 0, f"growth-{size}"))) for size in (small, big)]
        for what, works in _works(*books):
            for work in works:
                work()
            first, second = (Measured.of(each, Unit.MS) for each in alternating(stage.runs(RUNS), *works))
            what_said, beside = f"{what}, growth with the book", f"with {said(small)}"
            yield Result("growth", what_said, said(big), second, beside, first, _GROWTH)


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
