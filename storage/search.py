"""Search as you type, newest touched first, over names, people, phones, e-mails, notes and pain; one account by name.

The word index is read from its newest row on and never sorted, so one letter costs no more than a whole name.
"""

from __future__ import annotations

import difflib
import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Final

from playbook.cleaning import clean_line
from playbook.errors import Ambiguous, NotFound
from playbook.folding import fold
from playbook.words import AccountId
from storage import lens
from storage.search_filters import Sieve, Values, few, listed, newest, sieve
from storage.search_hits import hits
from storage.search_query import Query, parse
from storage.views import Hit

LIMIT: Final = 50
"""Hits of a search."""

_TWICE: Final = 2
_MANY: Final = 1_000
_MOST_ROWS: Final = 20_000
_DOCS: Final = 300
"""Search rows up to which each is tested by itself; more of them are met on the way through those that match."""
_WORDS: Final = """
(:inside = '' OR instr(f.text, :inside) > 0)
AND (:others = '[]' OR NOT EXISTS (SELECT 1 FROM json_each(:others) AS word WHERE instr(f.text, word.value) = 0))"""
_NEWEST: Final = "ORDER BY f.rowid DESC"
_OF_FEW: Final = """
WITH few (id) AS (SELECT value FROM json_each(?)), owner (id) AS (
  SELECT id FROM few
  UNION ALL SELECT person.id FROM few CROSS JOIN person ON person.account = few.id
  UNION ALL SELECT touch.entry FROM few CROSS JOIN touch ON touch.account = few.id WHERE touch.note <> ''
  UNION ALL SELECT json_extract(remark.value, '$.entry')
    FROM few CROSS JOIN account ON account.id = few.id CROSS JOIN json_each(account.facts, '$.remarks') AS remark)
SELECT docid FROM owner CROSS JOIN finder_row ON finder_row.owner = owner.id"""
"""The search rows of a few accounts: their own, their people's, what was said."""
_CLOSE: Final = """
SELECT name FROM (SELECT name FROM account WHERE fold >= :letters ORDER BY fold LIMIT 500)
UNION SELECT name FROM (SELECT name FROM account ORDER BY last_on DESC LIMIT 500)"""
_SHOWN: Final = 10
_NAMED: Final = (
    "SELECT id, name, city FROM account WHERE id = :text LIMIT :most",
    "SELECT id, name, city FROM account WHERE fold = :fold AND name = :text LIMIT :most",
    "SELECT id, name, city FROM account WHERE fold = :fold LIMIT :most",
    "SELECT id, name, city FROM account WHERE fold >= :fold AND fold < :fold || char(1114111) LIMIT :most",
    """SELECT id, name, city FROM account WHERE id IN (
    SELECT held.id FROM account AS held INDEXED BY account_fold WHERE instr(held.fold, :fold) > 0 LIMIT :most)""",
)
"""From the surest reading of a name to the loosest; the first one that finds anything decides."""


def search(db: sqlite3.Connection, text: str, limit: int = LIMIT, *, today: date | None = None) -> tuple[Hit, ...]:
    """Return the accounts that the words and filters find, newest touched first; the most recent ones for no words.

    `today` is what `silent:` counts from, None the day that the book stands at. No text is an error.
    """
    query = parse(text)
    passing = sieve(query.filters, today or _book_day(db))
    found = _recent(db, passing, limit) if query.blank else _by_words(db, query, passing, limit * _TWICE)
    return hits(db, found, query, limit)


def everything(db: sqlite3.Connection, text: str, *, today: date | None = None) -> tuple[AccountId, ...]:
    """Return every account that the words and filters find, in the order of their ids: for what is done to many."""
    query = parse(text)
    passing = sieve(query.filters, today or _book_day(db))
    if query.blank:
        return tuple(sorted(_recent(db, passing, -1)))
    rows = db.execute(_matching(query, passing.where), passing.values | _words(query))
    return tuple(sorted({AccountId(account) for account, _ in rows}))


