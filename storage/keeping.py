"""What keeps the record safe, one method a use case; `storage.book.Book` has them all.

Journals saved and merged, backups, and the doctor who looks the book over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from playbook.errors import BookTrouble
from storage.reads import Reads
from storage.transaction import glance

if TYPE_CHECKING:
    from storage.connection import Link
    from storage.doctor_words import Finding
    from storage.journal_lines import Told
    from storage.recording import Pen
    from storage.views_safe import BackupRow, FirstOfDay, Lost, Merged, Restored, Saved


class Keeping(Reads):
    """Saves, merges, backs up, looks the book over."""

    _pen: Pen

    def __init__(self, link: Link) -> None:
        """Keep the book behind an open connection."""
        super().__init__(link)
        self._daily: datetime | None = None
        self.backup_trouble = ""
        """Why the day's backup could not be made, empty where nothing was wrong."""

    def back_up_first(self, now: datetime) -> None:
        """From now on back the book up before the first thing that is written, once a day: for commands."""
        self._daily = now

    def _before_first(self) -> None:
        """Make the day's backup where it is still wanted; a book without entries has nothing to lose."""
        now, self._daily = self._daily, None
        if now is None or self._link.read_only:
            return
        from storage import backup, journal

        if backup.stands_today(self._link.path, now):
            return
        with glance(self._link) as db:
            empty = not journal.newest_id(db)
        try:
            if not empty:
                backup.make(self._link, now)
        except BookTrouble as error:
            self.backup_trouble = str(error)  # a rep whose backups fail still logs, and is told

    def save_journal(
        self, file: Path, *, told: Told | None = None, cancelled: Callable[[], bool] | None = None, force: bool = False
    ) -> Saved:
        """Save the whole journal to a file of lines: to keep, or to merge on another machine (SYNC section 4).

        Raises:
            BadInput: the file exists, unless `force` replaces it; or it is the book itself.
            Refused: `cancelled` said so.
        """
        from storage import journal_saving

        return journal_saving.save(self._link, file, told or nobody, cancelled or never, force=force)

    def merge_preview(
        self, files: Sequence[Path], *, told: Told | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Merged:
        """Return what a merge of these files would bring; nothing is written.

        Raises:
            BadInput: a file is no journal, or a line of it is none; the words name the line.
            Refused: `cancelled` said so.
        """
        from storage import journal_merging

        return journal_merging.preview(self._link, self._pen, files, told or nobody, cancelled or never)

    def merge_journal(
        self,
        files: Sequence[Path],
        now: datetime,
        *,
        told: Told | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Merged:
        """Take in what is new of these files, after a verified backup: all of it, or nothing (SYNC section 4).

        Whose next step is missing then gets one from `go_on` (R6).

        Raises:
            BadInput: a file is no journal, or a line of it is none; the words name the line.
            Refused: `cancelled` said so.
            BookTrouble: locked, full, failing; nothing was written.
        """
        from storage import journal_merging

        return journal_merging.merge(self._link, self._pen, files, now, told or nobody, cancelled or never)

    def backups(self) -> tuple[BackupRow, ...]:
        """Return the backups, newest first, with what stands in each."""
        from storage import backup_look

        return backup_look.listed(self._link.path, self._link.key)

    def check_backup(self, file: Path, told: Callable[[str, int, int], None] | None = None) -> BackupRow:
        """Check a backup whole; what is wrong with it stands in its row. Where `told` raises, it is stopped."""
        from storage import backup_look

        return backup_look.verified(file, self._link.key, told=told)

    def would_lose(self, file: Path) -> Lost:
        """Return what a restore of this backup would lose; nothing is written.

        Raises:
            BookTrouble: the backup is none of ours, or does not check out.
        """
        from storage import restore

        return restore.would_lose(self._link.path, file, self._link.key)

    def restore(
        self, file: Path, now: datetime, state: Path | None = None, told: Callable[[str], None] | None = None
    ) -> Restored:
        """Put a backup in the book's place; the replaced one is kept. This book has to be opened again after it.

        `told` hears what is done; what it raises before the last step ends it with nothing changed.

        Raises:
            BookTrouble: the backup does not check out, another window writes, or the disk fails; nothing changed.
        """
        from storage import restore

        wanted = restore.Wanted(self._link.path, file, now, state, self._link.key, told=told)
        return restore.restore(wanted)

    def first_of_day(self, now: datetime) -> Callable[[], FirstOfDay]:
        """Return what checks and backs up the book at the day's first start; it may run on any thread."""
        from storage import first_of_day

        return partial(first_of_day.look, self._link.path, self._link.key, now)

    def read_only_from_now(self, why: str) -> None:
        """Write nothing any more: the file is damaged, and `why` says what to do."""
        self._link.read_only = why

    def mend(self, found: Sequence[Finding], now: datetime) -> tuple[str, ...]:
        """Mend what the doctor found; return what was done, in words. The journal is never touched."""
        from storage import doctor_mend
        from storage.book import Book

        return doctor_mend.mend(cast("Book", self), self._link, found, now)


def nobody(_done: int, _everything: int) -> None:
    """Nobody wants to know how far it came."""


def never() -> bool:
    """Nobody stops it."""
    return False
