"""Names of backups, and the ladder: all of two days, then 12 daily and 10 weekly ones (RELIABILITY section 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

FORM = "%Y%m%d-%H%M%S"
_OURS = re.compile(r"(\d{8}-\d{6})(?:-\d{1,3})?")
"""A name of ours to the letter: what somebody else put beside the backups is never dropped."""
_HALF = re.compile(r"(\d{8}-\d{6}(?:-\d{1,3})?)(?:\.\d+)?\.part(?:-journal)?")
ALL_FOR = timedelta(days=2)
DAILY = 12
WEEKLY = 10


def name(now: datetime, repeat: int = 0) -> str:
    """Return the name of a backup made now; `repeat` tells two of one second apart."""
    return f"{now.strftime(FORM)}{f'-{repeat}' if repeat else ''}.db"


def made_at(path: Path) -> datetime | None:
    """Return the local time in a backup's name, None where it is no backup of ours."""
    found = _OURS.fullmatch(path.stem)
    try:
        return None if found is None else datetime.strptime(found[1], FORM)  # noqa: DTZ007  (names hold local wall time, compared with each other only)
    except ValueError:
        return None


def listed(folder: Path) -> list[Path]:
    """Return the backups of a folder, newest first."""
    found = [path for path in folder.glob("*.db") if made_at(path) is not None and path.is_file()]
    return sorted(found, key=lambda path: (path.stem.split("-")[:2], len(path.stem), path.stem), reverse=True)


def left_over(folder: Path, now: datetime) -> list[Path]:
    """Return what backups that were killed in their middle have left: ours by their names, and an hour old."""
    found = []
    for path in folder.glob("*.part*"):
        half = _HALF.fullmatch(path.name)
        made = None if half is None else made_at(Path(half[1]))
        if made is not None and abs(now.replace(tzinfo=None) - made) > timedelta(hours=1):
            found.append(path)
    return found


def newest(folder: Path) -> Path | None:
    """Return the newest backup, None where there is none."""
    return next(iter(listed(folder)), None)


def to_drop(paths: Iterable[Path], now: datetime) -> list[Path]:
    """Return those of these backups, newest first, that the ladder no longer keeps."""
    wall = now.replace(tzinfo=None)
    days: set[str] = set()
    weeks: set[str] = set()
    covered: set[str] = set()
    dropped = []
    for path in paths:
        made = made_at(path)
        if made is None or wall - made <= ALL_FOR:
            continue
        day, week = made.strftime("%Y%m%d"), made.strftime("%G-%V")
        if _rung(days, day, DAILY):
            covered.add(week)
        elif week in covered or not _rung(weeks, week, WEEKLY):
            dropped.append(path)
    return dropped


def _rung(held: set[str], mark: str, most: int) -> bool:
    """Whether a backup is the first, so the newest, of a day or week that still has room on the ladder."""
    if mark in held or len(held) >= most:
        return False
    held.add(mark)
    return True
