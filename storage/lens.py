"""What the views of a row depend on besides its facts: settings, the cuts of the tiers, the day (DESIGN section 2).

Cuts and day move at an import and at the day's start only, so they stand in `meta`: a rebuild at noon gives the rows of
the morning.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from playbook import drain, pool, tiers
from playbook.drain import Proposal
from playbook.facts import AccountFacts
from playbook.fit import Fit, fit
from playbook.settings import Settings
from playbook.standing import standing
from playbook.values import dataclass
from playbook.words import PersonId, Standing, Tier
from storage import settings_rows

CUTS, DAY = "tier_cuts", "views_day"
Leavers = Callable[[AccountFacts], Collection[PersonId]]


@dataclass(frozen=True, slots=True)
class Look:
    """The views of one account."""

    fit: Fit
    tier: Tier
    rank: float
    standing: Standing
    proposal: Proposal | None
    drain: float
    opens: date | None = None
    """In the pool: the day to which a known change leads up (R22)."""
    opening: bool = False
    """It is near."""
    size: float | None = None
    """What its tier was cut by."""


@dataclass(frozen=True, slots=True)
class Lens:
    """Settings, cuts and day through which facts are seen."""

    settings: Settings
    cuts: tuple[float, float]
    day: date

    def look(self, facts: AccountFacts, leavers: Collection[PersonId] = (), seen: Fit | None = None) -> Look:
        """Return the views of an account; signals seen with people who left count no more (R21).

        `seen` is its fit where that is known already.
        """
        seen = fit(facts, self.settings) if seen is None else seen
        size = tiers.size(facts)
        tier = facts.hand_tier or tiers.tier(size, self.cuts)
        counting = replace(facts, signals=drain.without(facts.signals, leavers)) if leavers else facts
        stands = standing(facts, seen)
        opens = pool.opening_on(facts, self.settings.spacing) if stands is Standing.POOL else None
        return Look(
            seen, tier, tiers.rank(seen, tier, self.settings.fit), stands,
            drain.proposal(counting, seen, self.settings, self.day),
            drain.score(counting.signals, self.day, self.settings.drain), opens,
            pool.is_near(opens, self.day, self.settings.spacing), size,
        )  # fmt: skip

    def sees_as(self, other: Lens) -> bool:
        """Return whether every account looks the same through both, tiers set aside."""
        return self._goes_by() == other._goes_by()

    def _goes_by(self) -> tuple[object, ...]:
        held = self.settings
        return held.profile, held.fit, held.drain, held.spacing.opening_lead, self.day


def start(day: date) -> Lens:
    """Return the lens of a new book: no sizes to cut by yet."""
    return Lens(Settings(), tiers.cuts(()), day)


def read(db: sqlite3.Connection) -> Lens:
    """Return the lens of the tables as they stand."""
    found = dict(db.execute("SELECT key, value FROM meta WHERE key IN (?, ?)", (CUTS, DAY)))
    low, high = json.loads(found[CUTS])
    return Lens(settings_rows.read(db), (low, high), date.fromisoformat(found[DAY]))


def keep(db: sqlite3.Connection, lens: Lens) -> None:
    """Remember cuts and day."""
    rows = ((CUTS, json.dumps(lens.cuts)), (DAY, lens.day.isoformat()))
    db.executemany("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", rows)


def cuts_now(db: sqlite3.Connection) -> tuple[float, float]:
    """Return the cuts that the sizes of the whole book give."""
    return tiers.cuts([size for (size,) in db.execute("SELECT size FROM account WHERE size IS NOT NULL ORDER BY size")])
