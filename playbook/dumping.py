"""What a dump ends, named before it is done (R28): the rep is asked once, and nothing vanishes unsaid."""

from __future__ import annotations

from dataclasses import dataclass

from playbook import daywords
from playbook.facts import AccountFacts, Step
from playbook.words import Purpose, StepKind

_WAITING = {Purpose.RETURN: "meeting", Purpose.FOLLOW_UP: "next step", Purpose.ANSWER: "their answer"}
"""Open proposals: what the two sides wait for."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What a dump ends, for the one question before it (R28)."""

    promises: tuple[Step, ...] = ()
    proposals: tuple[Step, ...] = ()
    """What they wait for: a meeting, an answer at the dump point, the next step after a talk."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Each of them in words, the earliest first."""
        named = [(step, "promise") for step in self.promises]
        named += [(step, _WAITING[step.purpose]) for step in self.proposals]
        named.sort(key=lambda each: (each[0].on, each[0].id))
        return tuple(f"{word}, {daywords.full(step.on)}: {step.why}" for step, word in named)


def ends(account: AccountFacts) -> Ending:
    """Return the promises and open proposals that end with a dump (R28)."""
    return Ending(
        tuple(step for step in account.steps if step.kind is StepKind.PROMISE),
        tuple(step for step in account.steps if step.kind is not StepKind.PROMISE and step.purpose in _WAITING),
    )
