"""Files beside the book that end with their work: nobody else reads them, and a killed program leaves none behind."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from playbook.errors import BookTrouble

_GOES_EARLY: Final = os.name == "posix"
"""Windows unlinks no file that is open."""
_SETTINGS: Final = ("journal_mode = OFF", "synchronous = OFF", "secure_delete = OFF")


def made(folder: Path) -> Path:
    """Make an empty file in `folder`.

    Raises:
        BookTrouble: nothing can be written there.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".notyet-import-", suffix=".tmp", dir=folder)
    except OSError as error:
        raise BookTrouble(f"{folder} cannot be written to: {error.strerror}.", "Nothing was imported.") from error
    os.close(handle)
    return Path(name)


def settle(db: sqlite3.Connection, *more: str) -> None:
    """Say to a connection that what it writes may be lost at any moment."""
    for setting in (*_SETTINGS, *more):
        db.execute(f"PRAGMA {setting}")


def hide(file: Path) -> None:
    """Take the name off a file that every connection has open which is to: even a killed program leaves nothing."""
    if _GOES_EARLY:
        file.unlink()


def let_go(file: Path) -> None:
    """Take the name off a file that nobody has open any more; twice does no harm."""
    with suppress(FileNotFoundError):
        file.unlink()
