"""What undo would call an action that came from another copy: labels never travel, so one is made of its entries."""

from __future__ import annotations

import json
import sqlite3

from storage import actions, journal
from storage.journal_staging import Staging


def name(db: sqlite3.Connection, held: Staging) -> None:
    """Name the actions of entries that just came; the same whatever the order they came in; inside a transaction."""
    rows = held.db.execute("SELECT DISTINCT action FROM line WHERE fresh = 1 ORDER BY action").fetchall()
    for start in range(0, len(rows), 500):
        marks = json.dumps([action for (action,) in rows[start : start + 500]])
        firsts = db.execute(
            "SELECT entry.id, entry.action, entry.at, entry.entity, entry.kind, entry.body, entry.actor, account.name"
            " FROM action JOIN entry ON entry.id = (SELECT min(id) FROM entry AS said WHERE said.action = action.id)"
            " LEFT JOIN account ON account.id = entry.entity"
            " WHERE action.own = 0 AND action.id IN (SELECT value FROM json_each(?))",
            (marks,),
        ).fetchall()
        db.executemany("UPDATE action SET label = ? WHERE id = ?", map(_label, firsts))


def _label(row: tuple[str, ...]) -> tuple[str, str]:
    *said, called = row
    entry = journal.read((said[0], said[1], said[2], said[3], said[4], said[5], said[6]))
    words = actions.words(entry)
    return (f"{words} · {called}" if called else words), entry.action
