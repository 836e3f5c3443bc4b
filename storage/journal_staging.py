"""Journals on their way in: read, checked and compared in a file of their own that vanishes (SYNC section 4).

Nothing of them touches the book before every line of every file was found fit.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from playbook.bodies import EntityErased
from playbook.errors import BadInput, Refused
from storage import engine, journal_kinds, journal_lines
from storage.connection import Link
from storage.journal_bodies import BLANK
from storage.journal_lines import Row, Told

CHUNK: Final = 1_000
STOPPED: Final = ("The merge was stopped.", "The planner is as it was before.")
_TABLE: Final = """
CREATE TABLE line (
  id TEXT PRIMARY KEY, writer TEXT, wseq INTEGER, actor TEXT, action TEXT, at TEXT, kind TEXT, entity TEXT, body TEXT,
  file INTEGER, number INTEGER, fresh INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID"""
_COLUMNS: Final = "id, writer, wseq, actor, action, at, kind, entity, body"
_ADD: Final = (
    "INSERT INTO line (id, writer, wseq, actor, action, at, kind, entity, body, file, number)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
_SAID: Final = "actor, action, at, kind, entity, body"
"""What an entry says; its writer and number are the envelope, which may differ from copy to copy."""


class Staging:
    """Entries of one or more files, each once, in the order of their ids."""

    def __init__(self, scratch: sqlite3.Connection, files: Sequence[Path]) -> None:
        """Begin empty; `staged` fills it."""
        self.db = scratch
        self.files = tuple(files)
        scratch.execute("PRAGMA journal_mode = OFF")
        scratch.execute("PRAGMA synchronous = OFF")
        scratch.execute(_TABLE)
        scratch.execute("CREATE INDEX line_fresh ON line (fresh, id)")

    def take(self, rows: Iterable[tuple[int, Row]], place: int) -> None:
        """Take the lines of the file at that place.

        Raises:
            BadInput: two lines of one id say two things.
        """
        held = iter(rows)
        while chunk := list(islice(held, CHUNK)):
            added = self.db.executemany(_ADD, ((*row, place, number) for number, row in chunk)).rowcount
            if added != len(chunk):
                self._check_twice(chunk, place)

    def _check_twice(self, chunk: list[tuple[int, Row]], place: int) -> None:
        for number, row in chunk:
            said = self.db.execute(f"SELECT {_SAID} FROM line WHERE id = ?", (row[0],)).fetchone()  # noqa: S608  (a constant)
            if tuple(said) != row[3:] and BLANK not in (said[-1], row[-1]):
                raise journal_lines.refused(self.files[place], number, "it says something else than a line before it")

    def compare(self, book: sqlite3.Connection) -> None:
        """Find out which entries are new to the book as it stands.

        Raises:
            BadInput: one stands there with other words, is blank though nobody was erased, or takes a person for an
                account.
        """
        for rows in self.chunks():
            marks = json.dumps([row[0] for row in rows])
            known = {
                row[0]: row[1:]
                for row in book.execute(
                    f"SELECT id, {_SAID} FROM entry WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608  (a constant)
                    (marks,),
                )
            }
            self._check_known(rows, known)
            self.db.executemany(
                "UPDATE line SET fresh = ? WHERE id = ?", ((row[0] not in known, row[0]) for row in rows)
            )
        self._check_blank(book)
        wrong = journal_kinds.mixed(self.db, book)
        if wrong:
            self._refuse(wrong, "it takes a person for an account, or an account for a person")

    def chunks(self, *, fresh: bool = False) -> Iterator[list[Row]]:
        """Yield the entries in order, a thousand at a time; `fresh`: only those that are new to the book."""
        query = f"SELECT {_COLUMNS} FROM line WHERE id > ? {'AND fresh = 1' if fresh else ''} ORDER BY id LIMIT ?"  # noqa: S608
        last = ""
        while rows := self.db.execute(query, (last, CHUNK)).fetchall():
            last = rows[-1][0]
            yield rows

    def count(self, *, fresh: bool = False) -> int:
        """Return how many entries there are, or how many are new."""
        return int(self.db.execute("SELECT count(*) FROM line WHERE fresh >= ?", (int(fresh),)).fetchone()[0])

    def _check_known(self, rows: Sequence[Row], known: dict[str, tuple[str, ...]]) -> None:
        for row in rows:
            said = known.get(row[0])
            if said is not None and tuple(said) != tuple(row[3:]) and BLANK not in (said[-1], row[-1]):
                self._refuse(row[0], "an entry of that id stands here with other words")

    def _check_blank(self, book: sqlite3.Connection) -> None:
        """What was blanked by an erasure comes with it, or the erasure stands here already."""
        blank = self.db.execute(
            "SELECT id, entity FROM line AS told WHERE body = ? AND fresh = 1 AND NOT EXISTS"
            " (SELECT 1 FROM line WHERE kind = ? AND entity IN (told.entity, told.id))",
            (BLANK, EntityErased.kind),
        )
        for number, entity in blank.fetchall():
            erased = book.execute(
                "SELECT 1 FROM entry WHERE kind = ? AND entity IN (?, ?)"
                " AND kind NOT IN ('touch.logged', 'account.added', 'person.added')",
                (EntityErased.kind, entity, number),
            ).fetchone()
            if erased is None:
                self._refuse(number, "it is blank, though nobody was erased")

    def _refuse(self, number: str, why: str) -> None:
        file, place = self.db.execute("SELECT file, number FROM line WHERE id = ?", (number,)).fetchone()
        raise journal_lines.refused(self.files[file], place, why)


@contextmanager
def staged(link: Link, files: Sequence[Path], told: Told, cancelled: Callable[[], bool]) -> Iterator[Staging]:
    """Read and check these files; what was read vanishes at the end.

    Raises:
        BadInput: a file is no journal, or a line of it is none; nothing of any file is taken.
        Refused: `cancelled` said so.
    """
    _check(link, files)
    everything = max(sum(file.stat().st_size for file in files), 1)
    done = 0

    def count(more: int) -> None:
        nonlocal done
        before, done = done, done + more
        if before >> 16 != done >> 16:
            told(done, everything)
            if cancelled():
                raise Refused(*STOPPED)

    with _scratch(link, files) as held:
        for place, file in enumerate(files):
            held.take(journal_lines.read(file, count), place)
        told(everything, everything)
        yield held


@contextmanager
def of_rows(link: Link, rows: Iterable[Row]) -> Iterator[Staging]:
    """Stage entries of a book of ours: what a restore carries over."""
    with _scratch(link, ()) as held:
        held.take(enumerate(rows), 0)
        yield held


@contextmanager
def _scratch(link: Link, files: Sequence[Path]) -> Iterator[Staging]:
    """Open a file that vanishes; beside an encrypted book it is encrypted with a key that nobody knows."""
    scratch = engine.connect("", None if link.key is None else engine.Key.thrown_away())
    try:
        yield Staging(scratch, files)
    finally:
        scratch.close()


def _check(link: Link, files: Sequence[Path]) -> None:
    if not files:
        raise BadInput("No file was named.", "Name what `notyet journal save` wrote on the other machine.")
    for file in files:
        if not file.is_file():
            raise BadInput(f"There is no file {file}.", "Name what `notyet journal save` wrote on the other machine.")
        if file.samefile(link.path):
            raise BadInput(f"{file} is the planner itself.", "Name what `notyet journal save` wrote.")
