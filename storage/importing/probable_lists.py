"""Who of an import may be one with whom, in its lists or in the book: shown, never merged (DESIGN section 6)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from storage.importing import probable_ones
from storage.importing.probable import One
from storage.importing.probable_blocks import Blocks, Pair
from storage.importing.report import Likely, Party

if TYPE_CHECKING:
    from storage.book import Book


def find(book: Book, blocks: Blocks, check: Callable[[], None]) -> tuple[Likely, ...]:
    """Return the pairs of which one is new at least; all who are stand in `blocks`, `check` raises where cancelled."""
    check()
    if not blocks.empty:
        for chunk in _held(book):
            check()
            blocks.join(chunk)
    return tuple(sorted(map(_likely, blocks.pairs()), key=_order))


def _order(pair: Likely) -> tuple[str, str, int, int]:
    return pair.kind, pair.one.file, pair.one.line, pair.other.line


def _held(book: Book) -> Iterator[list[One]]:
    """Yield the book's accounts and people, a chunk at a time, so that another window never waits."""
    for read in (probable_ones.accounts, probable_ones.people):
        last = ""
        while chunk := book.ask(_reading(read, last)):
            last = chunk[-1].id
            yield chunk


def _reading(
    read: Callable[[sqlite3.Connection, str], list[One]], after: str
) -> Callable[[sqlite3.Connection], list[One]]:
    return lambda db: read(db, after)


def _likely(pair: Pair) -> Likely:
    return Likely(pair.one.kind, _party(pair.one), _party(pair.other), ", ".join(pair.why))


def _party(one: One) -> Party:
    return Party(one.name, one.firm_name, one.file, one.line, "" if one.fresh else one.id)
