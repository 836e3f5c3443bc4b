"""What stands in the book and not in a backup: what a restore would lose, and what it carries over (R38).

Both journals are walked side by side in the order of their ids, so it is told right even where neither is the
beginning of the other.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from playbook.bodies import Barred, EntityErased, Unbarred
from storage import journal
from storage.journal_lines import Row
from storage.views_safe import BackupRow, Lost

SHOWN: Final = 8
"""Actions that are told by name."""
_IDS: Final = "SELECT id, kind, action FROM entry ORDER BY id"
_CARRIED: Final = frozenset({EntityErased.kind, Barred.kind, Unbarred.kind})
_ROWS: Final = (
    f"SELECT {', '.join(journal.ENVELOPE)} FROM entry"  # noqa: S608  (constants only)
    " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
)
_WORDS: Final = {
    "touch.logged": ("touch", "touches"), "account.added": ("new account", "new accounts"),
    "person.added": ("new person", "new people"), "list.landed": ("import", "imports"),
    "playbook.set": ("change of the playbook", "changes of the playbook"),
    "action.undone": ("undo", "undos"), "dump.dumped": ("dump", "dumps"),
    "remark.made": ("note", "notes"),
}  # fmt: skip


@dataclass(slots=True)
class Missing:
    """What of one journal the other one lacks."""

    kinds: Counter[str] = field(default_factory=Counter)
    actions: dict[str, None] = field(default_factory=dict)
    """The newest actions, newest last."""
    carried: list[str] = field(default_factory=list)
    """Ids of entries that may have to be carried over."""


def missing(book: sqlite3.Connection, backup: sqlite3.Connection) -> Missing:
    """Return what stands in the book's journal and not in the backup's."""
    found = Missing()
    theirs: Iterator[tuple[str]] = iter(backup.execute("SELECT id FROM entry ORDER BY id"))
    other = next(theirs, None)
    for number, kind, action in book.execute(_IDS):
        while other is not None and other[0] < number:
            other = next(theirs, None)
        if other is not None and other[0] == number:
            continue
        found.kinds[kind] += 1
        found.actions.pop(action, None)
        found.actions[action] = None
        if len(found.actions) > SHOWN:
            found.actions.pop(next(iter(found.actions)))
        if kind in _CARRIED:
            found.carried.append(number)
    return found


def carried(book: sqlite3.Connection, found: Missing) -> list[Row]:
    """Return the entries that a restore carries over: erasures, and bars that still hold (R38)."""
    dead, lifted = journal.dead_actions(book), _lifted(book)
    rows: list[Row] = book.execute(_ROWS, (json.dumps(found.carried),)).fetchall()
    return [
        row
        for row in rows
        if row[6] == EntityErased.kind or (row[6] == Barred.kind and row[4] not in dead and row[0] not in lifted)
    ]


def told(book: sqlite3.Connection, found: Missing, backup: BackupRow, over: Sequence[Row]) -> Lost:
    """Return it in words."""
    named = [book.execute("SELECT label FROM action WHERE id = ?", (each,)).fetchone() for each in found.actions]
    return Lost(
        backup,
        readable=True,
        entries=found.kinds.total(),
        words=tuple(_words(found.kinds)),
        newest=tuple(row[0] for row in reversed(named) if row is not None),
        bars=sum(row[6] == Barred.kind for row in over),
        erased=sum(row[6] == EntityErased.kind for row in over),
    )


def _lifted(book: sqlite3.Connection) -> set[str]:
    dead = journal.dead_actions(book)
    return {
        bar
        for entry in journal.of_kind(book, Unbarred.kind)
        if isinstance(entry.body, Unbarred) and entry.action not in dead
        for bar in entry.body.bars
    }


def _words(kinds: Counter[str]) -> Iterator[str]:
    left = kinds.total()
    for kind, (one, many) in _WORDS.items():
        count = kinds[kind]
        if count:
            left -= count
            yield f"{count} {one if count == 1 else many}"
    if left:
        yield f"{left} other {'entry' if left == 1 else 'entries'}"
