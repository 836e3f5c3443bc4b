"""Back from the dump: with a reason, and with what was promised before (R29)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from playbook import moves
from playbook.bodies import NewStep, Revived
from playbook.decision import Draft, World
from playbook.facts import AccountFacts, PersonFacts, Step
from playbook.settings import Settings


def offered(lost: Sequence[Step], today: date) -> tuple[NewStep, ...]:
    """Return the promises that a dump ended as they can stand again: with their hour and words (R10).

    One whose day has passed is due today.
    """
    return tuple(
        NewStep(
            number, step.kind, step.purpose, max(step.on, today), step.at, step.zone, step.channel, step.person,
            step.intent, step.gap, step.attempt, step.rule, step.why,
        )
        for number, step in enumerate(lost)
    )  # fmt: skip


def revive(  # noqa: PLR0913, PLR0917  (a return is told all that it decides by)
    account: AccountFacts,
    people: tuple[PersonFacts, ...],
    on: date,
    reason: str,
    again: tuple[NewStep, ...],
    world: World,
    settings: Settings,
) -> Draft:
    """Return a dumped account taken back with its reason (R29); promises that stand again take the rhythm's place."""
    back = moves.revive(account, people, on, reason, world, settings)
    if not again or not isinstance(back.body, Revived):
        return back
    steps = tuple(replace(step, n=number) for number, step in enumerate(again))
    return replace(back, body=replace(back.body, steps=steps))
