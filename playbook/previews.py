"""The dates on the keys: every outcome decided for one row before any key is pressed (R7, DESIGN section 1)."""

from __future__ import annotations

from playbook.decide import decide
from playbook.decision import Decision, Said, World
from playbook.facts import AccountFacts, PersonFacts
from playbook.outcomes import OUTCOMES, row
from playbook.renewal import replace
from playbook.settings import Settings


def previews(
    account: AccountFacts, people: tuple[PersonFacts, ...], base: Said, settings: Settings, world: World
) -> tuple[Decision, ...]:
    """Return one decision for each row of the outcome table, in its order; `base` says whom, how and when."""
    return tuple(
        decide(account, people, replace(base, outcome=known.outcome, reading=None), settings, world)
        for known in OUTCOMES
    )


def readings(
    account: AccountFacts, people: tuple[PersonFacts, ...], said: Said, settings: Settings, world: World
) -> tuple[Decision, ...]:
    """Return one decision for each digit that sets a reading of the outcome just said; empty where there is none."""
    return tuple(
        decide(account, people, replace(said, reading=digit.reading, answered=True), settings, world)
        for digit in row(said.outcome).digits
        if digit.reading is not None
    )
