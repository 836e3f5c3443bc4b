"""What every command needs: which book, which clock, and the book opened and closed around the work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.errors import NotFound
from tui.cli.say import talk
from tui.cli.stopping import FarLine
from tui.clock import Clock

if TYPE_CHECKING:
    from storage.book import Book
    from storage.engine import Key


_YEARS = range(1970, 2200)


def believable(moment: datetime) -> datetime:
    """Return a moment that a rep can mean: one from which days can be counted both ways.

    Raises:
        ValueError: its year is a slip of the finger.
    """
    if moment.year not in _YEARS:
        msg = f"the year {moment.year} is out of range"
        raise ValueError(msg)
    return moment


class Session:
    """One call of the command line."""

    def __init__(self, book: Path | None = None, now: datetime | None = None, *, book_named: bool = False) -> None:
        """Take the options that stand before the command."""
        self._book = book
        self.book_named = book_named
        """The book was named on the command line itself."""
        self.clock = Clock(now)
        self.rehearsed = now is not None
        """The clock was set by hand."""

    @cached_property
    def path(self) -> Path:
        """The book's file: as said, else the rep's own."""
        from storage.paths import places

        return places(self._book).book

    @cached_property
    def key(self) -> Key | None:
        """What opens an encrypted book: asked once, on the terminal or of the file that the rep named for scripts.

        Raises:
            NotYetError: nobody knows it, or SQLCipher is not installed.
        """
        from tui.cli import unlock

        return unlock.key_of(self.path)

    @cached_property
    def now(self) -> datetime:
        """The moment of this command: read once, so that all of it happens at one time."""
        return self.clock.now()

    @property
    def today(self) -> date:
        """The rep's local day."""
        return self.now.date()

    @contextmanager
    def reading(self) -> Iterator[Book]:
        """Open the book that is there; a mistyped name never becomes an empty book."""
        if not self.path.exists():
            msg = f"There is no book yet at {self.path}."
            raise NotFound(msg, "Begin one: notyet import FILE, notyet add NAME, or notyet demo.")
        with self.writing() as book:
            yield book

    @contextmanager
    def writing(self) -> Iterator[Book]:
        """Open the book, begin one where there is none."""
        from storage.book import Book

        line = FarLine("Bringing the book up")
        try:
            book = Book.open(self.path, now=self.now, key=self.key, heard=lambda _, done, total: line.tell(done, total))
        finally:
            line.end()
        try:
            book.refresh_day(self.now)
            book.back_up_first(self.now)
            yield book
        finally:
            book.close()
            if book.backup_trouble:
                talk(f"There is no backup of today. {book.backup_trouble}")


pass_session = click.make_pass_decorator(Session)
