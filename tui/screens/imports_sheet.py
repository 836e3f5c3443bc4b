"""The list of imports as lines, one a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import daytext
from tui.content import cell
from tui.imports_words import counts
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.views import Landed

_NUMBER, _ON, _HOUR, _SOURCE = 4, 7, 7, 26
EMPTY = (
    "No list was imported yet.",
    "Import one: ctrl+p, then import. CSV, Excel and vCard files of any CRM are read, and shown before they land.",
    "Each one stands here then, and can be taken back as a whole.",
)


def sheet(found: Sequence[Landed], today: date, width: int) -> list[SheetRow]:
    """Return the page's lines for a width: the newest import first, each with its number."""
    if not found:
        looks = (Look.TEXT, Look.MUTED, Look.MUTED)
        said = zip(EMPTY, looks, strict=True)
        return plain(*([Piece(text, look)] for words, look in said for text in wrapped(words, width)))
    return [_row(len(found) - place, landed, today, width) for place, landed in enumerate(found)]


def _row(number: int, landed: Landed, today: date, width: int) -> SheetRow:
    source = min(_SOURCE, width // 3)
    room = max(width - _NUMBER - _ON - _HOUR - source - 2, 0)
    look = Look.MUTED if landed.undone else Look.TEXT
    what = "taken back" if landed.undone else counts(landed.report)
    return SheetRow(
        (
            Piece(cell(f"{number}", _NUMBER), Look.MUTED),
            Piece(cell(daytext.short(landed.at.date(), today), _ON), Look.MUTED),
            Piece(cell(daytext.clock(landed.at), _HOUR), Look.MUTED),
            Piece(cell(landed.source, source), Look.MUTED if landed.undone else Look.NAME),
            Piece("  " + cell(what, room), look),
        ),
        landed,
    )
