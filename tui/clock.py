"""The one place that reads the clock; everything else is given its time."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic


class Clock:
    """The rep's wall clock, or a rehearsal's: with `--now` it starts there and runs on (DESIGN section 2)."""

    def __init__(self, now_override: datetime | None = None) -> None:
        """Start at the given moment, or follow the machine's clock."""
        self._from = None if now_override is None else now_override.astimezone()
        self._since = monotonic()

    def now(self) -> datetime:
        """Return the moment, aware, on the rep's own clock."""
        if self._from is None:
            return datetime.now().astimezone()
        return self._from + timedelta(seconds=monotonic() - self._since)

    @property
    def zone(self) -> str:
        """Name of the machine's IANA zone, empty where it can't be told; reads it the slow way, so ask once."""
        from pendulum import local_timezone
        from pendulum.tz.timezone import Timezone

        local = local_timezone()
        return local.name if isinstance(local, Timezone) else ""


class FrozenClock(Clock):
    """A clock that stands until it is put on: for tests and screenshots."""

    def __init__(self, now: datetime, zone: str = "") -> None:
        """Stand at `now`, in the named zone."""
        super().__init__(now)
        self._now = now
        self._zone = zone

    def now(self) -> datetime:
        """Return the moment that it stands at."""
        return self._now

    @property
    def zone(self) -> str:
        """The zone that was named."""
        return self._zone

    def put_on(self, more: timedelta) -> None:
        """Put the clock on."""
        self._now += more
