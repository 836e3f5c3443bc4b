"""The ways to the accounts that hold some words: from the newest search row on, or from the newest touched who pass.

A common word is met soon on the first way, a rare one ends it soon; on the second, few who pass end it soon, and a word
that most of them hold is met soon. Which of them is short hangs on how words and filters meet, which nobody can count
beforehand, so both are gone in turns until one of them has an answer: that costs at most twice the shorter way.

Where a filter lets those through whom nobody spoke to, and the word stands in remarks, both are long. There a third way
is gone: the rows of the few who pass and may have remarks, and of all others only what is no remark, if that is little.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import chain, count, cycle, islice, repeat
from typing import Final

from playbook.words import AccountId
from storage.search_filters import Sieve, Values, are_few, listed, newest, remarked
from storage.search_query import Query
from storage.search_reading import Reading

_ACCOUNTS: Final = 100
_ROWS: Final = 127
"""Accounts whose rows are read, and search rows of which one is met, before it is the other way's turn."""
_BEFORE: Final = 10
"""Turns of those who pass before all rows of a long word are gathered, which takes as long; turns of both ways before
the third."""
_AFTER: Final = 30
"""Turns of those who pass after it: names that many hold are met among them."""
_FEW_NAMED: Final = 1_000
"""Rows of accounts and people that hold the words, up to which the third way is short."""
_FEW_REMARKED: Final = 8_000
"""Accounts that pass and may have remarks, up to which all of them are read: four of them cost what ten rows do."""
_NEAR: Final = 500
_TRIED: Final = 50
"""Search rows among which enough of a long word are looked for; after so many of them it must look like that."""
_FEW_ROWS: Final = 10_000
_FEW_ACCOUNTS: Final = 4_000
"""Search rows that match, and accounts that pass, up to which all of them are read without taking turns."""
_TWICE: Final = 2
_MOST_ROWS: Final = 20_000
"""Rows found, however few accounts they are of: one with an endless record does not hold a key press."""
_DOCS: Final = 300
"""Search rows up to which each is asked for by itself; more of them are met on the way through those that match."""
_INSIDE: Final = """
(:inside = '' OR instr(told.c0, :inside) > 0)
AND (:others = '[]' OR NOT EXISTS (SELECT 1 FROM json_each(:others) AS word WHERE instr(told.c0, word.value) = 0))"""
_OF_FEW: Final = """
SELECT told.id, told.c2, told.c1, told.c0 FROM json_each(:few) AS few CROSS JOIN finder_content AS told
ON substr(told.c2, -8) = substr(few.value, -8) AND told.c2 = few.value WHERE instr(told.c0, :sure) > 0"""
"""The search rows of a few accounts. `finder_content` is where the index keeps text (c0), owner (c1) and account (c2):
read there, a row costs a third of what it costs through the index, which gives the same."""
_TEXTS: Final = "finder_content AS told"
_NAMED: Final = """
SELECT f.rowid FROM finder AS f
CROSS JOIN finder_content AS told INDEXED BY finder_named ON told.id = f.rowid AND told.c3 = ''
WHERE f.finder MATCH ? ORDER BY f.rowid DESC LIMIT ?"""
"""The rows that match and are no remark, found in an index of their numbers: nothing else of a remark is read."""
_UNTOUCHED: Final = """
SELECT told.id, told.c2, told.c1 FROM json_each(:docs) AS doc CROSS JOIN finder_content AS told ON told.id = doc.value
CROSS JOIN account AS a ON a.id = told.c2 WHERE a.last_on IS NULL"""
_EACH: Final = """
SELECT f.rowid FROM json_each(:docs) AS doc CROSS JOIN finder AS f ON f.rowid = doc.value WHERE f.finder MATCH :match"""
_AMONG: Final = """
SELECT f.rowid FROM finder AS f
WHERE +f.rowid IN (SELECT value FROM json_each(:docs)) AND f.finder MATCH :match"""
_ALIKE: Final = """
SELECT told.c2, told.c1, told.c0 FROM finder AS f CROSS JOIN finder_content AS told ON told.id = f.rowid
CROSS JOIN account AS a ON a.id = told.c2 WHERE f.finder MATCH ? ORDER BY f.rowid DESC"""
_COUNTED: Final = "SELECT count(*) FROM (SELECT 1 FROM finder WHERE finder MATCH ? LIMIT ?)"
Found = dict[AccountId, str]
"""Accounts, and of each the owner of the newest row that matched."""
_Row = tuple[int, AccountId, str]
"""Number, account, owner of a search row."""
_Way = Iterator[Found | None]
"""None while it goes on, then what it found."""
_Few = Callable[[], bool | None]
"""Whether few pass, None where only going on tells; it is asked once at most."""


