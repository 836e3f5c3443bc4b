"""What a search's filters ask of an account, as SQL: only what was typed is asked, from the side that holds the fewest.

A walk over the accounts tests each of them, so every condition that nobody typed would cost as much as one that was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from playbook.words import AccountId
from storage.search_query import MOST, Filters, Span

Values = dict[str, str | int | None]
_RARE: Final = 2_000
"""Accounts up to which all of one kind are read and sorted; a walk over the others meets one of theirs soon enough."""
_END: Final = date.max.isoformat()
_NEWEST: Final = "account_last"
_DREAMS: Final = "account_dream"
_STANDINGS: Final = "account_standing"
_ONE_OF: Final = {
    "standing": "a.standing IN (SELECT value FROM json_each(:standing))",
    "verdict": "a.verdict IN (SELECT value FROM json_each(:verdict))",
    "state": "upper(a.state) IN (SELECT value FROM json_each(:state))",
}
_COUNTED: Final = (
    "SELECT coalesce(sum(accounts), 0) FROM standing_count WHERE standing IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class Sieve:
    """Filters ready for SQL, for an account named `a`."""

    where: str = "1"
    """Conditions, made of constants: what was typed stands in `values`."""
    values: Values = field(default_factory=dict)
    filters: Filters = field(default_factory=Filters)

    @property
    def open(self) -> bool:
        """Whether everybody passes."""
        return self.filters == Filters()


def sieve(filters: Filters, day: date) -> Sieve:
    """Return the filters as SQL; `day` is what `silent:` counts from."""
    asked: list[str] = []
    values: Values = {}
    if filters.dream:
        asked.append("a.dream = 1")
    for name, words in (("standing", filters.standings), ("verdict", filters.verdicts), ("state", filters.states)):
        if words:
            asked.append(_ONE_OF[name])
            values[name] = listed(words)
    for number, tag in enumerate(filters.tags):
        asked.append(f"instr(a.tags, :tag{number}) > 0")
        values[f"tag{number}"] = f",{tag},"
    if filters.nos != Span():
        asked.append("a.nos BETWEEN :least_nos AND :most_nos")
        values |= {"least_nos": filters.nos.low, "most_nos": filters.nos.high}
    if filters.silent != Span():
        asked.append("iif(a.last_on IS NULL, :never, a.last_on BETWEEN :after AND :before)")
        values |= _silence(filters.silent, day)
    return Sieve(" AND ".join(asked), values, filters) if asked else Sieve()


def newest(db: sqlite3.Connection, passing: Sieve, most: int) -> tuple[AccountId, ...]:
    """Return who passes, newest touched first, at most so many; below zero: all of them."""
    rows = _through(db, passing, _index(db, passing.filters), most)
    return rows if most < 0 else rows[:most]


def few(db: sqlite3.Connection, passing: Sieve, most: int) -> tuple[AccountId, ...] | None:
    """Return who passes, newest touched first, where these are fewer than `most`; None where there are more."""
    rows = _through(db, passing, _index(db, passing.filters), most)
    return rows if len(rows) < most else None


def listed(words: Iterable[str]) -> str:
    """Return words as SQL reads a list."""
    return json.dumps(list(words), ensure_ascii=False)


def _index(db: sqlite3.Connection, filters: Filters) -> str:
    """Return the index that has the fewest accounts to test."""
    if filters.dream:
        return _DREAMS
    if filters.standings and db.execute(_COUNTED, (listed(filters.standings),)).fetchone()[0] <= _RARE:
        return _STANDINGS
    return _NEWEST


def _through(db: sqlite3.Connection, passing: Sieve, index: str, most: int) -> tuple[AccountId, ...]:
    """Return who passes, newest touched first; a walk that begins with the newest stops once it has enough."""
    order = " ORDER BY a.last_on DESC LIMIT :most" if index == _NEWEST else ""
    statement = f"SELECT a.id, a.last_on FROM account AS a INDEXED BY {index} WHERE {passing.where}{order}"  # noqa: S608
    rows = db.execute(statement, passing.values | {"most": most}).fetchall()
    rows.sort(key=lambda row: row[1] or "", reverse=True)  # those of a rare kind; a walk is sorted, and stays so
    return tuple(AccountId(number) for number, _ in rows)


def _silence(span: Span, day: date) -> Values:
    return {
        "never": int(span.high == MOST),
        "after": _back(day, span.high),
        "before": _back(day, span.low) if span.low else _END,
    }


def _back(day: date, days: int) -> str:
    """Return the day so many days before; a number that leads before the calendar leads before every touch."""
    try:
        return (day - timedelta(days=days)).isoformat()
    except OverflowError:
        return ""
