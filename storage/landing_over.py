"""What was made beside the book comes over: whole tables, by statements that run in C, a piece at a time.

A piece is a few hundredths of a second, so that a rep who cancels is heard and sees how far it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playbook.bodies import ListSaid
from playbook.values import dataclass
from playbook.words import ActionId, EntryId
from storage.connection import Link
from storage.landing_aside import NAME

PIECE: Final = 5_000
"""Rows of a statement."""
_CACHE: Final = -7_500
"""Kilobytes of pages that the book's connection may hold meanwhile: with the usual 2 MB the indexes of a long list are
read and written again and again. What it writes beyond that locks readers out."""
_ENTRIES: Final = f"""
INSERT INTO main.entry (id, writer, wseq, actor, action, at, kind, entity, body)
SELECT id, :writer, :number + place, :actor, :action, :at, kind, entity, body FROM {NAME}.stamped
WHERE seq > :after AND seq <= :upto AND place IS NOT NULL ORDER BY seq"""  # noqa: S608  (constants only)
_NUMBERED: Final = ("account", "person")
"""Tables with row numbers: they come in pieces. The others are small, or never come with a list."""
_SMALL: Final = ("trait", "step", "touch")
_PIECE_OF: Final = {
    table: f"INSERT INTO main.{table} SELECT * FROM {NAME}.{table} WHERE rowid > ? AND rowid <= ? ORDER BY rowid"  # noqa: S608
    for table in _NUMBERED
}
_ALL_OF: Final = {table: f"INSERT INTO main.{table} SELECT * FROM {NAME}.{table}" for table in _SMALL}  # noqa: S608
_LAST: Final = {
    table: f"SELECT max(rowid) FROM {NAME}.{table}"  # noqa: S608  (constants only)
    for table in (*_NUMBERED, "stamped", "finder")
}
_FOUND: Final = f"""
INSERT INTO main.finder (rowid, text, owner, account, sort)
SELECT rowid + :last, text, owner, account, sort FROM {NAME}.finder
WHERE rowid > :after AND rowid <= :upto ORDER BY rowid"""  # noqa: S608  (constants only)
_FOUND_ROWS: Final = f"""
INSERT INTO main.finder_row (owner, docid) SELECT owner, docid + :last FROM {NAME}.finder_row ORDER BY owner"""  # noqa: S608
_SAID: Final = f"""
INSERT INTO main.entry (id, writer, wseq, actor, action, at, kind, entity, body)
SELECT :id, :writer, :number + 1, :actor, :action, :at, :kind, '', body FROM {NAME}.said WHERE place = :place"""  # noqa: S608
_TOLD: Final = f"""
INSERT INTO main.source_ref (source, kind, key, entity, said_of, said, entry)
SELECT source, kind, key, coalesce((SELECT root FROM main.alias WHERE alias.id = told.entity), entity),
  (SELECT alias.id FROM main.alias WHERE alias.id = told.entity), said, iif(leans, :entry, '')
FROM {NAME}.told WHERE rowid >= :first AND rowid <= :last ORDER BY rowid
ON CONFLICT DO UPDATE SET entity = excluded.entity, said_of = excluded.said_of, said = excluded.said,
  entry = excluded.entry"""  # noqa: S608  (constants only)


@dataclass(frozen=True, slots=True)
class Heading:
    """What all entries of a list bear."""

    action: ActionId
    at: str
    actor: str
    writer: str
    number: int
    """The writer's number before the first of them."""

    def given(self) -> dict[str, str | int]:
        """Return it as what a statement is given."""
        return {
            "action": self.action, "at": self.at, "actor": self.actor, "writer": self.writer, "number": self.number,
        }  # fmt: skip


@contextmanager
def room(link: Link) -> Iterator[None]:
    """Let the book's connection hold more pages in memory while a list lands."""
    (usual,) = link.db.execute("PRAGMA main.cache_size").fetchone()
    link.db.execute(f"PRAGMA main.cache_size = {_CACHE}")
    try:
        yield
    finally:
        link.db.execute(f"PRAGMA main.cache_size = {usual}")


def entries(db: sqlite3.Connection, heading: Heading) -> Iterator[int]:
    """Bring the entries over that were folded beside the book; yield how many rows each piece was."""
    given = heading.given()
    for after in _pieces(db, "stamped"):
        yield db.execute(_ENTRIES, given | {"after": after, "upto": after + PIECE}).rowcount


def rows(db: sqlite3.Connection) -> Iterator[int]:
    """Bring over what follows from these entries; yield how many rows each piece was.

    Triggers count accounts by standing and steps by day as for any other row.
    """
    for table in _NUMBERED:
        for after in _pieces(db, table):
            yield db.execute(_PIECE_OF[table], (after, after + PIECE)).rowcount
    for table in _SMALL:
        yield db.execute(_ALL_OF[table]).rowcount
    last = db.execute("SELECT rowid FROM main.finder ORDER BY rowid DESC LIMIT 1").fetchone()
    ends = {"last": last[0] if last else 0}
    for after in _pieces(db, "finder"):
        yield db.execute(_FOUND, ends | {"after": after, "upto": after + PIECE}).rowcount
    yield db.execute(_FOUND_ROWS, ends).rowcount


def said(db: sqlite3.Connection) -> list[tuple[int, int, int]]:
    """Return the place of each entry that says what a list said, with the first and the last row of it."""
    return db.execute(f"SELECT place, first, last FROM {NAME}.said ORDER BY place").fetchall()  # noqa: S608  (constants only)


def say(db: sqlite3.Connection, heading: Heading, entry: EntryId, said: tuple[int, int, int]) -> int:
    """Bring over one of these entries under this id, and its rows; return how many rows that was."""
    place, first, last = said
    db.execute(_SAID, heading.given() | {"id": entry, "kind": ListSaid.kind, "place": place})
    return db.execute(_TOLD, {"entry": entry, "first": first, "last": last}).rowcount


def _pieces(db: sqlite3.Connection, table: str) -> Iterator[int]:
    """Yield the row number behind which each piece begins."""
    (last,) = db.execute(_LAST[table]).fetchone()
    yield from range(0, last or 0, PIECE)
