"""The rows of the page that takes everything away: what may be taken, and what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.exporting import FORMATS
from tui.content import cell, cells
from tui.screens.sheet import SheetRow, plain, said
from tui.widgets.lines import section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from pathlib import Path

    from tui.screens.exporting_run import Taken
    from tui.widgets.lines import Line

_TITLE = 12
_FILES = 44
_WIDEST = 40
"""Cells of a file's name, where the screen has them."""
_MOST = 200
_NARROW = 74
_YOURS = (
    "What you bring in and log is yours: lists for any program, a workbook, a calendar of your promises, cards for the "
    "phone, a page an account, a call sheet to print. All of it stays on this machine until you carry it elsewhere."
)
EMPTY = ("The book is empty: there is nothing to take away yet.", _YOURS)
"""What an empty book teaches."""
_SHEETS = (
    ("sheet-html", "Call sheet", "today, to print", "for telephone and pencil, from a browser"),
    ("sheet-text", "As text", "today, 80 columns", "for any printer"),
)


def offered(width: int) -> list[SheetRow]:
    """Return what may be taken away, each with a line saying for whom it is."""
    rows = plain(section("the book", width))
    for each in FORMATS:
        rows += _row(each.name, each.title, each.files, each.whom, width)
    rows += plain([], section("today", width))
    for name, title, files, whom in _SHEETS:
        rows += _row(name, title, files, whom, width)
    return rows


def _row(name: str, title: str, files: str, whom: str, width: int) -> list[SheetRow]:
    head = [Piece(cell(title, _TITLE), Look.NAME)]
    if width < _NARROW:
        return [SheetRow((*head, Piece(cell(whom, width - _TITLE), Look.TEXT)), name)]
    room = min(_FILES, (width - _TITLE) // 2)
    return [
        SheetRow(
            (*head, Piece(cell(files, room), Look.MUTED), Piece(cell(whom, width - _TITLE - room), Look.TEXT)), name
        )
    ]


def taken(found: Taken, width: int) -> list[SheetRow]:
    """Return what was taken away, a row a file: `enter` and `c` copy its path, `o` opens the folder."""
    rows = plain(section("written, for your eyes only", width), *_wrapped(str(found.folder), width), [])
    count = max((cells(number) for _, number, _ in found.files), default=0)
    what = max((cells(name) for name, _, _ in found.files), default=0)
    widest = max((cells(path.name) for _, _, path in found.files), default=0)
    room = min(max(widest, _TITLE), _WIDEST, max(width - what - count - 4, 1))
    for name, number, path in found.files[:_MOST]:
        pieces = (
            Piece(cell(path.name, room), Look.NAME),
            Piece("  " + cell(number, count, right=True), Look.TEXT),
            Piece(" " + cell(name, what), Look.MUTED),
        )
        rows.append(SheetRow(pieces, path))
    if len(found.files) > _MOST:
        rows += plain([Piece(f"and {len(found.files) - _MOST:,} more in the folder", Look.MUTED)])
    return rows


def _wrapped(text: str, width: int) -> list[Line]:
    """Return a path whole, whatever its length: it is there to be read."""
    return [[Piece(line, Look.TEXT)] for line in wrapped(text, width)]


def empty(width: int) -> list[SheetRow]:
    """Return what an empty book teaches."""
    return plain(*said(EMPTY, width))


def default_folder(book: Path, day: str) -> Path:
    """Return the folder of a day's exports beside the book."""
    return book.parent / "exports" / day
