"""The long record of an account: what a rep who never gives up is proud of (R23)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from playbook import people, silence
from playbook.facts import AccountFacts, PersonFacts
from playbook.settings import Settings
from playbook.values import dataclass
from playbook.words import PersonId, Tier

CHANGE_A_YEAR = 17
"""Percent of posts that change hands in a year (field 15): whoever says No today is likely to be gone one day."""
SEVEN = 7
_YEAR_DAYS = 365.25
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class LongRecord:
    """What stands on the card of a dream client, and in its row."""

    since: date | None
    """Pursued since; may lie before the book."""
    years: float
    nos: int
    """All No's, those before the book among them."""
    before: int
    """No's before the book."""
    touches: int
    outlived: int
    """People who left while we called on."""
    spend: float | None
    incumbent: str
    incumbent_since: date | None
    person: PersonId | None
    """The decision-maker, else whoever the next touch is for."""
    person_name: str
    person_since: date | None
    last: date | None
    next: date | None
    waited: float | None
    """Share of the rhythm's gap that has passed since the last touch: over 1 is overdue; None before the first."""


def long_record(
    account: AccountFacts, facts: Sequence[PersonFacts], tier: Tier, settings: Settings, today: date
) -> LongRecord:
    """Return the long record of an account as of today (R23); `facts` are the people there."""
    since = account.pursued
    whom = next(iter(people.reachable(account, facts)), None)
    gap = silence.rhythm(account, tier, settings.spacing)
    last = account.last_touch
    return LongRecord(
        since, years(since, today), account.no_total, account.no_total - account.nos, account.touches, account.outlived,
        account.number("spend"), account.get("incumbent"), said_day(account.get("incumbent_since")),
        None if whom is None else whom.id, "" if whom is None else whom.name,
        None if whom is None else said_day(whom.get("since")),
        last, min((step.on for step in account.steps), default=None),
        None if last is None else max(0, (today - last).days) / gap,
    )  # fmt: skip


def years(since: date | None, today: date) -> float:
    """Return the years since a day, 0 where it is unknown or lies ahead."""
    return 0.0 if since is None else max(0.0, (today - since).days / _YEAR_DAYS)


def said_day(text: str) -> date | None:
    """Return the day that a field says as a day, a month or a year: 2019-05-01, 2019-05 or 2019; None for neither."""
    for ending in ("", "-01", "-01-01"):
        try:
            return date.fromisoformat(f"{text.strip()}{ending}")
        except ValueError:
            continue
    return None


def changed_within(count: int) -> int:
    """Return the percent of posts that have changed hands within so many years (field 15): 73 within seven."""
    return round(_PERCENT * (1 - (1 - CHANGE_A_YEAR / _PERCENT) ** count))


def patience() -> str:
    """Say what patience rests on (field 15): "17 % change post in a year: 73 % within seven"."""
    return f"{CHANGE_A_YEAR} % change post in a year: {changed_within(SEVEN)} % within seven"
