"""The look after a block, out of the touches of the last 90 days (R43)."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from typing import Final

from playbook import codec, look
from playbook.facts import AccountFacts
from playbook.look import Looked, Spent
from playbook.settings import Settings
from playbook.words import AccountId
from storage.record import counting, listed
from storage.views_block import LookQueue, LookRow

_SPENT: Final = """
SELECT t.account, sum(t.minutes) AS minutes, max(t.outcome = 'meeting' AND t.reading IS NOT 'lost'), count(*)
FROM touch AS t WHERE t.on_day > ? AND t.on_day <= ? GROUP BY t.account"""
_ACCOUNTS: Final = """
SELECT a.facts, coalesce(p.name, '') FROM json_each(?) AS wanted
CROSS JOIN account AS a ON a.id = wanted.value
LEFT JOIN person AS p ON p.id = a.facts ->> '$.last_touch_person'"""
_GONE: Final = "SELECT id FROM account WHERE standing IN ('dumped', 'barred', 'closed')"


def queue(db: sqlite3.Connection, settings: Settings, now: datetime) -> LookQueue:
    """Return the accounts that took the most minutes and said no yes, most minutes first (R43).

    Only the touches of the days looked at are read, through the index of days, whatever the size of the book. What was
    let go, barred or closed is looked at no more.
    """
    block = settings.block
    first = now.date() - timedelta(days=block.look_days)
    found = db.execute(_SPENT, (first.isoformat(), now.date().isoformat())).fetchall()
    gone = {number for (number,) in db.execute(_GONE)}
    spent = [Spent(AccountId(number), minutes, bool(yes)) for number, minutes, yes, _ in found if number not in gone]
    looks = look.looks(spent, block)
    touches = {AccountId(number): times for number, _, _, times in found}
    return LookQueue(_rows(db, looks, touches), block.look_days)


def _rows(db: sqlite3.Connection, looks: tuple[Looked, ...], touches: dict[AccountId, int]) -> tuple[LookRow, ...]:
    told = db.execute(_ACCOUNTS, (listed(each.account for each in looks),))
    people: dict[AccountId, str] = {}
    facts: list[AccountFacts] = []
    for text, name in told:
        account = codec.decode(AccountFacts, text)
        facts.append(account)
        people[account.id] = name
    known = {account.id: account for account in counting(db, facts)}
    return tuple(_row(each, known[each.account], people[each.account], touches[each.account]) for each in looks)


def _row(each: Looked, account: AccountFacts, person: str, touches: int) -> LookRow:
    return LookRow(
        each, account.name, touches, account.no_total, account.last_touch, account.dream, account.last_touch_person,
        person, account.signals,
    )  # fmt: skip
