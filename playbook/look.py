"""The look after a block: who took the most time and said no yes (R43).

"It is as important to disqualify" (S1). A yes is a meeting or a next step that was agreed, or an order; a good talk is
none, for time drainers are fun to talk to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from playbook.settings import Block
from playbook.words import AccountId

LITTLE_PAYOFF: Final = "little-payoff"
"""The sign that too many minutes offer: "lots of work, little payoff"."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one account took in the days looked at."""

    account: AccountId
    minutes: int
    said_yes: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """One account to look at."""

    account: AccountId
    minutes: int
    times: float
    """Its minutes over the median of all accounts that took any."""
    offered: str = ""
    """Name of the sign that its minutes alone suggest, empty for none; it is offered, never noted by itself."""


def looks(spent: Sequence[Spent], block: Block) -> tuple[Looked, ...]:
    """Return the accounts to look at: most minutes first, none that said yes (R43).

    Those over `block.times_median` times the median offer "lots of work, little payoff".
    """
    taken = [each for each in spent if each.minutes > 0]
    if not taken:
        return ()
    middle = median(each.minutes for each in taken)
    silent = sorted((each for each in taken if not each.said_yes), key=lambda each: (-each.minutes, each.account))
    return tuple(_looked(each, each.minutes / middle, block) for each in silent[: block.look])


def _looked(each: Spent, times: float, block: Block) -> Looked:
    offered = LITTLE_PAYOFF if times > block.times_median else ""
    return Looked(each.account, each.minutes, times, offered)
