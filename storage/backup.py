"""Verified copies of the book: SQLite's own backup, checked, then put in place (RELIABILITY section 5).

A backup that was never opened is a hope: each is checked before it gets its name, and a name means that it is whole.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from playbook.errors import BookTrouble
from storage import backup_names, engine, paths, trouble
from storage.connection import Link
from storage.engine import Key

Told = Callable[[str, int, int], None]
"""Told what is done (`copying`, `checking`), how many bytes of it, and of how many; 0: nobody knows. It may raise."""
_PAGES: Final = 2_000
"""Pages that are copied between two looks at how far it is, with the book locked for writers: 8 MB."""
_BEGUN: Final = 20
"""So often a copy is begun at most while others write, as in a burst of keys; after that they wait for it."""


def make(link: Link, now: datetime, told: Told | None = None) -> Path:
    """Copy the book as it stands into its backups, check the copy, drop what the ladder no longer keeps.

    What `told` raises ends it, and nothing is left behind.

    Raises:
        BookTrouble: disk full or failing, or the copy does not check out: the book itself may be damaged.
    """
    folder = paths.backups_of(link.path)
    try:
        paths.private_folder(folder)
        for left in backup_names.left_over(folder, now):
            left.unlink(missing_ok=True)
        target = _put(link, folder, now, told or _nobody)
        for old in backup_names.to_drop(backup_names.listed(folder), now):
            old.unlink(missing_ok=True)
    except OSError as error:
        raise BookTrouble(
            f"The backup could not be written to {folder}: {error.strerror}.", "The planner is as it was."
        ) from error
    return target


def stands_today(book: Path, now: datetime) -> bool:
    """Return whether a backup of this day is there already."""
    made = (backup_names.made_at(file) for file in backup_names.listed(paths.backups_of(book)))
    return any(each is not None and each.date() == now.date() for each in made)


def _put(link: Link, folder: Path, now: datetime, tell: Told) -> Path:
    target = _free_name(folder, now)
    held = target.with_name(f"{target.stem}.{os.getpid()}.part")
    try:
        with trouble.told(link.path):
            newest = _copy(link.db, held, link.key, tell)
        _check_whole(held, link.key, newest, tell)
        paths.to_disk(held)
        held.replace(target)
        paths.to_disk(folder)
    finally:
        for name in (held, held.with_name(f"{held.name}-journal")):
            name.unlink(missing_ok=True)
    return target


def check(db: sqlite3.Connection, *, quick: bool = False) -> str:
    """Return what SQLite finds wrong with a file, empty for nothing; `quick` leaves the indexes out."""
    try:
        found = [line for (line,) in db.execute(f"PRAGMA {'quick' if quick else 'integrity'}_check(5)")]
    except engine.errors() as error:
        if not trouble.is_damage(error):
            raise
        return str(error)
    return "" if found == ["ok"] else "; ".join(found)


def _copy(book: sqlite3.Connection, held: Path, key: Key | None, tell: Told) -> str:
    """Copy one state of the book; return its newest entry, or one older than that."""
    held.unlink(missing_ok=True)
    copy = engine.connect(held, key)  # a copy of an encrypted book is encrypted
    try:
        copy.execute("PRAGMA synchronous = FULL")
        held.chmod(0o600)
        copying = _Copying(book, tell)
        if not copying.in_between(copy):
            book.execute("BEGIN")
            try:
                copying.run(copy)
            finally:
                book.execute("ROLLBACK")
    finally:
        copy.close()
    return copying.newest


class _Again(Exception):  # noqa: N818  (no error: somebody writes)
    """Others write again and again, or for longer than anybody waits: the copy would not come to its end."""


class _Copying:
    """The copy goes step by step, and who writes meanwhile gets in between: SQLite then begins it anew.

    Under one read lock whoever wrote would wait for the whole copy, which for a book of a gigabyte is longer than they
    wait at all.
    """

    def __init__(self, book: sqlite3.Connection, tell: Told) -> None:
        self._book = book
        self._tell = tell
        self._page = int(book.execute("PRAGMA page_size").fetchone()[0])  # SQLCipher says it as text
        self._left = self._begun = 0
        self.newest = ""
        """The book's newest entry before the copy that stands was begun."""

    def in_between(self, copy: sqlite3.Connection) -> bool:
        """Copy and let others write; False where they do so again and again: no half of it counts then."""
        try:
            self.run(copy)
        except _Again:
            self._begun = 0
            return False
        return True

    def run(self, copy: sqlite3.Connection) -> None:
        """Copy all of it; under a lock that its caller holds nothing is begun anew."""
        self.newest = str(self._book.execute("SELECT max(id) FROM entry").fetchone()[0] or "")
        self._book.backup(copy, pages=_PAGES, progress=self._far)

    def _far(self, status: int, left: int, pages: int) -> None:
        """Say how far it is; a step that leaves no fewer pages than the one before began it anew."""
        self._tell("copying", (pages - left) * self._page, pages * self._page)
        self._begun += not self._begun or left >= self._left
        self._left = left
        if self._begun > _BEGUN or status == sqlite3.SQLITE_BUSY:
            raise _Again


def _check_whole(held: Path, key: Key | None, newest: str, tell: Told) -> None:
    from storage import backup_look

    wrong = backup_look.verified(held, key, newest, tell).trouble
    if wrong:
        raise BookTrouble(f"The backup does not check out: {wrong}", "Run: notyet doctor. Nothing was changed.")


def _free_name(folder: Path, now: datetime) -> Path:
    repeat = 0
    while (target := folder / backup_names.name(now, repeat)).exists():
        repeat += 1
    return target


def _nobody(_phase: str, _done: int, _total: int) -> None:
    """Nobody wants to know how far it came."""
