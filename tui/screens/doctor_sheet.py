"""What the doctor found as lines: a mark, what was looked at, and words; what can be mended below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.content import cell
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.doctor_words import Finding
    from tui.widgets.lines import Line

_MARK, _WHAT = 6, 12
LOOKING = "Looking the book over: the file, the record, the tables, the plans …"


def sheet(found: Sequence[Finding], width: int) -> list[SheetRow]:
    """Return the page's lines for a width: what is not well stands first."""
    if not found:
        return plain([Piece(LOOKING, Look.MUTED)])
    ordered = sorted(found, key=lambda each: each.ok)
    return plain(*(line for each in ordered for line in _lines(each, width)))


def _lines(found: Finding, width: int) -> Iterator[Line]:
    mark = Piece(cell("well" if found.ok else "!!", _MARK), Look.GOOD if found.ok else Look.BAD)
    look = Look.MUTED if found.ok else Look.TEXT
    what = Piece(cell(found.what, _WHAT), Look.TEXT if found.ok else Look.NAME)
    blank = Piece(" " * (_MARK + _WHAT))
    for number, text in enumerate(wrapped(found.words, width - _MARK - _WHAT)):
        yield [*((mark, what) if number == 0 else (blank,)), Piece(text, look)]
    if found.mend:
        for text in wrapped(f"m {found.mend}", width - _MARK - _WHAT):
            yield [blank, Piece(text, Look.NEXT)]
