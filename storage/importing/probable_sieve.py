"""Who of a book can pair with somebody of a short list: told by a look at their row, before anything of it is read.

Whoever passes may share a block with a newcomer, or lies next to one in an order of names; nobody who does is left out.
So the blocks of a short list with those who pass give the pairs that they would give with the whole book.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from typing import Final

from storage.importing import probable_keys
from storage.importing.folded import company_key
from storage.importing.lexicon import words_of
from storage.importing.probable import ACCOUNT, One, family, number

NEAR: Final = 5
"""Neighbours with which a name is compared, on either side (`probable_blocks`)."""
_CELL: Final = re.compile(r'\["(birthday|email(?:_\d+)?|mobile|phone|phone_home)",("(?:[^"\\]|\\.)*"|[^\]]*)')
"""What of a person's facts blocks are made of, as canonical JSON writes it."""


class Sieve:
    """Knows what the newcomers of a list are known by."""

    def __init__(self, fresh: Iterable[One]) -> None:
        """Look at those whom the list adds."""
        ones = tuple(fresh)
        self._words = frozenset(word for one in ones for word in probable_keys.words(one))
        self._phones = frozenset(phone for one in ones for phone in one.phones)
        self._born = frozenset(one.born for one in ones if one.born)
        self._firms = frozenset(one.firm for one in ones if one.firm)
        self._names = frozenset(_sorted(one.name) for one in ones if probable_keys.is_homeless(one))
        self._families = frozenset(one.family for one in ones if one.family)
        firms = [probable_keys.laid(one.key) for one in ones if one.kind == ACCOUNT]
        self._shelves = tuple(_Shelf(texts) for texts in zip(*firms, strict=True)) if firms else ()

    def person(self, name: str, account: str, facts: str) -> bool:
        """Return whether a person of the book may share a block; `facts` are canonical JSON."""
        if account in self._firms or any(map(self._knows, _CELL.finditer(facts))):
            return True
        return bool(self._names) and _sorted(name) in self._names

    def firm(self, domain: str, phone: str) -> bool:
        """Return whether an account of the book may share a block."""
        return (bool(domain) and family(domain) in self._families) or (bool(phone) and number(phone) in self._phones)

    def lay(self, name: str, account: str) -> None:
        """Put an account where its name lies among those of the list; they come in the order of their ids."""
        if self._shelves:
            for shelf, text in zip(self._shelves, probable_keys.laid(company_key(name)), strict=True):
                shelf.put(text, account)

    def neighbours(self) -> set[str]:
        """Return the accounts that lie next to one of the list in any order."""
        return {account for shelf in self._shelves for account in shelf.ends()}

    def shares(self, one: One) -> bool:
        """Return whether somebody does share a block."""
        return not self._words.isdisjoint(probable_keys.words(one))

    def _knows(self, cell: re.Match[str]) -> bool:
        field, text = cell.groups()
        if text[:1] != '"' or "\\" in text:
            return True  # a figure, or letters written in another way: whoever reads it whole will tell
        said = text[1:-1]
        if field == "birthday":
            return said in self._born
        if field.startswith("email"):
            mail = said.lower()
            known = (probable_keys.same_mail(mail), *probable_keys.of_mail(mail))
            return "@" in mail and not self._words.isdisjoint(known)
        return number(said) in self._phones


class _Shelf:
    """An order of names, parted by those of the list: between each two only its first and its last few matter.

    Whoever is among the nearest few of a newcomer is among the few at an end of the part in which they lie, whoever
    else of the list stands in between.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._edges = sorted(set(filter(None, texts)))
        self._parts: list[tuple[list[tuple[str, str]], list[tuple[str, str]]]] = [
            ([], []) for _ in range(len(self._edges) + 1)
        ]

    def put(self, text: str, account: str) -> None:
        """Keep an account where it is at an end; of one text with a newcomer it lies behind them."""
        if not text:
            return
        first, last = self._parts[bisect_right(self._edges, text)]
        laid = (text, account)
        if len(first) < NEAR or laid < first[-1]:
            insort(first, laid)
            del first[NEAR:]
        if len(last) < NEAR or laid > last[0]:
            insort(last, laid)
            del last[:-NEAR]

    def ends(self) -> Iterator[str]:
        """Yield who lies at the ends."""
        for first, last in self._parts:
            yield from (account for _, account in first)
            yield from (account for _, account in last)


def _sorted(name: str) -> str:
    return " ".join(sorted(words_of(name)))
