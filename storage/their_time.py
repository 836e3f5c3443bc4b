"""Wall time in another zone, for what is shown beside a name (R36)."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA name, None where there is no such zone; the name may come from any list."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


def wall_time(name: str, now: datetime) -> datetime | None:
    """Return the wall time there, None where the zone is unknown."""
    zone = zone_of(name)
    return None if zone is None else now.astimezone(zone)


def on_clock(day: date, at: time, name: str | None, now: datetime) -> time:
    """Return an hour named on their clock as the rep's clock shows it; without a known zone it is the rep's hour."""
    zone = zone_of(name or "")
    if zone is None:
        return at
    return datetime.combine(day, at, zone).astimezone(now.tzinfo).time()
