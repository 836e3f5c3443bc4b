"""Who of an import may be one with whom, in its lists or in the book: shown, never merged (DESIGN section 6)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from storage import duplicates
from storage.importing import probable_ones
from storage.importing.probable import One
from storage.importing.probable_blocks import Blocks, Pair
from storage.importing.probable_sieve import Sieve
from storage.importing.report import Likely, Party

if TYPE_CHECKING:
    from storage.book import Book
    from storage.importing.staging import Wish

T = TypeVar("T")
R = TypeVar("R")
LOOKING: Final = "looking"
COMPARING: Final = "comparing"
"""The phases of the search."""
FEW: Final = 2_000
"""Newcomers up to which a list is short: what they are known by is held in memory."""
_TIMES: Final = 10
"""A list is short in a book of so many times as many."""
_AT_ONCE: Final = 200
"""Whom a look at the book reads whole."""


def find(book: Book, blocks: Blocks, wish: Wish) -> tuple[Likely, ...]:
    """Return the pairs of which one is new at least; all who are stand in `blocks`.

    `wish` hears how much of the book was looked at, then how many were compared, and stops it. Of a short list's
    pairs only those of the book are read who can be in one; they are the same as with everybody of the book.
    """
    wish.check()
    if not blocks.count:
        return ()
    total = book.ask(duplicates.size)
    if total:
        heard = _Heard(wish, total)
        if blocks.count <= FEW and blocks.count * _TIMES <= total:
            _join_few(book, blocks, heard)
        else:
            _join_all(book, blocks, heard)
        wish.tell(LOOKING, total, total)
    pairs = blocks.pairs(told=partial(wish.tell, COMPARING), check=wish.check)
    return tuple(sorted(map(_likely, pairs), key=_order))


class _Heard:
    """Counts what was looked at, of a book that may grow meanwhile."""

    def __init__(self, wish: Wish, total: int) -> None:
        self._wish = wish
        self._total = total
        self._done = 0

    def more(self, rows: int) -> None:
        """Tell of more; raises where the rep cancelled."""
        self._done = min(self._done + rows, self._total)
        self._wish.tell(LOOKING, self._done, self._total)


def _join_all(book: Book, blocks: Blocks, heard: _Heard) -> None:
    """Take in everybody of the book who may be in a pair, and all its firms: a long list has neighbours everywhere."""
    heard.more(0)
    for read in (probable_ones.accounts, probable_ones.people):
        for chunk in _chunks(book, read, lambda one: one.id):
            blocks.join(chunk)
            heard.more(len(chunk))


def _join_few(book: Book, blocks: Blocks, heard: _Heard) -> None:
    """Take in those alone who may be in a pair with one of a short list."""
    heard.more(0)
    sieve = Sieve(blocks.ones())
    firms: set[str] = set()
    for accounts in _chunks(book, probable_ones.account_rows, lambda row: row[0]):
        for number, name, domain, phone, more in accounts:
            sieve.lay(name, number)
            if more or sieve.firm(domain, phone):
                firms.add(number)
        heard.more(len(accounts))
    near = sieve.neighbours()
    for found in _read(book, probable_ones.these_accounts, sorted(firms | near)):
        blocks.add([one for one in found if one.id in near or sieve.shares(one)])
        heard.more(0)
    for people in _chunks(book, probable_ones.person_rows, lambda row: row[0]):
        wanted = [number for number, *told in people if sieve.person(*told)]
        for found in _read(book, probable_ones.these_people, wanted):
            blocks.add([one for one in found if sieve.shares(one)])
        heard.more(len(people))


def _chunks(
    book: Book, read: Callable[[sqlite3.Connection, str], list[T]], number: Callable[[T], str]
) -> Iterator[list[T]]:
    """Yield the book's rows, a chunk at a time, so that another window never waits."""
    last = ""
    while chunk := book.ask(_reading(read, last)):
        last = number(chunk[-1])
        yield chunk


def _read(
    book: Book, read: Callable[[sqlite3.Connection, Sequence[str]], list[One]], wanted: Iterable[str]
) -> Iterator[list[One]]:
    """Yield these of the book, whole, some at a time."""
    left = iter(wanted)
    while part := list(islice(left, _AT_ONCE)):
        yield book.ask(_reading(read, part))


def _reading(read: Callable[[sqlite3.Connection, T], R], what: T) -> Callable[[sqlite3.Connection], R]:
    return lambda db: read(db, what)


def _order(pair: Likely) -> tuple[str, str, int, int]:
    return pair.kind, pair.one.file, pair.one.line, pair.other.line


def _likely(pair: Pair) -> Likely:
    return Likely(pair.one.kind, _party(pair.one), _party(pair.other), ", ".join(pair.why))


def _party(one: One) -> Party:
    return Party(one.name, one.firm_name, one.file, one.line, "" if one.fresh else one.id)
