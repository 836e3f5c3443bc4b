"""The rhythm as a table: which gap comes next and what makes it grow (R5, R8, R34).

The gaps stand in `settings.Spacing.rhythm`: 30 days, 45, 60, then 60. An account counts the gaps that it has taken;
`decide` asks here for the next one, the fold counts it, and `silence` asks in which one the account is.
"""

from __future__ import annotations

from playbook.outcomes import OutcomeRow
from playbook.settings import Spacing
from playbook.words import Tier


def taken(run: int, known: OutcomeRow, *, inbound: bool, in_rhythm: bool) -> int:
    """Return how many gaps are taken once a touch of this outcome is counted (R8).

    Each No and each unanswered touch of the rhythm (`in_rhythm`) takes the next one; a talk, a not-yet, a yes and any
    inbound touch start again at the first. Any other touch stays in the gap that it is in.
    """
    held = 0 if known.resets or inbound else run
    grows = known.a_no or (known.unanswered and in_rhythm)
    return held + 1 if grows else max(held, 1)


def gap(gaps_taken: int, spacing: Spacing, tier: Tier, *, dream: bool) -> int:
    """Return the days of the gap that is taken (R8).

    A dream client's never grows: 30 days, tier A 21. Tier C may have one of its own, which the rep chose (R34: 90
    days); R5's 60 bounds what No's can do, not what the rep chooses.
    """
    if dream:
        return spacing.dream_a if tier is Tier.A else spacing.dream
    if spacing.tier_c and tier is Tier.C:
        return spacing.tier_c
    return spacing.rhythm[min(max(gaps_taken, 1), len(spacing.rhythm)) - 1]
