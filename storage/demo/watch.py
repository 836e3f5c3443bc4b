"""The demo rep's working days and their clock within one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from playbook import days

_DAY: Final = timedelta(days=1)
_BEGIN: Final = time(8, 35)
_PAUSE: Final = (1, 4)
"""Minutes between two touches."""
_EVENING: Final = time(17, 30)


class Week:
    """The rep's working days up to the one that the demo shows."""

    def __init__(self, day: date, back: int, days_off: Callable[[date], frozenset[date]]) -> None:
        """Show the last working day on or before `day`; begin `back` days before it."""
        self._off = days_off
        self.target = self.on_or_before(day)
        """The day whose touches are due and none of them is done."""
        self.first = self.on_or_after(self.target - back * _DAY)

    def works(self) -> Iterator[date]:
        """Yield the working days before the target."""
        day = self.first
        while day < self.target:
            yield day
            day = self.after(day)

    def after(self, day: date) -> date:
        """Return the next working day."""
        return self.on_or_after(day + _DAY)

    def on_or_after(self, day: date) -> date:
        """Return the day or the first working day after it."""
        return days.to_work_day(day, self._off(day))

    def on_or_before(self, day: date) -> date:
        """Return the day or the last working day before it."""
        while not days.is_work_day(day, self._off(day)):
            day -= _DAY
        return day


class Watch:
    """The clock of one day: it only moves on."""

    def __init__(self, day: date, zone: str, random: Random) -> None:
        """Begin the morning block."""
        self._zone = ZoneInfo(zone)
        self._random = random
        self.day = day
        self.now = self.on(day)

    def on(self, day: date) -> datetime:
        """Return the beginning of the block on a day."""
        return datetime.combine(day, _BEGIN, self._zone)

    def next(self, minutes: int = 1) -> datetime:
        """Return when the next touch begins, and let its minutes and a pause pass; nothing goes on past the evening."""
        at = self.now
        pause = timedelta(minutes=minutes + self._random.randint(*_PAUSE))
        self.now = min(at + pause, datetime.combine(self.day, _EVENING, self._zone))
        return at

    def wait(self, until: time) -> None:
        """Put the clock on to an hour, unless it is later already."""
        self.now = max(self.now, datetime.combine(self.day, until, self._zone))
