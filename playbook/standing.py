"""What an account is, at any moment exactly one (R6; PLAYBOOK "The model of a plan")."""

from __future__ import annotations

from playbook.facts import AccountFacts
from playbook.fit import Fit
from playbook.words import Standing, Verdict

ENDED = frozenset({Standing.CUSTOMER, Standing.DUMPED, Standing.BARRED, Standing.CLOSED})
"""Standings that an entry states and in which nothing of the playbook's is planned."""
_PLANNED = frozenset({Standing.WORKING, Standing.TALKING, Standing.POOL, Standing.CUSTOMER})


def standing(account: AccountFacts, fit: Fit) -> Standing:
    """Return the one standing of an account; the names are exhaustive, so nobody falls between them (R6).

    An account touched on profile that lost its plan is `WORKING` still: the doctor counts it as without a next step.
    """
    if account.stated is not None and account.stated is not Standing.WORKING:
        return account.stated
    touched = account.touches > 0 or bool(account.steps)
    if fit.verdict is Verdict.OFF:
        return Standing.PROPOSED_OFF if touched else Standing.SET_ASIDE
    return Standing.WORKING if touched else Standing.POOL


def planned(stands: Standing) -> bool:
    """Return whether steps of such an account come up in today's list."""
    return stands in _PLANNED


def promised(stands: Standing) -> bool:
    """Return whether promises of such an account come up: what waits for the dump keeps its word too (R10)."""
    return planned(stands) or stands is Standing.PROPOSED_OFF
