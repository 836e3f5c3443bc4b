"""Finds probable pairs among many without comparing everybody with everybody: only who shares a block is compared.

A block is a number, an address or its beginning, a firm, a birthday, with a letter of the name; for firms neighbours in
the order of their names too. Blocks lie in a private database of SQLite's own, so memory stays flat.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice
from types import TracebackType
from typing import Any, Final, Self

from playbook.errors import NotYetError
from storage.importing import probable, probable_keys
from storage.importing.folded import fold
from storage.importing.probable import ACCOUNT, PERSON, One

MOST: Final = 5_000
"""Pairs that are listed; a book with more has another trouble."""
_TABLES: Final = """
CREATE TABLE one (
  number INTEGER PRIMARY KEY, key TEXT, hints TEXT, ahead TEXT, behind TEXT, sorted TEXT, fold TEXT, text TEXT);
CREATE TABLE block (key INTEGER, number INTEGER);
"""
_ORDERS: Final = (
    "SELECT number, ahead, key, hints FROM one WHERE ahead <> '' ORDER BY ahead, number",
    "SELECT number, behind, key, hints FROM one WHERE behind <> '' ORDER BY behind, number",
    "SELECT number, sorted, key, hints FROM one WHERE sorted <> '' ORDER BY sorted, number",
)
"""How firms' names are laid side by side: from the front, from the back, their words in order."""
_NEAR: Final = "SELECT 1 FROM json_each(?) AS wanted CROSS JOIN block ON block.key = wanted.value LIMIT 1"
_INDEX: Final = "CREATE INDEX IF NOT EXISTS block_key ON block (key, number)"
_WORK: Final = """
WITH crowd AS (SELECT count(*) AS many FROM block GROUP BY key HAVING count(*) > 1)
SELECT (SELECT coalesce(sum(CASE WHEN many > ?1 THEN many * ?2 ELSE many * (many - 1) / 2 END), 0) FROM crowd)
+ 3 * ?2 * (SELECT count(*) FROM one WHERE ahead <> '')"""
"""How many will be compared: all of a block, a few neighbours of a crowd, and those of each firm in three orders."""
_BY_NAME: Final = (
    "SELECT number FROM json_each(?) AS wanted CROSS JOIN one ON one.number = wanted.value ORDER BY fold, number"
)
_CROWD: Final = 150
"""A block of more is compared with its neighbours only, in the order of names."""
_COMPARED: Final = 1_000
"""Pairs compared between two words on how far it is."""
_STEPS: Final = 200_000
"""Steps of SQLite between two looks at whether it goes on: some hundredths of a second."""
_WINDOW: Final = 6
_AT_ONCE: Final = 200
"""Who are written at once."""
_HELD: Final = 1_024
"""Who are held in memory: a block's neighbours come one after the other."""
_TEXT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)

Told = Callable[[int, int], None]
"""Hears how many were compared, of how many."""
Row = tuple[int, str, str, str]
"""A firm in one of these orders: its number, its name as it is laid, its key and its hints."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one."""

    one: One
    other: One
    why: tuple[str, ...]


