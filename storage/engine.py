"""Which SQLite a connection comes from: Python's own, or SQLCipher's for a book that is encrypted.

The one place that knows. A plain book never loads SQLCipher. The two are separate libraries in one process and know
nothing of each other's locks: a file is opened by one of them at a time (RELIABILITY F6), and `kind` looks at its first
bytes only while no connection of this process stands on it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import weakref
from collections.abc import Callable
from enum import StrEnum, auto
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, NoReturn, cast

from playbook.errors import BookTrouble

EXTRA: Final = "encrypted"
"""Name of the extra that brings SQLCipher."""
LACKING: Final = (
    "An encrypted book needs SQLCipher, which is not installed here. Nothing was changed.",
    "Get it with: pip install 'notyet[encrypted]'; in a checkout: make encrypted.",
)
_LIBRARY: Final = "sqlcipher3.dbapi2"
_MAGIC: Final = b"SQLite format 3\x00"
_PAGE: Final = 4096
"""Bytes of a page of both kinds of book."""
_VARIED: Final = 200
"""Different bytes in a page: an encrypted one has all 256, a text about 80, a table's page seldom more than 150."""
CIPHERS: Final = "4"
"""Ciphers of SQLCipher 4, pinned: AES-256, HMAC-SHA512, 256,000 rounds from passphrase to key."""


class Kind(StrEnum):
    """What the first page of a file looks like."""

    NONE = auto()
    """No file, or an empty one."""
    PLAIN = auto()
    SEALED = auto()
    """Random bytes: an encrypted book, or one whose first page was overwritten with noise."""
    OTHER = auto()
    """Damaged, or never a book."""


class Key:
    """A passphrase in memory: never shown, never written; `notyet serve` alone hands it on, to planners of its own."""

    __slots__ = ("_said",)

    def __init__(self, passphrase: str) -> None:
        """Take a passphrase; two keyboards' ways to write the same letter are one."""
        from unicodedata import normalize

        self._said = normalize("NFC", passphrase)

    @classmethod
    def thrown_away(cls) -> Key:
        """Return a key that nobody knows, for files that end with their work."""
        return cls(f"x'{os.urandom(32).hex()}'")

    @property
    def secret(self) -> str:
        """The passphrase: for a bound parameter (`ATTACH … KEY ?`) and the pipe to a planner in a browser, only."""
        return self._said

    def unlock(self, db: sqlite3.Connection) -> None:
        """Give it to a fresh connection, before anything else is said there."""
        quoted = self._said.replace("'", "''")
        db.execute(f"PRAGMA key = '{quoted}'")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self._said == other._said

    __hash__ = None  # type: ignore[assignment]  # nothing keeps keys in sets

    def __repr__(self) -> str:
        return "Key(…)"

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: that is how things reach child processes and files."""
        raise TypeError("a key stays in the process that asked for it")


def is_there() -> bool:
    """Return whether SQLCipher is installed; nothing is loaded."""
    from importlib.util import find_spec

    return _LIBRARY in sys.modules or find_spec(_LIBRARY.partition(".")[0]) is not None


def need() -> None:
    """Make sure that SQLCipher is installed.

    Raises:
        BookTrouble: it is not; with how to get it.
    """
    if not is_there():
        raise BookTrouble(*LACKING)


def errors() -> tuple[type[Exception], ...]:
    """Return the classes of what SQLite raises, for `except`: of both libraries where both are loaded.

    SQLCipher's are no children of sqlite3's; both carry `sqlite_errorcode`.
    """
    library = sys.modules.get(_LIBRARY)
    return (sqlite3.Error,) if library is None else (sqlite3.Error, library.Error)


def connect(path: Path | str, key: Key | None = None, *, mode: str = "rwc", timeout: float = 5.0) -> sqlite3.Connection:
    """Open a file with SQLite, or with SQLCipher where there is a key; "" is a database of its own that vanishes.

    `mode`: `ro`, `rw` or `rwc`; `timeout`: seconds to wait for another program's lock. Transactions are begun by hand,
    and the connection may be closed on another thread. A wrong key shows at the first statement that reads.

    Raises:
        BookTrouble: SQLCipher is not installed.
    """
    where = f"{Path(path).absolute().as_uri()}?mode={mode}" if path else ""
    told: dict[str, Any] = {
        "uri": True, "isolation_level": None, "timeout": timeout, "check_same_thread": False,
    }  # fmt: skip
    with _LOOKING:
        if key is None:
            db: sqlite3.Connection = sqlite3.connect(where, factory=_Plain, **told)
        else:
            db = _sealed()(where, **told)
        if path:
            _HELD[db] = identity(Path(path)), Kind.PLAIN if key is None else Kind.SEALED
    if key is not None:
        _settle(db, key)
    return db


def words(db: sqlite3.Connection) -> str:
    """Return the name and version of the SQLite behind a connection."""
    version = db.execute("SELECT sqlite_version()").fetchone()[0]
    sealed = db.execute("PRAGMA cipher_version").fetchone()
    return f"SQLite {version}" if sealed is None else f"SQLCipher {sealed[0].split()[0]} (SQLite {version}), encrypted"


def scratch(beside: sqlite3.Connection) -> sqlite3.Connection:
    """Return a database that vanishes, for copies of an open book (`beside.backup(scratch)`).

    Beside an encrypted book it is kept in memory, as large as the book: nothing of it reaches the disk.
    """
    by_python = isinstance(cast("object", beside), sqlite3.Connection)
    return connect("", None if by_python else Key.thrown_away())


def kind(path: Path) -> Kind:
    """Return what a file is, by its first page.

    While this process holds it open that page is not looked at: closing the handle would drop SQLite's locks
    (RELIABILITY F6). What it was opened as is known then.
    """
    with _LOOKING:
        try:
            about = path.stat()
        except OSError:
            return Kind.NONE
        if not about.st_size:
            return Kind.NONE
        held = [what for identity, what in _HELD.values() if identity == (about.st_dev, about.st_ino)]
        return held[0] if held else _look(path)


def identity(path: Path) -> tuple[int, int]:
    """Return which file a name leads to, without opening it: another one, once the book was replaced."""
    about = path.stat()
    return about.st_dev, about.st_ino


_LOOKING = threading.Lock()
"""No file is looked at while a connection is being opened."""


class _Plain(sqlite3.Connection):
    """Python's own, told apart when it is closed."""

    def close(self) -> None:
        """Close it; from now on its file may be looked at."""
        super().close()
        _HELD.pop(self, None)


