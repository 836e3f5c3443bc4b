"""Lines to rows: the delimiter whose rows agree in width, strict quoting, and a way on after a broken quote.

A record is read line by line, so every row and every fault knows its line, and nothing but one record is in memory.
"""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from playbook.errors import BadInput
from storage.importing.plan import called
from storage.importing.sniffing import Letters

CANDIDATES: Final = (",", ";", "\t", "|", "^", "~")
MOST_COLUMNS: Final = 1_000
MOST_ROWS: Final = 200_000
_LONGEST_LINE: Final = 1_000_000
_MOST_LINES: Final = 200
"""A quoted cell that goes on longer than this was never closed."""
_SAMPLE: Final = 400
_MOST_BROKEN: Final = 0.4


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a list."""

    line: int
    """The line on which it starts, from 1."""
    cells: tuple[str, ...]
    fault: str = ""
    """What was wrong with its quotes, empty if nothing."""
    unusable: str = ""
    """Why nothing can be made of it, whatever its cells say: a card that is never closed."""

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(map(str.strip, self.cells))


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a file are written."""

    encoding: str
    delimiter: str
    """Empty: one column."""
    skip: int
    """Lines to skip at the top: a `sep=` line."""
    width: int
    """Cells of the widest row that is no accident: what a record of several lines may have at most."""


Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class TextRows:
    """The rows of a text file, read anew each time they are wanted."""

    path: Path
    shape: Shape

    def rows(self, asked: Callable[[], None] | None = None) -> Generator[Row]:
        """Yield every record that is not blank; between two, whoever reads them is asked, so `asked` is not."""
        del asked
        yield from rows(self.path, self.shape)


def shape(path: Path, letters: Letters) -> Shape:
    """Return the delimiter whose rows agree best in width, or that of a `sep=` line."""
    with _opened(path, letters.encoding) as file:
        lines = list(islice(_lines(file, path, None), _SAMPLE))
    first = lines[0].strip().strip('"').lower() if lines else ""
    if first.startswith("sep=") and len(first) <= len("sep=\t\t"):
        told = lines[0].strip("\r\n").strip().strip('"')[len("sep=") :] or "\t"
        return Shape(letters.encoding, told[:1], 1, _widest(_widths(lines[1:], told[:1])))
    scored = {delimiter: _agreement(_widths(lines, delimiter)) for delimiter in CANDIDATES}
    best = max(CANDIDATES, key=lambda delimiter: scored[delimiter])
    if scored[best] <= 0:
        return Shape(letters.encoding, "", 0, 1)
    return Shape(letters.encoding, best, 0, _widest(_widths(lines, best)))


def rows(path: Path, form: Shape, told: Tell | None = None) -> Iterator[Row]:
    """Yield every record that is not blank; `told` hears the bytes read so far.

    Raises:
        BadInput: more than `MOST_ROWS` rows, or a line too long to be one of a list.
    """
    with _opened(path, form.encoding) as file:
        lines = _lines(file, path, told)
        for _ in range(form.skip):
            next(lines, "")
        count = 0
        for row in _records(lines, form.delimiter, form.width, form.skip + 1):
            if row.blank:
                continue
            count += 1
            if count > MOST_ROWS:
                raise BadInput(f"{called(path)} has more than {MOST_ROWS:,} rows.", "Split it and import the parts.")
            if len(row.cells) > MOST_COLUMNS:
                raise BadInput(f"{called(path)}, line {row.line}: more than {MOST_COLUMNS} columns.")
            yield row


def _opened(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, newline="")


def _lines(file: TextIO, path: Path, told: Tell | None) -> Iterator[str]:
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) >= _LONGEST_LINE:
            raise BadInput(
                f"{called(path)}, line {number}: longer than {_LONGEST_LINE:,} characters, so this is no list."
            )
        if told is not None and number % 500 == 0:
            told(file.buffer.tell())
        yield line


def _records(lines: Iterator[str], delimiter: str, width: int, start: int) -> Iterator[Row]:
    """Yield records with their lines; a quote that never closes costs its own line and no other."""
    waiting: list[str] = []
    number = start
    while line := _next(waiting, lines):
        if not delimiter:
            yield Row(number, _alone(line))
            number += 1
            continue
        cells, unclosed = _strict(line, delimiter)
        more: list[str] = []
        if unclosed:
            cells, more = _gathered(line, delimiter, width, (waiting, lines))
        yield Row(number, cells) if cells is not None else _mended(line, delimiter, number, unclosed=unclosed)
        number += 1 + len(more)


def _next(waiting: list[str], lines: Iterator[str]) -> str:
    return waiting.pop(0) if waiting else next(lines, "")


def _gathered(
    line: str, delimiter: str, width: int, source: tuple[list[str], Iterator[str]]
) -> tuple[tuple[str, ...] | None, list[str]]:
    """Return the cells of a record of several lines, and its further lines; if it is none they are put back."""
    waiting, lines = source
    more: list[str] = []
    while len(more) < _MOST_LINES and (following := _next(waiting, lines)):
        more.append(following)
        if '"' not in following:
            continue
        cells, unclosed = _strict("".join((line, *more)), delimiter)
        if cells is not None and min(2, width) <= len(cells) <= width:
            return cells, more
        if not unclosed:
            break
    waiting[:0] = more
    return None, []


def _strict(text: str, delimiter: str) -> tuple[tuple[str, ...] | None, bool]:
    """Return the cells of exactly one record, None where the text is not one; and whether a quote is still open."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        found = list(reader)
    except csv.Error as error:
        return None, "unexpected end" in str(error)
    return (tuple(found[0]) if len(found) == 1 else None), False


def _mended(line: str, delimiter: str, number: int, *, unclosed: bool) -> Row:
    """Return what can be read of a line whose quotes are broken, and what is wrong with them."""
    plain = line.rstrip("\r\n")
    if unclosed:
        cells = tuple(_without_quotes(cell) for cell in plain.split(delimiter))
        return Row(number, cells, "a quote is opened here and never closed")
    try:
        loose = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True, strict=False), [])
    except csv.Error:
        return Row(number, tuple(plain.split(delimiter)), "a cell here is too long")
    return Row(number, tuple(loose), "quotes stand inside a quoted cell")


def _without_quotes(cell: str) -> str:
    bare = cell.strip()
    return bare.removeprefix('"').removesuffix('"').replace('""', '"') if '"' in bare else cell


def _alone(line: str) -> tuple[str, ...]:
    text = line.strip("\r\n").strip()
    quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return (text[1:-1].replace('""', '"') if quoted else text,)


def _widths(lines: list[str], delimiter: str) -> Counter[int]:
    found: Counter[int] = Counter()
    for row in _records(iter(lines), delimiter, MOST_COLUMNS, 1):
        if not row.blank:
            found[len(row.cells)] += 1
    return found


def _usual(widths: Counter[int]) -> int:
    return max(widths, key=lambda width: (widths[width], width), default=1)


def _widest(widths: Counter[int]) -> int:
    return max((width for width in widths if width <= _usual(widths) * 3), default=1)


def _agreement(widths: Counter[int]) -> float:
    """Return how well rows agree: the share of the usual width, worth more the wider it is."""
    total = widths.total()
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    if not total or wide.total() < total * _MOST_BROKEN:
        return 0.0
    usual = _usual(wide)
    share = wide[usual] / total
    return share * math.log2(usual + 1) if share >= _MOST_BROKEN else 0.0
