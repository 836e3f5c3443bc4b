"""Who writes: a random name for this copy of the book on this machine (SYNC section 4).

The name stands in the book, and in the machine's state folder together with the book's path. Where the two disagree the
file was copied here from elsewhere, and this copy takes a new name at once: two machines never share numbers.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from storage import paths
from storage.ids import IdSource

KEY = "writer"


def settle(db: sqlite3.Connection, book: Path, state: Path, ids: IdSource) -> str:
    """Return the writer's name of this copy, after making or renewing it where needed; inside a transaction."""
    known = current(db)
    if known and _mine(_folder(state) / known, book):
        return known
    return renew(db, book, state, ids)


def renew(db: sqlite3.Connection, book: Path, state: Path, ids: IdSource) -> str:
    """Take a new name for this copy, whatever it had: what was written until now is nobody's to undo here."""
    known = current(db)
    writer = ids.random_text()
    note = _folder(state) / writer
    note.write_text(f"{book}\n", encoding="utf-8")
    note.chmod(0o600)
    db.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (KEY, writer)
    )
    if known:
        db.execute("UPDATE action SET own = 0")
    return writer


def forget(state: Path, book: Path) -> None:
    """Throw away the names that were given to a file which never was more than a step on the way."""
    for note in _folder(state).iterdir():
        if note.is_file() and note.read_text(encoding="utf-8").strip() == str(book):
            note.unlink(missing_ok=True)


def is_settled(db: sqlite3.Connection, book: Path, state: Path) -> bool:
    """Return whether nothing has to be written before this copy may write."""
    known = current(db)
    return bool(known) and _mine(state / "writers" / known, book)


def current(db: sqlite3.Connection) -> str:
    """Return the name that stands in the book, empty for a new one."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    return str(row[0]) if row else ""


def _folder(state: Path) -> Path:
    return paths.private_folder(state / "writers")


def _mine(note: Path, book: Path) -> bool:
    """Whether this machine gave that name to this file, or to one that was since moved here."""
    if not note.is_file():
        return False
    before = Path(note.read_text(encoding="utf-8").strip())
    if before == book:
        return True
    if before.exists():
        return False  # a copy beside the first one
    note.write_text(f"{book}\n", encoding="utf-8")
    return True
