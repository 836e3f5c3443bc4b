"""What an undo or redo turns: of a long list only what is about more than its own company or person is read (R39).

Whom the rest is about is asked of the journal's index; their entries are read once, by the fold.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from playbook.bodies import (
    AccountMerged,
    ActionRedone,
    ActionUndone,
    AssetAdded,
    AssetSet,
    EntityErased,
    ListSaid,
    PersonMerged,
    PlaybookSet,
)
from playbook.entry import Entry
from playbook.values import dataclass
from storage import journal

LISTED: Final = (AssetAdded.kind, AssetSet.kind, ListSaid.kind)
"""Kinds that fill lists: neither an account nor a person follows from them."""
_FAR: Final = (*LISTED, AccountMerged.kind, EntityErased.kind, PersonMerged.kind, PlaybookSet.kind)
"""Kinds that are about more than the account or person that they name."""
_CONCERNED: Final = "SELECT DISTINCT entity FROM entry WHERE action = ? AND kind NOT IN (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Overturned:
    """What the named actions hold."""

    entries: tuple[Entry, ...]
    """Those that are about more than their own account or person."""
    entities: frozenset[str]
    """Accounts and people of whom any of them tells."""
    anything: bool
    """The journal holds entries of these actions."""
    dying: bool
    """One of these actions was taken back."""


def read(db: sqlite3.Connection, entries: Iterable[Entry]) -> Overturned:
    """Return what the actions hold that these entries take back or bring back."""
    found: list[Entry] = []
    concerned: set[str] = set()
    dying = False
    for entry in entries:
        if isinstance(entry.body, ActionUndone | ActionRedone):
            dead = isinstance(entry.body, ActionUndone)
            action = entry.body.undone if isinstance(entry.body, ActionUndone) else entry.body.redone
            dying = dying or dead
            concerned |= {entity for (entity,) in db.execute(_CONCERNED, (action, *LISTED))}
            found += journal.of_action_and_kind(db, action, _FAR)
    return Overturned(tuple(found), frozenset(concerned - {""}), bool(found or concerned), dying)
