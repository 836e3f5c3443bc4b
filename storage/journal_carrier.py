"""The name under which entries are kept whose number is taken here: it is never pushed (DESIGN section 2).

Two copies of a book that went by one name may have given the same number to two entries. One of them keeps it; the
other is kept under this second name of the copy, which a server would refuse from us, so it never goes there. A saved
journal names it in its first line.
"""

from __future__ import annotations

import sqlite3

from storage import journal
from storage.ids import IdSource

KEY = "writer.carried"


def unpushed(db: sqlite3.Connection) -> tuple[str, ...]:
    """Return the writers of this copy that are never pushed: none, or one."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    return () if row is None else (str(row[0]),)


class Carrier:
    """Gives out the numbers of the second name; it takes one when it is first needed."""

    def __init__(self, db: sqlite3.Connection, ids: IdSource) -> None:
        """Write through `db`, inside a transaction."""
        self._db = db
        self._ids = ids
        self._name = ""
        self._number = 0
        self.used = 0
        """Numbers given out."""

    def next(self) -> tuple[str, int]:
        """Return name and number for one more entry."""
        if not self._name:
            self._name = next(iter(unpushed(self._db)), "") or self._named()
            self._number = journal.next_number(self._db, self._name)
        self._number += 1
        self.used += 1
        return self._name, self._number

    def _named(self) -> str:
        name = self._ids.random_text()
        self._db.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (KEY, name))
        return name
