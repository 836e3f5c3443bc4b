"""Two tables beside each other on one sheet: a blank column between them, and the same headings on both sides.

Read as one list, the right one's addresses would land on the left one's people.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Protocol

from storage.importing import header
from storage.importing.delimiting import Row
from storage.importing.lexicon import squeeze

Asked = Callable[[], None]
"""Raises where the rep cancelled."""


class Rows(Protocol):
    """What yields the rows of a sheet, anew each time."""

    def rows(self, asked: Asked | None = None) -> Generator[Row]:
        """Yield the rows that are not blank."""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of one table of a sheet."""

    start: int
    stop: int
    """One behind its last column."""

    @property
    def called(self) -> str:
        """What tells it from the other tables of its sheet."""
        return f"columns {self.start + 1} to {self.stop}"

    def cut(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows of the table among those of its sheet."""
        cut = (replace(row, cells=row.cells[self.start : self.stop]) for row in rows)
        return [row for row in cut if any(row.cells)]

    def of(self, source: Rows) -> TableRows:
        """Return what yields its rows."""
        return TableRows(source, self)


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of one table of a sheet."""

    source: Rows
    table: Table

    def rows(self, asked: Asked | None = None) -> Generator[Row]:
        """Yield every row of the table that is not blank; its line is the row's number in the sheet."""
        with closing(self.source.rows(asked)) as found:
            for row in found:
                yield from self.table.cut((row,))


def tables(rows: Sequence[Row]) -> tuple[Table, ...]:
    """Return the tables of a sheet by its first rows, none where it holds one list or nobody can tell."""
    head = header.find(rows)
    if not head.line:
        return ()
    below = [row for row in rows if row.line >= head.line]
    width = len(head.cells)
    blank = [not any(row.cells[place].strip() for row in below if place < len(row.cells)) for place in range(width)]
    found = _runs(blank)
    names = [{squeeze(cell) for cell in head.cells[each.start : each.stop] if header.is_known(cell)} for each in found]
    alike = len(found) > 1 and all(len(known) > 1 for known in names) and bool(set.intersection(*names))
    return tuple(found) if alike else ()


def _runs(blank: Sequence[bool]) -> list[Table]:
    """Return the runs of columns that hold something."""
    edges = [
        place for place, (one, other) in enumerate(zip((True, *blank), (*blank, True), strict=True)) if one != other
    ]
    return [Table(start, stop) for start, stop in zip(edges[::2], edges[1::2], strict=True)]
