"""What a measurement says: figures with their spread, a limit that they are held to, one result a line of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from statistics import median, quantiles
from typing import Final

_FEW: Final = 2
"""Samples from which on there are parts of them to be cut."""
_TWENTIETHS: Final = 20
_QUARTERS: Final = 4


class Unit(StrEnum):
    """What is counted."""

    MS = "ms"
    S = "s"
    MB = "MB"
    BYTES = "bytes"
    PERCENT = "% of a core"
    TIMES = "×"
    MODULES = "modules"


class Stat(StrEnum):
    """Which figure of many runs is held against a limit."""

    MEDIAN = "median"
    P95 = "p95"


class Kind(StrEnum):
    """How a limit is reckoned."""

    TIMES = auto()
    """So many times the yardstick's figure."""
    OVER = auto()
    """The yardstick's figure and so much more."""
    MOST = auto()
    """So much, whatever the yardstick."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What many runs of one thing took."""

    unit: Unit
    median: float
    p95: float
    spread: float
    """Width of the middle half of the runs, as a share of the median: the noise."""
    runs: int

    @classmethod
    def of(cls, samples: Sequence[float], unit: Unit) -> Measured:
        """Return the figures of these samples.

        Raises:
            ValueError: there are none.
        """
        if not samples:
            raise ValueError("nothing was measured")
        middle = median(samples)
        if len(samples) < _FEW:
            return cls(unit, middle, middle, 0.0, 1)
        high = min(quantiles(samples, n=_TWENTIETHS, method="inclusive")[-1], max(samples))
        low_quarter, _, high_quarter = quantiles(samples, n=_QUARTERS, method="inclusive")
        spread = (high_quarter - low_quarter) / middle if middle else 0.0
        return cls(unit, middle, high, spread, len(samples))

    def figure(self, stat: Stat) -> float:
        """Return one of its figures."""
        return self.p95 if stat is Stat.P95 else self.median


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure must not pass."""

    kind: Kind
    value: float
    stat: Stat = Stat.MEDIAN
    said: str = ""
    """It in words, where the plain words of `words` do not fit."""

    def allowed(self, yardstick: Measured | None) -> float:
        """Return the figure that is allowed beside this yardstick.

        Raises:
            ValueError: the limit is reckoned from a yardstick and there is none.
        """
        if self.kind is Kind.MOST:
            return self.value
        if yardstick is None:
            raise ValueError("this limit wants a yardstick")
        beside = yardstick.figure(self.stat)
        return beside + self.value if self.kind is Kind.OVER else beside * self.value

    def words(self, unit: Unit) -> str:
        """Return it in words: "2 × p95"."""
        if self.said:
            return self.said
        tail = " p95" if self.stat is Stat.P95 else ""
        if self.kind is Kind.TIMES:
            return f"{self.value:g} ×{tail}"
        return f"{'+ ' if self.kind is Kind.OVER else ''}{self.value:g} {unit}{tail}"


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: a figure of ours, the yardstick of the same run, and the limit."""

    row: str
    """Key of the row that it belongs to."""
    what: str
    book: str
    ours: Measured
    yardstick: str = ""
    """What ran beside it, in words; empty where nothing did."""
    beside: Measured | None = None
    limit: Limit | None = None
    """None: a figure to know, not one to keep."""
    note: str = ""

    @property
    def stat(self) -> Stat:
        """The figure that counts."""
        return Stat.MEDIAN if self.limit is None else self.limit.stat

    @property
    def ratio(self) -> float | None:
        """How many times the yardstick it is; None without one, or where that is nothing."""
        if self.beside is None or not self.beside.figure(self.stat):
            return None
        return self.ours.figure(self.stat) / self.beside.figure(self.stat)

    @property
    def met(self) -> bool | None:
        """Whether it keeps its limit; None where it has none."""
        if self.limit is None:
            return None
        return self.ours.figure(self.stat) <= self.limit.allowed(self.beside)


@dataclass(frozen=True, slots=True)
class Machine:
    """On what it ran, without a name."""

    cores: int
    cpu: str
    memory_gb: float
    system: str
    python: str
    sqlite: str
    textual: str


@dataclass(frozen=True, slots=True)
class Noise:
    """How quiet the machine was: one and the same sum, done over and over between the rows."""

    calm: Measured
    """The sum's time."""
    yardsticks: float
    """Median spread of all yardsticks."""
    load: float
    """Highest load average of a minute that was seen between two rows."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run of the measurements."""

    on: str
    """Day and time, to the minute."""
    quick: bool
    """With few runs and small books: to see that it works, not to be quoted."""
    machine: Machine
    noise: Noise
    results: tuple[Result, ...]
    peers: tuple[Result, ...] = ()
    skipped: tuple[str, ...] = field(default=())
    """What was not measured, and why."""
