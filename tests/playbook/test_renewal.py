"""A value renewed is what `dataclasses.replace` makes of it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from playbook import bodies, facts
from playbook.case import Plan
from playbook.decision import Decision, Said, World
from playbook.forecast import answer as forecast_answer
from playbook.renewal import renewed, replace
from playbook.words import ActionId, EntryId, Outcome
from tests.builders import ACME, MONDAY, NOW, account, person

VALUES: tuple[tuple[Any, dict[str, Any]], ...] = (
    (account(touches=2), {"nos": 3, "last_words": "after the audit", "steps": ()}),
    (person(), {"burst": 2, "gone": True}),
    (World(MONDAY), {"today": MONDAY.replace(day=24)}),
    (Said(Outcome.NO, NOW), {"note": "x"}),
    (Decision(Said(Outcome.NO, NOW), ACME, EntryId("e")), {"rule": "R5"}),
    (Plan(), {"why": "x"}),
    (bodies.ActionUndone(ActionId("a")), {}),
    (forecast_answer.Answer(Outcome.NO), {"talked": True}),
)


@pytest.mark.parametrize(("value", "changes"), VALUES)
def test_it_is_what_the_library_makes(value: Any, changes: dict[str, Any]) -> None:
    made = renewed(value, **changes)
    assert made == dataclasses.replace(value, **changes)
    assert type(made) is type(value)
    assert made is not value


def test_the_first_value_stays_as_it_was() -> None:
    before = account()
    replace(before, nos=5)
    assert before == account()


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="no field 'nose'"):
        renewed(account(), nose=1)


def test_a_class_of_one_field_is_renewed_too() -> None:
    @dataclasses.dataclass(frozen=True, slots=True)
    class One:
        name: str

    assert renewed(One("a"), name="b") == One("b")


def test_values_that_are_renewed_only_set_fields() -> None:
    kinds = (facts.AccountFacts, facts.PersonFacts, facts.Step, World, Said, Decision, Plan)
    assert all(not hasattr(kind, "__post_init__") and hasattr(kind, "__slots__") for kind in kinds)
