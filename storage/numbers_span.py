"""The numbers of a span of days: sums, days, hours, proof, promises, and what lies ahead (R4, R30, R34-R36)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from playbook.outcomes import OUTCOMES
from playbook.settings import Settings
from playbook.spans import Period, Span, earlier, span_of
from playbook.words import Channel, OutcomeClass
from storage import dump, proof
from storage.counts import number
from storage.numbers import outcomes
from storage.their_time import wall_time
from storage.views_numbers import DayCount, Numbers, Sums, Won

AHEAD: Final = 90
"""Days ahead whose load is shown."""

_TALKS: Final = json.dumps([row.outcome for row in OUTCOMES if row.talk])
_NOES: Final = json.dumps([row.outcome for row in OUTCOMES if row.cls is OutcomeClass.NO])
_DAYS: Final = """
SELECT on_day, sum(counts AND NOT inbound), sum(outcome IN (SELECT value FROM json_each(:talks))),
  sum(outcome IN (SELECT value FROM json_each(:noes))), sum(outcome = 'meeting' AND reading IS NULL),
  sum(counts AND NOT inbound AND channel IS :call), sum(outcome = 'meeting' AND reading IS 'won'), sum(inbound),
  sum(minutes)
FROM touch WHERE on_day BETWEEN :first AND :last GROUP BY on_day ORDER BY on_day"""
_TALKED: Final = """
SELECT talk.at, coalesce(nullif(person.zone, ''), account.zone) FROM touch AS talk
CROSS JOIN account ON account.id = talk.account LEFT JOIN person ON person.id = talk.person
WHERE talk.on_day BETWEEN ? AND ? AND talk.inbound = 0 AND talk.outcome IN (SELECT value FROM json_each(?))"""
_FIRST: Final = "SELECT count(*) FROM account WHERE first_on BETWEEN ? AND ?"
_START: Final = "SELECT min(on_day) FROM touch"
_LOAD: Final = "SELECT due, steps FROM day_load WHERE due <= ?"
Row = tuple[date, tuple[int, ...]]


def numbers(
    db: sqlite3.Connection, settings: Settings, wanted: Period | Span, now: datetime, *, back: int = 0
) -> Numbers:
    """Return everything that the numbers page tells of a span, or of a period: this one, or one so many `back`."""
    today = now.date()
    start = _start(db)
    period = wanted if isinstance(wanted, Period) else None
    span = wanted if isinstance(wanted, Span) else span_of(wanted, today, start, back)
    days = _days(db, span)
    return Numbers(
        span, _sums(db, span, days), outcomes(db, span.first, span.last), _every(span, start, days), _hours(db, span),
        proof.noes_before(db, span), proof.proven(db, settings, span), proof.promises(db, span, today),
        _won(db, span), _load(db, today), settings.caps.day, period, back, start, _earlier(db, span, period, start),
    )  # fmt: skip


def _earlier(db: sqlite3.Connection, span: Span, period: Period | None, start: date | None) -> tuple[Span, Sums] | None:
    """Return the span before with its sums; there is nothing to compare with before the record began."""
    before = earlier(span, period)
    if before is None or start is None or before.last < start:
        return None
    return before, _sums(db, before, _days(db, before))


def _start(db: sqlite3.Connection) -> date | None:
    first = db.execute(_START).fetchone()[0]
    return None if first is None else date.fromisoformat(first)


def _days(db: sqlite3.Connection, span: Span) -> list[Row]:
    """The days with a touch, with their sums, oldest first."""
    wanted = {
        "talks": _TALKS, "noes": _NOES, "call": Channel.CALL, "first": span.first.isoformat(),
        "last": span.last.isoformat(),
    }  # fmt: skip
    return [(date.fromisoformat(day), tuple(sums)) for day, *sums in db.execute(_DAYS, wanted)]


def _sums(db: sqlite3.Connection, span: Span, days: Iterable[Row]) -> Sums:
    rows = [sums for _, sums in days]
    touches, talks, nos, meetings, dials, wins, inbound, minutes = (
        map(sum, zip(*rows, strict=True)) if rows else (0,) * 8
    )
    first = number(db, _FIRST, span.first.isoformat(), span.last.isoformat())
    return Sums(touches, dials, talks, nos, meetings, wins, inbound, first, minutes)


def _every(span: Span, start: date | None, days: list[Row]) -> tuple[DayCount, ...]:
    """Every day of the span, from the first one of the record on: a day off is a gap in the plot."""
    if not days:
        return ()
    held = dict(days)
    first = max(span.first, start or span.first)
    every = (first + timedelta(days=number) for number in range((span.last - first).days + 1))
    return tuple(DayCount(day, *held.get(day, (0, 0, 0, 0))[:4]) for day in every)


def _hours(db: sqlite3.Connection, span: Span) -> tuple[tuple[int, int], ...]:
    rows = db.execute(_TALKED, (span.first.isoformat(), span.last.isoformat(), _TALKS))
    return tuple(sorted(Counter(_hour(at, zone) for at, zone in rows).items()))


def _hour(at: str, zone: str) -> int:
    when = datetime.fromisoformat(at)
    return (wall_time(zone, when) or when).hour


def _won(db: sqlite3.Connection, span: Span) -> Won:
    found = [(day, hours) for day, hours in dump.won(db).values() if span.first <= day <= span.last]
    days = sorted({day for day, _ in found})
    told = tuple((on, *_gone([hours for day, hours in found if day == on])) for on in days)
    return Won(len(found), sum(hours for _, hours in found), told)


def _gone(hours: list[float]) -> tuple[int, float]:
    return len(hours), sum(hours)


def _load(db: sqlite3.Connection, today: date) -> tuple[tuple[date, int], ...]:
    """What is overdue stands on today."""
    load = [0] * AHEAD
    for due, steps in db.execute(_LOAD, ((today + timedelta(days=AHEAD - 1)).isoformat(),)):
        load[max(0, (date.fromisoformat(due) - today).days)] += steps
    return tuple((today + timedelta(days=place), steps) for place, steps in enumerate(load))
