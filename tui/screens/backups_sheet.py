"""The backups as lines, one a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import daytext
from tui.backup_words import count, size
from tui.content import cell, cells
from tui.screens.sheet import SheetRow, plain, said
from tui.widgets.lines import Line, even
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from pathlib import Path

    from storage.views_safe import BackupRow

_ON, _HOUR, _SIZE, _ENTRIES = 8, 7, 10, 18
_ROOMY = 20
"""Cells of a row's end that hold a sentence; fewer hold a word."""
EMPTY = (
    "There is no backup yet.",
    "The first one makes itself on the next day you start with something in the book. b makes one now.",
    "All of the last two days are kept, then one a day for 12 days, and one a week for 10 weeks.",
    "Two machines? s saves the whole record to a file, m merges the other one's: nothing twice, nothing lost.",
)


def sheet(found: Sequence[BackupRow], checked: Collection[Path], today: date, width: int) -> list[SheetRow]:
    """Return the page's lines for a width, the newest backup first; `checked` were checked whole just now."""
    if not found:
        return plain(*said(EMPTY, width))
    rows = [_row(row, today, width, checked=row.file in checked) for row in found]
    taught: list[Line] = [
        line for words in EMPTY[2:] for line in ([], *([Piece(text, Look.MUTED)] for text in even(words, width)))
    ]
    return [*rows, *plain(*taught)]


def _row(row: BackupRow, today: date, width: int, *, checked: bool) -> SheetRow:
    room = max(width - _ON - _HOUR - _SIZE - _ENTRIES, 0)
    entries = "" if row.entries is None else count(row.entries, "entry", "entries")
    if row.trouble:
        words, look = row.trouble if room >= _ROOMY else "not whole", Look.BAD
    elif checked:
        words, look = "checked: it is whole" if room >= _ROOMY else "whole", Look.GOOD
    else:
        words, look = _newest(row, today) if room >= _ROOMY else _touch(row, today), Look.MUTED
        words = words if cells(words) <= room else ""
    return SheetRow(
        (
            Piece(cell(daytext.short(row.made.date(), today), _ON), Look.NAME),
            Piece(cell(daytext.clock(row.made), _HOUR), Look.TEXT),
            Piece(cell(size(row.size), _SIZE - 2, right=True) + "  ", Look.MUTED),
            Piece(cell(entries, _ENTRIES), Look.TEXT),
            Piece(cell(words, room), look),
        ),
        row.file,
    )


def _newest(row: BackupRow, today: date) -> str:
    newest = "no touch yet" if row.newest is None else f"newest {_touch(row, today)}"
    return f"{newest} · encrypted" if row.sealed else newest


def _touch(row: BackupRow, today: date) -> str:
    return "" if row.newest is None else f"touch {daytext.short(row.newest, today)}"
