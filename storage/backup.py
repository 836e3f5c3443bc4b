"""Verified copies of the book: SQLite's own backup, checked, then put in place (RELIABILITY section 5).

A backup that was never opened is a hope: each is checked before it gets its name, and a name means that it is whole.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from playbook.errors import BookTrouble
from storage import backup_names, paths
from storage.connection import Link
from storage.trouble import is_damage, told


def make(link: Link, now: datetime) -> Path:
    """Copy the book as it stands into its backups, check the copy, drop what the ladder no longer keeps.

    Raises:
        BookTrouble: disk full or failing, or the copy does not check out: the book itself may be damaged.
    """
    folder = paths.backups_of(link.path)
    try:
        paths.private_folder(folder)
        target = _put(link, folder, now)
        for old in backup_names.to_drop(backup_names.listed(folder), now):
            old.unlink()
    except OSError as error:
        raise BookTrouble(
            f"The backup could not be written to {folder}: {error.strerror}.", "The planner is as it was."
        ) from error
    return target


def _put(link: Link, folder: Path, now: datetime) -> Path:
    target = _free_name(folder, now)
    held = target.with_suffix(".part")
    try:
        with told(link.path):
            _copy(link.db, held)
        _to_disk(held)
        held.replace(target)
        _to_disk(folder)
    finally:
        held.unlink(missing_ok=True)
    return target


def check(db: sqlite3.Connection) -> str:
    """Return what SQLite finds wrong with a file, empty for nothing."""
    try:
        found = [line for (line,) in db.execute("PRAGMA integrity_check(5)")]
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return str(error)
    return "" if found == ["ok"] else "; ".join(found)


def _copy(book: sqlite3.Connection, held: Path) -> None:
    held.unlink(missing_ok=True)
    copy = sqlite3.connect(held, isolation_level=None)
    try:
        copy.execute("PRAGMA synchronous = FULL")
        book.backup(copy)
        held.chmod(0o600)
        wrong = check(copy)
    finally:
        copy.close()
    if wrong:
        raise BookTrouble(f"The backup does not check out: {wrong}", "Run: notyet doctor. Nothing was changed.")


def _free_name(folder: Path, now: datetime) -> Path:
    repeat = 0
    while (target := folder / backup_names.name(now, repeat)).exists():
        repeat += 1
    return target


def _to_disk(path: Path) -> None:
    """Have a closed file or a folder reach the disk; Windows syncs no folders."""
    flags = getattr(os, "O_DIRECTORY", None) if path.is_dir() else os.O_RDWR
    if flags is None:
        return
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
