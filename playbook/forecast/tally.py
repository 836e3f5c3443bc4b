"""What the forecast counts while it plays, and what it reports of one game."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

_WEEK = 7
_THOUSAND = 1_000
_HIGH = 0.95
_LAST_YEAR = 52
_STEADY = 0.05


@dataclass(frozen=True, slots=True)
class Week:
    """One week: what a plot shows of it."""

    load: float
    """Touches a working day that the cap counts."""
    due: float
    """Touches a working day in all: promises and openings too."""
    held: int
    """The most that was held back on one of its days."""
    size: int
    """Accounts with a plan at its end."""


@dataclass(frozen=True, slots=True)
class Played:
    """One game, from the first day to the last."""

    policy: str
    weeks: tuple[Week, ...]
    days: int
    """Working days played."""
    fullest: int
    """Most touches on one day that the cap counts: never over the cap."""
    touches: int
    talks: int
    nos: int
    meetings: int
    won: int
    first: int
    """First touches."""
    hours: float
    forgotten: int
    """Accounts forgotten (R6), and those given up though on profile."""
    given_up: int
    dumped: int
    dumped_touched: int
    """Touches to dumped accounts: must be 0 (R29)."""
    pest: int
    """Planned touches inside the contact gaps of R11, or a second person on one day (R12): must be 0."""
    refused: int
    """Planned touches to somebody who must not be contacted: must be 0 (R38)."""
    promises: int
    """Promises that came due and were kept."""
    moved: int
    """Of them, those whose touch fell on another day than the promised one: must be 0 (R10)."""
    openings: int
    """Openings that happened at accounts in the book, a quarter or more before the end."""
    caught: int
    """Of them, those learned while they were fresh."""
    late: float
    """Days from an opening to the touch that caught it: the middle one."""
    gap: float
    """Days between two touches of an account: the middle one."""
    gap_high: int
    """95 of 100 gaps are at most so long."""
    yeses: tuple[tuple[int, int], ...]
    """First meetings by the number of the talk that brought them."""

    @property
    def per_thousand(self) -> float:
        """Meetings per 1,000 touches."""
        return _THOUSAND * self.meetings / self.touches if self.touches else 0.0

    @property
    def size(self) -> float:
        """Accounts with a plan, mean over the last year."""
        last = self.weeks[-_LAST_YEAR:]
        return sum(week.size for week in last) / len(last) if last else 0.0

    @property
    def steady(self) -> bool:
        """Whether the book's size moved by less than 5 % over the last year."""
        last = self.weeks[-_LAST_YEAR:]
        return bool(last) and abs(last[-1].size - last[0].size) <= _STEADY * max(last[0].size, 1)


@dataclass(slots=True)
class Tally:
    """Counts of one game, while it is played."""

    start: int
    """Ordinal of the first day."""
    days: int = 0
    fullest: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    minutes: int = 0
    gaps: Counter[int] = field(default_factory=Counter)
    lates: list[int] = field(default_factory=list)
    yeses: Counter[int] = field(default_factory=Counter)
    weeks: list[Week] = field(default_factory=list)
    _week: int = 0
    _days: int = 0
    _load: int = 0
    _due: int = 0
    _held: int = 0

    def day(self, day: int, capped: int, touches: int, held: int, size: int) -> None:
        """Close a working day."""
        week = (day - self.start) // _WEEK
        if week != self._week and self._days:
            self.close(size)
            self._week = week
        self.days += 1
        self._days += 1
        self._load += capped
        self._due += touches
        self._held = max(self._held, held)
        self.fullest = max(self.fullest, capped)

    def close(self, size: int) -> None:
        """Close a week."""
        if self._days:
            self.weeks.append(Week(self._load / self._days, self._due / self._days, self._held, size))
        self._days = self._load = self._due = self._held = 0

    def played(self, policy: str) -> Played:
        """Return the game as it was."""
        count = self.counts
        return Played(
            policy, tuple(self.weeks), self.days, self.fullest, count["touches"], count["talks"], count["nos"],
            count["meetings"], count["won"], count["first"], self.minutes / 60, count["forgotten"] + count["given up"],
            count["given up"], count["dumped"], count["dumped touched"], count["pest"], count["refused"],
            count["promises"], count["moved"], count["openings"], count["caught"],
            float(median(self.lates)) if self.lates else 0.0, *_gaps(self.gaps), tuple(sorted(self.yeses.items())),
        )  # fmt: skip


def _gaps(gaps: Counter[int]) -> tuple[float, int]:
    """Return the middle gap, and the one under which 95 of 100 lie."""
    total = gaps.total()
    middle, high, seen = 0.0, 0, 0
    for days, count in sorted(gaps.items()):
        if seen * 2 < total:
            middle = float(days)
        if seen < _HIGH * total:
            high = days
        seen += count
    return middle, high
