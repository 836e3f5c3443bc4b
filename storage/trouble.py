"""What SQLite says, in a rep's words: an error of the file becomes a `BookTrouble` with what was kept, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playbook.errors import BookTrouble
from storage import backup_names, engine, paths

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BARRED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_SAYS_DAMAGE = ("unsupported file format", "unrecognized column option", "malformed database schema")
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


class Sealed(BookTrouble):
    """The book is encrypted, and nobody said its passphrase."""

    def __init__(self, path: Path) -> None:
        """Name the file, and what to do where it was never encrypted."""
        super().__init__(
            f"{path} is encrypted: it opens with its passphrase. It was left as it is.",
            f"If you never encrypted it, it is damaged. {recovery(path)}",
        )


class WrongKey(Sealed):
    """The passphrase does not open the book: nobody can tell a wrong one from a damaged first page."""

    def __init__(self, path: Path) -> None:
        """Name the newest backup, for whoever is sure of the passphrase."""
        newest = backup_names.newest(paths.backups_of(path))
        kept = "there is no backup of it" if newest is None else f"its newest backup is {newest}"
        BookTrouble.__init__(
            self,
            f"This passphrase does not open {path}: it is wrong, or the file is damaged. Nothing was changed.",
            f"Where you are sure of the passphrase the file is damaged: {kept}.",
        )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says inside into words; what is no trouble of the file goes through as it is.

    Raises:
        BookTrouble: the file is locked, full, damaged or cannot be read or written.
    """
    try:
        yield
    except engine.errors() as error:
        words = trouble(error, path)
        if words is None:
            raise
        raise words from error


def trouble(error: Exception, path: Path) -> BookTrouble | None:
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


def is_damage(error: Exception) -> bool:
    """Return whether SQLite says that the file itself is broken; some of that only in words."""
    return _code(error) in _DAMAGED or str(error).startswith(_SAYS_DAMAGE)


def is_no_book(error: Exception) -> bool:
    """Return whether SQLite cannot make anything of the first page: no database, or another key."""
    return _code(error) == sqlite3.SQLITE_NOTADB


def is_stop(error: Exception) -> bool:
    """Return whether nothing is wrong: what ran was no longer wanted."""
    return _code(error) == sqlite3.SQLITE_INTERRUPT


def _code(error: Exception) -> int:
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
    return f"Its newest backup is {newest}. Put it back: notyet restore (this file is kept beside it)."
