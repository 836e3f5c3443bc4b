"""The dumped list as lines: who was let go, why, what it won, what happened since, and whom the hours go to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui import daytext, keys
from tui.content import cells
from tui.screens.sheet import SheetRow, plain, said
from tui.widgets.columns import Cells, Column, Grid
from tui.widgets.lines import joined, section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from storage.views_numbers import DumpedList, DumpedRow, Worth

_REASON = 2
_SET_IN = 2
_COLUMNS = (
    Column(),
    Column(worth=7),
    Column(worth=3),
    Column(right=True, worth=5),
    Column(right=True, worth=8),
)
"""The name, the day, the reason where it stands whole, the No's, the hours."""
_SHORT = 66
"""Cells under which a dream client's last touch is said in two words."""
_WORTH = (Column(), Column(worth=3, least=6))
EMPTY = (
    "Nobody was let go yet.",
    "Time drainers wait in the dump queue: {move.pane} goes there, {account.dump} lets one go, quietly and nicely.",
    "Their hours stand here then, with whom to spend them on.",
)
_NOTHING = ("Nobody here is called that.", "Fewer letters find more; esc shows everybody again.")


def sheet(found: DumpedList, today: date, width: int, *, words: str = "") -> list[SheetRow]:
    """Return the page's lines for a width; `words` are what it was narrowed by."""
    if not found.rows:
        return plain(*said(_NOTHING if words else [keys.keyed(text) for text in EMPTY], width))
    lines = [cells_of(row, today) for row in found.rows]
    grid = Grid(_COLUMNS, lines, width)
    below = not grid.widths[_REASON]
    rows = (
        row
        for dumped, line in zip(found.rows, lines, strict=True)
        for row in _dumped(dumped, partial(grid.line, line), today, width, below=below)
    )
    return [*_worth(found.worth, today, width), *plain(section("let go", width)), *rows]


def cells_of(row: DumpedRow, today: date) -> Cells:
    """Return what stands in each column."""
    return (
        Piece(row.name, Look.DREAM if row.dream else Look.NAME),
        Piece(daytext.short(row.on, today) if row.on else "", Look.MUTED),
        Piece(_reason(row), Look.MUTED),
        Piece(f"No {row.nos:,}" if row.nos else "", Look.MUTED),
        Piece(f"{row.hours:,.1f} h/q" if row.hours else "", Look.GOOD),
    )


def _reason(row: DumpedRow) -> str:
    return row.reason or "no reason said"


def _worth(worth: Sequence[Worth], today: date, width: int) -> list[SheetRow]:
    lines = [_worth_line(each, today, short=width < _SHORT) for each in worth]
    grid = Grid(_WORTH, lines, width)
    rows = [SheetRow(grid.line(line), each) for each, line in zip(worth, lines, strict=True)]
    return [*plain(section("spend the hours on", width)), *rows, *plain([])] if rows else []


def _worth_line(each: Worth, today: date, *, short: bool) -> Cells:
    if each.why == "dream":
        ago = "" if each.last is None else daytext.ago(each.last, today)
        last = f"{'' if short else 'last touched '}{ago}" if ago else "never touched"
        why, look = joined(("dream client", last)), Look.DREAM
    else:
        why, look = joined(("best of the pool", "" if each.fit is None else f"fit {each.fit}")), Look.MUTED
    return Piece(each.name, Look.NAME), Piece(why, look)


def _dumped(row: DumpedRow, line: partial[Cells], today: date, width: int, *, below: bool) -> Iterable[SheetRow]:
    yield SheetRow(line, row)
    if below:
        yield from _set_in(_reason(row), Look.MUTED, width)
    for on, words in row.news:
        yield from _set_in(f"since then, {daytext.long(on, today)}: {words}", Look.WARN, width)


def _set_in(text: str, look: Look, width: int) -> list[SheetRow]:
    room = width - _SET_IN
    lines = [text] if cells(text) <= room and text.isascii() and text.isprintable() else wrapped(text, room)
    return plain(*([Piece(" " * _SET_IN), Piece(each, look)] for each in lines))
