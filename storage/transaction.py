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

from playbook.errors import BookTrouble
from storage.connection import BUSY_MS, Link
from storage.trouble import LOCKED, UNSURE, told

_NAP = 0.01


class Unsure(BookTrouble):
    """The commit failed half way: what was being saved may stand or not (RELIABILITY F8)."""


@contextmanager
def tx(link: Link) -> Iterator[sqlite3.Connection]:
    """Hold the book for writing; what is written inside stands wholly when this ends, or not at all when it raises.

    Raises:
        BookTrouble: read-only, locked by another window for three seconds, disk full or failing.
        Unsure: the commit itself failed, so nobody can say which.
    """
    if link.read_only:
        raise BookTrouble(link.read_only, "Nothing was saved.")
    with told(link.path), _locked(link):
        link.db.execute("BEGIN IMMEDIATE")
        try:
            yield link.db
        except BaseException:
            _roll_back(link.db)
            raise
        _commit(link.db)


@contextmanager
def glance(link: Link) -> Iterator[sqlite3.Connection]:
    """Hold one state of the book for reading, however many statements it takes.

    Raises:
        BookTrouble: locked for three seconds, damaged, or the disk fails.
    """
    with told(link.path):
        link.db.execute("BEGIN")
        try:
            yield link.db
        finally:
            _roll_back(link.db)


def _commit(db: sqlite3.Connection) -> None:
    try:
        db.execute("COMMIT")
    except sqlite3.Error as error:
        still_open = db.in_transaction
        _roll_back(db)
        if still_open:
            raise  # nothing was written: SQLite still held it all
        raise Unsure(*UNSURE) from error


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")


@contextmanager
def _locked(link: Link) -> Iterator[None]:
    try:
        handle = os.open(link.lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise BookTrouble(
            f"The lock {link.lock} cannot be opened ({error.strerror}). Nothing was saved.",
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
