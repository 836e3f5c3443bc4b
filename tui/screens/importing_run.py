"""One run of an import on the book's own thread, and what the page may ask of it meanwhile."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from storage.book import Book
    from storage.importing import ImportReport, Progress
    from tui.screens.importing_said import Say


class Run:
    """An import, tried or for good; `desk.run(run)` runs it."""

    def __init__(self, paths: tuple[Path, ...], say: Say, *, mine: str, now: datetime, dry: bool) -> None:
        """`say` is what the rep says of columns, `mine` names whose rows are wanted (R44), `dry` writes nothing."""
        self._paths = paths
        self._mapping, self._words, self._forget = say.mapping, say.standings, say.forget
        self._mine = mine
        self._now = now
        self._stop = threading.Event()
        self.progress: Progress | None = None
        """How far it is; set on the book's thread, read by the page."""
        self.rows = 0
        """Rows read until now."""
        self.dry = dry

    def cancel(self) -> None:
        """Stop at the next row: the book stays as it was."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def __call__(self, book: Book) -> ImportReport:
        """Import; skipped rows go into a folder beside the book, where they can be mended."""
        from storage.importing import run_import
        from storage.paths import private_folder

        if self.dry:
            return run_import(
                book, self._paths, now=self._now, mapping=self._mapping, words=self._words, forget=self._forget,
                dry_run=True, progress=self._tell, cancelled=self._stop.is_set, mine=self._mine,
            )  # fmt: skip
        folder = private_folder(book.path.with_name(f"{book.path.stem}-skipped"))
        try:
            return run_import(
                book, self._paths, now=self._now, mapping=self._mapping, words=self._words, forget=self._forget,
                progress=self._tell, cancelled=self._stop.is_set, mine=self._mine, skipped_to=folder,
            )  # fmt: skip
        finally:
            with suppress(OSError):  # a folder of skipped rows stays, an empty one goes
                folder.rmdir()

    def _tell(self, progress: Progress) -> None:
        self.rows = progress.rows or self.rows
        self.progress = progress
