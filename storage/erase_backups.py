"""Backups that hold somebody erased: named, and rewritten one by one (RELIABILITY section 8, T32).

Each is copied, the book's erasures are taken into the copy, the copy is vacuumed and checked, and takes the old one's
place: killed anywhere, every backup is the old one or the clean one.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from playbook.entry import Entry
from playbook.errors import BookTrouble
from storage import backup_look, backup_names, engine, erase, paths, tables, upgrade
from storage.connection import Link
from storage.engine import Key, Kind
from storage.trouble import told

AUTHOR: Final = "erasure"
"""Under this name erasures stand in a backup: their own numbers would leave gaps in what is older than they are."""
PART: Final = ".erase.part"
_HELD: Final = """
SELECT 1 FROM entry WHERE entity IN (SELECT value FROM json_each(?1)) AND body <> '{}' AND kind <> 'entity.erased'
UNION ALL SELECT 1 FROM entry WHERE id IN (SELECT value FROM json_each(?1)) AND body <> '{}' LIMIT 1"""


_GONE: Final = """
SELECT iif(body = '{}', id, entity) FROM entry
WHERE kind = 'entity.erased' AND kind NOT IN ('touch.logged', 'account.added', 'person.added')"""


def holding(link: Link, entities: tuple[str, ...] = ()) -> tuple[Path, ...]:
    """Return the backups that hold something of these, or of anybody erased; those that cannot be read among them."""
    wanted = json.dumps(entities) if entities else _wanted(link.db)
    return tuple(file for file in backup_names.listed(paths.backups_of(link.path)) if _holds(file, link.key, wanted))


def clean(link: Link, tell: Callable[[str, int, int], None]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Rewrite every backup that holds somebody erased; return those that were, and those that could not be."""
    entries = erase.erasures(link.db)
    wanted = _wanted(link.db)
    folder = paths.backups_of(link.path)
    for left in folder.glob(f"*{PART}*"):
        left.unlink(missing_ok=True)  # a rewriting that was killed left it, and it may hold them
    files = backup_names.listed(folder)
    done: list[Path] = []
    held: list[Path] = []
    for place, file in enumerate(files):
        tell("backups", place, len(files))
        if not _holds(file, link.key, wanted):
            continue
        try:
            _rewrite(file, link.key, entries)
            done.append(file)
        except (BookTrouble, OSError):
            held.append(file)  # named to the rep, who decides
    tell("backups", len(files), len(files))
    return tuple(done), tuple(held)


def beside(book: Path) -> tuple[Path, ...]:
    """Return files beside the book that may hold anybody: replaced books, saved journals, exports."""
    forms = (
        f"{book.stem}.replaced-*.db",
        f"{book.stem}*.jsonl",
        f"{book.stem}*.ndjson",
        "exports",
        f"{book.stem}-export*",
    )
    return tuple(sorted({file for form in forms for file in book.parent.glob(form)}))


def _wanted(db: sqlite3.Connection) -> str:
    """Return the ids of everybody and every entry erased, and of erasures that a later one replaced."""
    return json.dumps([row[0] for row in db.execute(_GONE)])


def _holds(file: Path, key: Key | None, wanted: str) -> bool:
    try:
        with backup_look.opened(file, key) as db:
            return db.execute(_HELD, (wanted,)).fetchone() is not None
    except BookTrouble:
        return True  # nobody can say: it is named


def _rewrite(file: Path, key: Key | None, entries: tuple[Entry, ...]) -> None:
    key = key if engine.kind(file) is Kind.SEALED else None
    part = file.with_name(f"{file.stem}.{os.getpid()}{PART}")
    try:
        with backup_look.opened(file, key) as old, told(file):
            _copy_clean(old, part, key, entries)
        wrong = backup_look.verified(part, key).trouble
        if wrong:
            raise BookTrouble(f"The cleaned backup does not check out: {wrong}", "The backup was left as it was.")
        paths.to_disk(part)
        part.replace(file)
        paths.to_disk(file.parent)
    finally:
        for name in (part, part.with_name(f"{part.name}-journal")):
            name.unlink(missing_ok=True)


def _copy_clean(old: sqlite3.Connection, part: Path, key: Key | None, entries: tuple[Entry, ...]) -> None:
    part.unlink(missing_ok=True)
    copy = engine.connect(part, key)
    try:
        part.chmod(0o600)
        old.backup(copy)
        for name, value in (("secure_delete", "ON"), ("synchronous", "FULL"), ("recursive_triggers", "ON")):
            copy.execute(f"PRAGMA {name} = {value}")
        copy.execute("BEGIN IMMEDIATE")
        upgrade.raise_version(copy)
        if not tables.are_current(copy):
            tables.rebuild(copy)
        erase.carry_over(copy, entries, AUTHOR)
        copy.execute("INSERT INTO finder (finder) VALUES ('optimize')")
        copy.execute("COMMIT")
        copy.execute("VACUUM")
    finally:
        copy.close()