def find(db: sqlite3.Connection, text: str) -> AccountId:
    """Return the account of that id or name: the exact name, else the only one that begins with it or holds it.

    Raises:
        NotFound: none; the hint names those that are spelled alike.
        Ambiguous: several; their ids stand in the message.
    """
    wanted = {"text": clean_line(text), "fold": fold(clean_line(text)), "most": _SHOWN + 1}
    for query in _NAMED if wanted["fold"] else ():
        rows = db.execute(query, wanted).fetchall()
        if len(rows) == 1:
            return AccountId(rows[0][0])
        if rows:
            raise _ambiguous(wanted["text"], rows)
    raise NotFound(f"No account is called “{clean_line(text)}”.", _hint(db, fold(clean_line(text))))


def _book_day(db: sqlite3.Connection) -> date:
    """Return the day at which the book stands; whoever searches has no clock."""
    (day,) = db.execute("SELECT value FROM meta WHERE key = ?", (lens.DAY,)).fetchone()
    return date.fromisoformat(day)


def _recent(db: sqlite3.Connection, passing: Sieve, most: int) -> dict[AccountId, str]:
    """Return who passes, newest touched first, at most so many; below zero: all of them."""
    return {number: number for number in newest(db, passing, most)}


def _by_words(db: sqlite3.Connection, query: Query, passing: Sieve, most: int) -> dict[AccountId, str]:
    """Read the index from its newest row on until enough accounts are found, with the row that matched each.

    Where the filters let only few accounts through, their own rows are looked up first: so few that each is tested by
    itself, or as a sieve of numbers, so that no row that matches is read only to find that it is of somebody else.
    """
    values = passing.values | _words(query)
    chosen = None if passing.open else few(db, passing, _MANY)
    if chosen is None:
        statement = _matching(query, passing.where)
    else:
        docs = [doc for (doc,) in db.execute(_OF_FEW, (listed(chosen),))]
        statement = _each(query) if len(docs) <= _DOCS else _among(query)
        values = _words(query) | {"docs": json.dumps(sorted(docs, reverse=True))}
    found: dict[AccountId, str] = {}
    for read, (account, owner) in enumerate(db.execute(statement, values)):
        found.setdefault(AccountId(account), owner)
        if len(found) >= most or read >= _MOST_ROWS:
            break
    return found


def _words(query: Query) -> Values:
    return {"match": query.match, "inside": "".join(query.inside[:1]), "others": listed(query.inside[1:])}


def _asked(query: Query) -> str:
    """Return what is asked of a search row; only words that the index knows can be looked up there."""
    return f"f.finder MATCH :match AND {_WORDS}" if query.match else _WORDS


def _matching(query: Query, where: str) -> str:
    return (
        "SELECT f.account, f.owner FROM finder AS f CROSS JOIN account AS a ON a.id = f.account"  # noqa: S608
        f" WHERE {_asked(query)} AND {where} {_NEWEST}"
    )


def _among(query: Query) -> str:
    return (
        "SELECT f.account, f.owner FROM finder AS f"  # noqa: S608  (built of constants)
        f" WHERE +f.rowid IN (SELECT value FROM json_each(:docs)) AND {_asked(query)} {_NEWEST}"
    )


def _each(query: Query) -> str:
    """Return the statement that tests each row by its number; the list has the newest first, and so has the answer."""
    return (
        "SELECT f.account, f.owner FROM json_each(:docs) AS doc CROSS JOIN finder AS f ON f.rowid = doc.value"  # noqa: S608
        f" WHERE {_asked(query)}"
    )


def _ambiguous(text: object, rows: list[tuple[str, str, str]]) -> Ambiguous:
    shown = "\n".join(f"  {number}  {name}{f', {city}' if city else ''}" for number, name, city in rows[:_SHOWN])
    more = "\n  and more" if len(rows) > _SHOWN else ""
    return Ambiguous(f"Several accounts are called “{text}”:\n{shown}{more}", "Say which one by its id.")


def _hint(db: sqlite3.Connection, wanted: str) -> str:
    names = {fold(name): name for (name,) in db.execute(_CLOSE, {"letters": wanted[:2]})} if wanted else {}
    close = difflib.get_close_matches(wanted, names, n=3, cutoff=0.6)
    return f"Did you mean {_either([names[each] for each in close])}?" if close else "Look for it with: notyet search"


def _either(names: Iterable[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)
