"""The scratch database of an import: rows are read, matched and drafted there, and the book hears nothing of it.

It lies beside the book, belongs to nobody else, and is gone when the import ends, is cancelled or is killed. It may be
filled on one thread and read on another, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from storage import engine, scratch_file
from storage.engine import Key

Cells = tuple[Any, ...]

_TABLES: Final = """
CREATE TABLE firm (
  id INTEGER PRIMARY KEY, name TEXT, key TEXT, site TEXT, domain TEXT, mail TEXT, held TEXT, file INTEGER, line INTEGER,
  listed INTEGER, made INTEGER, entity TEXT);
CREATE INDEX firm_name ON firm (key);
CREATE INDEX firm_domain ON firm (domain) WHERE domain <> '';
CREATE INDEX firm_mail ON firm (mail) WHERE mail <> '';
CREATE INDEX firm_made ON firm (site) WHERE made = 1;
CREATE INDEX firm_called ON firm (name);
CREATE TABLE firm_key (source TEXT, key TEXT, firm INTEGER, PRIMARY KEY (source, key)) WITHOUT ROWID;
CREATE INDEX firm_keys ON firm_key (firm);
CREATE TABLE person (
  id INTEGER PRIMARY KEY, firm INTEGER, name TEXT, fold TEXT, mail TEXT, page TEXT, held TEXT, file INTEGER,
  line INTEGER, entity TEXT);
CREATE INDEX person_firm ON person (firm, fold);
CREATE INDEX person_page ON person (page) WHERE page <> '';
CREATE TABLE person_key (source TEXT, key TEXT, person INTEGER, PRIMARY KEY (source, key)) WITHOUT ROWID;
CREATE INDEX person_keys ON person_key (person);
CREATE TABLE person_mail (mail TEXT, person INTEGER, PRIMARY KEY (mail, person)) WITHOUT ROWID;
CREATE TABLE skipped (file INTEGER, line INTEGER, why TEXT, cells TEXT);
CREATE TABLE id_only (source TEXT, key TEXT, file INTEGER, line INTEGER, cells TEXT);
CREATE INDEX id_only_keys ON id_only (source, key);
CREATE TABLE known (id TEXT PRIMARY KEY, name TEXT, key TEXT, domain TEXT) WITHOUT ROWID;
CREATE INDEX known_name ON known (key);
CREATE INDEX known_domain ON known (domain) WHERE domain <> '';
CREATE TABLE taken (entity TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE draft (seq INTEGER PRIMARY KEY, entity TEXT, kind TEXT, body TEXT);
CREATE TABLE ref (
  source TEXT, kind TEXT, key TEXT, entity TEXT, said TEXT, PRIMARY KEY (source, kind, key)) WITHOUT ROWID;
"""
_MOST_WAITING: Final = 1_000
"""Rows that wait to be written together."""


class Scratch:
    """A database for one import; use it with `with`, so that it always goes."""

    def __init__(self, folder: Path, *, sealed: bool = False) -> None:
        """Make it in `folder`, `sealed`: encrypted with a key that nobody knows, beside an encrypted book.

        Raises:
            BookTrouble: nothing can be written there.
        """
        self.path = scratch_file.made(folder)
        self._db = engine.connect(self.path, Key.thrown_away() if sealed else None)
        scratch_file.settle(self._db, "locking_mode = EXCLUSIVE", "cache_size = -8000")
        self._db.executescript(f"BEGIN; {_TABLES} COMMIT;")
        self._waiting: dict[str, list[Cells]] = {}
        self._count = 0
        scratch_file.hide(self.path)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go."""
        self.close()

    def close(self) -> None:
        """Let go of the database and its file; twice does no harm."""
        self._db.close()
        scratch_file.let_go(self.path)

    def rest(self) -> None:
        """Give back the memory that matching wanted: what is left is read through once."""
        self._db.execute("PRAGMA cache_size = -500")
        self._db.execute("PRAGMA shrink_memory")

    def one(self, sql: str, *values: object) -> Cells | None:
        """Return the first row of a question."""
        if self._waiting:
            self._write()
        found: Cells | None = self._db.execute(sql, values).fetchone()
        return found

    def all(self, sql: str, *values: object) -> list[Cells]:
        """Return all rows of a small question."""
        if self._waiting:
            self._write()
        return self._db.execute(sql, values).fetchall()

    def each(self, sql: str, *values: object) -> Iterator[Cells]:
        """Yield the rows of a question one by one, on a cursor of its own."""
        self._write()
        yield from self._db.cursor().execute(sql, values)

    def count(self, sql: str, *values: object) -> int:
        """Return the one figure that a question asks for."""
        row = self.one(sql, *values)
        return int(row[0] or 0) if row else 0

    def run(self, sql: str, *values: object) -> int:
        """Write, and return the number of the row that was added."""
        if self._waiting:
            self._write()
        return self._db.execute(sql, values).lastrowid or 0

    def many(self, sql: str, rows: Iterable[Cells]) -> None:
        """Write many rows."""
        self._write()
        self._db.executemany(sql, rows)

    def later(self, sql: str, *values: object) -> None:
        """Write a row together with others like it, before anything else is asked or written.

        What waits for one statement is written in its order; statements that wait together touch tables of their own.
        """
        self._waiting.setdefault(sql, []).append(values)
        self._count += 1
        if self._count >= _MOST_WAITING:
            self._write()

    def _write(self) -> None:
        waiting, self._waiting, self._count = self._waiting, {}, 0
        for sql, rows in waiting.items():
            self._db.executemany(sql, rows)
