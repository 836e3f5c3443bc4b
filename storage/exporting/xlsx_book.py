"""A workbook, a sheet a list: text stays text, days are days, nothing in it is run or opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from playbook.errors import BookTrouble
from storage.exporting.csv_files import tidied
from storage.exporting.tables import Cell, Table, tables
from storage.exporting.wish import Made, Wish

if TYPE_CHECKING:
    from storage.exporting.placing import Place
    from storage.exporting.records import Record

NAME: Final = "notyet.xlsx"
MOST_ROWS: Final = 1_048_575
"""Rows of a sheet below its headings; what is more goes on in a second sheet."""
_LONGEST: Final = 32_767
"""Characters that a cell holds."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it a workbook counts a day that never was."""
_WIDTHS: Final = {
    "Account": 28, "Name": 24, "Person": 24, "Words": 60, "Said last": 50, "Fit explained": 50, "Description": 40,
    "In words": 40, "Why": 40, "Email": 28, "Website": 24, "Job title": 24, "Phone": 18, "Mobile": 18, "Moment": 24,
    "notyet account id": 12, "notyet person id": 12, "notyet record": 12,
}  # fmt: skip
_USUAL: Final = 14
_PLAIN: Final = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": True, "default_date_format": "yyyy-mm-dd",
}  # fmt: skip


@dataclass(slots=True)
class _Sheet:
    """One list on its way into the workbook."""

    table: Table
    book: Any
    head: Any
    day: Any
    page: Any = None
    row: int = 0
    pages: int = 0
    count: int = 0

    def put(self, cells: list[Cell]) -> None:
        """Write a row, on a new sheet where this one is full."""
        if self.row >= MOST_ROWS or self.page is None:
            self._turn()
        self.row += 1
        self.count += 1
        for column, cell in enumerate(cells):
            if isinstance(cell, date) and cell >= _FIRST_DAY:
                self.page.write_datetime(self.row, column, cell, self.day)
            elif isinstance(cell, int | float) and not isinstance(cell, bool):
                self.page.write_number(self.row, column, cell)
            elif cell is not None and cell != "":
                self.page.write_string(self.row, column, tidied(str(cell))[:_LONGEST])

    def _turn(self) -> None:
        self.pages += 1
        name = self.table.name if self.pages == 1 else f"{self.table.name} {self.pages}"
        self.page, self.row = self.book.add_worksheet(name), 0
        for column, head in enumerate(self.table.heads):
            self.page.set_column(column, column, _WIDTHS.get(head, _USUAL))
            self.page.write_string(0, column, head, self.head)
        self.page.freeze_panes(1, 2)

    def end(self) -> None:
        """Leave no list without its sheet, and let its rows be filtered."""
        if self.page is None:
            self._turn()
        self.page.autofilter(0, 0, max(self.row, 1), len(self.table.heads) - 1)


class _Sink:
    """A file that remembers its first trouble and goes on in silence: what packs a workbook closes it well then.

    Left half closed by an error it would try to write once more when it is thrown away.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self.trouble: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write, unless an earlier write failed."""
        self._at += len(data)
        self._try(lambda: self._out.write(data))
        return len(data)

    def tell(self) -> int:
        """Where the next byte goes."""
        return self._at

    def seek(self, place: int, whence: int = 0) -> int:
        """Go back to fill in a size."""
        self._at = place if whence == 0 else self._at + place
        self._try(lambda: self._out.seek(self._at))
        return self._at

    def flush(self) -> None:
        """Hand on what waits."""
        self._try(self._out.flush)

    def _try(self, work: Callable[[], object]) -> None:
        if self.trouble is None:
            try:
                work()
            except OSError as error:
                self.trouble = error


def write(db: sqlite3.Connection, records: Iterator[Record], place: Place, wish: Wish) -> tuple[Made, ...]:
    """Write the workbook in one pass over the book; rows wait in files of their own, never in memory."""
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import XlsxWriterException  # type: ignore[import-untyped]

    del wish
    out = _Sink(place.binary(NAME))
    with TemporaryDirectory(prefix=".notyet-", dir=place.folder) as scratch:
        book = xlsxwriter.Workbook(out, {**_PLAIN, "tmpdir": scratch})
        try:
            sheets = _sheets(book, db)
            for record in records:
                for sheet in sheets:
                    for row in sheet.table.rows(record):
                        sheet.put(row)
            for sheet in sheets:
                sheet.end()
            book.close()
            out.flush()
        except XlsxWriterException as error:
            raise BookTrouble("The workbook could not be written.", "No file got its name; try CSV.") from error
        finally:
            book.fileclosed = True  # it must not try again to write what failed
            _let_go(book)
    if out.trouble is not None:
        raise out.trouble
    return tuple(Made(Path(place.folder / NAME), sheet.table.name, sheet.count) for sheet in sheets)


def _sheets(book: Any, db: sqlite3.Connection) -> list[_Sheet]:  # noqa: ANN401  (the library has no types)
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF1F4", "text_wrap": False})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    sheets = [_Sheet(table, book, head, day) for table in tables(db)]
    for sheet in sheets:
        sheet._turn()  # noqa: SLF001  (the sheets stand in the order of the lists)
    return sheets


def _let_go(book: Any) -> None:  # noqa: ANN401
    """Close the files in which rows wait, where it was stopped half way; their folder goes by itself."""
    for page in book.worksheets_objs:
        if page.row_data_fh is not None:
            page.row_data_fh.close()