_HELD: weakref.WeakKeyDictionary[sqlite3.Connection, tuple[tuple[int, int], Kind]] = weakref.WeakKeyDictionary()
"""The open connections of this process, the file of each and how it was opened."""


@cache
def _sealed() -> Callable[..., sqlite3.Connection]:
    """Load SQLCipher and return what opens a connection; it is used as Python's own is."""
    try:
        from sqlcipher3 import dbapi2 as library  # type: ignore[import-untyped]
    except ImportError as error:
        raise BookTrouble(*LACKING) from error

    class Sealed(library.Connection):  # type: ignore[misc]  # SQLCipher's module brings no types
        """SQLCipher's, told apart when it is closed."""

        def close(self) -> None:
            """Close it; from now on its file may be looked at."""
            super().close()
            _HELD.pop(cast("sqlite3.Connection", self), None)

    return partial(library.connect, factory=Sealed)


def _settle(db: sqlite3.Connection, key: Key) -> None:
    """Key first, then what keeps plain text off the disk and SQLCipher's own words off the screen.

    `cipher_memory_security` stays off: it wipes pages in memory, of which Python holds copies anyway.
    """
    try:
        db.execute("PRAGMA cipher_log_level = NONE")
        key.unlock(db)
        db.execute(f"PRAGMA cipher_compatibility = {CIPHERS}")
        db.execute("PRAGMA cipher_memory_security = OFF")
        db.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        db.close()
        raise


def _look(path: Path) -> Kind:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return Kind.OTHER
    try:
        page = os.read(handle, _PAGE)
    except OSError:
        return Kind.OTHER
    finally:
        os.close(handle)
    if page.startswith(_MAGIC):
        return Kind.PLAIN
    return Kind.SEALED if len(page) == _PAGE and len(set(page)) >= _VARIED else Kind.OTHER
