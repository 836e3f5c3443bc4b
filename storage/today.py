"""Today's list: what is due in R33's order, the cap of R34, and first touches woven in (R32)."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from playbook import away, days, ordering, pool, relief
from playbook.settings import Settings
from playbook.values import dataclass
from playbook.words import AccountId, Group, Standing
from storage.counts import capped_done, number, standing
from storage.free_days import holidays_of
from storage.today_rows import BEFORE_RESEARCH, FREE, Now, due_rows, first_rows
from storage.today_words import speak
from storage.views import Today, TodayRow

_ALL: Final = -1
_DUE: Final = """
SELECT count(*) FROM account INDEXED BY account_next
WHERE standing IN ('working', 'talking', 'pool', 'customer') AND next_on IS NOT NULL AND next_on <= ?"""
_OFF_DUE: Final = """
SELECT count(DISTINCT s.account) FROM step AS s INDEXED BY step_order CROSS JOIN account AS a ON a.id = s.account
WHERE s.live = 1 AND s.grp = ? AND s.due <= ? AND a.standing = 'proposed off'"""
_RESEARCH: Final = "SELECT count(*) FROM step INDEXED BY step_order WHERE live = 1 AND grp = ? AND due <= ?"
_STARTED: Final = "SELECT count(*) FROM account WHERE first_on = ?"
_LOAD: Final = "SELECT coalesce(sum(steps), 0) FROM day_load WHERE due > ? AND due <= ?"
_FREE_LOAD: Final = """
SELECT count(*) FROM step INDEXED BY step_free WHERE live = 1 AND capped = 0 AND due > ? AND due <= ?"""
_LEAVE_AHEAD: Final = timedelta(days=14)
"""How long before it days off are shown in the header."""


@dataclass(frozen=True, slots=True)
class Room:
    """The numbers that decide how much fits into the list."""

    done: int
    """Capped touches logged today, first touches among them."""
    started: int
    """First touches logged today."""
    left: int
    """Capped touches that still fit into today."""
    quota: int
    """First touches of a day: fewer where the book is full, none on a day off (R37)."""
    pool: int
    ahead: int
    full: bool
    due: int
    """Capped touches due today, those already made among them."""

    @property
    def owed(self) -> int:
        """First touches still owed today, as far as there are any; yesterday's are not owed today (R32)."""
        return min(self.pool, max(0, self.quota - self.started))

    @property
    def reserved(self) -> int:
        """Room kept for first touches, whatever else is due."""
        return min(self.owed, self.left)

    def firsts(self, shown: int, more: int) -> int:
        """How many first touches stand beside `shown` capped ones: free room up to twice the quota, then `more`."""
        usual = 2 * self.quota
        free = min(self.left - shown, usual - self.started)
        taken = max(0, self.started - usual)
        return min(self.pool, max(self.reserved, free, 0) + max(0, more - taken))


@dataclass(frozen=True, slots=True)
class Cut:
    """What is due today, cut by the cap: what is shown, and how much is held back."""

    moment: Now
    room: Room
    free: list[TodayRow]
    """Promises and openings: never held back."""
    capped: list[TodayRow]
    seen: set[AccountId]
    """Everyone who is shown."""
    held_back: int


def today(
    db: sqlite3.Connection, settings: Settings, now: datetime, more: int = 0, off: frozenset[date] = frozenset()
) -> Today:
    """Return today's list (R32-R34).

    `now` is on the rep's clock, `off` holds the rep's days off; `more` first touches come on top of those that the day
    offers (key `>`).
    """
    held = cut(db, settings, now, off)
    room, caps = held.room, settings.caps
    firsts = first_rows(db, held.moment, room.firsts(len(held.capped), more))
    day = held.moment.day
    rows = speak(db, ordering.weave([*held.free, *held.capped], firsts, caps.weave), settings, day)
    leave = next((each for each in away.coming(settings, day) if each.first <= day + _LEAVE_AHEAD), None)
    return Today(
        day, tuple(rows), caps.day, room.done, held_back=held.held_back, owed=room.owed, pool=room.pool,
        set_aside=standing(db, Standing.SET_ASIDE), ahead=room.ahead, full=room.full, live=live(db),
        empty=not any(standing(db, each) for each in Standing),
        over=relief.is_over(room.ahead, settings), low=pool.is_low(room.pool, settings),
        away=None if leave is None else (leave.first, leave.last),
    )  # fmt: skip


def cut(db: sqlite3.Connection, settings: Settings, now: datetime, off: frozenset[date]) -> Cut:
    """Return what is due today, cut by the cap (R34)."""
    moment = Now(now, settings.hours, cache(lambda country: holidays_of(db, country, now.date())))
    seen: set[AccountId] = set()
    free = due_rows(db, FREE, moment, _ALL, seen)
    due = number(db, _DUE, moment.day.isoformat())
    due += number(db, _OFF_DUE, ordering.place_of(Group.PROMISE), moment.day.isoformat())
    room = _room(db, settings, moment.day, due - len(free), off)
    capped = _capped(db, settings, moment, room.left - room.reserved, seen)
    return Cut(moment, room, free, capped, seen, due - len(free) - len(capped))


def _capped(db: sqlite3.Connection, settings: Settings, now: Now, room: int, seen: set[AccountId]) -> list[TodayRow]:
    """Return what fits into `room` places; some of them stay for research rows, which come last (R6, R33)."""
    waiting = number(db, _RESEARCH, ordering.place_of(Group.RESEARCH), now.day.isoformat())
    kept = ordering.kept_for_research(settings.caps, room, waiting)
    before = due_rows(db, BEFORE_RESEARCH, now, room - kept, seen)
    research = due_rows(db, (Group.RESEARCH,), now, room - len(before), seen)
    if len(research) < kept:
        # Its account is shown already: the place goes back.
        before += due_rows(db, BEFORE_RESEARCH, now, room - len(before) - len(research), seen)
    return [*before, *research]


def live(db: sqlite3.Connection) -> int:
    """Return how many accounts are worked: those with a plan and those that talk with us (R32)."""
    return standing(db, Standing.WORKING) + standing(db, Standing.TALKING)


def _room(db: sqlite3.Connection, settings: Settings, today: date, waiting: int, off: frozenset[date]) -> Room:
    """Count the day; `waiting` capped touches are due. What today cannot hold weighs on the days ahead."""
    caps = settings.caps
    done = capped_done(db, today)
    left = max(0, caps.day - done)
    span = today.isoformat(), days.add_work_days(today, caps.ahead_work_days, off).isoformat()
    ahead = max(0, waiting - left) + number(db, _LOAD, *span) - number(db, _FREE_LOAD, *span)
    started = number(db, _STARTED, today.isoformat())
    due = waiting + max(0, done - started)
    full = relief.is_full(ahead, settings, due)
    quota = relief.quota(caps, full=full) if days.is_work_day(today, off) else 0
    return Room(done, started, left, quota, standing(db, Standing.POOL), ahead, full, due)
