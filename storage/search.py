"""Search as you type, newest touched first, over names, people, phones, e-mails, notes and pain; one account by name.

The word index is read from its newest row on and never sorted, so one letter costs no more than a whole name.
"""

from __future__ import annotations

import difflib
import json
import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from playbook.cleaning import clean_line
from playbook.errors import Ambiguous, NotFound
from playbook.folding import fold
from playbook.words import AccountId
from storage import lens
from storage.search_hits import hits
from storage.search_query import MOST, Filters, Query, parse
from storage.views import Hit

LIMIT: Final = 50
"""Hits of a search."""

Values = dict[str, str | int | None]

_TWICE: Final = 2
_MANY: Final = 1_000
_MOST_ROWS: Final = 20_000
_END: Final = date.max.isoformat()
_FILTERED: Final = """
(:dream = 0 OR a.dream = 1)
AND (:standings = '[]' OR a.standing IN (SELECT value FROM json_each(:standings)))
AND (:verdicts = '[]' OR a.verdict IN (SELECT value FROM json_each(:verdicts)))
AND (:states = '[]' OR upper(a.state) IN (SELECT value FROM json_each(:states)))
AND (:tags = '[]' OR NOT EXISTS (SELECT 1 FROM json_each(:tags) AS tag WHERE instr(a.tags, tag.value) = 0))
AND a.nos BETWEEN :least_nos AND :most_nos
AND iif(a.last_on IS NULL, :never, a.last_on BETWEEN :after AND :before)"""
_RECENT: Final = f"""
SELECT a.id, a.id FROM account AS a INDEXED BY account_last
WHERE {_FILTERED} ORDER BY a.last_on DESC LIMIT :most"""  # noqa: S608  (built of constants)
_FEW: Final = f"SELECT a.id FROM account AS a INDEXED BY account_last WHERE {_FILTERED} LIMIT :enough"  # noqa: S608
_FOUND: Final = f"""
(:inside = '' OR instr(f.text, :inside) > 0)
AND (:others = '[]' OR NOT EXISTS (SELECT 1 FROM json_each(:others) AS word WHERE instr(f.text, word.value) = 0))
AND (:few IS NULL OR f.account IN (SELECT value FROM json_each(:few)))
AND {_FILTERED} ORDER BY f.rowid DESC"""  # noqa: S608  (built of constants)
_INDEXED: Final = f"""
SELECT f.account, f.owner FROM finder AS f CROSS JOIN account AS a ON a.id = f.account
WHERE f.finder MATCH :match AND {_FOUND}"""  # noqa: S608  (built of constants)
_INSIDE: Final = f"""
SELECT f.account, f.owner FROM finder AS f CROSS JOIN account AS a ON a.id = f.account
WHERE {_FOUND}"""  # noqa: S608  (built of constants)
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
    wanted = _filtered(query.filters, today or _book_day(db))
    if query.blank:
        found = {AccountId(account): owner for account, owner in db.execute(_RECENT, wanted | {"most": limit})}
    else:
        found = _by_words(db, query, wanted, limit * _TWICE)
    return hits(db, found, query, limit)


def everything(db: sqlite3.Connection, text: str, *, today: date | None = None) -> tuple[AccountId, ...]:
    """Return every account that the words and filters find, in the order of their ids: for what is done to many."""
    query = parse(text)
    wanted = _filtered(query.filters, today or _book_day(db))
    if query.blank:
        return tuple(sorted(AccountId(account) for account, _ in db.execute(_RECENT, wanted | {"most": -1})))
    words = {"match": query.match, "inside": "".join(query.inside[:1]), "others": _list(query.inside[1:]), "few": None}
    rows = db.execute(_INDEXED if query.match else _INSIDE, wanted | words)
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


def _by_words(db: sqlite3.Connection, query: Query, wanted: Values, most: int) -> dict[AccountId, str]:
    """Read the index from its newest row on until enough accounts are found, with the row that matched each.

    Where the filters let only few accounts through these are looked up first, so that a common word and a rare
    filter do not read the whole index row by row.
    """
    few = None
    if query.filters != Filters():
        ids = [account for (account,) in db.execute(_FEW, wanted | {"enough": _MANY})]
        if len(ids) < _MANY:
            few, wanted = _list(ids), _filtered(Filters(), date.max)
    words = {"match": query.match, "inside": "".join(query.inside[:1]), "others": _list(query.inside[1:]), "few": few}
    found: dict[AccountId, str] = {}
    for read, (account, owner) in enumerate(db.execute(_INDEXED if query.match else _INSIDE, wanted | words)):
        found.setdefault(AccountId(account), owner)
        if len(found) >= most or read >= _MOST_ROWS:
            break
    return found


def _filtered(filters: Filters, day: date) -> Values:
    """Return what `_FILTERED` asks for; a filter that was not typed lets everything through."""
    return {
        "dream": int(filters.dream),
        "standings": _list(filters.standings),
        "verdicts": _list(filters.verdicts),
        "states": _list(filters.states),
        "tags": _list(f",{tag}," for tag in filters.tags),
        "least_nos": filters.nos.low,
        "most_nos": filters.nos.high,
        "never": int(filters.silent.high == MOST),
        "after": _back(day, filters.silent.high),
        "before": _back(day, filters.silent.low) if filters.silent.low else _END,
    }


def _back(day: date, days: int) -> str:
    """Return the day so many days before; a number that leads before the calendar leads before every touch."""
    try:
        return (day - timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def _list(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


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
