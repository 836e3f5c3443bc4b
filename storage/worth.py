"""Whom to spend the hours on that a dump has won: dream clients, and the best of the pool (R30)."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Final

from playbook.settings import Settings
from playbook.words import AccountId
from storage.dream import quietest
from storage.views_numbers import Worth

MOST: Final = 3
"""Accounts of each kind that are named."""

_POOL: Final = """
SELECT id, name, fit FROM account WHERE standing = 'pool' AND verdict = 'on' AND dream = 0
ORDER BY rank DESC, id LIMIT ?"""


def worth(db: sqlite3.Connection, settings: Settings, now: datetime) -> tuple[Worth, ...]:
    """Return dream clients, those with an opening and the most silent first, then the best of the pool (R20, R30)."""
    dreams = (
        Worth(account.id, account.name, "dream", silence=silent, last=account.last_touch)
        for account, silent in quietest(db, settings, now, MOST)
    )
    pool = (Worth(AccountId(number), name, "pool", fit) for number, name, fit in db.execute(_POOL, (MOST,)))
    return (*dreams, *pool)
