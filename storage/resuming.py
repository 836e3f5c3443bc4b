"""Accounts that are worked and have no step go on: they lost their plan while they were off profile or barred (R3, R6).

What brings one back, a changed profile, an edited or imported field, a keep, a lifted bar, gives it its next step in
the same action, so one undo takes both back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Final

from playbook import codec, moves
from playbook.bodies import AccountMerged, AccountSet, Body, DumpKept, PlaybookSet, StepSet, Unbarred
from playbook.decision import Draft, World
from playbook.facts import AccountFacts, PersonFacts
from playbook.fit import fit
from playbook.settings import Settings
from playbook.words import AccountId, Tier
from storage import recording, settings_rows, world
from storage.free_days import holidays_of, rep_days_off
from storage.recording import Pen, Stamped, Wish
from storage.views import Change

CHUNK: Final = 500
"""Accounts that are held at once."""
_OF_ACCOUNTS: Final = (AccountMerged, AccountSet, DumpKept, Unbarred)
"""What may bring one account back into work; a changed playbook may bring any."""
_BARE: Final = """
SELECT facts, tier FROM account WHERE id IN (SELECT value FROM json_each(?))
AND standing = 'working' AND next_on IS NULL AND touches > 0 ORDER BY id"""
_PEOPLE: Final = "SELECT facts FROM person WHERE account = ? ORDER BY id"


def may_bring_back(body: Body) -> bool:
    """Return whether an entry with this body may bring its account back into work."""
    return isinstance(body, _OF_ACCOUNTS)


def drafts(db: sqlite3.Connection, now: datetime, among: Iterable[str]) -> Iterator[Draft]:
    """Yield the next step of each of these accounts that is worked and has none, each placed beside the others (R9)."""
    resume: _Resume | None = None
    left = iter(among)
    while chunk := list(islice(left, CHUNK)):
        rows = db.execute(_BARE, (json.dumps(chunk),)).fetchall()
        if not rows:
            continue
        resume = resume or _Resume(db, now)
        for facts, tier in rows:
            yield from resume.of(codec.decode(AccountFacts, facts), Tier(tier))


def go_on(db: sqlite3.Connection, pen: Pen, wish: Wish, stamped: Stamped, change: Change) -> tuple[Stamped, Change]:
    """Write the next steps of those whom a wish brought back, into its action; inside its transaction.

    Returns all that was stamped and what all of it did.
    """
    among = {_whom(draft) for draft in wish.drafts if may_bring_back(draft.body)}
    if any(isinstance(draft.body, PlaybookSet) for draft in wish.drafts):
        among |= set(change.accounts)
    found = drafts(db, wish.now, sorted(among))
    entries, moved = list(stamped.entries), set(change.accounts)
    while chunk := tuple(islice(found, CHUNK)):
        more = replace(wish, drafts=chunk, basis=None, join=change.action)
        fresh = recording.stamp(db, pen, more)
        moved |= set(recording.write(db, pen, more, fresh).accounts)
        entries += fresh.entries
    everything = Stamped(tuple(entries), stamped.given)
    return everything, recording.change_of(everything, moved, change.label)


def _whom(draft: Draft) -> str:
    """The account that goes on: of two merged the one that stays."""
    return draft.body.into if isinstance(draft.body, AccountMerged) else draft.entity


def bare(db: sqlite3.Connection) -> tuple[AccountId, ...]:
    """Return the accounts that are worked and have no step."""
    rows = db.execute("SELECT id FROM account WHERE standing = 'working' AND next_on IS NULL ORDER BY id")
    return tuple(AccountId(number) for (number,) in rows)


class _Resume:
    """Plans account after account, with the load that grows by each."""

    def __init__(self, db: sqlite3.Connection, now: datetime) -> None:
        self._db = db
        self._today = now.date()
        self._settings: Settings = settings_rows.read(db)
        self._load = list(world.load(db, self._today))
        self._off = rep_days_off(db, self._settings, self._today)

    def of(self, facts: AccountFacts, tier: Tier) -> Iterator[Draft]:
        rows = self._db.execute(_PEOPLE, (facts.id,)).fetchall()
        people = tuple(codec.decode(PersonFacts, held) for (held,) in rows)
        theirs = holidays_of(self._db, facts.get("country"), self._today)
        around = World(
            self._today, tuple(self._load), self._off, theirs, verdict=fit(facts, self._settings).verdict, tier=tier
        )
        for draft in moves.resume(facts, people, around, self._settings):
            if isinstance(draft.body, StepSet):
                self._count(draft.body)
            yield draft

    def _count(self, body: StepSet) -> None:
        for step in body.steps:
            ahead = (step.on - self._today).days
            if 0 <= ahead < len(self._load):
                self._load[ahead] += 1
