"""What the forecast starts from: the rep's own book, or an invented set of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from playbook.facts import AccountFacts, PersonFacts
from playbook.forecast.mix import Mix
from playbook.words import AccountId, PersonId, Role, Tier, Verdict

_UNKNOWN_RANK = 50.0
_TIMES = {Tier.A: 2.0, Tier.B: 1.5, Tier.C: 1.0}
_ROLES = (Role.DECISION_MAKER, Role.INFLUENCER)


@dataclass(frozen=True, slots=True)
class Member:
    """One account with its people and the views that order it."""

    account: AccountFacts
    people: tuple[PersonFacts, ...]
    verdict: Verdict = Verdict.ON
    tier: Tier = Tier.C
    rank: float = 100.0
    """Fit x tier (R33)."""


@dataclass(frozen=True, slots=True)
class Start:
    """The book on its first day."""

    today: date
    members: tuple[Member, ...]
    off: frozenset[date] = frozenset()
    """The rep's days off, as far as they are known (R37)."""
    own: bool = False
    """The rep's own book, not an invented set."""
    whole: int = 0
    """Accounts of the own book that are on profile or unknown; more than are played where the book is big."""


def invented(count: int, seed: int, today: date, mix: Mix) -> Start:
    """Return a set of `count` accounts that nobody has called yet: each with two people, a telephone and mail."""
    return Start(today, tuple(prospect(number, seed, today, mix) for number in range(count)), whole=count)


def prospect(number: int, seed: int, today: date, mix: Mix) -> Member:
    """Return one invented account, the same for the same number and seed."""
    luck = Random(f"{seed}/prospect/{number}")  # noqa: S311  (a game, no secret)
    ident = AccountId(f"forecast-{number:06d}")
    name = f"Account {number + 1}"
    tier = luck.choice(tuple(Tier))
    verdict = Verdict.UNKNOWN if luck.random() < mix.unknown else Verdict.ON
    account = AccountFacts(
        ident, name, (("name", name), ("phone", "+13125550100")), added=today, dream=luck.random() < mix.dream,
        dream_since=today,
    )  # fmt: skip
    return Member(
        account, tuple(person(ident, place, role) for place, role in enumerate(_ROLES)), verdict, tier,
        (_UNKNOWN_RANK if verdict is Verdict.UNKNOWN else 2 * _UNKNOWN_RANK) * _TIMES[tier],
    )  # fmt: skip


def person(account: AccountId, place: int, role: Role) -> PersonFacts:
    """Return the `place`-th person of an account, with a mail address of their own and the firm's telephone."""
    ident = PersonId(f"{account}-{place}")
    name = f"Person {place + 1}"
    return PersonFacts(ident, account, name, (("email", f"{ident}@example.com"), ("name", name)), role)
