"""The first start of a day: is the book whole, is there a backup of today (DESIGN section 2, RELIABILITY section 5).

It runs beside the planner on a connection of its own. A book that is not whole is written no more: what is logged into
a damaged file may be lost, and it may wreck what is still good. While SQLite checks the book nobody can write, so a big
one is checked in its copy, which is made in steps: a key gets in between them.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from playbook.errors import BookTrouble, NotFound
from storage import backup, connection, journal, whereabouts
from storage.connection import Link
from storage.engine import Key
from storage.transaction import glance
from storage.trouble import damaged
from storage.views_safe import FirstOfDay

AT_ONCE = 200_000_000
"""Bytes of a book that is checked before it is copied: within half a second, and a key waits three."""


def look(book: Path, key: Key | None, now: datetime) -> FirstOfDay:
    """Check the book and back it up, where no backup of this day stands yet."""
    if backup.stands_today(book, now):
        return FirstOfDay()
    try:
        return _looked(book, key, now)
    except BookTrouble as error:
        if error.message == damaged(book).message:
            return FirstOfDay(trouble=_broken(book, key))
        return FirstOfDay(warning=f"There is no backup of today: {error.message}")


def _looked(book: Path, key: Key | None, now: datetime) -> FirstOfDay:
    link = connection.connect(book, create=False, key=key)
    try:
        copied = not link.read_only
        if not (copied and book.stat().st_size > AT_ONCE) and _wrong(link):
            return FirstOfDay(trouble=_broken(book, key))
        with glance(link) as db:
            copied = copied and bool(journal.newest_id(db))
        try:
            made = backup.make(link, now) if copied else None
        except BookTrouble:
            if not _wrong(link):
                raise
            return FirstOfDay(trouble=_broken(book, key))
        return FirstOfDay(made, warning=whereabouts.uneasy(book))
    finally:
        link.db.close()


def _wrong(link: Link) -> str:
    with glance(link) as db:
        return backup.check(db, quick=True)


def _broken(book: Path, key: Key | None) -> str:
    """Say it in one line of a header; the backup that is named was checked whole just now."""
    from storage import restore  # a megabyte that a whole book has no use for

    try:
        good = restore.chosen(book, "", key).name
    except NotFound:
        return "The file is damaged: nothing is written. No good backup: notyet journal save keeps what can be read"
    return f"The file is damaged: nothing is written. Newest good backup: {good}. Run: notyet restore"
