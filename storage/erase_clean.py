"""After an erasure: search optimised, the file vacuumed, its bytes searched, backups rewritten (RELIABILITY F12).

What is to be done is marked in `meta` in the transaction of the erasure itself, so what was cut short is finished at
the next start, or named by the doctor.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playbook import erasing_marks
from playbook.erasing_marks import Marks
from playbook.errors import BookTrouble
from playbook.folding import fold
from storage import engine, erase_backups, paths
from storage.connection import Link
from storage.doctor_words import Finding
from storage.erase_owed import MARK, is_owed, owed
from storage.erase_views import Cleaned
from storage.transaction import locked, tx
from storage.trouble import told

FINISH: Final = "cleans the file and the backups of somebody erased"
_PIECE: Final = 1 << 20
_LONG: Final = 4
"""Letters from which a single word of a name or address is looked for."""
Told = Callable[[str, int, int], None]
"""Phase, done, total."""


def finding(db: sqlite3.Connection) -> tuple[Finding, ...]:
    """Return what the doctor says while cleaning is owed; nothing otherwise."""
    if not is_owed(db):
        return ()
    words = "somebody was erased, and the file or a backup may hold them still. Run: notyet doctor --mend"
    return (Finding("erasure", ok=False, words=words, mend=FINISH),)


def finish(link: Link, told_how: Told | None = None, marks: Marks | None = None) -> Cleaned:
    """Clean the file and, where the rep said so, the backups; take the mark off at the end.

    `marks`: what must be found nowhere; None where the erasure was another start's and nobody knows them any more.

    Raises:
        BookTrouble: locked, full or failing: the erasure stands, and the cleaning is owed still.
    """
    tell = told_how or _nobody
    scope = owed(link.db)
    if not scope or link.read_only:
        return Cleaned()
    paths.places(link.path).sheet.unlink(missing_ok=True)  # it may name them
    tell("search", 0, 1)
    with tx(link) as db:
        db.execute("INSERT INTO finder (finder) VALUES ('optimize')")
    tell("file", 0, 1)
    with told(link.path), locked(link.lock):
        link.db.execute("VACUUM")
    left = () if marks is None else check(link, marks)
    if scope == "all":
        rewritten, held = erase_backups.clean(link, tell)
    else:
        rewritten, held = (), erase_backups.holding(link)
    with tx(link) as db:
        db.execute("DELETE FROM meta WHERE key = ?", (MARK,))
    return Cleaned(rewritten, held, left, checked=marks is not None)


def check(link: Link, marks: Marks) -> tuple[str, ...]:
    """Return the marks that stand in the file still, read byte by byte from a copy that the backup API makes (F6)."""
    wanted = _wanted(link.db, marks)
    with _pieces(link) as pieces:
        found = {mark for piece in pieces for mark, forms in wanted.items() if any(form in piece for form in forms)}
    return tuple(sorted(found))


def _wanted(db: sqlite3.Connection, marks: Marks) -> dict[str, tuple[bytes, ...]]:
    """Return each mark with the bytes that it may have: as written, small, folded; and its rare words alone.

    A word that others bear too says nothing about the erased one, so it is left out.
    """
    forms = (*marks.names, *marks.mails, *map(erasing_marks.ending, marks.phones), *marks.pages)
    words = {word for form in (*marks.names, *marks.mails) for word in fold(form).replace("@", " ").split()}
    alone = [word for word in sorted(words) if len(word) >= _LONG and not _lives(db, word)]
    (laid,) = db.execute("SELECT group_concat(lower(sql), ' ') FROM sqlite_master").fetchone()
    return {
        form: tuple({each.encode().lower() for each in (form, form.lower(), form.upper(), fold(form))})
        for form in (*forms, *alone)
        if form.lower() not in laid  # a word of our own tables is nobody's
    }


def _lives(db: sqlite3.Connection, word: str) -> bool:
    """Whether a word stands in what lives on: another person's name, a note, a company's site."""
    escaped = word.replace('"', " ")
    row = db.execute("SELECT 1 FROM finder WHERE finder MATCH ? LIMIT 1", (f'"{escaped}"*',)).fetchone()
    return row is not None


@contextmanager
def _pieces(link: Link) -> Iterator[Iterator[bytes]]:
    """Yield the bytes of the whole file in small letters, in pieces that overlap."""
    if link.key is not None:
        yield _cells(link.db)  # a copy of an encrypted file is encrypted: its cells are read instead
        return
    copy = link.path.with_name(f"{link.path.name}.{os.getpid()}.check")
    try:
        made = engine.connect(copy)
        try:
            copy.chmod(0o600)
            link.db.backup(made)
        finally:
            made.close()
        yield _read(copy)
    finally:
        copy.unlink(missing_ok=True)


def _read(copy: Path) -> Iterator[bytes]:
    tail = b""
    with copy.open("rb") as file:
        while piece := file.read(_PIECE):
            yield (tail + piece).lower()
            tail = piece[-512:]


def _cells(db: sqlite3.Connection) -> Iterator[bytes]:
    names = [
        row[0]
        for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    ]
    for name in names:
        for row in db.execute(f'SELECT * FROM "{name}"'):  # noqa: S608  (a name out of the file's own list of tables)
            for cell in row:
                if isinstance(cell, str | bytes):
                    yield (cell.encode() if isinstance(cell, str) else cell).lower()


def finish_quietly(link: Link) -> str:
    """Finish at the start what an earlier start owed; return why it could not be, empty where all is well."""
    if link.read_only or not is_owed(link.db):
        return ""
    try:
        finish(link)
    except BookTrouble as error:
        return error.message
    return ""


def _nobody(_phase: str, _done: int, _total: int) -> None:
    """Nobody wants to know how far it came."""
