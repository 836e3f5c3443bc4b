"""What the cap holds back today, in its order, and what each way out of a full book frees (R32, R34)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from playbook import codec, days, ordering, relief, silence
from playbook.facts import AccountFacts
from playbook.relief import Load
from playbook.settings import Settings
from playbook.words import AccountId, Group, Purpose, Tier, Verdict
from storage.counts import number
from storage.record import listed
from storage.today import Room, cut, live
from storage.today_rows import CAPPED, due_rows
from storage.today_words import speak
from storage.views_day import Held

MOST: Final = 1_000
"""Rows that a page lists; more are counted."""

_FACTS: Final = """
SELECT a.verdict, a.tier, a.facts FROM json_each(?) AS wanted CROSS JOIN account AS a ON a.id = wanted.value"""
_TIER_C: Final = """
SELECT count(*), coalesce(sum(1.0 / max(s.gap, 1)), 0), coalesce(sum(s.due <= :last), 0)
FROM step AS s INDEXED BY step_order CROSS JOIN account AS a ON a.id = s.account
WHERE s.live = 1 AND s.grp IN (:value, :rhythm) AND s.purpose = :purpose AND a.tier = 'C' AND a.dream = 0"""
_PROPOSED: Final = "SELECT count(*) FROM account WHERE proposed <> ''"
_PROPOSED_AHEAD: Final = """
SELECT count(*) FROM account AS a CROSS JOIN step AS s INDEXED BY step_account ON s.account = a.id
WHERE a.proposed <> '' AND s.live = 1 AND s.capped = 1 AND s.due <= ?"""


def held(db: sqlite3.Connection, settings: Settings, now: datetime, off: frozenset[date], most: int = MOST) -> Held:
    """Return what is held back today in the order that it keeps, at most `most` rows, and the ways out (R34)."""
    found = cut(db, settings, now, off)
    caps, room, today = settings.caps, found.room, found.moment.day
    rows = due_rows(db, CAPPED, found.moment, most, set(found.seen)) if found.held_back else []
    last = days.add_work_days(today, caps.ahead_work_days, off)
    ways = relief.ways(_load(db, room, last), settings) if room.full else ()
    lost = _forgotten(db, [row.account for row in rows], settings, today, off)
    return Held(
        today, tuple(speak(db, rows, settings, today)), found.held_back, caps.day, room.ahead,
        caps.day * caps.ahead_work_days, caps.ahead_work_days, live(db), room.full, ways, lost,
    )  # fmt: skip


def _forgotten(
    db: sqlite3.Connection, accounts: Sequence[AccountId], settings: Settings, today: date, off: frozenset[date]
) -> int:
    """Count whom nobody touched for 2 x their gap + 10 working days, though they are on profile (R6)."""
    found = db.execute(_FACTS, (listed(accounts),))
    return sum(
        silence.forgotten(codec.decode(AccountFacts, text), Verdict(verdict), Tier(tier), settings, today, off)
        for verdict, tier, text in found
    )


def _load(db: sqlite3.Connection, room: Room, last: date) -> Load:
    places = {
        "last": last.isoformat(), "purpose": Purpose.RHYTHM, "value": ordering.place_of(Group.VALUE),
        "rhythm": ordering.place_of(Group.RHYTHM),
    }  # fmt: skip
    tier_c, a_day, tier_c_ahead = db.execute(_TIER_C, places).fetchone()
    return Load(
        room.ahead,
        room.full,
        tier_c,
        a_day,
        tier_c_ahead,
        number(db, _PROPOSED),
        number(db, _PROPOSED_AHEAD, last.isoformat()),
        room.due,
    )
