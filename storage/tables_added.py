"""Tables of an older version that lack nothing but indexes: they are added, and nothing is made anew.

A rebuild of 100,000 accounts takes minutes, an index of them a second. Which text the older tables were laid from
follows from ours without these indexes, so that any other change of ours leads to a rebuild as before.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage import tables
from storage.connection import statements
from storage.files import text

_NEW: Final = ("account_remarked", "finder_named")
_LACKED: Final = {6: ("account_nos", "finder_of", *_NEW), 7: _NEW}
"""By the fold of older tables: the indexes that came since; each stands on one line."""


def add(db: sqlite3.Connection) -> bool:
    """Bring tables up that lack indexes alone, inside a transaction; return whether they are of this version now."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (tables.MARK,)).fetchone()
    for fold, names in _LACKED.items():
        if row is not None and row[0] == tables.mark_of(fold, _without(names)):
            for statement in statements(text("storage", "tables.sql")):
                if _is_one(statement, names):
                    db.execute(statement)
            db.execute("UPDATE meta SET value = ? WHERE key = ?", (tables.mark(), tables.MARK))
            return True
    return False


def _without(names: tuple[str, ...]) -> str:
    """Return the text of our tables as it was before these indexes."""
    lines = text("storage", "tables.sql").splitlines(keepends=True)
    return "".join(line for line in lines if not _is_one(line, names))


def _is_one(line: str, names: tuple[str, ...]) -> bool:
    return any(line.startswith(f"CREATE INDEX {name} ON ") for name in names)
