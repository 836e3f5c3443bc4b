"""A backup in the book's place; the replaced book is kept beside it (DESIGN section 2, RELIABILITY decision 11).

The restored book is made and checked in a folder of its own; then one rename puts it in its place. A crash at any step
leaves the old book or the new one. It takes a new writer at once, and what was erased stays erased.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from playbook.errors import BookTrouble, NotFound
from storage import (
    backup,
    backup_look,
    backup_names,
    connection,
    engine,
    journal_merging,
    journal_staging,
    opening,
    paths,
    restore_lost,
    restore_swap,
    sealing_copy,
    writer,
)
from storage.connection import Link
from storage.engine import Key, Kind
from storage.ids import IdSource
from storage.journal_lines import Row
from storage.transaction import glance, locked, tx
from storage.trouble import Sealed, WrongKey
from storage.views_safe import BackupRow, Lost, Restored

NONE: Final = "There is no backup to restore"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be restored, on which machine."""

    book: Path
    backup: Path
    now: datetime
    state: Path | None = None
    """The machine's own folder, the usual one where it is None."""
    key: Key | None = None
    """Opens the book and its backups where they are encrypted."""
    ids: IdSource | None = None
    told: Callable[[str], None] | None = None
    """Told what is done: `checking`, `backing up`, `copying`, `checking the copy`, `placing`. It may raise."""

    def tell(self, what: str) -> None:
        """Say what is done now."""
        if self.told is not None:
            self.told(what)


def chosen(book: Path, name: str, key: Key | None = None) -> Path:
    """Return the backup that a name means: a file, a name in the folder of backups, or the beginning of one.

    An empty name means the newest one that checks out.

    Raises:
        NotFound: there is none.
    """
    folder = paths.backups_of(book)
    there = backup_names.listed(folder)
    if not name:
        wrong = ""
        for file in there:
            trouble = backup_look.verified(file, key).trouble
            if not trouble:
                return file
            wrong = wrong or trouble
        if wrong:
            raise NotFound(
                f"None of the {len(there)} backups in {folder} can be put back; of the newest: {wrong}",
                "notyet backup --list shows them; a planner's file elsewhere can be named: notyet restore FILE",
            )
        raise NotFound(f"{NONE} in {folder}.", "A planner's file elsewhere can be named: notyet restore FILE")
    path = Path(name).expanduser()
    if path.suffix == ".jsonl":
        raise NotFound(
            f"{name} is a saved journal, no backup.", "Merge it into a new book: notyet --book NEW journal merge FILE"
        )
    found = next((file for file in there if file.name.startswith(path.name)), None)
    if path.is_file():
        return path.absolute()
    if found is None or path.name != name:
        raise NotFound(f"{NONE} called {name}.", "They are listed by: notyet backup --list")
    return found


def would_lose(book: Path, file: Path, key: Key | None = None) -> Lost:
    """Return what a restore of this backup would lose; nothing is written.

    Raises:
        BookTrouble: the backup is none of ours, or does not check out.
    """
    row = _whole(file, key)
    with backup_look.opened(file, key) as held, _current(book, key) as link:
        return _lost(link, held, row)[0]


def restore(wanted: Wanted) -> Restored:
    """Put the backup in the book's place.

    Raises:
        BookTrouble: the backup does not check out, another window writes, or the disk fails: the book is as it was.
    """
    wanted.tell("checking")
    row = _whole(wanted.backup, wanted.key)
    wanted.tell("backing up")
    paths.private_folder(wanted.book.parent)
    work = restore_swap.work_folder(wanted.book)
    try:
        with locked(paths.lock_of(wanted.book)):
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir(mode=0o700)
            return _restored(wanted, row, work)
    except OSError as error:
        raise BookTrouble(
            f"The backup could not be put in place: {error.strerror}.", "The planner is as it was; free some space."
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _restored(wanted: Wanted, row: BackupRow, work: Path) -> Restored:
    with backup_look.opened(wanted.backup, wanted.key) as held, _current(wanted.book, wanted.key) as link:
        lost, over = _lost(link, held, row)
        made = None if link is None else _backed_up(link, wanted.now)
    wanted.tell("copying")
    fresh = work / wanted.book.name
    _copy(wanted.backup, fresh, wanted.key)
    _settle(wanted, fresh, over)
    wanted.tell("checking the copy")
    wrong = backup_look.verified(fresh, wanted.key).trouble
    if wrong:
        raise BookTrouble(f"The restored copy does not check out: {wrong}", "The planner is as it was.")
    wanted.tell("placing")
    paths.to_disk(fresh)
    kept = restore_swap.swap(wanted.book, fresh, wanted.now)
    return Restored(wanted.book, wanted.backup, kept, made, lost)


def _backed_up(link: Link, now: datetime) -> Path | None:
    """Back up the book that is replaced; None where it is too damaged for that: the file itself is kept."""
    try:
        return backup.make(link, now)
    except BookTrouble:
        return None


def _whole(file: Path, key: Key | None) -> BackupRow:
    row = backup_look.verified(file, key)
    if row.trouble:
        raise BookTrouble(f"{file.name} was not restored: {row.trouble}", "The planner is as it was.")
    return row


@contextmanager
def _current(book: Path, key: Key | None) -> Iterator[Link | None]:
    """Open the book that is to be replaced; None where it cannot be read: it is kept all the same."""
    link = None
    try:
        link = connection.connect(book, create=False, key=key)
    except BookTrouble as error:
        if isinstance(error, Sealed) and not isinstance(error, WrongKey):
            raise
        # With a key that opens the backup the book's first page is damaged, or it was encrypted anew since.
        yield None
        return
    try:
        yield link
    finally:
        link.db.close()


def _lost(link: Link | None, held: sqlite3.Connection, row: BackupRow) -> tuple[Lost, list[Row]]:
    if link is None:
        return Lost(row, readable=False), []
    try:
        with glance(link) as db:
            found = restore_lost.missing(db, held)
            over = restore_lost.carried(db, found)
            return restore_lost.told(db, found, row, over), over
    except BookTrouble:
        return Lost(row, readable=False), []


def _copy(file: Path, fresh: Path, key: Key | None) -> None:
    own = key if engine.kind(file) is Kind.SEALED else None
    with backup_look.opened(file, key) as source:
        copy = engine.connect(fresh, own)
        try:
            copy.execute("PRAGMA synchronous = FULL")
            source.backup(copy)
        finally:
            copy.close()
    fresh.chmod(0o600)
    if own is not key:
        sealing_copy.convert(fresh, own, key)  # a plain backup, made before the book was encrypted


def _settle(wanted: Wanted, fresh: Path, over: Sequence[Row]) -> None:
    """Bring the copy up to this version, carry over what must not be lost, give it a writer of its own."""
    state = wanted.state or paths.places(wanted.book).state
    link, pen = opening.open_book(fresh, now=wanted.now, ids=wanted.ids, create=False, state=state, key=wanted.key)
    try:
        if over:
            with journal_staging.of_rows(link, over) as held:
                journal_merging.take(link, pen, held)
        with tx(link) as db:
            writer.renew(db, wanted.book, state, pen.ids)
        writer.forget(state, fresh)
    finally:
        link.db.close()
