"""Search as you type, newest touched first, over names, people, phones, e-mails, notes and pain; one account by name.

The word index is read from its newest row on and never sorted, so one letter costs no more than a whole name.
"""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Final

from playbook.cleaning import clean_line
from playbook.errors import Ambiguous, NotFound
from playbook.folding import fold
from playbook.words import AccountId
from storage import lens
from storage.search_filters import Sieve, newest, sieve
from storage.search_hits import hits
from storage.search_query import parse
from storage.search_ways import all_by_words, by_words
from storage.views import Hit

LIMIT: Final = 50
"""Hits of a search."""
_ROOM: Final = "PRAGMA cache_size = -4000"
"""Kilobytes of pages that the connection may hold from the first search on, taken only as they are read. What is typed
reads about 80 pages a word that no word before it read, where a book is large: SQLite's usual 2 MB forgets them from
word to word. Who never searches keeps the 2 MB."""

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
    db.execute(_ROOM)
    query = parse(text)
    passing = sieve(query.filters, today or _book_day(db))
    found = _recent(db, passing, limit) if query.blank else by_words(db, query, passing, limit)
    return hits(db, found, query, limit)


def everything(db: sqlite3.Connection, text: str, *, today: date | None = None) -> tuple[AccountId, ...]:
    """Return every account that the words and filters find, in the order of their ids: for what is done to many."""
    query = parse(text)
    passing = sieve(query.filters, today or _book_day(db))
    if query.blank:
        return tuple(sorted(newest(db, passing)))
    return tuple(sorted(all_by_words(db, query, passing)))


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
    """Return who passes, newest touched first, at most so many."""
    return {number: number for number in islice(newest(db, passing), most)}


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
