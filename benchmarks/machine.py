"""What the measurements ran on, and how quiet it was there."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
import time
from collections.abc import Iterable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.figures import Machine, Measured, Noise, Result, Unit

_SUM: Final = 200_000
_TIMES: Final = 5


class Calm:
    """One and the same sum, done again before each row: its spread is the machine's noise."""

    def __init__(self) -> None:
        """Begin with nothing measured."""
        self._took: list[float] = []
        self._load = 0.0

    def look(self) -> None:
        """Do the sum a few times, and look at the load."""
        if hasattr(os, "getloadavg"):  # Windows has none
            self._load = max(self._load, os.getloadavg()[0])
        for _ in range(_TIMES):
            begun = time.perf_counter()
            sum(number * number for number in range(_SUM))
            self._took.append((time.perf_counter() - begun) * 1000)

    def noise(self, results: Iterable[Result]) -> Noise:
        """Return what was seen, with the spread of the yardsticks."""
        spreads = [result.beside.spread for result in results if result.beside is not None and result.beside.runs > 1]
        return Noise(Measured.of(self._took, Unit.MS), median(spreads) if spreads else 0.0, self._load)


def machine() -> Machine:
    """Return what this runs on; no name of it."""
    return Machine(
        os.cpu_count() or 1, _cpu(), _memory(), f"{platform.system()} {platform.machine()}",
        platform.python_version(), sqlite3.sqlite_version, version("textual"),
    )  # fmt: skip


def moment() -> str:
    """Return the moment of a report, to the minute."""
    return f"{datetime.now():%Y-%m-%d %H:%M}"  # noqa: DTZ005, TID251  (a report's own date, on the reader's clock)


def _cpu() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown"
    names = [line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")]
    return names[0] if names else "unknown"


def _memory() -> float:
    if sys.platform == "win32":
        return 0.0
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
