"""How long it has been quiet, measured against the account's own rhythm (R20), and who is forgotten (R6)."""

from __future__ import annotations

from datetime import date, timedelta

from playbook.days import add_work_days
from playbook.facts import AccountFacts, Step
from playbook.settings import Settings, Spacing
from playbook.spacing import gap as gap_of
from playbook.words import Standing, Tier, Verdict

_QUIET = frozenset({Standing.CUSTOMER, Standing.DUMPED, Standing.BARRED, Standing.CLOSED})
"""Standings that owe no touch."""

_GRACE_WORK_DAYS = 10
_GAPS = 2


def rhythm(account: AccountFacts, tier: Tier, spacing: Spacing) -> int:
    """Return the days of the gap that the account is in (R8): 30, 45, 60 by its run; dream 30, tier A dream 21."""
    return gap_of(account.rhythm_run, spacing, tier, dream=account.dream)


def silence(account: AccountFacts, tier: Tier, settings: Settings, today: date) -> float:
    """Return the silence score (R20): 0 unless overdue, then days late / rhythm.

    Due is one rhythm after the last touch, or after it became a dream client or came into the book where it was never
    touched. A step booked later moves that to its own day: who has an appointment isn't silent.
    """
    since = account.last_touch or account.dream_since or account.added
    if since is None or account.stated in _QUIET:
        return 0.0
    gap = rhythm(account, tier, settings.spacing)
    due = since + timedelta(days=gap)
    booked = _next(account)
    if booked is not None:
        due = max(due, booked.on)
    return max(0, (today - due).days) / gap


def forgotten(
    account: AccountFacts,
    verdict: Verdict,
    tier: Tier,
    settings: Settings,
    today: date,
    off: frozenset[date] = frozenset(),
) -> bool:
    """Tell whether an account is forgotten (R6): last touch older than 2 x its gap + 10 working days.

    Only on profile, touched, and neither talking nor in a standing that owes nothing. Its gap is the rhythm's, or the
    next step's where that is longer (a tickle, a promise without value before it). Being held back is no excuse.
    """
    owed = account.stated is not Standing.TALKING and account.stated not in _QUIET
    if account.last_touch is None or verdict is not Verdict.ON or not owed:
        return False
    booked = _next(account)
    gap = max(rhythm(account, tier, settings.spacing), 0 if booked is None else booked.gap)
    return add_work_days(account.last_touch + timedelta(days=_GAPS * gap), _GRACE_WORK_DAYS, off) < today


def _next(account: AccountFacts) -> Step | None:
    return min(account.steps, key=lambda step: step.on, default=None)
