"""Many accounts at once: who they are, and the entries of one action on them (playbook.bulk)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

from playbook import bulk, codec
from playbook.bulk import Deed, Done, Marked, Wanted
from playbook.decision import World
from playbook.facts import AccountFacts, PersonFacts
from playbook.settings import Settings
from playbook.words import AccountId, Standing
from storage import record, world
from storage.free_days import rep_days_off

CHUNK: Final = 500
"""Accounts that are held at once."""
_ROWS: Final = """
SELECT facts, standing, proposed <> '', drain FROM account WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"""
_PEOPLE: Final = """
SELECT account, facts FROM person WHERE account IN (SELECT value FROM json_each(?)) ORDER BY account, id"""


def drafts(
    db: sqlite3.Connection, settings: Settings, now: datetime, accounts: Sequence[AccountId], wanted: Wanted,
    told: Callable[[int], None] | None = None,
) -> Done:  # fmt: skip
    """Return what `record` writes for one deed on these accounts, and who is left out and why; nothing is written."""
    today = now.date()
    around = World(today, world.load(db, today), rep_days_off(db, settings, today))
    return bulk.drafts(_marked(db, accounts, wanted, now), wanted, around, told)


def _marked(db: sqlite3.Connection, accounts: Sequence[AccountId], wanted: Wanted, now: datetime) -> Iterator[Marked]:
    each = sorted(set(accounts))
    for start in range(0, len(each), CHUNK):
        chunk = each[start : start + CHUNK]
        asked = json.dumps(chunk)
        spent = record.hours(db, chunk, now.date()) if wanted.deed is Deed.DUMP else {}
        people: dict[str, list[PersonFacts]] = {}
        if wanted.deed is Deed.TICKLE:
            for account, held in db.execute(_PEOPLE, (asked,)):
                people.setdefault(account, []).append(codec.decode(PersonFacts, held))
        for facts, standing, proposed, drain in db.execute(_ROWS, (asked,)).fetchall():
            account = codec.decode(AccountFacts, facts)
            yield Marked(
                account, Standing(standing), spent.get(account.id, 0.0), int(drain), bool(proposed),
                tuple(people.get(account.id, ())),
            )  # fmt: skip
