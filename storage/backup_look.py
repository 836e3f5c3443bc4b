"""Backups looked into: how much stands in one, and whether it is whole (RELIABILITY section 5, T17).

A backup is opened for reading only. One that was never opened is a hope.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from playbook.errors import BookTrouble
from storage import backup, backup_names, backup_schema, engine, hearing, journal, paths
from storage.connection import APPLICATION_ID, SCHEMA
from storage.engine import Key, Kind
from storage.trouble import is_no_book, told
from storage.views_safe import BackupRow

_STEPS: Final = 200_000
"""Steps of SQLite's machine between two looks at whether a check is still wanted: some milliseconds."""


def listed(book: Path, key: Key | None = None) -> tuple[BackupRow, ...]:
    """Return the backups of a book, newest first, each with what stands in it; none is checked whole here."""
    return tuple(look(file, key) for file in backup_names.listed(paths.backups_of(book)))


def look(file: Path, key: Key | None = None) -> BackupRow:
    """Return what stands in a backup; what is wrong with it stands in its trouble."""
    plain = _row(file)
    try:
        with opened(file, key) as db:
            return _filled(db, plain)
    except BookTrouble as error:
        return replace(plain, trouble=error.message)


def verified(
    file: Path, key: Key | None = None, newest: str | None = None, told: backup.Told | None = None
) -> BackupRow:
    """Return the row of a backup that was checked whole: pages, relations, header, layout.

    `newest`: its newest entry must be this one of the book, or one written while it was copied. `told` is called again
    and again meanwhile; where it raises, the check ends as one that was stopped.
    """
    plain = _row(file)
    try:
        with opened(file, key) as db:
            with _asked(db, plain.size, told):
                wrong = backup.check(db) or relations(db)
            if not wrong and newest is not None and journal.newest_id(db) < newest:
                wrong = "its newest entry is older than the planner's"
            return replace(plain, trouble=wrong) if wrong else _filled(db, plain)
    except BookTrouble as error:
        return replace(plain, trouble=error.message)


@contextmanager
def _asked(db: sqlite3.Connection, size: int, told: backup.Told | None) -> Iterator[None]:
    """Let `told` end what is done here, where anybody wants to hear of it."""
    if told is None:
        yield
        return
    still = partial(_still, told, size)
    db.set_progress_handler(still, _STEPS)
    with hearing.watched(db, still):
        yield


def _still(told: backup.Told, size: int) -> int:
    """Say that it goes on; SQLite ends it where that raises."""
    told("checking", 0, size)
    return 0


@contextmanager
def opened(file: Path, key: Key | None = None) -> Iterator[sqlite3.Connection]:
    """Open a backup for reading only, once it was found to be laid as ours.

    Raises:
        BookTrouble: it is no planner, newer, damaged, encrypted with another passphrase, or laid by somebody else.
    """
    kind = engine.kind(file)
    if kind is Kind.SEALED and key is None:
        raise BookTrouble(f"{file} is encrypted.", "It opens with the passphrase of its book.")
    if kind in {Kind.NONE, Kind.OTHER}:
        raise BookTrouble(f"{file} is no planner, or it is damaged.", "Choose another backup: notyet backup --list")
    with told(file):
        db = engine.connect(file, key if kind is Kind.SEALED else None, mode="ro")
        try:
            for name, value in (("query_only", "ON"), ("trusted_schema", "OFF"), ("cell_size_check", "ON")):
                db.execute(f"PRAGMA {name} = {value}")
            if kind is Kind.SEALED:
                _try_key(db, file)
            _check(db, file)
            yield db
        finally:
            db.close()


def _try_key(db: sqlite3.Connection, file: Path) -> None:
    """Tell a passphrase that does not fit from what shows only behind the right one."""
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except engine.errors() as error:
        if not is_no_book(error):
            raise
        raise BookTrouble(
            f"This passphrase does not open {file.name}: it is wrong, or the file is damaged.", "Nothing was changed."
        ) from error


def relations(db: sqlite3.Connection) -> str:
    """Return what points nowhere, empty for nothing."""
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    return f"{len(broken)} rows point nowhere" if broken else ""


def _check(db: sqlite3.Connection, file: Path) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise BookTrouble(f"{file} is a file of another program.", "Choose another backup: notyet backup --list")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise BookTrouble(
            f"{file} was written by a newer notyet (file version {version}, this one reads {SCHEMA}).",
            "Install the newer version on this machine.",
        )
    wrong = backup_schema.strange(db)
    if wrong:
        raise BookTrouble(f"{file} is not laid as ours: {wrong}.", "Nothing of it was used. Choose another backup.")


def _row(file: Path) -> BackupRow:
    try:
        about = file.stat()
    except OSError:
        return BackupRow(file, datetime.min, 0, trouble=f"{file} cannot be read.")  # noqa: DTZ901  (a mark, never shown)
    made = backup_names.made_at(file) or datetime.fromtimestamp(about.st_mtime)  # noqa: DTZ006  (names hold local wall time)
    return BackupRow(file, made, about.st_size, sealed=engine.kind(file) is Kind.SEALED)


def _filled(db: sqlite3.Connection, row: BackupRow) -> BackupRow:
    (entries,) = db.execute("SELECT count(*) FROM entry").fetchone()
    found = db.execute("SELECT max(on_day) FROM touch").fetchone() if _has(db, "touch") else (None,)
    return replace(row, entries=entries, newest=None if found[0] is None else date.fromisoformat(found[0]))


def _has(db: sqlite3.Connection, name: str) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None
