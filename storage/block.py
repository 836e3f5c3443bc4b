"""Blocks out of the journal: the newest one with its laps, and what a block brought (R35)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from playbook.block import Block, Lap
from playbook.outcomes import OUTCOMES
from playbook.settings import Settings
from playbook.words import AccountId, EntryId, Outcome, OutcomeClass, Reading, Verdict
from storage import writer
from storage.dream import dream
from storage.dump import dump_queue
from storage.free_days import rep_days_off
from storage.today import today
from storage.views_block import BlockSummary, HourCount, NoCount, PoolPick, Slice

PICKS: Final = 3
"""Dream clients and accounts of the pool that a summary names (R30)."""

_STARTED: Final = """
SELECT id, at, body FROM entry WHERE kind = 'block.started' AND writer = ?
  AND kind NOT IN ('touch.logged', 'account.added', 'person.added') ORDER BY id DESC LIMIT 1"""
_ENDED: Final = """
SELECT id, at FROM entry WHERE kind = 'block.ended' AND writer = ? AND id > ?
  AND kind NOT IN ('touch.logged', 'account.added', 'person.added') ORDER BY id LIMIT 1"""
_BEFORE: Final = "SELECT id, at, body FROM entry WHERE id = ?"
_TOUCHED: Final = "SELECT at FROM entry WHERE id > ? AND writer = ? AND kind = 'touch.logged' ORDER BY id DESC LIMIT 1"
_TOUCHES: Final = """
SELECT t.outcome, t.reading, t.class, t.counts AND NOT t.inbound, t.minutes, iif(a.first_on = t.on_day, t.account, ''),
  t.channel IS 'call', a.verdict, a.nos, said.at
FROM json_each(?) AS lap
CROSS JOIN entry AS said ON said.id > lap.value ->> 0 AND said.id < lap.value ->> 1
CROSS JOIN touch AS t ON t.entry = said.id
JOIN account AS a ON a.id = t.account
WHERE said.kind = 'touch.logged' AND said.writer = ?"""
_TALKS: Final = frozenset(row.outcome for row in OUTCOMES if row.talk)
_HOURS: Final = """
SELECT CAST(substr(t.at, 12, 2) AS INTEGER), sum(t.counts AND NOT t.inbound),
  sum(t.outcome IN (SELECT value FROM json_each(?)))
FROM touch AS t WHERE t.on_day = ? GROUP BY 1 ORDER BY 1"""
_POOL: Final = """
SELECT id, name, verdict, fit, rank FROM account INDEXED BY account_pool
WHERE standing = 'pool' AND verdict = ? ORDER BY rank DESC, id LIMIT ?"""
_QUARTER: Final = 15
_STRETCHES: Final = (timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1), timedelta(days=1))
_MOST_SLICES: Final = 16
_LAST_ID: Final = "~"
"""Sorts behind every entry: the end of a lap that has none."""
_PLACE: Final = {row.outcome: place for place, row in enumerate(OUTCOMES)}


def newest(db: sqlite3.Connection) -> Block | None:
    """Return this copy's newest block with all its laps, None before the first one."""
    own = writer.current(db)
    row = db.execute(_STARTED, (own,)).fetchone()
    if row is None:
        return None
    laps: list[Lap] = []
    minutes = json.loads(row[2])["minutes"]
    while row is not None:
        number, at, body = row
        end = db.execute(_ENDED, (own, number)).fetchone()
        laps.insert(0, _lap(number, at, end))
        before = json.loads(body).get("resumes", "")
        row = db.execute(_BEFORE, (before,)).fetchone() if before else None
    touched = db.execute(_TOUCHED, (laps[-1].entry, own)).fetchone()
    return Block(laps[0].entry, minutes, tuple(laps), None if touched is None else datetime.fromisoformat(touched[0]))


def summary(db: sqlite3.Connection, settings: Settings, now: datetime) -> BlockSummary | None:
    """Return what the newest block brought, None before the first one (R35, R30)."""
    block = newest(db)
    if block is None:
        return None
    done = _done(db, block)
    won = dump_queue(db, settings, now)
    off = rep_days_off(db, settings, now.date())
    return BlockSummary(
        block, now.date(), sum(each.ours for each in done), sum(each.outcome in _TALKS for each in done),
        sum(each.outcome is Outcome.MEETING and each.reading is None for each in done), _nos(done),
        len({each.first for each in done if each.first}), today(db, settings, now, off=off).owed,
        sum(each.minutes for each in done), _hours(db, _last_day(block, now)), won.hours_won, won.dumped,
        tuple(row for row in dream(db, settings, now) if row.last_on != now.date())[:PICKS], _pool(db),
        sum(each.ours and each.dial for each in done), _at(done, Verdict.ON), _at(done, Verdict.OFF),
        tuple(sorted(each.said for each in done if each.outcome is Outcome.MEETING and each.reading is None)),
        _slices(done),
    )  # fmt: skip


