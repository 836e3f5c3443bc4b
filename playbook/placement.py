"""Where a step lands: fuzz and balance for the rhythm, exact days for the rest (R9)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from zlib import crc32

from playbook.days import DAY, SATURDAY, to_work_day
from playbook.decision import World
from playbook.words import AccountId

_NO_FUZZ = 2500
_WEEK = 7
_BANDS: tuple[tuple[int, int | None, int], ...] = ((2500, 7000, 15), (7000, 20000, 10), (20000, None, 5))
"""From, to (thousandths of a day) and per cent of fuzz per day inside: the figures of R9."""


@lru_cache(maxsize=512)
def window(ideal: int) -> tuple[int, int]:
    """Return the first and last day of the window around `ideal` days (R9): 7 -> 5-9, 30 -> 27-33.

    Reckoned in whole thousandths of a day, so that no float decides on which side of a half an end falls.
    """
    spread = _spread(ideal * 1000)
    return _half_up(ideal * 1000 - spread), _half_up(ideal * 1000 + spread)


def place(start: date, ideal: int, world: World, account: AccountId) -> date:
    """Return the day of a rhythm, tickle or faded step: the least loaded working day of the window (R9).

    Ties go to the day nearest to the ideal, then to a seed from the account and the day, so the same book gives the
    same plan on every machine. Without a working day in the window: the first after it. Days that have passed are
    taken only where the whole window has passed (R7 counts from the touch): the step is then honestly late.
    """
    low, high = window(ideal)
    off = world.days_off | world.their_days_off
    weekday = start.weekday()
    free = [
        ahead for ahead in range(low, high + 1)
        if (weekday + ahead) % _WEEK < SATURDAY and not (off and start + DAY * ahead in off)
    ]  # fmt: skip
    if not free:
        return to_work_day(start + DAY * (high + 1), off)
    begins = (start - world.today).days
    free = [ahead for ahead in free if begins + ahead >= 0] or free
    held, known = world.load, len(world.load)  # days before the table and past its end hold none
    loads = [held[begins + ahead] if 0 <= begins + ahead < known else 0 for ahead in free]
    least = min(loads)
    light = [(abs(ahead - ideal), ahead) for ahead, load in zip(free, loads, strict=True) if load == least]
    nearest = min(light)[0]
    tied = [start + DAY * ahead for away, ahead in light if away == nearest]
    return tied[0] if len(tied) == 1 else min(tied, key=lambda day: _seed(account, day))


def exact(start: date, days: int, world: World) -> date:
    """Return `days` after `start`, moved forward to a working day of both sides: steps without fuzz (R9)."""
    return to_work_day(start + timedelta(days=days), world.days_off | world.their_days_off)


def _spread(thousandths: int) -> int:
    """Days of fuzz to either side, in thousandths."""
    if thousandths < _NO_FUZZ:
        return 0
    inside = (max(0, min(thousandths, end or thousandths) - start) * percent for start, end, percent in _BANDS)
    return 1000 + sum(inside) // 100


def _half_up(thousandths: int) -> int:
    return (thousandths + 500) // 1000


def _seed(account: AccountId, day: date) -> int:
    """Return a number that is the same on every machine, unlike `hash`."""
    return crc32(f"{account}/{day.isoformat()}".encode())
