"""Many accounts at once: who they are, the entries of one action on them (playbook.bulk), and writing these."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from playbook import bulk, codec
from playbook.bulk import Deed, Done, Marked, Wanted
from playbook.decision import World
from playbook.errors import Refused
from playbook.facts import AccountFacts, PersonFacts
from playbook.settings import Settings
from playbook.words import AccountId, Standing
from storage import record, recording, resuming, world
from storage.connection import Link
from storage.free_days import rep_days_off
from storage.hearing import OFTEN
from storage.recording import Pen, Stamped, Wish
from storage.transaction import tx
from storage.views import Change

CHUNK: Final = 500
"""Accounts that are held at once."""
PIECE: Final = OFTEN
"""Drafts that are written at once: between two pieces it tells how far it is, and may be stopped."""
STOPPED: Final = ("It was stopped.", "Nothing was changed.")
Told = Callable[[int, int], None]
"""Hears how many were written, of how many."""
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


def write(link: Link, pen: Pen, wish: Wish, told: Told, cancelled: Callable[[], bool]) -> Change:
    """Write one action piece by piece, in one transaction: all of it or nothing, and one undo (R39).

    Raises:
        Refused: `cancelled` said so; nothing was written.
        BookTrouble: locked, full, failing; nothing was written.
    """
    with tx(link) as db:
        moved: set[AccountId] = set()
        whole = Stamped((), ())
        for start in range(0, len(wish.drafts), PIECE):
            if cancelled():
                raise Refused(*STOPPED)
            join = whole.entries[0].action if whole.entries else wish.join
            part = replace(wish, drafts=wish.drafts[start : start + PIECE], join=join)
            stamped = recording.stamp(db, pen, part)
            change = recording.write(db, pen, part, stamped)
            stamped, change = resuming.go_on(db, pen, part, stamped, change)
            whole = Stamped(whole.entries + stamped.entries, whole.given + stamped.given)
            moved |= set(change.accounts)
            told(min(start + PIECE, len(wish.drafts)), len(wish.drafts))
        return recording.change_of(whole, moved, wish.label)
