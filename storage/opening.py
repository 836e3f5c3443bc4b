"""How a book is opened: checks, a new book's journal, tables of this version, this copy's writer."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from playbook.errors import BookTrouble
from storage import connection, erase_owed, hearing, lens, paths, sealing_copy, tables, upgrade, writer
from storage.connection import Link
from storage.engine import Key
from storage.hearing import Hearer
from storage.ids import IdSource
from storage.recording import Pen
from storage.transaction import tx
from storage.trouble import told


def open_book(  # noqa: PLR0913  (opening says all of this)
    path: Path,
    *,
    now: datetime,
    ids: IdSource | None,
    create: bool,
    state: Path | None,
    key: Key | None = None,
    heard: Hearer = hearing.nobody,
) -> tuple[Link, Pen]:
    """Return the open book and what stamps its entries.

    `heard` hears how far it is where its tables are an older version's and are made anew; what it raises ends that.

    Raises:
        BookTrouble: missing, damaged, of another program, newer, locked; with what to do about it.
    """
    book = paths.places(path).book
    source = ids or IdSource.system()
    link = connection.connect(book, create=create, key=key)
    try:
        with told(book):
            if not link.read_only:
                sealing_copy.sweep(book)
            upgrade.bring_up(link, now)
            pen = Pen(source, _settle(link, now, source, state or paths.places(path).state, heard))
            if erase_owed.is_owed(link.db):
                from storage import erase_clean

                erase_clean.finish_quietly(link)
    except OSError as error:
        link.db.close()
        raise BookTrouble(
            f"This machine's own folder cannot be used: {error}", "Check who owns it; nothing was changed."
        ) from error
    except BaseException:
        link.db.close()
        raise
    return link, pen


def _settle(link: Link, now: datetime, ids: IdSource, state: Path, heard: Hearer) -> str:
    """Lay or bring up what is missing, in one transaction; return the writer."""
    if link.read_only:
        if not (_laid(link.db) and tables.are_current(link.db)):
            raise BookTrouble(
                f"{link.path} comes from another version and may only be read: it cannot be brought up to this one.",
                "Make the file and its folder writable, then start again.",
            )
        return writer.current(link.db)
    if _laid(link.db) and tables.are_current(link.db) and writer.is_settled(link.db, link.path, state):
        return writer.current(link.db)
    with tx(link) as db:
        connection.lay(db)
        fresh = not tables.are_current(db)
        if fresh and not db.execute("SELECT 1 FROM meta WHERE key = ?", (lens.DAY,)).fetchone():
            lens.keep(db, lens.start(now.date()))
        if fresh:
            _bring_up(db, heard)
        return writer.settle(db, link.path, state, ids)


def _bring_up(db: sqlite3.Connection, heard: Hearer) -> None:
    """Make the tables those of this version: by what they lack where that is enough, else anew from the journal."""
    from storage import tables_added

    if not tables_added.add(db):
        tables.rebuild(db, heard)


def _laid(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA user_version").fetchone()[0])
