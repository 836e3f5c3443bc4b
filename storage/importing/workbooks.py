"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS): their sheets' rows, read by a child process with caps on memory and time.

A hostile workbook can abort the process that parses it (a stray cell in the far corner of a 4.6 kB file does), so that
process is never ours: what it says comes as lines of JSON, a chunk at a time, and its silence or death becomes a
sentence (RELIABILITY section 7).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any, Final

from playbook.cleaning import clean_line
from playbook.errors import BadInput
from storage.importing import delimiting, workbook_child
from storage.importing.delimiting import Row
from storage.importing.plan import called

Asked = Callable[[], None]
"""Raises where the rep cancelled."""

CHILD: Final = Path(workbook_child.__file__)
SECONDS: Final = workbook_child.MOST_SECONDS
"""How long we wait for the child altogether."""
_LOOK: Final = 0.05
"""Seconds between two looks at whether the rep cancelled."""
_CHUNK: Final = 1 << 16
_CHUNKS: Final = 16
_OUT_OF_MEMORY: Final = 3
_CPU_SPENT: Final = -24
"""SIGXCPU: the child's own clock ran out."""
_BROKE: Final = (
    "broke the reader of workbooks: a cell far outside the list, or more than {} MB of memory.",
    "Copy the list alone into a new workbook, or save it as CSV, and import that.",
)
_TOO_LONG: Final = (f"took longer than {SECONDS} seconds to read.", "Save the list as CSV and import that.")


@dataclass(frozen=True, slots=True)
class SheetHead:
    """One sheet of a workbook as it begins."""

    place: int
    name: str
    hidden: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of one sheet, read anew each time they are wanted."""

    path: Path
    place: int
    width: int
    """Columns of its list: shorter rows are filled up, as a spreadsheet's own CSV would."""

    def rows(self, asked: Asked | None = None) -> Generator[Row]:
        """Yield every row that is not empty; its line is the row's number in the sheet.

        Raises:
            BadInput: the workbook broke its reader or a cap.
        """
        with closing(_Child(self.path, "rows", self.place)) as child:
            for count, (number, cells) in enumerate(child.lines(asked), 1):
                _check_caps(self.path, count, number, cells)
                yield filled_up(Row(number, tuple(cells)), self.width)


def heads(path: Path, most: int, asked: Asked | None = None) -> tuple[SheetHead, ...]:
    """Return every sheet of a workbook with at most `most` of its first rows; hidden ones without.

    Raises:
        BadInput: damaged, protected, a bomb, too slow, or no workbook.
    """
    found: list[SheetHead] = []
    with closing(_Child(path, "heads", 0, most)) as child:
        for line in child.lines(asked):
            rows = tuple(Row(number, tuple(cells)) for number, cells in line["rows"])
            for row in rows:
                _check_caps(path, 0, row.line, row.cells)
            found.append(SheetHead(line["sheet"], clean_line(line["name"]), line["hidden"], rows))
    return tuple(found)


def width_of(rows: tuple[Row, ...]) -> int:
    """Return how wide a sheet's list is: as wide as two of its rows, so that one stray cell widens nothing."""
    widths = sorted((len(row.cells) for row in rows), reverse=True)
    return widths[min(1, len(widths) - 1)] if widths else 0


def filled_up(row: Row, width: int) -> Row:
    """Fill a row up to the list's width; a line of text above the list stays as short as it is."""
    filled = sum(map(bool, row.cells))
    short = len(row.cells) < width and filled > 1
    return Row(row.line, row.cells + ("",) * (width - len(row.cells))) if short else row


def _check_caps(path: Path, count: int, number: int, cells: tuple[str, ...] | list[str]) -> None:
    if count > delimiting.MOST_ROWS:
        raise BadInput(
            f"{called(path)} has a sheet of more than {delimiting.MOST_ROWS:,} rows.", "Split it and import the parts."
        )
    if len(cells) > delimiting.MOST_COLUMNS:
        raise BadInput(
            f"{called(path)}, row {number}: more than {delimiting.MOST_COLUMNS:,} columns.",
            "Copy the columns you want into a new workbook and import that.",
        )


class _Child:
    """A running reader; closing it kills it."""

    def __init__(self, path: Path, what: str, sheet: int, most: int = 0) -> None:
        self._path = path
        words = [os.fspath(path.absolute()), what, str(sheet), str(most)]
        self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and script)
            [sys.executable, "-P", os.fspath(CHILD), *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
        )  # fmt: skip
        self._chunks: Queue[bytes] = Queue(_CHUNKS)
        self._open = True
        self._waited = 0.0
        assert self._process.stdout is not None  # noqa: S101  (it was asked for)
        self._pump = Thread(target=_pump, args=(self._process.stdout, self._chunks), daemon=True)
        self._pump.start()

    def close(self) -> None:
        """Kill it if it still runs, and let go of everything; twice does no harm."""
        self._process.kill()
        while self._open:
            self._open = bool(self._chunks.get())
        self._pump.join()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def lines(self, asked: Asked | None) -> Iterator[Any]:
        """Yield what it says, line by line.

        Raises:
            BadInput: it refused, died, or took too long.
        """
        held = b""
        while chunk := self._next(asked):
            *whole, held = (held + chunk).split(b"\n")
            for text in whole:
                line = json.loads(text)
                if isinstance(line, dict) and ("end" in line or "refused" in line):
                    self._judge(line)
                    return
                yield line
        if asked is not None:
            asked()
        self._died()

    def _next(self, asked: Asked | None) -> bytes:
        """Return the next chunk, empty at the end; only the time that we wait for it counts."""
        while self._open:
            if asked is not None:
                asked()
            try:
                chunk = self._chunks.get(timeout=_LOOK)
            except Empty:
                self._waited += _LOOK
                if self._waited >= SECONDS:
                    raise self._refusal(*_TOO_LONG) from None
                continue
            self._open = bool(chunk)
            return chunk
        return b""

    def _judge(self, line: dict[str, Any]) -> None:
        if "refused" in line:
            raise self._refusal(str(line["refused"]), str(line["hint"]))

    def _died(self) -> None:
        """Say what the end of a child without a last word means."""
        code = self._process.wait()
        if code == _CPU_SPENT:
            raise self._refusal(*_TOO_LONG)
        raise self._refusal(_BROKE[0].format(workbook_child.MOST_MEMORY >> 20), _BROKE[1])

    def _refusal(self, why: str, hint: str) -> BadInput:
        return BadInput(f"{called(self._path)} {why}", hint)


def _pump(out: IO[bytes], chunks: Queue[bytes]) -> None:
    """Hand on what the child writes as it comes, and an empty chunk at its end."""
    while chunk := os.read(out.fileno(), _CHUNK):
        chunks.put(chunk)
    chunks.put(b"")
