"""Opening the book: what is checked, in which order, and how SQLite is set (RELIABILITY section 5, without its WAL).

`journal_mode=TRUNCATE` and `synchronous=FULL`: what was said to be saved survives a power cut. Nothing in this program
opens the file but SQLite itself: closing a second handle would drop SQLite's locks (F6).
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from pathlib import Path

from playbook.errors import BookTrouble
from playbook.values import dataclass
from storage import backup_names, engine, paths
from storage.engine import Key, Kind
from storage.files import text
from storage.trouble import Sealed, WrongKey, damaged, is_no_book, recovery, told

APPLICATION_ID = 0x4E4F5459
"""`NOTY` in the header: tells a planner from any other SQLite file."""
SCHEMA = 2
"""Version of storage/schema.sql, in `user_version`. Tables have their own mark, see storage/tables.py."""
BUSY_MS = 3_000
"""How long a window waits for another one before it says so."""

_SETTINGS = (
    ("busy_timeout", str(BUSY_MS), BUSY_MS), ("foreign_keys", "ON", 1), ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0), ("secure_delete", "ON", 1), ("cell_size_check", "ON", 1), ("mmap_size", "0", 0),
)  # fmt: skip
_DURABLE = (("journal_mode", "TRUNCATE", "truncate"), ("synchronous", "FULL", 2))
_MAC = (("fullfsync", "ON", 1), ("checkpoint_fullfsync", "ON", 1))


@dataclass(slots=True)
class Link:
    """An open book: the connection, the file, and its lock."""

    db: sqlite3.Connection
    path: Path
    lock: Path
    read_only: str = ""
    """Why nothing can be written, in words; empty: it can."""
    key: Key | None = None
    """Opens an encrypted book, and every copy of it; None: it is a plain one."""
    file: tuple[int, int] | None = None
    """Which file was opened: the name leads to another one when the book was replaced meanwhile."""
    suspect: bool = False
    """A commit failed half way: what this connection holds of the file may not be what the disk holds (T9)."""


def connect(path: Path, *, create: bool, key: Key | None = None) -> Link:
    """Open the file and check it; make it where it is not there and `create` says so.

    A new book is encrypted where a key is given; a book that is there is what it is, and a plain one needs no key.

    Raises:
        Sealed: it is encrypted, and the key is missing or wrong.
        BookTrouble: it is missing though backups exist, is no planner, is damaged, or comes from a newer version.
    """
    os.umask(0o077)
    fresh = _look(path, create=create)
    reason = "" if fresh else _barred(path)
    key = key if fresh else _fitting(path, key)
    file = None if fresh else engine.identity(path)
    with told(path):
        db = _open(path, key, read_only=bool(reason))
        try:
            _try_key(db, path, key)
            _check_header(db, path, fresh=fresh)
            _set(db, read_only=bool(reason))
            if not fresh and not reason and _owned(path):
                path.chmod(0o600)
        except BaseException:
            db.close()
            raise
    return Link(db, path, paths.lock_of(path), reason, key, file or engine.identity(path))


def renew(link: Link) -> None:
    """Open the file anew after a failed commit: what SQLite kept of it in memory is read again (RELIABILITY T9).

    A precaution. With every write and sync of a touch made to fail, SQLite's own rollback was enough each time: the
    tests of tests/faults pass without this. It is kept because SQLite promises the file's state after a failed sync
    only through the recovery that an opening makes, and it costs one opening on a day when the disk fails.
    """
    if not link.suspect:
        return
    fresh = _open(link.path, link.key, read_only=bool(link.read_only))
    try:
        _set(fresh, read_only=bool(link.read_only))
    except BaseException:
        fresh.close()
        raise
    link.db.close()
    link.db, link.suspect = fresh, False


def _fitting(path: Path, key: Key | None) -> Key | None:
    """Return the key if the book needs one.

    Raises:
        Sealed: it does, and there is none.
    """
    if engine.kind(path) is not Kind.SEALED:
        return None
    engine.need()
    if key is None:
        raise Sealed(path)
    return key


def _try_key(db: sqlite3.Connection, path: Path, key: Key | None) -> None:
    if key is None:
        return
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except engine.errors() as error:
        if is_no_book(error):  # other damage shows behind the right key only
            raise WrongKey(path) from error
        raise


def lay(db: sqlite3.Connection) -> None:
    """Lay the journal of a new book; inside a transaction."""
    if db.execute("PRAGMA user_version").fetchone()[0]:
        return  # another window was first
    for statement in statements(text("storage", "schema.sql")):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def statements(script: str) -> list[str]:
    """Return the statements of an SQL script one by one: `executescript` would commit an open transaction."""
    found, held = [], ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    return found


def _look(path: Path, *, create: bool) -> bool:
    """Return whether the book is to be made; never an empty one in the place of a lost one."""
    if path.is_dir():
        raise BookTrouble(f"{path} is a folder, not a planner.", "Name a file with --book.")
    if path.exists() and path.stat().st_size:
        return False
    what = "is empty" if path.exists() else "is not there"
    if backup_names.newest(paths.backups_of(path)) is not None:
        raise BookTrouble(f"{path} {what}, though backups of it exist. Nothing was made in its place.", recovery(path))
    if not create:
        raise BookTrouble(f"{path} {what}.", "Name the planner with --book, or start `notyet` to make one.")
    if not os.access(_nearest(path.parent), os.W_OK):
        raise BookTrouble(f"{path} cannot be made: its folder may not be written.", "Name another place with --book.")
    paths.private_folder(path.parent)
    return True


def _nearest(folder: Path) -> Path:
    return folder if folder.exists() else _nearest(folder.parent)


def _barred(path: Path) -> str:
    if not os.access(path, os.W_OK):
        return f"{path.name} may only be read: nothing can be logged."
    if not os.access(path.parent, os.W_OK):
        return f"The folder of {path.name} may only be read: nothing can be logged."
    return ""


def _owned(path: Path) -> bool:
    """Whether the file is ours and others may read it."""
    about = path.stat()
    return bool(stat.S_IMODE(about.st_mode) & 0o077) and about.st_uid == getattr(os, "getuid", lambda: -1)()


def _open(path: Path, key: Key | None, *, read_only: bool) -> sqlite3.Connection:
    # The desk opens, uses and closes it on its one thread; interrupt() comes from another.
    db = engine.connect(path, key, mode="ro" if read_only else "rwc", timeout=BUSY_MS / 1000)
    db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    return db


def _check_header(db: sqlite3.Connection, path: Path, *, fresh: bool) -> None:
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if fresh and not tables:
        return
    if application != APPLICATION_ID and {"entry", "meta", "account"} <= tables:
        raise damaged(path)  # our tables under a header that is not ours
    if application != APPLICATION_ID:
        raise BookTrouble(f"{path} is a file of another program: left as it is.", "Name another one with --book.")
    if version > SCHEMA:
        raise BookTrouble(
            f"{path} was written by a newer notyet (file version {version}, this one reads {SCHEMA}): left as it is.",
            "Install the newer version on this machine.",
        )
    if not {"entry", "meta"} <= tables:
        raise damaged(path)


def _set(db: sqlite3.Connection, *, read_only: bool) -> None:
    wanted = [*_SETTINGS, *(() if read_only else _DURABLE), *(_MAC if sys.platform == "darwin" else ())]
    for name, value, held in wanted:
        db.execute(f"PRAGMA {name} = {value}")
        found = db.execute(f"PRAGMA {name}").fetchone()
        # A build without memory mapping answers nothing to `mmap_size`.
        if found is not None and found[0] != held:
            raise BookTrouble(f"SQLite would not set {name} to {value}.", "Tell us: which system, which Python.")
