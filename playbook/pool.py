"""The pool: accounts that wait for their first touch (R2, R22, R32)."""

from __future__ import annotations

from datetime import date, timedelta

from playbook.facts import AccountFacts
from playbook.settings import Settings, Spacing

_ENDINGS = ("", "-01", "-01-01")


def opening_on(account: AccountFacts, spacing: Spacing) -> date | None:
    """Return the day to which a known change of an untouched account leads up (R22): the end of a contract, an opening.

    An opening without a day stays news for the longest lead. None where nothing is known.
    """
    lead = timedelta(days=max(spacing.opening_lead, default=0))
    known = [each.on or each.seen + lead for each in account.openings]
    end = _day(account.get("contract_end"))
    return max([*known, *([end] if end is not None else [])], default=None)


def is_near(on: date | None, today: date, spacing: Spacing) -> bool:
    """Tell whether that day lies ahead within the longest lead: it then lifts the rank in the pool (R22)."""
    return on is not None and today <= on <= today + timedelta(days=max(spacing.opening_lead, default=0))


def is_low(waiting: int, settings: Settings) -> bool:
    """Tell whether the pool holds fewer first touches than ten days of quota (R32)."""
    return waiting < settings.caps.pool_days * settings.caps.first


def _day(said: str) -> date | None:
    for ending in _ENDINGS:
        try:
            return date.fromisoformat(f"{said}{ending}")
        except ValueError:
            continue
    return None
