"""A standing said by hand: what it does to the plan, and who decides by another key (R6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from playbook import stating
from playbook.bodies import StandingSet, StepSet
from playbook.words import Purpose, Standing, StepId, StepKind
from tests.builders import MONDAY, SETTINGS, WORLD, account, person, step

PROMISE = step(Purpose.CALLBACK, date(2027, 5, 24), StepKind.PROMISE)
RHYTHM = replace(step(Purpose.RHYTHM, MONDAY), id=StepId("rhythm/0"))


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (None, (Standing.CUSTOMER, Standing.CLOSED)),
        (Standing.WORKING, (Standing.CUSTOMER, Standing.CLOSED)),
        (Standing.TALKING, (None, Standing.CUSTOMER, Standing.CLOSED)),
        (Standing.CUSTOMER, (None, Standing.CLOSED)),
        (Standing.CLOSED, (None, Standing.CUSTOMER)),
        (Standing.DUMPED, ()),
        (Standing.BARRED, ()),
    ],
)
def test_r6_what_may_be_said_of_an_account(stated: Standing | None, said: tuple[Standing | None, ...]) -> None:
    """R6: one standing; dumped and barred have their own keys and ways back (R28, R38)."""
    assert stating.choices(replace(account(), stated=stated)) == said


def test_r44_a_customer_keeps_its_promises_and_gets_no_cold_call() -> None:
    """R44: nobody cold-calls a customer; R10: what was promised stands."""
    held = replace(account(touches=3), steps=(PROMISE, RHYTHM))
    said, plan = stating.state(held, (person(),), Standing.CUSTOMER, "won", WORLD, SETTINGS)
    assert said.body == StandingSet(MONDAY, Standing.CUSTOMER, reason="won")
    assert isinstance(plan.body, StepSet)
    assert plan.body.ended == (RHYTHM.id,)


def test_a_closed_firm_has_no_plan_and_an_empty_plan_is_not_ended() -> None:
    held = replace(account(touches=3), steps=(PROMISE, RHYTHM))
    _, plan = stating.state(held, (person(),), Standing.CLOSED, "", WORLD, SETTINGS)
    assert isinstance(plan.body, StepSet)
    assert set(plan.body.ended) == {PROMISE.id, RHYTHM.id}
    assert len(stating.state(account(), (), Standing.CLOSED, "", WORLD, SETTINGS)) == 1


def test_r6_what_was_taken_back_goes_on_in_its_rhythm() -> None:
    """R6: working always has a step."""
    held = replace(account(touches=3), stated=Standing.CUSTOMER)
    said, plan = stating.state(held, (person(),), None, "", WORLD, SETTINGS)
    assert isinstance(said.body, StandingSet)
    assert said.body.standing is None
    assert isinstance(plan.body, StepSet)
    assert [each.purpose for each in plan.body.steps] == [Purpose.RHYTHM]
