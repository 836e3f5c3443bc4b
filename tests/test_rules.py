"""Each rule of the playbook has a home that names it and a test that proves it: the map is held against the house."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from playbook.outcomes import OUTCOMES
from playbook.rules import ESSAYS, RULES, Rule, rule

TESTS = Path(__file__).parent
ROOT = TESTS.parent
PROOFS = {
    path: path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("test_*.py")) if path.name != "test_rules.py"
}


def test_there_are_forty_five_in_order() -> None:
    assert [each.number for each in RULES] == list(range(1, 46))
    assert {essay for each in RULES for essay in each.essays.split()} == {name for name, _ in ESSAYS}


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.code)
def test_the_home_of_a_rule_names_it(each: Rule) -> None:
    spec = find_spec(each.home)
    assert spec is not None, each.home
    assert spec.origin is not None
    assert re.search(rf"\b{each.code}\b|R{each.number}[-–]|[-–]R{each.number}\b", Path(spec.origin).read_text("utf-8"))


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.code)
def test_some_test_names_the_rule(each: Rule) -> None:
    named = [path for path, text in PROOFS.items() if re.search(rf"\b{each.code}\b|_r{each.number}_", text)]
    assert named


@pytest.mark.parametrize("row", OUTCOMES, ids=lambda row: row.outcome)
def test_an_outcome_names_a_rule_that_is_there(row: object) -> None:
    assert rule(getattr(row, "rule", "")) is not None


def test_a_rule_is_found_however_it_is_written() -> None:
    assert rule("R14") == rule(" r14") == rule("14") == RULES[13]
    assert rule("R46") is None
    assert rule("") is None
