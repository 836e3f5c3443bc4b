"""Days off: what falls into them, and the entries that put it right (R37)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

from playbook import away as aways
from playbook import codec, daywords, leave, moves
from playbook.away import Away
from playbook.days import DAY, to_work_day
from playbook.decision import Draft, World
from playbook.errors import Refused
from playbook.facts import AccountFacts
from playbook.leave import Answer, Choice, Falling
from playbook.settings import Settings
from playbook.words import AccountId, PersonId, Purpose, StepId
from storage import settings_rows
from storage.free_days import holidays_of, rep_days_off
from storage.prospect import prospect
from storage.their_time import on_clock
from storage.views_day import LeavePreview, Promised
from storage.world import load

_PROMISES: Final = """
SELECT s.account, a.name, s.id, s.due, s.at, s.at_zone, p.id, coalesce(p.name, ''), a.facts
FROM step AS s INDEXED BY step_free CROSS JOIN account AS a ON a.id = s.account LEFT JOIN person AS p ON p.id = s.person
WHERE s.live = 1 AND s.capped = 0 AND s.due BETWEEN ? AND ? AND s.kind = 'promise' ORDER BY s.due, s.at, s.id"""
_PLANNED: Final = """
SELECT s.account, s.id, s.purpose, s.due, s.gap, a.country
FROM step AS s INDEXED BY step_due CROSS JOIN account AS a ON a.id = s.account
WHERE s.live = 1 AND s.due BETWEEN ? AND ? AND s.kind <> 'promise' ORDER BY s.due, s.rank DESC, s.id"""


def preview(db: sqlite3.Connection, settings: Settings, now: datetime, away: Away) -> LeavePreview:
    """Return what days off would move: each promise is asked, what is planned goes behind them (R37)."""
    today = now.date()
    told = aways.coming(settings, today)
    off = rep_days_off(db, settings, today)
    return LeavePreview(
        away, away.work_days(off), _promises(db, now, away), len(_falling(db, today, away)),
        to_work_day(away.last + DAY, off), told,
    )  # fmt: skip


def drafts(
    db: sqlite3.Connection, settings: Settings, now: datetime, away: Away, answers: Sequence[Answer]
) -> tuple[Draft, ...]:
    """Return one action's entries: the days off, each promise as answered, the planned steps behind them (R37).

    Raises:
        Refused: a promise would move to one of these days.
    """
    today = now.date()
    after = aways.with_leave(settings, away)
    found = list(settings_rows.changes(settings, after))
    for answer in answers:
        if answer.on is not None and away.holds(answer.on):
            raise Refused(f"{daywords.full(answer.on)} is one of the days off too. Nothing was changed.")
        found += _answered(db, after, now, answer)
    world = World(today, load(db, today), rep_days_off(db, after, today))
    return (*found, *leave.behind(_falling(db, today, away), away, world))


def _answered(db: sqlite3.Connection, settings: Settings, now: datetime, answer: Answer) -> tuple[Draft, ...]:
    if answer.choice is Choice.KEEP:
        return ()
    seen = prospect(db, answer.account, settings, now, touches=0)
    step = moves.step_of(seen.account, answer.step)
    if step is None:
        return ()
    if answer.choice is Choice.MOVE and answer.on is not None:
        return (leave.moved_promise(seen.account, step.id, answer.on),)
    return leave.handed_over(seen.account, seen.people, step, answer.to, seen.world, settings)


def _promises(db: sqlite3.Connection, now: datetime, away: Away) -> tuple[Promised, ...]:
    first = max(away.first, now.date())
    return tuple(_promised(row, now) for row in db.execute(_PROMISES, (first.isoformat(), away.last.isoformat())))


def _promised(record: tuple[Any, ...], now: datetime) -> Promised:
    account, name, number, due, at, zone, person, person_name, text = record
    day = date.fromisoformat(due)
    step = moves.step_of(codec.decode(AccountFacts, text), StepId(number))
    hour = None if at is None else on_clock(day, time.fromisoformat(at), zone, now)
    return Promised(
        AccountId(account), name, StepId(number), day, hour, None if person is None else PersonId(person), person_name,
        "" if step is None else step.why,
    )  # fmt: skip


def _falling(db: sqlite3.Connection, today: date, away: Away) -> list[Falling]:
    first = max(away.first, today)
    return [
        Falling(AccountId(account), StepId(number), Purpose(purpose), date.fromisoformat(due), gap,
                holidays_of(db, country, today))
        for account, number, purpose, due, gap, country in db.execute(
            _PLANNED, (first.isoformat(), away.last.isoformat())
        )
    ]  # fmt: skip
