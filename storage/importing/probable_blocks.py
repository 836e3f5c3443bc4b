"""Finds probable pairs among many without comparing everybody with everybody: only who shares a block is compared.

A block is a number, an address or its beginning, a firm, a birthday, with a letter of the name; for firms neighbours in
the order of their names too. Blocks lie in a private database of SQLite's own, so memory stays flat.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, islice
from types import TracebackType
from typing import Any, Final, Self

from storage.importing import mails, probable
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
_BY_NAME: Final = (
    "SELECT number FROM json_each(?) AS wanted CROSS JOIN one ON one.number = wanted.value ORDER BY fold, number"
)
_CROWD: Final = 150
"""A block of more is compared with its neighbours only, in the order of names."""
_COMPARED: Final = 1_000
"""Pairs compared between two words on how far it is."""
_WINDOW: Final = 6
_LOCAL: Final = 3
_AT_ONCE: Final = 200
"""Who are written at once."""
_HELD: Final = 1_024
"""Who are held in memory: a block's neighbours come one after the other."""
_TEXT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


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
        self._number = 0
        """Of the newest who is in."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go."""
        self._db.close()

    @property
    def empty(self) -> bool:
        """Whether nobody is in."""
        return self._db.execute("SELECT 1 FROM one LIMIT 1").fetchone() is None

    def add(self, ones: Iterable[One]) -> None:
        """Take some in."""
        self._db.execute("BEGIN")
        left = iter(ones)
        while chunk := list(islice(left, _AT_ONCE)):
            self._put([(one, blocks(one)) for one in chunk])
        self._db.execute("COMMIT")

    def join(self, ones: Iterable[One]) -> None:
        """Take in of the book's own the firms, and of its people those who share a block with somebody who is in."""
        self._db.execute("CREATE INDEX IF NOT EXISTS block_key ON block (key)")
        self._db.execute("BEGIN")
        for one in ones:
            found = blocks(one)
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
        self, *, every: bool = False, most: int = MOST, told: Callable[[int], None] | None = None
    ) -> Iterator[Pair]:
        """Yield the pairs, each once, at most `most`; `every`: also those of which neither came with a list.

        `told` hears how many were compared; nobody knows how many there are.
        """
        seen: set[tuple[int, int]] = set()
        for place, pair in enumerate(self._candidates()):
            if told is not None and place % _COMPARED == 0:
                told(place)
            if pair is None or pair in seen:
                continue
            one, other = map(self._load, pair)
            if not (every or one.fresh or other.fresh) or one.kind != other.kind:
                continue
            reasons = probable.why(one, other)
            if reasons:
                seen.add(pair)
                yield Pair(one, other, reasons)
            if len(seen) == most:
                return

    def _candidates(self) -> Iterator[tuple[int, int] | None]:
        """Yield two and two who share a block or lie side by side; None for two of whom nothing can speak."""
        groups = self._db.cursor().execute(
            "SELECT json_group_array(number) FROM block GROUP BY key HAVING count(*) > 1 ORDER BY key"
        )
        for (text,) in groups:
            numbers = json.loads(text)
            if len(numbers) <= _CROWD:
                yield from combinations(sorted(numbers), 2)
            else:
                yield from _neighbours(number for (number,) in self._db.cursor().execute(_BY_NAME, (text,)))
        for order in _ORDERS:
            yield from _like(self._db.cursor().execute(order))

    def _loaded(self, number: int) -> One:
        (text,) = self._db.execute("SELECT text FROM one WHERE number = ?", (number,)).fetchone()
        cells: list[Any] = [tuple(held) if type(held) is list else held for held in json.loads(text)]
        return One(*cells)


def _names(one: One) -> tuple[str, str, str, str, str]:
    """Return a firm's key, its hints, and its name as each order lays it; nothing for a person."""
    if one.kind == PERSON:
        return "", "", "", "", ""
    words = one.key.split()
    compact = "".join(words)
    return one.key, " ".join((*one.phones, one.family)), compact, compact[::-1], " ".join(sorted(words))


def _like(rows: Iterable[Row]) -> Iterator[tuple[int, int] | None]:
    """Yield neighbours in an order of names that are like each other at all, None where nothing can speak for them.

    That is what `probable.why` asks of two firms first, and most end there: they need not be read.
    """
    from rapidfuzz import fuzz

    held: list[Row] = []
    for row in rows:
        number, name, key, hints = row
        for near, other, their_key, their_hints in held:
            if fuzz.ratio(name, other, score_cutoff=probable.NEAR):
                may = _share(hints, their_hints) or probable.alike(key, their_key) >= probable.ALIKE
                yield (min(number, near), max(number, near)) if may else None
        held = [*held[-_WINDOW + 2 :], row]


def _share(hints: str, others: str) -> bool:
    """Return whether two firms have a number or the name of their sites in common."""
    return not set(hints.split()).isdisjoint(others.split())


def _neighbours(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    held: list[int] = []
    for number in numbers:
        yield from ((min(number, near), max(number, near)) for near in held)
        held = [*held[-_WINDOW + 2 :], number]


def blocks(one: One) -> list[int]:
    """Return the keys of the blocks that somebody stands in."""
    words = _of_person(one) if one.kind == PERSON else _of_firm(one)
    return [_key(text) for text in dict.fromkeys(words)]


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def _of_person(one: One) -> Iterator[str]:
    letters = sorted({word[0] for word in one.words})
    for mail in one.mails:
        local, _, domain = mail.partition("@")
        yield f"mail {mail}"
        if not mails.is_desk(mail):
            yield f"local {local}"
            yield f"ahead {local[:_LOCAL]}@{domain}"
            yield f"behind {local[-_LOCAL:]}@{domain}"
    for letter in letters:
        yield from (f"phone {phone} {letter}" for phone in one.phones)
        if one.born:
            yield f"born {one.born} {letter}"
        if one.firm:
            yield f"firm {one.firm} {letter}"
    if one.city and len(one.words) > 1 and not one.firm:
        yield f"name {' '.join(sorted(one.words))} {fold(one.city)}"


def _of_firm(one: One) -> Iterator[str]:
    for phone in one.phones:
        yield from (f"phone {phone} {word[0]}" for word in one.key.split()[:3])
    if one.family:
        yield f"site {one.family}"
