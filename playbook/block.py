"""The prospecting block: its clock, the minutes that it measures (R27, R35), and the laps that it is made of.

A block is one or more laps: one that was left by `q` or a crash is closed at its last touch, and going on with it
starts a new lap. Time between laps is no time of the block.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from playbook.values import dataclass
from playbook.words import EntryId

_MINUTE: Final = 60
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Lap:
    """One stretch of a block."""

    entry: EntryId
    """Its `block.started`."""
    start: datetime
    end: datetime | None = None
    """None while it runs, or where it was left without an end."""
    ended: EntryId | None = None
    """Its `block.ended`: touches logged later are no part of it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block as the journal tells it."""

    id: EntryId
    """The entry that began it: stays the same over all laps."""
    minutes: int
    """Whole minutes that it was planned for."""
    laps: tuple[Lap, ...]
    """Oldest first; at least one."""
    touched: datetime | None = None
    """When its newest touch was logged, None before the first."""

    @property
    def open(self) -> bool:
        """It has no end yet."""
        return self.laps[-1].end is None

    @property
    def left(self) -> datetime:
        """When it was left, where nobody ended it: at its last touch, else where its last lap began."""
        start = self.laps[-1].start
        return start if self.touched is None else max(start, self.touched)

    def worked(self, now: datetime) -> timedelta:
        """Return the time of all laps up to `now`; never less than none, whatever was done to the clock."""
        spans = ((now if lap.end is None else lap.end) - lap.start for lap in self.laps)
        return sum((max(span, timedelta()) for span in spans), timedelta())

    def over(self, now: datetime) -> bool:
        """Tell whether the planned time is used up."""
        return self.worked(now) >= timedelta(minutes=self.minutes)


def clock(worked: timedelta, minutes: int) -> str:
    """Return the block's clock: "0:42 of 2:00"."""
    return f"{hours(int(worked.total_seconds()) // _MINUTE)} of {hours(minutes)}"


def hours(minutes: int) -> str:
    """Return whole minutes as hours: "2:05"."""
    return f"{minutes // 60}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True)
class Measured:
    """The time that a card was worked on."""

    worked: timedelta
    paused: bool
    """There was a pause in it, which is no part of `worked`."""

    def minutes(self, usual: int) -> int:
        """Return whole minutes, half up, at least 0 (R27).

        A pause may have been a long talk without a key, so after one the `usual` minutes are the least.
        """
        whole = int(self.worked.total_seconds() / _MINUTE + _HALF)
        return max(whole, usual) if self.paused else whole


def measured(moments: Sequence[datetime], pause: int) -> Measured:
    """Return the time from the first moment to the last, without pauses longer than `pause` minutes (R27).

    A moment is the card's appearing, a key or a click; between two of them the rep works, or makes a pause. Steps back
    of the clock count nothing.
    """
    longest = timedelta(minutes=pause)
    gaps = [max(later - earlier, timedelta()) for earlier, later in pairwise(moments)]
    return Measured(sum((gap for gap in gaps if gap <= longest), timedelta()), any(gap > longest for gap in gaps))
