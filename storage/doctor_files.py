"""The doctor around the file: whole or not, who may read it, where it lies, what lies beside it, its backups' age."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from storage import backup, backup_look, backup_names, hearing, paths, restore_swap, sealing, whereabouts
from storage.connection import Link
from storage.doctor_words import Finding, some
from storage.trouble import recovery

CLOSE: Final = "lets nobody but you read them"
BACK_UP: Final = "makes a backup"
_OTHERS: Final = 0o077
_OLD: Final = 3
"""Days after which a backup is old: a weekend is none."""


def around(link: Link, now: datetime, size: Callable[[int], None]) -> tuple[Finding, ...]:
    """Look at everything but the book's own bytes; `size` hears how many bytes long the backup is that is checked.

    It hears that again and again meanwhile; what it raises ends the check.
    """
    return (_place(link.path), _rights(link.path), *_sealed(link), _beside(link.path), _backups(link, now, size))


def whole(db: sqlite3.Connection, path: Path, size: Callable[[int], None]) -> Finding:
    """Whether SQLite reads every page and finds every index right; `size` hears how many bytes, as in `around`."""
    long = path.stat().st_size
    size(long)
    with hearing.watched(db, lambda: size(long)):
        wrong = backup.check(db)
    return Finding("file", not wrong, f"{wrong}. {recovery(path)}" if wrong else "whole")


def too_open(book: Path) -> list[Path]:
    """Return the files and folders of a book that others may read, and that are ours to close."""
    return [path for path in _ours(book) if _open_to_others(path)]


def _place(book: Path) -> Finding:
    wrong = whereabouts.uneasy(book)
    return Finding("place", not wrong, wrong or str(book.parent))


def _rights(book: Path) -> Finding:
    wide = [path.name for path in too_open(book)]
    if not wide:
        return Finding("rights", ok=True, words="nobody but you reads it")
    return Finding(
        "rights", ok=False, words=f"{some(wide, 'that others may read')}. Run: notyet doctor --mend", mend=CLOSE
    )


def _sealed(link: Link) -> tuple[Finding, ...]:
    """Whether every copy of an encrypted book is encrypted; of a plain one nothing is said unless one is."""
    is_sealed = link.key is not None
    unlike = [path.name for path in sealing.unlike(link.path, sealed=is_sealed)]
    if unlike and is_sealed:
        return (Finding("encryption", ok=False, words=f"{some(unlike, 'that anybody can read')}. Run: notyet encrypt"),)
    if unlike:
        words = f"{some(unlike, 'encrypted')}, the book itself is not: they open with the passphrase it had"
        return (Finding("encryption", ok=True, words=words),)
    return (Finding("encryption", ok=True, words="the book and all of its copies"),) if is_sealed else ()


def _ours(book: Path) -> Iterator[Path]:
    folder = paths.backups_of(book)
    yield book
    if folder.is_dir():
        yield folder
        yield from backup_names.listed(folder)
    yield from book.parent.glob(f"{book.stem}.replaced-*.db")


def _open_to_others(path: Path) -> bool:
    if sys.platform == "win32":  # pragma: no cover  (Windows has no such modes)
        return False
    try:
        about = path.stat()
    except OSError:
        return False
    return bool(stat.S_IMODE(about.st_mode) & _OTHERS) and about.st_uid == os.getuid()


def _beside(book: Path) -> Finding:
    """What a tool of another kind, or a killed restore, left beside the book."""
    left = [book.with_name(book.name + end) for end in ("-wal", "-shm")]
    found = [path.name for path in (*left, restore_swap.work_folder(book)) if path.exists()]
    if not found:
        return Finding("leftovers", ok=True, words="none")
    words = f"{some(found, 'left by a program that was killed')}; the next restore or start takes them away"
    return Finding("leftovers", ok=True, words=words)


def _backups(link: Link, now: datetime, size: Callable[[int], None]) -> Finding:
    folder = paths.backups_of(link.path)
    newest = backup_names.newest(folder)
    made = None if newest is None else backup_names.made_at(newest)
    if newest is None or made is None:
        words = "none yet: one is made at the first start of each day, and before each import"
        return Finding("backup", ok=True, words=words)
    wrong = backup_look.verified(newest, link.key, told=lambda _what, _done, total: size(total)).trouble
    if wrong:
        return Finding("backup", ok=False, words=f"{newest.name} is not whole: {wrong}", mend=BACK_UP)
    days = (now.replace(tzinfo=None).date() - made.date()).days
    age = f"{newest.name}, {'today' if days == 0 else '1 day old' if days == 1 else f'{days} days old'}, checked"
    return Finding("backup", ok=True, words=age)
