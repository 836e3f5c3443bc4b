"""What SQLite says, in a rep's words: an error of the file becomes a `BookTrouble` with what was kept, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playbook.errors import BookTrouble
from storage import backup_names, paths

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BARRED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_PRIMARY = 0xFF
"""SQLite's extended codes carry the plain one in their low byte."""

LOCKED = (
    "Another window or program is writing to the planner. Nothing was saved.",
    "Wait for it to end (an import can take a while), then press the key again.",
)
FULL = ("The disk is full. Nothing was saved.", "Free some space, then press the key again.")
FAILED = ("The disk did not take it. Nothing was saved.", "Check the disk; `notyet doctor` checks the file.")
BARRED = ("The planner's file may not be written. Nothing was saved.", "Check who owns the file and its folder.")
STOPPED = ("Reading was stopped.", "")
UNSURE = (
    "The disk failed while this was being saved: it may be saved or not.",
    "Look at the account before you log it again; pressing the same key again does not log it twice.",
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says inside into words; what is no trouble of the file goes through as it is.

    Raises:
        BookTrouble: the file is locked, full, damaged or cannot be read or written.
    """
    try:
        yield
    except sqlite3.Error as error:
        words = trouble(error, path)
        if words is None:
            raise
        raise words from error


def trouble(error: sqlite3.Error, path: Path) -> BookTrouble | None:
    """Return the error in words, None where it is a fault of the program."""
    if is_damage(error):
        return damaged(path)
    code = _code(error)
    words = {
        sqlite3.SQLITE_FULL: FULL, sqlite3.SQLITE_IOERR: FAILED, sqlite3.SQLITE_INTERRUPT: STOPPED,
        sqlite3.SQLITE_NOMEM: FAILED,
    }.get(code)  # fmt: skip
    if code in _BUSY:
        words = LOCKED
    elif code in _BARRED:
        words = BARRED
    return BookTrouble(*words) if words is not None else None


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether SQLite says that the file itself is broken."""
    return _code(error) in _DAMAGED


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY


def damaged(path: Path) -> BookTrouble:
    """Return the trouble of a file that is damaged or was never a planner."""
    return BookTrouble(f"{path} is damaged or is not a planner. It was left as it is.", recovery(path))


def recovery(path: Path) -> str:
    """Say what to do about a lost book: the newest verified backup by name, where there is one."""
    folder = paths.backups_of(path)
    newest = backup_names.newest(folder)
    if newest is None:
        return f"There is no backup in {folder}. Name another file with --book, or move this one away to start anew."
    return f"Its newest backup is {newest}. Move the damaged file away and put a copy of the backup in its place."
