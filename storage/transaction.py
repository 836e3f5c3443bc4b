"""The one way to write: the file's lock, BEGIN IMMEDIATE, COMMIT (RELIABILITY sections 1 and 5).

A plain BEGIN lost four of ten writes of two windows. Nothing is awaited and nobody is asked anything inside.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playbook.errors import BookTrouble
from storage import engine
from storage.connection import BUSY_MS, Link, renew
from storage.trouble import LOCKED, UNSURE, is_stop, told

_NAP = 0.002
"""Seconds between two tries for the lock: short, so that nobody starves beside a window that writes without a pause."""


class Unsure(BookTrouble):
    """The commit failed half way: what was being saved may stand or not (RELIABILITY F8)."""


@contextmanager
def tx(link: Link) -> Iterator[sqlite3.Connection]:
    """Hold the book for writing; what is written inside stands wholly when this ends, or not at all when it raises.

    Raises:
        BookTrouble: read-only, locked by another window for three seconds, disk full or failing, or the file was
            replaced (restored, encrypted) since it was opened: what is written now would be lost.
        Unsure: the commit itself failed, so nobody can say which.
    """
    if link.read_only:
        raise BookTrouble(link.read_only, "Nothing was saved.")
    with told(link.path), locked(link.lock):
        _same_file(link)
        renew(link)
        link.db.execute("BEGIN IMMEDIATE")
        try:
            yield link.db
        except BaseException:
            _roll_back(link.db)
            raise
        _commit(link)


@contextmanager
def glance(link: Link) -> Iterator[sqlite3.Connection]:
    """Hold one state of the book for reading, however many statements it takes.

    Raises:
        BookTrouble: locked for three seconds, damaged, or the disk fails.
    """
    with told(link.path):
        renew(link)
        link.db.execute("BEGIN")
        try:
            yield link.db
        finally:
            _roll_back(link.db)


def _commit(link: Link) -> None:
    try:
        link.db.execute("COMMIT")
    except engine.errors() as error:
        still_open = link.db.in_transaction
        link.suspect = not still_open
        _roll_back(link.db)
        if still_open:
            raise  # nothing was written: SQLite still held it all
        raise Unsure(*UNSURE) from error


def _roll_back(db: sqlite3.Connection) -> None:
    """Roll back, also where a stopped read stops even this.

    SQLite counts the steps of a statement over all its runs, so once in some thousand ROLLBACKs it asks there whether
    to go on. Another one begins a new count; without it the connection would stay in its transaction for good.
    """
    if not db.in_transaction:
        return
    try:
        db.execute("ROLLBACK")
    except engine.errors() as error:
        if not is_stop(error):
            raise
        db.execute("ROLLBACK")


def _same_file(link: Link) -> None:
    """Refuse to write into a file that is no longer the book; whoever replaces it holds the lock while he does."""
    try:
        found = engine.identity(link.path)
    except OSError:
        found = None
    if found != link.file:
        raise BookTrouble(
            f"{link.path.name} was replaced or moved since it was opened here. Nothing was saved.",
            "Start notyet again: it opens the file that is there now.",
        )


@contextmanager
def locked(lock: Path) -> Iterator[None]:
    """Hold the book's lock: no window writes, and none begins to.

    Raises:
        BookTrouble: another window held it for three seconds, or it cannot be made.
    """
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise BookTrouble(
            f"The lock {lock} cannot be opened ({error.strerror}). Nothing was saved.",
            "Check the folder and the space on the disk, then press the key again.",
        ) from error
    try:
        _wait(handle)
        yield
    finally:
        os.close(handle)  # gives the lock back


def _wait(handle: int) -> None:
    until = time.monotonic() + BUSY_MS / 1000
    while not _taken(handle):
        if time.monotonic() > until:
            raise BookTrouble(*LOCKED)
        time.sleep(_NAP)


if sys.platform == "win32":  # pragma: no cover  (Windows has no flock)
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
