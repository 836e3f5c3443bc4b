"""The one place that reads the clock; everything else is given its time."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Final

ETC: Final = Path("/etc")
_KNOWN_AS: Final = "zoneinfo/"


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
        """Name of the machine's IANA zone, empty where it can't be told; reads files, so ask once."""
        plain = plain_zone()
        if plain:
            return plain
        from pendulum.tz.local_timezone import get_local_timezone
        from pendulum.tz.timezone import Timezone

        local = get_local_timezone()
        return local.name if isinstance(local, Timezone) else ""


def plain_zone(etc: Path = ETC) -> str:
    """Return the machine's zone where one line tells it, empty where pendulum has to look closer.

    In pendulum's own order: `TZ`, `/etc/timezone`, where `/etc/localtime` leads. Loading pendulum for it would take a
    twentieth of the start.
    """
    if sys.platform == "win32":
        return ""
    told = os.environ.get("TZ", "").removeprefix(":")
    if not told and sys.platform != "darwin":
        told = _line(etc / "timezone")
    if not told and (etc / "localtime").is_symlink():
        told = str((etc / "localtime").readlink()).partition(_KNOWN_AS)[2]
    return told if _is_zone(told) else ""


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        return bool(name) and bool(ZoneInfo(name).key)
    except (ValueError, OSError, KeyError):
        return False


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
