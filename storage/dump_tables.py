"""All tables as sorted rows: two books say the same exactly when these are equal.

Both tell that: `dump_tables` holds every row at once, for tests; `unlike` holds two rows, however big the books are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import zip_longest
from typing import Final

_LOCAL: Final = frozenset({"entry", "meta", "finder_row"})
"""The journal, this copy's own marks, and row numbers that only mean something here."""
_FINDER: Final = "SELECT text, owner, account, sort FROM finder"
_ROWS: Final = 10_000
"""Rows between two words on how far it is."""
Rows = list[tuple[object, ...]]


def dump_tables(db: sqlite3.Connection) -> dict[str, Rows]:
    """Return the rows of every table that follows from the journal, each table in its own order."""
    found = {}
    for name in sorted(_tables(db) - _LOCAL):
        found[name] = sorted(db.execute(_query(name)), key=repr)
    return found


def unlike(mine: sqlite3.Connection, other: sqlite3.Connection, told: Callable[[int, int], None]) -> tuple[str, ...]:
    """Return the names of the tables that do not say the same in two books, read row beside row.

    `told` hears how many rows were compared, of how many.
    """
    names, others = _tables(mine) - _LOCAL, _tables(other) - _LOCAL
    shared = sorted(names & others)
    total = sum(other.execute(_count(name)).fetchone()[0] for name in shared)
    compared, found = 0, names ^ others
    for name in shared:
        query = f"{_query(name)} ORDER BY {_order(mine, name)}"
        for one, another in zip_longest(mine.execute(query), other.execute(query)):
            if one != another:
                found.add(name)
                break
            compared += 1
            if compared % _ROWS == 0:
                told(compared, total)
    return tuple(sorted(found))


def differing(mine: dict[str, Rows], other: dict[str, Rows]) -> tuple[str, ...]:
    """Return the names of the tables that do not say the same."""
    return tuple(name for name in sorted(mine.keys() | other.keys()) if mine.get(name) != other.get(name))


def _query(name: str) -> str:
    return _FINDER if name == "finder" else f'SELECT * FROM "{name}"'  # noqa: S608  (out of the file's own list of tables)


def _count(name: str) -> str:
    return f'SELECT count(*) FROM "{name}"'  # noqa: S608  (out of the file's own list of tables)


def _order(db: sqlite3.Connection, name: str) -> str:
    """Return what tells every row of a table from the others: its key, else all that stands in it."""
    columns = db.execute("SELECT name, pk FROM pragma_table_info(?)", (name,)).fetchall()
    keys = [f'"{column}"' for column, place in sorted(columns, key=lambda each: each[1]) if place]
    return ", ".join(keys or [f'"{column}"' for column, _ in columns])


def _tables(db: sqlite3.Connection) -> set[str]:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    rows = db.execute(query).fetchall()
    virtual = [name for name, sql in rows if sql.startswith("CREATE VIRTUAL")]
    shadows = {f"{name}_{part}" for name in virtual for part in ("data", "idx", "content", "docsize", "config")}
    return {name for name, _ in rows} - shadows
