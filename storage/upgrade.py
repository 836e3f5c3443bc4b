"""Bringing a book of an older file version up to this one: after a verified backup, in one transaction (T15).

Version 2 lets single entries that mention somebody erased be blanked; until then only the erased one's own could.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from storage import connection
from storage.connection import SCHEMA, Link
from storage.files import text
from storage.transaction import tx

_BODY: Final = "entry_body_is_fixed"


def bring_up(link: Link, now: datetime) -> bool:
    """Bring an older book up to this version; return whether there was anything to do.

    A book that may only be read stays as it is: it can be read. Killed anywhere it is of the old version or of this.

    Raises:
        BookTrouble: the backup before it failed, or the disk did; the book is as it was.
    """
    if link.read_only or not 0 < version(link.db) < SCHEMA:
        return False
    from storage import backup

    backup.make(link, now)
    with tx(link) as db:
        raise_version(db)
    return True


def raise_version(db: sqlite3.Connection) -> None:
    """Make the journal's rules those of this version, step by step; inside a transaction."""
    for found in range(version(db), SCHEMA):  # another window may have been first
        _STEPS[found](db)
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def version(db: sqlite3.Connection) -> int:
    """Return the file's version, 0 for one without a journal."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _widen(db: sqlite3.Connection) -> None:
    """1 to 2: the body of an entry named by an erasure may be blanked."""
    (trigger,) = (each for each in connection.statements(text("storage", "schema.sql")) if f"TRIGGER {_BODY}" in each)
    db.execute(f"DROP TRIGGER {_BODY}")
    db.execute(trigger)


_STEPS: Final[Mapping[int, Callable[[sqlite3.Connection], None]]] = {1: _widen}
