"""What the numbers of the profile and of the callback words do, for `test_every_number` (R1, R2, R14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from playbook import phrases, tiers
from playbook.fit import fit
from playbook.settings import Criterion, Settings
from playbook.words import Tier, Verdict
from storage.files import text
from tests.builders import CHICAGO, account

See = Callable[[Settings], object]
GRAMMAR = phrases.parse_grammar(text("playbook", "data/phrases.toml"))
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=CHICAGO)


def verdict(settings: Settings, *, met: int, known: int, of: int) -> Verdict:
    """The verdict where so many criteria of one weight are met, known and asked for."""
    fields = {f"f{place}": "yes" if place < met else "no" for place in range(known)}
    profile = tuple(Criterion(f"f{place}", "in", ("yes",), 1) for place in range(of))
    held = tuple(sorted(fields.items()))
    return fit(replace(account(), fields=held), replace(settings, profile=profile)).verdict


def on_from(settings: Settings) -> tuple[str, ...]:
    """Verdicts of fits of 58, 59, 60 and 61 (R1)."""
    parts = ((29, 50), (10, 17), (3, 5), (11, 18))
    return tuple(str(verdict(settings, met=met, known=of, of=of)) for met, of in parts)


def known_from(settings: Settings) -> tuple[str, ...]:
    """Verdicts where 49, 50 and 51 percent of the weight are known and met (R1)."""
    return tuple(str(verdict(settings, met=known, known=known, of=100)) for known in (49, 50, 51))


def rank(tier: Tier) -> See:
    """The rank of a full fit in a tier (PLAYBOOK "Words")."""
    return lambda settings: tiers.rank(fit(account(), settings), tier, settings.fit)


def rank_unknown(settings: Settings) -> float:
    """The rank of an account of which nothing is known (R2)."""
    asked = replace(settings, profile=(Criterion("size", "in", ("big",), 3),))
    return tiers.rank(fit(account(), asked), Tier.C, settings.fit)


def when(words: str) -> See:
    """What the words mean on Monday 23 November 2026, half past eight (R14)."""

    def see(settings: Settings) -> str:
        found = phrases.read(words, NOW, GRAMMAR, settings.phrases, frozenset())
        return f"{found.date} {found.time}"

    return see


SEEN: dict[str, See] = {
    "fit.on_from": on_from,
    "fit.known_percent": known_from,
    "fit.tier_a": rank(Tier.A),
    "fit.tier_b": rank(Tier.B),
    "fit.tier_c": rank(Tier.C),
    "fit.nothing_known": rank_unknown,
    "phrases.fiscal_month": when("next fiscal year"),
    "phrases.morning": when("tomorrow morning"),
    "phrases.afternoon": when("tomorrow afternoon"),
    "phrases.couple": when("in a couple of weeks"),
    "phrases.few": when("in a few weeks"),
}
"""Setting -> what it does."""
