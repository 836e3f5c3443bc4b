"""The dumped list as lines: who was let go, why, what it won, what happened since, and whom the hours go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import daytext
from tui.content import cell, cells
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import cut, joined, section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from storage.views_numbers import DumpedList, DumpedRow, Worth

_ON, _HOURS, _NOS = 8, 9, 8
_NAME = 28
_GAP = 2
_WIDE = 100
"""Cells from which a short reason stands beside the name."""
EMPTY = (
    "Nobody was let go yet.",
    "Time drainers wait in the dump queue: tab goes there, d lets one go, quietly and nicely.",
    "Their hours stand here then, with whom to spend them on.",
)


def sheet(found: DumpedList, today: date, width: int) -> list[SheetRow]:
    """Return the page's lines for a width."""
    if not found.rows:
        looks = (Look.TEXT, Look.MUTED, Look.MUTED)
        return plain(
            *([Piece(text, look)] for said, look in zip(EMPTY, looks, strict=True) for text in wrapped(said, width))
        )
    rows = [row for dumped in found.rows for row in _dumped(dumped, today, width)]
    return [*_worth(found.worth, width), *plain(section("let go", width)), *rows]


def _worth(worth: Iterable[Worth], width: int) -> list[SheetRow]:
    rows = [SheetRow(tuple(_worth_line(each, width)), each) for each in worth]
    return [*plain(section("spend the hours on", width)), *rows, *plain([])] if rows else []


def _worth_line(each: Worth, width: int) -> Iterable[Piece]:
    if each.why == "dream":
        why, look = joined(("dream client", f"{each.silence:.1f}x quiet" if each.silence else "")), Look.DREAM
    else:
        why, look = joined(("best of the pool", "" if each.fit is None else f"fit {each.fit}")), Look.MUTED
    name = min(_NAME, width // 2)
    return (Piece(cell(each.name, name), Look.NAME), Piece(cut(f"  {why}", width - name), look))


def _dumped(row: DumpedRow, today: date, width: int) -> Iterable[SheetRow]:
    hours = f"{row.hours:.1f} h/q" if row.hours else ""
    reason = row.reason or "no reason said"
    room = max(width - _ON - _HOURS - _NOS, 0)
    beside = width >= _WIDE and cells(row.name) <= _NAME and cells(reason) < room - _NAME - _GAP
    name = _NAME + _GAP if beside else room
    line = (
        Piece(cell(daytext.short(row.on, today), _ON), Look.MUTED),
        Piece(cell(row.name, name - _GAP) + " " * _GAP, Look.DREAM if row.dream else Look.NAME),
        Piece(cell(reason, room - name), Look.MUTED),
        Piece(cell(f"No {row.nos}" if row.nos else "", _NOS, right=True), Look.MUTED),
        Piece(cell(hours, _HOURS, right=True), Look.GOOD),
    )
    yield SheetRow(line, row)
    if not beside:
        yield from _below(reason, Look.MUTED, width)
    for on, words in row.news:
        yield from _below(f"since then, {daytext.long(on, today)}: {words}", Look.WARN, width)


def _below(text: str, look: Look, width: int) -> list[SheetRow]:
    return plain(*([Piece(" " * _ON), Piece(each, look)] for each in wrapped(text, width - _ON)))
