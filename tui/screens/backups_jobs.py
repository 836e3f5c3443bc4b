"""Long work on the book's own thread for the pages that keep it safe: how far it is, and how it is stopped."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from playbook.errors import NotYetError, Refused
from tui.backup_words import count, size
from tui.widgets.stages import Stage

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from storage.book import Book
    from storage.views_safe import BackupRow, Lost, Merged, Restored, Saved

_MAKING = ("copying", "checking")
_RESTORING = ("checking", "backing up", "copying", "checking the copy", "placing")
_LABELS = {
    "copying": "Copy the book", "checking": "Check every page", "backing up": "Back up what stands",
    "checking the copy": "Check the copy", "placing": "Put it in place", "saving": "Save the record",
    "reading": "Read the record", "merging": "Merge it", "losing": "See what would be lost",
}  # fmt: skip


class Job:
    """One long job; told and asked from both threads."""

    def __init__(self, file: Path | None, now: datetime) -> None:
        """Work on this file; None where the work makes one."""
        self.file = file
        self.now = now
        self._phases: tuple[str, ...] = ()
        self._phase = ""
        self._stop = threading.Event()
        self._far: tuple[int, int] | None = None
        self._entries = False

    def cancel(self) -> None:
        """Stop at the next chunk: nothing is left behind."""
        self._stop.set()

    @property
    def stages(self) -> tuple[tuple[Stage, ...], int]:
        """The stages of the job, and the place of the one that goes on."""
        here = self._phases.index(self._phase) if self._phase in self._phases else 0
        return tuple(self._stage(name, here=place == here) for place, name in enumerate(self._phases)), here

    def make(self, book: Book) -> Path:
        """Make a backup."""
        self._phases, self._phase = _MAKING, _MAKING[0]
        try:
            return book.back_up(self.now, self._tell_phase)
        except NotYetError as error:
            raise self._or_stopped(error, "The backup was stopped: nothing was written.") from error

    def check(self, book: Book) -> BackupRow:
        """Check a backup whole."""
        self._phases, self._phase = _MAKING[1:], _MAKING[1]
        row = book.check_backup(self._path, self._tell_phase)
        if self._stop.is_set() and row.trouble:
            raise Refused("The check was stopped.", "The backup is as it was.")
        return row

    def lose(self, book: Book) -> Lost:
        """See what a restore would lose."""
        self._phases, self._phase = ("losing",), "losing"
        return book.would_lose(self._path)

    def restore(self, book: Book) -> Restored:
        """Put the backup in the book's place; it may be stopped until the last step."""
        self._phases, self._phase = _RESTORING, _RESTORING[0]
        return book.restore(self._path, self.now, told=self._tell_step)

    def save(self, book: Book) -> Saved:
        """Save the record."""
        self._phases, self._phase, self._entries = ("saving",), "saving", True
        return book.save_journal(self._path, told=self._tell, cancelled=self._stop.is_set)

    def look(self, book: Book) -> Merged:
        """Look at what a merge would bring."""
        self._phases, self._phase = ("reading",), "reading"
        return book.merge_preview((self._path,), told=self._tell, cancelled=self._stop.is_set)

    def merge(self, book: Book) -> tuple[Merged, int]:
        """Merge it, and plan for whoever has no step then (R6); returns how many those are, too."""
        self._phases, self._phase = ("merging",), "merging"
        done = book.merge_journal((self._path,), self.now, told=self._tell, cancelled=self._stop.is_set)
        gone_on = book.go_on(self.now)
        return done, 0 if gone_on is None else len(gone_on.accounts)

    @property
    def _path(self) -> Path:
        if self.file is None:
            raise AssertionError
        return self.file

    def _or_stopped(self, error: NotYetError, words: str) -> NotYetError:
        return Refused(words, "The planner is as it was.") if self._stop.is_set() else error

    def _stage(self, name: str, *, here: bool) -> Stage:
        if not here or self._far is None:
            return Stage(_LABELS[name])
        done, everything = self._far
        if self._entries:
            figure = f"{done:,} of {count(everything, 'entry', 'entries')}"
        elif not done:
            return Stage(_LABELS[name], f"{size(everything)} …")
        else:
            figure = f"{size(done)} of {size(everything)}"
        return Stage(_LABELS[name], figure, done, everything)

    def _tell(self, done: int, everything: int) -> None:
        self._far = done, everything

    def _tell_phase(self, phase: str, done: int, everything: int) -> None:
        """Take in how far a backup is; raises where it is to stop."""
        self._phase, self._far = phase, (done, everything)
        if self._stop.is_set():
            raise Refused("Stopped.")

    def _tell_step(self, step: str) -> None:
        """Take in which step a restore is at; before the last one it may be stopped."""
        self._phase, self._far = step, None
        if self._stop.is_set() and step != _RESTORING[0]:
            raise Refused("The restore was stopped.", "The planner is as it was.")