def by_words(db: sqlite3.Connection, query: Query, passing: Sieve, most: int) -> Found:
    """Return accounts that hold the words and pass: all of them, or at least as many as are wanted.

    Rows are only about in the order of touches, so of those that are walked through twice as many are taken.
    """
    walk = _walk(db, query, passing, most * _TWICE)
    if passing.open:
        return _near(db, query, most * _TWICE) or _end(repeat(walk))
    few = cache(partial(are_few, db, passing, _FEW_ACCOUNTS))
    look = _look(db, query, passing, most, few)
    return _end(_turns(db, query, few, walk, look, _apart(db, query, passing)))


def all_by_words(db: sqlite3.Connection, query: Query, passing: Sieve) -> set[AccountId]:
    """Return every account that holds the words and passes."""
    rows = db.execute(_rows(query, passing), _values(query, passing))
    return {AccountId(account) for passes, account, _ in rows if passes}


def _near(db: sqlite3.Connection, query: Query, most: int) -> Found:
    """Return accounts that hold the words, if the newest rows that begin alike name enough of them; else none.

    Then these are whom a walk would find, without all rows of a long and common word being gathered first.
    """
    found: Found = {}
    if query.short == query.match:
        return found
    reading = Reading(query)
    for read, (account, owner, text) in enumerate(islice(db.execute(_ALIKE, (query.short,)), _NEAR), 1):
        said = reading.says(text)
        if said:
            found.setdefault(AccountId(account), owner)
        if len(found) >= most:
            return found
        if said is None or (read % _TRIED == 0 and len(found) * _NEAR < most * read):
            break
    return {}


def _turns(db: sqlite3.Connection, query: Query, few: _Few, walk: _Way, look: _Way, apart: _Way) -> Iterator[_Way]:
    """Yield whose turn it is: one that is known to be short goes on to its end, one that gathers begins later."""
    yield look
    long = query.short != query.match
    if _are_few(db, query.short) or (long and not _is_common(db, query) and _are_few(db, query.match)):
        yield from repeat(walk)
    if few():
        yield from repeat(look)
    yield from repeat(look, _BEFORE if long else 0)
    yield from islice(cycle((walk, look)), _TWICE * _BEFORE)
    yield apart
    yield from repeat(look, _AFTER)
    yield from cycle((walk, look))


def _end(turns: Iterable[_Way]) -> Found:
    """Go on by turns until one of the ways has an answer."""
    return next(found for way in turns if (found := next(way)) is not None)


def _walk(db: sqlite3.Connection, query: Query, passing: Sieve, most: int) -> _Way:
    """Read the rows that match from the newest on; yield None while it goes on, then what was found."""
    found: Found = {}
    passed = 0
    for passes, account, owner in db.execute(_rows(query, passing), _values(query, passing)):
        if not passes:
            yield None
            continue
        found.setdefault(AccountId(account), owner)
        passed += 1
        if len(found) >= most or passed > _MOST_ROWS:
            break
    yield found


def _look(db: sqlite3.Connection, query: Query, passing: Sieve, most: int, few: _Few) -> _Way:
    """Read the rows of those who pass, the newest touched first; yield None while it goes on, then what was found."""
    reading = Reading(query)
    accounts: Iterator[AccountId] = newest(db, passing)
    rows: list[_Row] = []
    many = True
    for turn in count(1):
        part = tuple(islice(accounts, _ACCOUNTS))
        rows += _of_few(db, query, reading, part)
        if len(part) < _ACCOUNTS or len({account for _, account, _ in rows}) >= most:
            break
        if many:
            yield None
        if turn == _BEFORE and few() is None:
            ahead = list(islice(accounts, _FEW_ACCOUNTS))
            many = len(ahead) == _FEW_ACCOUNTS
            accounts = chain(ahead, accounts)
    yield _owners(rows)


