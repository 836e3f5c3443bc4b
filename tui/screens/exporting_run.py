"""One export on the book's own thread, and what the page may ask of it meanwhile."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from storage.book import Book
    from storage.exporting import Progress

SHEETS = {"sheet-html": "call-sheet.html", "sheet-text": "call-sheet.txt"}
"""What the page offers beside the formats, and the file of each."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken away."""

    folder: Path
    files: tuple[tuple[str, str, Path], ...]
    """What it holds, how much, and where."""


class TakeAway:
    """An export or a call sheet; `desk.run(take)` runs it."""

    def __init__(self, what: str, folder: Path, *, only: str, force: bool, now: datetime) -> None:
        """`what`: the name of a format, or of a call sheet."""
        self.what = what
        self._folder = folder
        self._only = only
        self._force = force
        self._now = now
        self._stop = threading.Event()
        self.progress: Progress | None = None
        """How far it is; set on the book's thread, read by the page."""

    def cancel(self) -> None:
        """Stop at the next account: no file gets its name."""
        self._stop.set()

    def __call__(self, book: Book) -> Taken:
        """Write it."""
        return self._sheet(book) if self.what in SHEETS else self._export(book)

    def _export(self, book: Book) -> Taken:
        from storage.exporting.run import export
        from storage.exporting.wish import Wish

        wish = Wish(self.what, self._folder, self._now, self._only, self._force)
        made = export(book, wish, progress=self._tell, cancelled=self._stop.is_set)
        return Taken(made.folder, tuple((each.what, f"{each.rows:,}", each.path) for each in made.files))

    def _sheet(self, book: Book) -> Taken:
        from storage.exporting.sheet import call_sheet
        from storage.exporting.sheet_file import write

        sheet = call_sheet(book, self._now)
        path = write(sheet, self._folder / SHEETS[self.what], force=self._force)
        return Taken(path.parent, (("touches", f"{len(sheet.calls):,}", path),))

    def _tell(self, progress: Progress) -> None:
        self.progress = progress
