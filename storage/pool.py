"""The pool: who waits for a first touch, the best first, narrowed by words (R32)."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any, Final

from playbook import pool as rules
from playbook.folding import fold
from playbook.settings import Settings
from playbook.words import AccountId, Standing, Tier, Verdict
from storage.counts import number, standing
from storage.their_time import wall_time
from storage.views_day import Pool, PoolRow

MOST: Final = 1_000
"""Rows that a page lists; words find the others."""

_ROWS: Final = """
SELECT id, name, verdict, fit, tier, opening, industry, city, state, country, zone FROM account
WHERE standing = 'pool' AND verdict = :verdict AND NOT EXISTS (
  SELECT 1 FROM json_each(:words) AS word
  WHERE NOT instr(fold || ' ' || lower(city || ' ' || state || ' ' || country || ' ' || industry) || tags, word.value))
ORDER BY opening DESC, rank DESC, id LIMIT :most"""
_UNKNOWN: Final = "SELECT count(*) FROM account WHERE standing = 'pool' AND verdict = 'unknown'"


def pool(db: sqlite3.Connection, settings: Settings, now: datetime, words: str = "", most: int = MOST) -> Pool:
    """Return at most `most` accounts of the pool in the order of first touches (R2, R32): on profile before unknown.

    `words`: each must stand in the name, place, industry or tags.
    """
    wanted = json.dumps(fold(words).split())
    found: list[tuple[Any, ...]] = []
    for verdict in (Verdict.ON, Verdict.UNKNOWN):
        if len(found) <= most:
            asked = {"verdict": verdict, "words": wanted, "most": most + 1 - len(found)}
            found += db.execute(_ROWS, asked).fetchall()
    waiting = standing(db, Standing.POOL)
    return Pool(
        tuple(_row(record, now) for record in found[:most]), waiting, number(db, _UNKNOWN), settings.caps.first,
        rules.is_low(waiting, settings), len(found) > most,
    )  # fmt: skip


def _row(record: tuple[Any, ...], now: datetime) -> PoolRow:
    account, name, verdict, fit, tier, opening, industry, city, state, country, zone = record
    return PoolRow(
        AccountId(account), name, Verdict(verdict), fit, Tier(tier), bool(opening), industry, city, state, country,
        wall_time(zone, now),
    )  # fmt: skip
