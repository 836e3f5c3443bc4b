"""Whether an erasure still owes its cleaning; asked at every start, so nothing of the cleaning is loaded for it."""

from __future__ import annotations

import sqlite3
from typing import Final

MARK: Final = "erasure"
"""Key in `meta` while cleaning is owed; its value: `all`, or `book` where the backups are to stay as they are."""


def owe(db: sqlite3.Connection, *, backups: bool) -> None:
    """Mark that cleaning is owed; inside the transaction of the erasure."""
    db.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (MARK, "all" if backups or owed(db) == "all" else "book"),
    )


def is_owed(db: sqlite3.Connection) -> bool:
    """Return whether an erasure was cut short before the file was clean."""
    return bool(owed(db))


def owed(db: sqlite3.Connection) -> str:
    """Return what is owed, empty where nothing is."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (MARK,)).fetchone()
    return "" if row is None else str(row[0])
