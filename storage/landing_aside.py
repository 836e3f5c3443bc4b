"""Where the rows of a list are made before it lands: a database beside the book, in the shape of the book's tables.

One connection fills it, row by row in Python, while the book is locked by nobody. The book's own connection has it
attached, read-only, and brings whole tables over by one statement each once it holds the lock. Beside an encrypted book
it is encrypted with a key that nobody knows.
"""

from __future__ import annotations

import re
from types import TracebackType
from typing import Final, Self

from storage import engine, scratch_file
from storage.connection import Link, renew, statements
from storage.engine import Key
from storage.files import text

NAME: Final = "landed"
"""What the book's connection calls it."""
ROWS: Final = ("account", "trait", "person", "step", "touch", "finder", "finder_row")
"""Tables whose rows follow from the entries of newcomers, in the order in which they are brought over."""
_ASKED: Final = ("person_account", "step_account", "touch_account")
"""Indexes that making rows asks; all others are written in the book alone."""
_MADE: Final = re.compile(r"^CREATE (?:TABLE|INDEX) (\w+)", re.MULTILINE)
_OWN: Final = (
    "CREATE TABLE finder (text TEXT, owner TEXT, account TEXT, sort TEXT)",
    "CREATE TABLE stamped (seq INTEGER PRIMARY KEY, id TEXT, place INTEGER, kind TEXT, entity TEXT, body TEXT)",
    "CREATE TABLE said (place INTEGER PRIMARY KEY, first INTEGER, last INTEGER, body TEXT)",
    "CREATE TABLE told (source TEXT, kind TEXT, key TEXT, entity TEXT, said TEXT, leans INTEGER)",
)
"""Search rows as they will be put; entries with their ids, `place` among those that were folded here, NULL for the
others; the bodies of `list.said`, and which rows of `told` each of them holds."""
_EMPTY: Final = {table: f"DELETE FROM {table}" for table in ROWS}  # noqa: S608  (constants only)
_LAST: Final = {
    table: f"SELECT max(rowid) FROM {table}"  # noqa: S608  (constants only)
    for table in ("stamped", "account", "person", "finder", "told")
}
_CACHE: Final = "cache_size = -4000"
_READ_CACHE: Final = -250
"""Kilobytes: every page is read once."""


class Aside:
    """The database of one landing; use it with `with`, so that it always goes."""

    def __init__(self, link: Link) -> None:
        """Make it beside the book behind `link`, and attach it there.

        Raises:
            BookTrouble: nothing can be written there.
        """
        renew(link)  # else a connection that is opened anew later would have nothing attached
        self._link = link
        self._path = scratch_file.made(link.path.parent)
        key = None if link.key is None else Key.thrown_away()
        self.db = engine.connect(self._path, key)
        try:
            scratch_file.settle(self.db, _CACHE)
            self._lay()
            self._attach(key)
            link.db.execute(f"PRAGMA {NAME}.cache_size = {_READ_CACHE}")
            scratch_file.hide(self._path)
        except BaseException:
            self.db.close()
            scratch_file.let_go(self._path)
            raise

    def __enter__(self) -> Self:
        """Begin to fill it."""
        self.db.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go."""
        self.db.close()
        self._link.db.execute(f"DETACH {NAME}")
        scratch_file.let_go(self._path)

    def show(self) -> None:
        """Let the book's connection see what was filled in, and give back the memory that filling wanted."""
        self.db.execute("COMMIT")
        self.db.execute("PRAGMA shrink_memory")

    def empty(self) -> None:
        """Throw all rows away, the entries stay: they are folded again."""
        self.db.execute("BEGIN")
        for table in ROWS:
            self.db.execute(_EMPTY[table])

    def last(self, table: str) -> int:
        """Return the number of a table's last row, 0 for none."""
        return int(self.db.execute(_LAST[table]).fetchone()[0] or 0)

    def _lay(self) -> None:
        self.db.execute("BEGIN")
        for statement in statements(text("storage", "tables.sql")):
            made = _MADE.search(statement)
            if made is not None and made[1] in {*ROWS, *_ASKED}:
                self.db.execute(statement)
        for statement in _OWN:
            self.db.execute(statement)
        self.db.execute("COMMIT")

    def _attach(self, key: Key | None) -> None:
        book = self._link.db
        if key is None:
            book.execute(f"ATTACH ? AS {NAME}", (self._where(),))
            return
        book.execute(f"PRAGMA cipher_default_compatibility = {engine.CIPHERS}")
        book.execute(f"ATTACH ? AS {NAME} KEY ?", (self._where(), key.secret))

    def _where(self) -> str:
        return f"{self._path.absolute().as_uri()}?mode=ro"
