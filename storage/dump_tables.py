"""All tables as sorted rows: two books say the same exactly when these are equal."""

from __future__ import annotations

import sqlite3
from typing import Final

_LOCAL: Final = frozenset({"entry", "meta", "finder_row"})
"""The journal, this copy's own marks, and row numbers that only mean something here."""
Rows = list[tuple[object, ...]]


def dump_tables(db: sqlite3.Connection) -> dict[str, Rows]:
    """Return the rows of every table that follows from the journal, each table in its own order."""
    found = {}
    for name in sorted(_tables(db) - _LOCAL):
        rows = db.execute("SELECT text, owner, account, sort FROM finder") if name == "finder" else _rows(db, name)
        found[name] = sorted(rows, key=repr)
    return found


def differing(mine: dict[str, Rows], other: dict[str, Rows]) -> tuple[str, ...]:
    """Return the names of the tables that do not say the same."""
    return tuple(name for name in sorted(mine.keys() | other.keys()) if mine.get(name) != other.get(name))


def _rows(db: sqlite3.Connection, name: str) -> sqlite3.Cursor:
    return db.execute(f'SELECT * FROM "{name}"')  # noqa: S608  (a name out of the file's own list of tables)


def _tables(db: sqlite3.Connection) -> set[str]:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    rows = db.execute(query).fetchall()
    virtual = [name for name, sql in rows if sql.startswith("CREATE VIRTUAL")]
    shadows = {f"{name}_{part}" for name in virtual for part in ("data", "idx", "content", "docsize", "config")}
    return {name for name, _ in rows} - shadows
