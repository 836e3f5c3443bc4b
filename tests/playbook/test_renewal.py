"""A value renewed is what `dataclasses.replace` makes of it."""

from __future__ import annotations

import dataclasses
import pickle
from typing import Any

import pytest

from playbook import bodies, facts
from playbook.case import Plan
from playbook.decision import Decision, Said, World
from playbook.forecast import PLAYBOOK, play
from playbook.forecast import answer as forecast_answer
from playbook.forecast.book import invented
from playbook.forecast.mix import Mix
from playbook.forecast.touch import MADE
from playbook.outcomes import OutcomeRow
from playbook.renewal import hasten, renewed, replace
from playbook.settings import Settings
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


@dataclasses.dataclass(frozen=True, slots=True)
class Made:
    """Names that the written `__init__` uses too are fields like any other."""

    kind: str
    twin: int
    become: tuple[int, ...] = (1, 2)
    old: float = 0.5


@dataclasses.dataclass(frozen=True, slots=True)
class Gathering:
    """Its default is made anew for each."""

    names: list[str] = dataclasses.field(default_factory=list)


def test_a_hastened_class_makes_what_it_made_and_stays_frozen() -> None:
    before = (Made("a", 1), Made("a", twin=2, old=3.0), Made("a", 1, (), 2.0))
    hasten(Made, Made)
    after = (Made("a", 1), Made("a", twin=2, old=3.0), Made("a", 1, (), 2.0))
    assert before == after
    assert [hash(each) for each in before] == [hash(each) for each in after]
    assert all(type(each) is Made for each in after)
    assert pickle.loads(pickle.dumps(after)) == after  # noqa: S301  (our own bytes)
    assert dataclasses.replace(after[0], twin=5) == renewed(before[0], twin=5)
    with pytest.raises(dataclasses.FrozenInstanceError):
        after[0].twin = 2  # type: ignore[misc]


def test_a_hastened_class_wants_the_same_arguments() -> None:
    hasten(Made)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'twin'"):
        Made("a")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'nose'"):
        Made("a", 1, nose=1)  # type: ignore[call-arg]


def test_what_does_more_than_set_its_fields_is_not_hastened() -> None:
    with pytest.raises(TypeError, match="OutcomeRow does more than set its fields"):
        hasten(OutcomeRow)
    with pytest.raises(TypeError, match="Gathering does more than set its fields"):
        hasten(Gathering)


def test_what_the_forecast_makes_is_hastened_by_playing() -> None:
    start = invented(1, 1, MONDAY, Mix())
    play(start, PLAYBOOK, Settings(), Mix(), 1, 1)
    assert all("_become" in kind.__init__.__globals__ for kind in MADE)
