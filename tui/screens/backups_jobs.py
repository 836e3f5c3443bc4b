"""Long work of the page of backups on the book's own thread: how far it is, and how it is stopped."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from tui.backup_words import count, size

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from storage.book import Book
    from storage.views_safe import Merged, Saved


class Job:
    """Saving, looking at or merging a record; told and asked from both threads."""

    def __init__(self, file: Path, now: datetime) -> None:
        """Work on this file."""
        self.file = file
        self.now = now
        self._stop = threading.Event()
        self._far: tuple[int, int] | None = None

    def cancel(self) -> None:
        """Stop at the next chunk: nothing is left behind."""
        self._stop.set()

    def save(self, book: Book) -> Saved:
        """Save the record."""
        return book.save_journal(self.file, told=self._tell, cancelled=self._stop.is_set)

    def look(self, book: Book) -> Merged:
        """Look at what a merge would bring."""
        return book.merge_preview((self.file,), told=self._tell, cancelled=self._stop.is_set)

    def merge(self, book: Book) -> tuple[Merged, int]:
        """Merge it, and plan for whoever has no step then (R6); returns how many those are, too."""
        done = book.merge_journal((self.file,), self.now, told=self._tell, cancelled=self._stop.is_set)
        gone_on = book.go_on(self.now)
        return done, 0 if gone_on is None else len(gone_on.accounts)

    def far(self, what: str, *, entries: bool) -> str:
        """Say how far it is."""
        if self._far is None:
            return f"{what} …"
        done, everything = self._far
        if entries:
            return f"{what} … {done:,} of {count(everything, 'entry', 'entries')}"
        return f"{what} … {size(done)} of {size(everything)} read"

    def _tell(self, done: int, everything: int) -> None:
        self._far = done, everything
