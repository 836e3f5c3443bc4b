"""A long list lands: time, memory, size beside `sqlite-utils insert --csv`; what another window waits meanwhile."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.books import DAY, MORNING
from benchmarks.figures import Kind, Limit, Measured, Result, Unit
from benchmarks.made_list import written
from benchmarks.stage import COMMAND, NOW, Stage, alternating
from playbook.bodies import RemarkMade
from playbook.decision import Draft
from playbook.errors import BookTrouble
from playbook.words import AccountId
from storage.book import Book

RUNS: Final = 1
ROWS: Final = 100_000
_FEW: Final = 200
"""Rows of a list whose import holds nothing but the program itself."""
_NAP: Final = 0.02
_YARDSTICK: Final = "`sqlite-utils insert --csv`"


@dataclass(slots=True)
class Window:
    """Another window on the book, which reads its list and keeps a note again and again."""

    book: Book
    account: AccountId
    reads: list[float] = field(default_factory=list)
    """Seconds of each wait for the list."""
    writes: list[float] = field(default_factory=list)

    def work(self, program: subprocess.Popen[bytes]) -> None:
        """Read and write in turns until the program ends."""
        read = write = time.perf_counter()
        while program.poll() is None:
            if self._reads():
                self.reads.append(time.perf_counter() - read)
                read = time.perf_counter()
            if self._writes():
                self.writes.append(time.perf_counter() - write)
                write = time.perf_counter()
            time.sleep(_NAP)
        self.reads.append(time.perf_counter() - read)
        self.writes.append(time.perf_counter() - write)

    def _reads(self) -> bool:
        try:
            self.book.today(MORNING)
        except BookTrouble:
            return False
        return True

    def _writes(self) -> bool:
        try:
            self.book.record([Draft(self.account, RemarkMade("note", "seen", DAY))], now=MORNING, label="note")
        except BookTrouble:
            return False
        return True


_SMALL: Final = """
import resource, subprocess, sys
quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
ended = subprocess.call(sys.argv[1:], **quiet)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(ended)
"""
"""A small program in between: what a program held at most counts from the memory of the one that started it, and this
one may have made books of 100,000 accounts before."""


def staged(stage: Stage) -> Iterable[Result]:
    """Import a long list into a new book and insert it into a plain database, in turns."""
    rows = _rows(stage)
    listed = written(stage.fresh("list") / "companies.csv", rows)
    few = written(listed.with_name("few.csv"), _FEW)
    held: list[float] = []
    sizes: list[float] = []

    def ours() -> float:
        book = stage.fresh("import") / "notyet.db"
        took, peak = _peak(stage, *_command(book, listed))
        held.append(peak)
        sizes.append(book.stat().st_size / listed.stat().st_size)
        return took

    def plain() -> float:
        utils = Path(sys.executable).with_name("sqlite-utils")
        return stage.run(str(utils), "insert", str(stage.fresh("plain") / "plain.db"), "t", str(listed), "--csv")

    took, beside = alternating(1 if stage.quick else RUNS, ours, plain)
    start = Measured.of([_peak(stage, *_command(stage.fresh("few") / "notyet.db", few))[1]], Unit.MB)
    name, memory = f"{rows:,} rows CSV", Limit(Kind.OVER, 30.0)
    measured, plainly = Measured.of(took, Unit.S), Measured.of(beside, Unit.S)
    yield Result("import", "import, staged", name, measured, _YARDSTICK, plainly, Limit(Kind.TIMES, 2.5))
    yield Result("import", "import, most memory", name, Measured.of(held, Unit.MB), f"with {_FEW} rows", start, memory)
    size = Limit(Kind.MOST, 15.0, said="15 × the CSV")
    yield Result("import", "import, the book's size", name, Measured.of(sizes, Unit.TIMES), limit=size)


def beside(stage: Stage) -> Iterable[Result]:
    """Work in another window while a long list lands in the book."""
    rows = _rows(stage)
    listed = written(stage.fresh("list-beside") / "companies.csv", rows)
    path = stage.copy(stage.sizes.small, 0, "beside")
    with stage.opened(path) as book:
        window = Window(book, book.today(MORNING).rows[0].account)
        program = subprocess.Popen(
            _command(path, listed), env=stage.env(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        with program:
            window.work(program)
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, program.args)
    for what, waits in (("reads", window.reads), ("writes", window.writes)):
        longest = Measured.of([max(waits)], Unit.S)
        words = f"import, another window's longest wait: {what}"
        yield Result("beside", words, f"{rows:,} rows CSV", longest, limit=Limit(Kind.MOST, 5.0))


def _rows(stage: Stage) -> int:
    return ROWS // 20 if stage.quick else ROWS


def _command(book: Path, listed: Path) -> tuple[str, ...]:
    return str(COMMAND), "--book", str(book), "--now", NOW, "import", str(listed), "--yes", "--json"


def _peak(stage: Stage, *args: str) -> tuple[float, float]:
    """Run a program; return its seconds and the most megabytes that it held.

    Raises:
        CalledProcessError: it ended badly.
    """
    begun = time.perf_counter()
    started = (sys.executable, "-c", _SMALL, *args)
    done = subprocess.run(started, env=stage.env(), stdin=subprocess.DEVNULL, capture_output=True, check=True)
    took = time.perf_counter() - begun
    kilo = 1 if sys.platform == "darwin" else 1024
    return took, int(done.stdout) * kilo / 1e6