def _apart(db: sqlite3.Connection, query: Query, passing: Sieve) -> _Way:
    """Go the third way in one turn; yield None where many names hold the words or many who pass may have remarks."""
    docs = [doc for (doc,) in db.execute(_NAMED, (query.match, _FEW_NAMED + 1))] if query.match else []
    many = query.inside or not query.match or len(docs) > _FEW_NAMED
    few = None if many else remarked(db, passing, _FEW_REMARKED)
    if few is None:
        yield None
        return
    untouched = db.execute(_of_untouched(passing), passing.values | {"docs": json.dumps(docs)})
    yield _owners([*untouched, *_of_few(db, query, Reading(query), few)])


def _of_untouched(passing: Sieve) -> str:
    """Return the statement that reads which of some rows are of those who pass and were never touched."""
    return f"{_UNTOUCHED} AND {passing.where}"


def _owners(rows: list[_Row]) -> Found:
    """Return of each account the owner of its newest row."""
    found: Found = {}
    for _, account, owner in sorted(rows, reverse=True):
        found.setdefault(account, owner)
    return found


def _of_few(db: sqlite3.Connection, query: Query, reading: Reading, accounts: Iterable[AccountId]) -> list[_Row]:
    """Return the search rows of these accounts that match."""
    found: list[_Row] = []
    unread: dict[int, _Row] = {}
    rows = db.execute(_OF_FEW, {"few": listed(accounts), "sure": reading.sure}).fetchall()
    for (doc, account, owner, _), said in zip(rows, reading.says_each([row[-1] for row in rows]), strict=True):
        if said:
            found.append((doc, account, owner))
        elif said is None:
            unread[doc] = (doc, account, owner)
    return found + [unread[doc] for doc in _held(db, query, list(unread))] if unread else found


def _held(db: sqlite3.Connection, query: Query, docs: list[int]) -> list[int]:
    """Return which of these rows match as the index says; what stands inside words was looked for before."""
    statement = _EACH if len(docs) <= _DOCS else _AMONG
    return [doc for (doc,) in db.execute(statement, {"match": query.match, "docs": json.dumps(docs)})]


def _are_few(db: sqlite3.Connection, match: str) -> bool:
    """Return whether a walk through all rows that match is short; nothing is known of words that no index holds."""
    return bool(match) and db.execute(_COUNTED, (match, _FEW_ROWS)).fetchone()[0] < _FEW_ROWS


def _is_common(db: sqlite3.Connection, query: Query) -> bool:
    """Return whether most of the newest rows that begin alike hold the long words: then there is nothing to count."""
    rows = db.execute(_ALIKE, (query.short,)).fetchmany(_TRIED)
    return sum(map(bool, Reading(query).says_each([text for _, _, text in rows]))) * _TWICE > len(rows)


def _rows(query: Query, passing: Sieve) -> str:
    """Return the statement that reads the rows that match and whose accounts pass, newest first.

    One of a few hundred is told in any case, with whether it passes, so that whoever reads can turn to something else.
    Words that the index does not know are looked for in every text.
    """
    index = "finder AS f CROSS JOIN finder_content AS told ON told.id = f.rowid" if query.match else _TEXTS
    asked, order = ("f.finder MATCH :match", "f.rowid") if query.match else ("1", "told.id")
    inside = f" AND {_INSIDE}" if query.inside else ""
    passes = f"({passing.where}{inside})"
    return (
        f"SELECT {passes}, told.c2, told.c1 FROM {index} CROSS JOIN account AS a ON a.id = told.c2"  # noqa: S608
        f" WHERE {asked} AND ({order} & {_ROWS} = 0 OR {passes}) ORDER BY {order} DESC"
    )


def _values(query: Query, passing: Sieve) -> Values:
    inside = {"inside": "".join(query.inside[:1]), "others": listed(query.inside[1:])}
    return passing.values | inside | {"match": query.match}