class Blocks:
    """Takes accounts and people in, and gives pairs out; use it with `with`."""

    def __init__(self, *, sealed: bool = False) -> None:
        """Begin empty; `sealed`: nothing may reach the disk in the clear, beside an encrypted book."""
        self._db = sqlite3.connect(":memory:" if sealed else "", isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA cache_size = -3000")
        self._db.executescript(f"BEGIN; {_TABLES} COMMIT;")
        self._load = lru_cache(maxsize=_HELD)(self._loaded)
        self._number = self._compared = 0
        """Of the newest who is in; and how many were compared."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go."""
        self._db.close()

    @property
    def count(self) -> int:
        """How many are in."""
        return self._number

    def ones(self) -> Iterator[One]:
        """Yield all who are in, in the order in which they came."""
        for (text,) in self._db.cursor().execute("SELECT text FROM one ORDER BY number"):
            yield _one(text)

    def add(self, ones: Iterable[One]) -> None:
        """Take some in."""
        self._db.execute("BEGIN")
        left = iter(ones)
        while chunk := list(islice(left, _AT_ONCE)):
            self._put([(one, _blocks(one)) for one in chunk])
        self._db.execute("COMMIT")

    def join(self, ones: Iterable[One]) -> None:
        """Take in of the book's own the firms, and of its people those who share a block with somebody who is in."""
        self._db.execute(_INDEX)
        self._db.execute("BEGIN")
        for one in ones:
            found = _blocks(one)
            if one.kind == ACCOUNT or self._db.execute(_NEAR, (json.dumps(found),)).fetchone():
                self._put([(one, found)])
        self._db.execute("COMMIT")

    def _put(self, ones: Iterable[tuple[One, list[int]]]) -> None:
        """Take these in, each with the keys of its blocks."""
        rows: list[tuple[int | str, ...]] = []
        keys: list[tuple[int, int]] = []
        for one, found in ones:
            self._number += 1
            rows.append((self._number, *_names(one), fold(one.name), _TEXT.encode(one.cells)))
            keys += [(key, self._number) for key in found]
        self._db.executemany("INSERT INTO one VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._db.executemany("INSERT INTO block VALUES (?, ?)", keys)

    def pairs(
        self,
        *,
        every: bool = False,
        most: int = MOST,
        told: Told | None = None,
        check: Callable[[], None] | None = None,
    ) -> Iterator[Pair]:
        """Yield the pairs, each once, at most `most`; `every`: also those of which neither came with a list.

        `told` hears how many were compared, of how many; what `check` raises ends it, also while everybody is sorted.
        """
        with self._asking(check):
            self._db.execute(_INDEX)
            work = self._db.execute(_WORK, (_CROWD, _WINDOW - 1)).fetchone()[0] if told is not None else 0
            self._compared = 0
            yield from islice(self._found(every=every, told=told, work=work), most)
            if told is not None:
                told(work, work)

    def _found(self, *, every: bool, told: Told | None, work: int) -> Iterator[Pair]:
        seen: set[tuple[int, int]] = set()
        for place, pair in enumerate(self._candidates()):
            if told is not None and place % _COMPARED == 0:
                told(min(self._compared, work) if place else 0, work)
            if pair is None or pair in seen:
                continue
            one, other = map(self._load, pair)
            if not (every or one.fresh or other.fresh) or one.kind != other.kind:
                continue
            reasons = probable.why(one, other)
            if reasons:
                seen.add(pair)
                yield Pair(one, other, reasons)

    @contextmanager
    def _asking(self, check: Callable[[], None] | None) -> Iterator[None]:
        """Let `check` end what SQLite does here, which for a long list may sort for a while."""
        raised: list[NotYetError] = []

        def ask() -> int:
            try:
                (check or _nothing)()
            except NotYetError as error:  # it is raised where SQLite comes back
                raised.append(error)
            return len(raised)

        self._db.set_progress_handler(ask if check is not None else None, _STEPS)
        try:
            yield
        except sqlite3.OperationalError:
            if raised:
                raise raised[0] from None
            raise
        finally:
            self._db.set_progress_handler(None, 0)

    def _candidates(self) -> Iterator[tuple[int, int] | None]:
        """Yield two and two who share a block or lie side by side; None for two of whom nothing can speak."""
        groups = self._db.cursor().execute(
            "SELECT json_group_array(number) FROM block GROUP BY key HAVING count(*) > 1 ORDER BY key"
        )
        for (text,) in groups:
            numbers = json.loads(text)
            found: Iterator[tuple[int, int]]
            if len(numbers) <= _CROWD:
                found = combinations(sorted(numbers), 2)
            else:
                found = _neighbours(number for (number,) in self._db.cursor().execute(_BY_NAME, (text,)))
            for pair in found:
                self._compared += 1
                yield pair
        for order in _ORDERS:
            for near in _like(self._db.cursor().execute(order)):
                self._compared += _WINDOW - 1
                yield None
                yield from near

    def _loaded(self, number: int) -> One:
        (text,) = self._db.execute("SELECT text FROM one WHERE number = ?", (number,)).fetchone()
        return _one(text)


def _one(text: str) -> One:
    cells: list[Any] = [tuple(held) if type(held) is list else held for held in json.loads(text)]
    return One(*cells)


def _blocks(one: One) -> list[int]:
    return probable_keys.blocks(probable_keys.words(one))


def _names(one: One) -> tuple[str, str, str, str, str]:
    """Return a firm's key, its hints, and its name as each order lays it; nothing for a person."""
    if one.kind == PERSON:
        return "", "", "", "", ""
    return one.key, " ".join((*one.phones, one.family)), *probable_keys.laid(one.key)


def _like(rows: Iterable[Row]) -> Iterator[list[tuple[int, int] | None]]:
    """Yield of each in an order of names the neighbours that are like it at all, None where nothing can speak for them.

    That is what `probable.why` asks of two firms first, and most end there: they need not be read.
    """
    from rapidfuzz import fuzz

    held: list[Row] = []
    for row in rows:
        number, name, key, hints = row
        found: list[tuple[int, int] | None] = []
        for near, other, their_key, their_hints in held:
            if fuzz.ratio(name, other, score_cutoff=probable.NEAR):
                may = _share(hints, their_hints) or probable.alike(key, their_key) >= probable.ALIKE
                found.append((min(number, near), max(number, near)) if may else None)
        yield found
        held = [*held[-_WINDOW + 2 :], row]


def _share(hints: str, others: str) -> bool:
    """Return whether two firms have a number or the name of their sites in common."""
    return not set(hints.split()).isdisjoint(others.split())


def _neighbours(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    held: list[int] = []
    for number in numbers:
        yield from ((min(number, near), max(number, near)) for near in held)
        held = [*held[-_WINDOW + 2 :], number]


def _nothing() -> None:
    """Go on."""
