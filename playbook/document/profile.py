"""The profile in the document: one `[[profile]]` table for each criterion (R1)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from playbook.amounts import number
from playbook.document.check import Fault, check_text
from playbook.document.keys import literal
from playbook.settings import Criterion

NAMES: Final = ("field", "test", "values", "weight", "must", "never")
"""Keys of a `[[profile]]` table, in the order of the document."""
TESTS: Final = ("in", "not in", "between", "at least", "contains")

_WEIGHTS: Final = range(1, 6)
_PAIR: Final = 2
_EXAMPLE: Final = """\
# [[profile]]
# field = "industry"             # any column of your list
# test = "in"                    # in, not in, between, at least, contains
# values = ["Chemicals", "Plastics"]
# weight = 3                     # 1 to 5; or must = true; or never = true
#
# [[profile]]
# field = "employees"
# test = "between"
# values = ["50", "500"]
# must = true
"""
_HEAD: Final = """\
# Who usually buys from you: one [[profile]] table for each criterion. Without any, every account is on profile. (R1)
"""


def render_profile(profile: tuple[Criterion, ...]) -> str:
    """Return the tables of a profile, or two examples as comments."""
    if not profile:
        return _HEAD + _EXAMPLE
    return _HEAD + "\n".join(_table(criterion) for criterion in profile)


def words_of(criterion: Criterion) -> str:
    """Return a criterion as a rep says it: `employees between 50 and 500 (must)`."""
    glue = " and " if criterion.test == "between" else ", "
    force = "must" if criterion.must else "never" if criterion.never else f"weight {criterion.weight}"
    return f"{criterion.field} {criterion.test} {glue.join(criterion.values)} ({force})"


def check_part(name: str, value: object) -> object:
    """Return what one key of a `[[profile]]` table holds.

    Raises:
        Fault: the value is of the wrong type or impossible.
    """
    if name == "values":
        parts = value if isinstance(value, list) else [value]
        _expect(bool(parts), "at least one value", value)
        return tuple(_text(part) for part in parts)
    if name in {"must", "never"}:
        return _expect(isinstance(value, bool), "true or false", value)
    if name == "weight":
        return _expect(type(value) is int and value in _WEIGHTS, "a whole number from 1 to 5", value)
    if name == "test":
        return _expect(value in TESTS, f"one of {', '.join(TESTS)}", value)
    if not isinstance(value, str) or not value.strip():
        raise Fault("the name of a column", value)
    check_text(value)
    return value


def check_whole(criterion: Criterion, weighed: bool) -> Criterion:  # noqa: FBT001
    """Return a criterion whose keys fit together; `weighed` says that the document gave it a weight.

    Raises:
        Fault: must with never, a weight beside either, or values that its test cannot use.
    """
    if criterion.must and criterion.never:
        raise Fault("must or never, not both", [criterion.field])
    forced = criterion.must or criterion.never
    if forced and weighed:
        raise Fault("no weight beside must or never", criterion.weight)
    for expected in _misfits(criterion):
        raise Fault(expected, list(criterion.values))
    return replace(criterion, weight=0) if forced else criterion


def _misfits(criterion: Criterion) -> Iterator[str]:
    numbers = [_figure(value) for value in criterion.values]
    if criterion.test == "between" and not (
        len(numbers) == _PAIR and all(map(math.isfinite, numbers)) and numbers == sorted(numbers)
    ):
        yield "two numbers, the smaller one first"
    if criterion.test == "at least" and not (len(numbers) == 1 and math.isfinite(numbers[0])):
        yield "one number"


def _figure(value: str) -> float:
    """What a bound says, in the ways in which lists write it: 500, "1,000", "$2.5M", 2026-01-31."""
    try:
        return float(value)
    except ValueError:
        pass
    try:
        return float(date.fromisoformat(value).toordinal())
    except ValueError:
        amount = number(value)
    return math.nan if amount is None else amount


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not str(value).strip():
        raise Fault("texts or numbers", value)
    check_text(str(value))
    return str(value)


def _expect(holds: bool, expected: str, value: object) -> object:  # noqa: FBT001
    if not holds:
        raise Fault(expected, value)
    return value


def _table(criterion: Criterion) -> str:
    lines = ["[[profile]]", f"field = {literal(criterion.field)}", f"test = {literal(criterion.test)}"]
    lines.append(f"values = {literal(criterion.values)}")
    if criterion.must or criterion.never:
        lines.append("must = true" if criterion.must else "never = true")
    else:
        lines.append(f"weight = {criterion.weight}")
    return "\n".join(lines) + "\n"
