"""The value library as lines: what each thing is, for whom it is good, how often and to whom it was given (R13)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from playbook.value_library import STARTERS
from tui import daytext
from tui.screens.sheet import SheetRow, plain, said
from tui.widgets.columns import Cells, Column, Grid
from tui.widgets.lines import Line, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from playbook.value_library import Asset
    from storage.views_library import LibraryRow

_COLUMNS = (
    Column("what"),
    Column("kind", worth=6),
    Column("good for", worth=3, least=8),
    Column("given", right=True, worth=9),
    Column("last", worth=8),
    Column("to", worth=4, least=8),
)
_TEACHES = (
    "Nothing here yet. A value touch gives something and asks for nothing: collect what is worth giving.",
    "enter puts these five kinds in to begin with; + adds a thing of your own.",
)
_SET_IN = 2
_SHARE = 0.8
"""Of the line for the things' names: they are long, and the rest says little without them."""
_BESIDE = 90
"""Cells from which a starter and what it is stand side by side."""


def rows(library: Sequence[LibraryRow], today: date, width: int) -> tuple[Cells, list[SheetRow]]:
    """Return what stands above the columns, and a row for each thing."""
    lines = [cells_of(row, today) for row in library]
    grid = Grid(_COLUMNS, lines, width, _SHARE)
    return grid.heading(), [
        SheetRow(partial(grid.line, line), row.asset.id) for row, line in zip(library, lines, strict=True)
    ]


def cells_of(row: LibraryRow, today: date) -> Cells:
    """Return what stands in each column; what is over says so in place of its kind."""
    asset = row.asset
    return (
        Piece(asset.title, Look.MUTED if row.over else Look.NAME),
        Piece("is over" if row.over else _kind(asset), Look.WARN if row.over else Look.MUTED),
        Piece(", ".join(asset.fits), Look.MUTED),
        Piece(f"{row.times:,}×" if row.times else "new", Look.TEXT if row.times else Look.MUTED),
        Piece(daytext.short(row.last_on, today) if row.times and row.last_on else "", Look.MUTED),
        Piece((row.last_person or row.last_account) if row.times else "", Look.MUTED),
    )


def empty(width: int) -> list[SheetRow]:
    """Return what an empty library teaches: what belongs here, and five kinds to begin with."""
    names = Grid((Column(), Column(least=20)), [(Piece(each.title), Piece(each.about)) for each in STARTERS], width)
    lines: list[Line] = [*said(_TEACHES, width), []]
    for each in STARTERS:
        if width >= _BESIDE:
            lines.append(list(names.line((Piece(each.title, Look.NAME), Piece(each.about, Look.MUTED)))))
            continue
        lines.append([Piece(each.title, Look.NAME)])
        lines += [[Piece(" " * _SET_IN), Piece(text, Look.MUTED)] for text in wrapped(each.about, width - _SET_IN)]
    return plain(*lines)


def _kind(asset: Asset) -> str:
    return "number" if asset.kind == "figure" else str(asset.kind)
