"""The value library as rows: what entries say of it, what suits an account, and what was given to whom (R13)."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from typing import Final

from playbook import codec, value_library
from playbook.bodies import AssetAdded, AssetSet
from playbook.entry import Entry
from playbook.errors import NotFound
from playbook.facts import AccountFacts
from playbook.folding import fold
from playbook.value_library import Asset, Idea
from playbook.words import AccountId, AssetId, Channel, Outcome
from storage.views_library import GivenRow, LibraryRow

_ASSETS: Final = "SELECT facts FROM asset WHERE gone = 0 ORDER BY id"
_HAD: Final = "SELECT asset, max(on_day) FROM touch WHERE account = ? AND asset <> '' GROUP BY asset"
_GIVEN: Final = "SELECT asset, count(*), max(on_day) FROM touch WHERE asset <> '' AND outcome = ? GROUP BY asset"
_LAST: Final = """
SELECT a.name, p.name FROM touch AS t INDEXED BY touch_asset
LEFT JOIN account AS a ON a.id = t.account LEFT JOIN person AS p ON p.id = t.person
WHERE t.asset = ? AND t.asset <> '' AND t.outcome = ? ORDER BY t.on_day DESC, t.account LIMIT 1"""
_TO: Final = """
SELECT t.account, a.name, coalesce(p.name, ''), t.on_day, t.channel FROM touch AS t INDEXED BY touch_asset
JOIN account AS a ON a.id = t.account LEFT JOIN person AS p ON p.id = t.person
WHERE t.asset = ? AND t.asset <> '' AND t.outcome = ? ORDER BY t.on_day DESC, t.account LIMIT ?"""


def take(db: sqlite3.Connection, entry: Entry, body: AssetAdded | AssetSet) -> None:
    """Bring the asset of an entry up to it; entries come in the order of their ids."""
    number = AssetId(entry.entity or entry.id)
    asset = value_library.step_asset(_find(db, number), number, body)
    if asset is not None:
        db.execute(
            "INSERT INTO asset (id, title, gone, facts) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET title = excluded.title, gone = excluded.gone, facts = excluded.facts",
            (number, asset.title, int(asset.gone), codec.encode(asset)),
        )


def assets(db: sqlite3.Connection) -> tuple[Asset, ...]:
    """Return what stands in the library, oldest first."""
    return tuple(codec.decode(Asset, text) for (text,) in db.execute(_ASSETS))


def asset(db: sqlite3.Connection, number: str) -> Asset:
    """Return one asset by its id, or by the beginning of its title where only one begins so.

    Raises:
        NotFound: there is none, or more than one.
    """
    known = assets(db)
    wanted = fold(number)
    same = [each for each in known if each.id == number] or [each for each in known if fold(each.title) == wanted]
    found = same or [each for each in known if wanted and fold(each.title).startswith(wanted)]
    if len(found) != 1:
        why = "No thing of the library is called that" if not found else f"{len(found)} things are called that"
        raise NotFound(f"{why}. Nothing was changed.", "notyet library list shows their ids and titles.")
    return found[0]


def suiting(db: sqlite3.Connection, account: AccountFacts, today: date) -> tuple[Idea, ...]:
    """Return what may be given to an account, best first; at least two ideas, S4's own where the book has fewer."""
    known = assets(db)
    had = {AssetId(number): date.fromisoformat(day) for number, day in db.execute(_HAD, (account.id,))} if known else {}
    found = value_library.suiting(account, known, had, today)
    return found if len(found) >= value_library.TWO else value_library.ideas(account, known, had, today)


def rows(db: sqlite3.Connection, now: datetime, words: str = "") -> tuple[LibraryRow, ...]:
    """Return the library, each asset with how often and when it was given last, and to whom.

    `words`: only those in which all of them stand. What is over by its own day comes last.
    """
    given = {number: (times, day) for number, times, day in db.execute(_GIVEN, (Outcome.VALUE,))}
    wanted = fold(words).split()
    found = [
        _row(db, each, given.get(each.id), now.date())
        for each in assets(db)
        if all(word in fold(" ".join((each.title, each.kind, each.about, *each.fits))) for word in wanted)
    ]
    return tuple(sorted(found, key=lambda row: (row.over, fold(row.asset.title), row.asset.id)))


def given_to(db: sqlite3.Connection, number: AssetId, most: int = 50) -> tuple[GivenRow, ...]:
    """Return to whom an asset was given, newest first."""
    return tuple(
        GivenRow(AccountId(account), name, person, date.fromisoformat(day), None if how is None else Channel(how))
        for account, name, person, day, how in db.execute(_TO, (number, Outcome.VALUE, most))
    )


def _row(db: sqlite3.Connection, each: Asset, given: tuple[int, str] | None, today: date) -> LibraryRow:
    over = each.until is not None and each.until < today
    if given is None:
        return LibraryRow(each, over=over)
    name, person = db.execute(_LAST, (each.id, Outcome.VALUE)).fetchone()
    return LibraryRow(each, given[0], date.fromisoformat(given[1]), name or "", person or "", over=over)


def _find(db: sqlite3.Connection, number: AssetId) -> Asset | None:
    row = db.execute("SELECT facts FROM asset WHERE id = ?", (number,)).fetchone()
    return None if row is None else codec.decode(Asset, row[0])
