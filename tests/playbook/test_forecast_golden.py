"""The forecast's figures as they were before it was made quick (DESIGN section 7): being quicker changes none.

A changed rule changes them, and then they are written anew with the rule's test beside them; a changed way of reckoning
never does.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from types import FrameType
from typing import Any
from zlib import crc32

import pytest

from playbook.forecast import PLAYBOOK, POLICIES, play
from playbook.forecast.book import invented
from playbook.forecast.mix import Mix
from playbook.forecast.tally import Played
from playbook.settings import Caps, Settings
from tests.builders import MONDAY

CAPPED = Settings(caps=Caps(day=2, first=1))
USUAL = Mix()
ROUGH = Mix(drainers=0.3, unknown=0.4, reach=0.4, dead=0.3, leaving=0.6, changing=0.8, dream=0.3)
OFF = frozenset(MONDAY + timedelta(days=ahead) for ahead in (3, 4, 30, 31, 32, 60, 100, 200, 201))
GOLDEN: dict[tuple[str, str], tuple[int, int, int, int]] = {
    ("usual", "the playbook"): (143, 2, 0, 1987945247),
    ("usual", "stop at No 8"): (135, 7, 1, 2853339070),
    ("usual", "stop at No 4"): (134, 5, 1, 2449898226),
    ("usual", "stop at No 1"): (113, 4, 1, 881681747),
    ("usual", "never dump"): (184, 2, 0, 365822938),
    ("usual", "open funnel"): (542, 7, 1, 2026117122),
    ("rough", "the playbook"): (162, 14, 2, 2094140967),
    ("rough", "stop at No 8"): (148, 10, 1, 1318866747),
    ("rough", "stop at No 4"): (173, 12, 0, 4195221604),
    ("rough", "stop at No 1"): (81, 4, 2, 1481024480),
    ("rough", "never dump"): (152, 15, 2, 2122654917),
    ("rough", "open funnel"): (580, 32, 2, 2063009853),
}
"""By world and policy: touches, No's, meetings, and a checksum over every figure of the game."""
WORLDS: dict[str, tuple[Mix, int, frozenset[date]]] = {"usual": (USUAL, 1, frozenset()), "rough": (ROUGH, 4, OFF)}

MOST_CALLS = 190
"""Python calls a touch in a year of 40 accounts: 292 once, then 194, now 176."""


def game(world: str, policy_name: str) -> Played:
    mix, seed, off = WORLDS[world]
    policy = next(each for each in POLICIES if each.name == policy_name)
    return play(replace(invented(8, seed, MONDAY, mix), off=off), policy, CAPPED, mix, seed, 1)


def figures(played: Played) -> tuple[int, int, int, int]:
    return played.touches, played.nos, played.meetings, crc32(repr(played).encode())


@pytest.mark.parametrize("policy", [policy.name for policy in POLICIES])
@pytest.mark.parametrize("world", WORLDS)
def test_the_figures_are_those_of_before(world: str, policy: str) -> None:
    assert figures(game(world, policy)) == GOLDEN[world, policy]


def _calls(accounts: int) -> tuple[int, int]:
    """Play a year; return the Python calls that it took, and the touches."""
    start, made = invented(accounts, 1, MONDAY, USUAL), Counter[str]()

    def count(_frame: FrameType, event: str, _told: Any) -> None:
        made[event] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        played = play(start, PLAYBOOK, Settings(), USUAL, 1, 1)
    finally:
        sys.setprofile(before)
    return made["call"], played.touches


def test_a_touch_costs_as_many_calls_in_a_book_four_times_as_big() -> None:
    """DESIGN section 7, linear in accounts: calls of the rules a touch, not seconds; the days themselves are few."""
    (small, few), (large, many) = _calls(10), _calls(40)
    assert many > 3 * few
    assert large / many <= small / few
    assert large / many < MOST_CALLS
