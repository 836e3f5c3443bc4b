"""One erasure from the look at it to the clean file (R38, R40; RELIABILITY F12, T32).

The order: a backup, so that a crash never loses more than was asked; the erasure in one transaction; the file; then the
backups, that first one among them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from playbook.entry import Entry
from playbook.erasing import Finder
from playbook.words import ActionId, EntryId
from storage import backup, erase_backups, erase_clean, erase_owed, erase_target, journal, mentions
from storage import erase as blanking
from storage.connection import Link
from storage.erase_target import Target
from storage.erase_views import Erased, ErasePreview
from storage.recording import Pen
from storage.transaction import glance, tx

_WHOLE: Final = """
SELECT count(*) FROM entry WHERE entity IN (SELECT value FROM json_each(?)) AND body <> '{}'
  AND kind <> 'entity.erased'"""
_TOUCHES: Final = "SELECT count(*) FROM touch WHERE account IN (SELECT value FROM json_each(?))"
_STRIPPED: Final = """
SELECT count(*) FROM touch WHERE person IN (SELECT value FROM json_each(?1))
  AND account NOT IN (SELECT value FROM json_each(?1))"""
_NOTES: Final = """
SELECT (SELECT count(*) FROM touch WHERE note <> '' AND (account IN (SELECT value FROM json_each(?1))
    OR person IN (SELECT value FROM json_each(?1))))
  + (SELECT count(*) FROM entry WHERE kind = 'remark.made' AND body <> '{}'
    AND kind NOT IN ('touch.logged', 'account.added', 'person.added')
    AND (entity IN (SELECT value FROM json_each(?1))
      OR json_extract(body, '$.person') IN (SELECT value FROM json_each(?1))))"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the rep wants erased."""

    target: str
    now: datetime
    keep: Collection[EntryId] | None = None
    """Entries of others that keep their words; None: those that are not marked by themselves."""
    backups: bool = True


def preview(link: Link, number: str) -> ErasePreview:
    """Return what an erasure would blank.

    Raises:
        NotFound: there is nobody of that id.
    """
    with glance(link) as db:
        target = erase_target.of(db, number)
        found = mentions.find(db, target.finder, target.entities)
        counted = _counted(db, target)
        holding = erase_backups.holding(link, target.entities)
    people = tuple(person.name for person in target.people) if target.whole_account else ()
    hashed = len({each for _, marks in target.marks for each in (*marks.mails, *marks.phones, *marks.pages)})
    return ErasePreview(
        target.id, target.name, target.whole_account, people, *counted,
        mentions=tuple(each.mention for each in found), backups=holding, yours=erase_backups.beside(link.path),
        hashed=hashed,
    )  # fmt: skip


def erase(link: Link, pen: Pen, wish: Wish, told: Callable[[str, int, int], None] | None = None) -> Erased:
    """Erase somebody, clean the file, rewrite the backups.

    Raises:
        NotFound: there is nobody of that id.
        BookTrouble: nothing was erased; or the erasure stands and the cleaning is owed.
    """
    tell = told or _nobody
    with glance(link) as db:
        erase_target.of(db, wish.target)  # a wrong name costs no backup
    tell("backup", 0, 1)
    backup.make(link, wish.now)
    tell("journal", 0, 1)
    with tx(link) as db:
        target = erase_target.of(db, wish.target)
        found = mentions.find(db, target.finder, target.entities)
        keep = wish.keep if wish.keep is not None else [each.mention.entry for each in found if not each.mention.marked]
        going = [each for each in found if each.entry.id not in keep]
        stamped = _stamped(db, pen, target, wish)
        lefts = [blanking.Left(each.entry, each.left, stamped[-1]) for each in going]
        count = blanking.erase(db, stamped, lefts, pen.writer)
        _relabel(db, target.finder)
        erase_owed.owe(db, backups=wish.backups)
    cleaned = erase_clean.finish(link, tell, target.known_by)
    return Erased(target.name, count, len(found) - len(going), cleaned, erase_backups.beside(link.path))


def _counted(db: sqlite3.Connection, target: Target) -> tuple[int, int, int, int]:
    listed = (erase_target.listed(target),)
    whole, touches, stripped, notes = (
        int(db.execute(query, listed).fetchone()[0]) for query in (_WHOLE, _TOUCHES, _STRIPPED, _NOTES)
    )
    return whole, touches, stripped, notes


def _stamped(db: sqlite3.Connection, pen: Pen, target: Target, wish: Wish) -> list[Entry]:
    pen.ids.follow(journal.newest_id(db))
    drafts = target.drafts(wish.now.date(), blanking.key_of(db))
    numbers = [EntryId(pen.ids.next()) for _ in drafts]
    return [
        Entry(number, ActionId(numbers[0]), wish.now, draft.entity, draft.body, pen.actor)
        for number, draft in zip(numbers, drafts, strict=True)
    ]


def _relabel(db: sqlite3.Connection, finder: Finder) -> None:
    """Take the marks out of what other actions are called in the undo line."""
    for number, label in db.execute("SELECT id, label FROM action").fetchall():
        if finder.holds(label):
            db.execute("UPDATE action SET label = ? WHERE id = ?", (finder.cut(label), number))


def _nobody(_phase: str, _done: int, _total: int) -> None:
    """Nobody wants to know how far it came."""
