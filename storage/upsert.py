"""A table as its rows: the SQL to fetch one and to put one, made once from the column names."""

from __future__ import annotations

import sqlite3

Cells = tuple[str | int | float | None, ...]


class Upsert:
    """Reads and writes whole rows of one table; the first column is its key."""

    def __init__(self, table: str, *columns: str) -> None:
        """Name the table and all of its columns."""
        self._table = table
        self._columns = columns
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        held = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
        self._put = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({columns[0]}) DO UPDATE SET {held}"  # noqa: S608
        self._fetch = f"SELECT {names} FROM {table} WHERE {columns[0]} = ?"  # noqa: S608
        self._of_account = f"SELECT {names} FROM {table} WHERE account = ?"  # noqa: S608

    def put(self, db: sqlite3.Connection, cells: Cells, old: Cells | None = None) -> None:
        """Insert the row, or bring the one of this key up to it; `old` is that one, where it was read already.

        Then only what differs is written: SQLite writes every index anew of which a column is named, equal or not.
        """
        if old is None:
            db.execute(self._put, cells)
            return
        places = [place for place, (was, now) in enumerate(zip(old, cells, strict=True)) if was != now]
        held = ", ".join(f"{self._columns[place]} = ?" for place in places)
        if held:
            values = (*(cells[place] for place in places), cells[0])
            db.execute(f"UPDATE {self._table} SET {held} WHERE {self._columns[0]} = ?", values)  # noqa: S608  (names of ours)

    def put_all(self, db: sqlite3.Connection, rows: list[Cells]) -> None:
        """Put many rows."""
        db.executemany(self._put, rows)

    def fetch(self, db: sqlite3.Connection, key: str) -> Cells | None:
        """Return the row of a key, None where there is none."""
        found: Cells | None = db.execute(self._fetch, (key,)).fetchone()
        return found

    def of_account(self, db: sqlite3.Connection, account: str) -> list[Cells]:
        """Return the rows of an account."""
        return db.execute(self._of_account, (account,)).fetchall()
