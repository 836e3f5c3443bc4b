"""Journals merged into the book: an idempotent union, in any order, any batching, repeats included (SYNC section 4).

What other copies wrote stays theirs: writer and number are kept, and no undo of ours takes it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final, get_args

from playbook.bodies import Known
from playbook.errors import BadInput, BookTrouble, Refused
from storage import actions, backup, erase, erase_clean, erase_owed, journal, journal_labels, tables, writer
from storage.connection import Link
from storage.journal_carrier import Carrier
from storage.journal_lines import Row, Told
from storage.journal_staging import STOPPED, Staging, staged
from storage.recording import Pen
from storage.transaction import glance, tx
from storage.views_safe import ForeignWriter, Merged

FEW: Final = 3_000
"""So many new entries are laid on the tables one by one; more of them, and the tables are made anew."""
_STEPS: Final = 50_000
"""Steps of SQLite's machine between two looks at whether the merge is still wanted."""
SKEW: Final = 120
"""Seconds by which another clock may be ahead before the rep is told (SYNC section 5)."""
_KINDS: Final = frozenset(kind.kind for kind in get_args(Known))
_INSERT: Final = (
    "INSERT INTO entry (id, writer, wseq, actor, action, at, kind, entity, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_READ: Final = """
SELECT id, action, at, entity, kind, body, actor FROM entry WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"""
_UNFIT: Final = (
    "The journal could not be brought into the tables: an entry in it says what none can say. Nothing was merged.",
    "Save it again where it was written, with the version of notyet that wrote it.",
)


def preview(link: Link, pen: Pen, files: Sequence[Path], told: Told, cancelled: Callable[[], bool]) -> Merged:
    """Return what a merge of these files would bring; nothing is written.

    Raises:
        BadInput: a file is no journal, or a line of it is none.
        Refused: `cancelled` said so.
    """
    with staged(link, files, told, cancelled) as held, glance(link) as db:
        held.compare(db)
        return _report(held, pen)


def merge(
    link: Link, pen: Pen, files: Sequence[Path], now: datetime, told: Told, cancelled: Callable[[], bool]
) -> Merged:
    """Take in what is new of these files, after a verified backup: all of it in one transaction, or nothing.

    Raises:
        BadInput: a file is no journal, or a line of it is none.
        Refused: `cancelled` said so.
        BookTrouble: locked, full, failing; nothing was written.
    """
    with staged(link, files, told, cancelled) as held:
        with glance(link) as db:
            held.compare(db)
            nothing, empty = not held.count(fresh=True), not journal.newest_id(db)
        if nothing:
            return _report(held, pen)
        if not empty:
            backup.make(link, now)
        done = take(link, pen, held, cancelled, owe=True)
    if done.blanked:
        # What stood here of the erased goes out of the file as well; what cannot be done now is owed still. Backups
        # stay: whoever sends an erasure must not reach into them. Each restore carries the erasures over.
        with suppress(BookTrouble):
            done = replace(done, held=erase_clean.finish(link).held)
    return done


def take(
    link: Link, pen: Pen, held: Staging, cancelled: Callable[[], bool] = lambda: False, *, owe: bool = False
) -> Merged:
    """Take in what is new of staged entries, in one transaction; `cancelled` stops the tables' work, too.

    `owe`: where that blanked something, the cleaning of the file is owed.
    """
    try:
        with tx(link) as db:
            held.compare(db)
            db.set_progress_handler(cancelled, _STEPS)
            try:
                done = _Merging(db, pen, cancelled).run(held)
                if owe and done.blanked:
                    erase_owed.owe(db, backups=False)
                return done
            finally:
                db.set_progress_handler(None, 0)
    except BookTrouble as error:
        if cancelled():
            raise Refused(*STOPPED) from error
        raise


class _Merging:
    """One merge, inside its transaction."""

    def __init__(self, db: sqlite3.Connection, pen: Pen, cancelled: Callable[[], bool]) -> None:
        self._db = db
        self._own = writer.current(db)
        self._pen = pen
        self._carrier = Carrier(db, pen.ids)
        self._cancelled = cancelled

    def run(self, held: Staging) -> Merged:
        before = journal.newest_id(self._db)
        for rows in held.chunks(fresh=True):
            if self._cancelled():
                raise Refused(*STOPPED)
            for row in rows:
                self._db.execute(_INSERT, self._enveloped(row))
        if self._cancelled():
            raise Refused(*STOPPED)
        self._keep_up(held, before)
        blanked = erase.blank_erased(self._db)  # what arrived about the erased, and what stands about the now erased
        tables.retier(self._db)
        self._pen.ids.follow(journal.newest_id(self._db))
        return _report(held, self._pen, self._carrier.used, blanked)

    def _enveloped(self, row: Row) -> Row:
        """Return the row as it stands here: under its own number, or where that is taken under our second name."""
        if row[1] != self._own and not self._taken(row[1], row[2]):
            return row
        return (row[0], *self._carrier.next(), *row[3:])

    def _taken(self, name: str, number: int) -> bool:
        query = "SELECT 1 FROM entry WHERE writer = ? AND wseq = ?"
        return self._db.execute(query, (name, number)).fetchone() is not None

    def _keep_up(self, held: Staging, before: str) -> None:
        try:
            if held.count(fresh=True) > FEW:
                tables.rebuild(self._db)
            else:
                fresh = [row[0] for rows in held.chunks(fresh=True) for row in rows]
                entries = [journal.read(row) for row in self._db.execute(_READ, (json.dumps(fresh),))]
                tables.keep_up(self._db, entries, before=before, writer="", label="")
        except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
            raise BadInput(*_UNFIT) from error
        journal_labels.name(self._db, held)
        actions.judge(self._db)


def _report(held: Staging, pen: Pen, renumbered: int = 0, blanked: int = 0) -> Merged:
    newest = held.db.execute("SELECT max(id) FROM line").fetchone()[0]
    ahead = pen.ids.ahead(newest) if newest else None
    rows = held.db.execute(
        "SELECT writer, count(*), min(at), max(at) FROM line WHERE fresh = 1"
        " GROUP BY writer ORDER BY count(*) DESC, writer"
    )
    writers = tuple(
        ForeignWriter(name, count, *map(datetime.fromisoformat, (first, last))) for name, count, first, last in rows
    )
    kinds = {row[0] for row in held.db.execute("SELECT DISTINCT kind FROM line WHERE fresh = 1")}
    about = held.db.execute("SELECT count(DISTINCT entity) FROM line WHERE fresh = 1 AND entity <> ''").fetchone()[0]
    return Merged(
        files=held.files, entries=held.count(), new=held.count(fresh=True), writers=writers, accounts=about,
        unknown=tuple(sorted(kinds - _KINDS)), renumbered=renumbered, blanked=blanked,
        ahead=ahead if ahead is not None and ahead.total_seconds() > SKEW else None,
    )  # fmt: skip
