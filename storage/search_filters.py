"""What a search's filters ask of an account, as SQL: only what was typed is asked, from the side that holds the fewest.

A walk over the accounts tests each of them, so every condition that nobody typed would cost as much as one that was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from typing import Final

from playbook.words import AccountId, Standing, Verdict
from storage.search_query import MOST, Filters, Span

Values = dict[str, str | int | None]
_RARE: Final = 2_000
"""Accounts up to which all of one kind are read and sorted; a walk over the others meets one of theirs soon enough."""
_END: Final = date.max.isoformat()
_NEWEST: Final = "account_last"
_DREAMS: Final = "account_dream"
_STANDINGS: Final = "account_standing"
_NOS: Final = "account_nos"
_REMARKED: Final = "account_remarked"
REMARKED: Final = """a.last_on IS NULL
AND (instr(a.facts, '"remarks":[') > 0 OR instr(a.facts, '"last_outcome":') > 0)"""
"""Never touched, but something was said all the same: a remark, or the note of a deed that counts as no touch."""
_FEW_NOS: Final = 2
"""No's that most accounts have sooner or later: the index of No's holds those with more."""
_PLAIN: Final = 8
"""Words of one kind of filter that are compared one by one; of more a list is made."""
_COLUMNS: Final = {"standing": "a.standing", "verdict": "a.verdict", "state": "a.state COLLATE NOCASE"}
_COUNTED: Final = (
    "SELECT coalesce(sum(accounts), 0) FROM standing_count WHERE standing IN (SELECT value FROM json_each(?))"
)
_COUNTED_NOS: Final = """
SELECT count(*) FROM (SELECT 1 FROM account INDEXED BY account_nos WHERE nos > 2 AND nos BETWEEN ? AND ? LIMIT ?)"""
_TOUCHED: Final = "a.last_on BETWEEN :after AND :before"
_NEVER: Final = "a.last_on IS NULL"
_ORDER: Final = "a.last_on, a.standing, a.dream, a.verdict, a.nos, a.state, a.tags, a.id"
"""What the newest-touched index is sorted by."""
_DAYS: Final = """
WITH RECURSIVE day (on_day) AS (
SELECT max(last_on) FROM account
UNION ALL SELECT (SELECT max(last_on) FROM account WHERE last_on < day.on_day) FROM day WHERE day.on_day IS NOT NULL)"""
"""The days on which somebody was touched last, from the newest on, each sought in the index; at the end none: never."""
_SOUGHT: Final = """
SELECT a.id FROM day CROSS JOIN account AS a INDEXED BY account_last ON a.last_on IS day.on_day"""
_DAYS_COUNTED: Final = _DAYS + "SELECT count(*) FROM (SELECT 1 FROM day LIMIT ?)"  # noqa: S608  (constants)
_ALL: Final = "SELECT sum(accounts) FROM standing_count"
_ANY_STANDING: Final = "a.standing IN (SELECT standing FROM standing_count)"
_ANY_DREAM: Final = "a.dream IN (0, 1)"
_ANY_VERDICT: Final = f"a.verdict IN {tuple(str(verdict) for verdict in Verdict)}"
_OF_A_DAY: Final = 8
_OF_A_SEEK: Final = 4
"""Seeks that finding a day takes, and rows that the walk passes in the time of one seek."""


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
            asked.append(_one_of(name, words, values))
    for number, tag in enumerate(filters.tags):
        asked.append(f"instr(a.tags, :tag{number}) > 0")
        values[f"tag{number}"] = f",{tag},"
    if filters.nos != Span():
        asked.append("a.nos BETWEEN :least_nos AND :most_nos")
        values |= {"least_nos": filters.nos.low, "most_nos": filters.nos.high}
    if filters.silent != Span():
        asked.append(f"iif({_NEVER}, :never, {_TOUCHED})")
        values |= _silence(filters.silent, day)
    return Sieve(" AND ".join(asked), values, filters) if asked else Sieve()


def newest(db: sqlite3.Connection, passing: Sieve) -> Iterator[AccountId]:
    """Yield who passes, newest touched first; no more is read than is asked for, but those of a rare kind at once."""
    side = _side(db, passing.filters)
    return _walked(db, passing) if side is None else _of_side(db, passing, *side)


def are_few(db: sqlite3.Connection, passing: Sieve, most: int) -> bool | None:
    """Return whether at most so many pass; None where only going on among them would tell."""
    filters = passing.filters
    side = _side(db, filters)
    if side is not None:
        return None if side[0] == _DREAMS else True
    statement = "" if filters.states or filters.tags else _seeking(db, passing)
    if filters == Filters(silent=filters.silent):
        statement = " UNION ALL ".join(f"SELECT 1 FROM account AS a WHERE {part}" for part in _parts(passing))  # noqa: S608
    if not statement:
        return None
    counted = f"SELECT count(*) FROM ({statement} LIMIT :most_passing)"  # noqa: S608  (built of constants)
    return bool(db.execute(counted, passing.values | {"most_passing": most + 1}).fetchone()[0] <= most)


def remarked(db: sqlite3.Connection, passing: Sieve, most: int) -> list[AccountId] | None:
    """Return who passes and may have remarks: who was ever touched, and the few with remarks only; None: over so many.

    Of all others who pass no search row but their own and those of their people stands anywhere.
    """
    touched = f"SELECT a.id FROM account AS a INDEXED BY {_NEWEST} WHERE a.last_on > '' AND {passing.where} LIMIT :most"  # noqa: S608
    others = f"SELECT a.id FROM account AS a INDEXED BY {_REMARKED} WHERE {REMARKED} AND {passing.where} LIMIT :most"  # noqa: S608
    values = passing.values | {"most": most + 1}
    found = [AccountId(number) for part in (touched, others) for (number,) in db.execute(part, values)]
    return found if len(found) <= most else None


def listed(words: Iterable[str]) -> str:
    """Return words as SQL reads a list."""
    return json.dumps(list(words), ensure_ascii=False)


def _one_of(name: str, words: Sequence[str], values: Values) -> str:
    """Return the condition that a column holds one of these words, and put them among the values."""
    wanted = list(dict.fromkeys(words))
    if len(wanted) > _PLAIN:
        values[name] = listed(wanted)
        return f"{_COLUMNS[name]} IN (SELECT value FROM json_each(:{name}))"  # noqa: S608  (names of ours)
    values |= {f"{name}{place}": str(word) for place, word in enumerate(wanted)}
    return f"{_COLUMNS[name]} IN ({', '.join(f':{name}{place}' for place in range(len(wanted)))})"


def _side(db: sqlite3.Connection, filters: Filters) -> tuple[str, str] | None:
    """Return the index that holds few accounts, with what tells SQLite that it may be read; None where none does."""
    if filters.dream:
        return _DREAMS, "a.dream = 1"
    if filters.standings and db.execute(_COUNTED, (listed(filters.standings),)).fetchone()[0] <= _RARE:
        return _STANDINGS, "1"
    least, most = filters.nos.low, filters.nos.high
    if least > _FEW_NOS and db.execute(_COUNTED_NOS, (least, most, _RARE + 1)).fetchone()[0] <= _RARE:
        return _NOS, f"a.nos > {_FEW_NOS}"
    return None


def _of_side(db: sqlite3.Connection, passing: Sieve, index: str, held: str) -> Iterator[AccountId]:
    """Yield all of a rare kind who pass, sorted as the walk would meet them."""
    statement = f"SELECT {_ORDER} FROM account AS a INDEXED BY {index} WHERE {held} AND {passing.where}"  # noqa: S608
    rows = sorted(db.execute(statement, passing.values), key=lambda row: row[1:])
    rows.sort(key=lambda row: row[0] or "", reverse=True)
    return (AccountId(row[-1]) for row in rows)


def _walked(db: sqlite3.Connection, passing: Sieve) -> Iterator[AccountId]:
    """Yield who passes, from the newest or from the first day asked on."""
    seeking = _seeking(db, passing)
    if seeking:
        yield from chain.from_iterable(db.execute(seeking, passing.values))
        return
    for part in _parts(passing):
        statement = (
            f"SELECT a.id FROM account AS a INDEXED BY {_NEWEST}"  # noqa: S608  (built of constants)
            f" WHERE {part} AND {passing.where} ORDER BY a.last_on DESC"
        )
        yield from chain.from_iterable(db.execute(statement, passing.values))


def _seeking(db: sqlite3.Connection, passing: Sieve) -> str:
    """Return the statement that seeks who passes on each day, in the order of the walk; "" where that is no shorter."""
    before = _sought(passing.filters)
    if before is None or not _are_few_days(db, passing.filters):
        return ""
    return " AND ".join((f"{_DAYS}{_SOUGHT} WHERE {passing.where}", *before))


def _sought(filters: Filters) -> tuple[str, ...] | None:
    """Return what must be said of the columns before the last one asked, so that the index is sought in, not walked.

    None where it cannot be sought in: the days of a silence are a span, a state and a tag stand behind spans.
    """
    if filters.silent != Span():
        return None
    standing = () if filters.standings else (_ANY_STANDING,)
    if filters.nos != Span():
        return (*standing, _ANY_DREAM) if filters.verdicts else (*standing, _ANY_DREAM, _ANY_VERDICT)
    if filters.verdicts:
        return (*standing, _ANY_DREAM)
    return () if filters.standings else None


def _are_few_days(db: sqlite3.Connection, filters: Filters) -> bool:
    """Return whether seeking on every day is less work than passing every account: those of a day then lie together."""
    seeks = len(filters.standings) or len(Standing)
    if filters.verdicts or filters.nos != Span():
        seeks *= 2 * (len(filters.verdicts) or len(Verdict))
    (accounts,) = db.execute(_ALL).fetchone()
    most = (accounts or 0) // (_OF_A_SEEK * (_OF_A_DAY + seeks))
    return bool(db.execute(_DAYS_COUNTED, (most + 1,)).fetchone()[0] <= most)


def _parts(passing: Sieve) -> tuple[str, ...]:
    """Return the parts of the walk, each of which the index finds without reading what lies before it."""
    if passing.filters.silent == Span():
        return ("1",)
    return (_TOUCHED, _NEVER) if passing.values["never"] else (_TOUCHED,)


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
