"""Wall time in another zone, for what is shown beside a name (R36)."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from playbook.facts import Step


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


def hour(step: Step, now: datetime) -> str:
    """Return a step's hour as 08:45, with "there" behind it where the rep's clock shows another one; empty for none.

    R10: a named hour is theirs; lists show the rep's, so whatever shows the other one says whose it is.
    """
    if step.at is None:
        return ""
    return f"{step.at:%H:%M}{'' if on_clock(step.on, step.at, step.zone, now) == step.at else ' there'}"
