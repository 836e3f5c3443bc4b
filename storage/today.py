"""Today's list: what is due in R33's order, the cap of R34, and first touches woven in (R32)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from playbook import days, ordering
from playbook.settings import Caps, Settings
from playbook.words import AccountId, Standing
from storage.counts import capped_done, number, standing
from storage.today_rows import CAPPED, FREE, Now, due_rows, first_rows
from storage.today_words import speak
from storage.views import Today

_ALL: Final = -1
_DUE: Final = """
SELECT count(*) FROM account INDEXED BY account_next
WHERE standing IN ('working', 'talking', 'pool', 'customer') AND next_on IS NOT NULL AND next_on <= ?"""
_STARTED: Final = "SELECT count(*) FROM account WHERE first_on = ?"
_LOAD: Final = "SELECT coalesce(sum(steps), 0) FROM day_load WHERE due > ? AND due <= ?"
_FREE_LOAD: Final = """
SELECT count(*) FROM step INDEXED BY step_free WHERE live = 1 AND capped = 0 AND due > ? AND due <= ?"""
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class _Day:
    """The numbers that decide how much fits into the list."""

    done: int
    """Capped touches logged today, first touches among them."""
    started: int
    """First touches logged today."""
    room: int
    """Capped touches that still fit into today."""
    quota: int
    """First touches of a day: fewer where the book is full."""
    pool: int
    ahead: int
    full: bool

    @property
    def owed(self) -> int:
        """First touches still owed today, as far as there are any."""
        return min(self.pool, max(0, self.quota - self.started))

    @property
    def reserved(self) -> int:
        """Room kept for first touches, whatever else is due."""
        return min(self.owed, self.room)

    def firsts(self, shown: int, more: int) -> int:
        """How many first touches stand beside `shown` capped ones: free room up to twice the quota, then `more`."""
        usual = 2 * self.quota
        free = min(self.room - shown, usual - self.started)
        taken = max(0, self.started - usual)
        return min(self.pool, max(self.reserved, free, 0) + max(0, more - taken))


def today(
    db: sqlite3.Connection, settings: Settings, now: datetime, more: int = 0, off: frozenset[date] = frozenset()
) -> Today:
    """Return today's list (R32-R34).

    `now` is on the rep's clock, `off` holds the rep's days off; `more` first touches come on top of those that the day
    offers (key `>`).
    """
    moment = Now(now, settings.hours)
    seen: set[AccountId] = set()
    free = due_rows(db, FREE, moment, _ALL, seen)
    due = number(db, _DUE, moment.day.isoformat())
    day = _numbers(db, settings.caps, moment.day, due - len(free), off)
    capped = due_rows(db, CAPPED, moment, day.room - day.reserved, seen)
    firsts = first_rows(db, moment, day.firsts(len(capped), more))
    rows = speak(db, ordering.weave([*free, *capped], firsts, settings.caps.weave), settings, moment.day)
    return Today(
        moment.day, tuple(rows), settings.caps.day, day.done, held_back=due - len(free) - len(capped), owed=day.owed,
        pool=day.pool, set_aside=standing(db, Standing.SET_ASIDE), ahead=day.ahead, full=day.full,
    )  # fmt: skip


def _numbers(db: sqlite3.Connection, caps: Caps, today: date, waiting: int, off: frozenset[date]) -> _Day:
    """Count the day; `waiting` capped touches are due. What today cannot hold weighs on the days ahead."""
    done = capped_done(db, today)
    room = max(0, caps.day - done)
    span = today.isoformat(), days.add_work_days(today, caps.ahead_work_days, off).isoformat()
    ahead = max(0, waiting - room) + number(db, _LOAD, *span) - number(db, _FREE_LOAD, *span)
    full = ahead * _HUNDRED > caps.day * caps.ahead_work_days * caps.full_percent
    return _Day(
        done, number(db, _STARTED, today.isoformat()), room, min(caps.first, caps.first_full) if full else caps.first,
        standing(db, Standing.POOL), ahead, full,
    )  # fmt: skip
