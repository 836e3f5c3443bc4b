"""Is a file laid as ours are: a trigger or view that somebody put into a backup would run with the next key press.

What follows from the journal may come from another version, since it is dropped and made anew; nothing else may differ.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import Final

from storage import tables
from storage.connection import SCHEMA, statements
from storage.files import text

_OBJECTS: Final = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
)
_JOURNAL: Final = frozenset({"entry", "meta"})
_FORMER: Final = {1: ("IN (OLD.entity, OLD.id)", "= OLD.entity")}
"""What stood in schema.sql of an older file version in the place of ours."""
Laid = tuple[str, str, str, str]


def strange(db: sqlite3.Connection) -> str:
    """Return the first thing in a file that no version of this program laid there, empty for nothing."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    found = {(kind, name, table, sql) for kind, name, table, sql in db.execute(_OBJECTS)}
    journal = _laid("schema.sql", version)
    if journal - found:
        return "its journal is not laid as ours"
    current = "meta" in {each[1] for each in found} and tables.are_current(db)
    known = journal | _laid("tables.sql", version)
    for kind, name, table, _ in sorted(found - known):
        if current or table in _JOURNAL or kind not in {"table", "index", "trigger"}:
            return f"a {kind} called {name!r} that is none of ours"
    return ""


@cache
def _laid(script: str, version: int) -> frozenset[Laid]:
    """Return what a script of ours lays, as it was at a file version."""
    words = text("storage", script)
    for older in range(version, SCHEMA):
        now, then = _FORMER.get(older, ("", ""))
        words = words.replace(now, then) if now else words
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in statements(words):
            db.execute(statement)
        return frozenset((kind, name, table, sql) for kind, name, table, sql in db.execute(_OBJECTS))
    finally:
        db.close()