class _Done(NamedTuple):
    """A touch of the block that still stands: one that was taken back is none."""

    outcome: Outcome
    reading: Reading | None
    cls: OutcomeClass
    ours: bool
    """A touch of ours that counts (R7)."""
    minutes: int
    first: str
    """The account, where this is the day of its first touch."""
    dial: bool
    verdict: Verdict
    """Of the account, as it is scored now."""
    said: int
    """No's that the account has said."""
    at: datetime
    """When it was logged."""


def _done(db: sqlite3.Connection, block: Block) -> list[_Done]:
    laps = json.dumps([[lap.entry, lap.ended or _LAST_ID] for lap in block.laps])
    return [
        _Done(
            Outcome(outcome), None if reading is None else Reading(reading), OutcomeClass(cls), bool(ours), minutes,
            account if ours else "", bool(dial), Verdict(verdict), said, datetime.fromisoformat(at),
        )
        for outcome, reading, cls, ours, minutes, account, dial, verdict, said, at in db.execute(
            _TOUCHES, (laps, writer.current(db))
        )
    ]  # fmt: skip


def _at(done: list[_Done], verdict: Verdict) -> int:
    """Count the touches of ours at accounts of a verdict."""
    return sum(each.ours and each.verdict is verdict for each in done)


def _slices(done: list[_Done]) -> tuple[Slice, ...]:
    """Cut the time from the first touch to the last into equal stretches, a quarter of an hour or more each."""
    if not done:
        return ()
    first, last = min(each.at for each in done), max(each.at for each in done)
    start = first.replace(minute=first.minute - first.minute % _QUARTER, second=0, microsecond=0)
    length = next((each for each in _STRETCHES if last - start < each * _MOST_SLICES), _STRETCHES[-1])
    start = start.replace(minute=0) if length > _STRETCHES[0] else start
    count = min((last - start) // length + 1, _MOST_SLICES)
    held: list[list[_Done]] = [[] for _ in range(count)]
    for each in done:
        held[min((each.at - start) // length, count - 1)].append(each)
    return tuple(_slice(start + length * place, part) for place, part in enumerate(held))


def _slice(start: datetime, done: list[_Done]) -> Slice:
    return Slice(
        start, sum(each.ours for each in done), sum(each.outcome in _TALKS for each in done),
        sum(each.cls is OutcomeClass.NO for each in done),
    )  # fmt: skip


def _lap(number: str, at: str, end: tuple[str, str] | None) -> Lap:
    start = datetime.fromisoformat(at)
    if end is None:
        return Lap(EntryId(number), start)
    return Lap(EntryId(number), start, datetime.fromisoformat(end[1]), EntryId(end[0]))


def _nos(done: list[_Done]) -> tuple[NoCount, ...]:
    counted = Counter((each.outcome, each.reading) for each in done if each.cls is OutcomeClass.NO)
    found = (NoCount(outcome, reading, times) for (outcome, reading), times in counted.items())
    return tuple(sorted(found, key=lambda row: (_PLACE[row.outcome], row.reading or "")))


def _last_day(block: Block, now: datetime) -> date:
    """The day on which a block ended, or on which it runs."""
    end = block.laps[-1].end
    return (now if end is None else end).date()


def _hours(db: sqlite3.Connection, day: date) -> tuple[HourCount, ...]:
    return tuple(HourCount(*row) for row in db.execute(_HOURS, (json.dumps(sorted(_TALKS)), day.isoformat())))


def _pool(db: sqlite3.Connection) -> tuple[PoolPick, ...]:
    """The best of those never touched: on profile first, then those of unknown fit (R32)."""
    found: list[PoolPick] = []
    for verdict in (Verdict.ON, Verdict.UNKNOWN):
        for number, name, held, fit, rank in db.execute(_POOL, (verdict, PICKS - len(found))):
            found.append(PoolPick(AccountId(number), name, Verdict(held), fit, rank))
    return tuple(found)
