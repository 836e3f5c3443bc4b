"""Who in the book may be one and the same; nothing is merged by itself (DESIGN section 6).

The book is read a thousand at a time, each in a look of its own, so that no other window waits for a search through all
of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from playbook.words import AccountId, PersonId
from storage.views_duplicates import Duplicates, Suspect, SuspectPair

if TYPE_CHECKING:
    from storage.importing.probable import One
    from storage.importing.probable_blocks import Pair

T = TypeVar("T")
Ask = Callable[[Callable[[sqlite3.Connection], "list[One]"]], "list[One]"]
"""Asks the book in one state of it."""
Tell = Callable[[int, int], None]
"""Hears how many were read, of how many; then how many pairs were compared, of 0: nobody knows of how many.

What it raises stops the search.
"""

MOST: Final = 5_000
_SIZE: Final = "SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM person)"


def find(ask: Ask, total: int, *, sealed: bool, told: Tell) -> Duplicates:
    """Return the pairs of the whole book; `told` hears how far it is."""
    from storage.importing import probable_ones
    from storage.importing.probable_blocks import Blocks

    count = 0
    with Blocks(sealed=sealed) as blocks:
        for read in (probable_ones.accounts, probable_ones.people):
            last = ""
            while chunk := ask(_chunk(read, last)):
                blocks.add(chunk)
                last, count = chunk[-1].id, count + len(chunk)
                told(count, total)
        heard = _Pairs(told)
        found = list(blocks.pairs(every=True, most=MOST + 1, told=heard.told, check=heard.again))
    pairs = sorted(map(_pair, found[:MOST]), key=lambda pair: (pair.person, pair.one.name.casefold(), pair.one.id))
    return Duplicates(tuple(pairs), count, more=len(found) > MOST)


class _Pairs:
    """Says how many pairs were compared, and says it again while everybody is sorted: who hears it may stop it."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._done = 0

    def told(self, done: int, _: int) -> None:
        self._done = done
        self.again()

    def again(self) -> None:
        self._tell(self._done, 0)


def size(db: sqlite3.Connection) -> int:
    """Return how many companies and people a search looks at."""
    return int(db.execute(_SIZE).fetchone()[0])


def _chunk(
    read: Callable[[sqlite3.Connection, str], list[One]], after: str
) -> Callable[[sqlite3.Connection], list[One]]:
    return lambda db: read(db, after)


def _pair(pair: Pair) -> SuspectPair:
    person = pair.one.kind == "person"
    return SuspectPair(person, _suspect(pair.one, person=person), _suspect(pair.other, person=person), pair.why)


def _suspect(one: One, *, person: bool) -> Suspect:
    place = ", ".join(filter(None, (one.city, one.state, one.country)))
    phone = next(iter(one.shown), "")
    if person:
        return Suspect(
            PersonId(one.id), one.name, AccountId(one.at), one.at_name, next(iter(one.mails), ""), phone, place
        )
    return Suspect(AccountId(one.id), one.name, AccountId(one.id), one.name, one.domain, phone, place)
