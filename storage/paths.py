"""Where things lie: the book, its backups, the machine's state, the settings of this machine.

The book is one file; its lock and its backups stand beside it, so a book that is moved takes its backups along.
"""

from __future__ import annotations

import os
from pathlib import Path

from playbook.values import dataclass

NAME = "notyet"
BOOK_VARIABLE = "NOTYET_BOOK"
"""Environment variable that names another book."""


@dataclass(frozen=True, slots=True)
class Places:
    """Every path that the planner reads or writes."""

    book: Path
    lock: Path
    """Held while somebody writes, so that two windows wait for each other (RELIABILITY section 5)."""
    backups: Path
    """Folder of verified copies, `YYYYMMDD-HHMMSS.db`."""
    state: Path
    """What this machine remembers: which writers are its own."""
    crash: Path
    """Crash reports without names and numbers."""
    config: Path
    """`config.toml`: theme and keys of this machine."""
    sheet: Path
    """The call sheet that was printed last: one file, written anew each time, gone after an erasure."""


def places(book: Path | None = None) -> Places:
    """Return the places of a book: the one given, else `NOTYET_BOOK`, else the one in the data folder."""
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(NAME, appauthor=False)
    told = os.environ.get(BOOK_VARIABLE, "")
    chosen = book or (Path(told) if told else dirs.user_data_path / f"{NAME}.db")
    home = chosen.expanduser().absolute()
    state = dirs.user_state_path
    config = dirs.user_config_path / "config.toml"
    return Places(home, lock_of(home), backups_of(home), state, state / "crash", config, state / "call-sheet.html")


def lock_of(book: Path) -> Path:
    """Return the lock file of a book."""
    return book.with_name(f"{book.name}.lock")


def backups_of(book: Path) -> Path:
    """Return the folder of a book's backups."""
    return book.with_name(f"{book.stem}-backups")


def private_folder(folder: Path) -> Path:
    """Make the folder, readable by its owner only, where it does not exist yet; return it."""
    if not folder.exists():
        private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def to_disk(path: Path) -> None:
    """Have a closed file or a folder reach the disk; Windows syncs no folders."""
    flags = getattr(os, "O_DIRECTORY", None) if path.is_dir() else os.O_RDWR
    if flags is None:
        return
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
