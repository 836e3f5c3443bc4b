"""Small reads over the records of several accounts at once, for the panes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from playbook import drain
from playbook.facts import AccountFacts
from playbook.words import AccountId, PersonId

QUARTER_DAYS: Final = 90
"""Days over which hours are summed: what a quarter would win (R30)."""

_MINUTES: Final = """
SELECT t.account, sum(t.minutes) FROM json_each(?) AS wanted
CROSS JOIN touch AS t ON t.account = wanted.value AND t.on_day > ? AND t.on_day <= ? GROUP BY t.account"""
_HERE: Final = """
SELECT p.id, p.account FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value WHERE p.gone = 0"""


def hours(db: sqlite3.Connection, accounts: Iterable[AccountId], today: date) -> dict[AccountId, float]:
    """Return the hours spent on each account in the 90 days up to `today` (R30); who got none is left out."""
    first = today - timedelta(days=QUARTER_DAYS)
    found = db.execute(_MINUTES, (listed(accounts), first.isoformat(), today.isoformat()))
    return {AccountId(account): minutes / 60 for account, minutes in found if minutes}


def counting(db: sqlite3.Connection, accounts: Iterable[AccountFacts]) -> list[AccountFacts]:
    """Return the accounts without the signals seen with people who left since: those stopped counting (R21)."""
    held = list(accounts)
    seen = {signal.person for account in held for signal in account.signals if signal.person is not None}
    here = {(PersonId(person), AccountId(account)) for person, account in db.execute(_HERE, (listed(seen),))}
    return [_without_leavers(account, here) for account in held]


def listed(ids: Iterable[str]) -> str:
    """Return ids as the JSON list that a query reads: one statement whatever their number."""
    return json.dumps(sorted(ids))


def _without_leavers(account: AccountFacts, here: set[tuple[PersonId, AccountId]]) -> AccountFacts:
    people = {signal.person for signal in account.signals if signal.person is not None}
    gone = {person for person in people if (person, account.id) not in here}
    return replace(account, signals=drain.without(account.signals, gone)) if gone else account
