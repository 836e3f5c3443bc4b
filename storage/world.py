"""The world of a decision: load of the coming days, both sides' days off, their clock, fit, tier (DESIGN section 1)."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta

from playbook.decision import World
from playbook.facts import AccountFacts
from playbook.fit import fit, known_enough
from playbook.settings import Settings
from playbook.words import Tier
from storage.free_days import holidays_of, rep_days_off
from storage.their_time import wall_time

DAYS = 200
"""How far the load is read: further than any gap of the playbook."""


def world_for(db: sqlite3.Connection, settings: Settings, facts: AccountFacts, now: datetime) -> World:
    """Return everything outside the account that a decision about it depends on; `now` is on the rep's clock."""
    today = now.date()
    seen = fit(facts, settings)
    row = db.execute("SELECT tier FROM account WHERE id = ?", (facts.id,)).fetchone()
    return World(
        today, load(db, today), rep_days_off(db, settings, today), holidays_of(db, facts.get("country"), today),
        wall_time(facts.get("zone"), now), seen.verdict, Tier.C if row is None else Tier(row[0]), known_enough(seen),
    )  # fmt: skip


def load(db: sqlite3.Connection, today: date) -> tuple[int, ...]:
    """Return the planned touches of each of the next 200 days, today first."""
    last = today + timedelta(days=DAYS - 1)
    held = dict(
        db.execute("SELECT due, steps FROM day_load WHERE due BETWEEN ? AND ?", (today.isoformat(), last.isoformat()))
    )
    return tuple(held.get((today + timedelta(days=ahead)).isoformat(), 0) for ahead in range(DAYS))
