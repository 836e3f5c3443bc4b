"""The list of imports as lines, one a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import daytext
from tui.content import cell
from tui.imports_words import counts, told
from tui.screens.sheet import SheetRow, plain, said
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.views import Landed

_NUMBER, _ON, _HOUR, _SOURCE = 4, 7, 7, 44
_ROOMY = 70
"""Cells from which the hour of an import has room."""
EMPTY = (
    "No list was imported yet.",
    "i imports one: CSV, Excel and vCard files of any CRM are read, and shown before they land.",
    "Each one stands here then, and can be taken back as a whole.",
)


def sheet(found: Sequence[Landed], today: date, width: int, shown: Landed | None = None) -> list[SheetRow]:
    """Return the page's lines for a width: the newest import first, each with its number; `shown` with its report."""
    if not found:
        return plain(*said(EMPTY, width))
    rows = []
    for place, landed in enumerate(found):
        rows.append(_row(len(found) - place, landed, today, width))
        if landed == shown:
            rows += _report(landed, width)
    return rows


def _report(landed: Landed, width: int) -> list[SheetRow]:
    """Return what an import found; its figures only where the row above had no room for all of them."""
    said_above = counts(landed.report) == counts(landed.report, _room(width))
    texts = told(landed.report)[1 if said_above else 0 :]
    lines = [text for words in texts for text in wrapped(words, width - _NUMBER)]
    return plain(*([Piece(" " * _NUMBER), Piece(text, Look.TEXT)] for text in lines), [])


def _source(width: int) -> int:
    return min(_SOURCE, width * 2 // 5)


def _room(width: int) -> int:
    """Return the cells that the figures of an import have."""
    return max(width - _NUMBER - _ON - (_HOUR if width >= _ROOMY else 0) - _source(width) - 2, 0)


def _row(number: int, landed: Landed, today: date, width: int) -> SheetRow:
    hour = [Piece(cell(daytext.clock(landed.at), _HOUR), Look.MUTED)] if width >= _ROOMY else []
    room = _room(width)
    look = Look.MUTED if landed.undone else Look.TEXT
    what = "taken back" if landed.undone else counts(landed.report, room)
    return SheetRow(
        (
            Piece(cell(f"{number}", _NUMBER), Look.MUTED),
            Piece(cell(daytext.short(landed.at.date(), today), _ON), Look.MUTED),
            *hour,
            Piece(cell(landed.source, _source(width)), Look.MUTED if landed.undone else Look.NAME),
            Piece("  " + cell(what, room), look),
        ),
        landed,
    )
