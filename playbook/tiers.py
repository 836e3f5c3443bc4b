"""Tiers, thirds of the book, and the rank that orders prospects (PLAYBOOK "Words")."""

from __future__ import annotations

import math
from collections.abc import Sequence

from playbook.amounts import number
from playbook.facts import AccountFacts
from playbook.fit import Fit
from playbook.settings import FitRules
from playbook.words import Tier, Verdict

_MEASURES = ("spend", "revenue", "employees")
_FULL, _NONE = 100, 0


def size(account: AccountFacts) -> float | None:
    """Return what the account is cut by: category spend, else revenue, else employees; None where none is known."""
    found = (_amount(account, name) for name in _MEASURES)
    return next((amount for amount in found if amount is not None), None)


def cuts(sizes: Sequence[float]) -> tuple[float, float]:
    """Return the cuts of B and A: above the second lies at most a third of the book, above the first two thirds.

    Equal sizes fall on the same side, the lower one, so tier A never swells. An empty book cuts at infinity: all C.
    """
    if not sizes:
        return math.inf, math.inf
    ordered = sorted(sizes)
    third = len(ordered) / 3
    return ordered[math.ceil(third) - 1], ordered[math.ceil(2 * third) - 1]


def tier(size: float | None, cuts: tuple[float, float]) -> Tier:
    """Return the tier of a size; unknown sizes are C."""
    low, high = cuts
    if size is None or size <= low:
        return Tier.C
    return Tier.B if size <= high else Tier.A


def tier_of(account: AccountFacts, cuts: tuple[float, float]) -> Tier:
    """Return the tier of an account: the one set by hand, else the one of its size."""
    return account.hand_tier or tier(size(account), cuts)


def rank(fit: Fit, tier: Tier, rules: FitRules) -> float:
    """Return fit x 2, 1.5 or 1 for tier A, B, C: 0-200. Without a profile the fit is 100 (R1).

    While no weight is known the settings' middle stands in for the fit, so that lateness still orders the unknown.
    """
    stand_ins = {Verdict.ON: _FULL, Verdict.UNKNOWN: rules.nothing_known, Verdict.OFF: _NONE}
    score = stand_ins[fit.verdict] if fit.score is None else fit.score
    return score * {Tier.A: rules.tier_a, Tier.B: rules.tier_b, Tier.C: rules.tier_c}[tier]


def _amount(account: AccountFacts, name: str) -> float | None:
    amount = account.number(name)
    if amount is None:
        said = account.get(name)
        amount = number(said) if said else None
    return amount if amount is not None and math.isfinite(amount) else None
