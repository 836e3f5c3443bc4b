"""What the fields of the accounts hold: the columns that the three questions of R1 are made of.

One pass over the book. A column that may not be asked about is not counted, and one with a value of its own for nearly
everybody is dropped on the way: a hundred thousand accounts take a second or two.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from itertools import islice
from typing import Final

from playbook.amounts import number
from playbook.profiling import Column, Held, may_ask
from playbook.words import Standing

MOST: Final = 4_000
"""Values after which a column that holds no figures is no column to ask about."""
SAMPLE: Final = 200
"""Values that tell whether a column holds figures."""
FIGURES: Final = 0.9
"""A column holds figures when this share of it does."""

_TAGS: Final = "tags"
_ROWS: Final = "SELECT standing, facts FROM account"


def columns(db: sqlite3.Connection) -> tuple[Column, ...]:
    """Return the columns that may be asked about, by name, their values the most frequent first."""
    book = 0
    tallies: dict[str, _Tally] = {}
    for standing, text in db.execute(_ROWS):
        book += 1
        customer = standing == Standing.CUSTOMER
        for name, value in json.loads(text).get("fields", ()):
            tally = tallies.get(name)
            if tally is None:
                tally = tallies[name] = _Tally(name)
            tally.take(value, customer=customer)
    return tuple(tally.column(book) for _, tally in sorted(tallies.items()) if tally.counted)


class _Tally:
    """Counts one column."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._accounts: Counter[str] = Counter()
        self._customers: Counter[str] = Counter()
        self._filled = 0
        self.counted = may_ask(name)
        """It may still be asked about."""

    def take(self, value: str | float, *, customer: bool) -> None:
        """Count the value of one account."""
        if not self.counted:
            return
        said = str(value).strip()
        parts = {part for each in said.split(",") if (part := each.strip())} if self._name == _TAGS else {said}
        parts.discard("")
        if not parts:
            return
        self._filled += 1
        self._accounts.update(parts)
        if customer:
            self._customers.update(parts)
        if len(self._accounts) == MOST:
            self.counted = self._figures()

    def column(self, book: int) -> Column:
        """Return the column of a book of so many accounts."""
        numbers: list[float] = []
        if self._figures():
            for value, accounts in self._accounts.items():
                amount = number(value)
                if amount is not None and math.isfinite(amount):
                    numbers += [amount] * accounts
        shown = sorted(self._accounts.items(), key=lambda each: (-each[1], each[0]))
        values = tuple(Held(value, accounts, self._customers[value]) for value, accounts in shown)
        return Column(self._name, book, self._filled, values, tuple(sorted(numbers)))

    def _figures(self) -> bool:
        sample = list(islice(self._accounts, SAMPLE))
        return sum(number(value) is not None for value in sample) >= FIGURES * len(sample) > 0
