"""A standing said by the rep on the account's page: a customer, out of business, or what the plan says again (R6).

Dumped and barred have their own keys and their own ways back (R28, R29, R38); what is planned follows what is said.
"""

from __future__ import annotations

from dataclasses import replace

from playbook import moves
from playbook.bodies import StandingSet, StepSet
from playbook.decision import Draft, World
from playbook.facts import AccountFacts, PersonFacts
from playbook.settings import Settings
from playbook.words import Standing, StepKind

_BY_OTHER_KEYS = frozenset({Standing.DUMPED, Standing.BARRED})


def choices(account: AccountFacts) -> tuple[Standing | None, ...]:
    """Return what may be said of an account: None is "as the plan says"; nothing where another key decides."""
    if account.stated in _BY_OTHER_KEYS:
        return ()
    said = tuple(each for each in (Standing.CUSTOMER, Standing.CLOSED) if each is not account.stated)
    return said if account.stated in {None, Standing.WORKING} else (None, *said)


def state(
    account: AccountFacts, people: tuple[PersonFacts, ...], said: Standing | None, why: str, world: World,
    settings: Settings,
) -> tuple[Draft, ...]:  # fmt: skip
    """Return a standing said by hand, with what it does to the plan.

    A customer's promises stay and nobody cold-calls them (R44); a closed firm has no plan; what was taken back goes on
    in its rhythm, so that nobody falls between the standings (R6).
    """
    spoken = Draft(account.id, StandingSet(world.today, said, reason=why))
    if said is None:
        return (spoken, *moves.resume(replace(account, stated=None), people, world, settings))
    kept = StepKind.PROMISE if said is Standing.CUSTOMER else None
    over = tuple(sorted(step.id for step in account.steps if step.kind is not kept))
    return (spoken, Draft(account.id, StepSet(ended=over, why=str(said)))) if over else (spoken,)
