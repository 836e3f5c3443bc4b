"""How rows of a table are read and written: one by one as they are, or into empty tables in batches (a rebuild)."""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.upsert import Cells, Upsert

_MOST: Final = 5_000
"""Rows that are held back at once."""


class TableRows:
    """Rows as they stand."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Read and write `db`."""
        self._db = db

    def fetch(self, table: Upsert, key: str) -> Cells | None:
        """Return the row of a key, None where there is none."""
        return table.fetch(self._db, key)

    def of_account(self, table: Upsert, account: str) -> list[Cells]:
        """Return the rows of an account."""
        return table.of_account(self._db, account)

    def put(self, table: Upsert, cells: Cells, old: Cells | None = None) -> None:
        """Insert the row, or bring the one of this key up to it: what differs from `old`, where that was read."""
        table.put(self._db, cells, old)

    def flush(self, *, filled: bool) -> None:
        """Write what is held back; `filled`: from here on rows may come a second time."""


class EmptyTables(TableRows):
    """Rows of tables that are empty yet: nothing is looked up, and they are written many at a time.

    Until the tables are `filled` each row comes once, which a rebuild does: it folds every company, then every person.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        """Fill tables of `db`."""
        super().__init__(db)
        self._filled = False
        self._held: dict[Upsert, list[Cells]] = {}
        self._count = 0

    def fetch(self, table: Upsert, key: str) -> Cells | None:
        """Return the row of a key; there is none yet."""
        return super().fetch(table, key) if self._filled else None

    def of_account(self, table: Upsert, account: str) -> list[Cells]:
        """Return the rows of an account; there are none yet."""
        return super().of_account(table, account) if self._filled else []

    def put(self, table: Upsert, cells: Cells, old: Cells | None = None) -> None:
        """Hold a row back until there are many."""
        if self._filled:
            super().put(table, cells, old)
            return
        self._held.setdefault(table, []).append(cells)
        self._count += 1
        if self._count >= _MOST:
            self.flush(filled=False)

    def flush(self, *, filled: bool) -> None:
        """Write what is held back, a statement a table."""
        for table, rows in self._held.items():
            table.put_all(self._db, rows)
        self._held.clear()
        self._count = 0
        self._filled = self._filled or filled
