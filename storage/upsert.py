"""A table as its rows: the SQL to fetch one and to put one, made once from the column names."""

from __future__ import annotations

import sqlite3

Cells = tuple[str | int | float | None, ...]


class Upsert:
    """Reads and writes whole rows of one table; the first column is its key."""

    def __init__(self, table: str, *columns: str) -> None:
        """Name the table and all of its columns."""
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        held = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
        self._put = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({columns[0]}) DO UPDATE SET {held}"  # noqa: S608
        self._select = f"SELECT {names} FROM {table} WHERE "  # noqa: S608
        self._key = columns[0]
        self._columns = frozenset(columns)

    def put(self, db: sqlite3.Connection, cells: Cells) -> None:
        """Insert the row, or bring the one of this key up to it."""
        db.execute(self._put, cells)

    def fetch(self, db: sqlite3.Connection, key: str) -> Cells | None:
        """Return the row of a key, None where there is none."""
        found: Cells | None = db.execute(f"{self._select}{self._key} = ?", (key,)).fetchone()
        return found

    def where(self, db: sqlite3.Connection, column: str, value: str) -> list[Cells]:
        """Return the rows that hold a value in one of the table's own columns."""
        if column not in self._columns:
            raise LookupError(column)
        return db.execute(f"{self._select}{column} = ?", (value,)).fetchall()
