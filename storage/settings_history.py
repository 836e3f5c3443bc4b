"""How the settings came to be as they are: every change of the playbook, by whom and when (DESIGN section 3)."""

from __future__ import annotations

import sqlite3

from playbook import document
from playbook.bodies import PlaybookSet
from storage import journal
from storage.settings_rows import Rows, settings_of
from storage.views_profile import SettingsChange


def history(db: sqlite3.Connection) -> tuple[SettingsChange, ...]:
    """Return every change of the settings, newest first; one that was taken back changed nothing."""
    dead = journal.dead_actions(db)
    held: dict[str, str] = {}
    found = []
    for entry in journal.of_kind(db, PlaybookSet.kind):
        if isinstance(entry.body, PlaybookSet):
            undone = entry.action in dead
            then = held | {key: str(value) for key, value in entry.body.values}
            before, after = settings_of(_rows(held)), settings_of(_rows(then))
            changes = document.diff(before, after)
            found.append(SettingsChange(entry.action, entry.at, entry.actor, changes, after, undone))
            held = held if undone else then
    return tuple(reversed(found))


def _rows(held: dict[str, str]) -> Rows:
    return tuple(sorted((key, value) for key, value in held.items() if value))
