"""The look after the block: most minutes and no yes (R43)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook import drain, look
from playbook.look import Spent
from playbook.settings import Block
from playbook.words import AccountId

BLOCK = Block()


def spent(name: str, minutes: int, *, yes: bool = False) -> Spent:
    return Spent(AccountId(name), minutes, yes)


def test_r43_the_three_with_most_minutes_and_no_yes() -> None:
    found = look.looks(
        [spent("a", 10), spent("b", 90), spent("c", 400, yes=True), spent("d", 30), spent("e", 20)], BLOCK
    )

    assert [each.account for each in found] == ["b", "d", "e"]


def test_r43_equal_minutes_keep_one_order_and_nobody_is_looked_at_who_took_none() -> None:
    assert [each.account for each in look.looks([spent("b", 5), spent("a", 5), spent("c", 0)], BLOCK)] == ["a", "b"]
    assert look.looks([], BLOCK) == ()
    assert look.looks([spent("a", 0)], BLOCK) == ()
    assert look.looks([spent("a", 9)], replace(BLOCK, look=0)) == ()


@pytest.mark.parametrize(("minutes", "offered"), [(50, ""), (51, look.LITTLE_PAYOFF)])
def test_r43_over_five_times_the_median_offers_lots_of_work_little_payoff(minutes: int, offered: str) -> None:
    """The median is that of all who took time, also of those who said yes."""
    crowd = [spent("x", minutes), spent("y", 10), spent("z", 10, yes=True)]

    first = look.looks(crowd, BLOCK)[0]
    assert (first.offered, first.times) == (offered, minutes / 10)


def test_r43_what_is_offered_is_a_let_down_of_the_checklist() -> None:
    assert {sign.name: sign.sort for sign in drain.SIGNS}[look.LITTLE_PAYOFF] == drain.LET_DOWN


@given(st.lists(st.tuples(st.integers(0, 999), st.booleans()), max_size=40), st.integers(0, 10))
def test_r43_never_more_than_asked_and_never_one_who_said_yes(crowd: list[tuple[int, bool]], most: int) -> None:
    people = [spent(f"a{number:02}", minutes, yes=yes) for number, (minutes, yes) in enumerate(crowd)]
    found = look.looks(people, replace(BLOCK, look=most))

    assert len(found) <= most
    assert [each.minutes for each in found] == sorted((each.minutes for each in found), reverse=True)
    assert not {each.account for each in found} & {each.account for each in people if each.said_yes}
