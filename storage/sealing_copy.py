"""One file into another form: encrypted, plain, or under another passphrase.

`PRAGMA rekey` writes over the file in place, page by page: a power cut leaves it to the rollback journal, under two
keys. So a whole new file is made beside it, compared row by row, brought to the disk, and put in place by one rename:
a kill at any moment leaves the old file or the new one.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from playbook.errors import BookTrouble
from storage import engine, paths
from storage.engine import Key, Kind
from storage.transaction import locked
from storage.trouble import WrongKey, damaged, is_no_book, told

ENDING: Final = ".resealing"
"""Of the new file, until it is whole."""
_LEFT: Final = ("", "-journal")
_MARKS: Final = ("user_version", "application_id")
"""What an export leaves behind."""
_PLAIN: Final = ""
"""The key of a file without one, to SQLCipher."""


def convert(file: Path, old: Key | None, new: Key | None) -> None:
    """Put a file's whole content into a new one that opens with `new` (None: plain), and that one in its place.

    Nothing else in this process may have the file open, and no other window may write to it meanwhile.

    Raises:
        WrongKey: `old` does not open it.
        BookTrouble: it is damaged, the disk is full or failing, or the copy is not the same; the file is as it was.
    """
    held = file.with_name(f"{file.name}{ENDING}")
    tidy(held)
    try:
        with told(file):
            _fits(file, old)
            _export(file, held, old, new)
            _compare(file, held, old, new)
        paths.to_disk(held)
        held.replace(file)
        paths.to_disk(file.parent)
    except OSError as error:
        raise BookTrouble(
            f"{file.name} could not be written anew: {error.strerror}.",
            "Close other windows of notyet and see to the space on the disk, then do it again.",
        ) from error
    finally:
        tidy(held)


def tidy(held: Path) -> None:
    """Throw away what a killed conversion left."""
    for ending in _LEFT:
        held.with_name(f"{held.name}{ending}").unlink(missing_ok=True)


def leftovers(book: Path) -> list[Path]:
    """Return the unfinished files that killed conversions left beside the book and among its backups."""
    folders = (book.parent, paths.backups_of(book))
    return sorted(found for folder in folders for found in folder.glob(f"*{ENDING}"))


def sweep(path: Path) -> None:
    """Throw away what a killed conversion left; where one goes on in another window, leave it alone."""
    left = leftovers(path)
    if not left:
        return
    try:
        with locked(paths.lock_of(path)):
            for file in left:
                tidy(file)
    except BookTrouble:
        # Another window holds the lock: perhaps these are its files. The next start looks again.
        return


def opens(file: Path, key: Key | None) -> bool:
    """Return whether a key opens a file; None: whether it is plain.

    Raises:
        BookTrouble: the disk fails, or SQLCipher is not there.
    """
    if (key is None) != (engine.kind(file) is not Kind.SEALED):
        return False
    # `rw`: a book that was put aside may have a journal to roll back first.
    with told(file), closing(engine.connect(file, key, mode="rw")) as db:
        try:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except engine.errors() as error:
            if is_no_book(error):
                return False
            raise
    return True


def _fits(file: Path, old: Key | None) -> None:
    if not opens(file, old):
        raise WrongKey(file)


def _export(file: Path, held: Path, old: Key | None, new: Key | None) -> None:
    """Copy all of it inside one transaction: a window that wrote half way was rolled back before, none writes now."""
    held.touch(mode=0o600)
    with closing(engine.connect("", Key.thrown_away())) as db:
        db.execute(f"PRAGMA cipher_default_compatibility = {engine.CIPHERS}")
        attach = "ATTACH ? AS {} KEY ?"
        db.execute(attach.replace("{}", "old"), (f"{file.as_uri()}?mode=rw", _PLAIN if old is None else old.secret))
        db.execute(attach.replace("{}", "new"), (f"{held.as_uri()}?mode=rw", _PLAIN if new is None else new.secret))
        # Until it is in place it may be lost: no journal of it, and one fsync at the end.
        db.execute("PRAGMA new.journal_mode = OFF")
        db.execute("PRAGMA new.synchronous = OFF")
        db.execute("BEGIN IMMEDIATE")
        _pour(db, file)
        for mark in _MARKS:
            value = db.execute(f"PRAGMA old.{mark}").fetchone()[0]
            db.execute(f"PRAGMA new.{mark} = {value}")
        db.execute("COMMIT")


def _pour(db: sqlite3.Connection, file: Path) -> None:
    """Export everything; its errors carry words only, no code."""
    try:
        db.execute("SELECT sqlcipher_export('new', 'old')").fetchone()
    except engine.errors() as error:
        if "malformed" in str(error):
            raise damaged(file) from error
        raise BookTrouble(
            f"{file.name} could not be copied: {error}. It is as it was.",
            "See to the space on the disk, then do it again.",
        ) from error


def _compare(file: Path, held: Path, old: Key | None, new: Key | None) -> None:
    with (
        closing(engine.connect(file, old, mode="ro")) as before,
        closing(engine.connect(held, new, mode="ro")) as after,
    ):
        wrong = [line for (line,) in after.execute("PRAGMA integrity_check(5)") if line != "ok"]
        if new is not None:
            wrong += [line for (line,) in after.execute("PRAGMA cipher_integrity_check")]
        if not wrong and _content(before) != _content(after):
            wrong = ["it does not say the same as the file"]
    if wrong:
        raise BookTrouble(
            f"The new copy of {file.name} does not check out: {'; '.join(wrong)}.", "Nothing was changed."
        )


def _content(db: sqlite3.Connection) -> dict[str, object]:
    """Return the marks, every definition, and a digest of the rows of every table."""
    import hashlib

    found: dict[str, object] = {mark: db.execute(f"PRAGMA {mark}").fetchone()[0] for mark in _MARKS}
    named = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    entries = db.execute(named).fetchall()
    found["definitions"] = entries
    for kind, name, _, sql in entries:
        if kind == "table" and not sql.startswith("CREATE VIRTUAL"):
            digest = hashlib.sha256()
            for row in db.execute(f'SELECT * FROM "{name}"'):  # noqa: S608  (a name out of the file's own list of tables)
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
            found[f"table {name}"] = digest.digest()
    return found
