"""The backlog over the coming days, before it is written, and whether a rep comes back to one (R34, R37)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from playbook import away, days, ordering, spread
from playbook.days import DAY
from playbook.decision import Draft
from playbook.settings import Settings
from playbook.spread import Waiting
from playbook.values import dataclass
from playbook.words import AccountId, Group, Purpose, StepId
from storage.free_days import holidays_of
from storage.prospect import prospect
from storage.record import listed
from storage.today import Cut, cut
from storage.today_rows import CAPPED, due_rows
from storage.views_day import ComingBack, SpreadPreview

_ALL: Final = -1
_DUE: Final = """
SELECT account, id, purpose FROM step INDEXED BY step_due WHERE live = 1 AND due <= ? AND capped = 1
ORDER BY due, id"""
_AHEAD: Final = "SELECT account, due FROM step INDEXED BY step_due WHERE live = 1 AND due > ? AND due <= ?"
_PROMISED: Final = """
SELECT account, min(due) FROM step INDEXED BY step_free
WHERE live = 1 AND capped = 0 AND due > ? AND kind = 'promise' GROUP BY account"""
_COUNTRIES: Final = """
SELECT a.id, a.country FROM json_each(?) AS wanted CROSS JOIN account AS a ON a.id = wanted.value
WHERE a.country <> ''"""
_LOAD: Final = "SELECT due, steps FROM day_load WHERE due > ? AND due <= ?"
_FREE: Final = """
SELECT due, count(*) FROM step INDEXED BY step_free
WHERE live = 1 AND capped = 0 AND due > ? AND due <= ? GROUP BY due"""
_LATE: Final = """
SELECT account, id FROM step INDEXED BY step_order WHERE live = 1 AND grp = ? AND due < ? AND purpose = ?
ORDER BY due, account"""
_LAST: Final = "SELECT max(on_day) FROM touch"


@dataclass(frozen=True, slots=True)
class _Due:
    """A due step of somebody who is held back."""

    account: AccountId
    step: StepId
    purpose: Purpose


def preview(
    db: sqlite3.Connection, settings: Settings, now: datetime, off: frozenset[date], work_days: int = 0
) -> SpreadPreview:
    """Return the spread of what is held back over the next `work_days` working days, 0 for the settings' (R34)."""
    found = cut(db, settings, now, off)
    today = found.moment.day
    late = _late_comebacks(db, settings, today)
    due = _held_steps(db, found, {step for _, step in late})
    coming = spread.coming_days(today, work_days or settings.caps.spread_work_days, off)
    room = max(0, settings.caps.day - found.room.quota)
    plan = spread.spread(_waiting(db, settings, due, coming, today), coming, _planned(db, coming, today), room)
    return SpreadPreview(plan, len(found.capped), len(due), room, late)


def drafts(db: sqlite3.Connection, settings: Settings, now: datetime, shown: SpreadPreview) -> tuple[Draft, ...]:
    """Return the entries of a spread as it was shown; a comeback that came too late gives way to the rhythm (R37)."""
    found = []
    for account, step in shown.skipped:
        seen = prospect(db, account, settings, now, touches=0)
        found.append(spread.skipped(seen.account, seen.people, step, seen.world, settings))
    return (*spread.drafts(shown.spread), *found)


def coming_back(db: sqlite3.Connection, settings: Settings, now: datetime, off: frozenset[date]) -> ComingBack | None:
    """Return what waits for a rep who comes back: after leave, or after three working days without a touch (R37).

    None on a day off, once a touch was logged today, and where nothing waits. The caller offers it once a day.
    """
    today = now.date()
    told = db.execute(_LAST).fetchone()[0]
    if told is None or told >= today.isoformat() or not days.is_work_day(today, off):
        return None
    since = date.fromisoformat(told)
    leave = away.ended(settings, since, today)
    missed = days.work_days_between(since, today - DAY, off)
    if leave is None and missed < settings.caps.back_work_days:
        return None
    found = cut(db, settings, now, off)
    skipped = len(_late_comebacks(db, settings, today))
    over = found.held_back + len(found.capped) > settings.caps.day
    if not (over or (leave is not None and (found.held_back or skipped))):
        return None
    return ComingBack(since, found.held_back, skipped, leave)


def _held_steps(db: sqlite3.Connection, found: Cut, without: set[StepId]) -> list[_Due]:
    """Every due step of those who are held back: the one that today's list would show first, then the account's others.

    Who is on today's list with a promise or an opening keeps what else is due: it is seen with that row.
    """
    rows = due_rows(db, CAPPED, found.moment, _ALL, set(found.seen)) if found.held_back else []
    others: dict[AccountId, list[_Due]] = {row.account: [] for row in rows}
    first = {row.step for row in rows}
    for account, step, purpose in db.execute(_DUE, (found.moment.day.isoformat(),)):
        if account in others and step not in first:
            others[account].append(_Due(account, step, Purpose(purpose)))
    due = (
        each
        for row in rows
        if row.step is not None
        for each in (_Due(row.account, row.step, row.purpose), *others[row.account])
    )
    return [each for each in due if each.step not in without]


def _waiting(
    db: sqlite3.Connection, settings: Settings, due: Iterable[_Due], coming: tuple[date, ...], today: date
) -> list[Waiting]:
    held = list(due)
    accounts = {each.account for each in held}
    taken: dict[AccountId, set[date]] = {}
    for account, day in db.execute(_AHEAD, (today.isoformat(), coming[-1].isoformat())):
        if account in accounts:
            taken.setdefault(account, set()).add(date.fromisoformat(day))
    promised = dict(db.execute(_PROMISED, (today.isoformat(),)))
    countries = dict(db.execute(_COUNTRIES, (listed(accounts),)))
    closed = cache(lambda country: holidays_of(db, country, today))
    quiet = timedelta(days=settings.spacing.value_quiet)

    def until(each: _Due) -> date | None:
        before = each.purpose is Purpose.VALUE and each.account in promised
        return date.fromisoformat(promised[each.account]) - quiet if before else None

    return [
        Waiting(
            each.account, each.step, until(each), closed(countries.get(each.account, "")),
            frozenset(taken.get(each.account, ())),
        )
        for each in held
    ]  # fmt: skip


def _planned(db: sqlite3.Connection, coming: tuple[date, ...], today: date) -> dict[date, int]:
    """Count the unpromised touches of each working day; what stands on days off before it waits for it."""
    span = today.isoformat(), coming[-1].isoformat()
    load = Counter(dict(db.execute(_LOAD, span)))
    load.subtract(dict(db.execute(_FREE, span)))
    found: dict[date, int] = {}
    before = today
    for day in coming:
        between = (before + DAY * count for count in range(1, (day - before).days + 1))
        found[day] = sum(load[each.isoformat()] for each in between)
        before = day
    return found


def _late_comebacks(db: sqlite3.Connection, settings: Settings, today: date) -> tuple[tuple[AccountId, StepId], ...]:
    limit = today - timedelta(days=settings.spacing.comeback_late)
    place = ordering.place_of(Group.WARM)
    rows = db.execute(_LATE, (place, limit.isoformat(), Purpose.COMEBACK)).fetchall()
    return tuple((AccountId(account), StepId(step)) for account, step in rows)
