"""One touch as the journal holds it: what a later note, time or length is laid on (R27, R45)."""

from __future__ import annotations

import sqlite3
from typing import Final

from playbook.bodies import TouchAmended, TouchLogged
from playbook.errors import NotFound
from playbook.words import EntryId
from storage import journal

_NEWEST: Final = f"""
SELECT said.id, said.action, said.at, said.entity, said.kind, {journal.body_of("said")}, said.actor
FROM touch JOIN entry AS said ON said.id = coalesce(touch.amended, touch.entry) WHERE touch.entry = ?"""  # noqa: S608  (constants only)


def touched(db: sqlite3.Connection, entry: EntryId) -> TouchLogged:
    """Return a living touch as it was last amended.

    Raises:
        NotFound: it was taken back meanwhile.
    """
    row = db.execute(_NEWEST, (entry,)).fetchone()
    body = None if row is None else journal.read(row).body
    if isinstance(body, TouchAmended):
        return body.body
    if isinstance(body, TouchLogged):
        return body
    raise NotFound("That touch is no longer in the book. Nothing was changed.", "ctrl+r brings back what was undone.")
