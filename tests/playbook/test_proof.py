"""The proof: on against off profile, by criterion, by incumbent, honest where the numbers are small (R4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.fit import Result
from playbook.happenings import TouchLogged
from playbook.proof import (
    ENOUGH_TOUCHES,
    Proof,
    Sides,
    Worked,
    against,
    counted,
    differ,
    kept_promise,
    proof,
    sign,
)
from playbook.settings import Criterion
from playbook.words import Outcome, Purpose, StepId, StepKind, Verdict
from tests.builders import MONDAY, step

STEEL = Criterion("industry", "in", ("Steel",))
NEVER = Criterion("incumbent", "contains", ("Oldway",), never=True)
DUE = MONDAY - timedelta(days=3)
PROMISE = step(Purpose.CALLBACK, DUE, StepKind.PROMISE)
RHYTHM = step(Purpose.RHYTHM, DUE)


def work(touches: int, meetings: int, minutes: int = 0, wins: int = 0) -> Worked:
    return Worked(touches, minutes, meetings, wins)


def test_r4_touches_are_summed_by_verdict_criterion_and_incumbent() -> None:
    """R4: an account's verdict, and how each criterion stands there, decide on which side its touches count."""
    kinds = {
        (Verdict.ON, "++"): work(400, 9, 900, 2),
        (Verdict.ON, "+?"): work(12, 0, 30),
        (Verdict.OFF, "-+"): work(41, 3, 200),
        (Verdict.UNKNOWN, "?-"): work(5, 0),
    }
    found = proof(kinds, {"Oldway": work(7, 1), "OLDWAY": work(3, 0), "Acme": work(8, 0)}, (STEEL, NEVER))

    assert found == Proof(
        on=work(412, 9, 930, 2), off=work(41, 3, 200), unknown=work(5, 0), profiled=True,
        criteria=(
            Sides(STEEL, met=work(412, 9, 930, 2), missed=work(41, 3, 200), unknown=work(5, 0)),
            Sides(NEVER, met=work(441, 12, 1100, 2), missed=work(5, 0), unknown=work(12, 0, 30)),
        ),
        incumbents=(("Oldway", work(10, 1)), ("Acme", work(8, 0))),
    )  # fmt: skip


def test_r4_without_a_profile_nothing_is_told_apart() -> None:
    assert proof({(Verdict.ON, ""): work(3, 1)}, {}, ()) == Proof(on=work(3, 1))


@pytest.mark.parametrize(
    ("criterion", "met", "wanted"),
    [(STEEL, True, "+"), (STEEL, False, "-"), (STEEL, None, "?"), (NEVER, True, "-"), (NEVER, False, "+")],
)
def test_r4_a_sign_says_whether_a_criterion_speaks_for_the_account(
    *, criterion: Criterion, met: bool | None, wanted: str
) -> None:
    assert sign(Result(criterion, "held", met)) == wanted


def test_r4_small_numbers_are_told_as_such() -> None:
    assert counted(work(41, 3)) == "3 of 41, too few to tell"
    assert counted(work(ENOUGH_TOUCHES - 1, 3)).endswith("too few to tell")
    assert counted(work(ENOUGH_TOUCHES, 3)) == "3 of 100, 3.0 %"
    assert counted(work(1412, 9)) == "9 of 1,412, 0.6 %"
    assert counted(work(0, 0)) == "no touches"
    assert work(0, 0).minutes_each is None
    assert work(4, 0, 10).minutes_each == 2.5


@pytest.mark.parametrize(
    ("on", "off", "words"),
    [
        (work(400, 20), work(41, 0), "too few to tell"),
        (work(99, 20), work(400, 0), "too few to tell"),
        (work(400, 2), work(400, 2), "too few to tell"),
        (work(400, 3), work(400, 2), "no difference beyond chance"),
        (work(400, 12), work(400, 10), "no difference beyond chance"),
        (work(400, 24), work(400, 8), "on profile brings 3.0 times as many meetings a touch"),
        (work(400, 8), work(400, 24), "off profile brings 3.0 times as many meetings a touch"),
        (work(400, 24), work(400, 0), "on profile alone brings meetings"),
        (work(100, 100), work(100, 100), "no difference beyond chance"),
    ],
)
def test_r4_a_side_is_called_better_only_beyond_chance(on: Worked, off: Worked, words: str) -> None:
    assert against(on, off) == words


@given(st.integers(0, 5000), st.integers(0, 300), st.integers(0, 5000), st.integers(0, 300))
def test_r4_the_comparison_does_not_depend_on_the_order(one: int, met: int, other: int, also: int) -> None:
    left, right = work(one, min(met, one)), work(other, min(also, other))
    assert differ(left, right) is differ(right, left)


def test_r10_a_promise_kept_is_told_with_its_day() -> None:
    """R4, R10: the day as it stood in the plan when the touch came."""
    steps = (PROMISE, RHYTHM)
    touch = TouchLogged(MONDAY, "", Outcome.NO_ANSWER, kept=(PROMISE.id, RHYTHM.id))
    assert kept_promise(steps, touch) == DUE
    assert kept_promise(steps, TouchLogged(MONDAY, "", Outcome.TALK, kept=(RHYTHM.id,))) is None
    assert kept_promise(steps, TouchLogged(MONDAY, "", Outcome.TALK, kept=(StepId("gone"),))) is None
    assert kept_promise(steps, TouchLogged(MONDAY, "", Outcome.TALK, kept=(PROMISE.id,), plan=False)) is None
    assert kept_promise((), touch) is None


def test_r10_of_two_promises_kept_at_once_the_earlier_day_counts() -> None:
    later = step(Purpose.CALLBACK, date(2026, 11, 24), StepKind.PROMISE)
    touch = TouchLogged(MONDAY, "", Outcome.TALK, kept=(PROMISE.id, later.id))
    assert kept_promise((later, PROMISE), touch) == DUE
