"""Where the measurements take place: the folder with its books, copies to be written, the programs' environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from benchmarks import books
from benchmarks.books import DAY, Wanted
from storage import demo
from storage.book import Book

T = TypeVar("T")

COMMAND: Final = Path(sys.executable).with_name("notyet")
"""The command as it was installed."""
NOW: Final = f"{DAY}T08:30"
_KEPT: Final = ("PATH", "PYTHONPATH", "SYSTEMROOT")
CROWDS: Final = (30_000, 1_000)
"""Accounts that are due in the crowded books of 100,000."""
_MADE: Final = 2.0
"""Seconds in which a thousand accounts are made, on two cores of 2026: to say about how long."""
_FILLED: Final = 25
"""Megabytes that they fill."""
_LONG: Final = 90
"""Seconds from which on a wait is told in minutes."""
_FEW: Final = 6
"""How many times fewer runs a quick run makes."""
_XDG: Final = {
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Accounts of the small, the middle and the big book."""

    small: int = 1_000
    middle: int = 10_000
    big: int = 100_000

    def due(self, whole: int) -> int:
        """Return how many accounts are due in a crowded book: so many of 100,000, their share of a smaller one."""
        return max(1, whole * self.big // 100_000)

    def wanted(self) -> tuple[Wanted, ...]:
        """Return the books that a whole run measures with."""
        plain = (Wanted(accounts) for accounts in (self.small, self.middle, self.big))
        return tuple(dict.fromkeys((*plain, *(Wanted(self.big, self.due(crowd)) for crowd in CROWDS))))


def beforehand(wanted: Iterable[Wanted]) -> str:
    """Return in words what making these books takes, before it begins; "" for none."""
    accounts = [book.accounts for book in wanted]
    if not accounts:
        return ""
    thousands = sum(accounts) / 1000
    seconds = thousands * _MADE
    wait = f"{seconds / 60:.0f} minutes" if seconds > _LONG else f"{seconds:.0f} seconds"
    sizes = ", ".join(f"{size:,}" for size in accounts)
    return (
        f"Books are made first and kept for the next run, of {sizes} accounts: about {wait} and"
        f" {thousands * _FILLED / 1000:.1f} GB; a run's copies of them fill as much again until it ends."
    )


@dataclass(slots=True)
class Stage:
    """One run of the measurements."""

    folder: Path
    sizes: Sizes = Sizes()
    quick: bool = False
    tell: Callable[[str], None] = lambda _: None
    _copies: dict[Wanted, Path] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """A home folder of its own: nothing of this machine's is read or written."""
        return self.folder / "home"

    @property
    def work(self) -> Path:
        """What is thrown away at the end; each run has its own."""
        return self.folder / f"work-{os.getpid()}"

    @property
    def state(self) -> Path:
        """The state folder of the planner in that home, for books that are opened in process."""
        return self.home / "state" / "notyet"

    def env(self) -> dict[str, str]:
        """Return a rep's environment: a modern terminal, a home of its own."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        folders = {name: str(self.home / place) for name, place in _XDG.items()}
        return {
            **kept, **folders, "HOME": str(self.home), "TZ": demo.ZONE, "LANG": "C.UTF-8",
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1",
        }  # fmt: skip

    def runs(self, usual: int) -> int:
        """Return how often something is done: less often in a quick run."""
        return max(3, usual // _FEW) if self.quick else usual

    def fresh(self, name: str) -> Path:
        """Return an empty folder, made anew."""
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def shared(self, accounts: int, crowd: int = 0) -> Path:
        """Return a settled copy of a book that rows share: they only look, or take back what they do."""
        wanted = Wanted(accounts, crowd)
        if wanted not in self._copies:
            self._copies[wanted] = self.copy(accounts, crowd, f"shared-{accounts}-{crowd}")
        return self._copies[wanted]

    def copy(self, accounts: int, crowd: int, name: str) -> Path:
        """Return a copy of a book of one's own, settled on this machine, as after its day's first start."""
        made = books.copy(books.book(self.folder, Wanted(accounts, crowd), self.tell), self.fresh(name))
        self.settle(made)
        return made

    def settle(self, book: Path) -> None:
        """Let a book know its machine and keep what its first start asked of calendars, as the app does by itself.

        It leaves a name of a backup of today: copying it is no part of any row.
        """
        with self.opened(book) as held:
            held.refresh_day(books.MORNING)
            held.today(books.MORNING)
            held.keep_calendars()
        backups = book.with_name(f"{book.stem}-backups")
        backups.mkdir(exist_ok=True)
        (backups / f"{DAY:%Y%m%d}-070000.db").touch()

    def opened(self, book: Path) -> Opened:
        """Open a book in this process; a context that closes it."""
        return Opened(Book.open(book, now=books.MORNING, state=self.state))

    def run(self, *args: str, env: dict[str, str] | None = None) -> float:
        """Run a program to its end; return the seconds that it took.

        Raises:
            CalledProcessError: it ended badly.
        """
        begun = time.perf_counter()
        subprocess.run(args, env=env or self.env(), stdin=subprocess.DEVNULL, capture_output=True, check=True)
        return time.perf_counter() - begun

    def told(self, *args: str) -> str:
        """Run a program of ours and return what it says on stderr.

        Raises:
            CalledProcessError: it ended badly.
        """
        done = subprocess.run(args, env=self.env(), stdin=subprocess.DEVNULL, capture_output=True, check=True)
        return done.stderr.decode().rpartition("\n")[2]

    def unmade(self) -> tuple[Wanted, ...]:
        """Return the books of a whole run that are not there yet."""
        return tuple(each for each in self.sizes.wanted() if not (self.folder / "books" / each.name).exists())

    def sweep(self) -> None:
        """Throw away what a row left: its copies of a big book are many gigabytes. What rows share stays."""
        shared = {path.parent for path in self._copies.values()}
        for left in self.work.glob("*"):
            if left not in shared:
                shutil.rmtree(left, ignore_errors=True)

    def clear(self) -> None:
        """Throw away the copies; the books stay for the next run."""
        self._copies.clear()
        with suppress(OSError):
            shutil.rmtree(self.work)


class Opened:
    """A book that is closed at the end of a `with`."""

    def __init__(self, book: Book) -> None:
        """Take it."""
        self._book = book

    def __enter__(self) -> Book:
        """Hand it out."""
        return self._book

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._book.close()


def took(work: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def alternating(runs: int, *works: Callable[[], float]) -> tuple[list[float], ...]:
    """Do works in turns, so that a slow moment of the machine meets all of them; return what each returned."""
    found: tuple[list[float], ...] = tuple([] for _ in works)
    for run in range(runs):
        order = range(len(works)) if run % 2 == 0 else reversed(range(len(works)))
        for place in order:
            found[place].append(works[place]())
    return found


def said(book: int, crowd: int = 0) -> str:
    """Return a book in words: "10,000 accounts"."""
    return f"{book:,} accounts" + (f", {crowd:,} due" if crowd else "")
