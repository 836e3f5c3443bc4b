"""One account with all that its card and a decision need: a handful of indexed reads, however long the record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from playbook import codec
from playbook.errors import NotFound
from playbook.facts import AccountFacts, PersonFacts, Touch
from playbook.fit import fit
from playbook.settings import Settings
from playbook.value_library import TWO
from playbook.words import AccountId, Channel, EntryId, Outcome, PersonId, Reading, Standing, Tier
from storage import ended, value_library
from storage.record import hours, listed
from storage.their_time import wall_time
from storage.views import Prospect
from storage.world import world_for

TOUCHES: Final = 12
"""Touches on a card."""

_ACCOUNT: Final = "SELECT standing, tier, rank, facts FROM account WHERE id = ?"
_PEOPLE: Final = "SELECT facts FROM person WHERE account = ? ORDER BY id"
_TOUCHES: Final = """
SELECT entry, account, person, on_day, at, outcome, reading, channel, inbound, minutes, note FROM touch
WHERE account = ? ORDER BY on_day DESC, entry DESC LIMIT ?"""
_NAMES: Final = "SELECT p.id, p.name FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value"


def prospect(
    db: sqlite3.Connection, account: AccountId, settings: Settings, now: datetime, *, touches: int = TOUCHES
) -> Prospect:
    """Return the account with its people, plan, fit and its newest `touches`.

    Raises:
        NotFound: no such account; an undo may have taken it away.
    """
    row = db.execute(_ACCOUNT, (account,)).fetchone()
    if row is None:
        raise NotFound("This account is not in the book.", "An undo may have taken it back; ctrl+r brings it again.")
    standing, tier, rank, text = row
    facts = codec.decode(AccountFacts, text)
    people = tuple(codec.decode(PersonFacts, held) for (held,) in db.execute(_PEOPLE, (account,)))
    newest = read_touches(db, account, touches)
    ideas = value_library.suiting(db, facts, now.date())
    titles = tuple(f"“{idea.asset.title}”" for idea in ideas[:TWO] if idea.asset.id)
    clocks = tuple((each.id, there) for each in people if (there := wall_time(each.get("zone"), now)) is not None)
    world = replace(world_for(db, settings, facts, now), ideas=titles, clocks=clocks)
    return Prospect(
        facts, people, world, fit(facts, settings), settings, Standing(standing),
        Tier(tier), rank, newest, _names(db, newest),
        hours(db, [account], now.date()).get(account, 0.0), ideas,
        ended.promises(db, account) if standing == Standing.DUMPED else (),
    )  # fmt: skip


def read_touches(db: sqlite3.Connection, account: AccountId, most: int) -> tuple[Touch, ...]:
    """Return the newest touches of an account, newest first; `most` below 0 means all."""
    return tuple(_touch(row) for row in db.execute(_TOUCHES, (account, most)))


def _touch(row: tuple[Any, ...]) -> Touch:
    entry, account, person, on, at, outcome, reading, channel, inbound, minutes, note = row
    return Touch(
        EntryId(entry), AccountId(account), None if person is None else PersonId(person), date.fromisoformat(on),
        datetime.fromisoformat(at), Outcome(outcome), None if reading is None else Reading(reading),
        None if channel is None else Channel(channel), bool(inbound), minutes, note,
    )  # fmt: skip


def _names(db: sqlite3.Connection, touches: Iterable[Touch]) -> tuple[tuple[PersonId, str], ...]:
    """Name everyone in the record, those who moved on to another firm too."""
    wanted = sorted({touch.person for touch in touches if touch.person is not None})
    return tuple((PersonId(number), name) for number, name in db.execute(_NAMES, (listed(wanted),)))
