"""The row of headings: preamble lines above it are skipped, and a list without one is known by its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from playbook.cleaning import clean_line
from storage.importing import contents, own_lists
from storage.importing.cells import clean
from storage.importing.delimiting import Row
from storage.importing.lexicon import headings, squeeze

LOOK: Final = 40
"""Rows that are looked at for the headings."""
_WIDE_ENOUGH: Final = 0.6
_LONGEST: Final = 80
_DATA_SHARE: Final = 0.34


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a list."""

    line: int
    """0 for a list without headings."""
    names: tuple[str, ...]
    """One a column, all different."""
    skipped: tuple[int, ...] = ()
    """Lines above it that belong to no row."""
    cells: tuple[str, ...] = field(default=(), compare=False)
    """As they stand in the file: where two exports were put together, they come again and are no row."""

    def heads(self, row: Row) -> bool:
        """Return whether a row belongs to the list below the headings."""
        return row.line > self.line and row.line not in self.skipped and row.cells != self.cells

    def below(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of the list; the title of a group, alone above headings that come again, is no row either."""
        held: Row | None = None
        for row in rows:
            titled = self.line > 0 and row.cells == self.cells
            if held is not None and not (titled and _is_title(held)):
                yield held
            held = row if self.heads(row) else None
        if held is not None:
            yield held


def _is_title(row: Row) -> bool:
    return sum(bool(clean(cell)) for cell in row.cells) == 1


def find(rows: Sequence[Row]) -> Header:
    """Return the headings among the first rows of a list, and how many columns it has."""
    looked = rows[:LOOK]
    if looked and own_lists.kind_of(looked[0].cells):
        return _made(looked[0], len(looked[0].cells), ())
    usual = _usual_width(rows)
    width = max((len(row.cells) for row in rows if len(row.cells) <= usual * 2), default=0)
    scores = [_score(row, usual, rows, rows[place + 1 :]) for place, row in enumerate(looked)]
    best = scores.index(max(scores)) if any(scores) else None
    if best is None:
        first = next((place for place, row in enumerate(looked) if _full(row, usual)), 0)
        best = first if looked and _reads_like_headings(looked[first], rows[first + 1 :]) else None
    if best is not None:
        return _made(looked[best], width, tuple(row.line for row in looked[:best]))
    above = tuple(row.line for row in looked[:first]) if usual > 1 else ()
    return Header(0, tuple(f"Column {place}" for place in range(1, width + 1)), above)


def _usual_width(rows: Sequence[Row]) -> int:
    widths = Counter(len(row.cells) for row in rows)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _full(row: Row, usual: int) -> bool:
    return len(row.cells) >= usual * _WIDE_ENOUGH


def _score(row: Row, usual: int, rows: Sequence[Row], below: Sequence[Row]) -> int:
    """Return how many known headings a row holds; 0 if it is no row of headings."""
    cells = [clean(cell) for cell in row.cells]
    filled = [cell for cell in cells if cell]
    if not filled or not _full(row, usual):
        return 0
    known = sum(is_known(cell) and not _again(cell, place, row, rows) for place, cell in enumerate(cells))
    sure = known > 1 or len(filled) <= 2 or _reads_like_headings(row, below)  # noqa: PLR2004  (one known word of many proves little)
    return known if sure and known > sum(map(contents.is_data, filled)) * 2 else 0


def _again(cell: str, place: int, head: Row, rows: Sequence[Row]) -> bool:
    """Return whether a cell comes again in its column; the whole row may, where two exports were put together."""
    others = (row.cells for row in rows if row.cells != head.cells and place < len(row.cells))
    return any(clean(cells[place]) == cell for cells in others)


def is_known(cell: str) -> bool:
    """Return whether a cell is a heading that we know."""
    words = headings()
    if squeeze(cell) in words.names:
        return True
    first, mark, _ = cell.partition(" - ")
    return bool(mark) and squeeze(first) in words.prefixes


def _reads_like_headings(row: Row, below: Sequence[Row]) -> bool:
    """Judge a row of unknown words: all short, all different, no data, and something else below it."""
    cells = [clean(cell) for cell in row.cells]
    filled = [cell for cell in cells if cell]
    if len(row.cells) < 2 or not below or len(filled) < len(cells) * _WIDE_ENOUGH:  # noqa: PLR2004  (one column tells nothing)
        return False
    plain = all(len(cell) <= _LONGEST and not contents.is_data(cell) for cell in filled)
    if not plain or len({squeeze(cell) for cell in filled}) < len(filled):
        return False
    return _differs(cells, below)


def _differs(cells: Sequence[str], below: Sequence[Row]) -> bool:
    """Return whether some column holds data below a word, or no cell of the row comes again below."""
    again = data = 0
    for place, cell in enumerate(cells):
        column = [clean(row.cells[place]) for row in below if place < len(row.cells)]
        filled = [value for value in column if value]
        again += cell in filled
        data += bool(filled) and sum(map(contents.is_data, filled)) > len(filled) * _DATA_SHARE
    return data > 0 or (again == 0 and all(cell.islower() or "_" in cell for cell in cells if cell))


def _made(row: Row, width: int, skipped: tuple[int, ...]) -> Header:
    """Keep headings of one name apart ("Email", "Email 2") and give the nameless ones a number."""
    found: list[str] = []
    taken: set[str] = set()
    for place in range(max(width, len(row.cells))):
        cell = row.cells[place] if place < len(row.cells) else ""
        name = clean_line(cell, limit=100).lstrip("*").strip("* ") or f"Column {place + 1}"
        again, number = name, 2
        while again.casefold() in taken:
            again, number = f"{name} {number}", number + 1
        taken.add(again.casefold())
        found.append(again)
    return Header(row.line, tuple(found), skipped, row.cells)
