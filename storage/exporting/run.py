"""An export from the book to its files: one state of the book, one pass, names at the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module
from typing import TYPE_CHECKING, Final

from playbook.errors import BadInput
from storage.exporting.placing import Place, placed
from storage.exporting.records import Record, chosen, records
from storage.exporting.wish import FORMATS, Asked, Exported, Made, Told, Wish

if TYPE_CHECKING:
    from storage.book import Book

Writer = Callable[[sqlite3.Connection, Iterator[Record], Place, Wish], tuple[Made, ...]]

_MODULES: Final = {
    "csv": "csv_files", "xlsx": "xlsx_book", "json": "json_lines", "ics": "calendar_file", "vcf": "cards",
    "md": "briefs",
}  # fmt: skip
"""Format -> its module here, loaded when it is wanted; each has a function `write`."""


def export(book: Book, wish: Wish, *, progress: Told | None = None, cancelled: Asked | None = None) -> Exported:
    """Write what is wanted, and return what was made.

    The book is read in one state: what another window logs meanwhile waits for at most three seconds.

    Raises:
        BadInput: there is no such format, or nothing to take away.
        Refused: something is there already and was not to be replaced.
        ExportCancelled: `cancelled` said so; no file got its name.
        BookTrouble: the disk is full or failing, or the book cannot be read.
    """
    if wish.form not in _MODULES:
        raise BadInput(f"There is no format {wish.form!r}.", f"Formats: {', '.join(each.name for each in FORMATS)}.")
    writer: Writer = import_module(f"storage.exporting.{_MODULES[wish.form]}").write

    def work(db: sqlite3.Connection) -> Exported:
        wanted = chosen(db, wish)
        if not wanted.total:
            raise BadInput(*_nothing(wish))
        # Closed here: where a writer refuses, what it had begun to read must not outlive the connection.
        found = closing(records(db, wanted, wish.now, progress, cancelled))
        with placed(wish.folder, force=wish.force) as place, found as each:
            files = writer(db, each, place, wish)
        return Exported(wish.form, place.folder, wanted.total, files)

    return book.ask(work)


def _nothing(wish: Wish) -> tuple[str, str]:
    if wish.only.strip():
        return f"Nothing is found by {wish.only!r}, so nothing was written.", "notyet search shows what a search finds."
    return "The book is empty: there is nothing to take away.", "Bring a list first: notyet import FILE."
