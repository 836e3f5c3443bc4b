"""Where the forecast starts: the accounts that are worked or wait, with their people, plan and views (R6, R32)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from playbook import codec
from playbook.facts import AccountFacts, PersonFacts
from playbook.forecast.book import Member, Start
from playbook.words import AccountId, Standing, Tier, Verdict

MOST: Final = 2_000
"""Accounts that are played at most: more than a rep can hold at any usual cap."""

_PLAYED: Final = (Standing.WORKING, Standing.TALKING, Standing.POOL)
_ACCOUNTS: Final = """
SELECT id, facts, verdict, tier, rank FROM account
WHERE standing = ? AND verdict <> 'off' ORDER BY rank DESC, id LIMIT ?"""
_WHOLE: Final = "SELECT coalesce(sum(accounts), 0) FROM standing_count WHERE standing IN ('working', 'talking', 'pool')"
_PEOPLE: Final = """
SELECT p.facts FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.account = wanted.value
WHERE p.gone = 0 ORDER BY p.account, p.id"""


def start(db: sqlite3.Connection, now: datetime, off: frozenset[date], most: int = MOST) -> Start:
    """Return the book as the forecast plays it on: what is worked first, then the pool by its rank.

    `most`: accounts at most; `whole` says how many there are.
    """
    records: list[tuple[Any, ...]] = []
    for standing in _PLAYED:
        records += db.execute(_ACCOUNTS, (standing, most - len(records))).fetchall()
    people = _people(db, (record[0] for record in records))
    members = tuple(
        Member(codec.decode(AccountFacts, facts), tuple(people.get(account, ())), Verdict(verdict), Tier(tier), rank)
        for account, facts, verdict, tier, rank in records
    )
    whole = int(db.execute(_WHOLE).fetchone()[0])
    return Start(now.date(), members, off, own=True, whole=whole)


def _people(db: sqlite3.Connection, accounts: Iterable[str]) -> dict[AccountId, list[PersonFacts]]:
    found: dict[AccountId, list[PersonFacts]] = {}
    for (facts,) in db.execute(_PEOPLE, (json.dumps(list(accounts)),)):
        person = codec.decode(PersonFacts, facts)
        found.setdefault(person.account, []).append(person)
    return found
