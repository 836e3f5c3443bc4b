"""One file in the place of another: a crash at any step leaves the old book or the new one, never a mixture.

A journal of SQLite's that lies beside a book belongs to it alone: played back into another file it would wreck it
(RELIABILITY F7). So it goes where its book goes, before the new one takes the name.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from storage import backup_names, paths

_BESIDE: Final = ("-journal", "-wal", "-shm")
"""Ends of the names of files that SQLite keeps beside a database."""


def work_folder(book: Path) -> Path:
    """Return the folder in which a restored book is made."""
    return book.with_name(f".{book.name}.restoring")


def swap(book: Path, fresh: Path, now: datetime) -> Path | None:
    """Put `fresh` in the book's place; return where the replaced one is kept, None where there was none.

    Raises:
        OSError: the disk fails; the old book stands, or it is kept under the new name and its place is empty.
    """
    kept = _kept(book, now)
    was = book.exists() and book.stat().st_size > 0
    if was:
        book.chmod(0o700 if book.is_dir() else 0o600)  # whatever lay there: it is kept for the rep alone
    if was:
        _keep(book, kept)
    hot = [name for name in _beside(book) if name.stat().st_size]
    if was and hot:
        # Its own journal must not be played into the new file: the old name goes first, then the journal's.
        book.unlink(missing_ok=True)
        paths.to_disk(book.parent)
    for name in _beside(book):
        name.unlink()
    if hot:
        paths.to_disk(book.parent)
    fresh.replace(book)
    paths.to_disk(book.parent)
    return kept if was else None


def _keep(book: Path, kept: Path) -> None:
    """Give the old book, and what SQLite keeps beside it, a second name that stays."""
    for name in _beside(book):
        if name.stat().st_size:
            _second_name(name, kept.with_name(kept.name + name.name.removeprefix(book.name)))
    _second_name(book, kept)
    paths.to_disk(book.parent)


def _second_name(file: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(file)
    except FileExistsError:
        raise
    except OSError:
        # A folder that knows no hard links: for a moment the book stands under its new name only.
        file.rename(kept)


def _beside(book: Path) -> list[Path]:
    return [name for end in _BESIDE if (name := book.with_name(book.name + end)).exists()]


def _kept(book: Path, now: datetime) -> Path:
    repeat = 0
    while True:
        kept = book.with_name(f"{book.stem}.replaced-{backup_names.name(now, repeat)}")
        if not kept.exists() and not _beside(kept):
            return kept
        repeat += 1
