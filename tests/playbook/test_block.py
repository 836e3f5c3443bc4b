"""The block's clock and the minutes that it measures (R27, R35)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook import block
from playbook.block import Block, Lap
from playbook.words import EntryId
from tests.builders import NOW

PAUSE = 5


def at(*minutes: float) -> list[datetime]:
    return [NOW + timedelta(minutes=each) for each in minutes]


def lap(start: float, end: float | None = None, name: str = "e1") -> Lap:
    first = NOW + timedelta(minutes=start)
    return Lap(EntryId(name), first, None if end is None else NOW + timedelta(minutes=end))


@pytest.mark.parametrize(
    ("moments", "whole"),
    [
        (at(), 0),
        (at(0), 0),
        (at(0, 0.49), 0),
        (at(0, 0.5), 1),
        (at(0, 1.49), 1),
        (at(0, 1.5), 2),
        (at(0, 4, 8, 12), 12),
        (at(0, 5), 5),
    ],
)
def test_r27_minutes_are_whole_and_rounded_half_up(moments: list[datetime], whole: int) -> None:
    assert block.measured(moments, PAUSE).minutes(usual=8) == whole


def test_r27_a_pause_over_five_minutes_is_not_counted_and_the_usual_minutes_are_the_least() -> None:
    coffee = block.measured(at(0, 1, 7.1, 8.1), PAUSE)

    assert (coffee.worked, coffee.paused) == (timedelta(minutes=2), True)
    assert coffee.minutes(usual=1) == 2
    assert coffee.minutes(usual=8) == 8, "twenty minutes of talk without a key are no two minutes"
    assert block.measured(at(0, 6), 6).paused is False
    assert block.measured(at(0, 6.1), 6).paused is True


def test_r27_a_clock_set_back_counts_nothing() -> None:
    assert block.measured(at(0, 3, 1, 2), PAUSE).worked == timedelta(minutes=4)


@given(st.lists(st.floats(0, 300), max_size=30), st.integers(1, 60))
def test_r27_never_negative_never_more_than_the_span(minutes: list[float], pause: int) -> None:
    moments = at(*sorted(minutes))
    found = block.measured(moments, pause)

    assert timedelta() <= found.worked <= (moments[-1] - moments[0] if moments else timedelta())
    assert found.minutes(0) >= 0
    assert found.paused or not moments or found.worked == moments[-1] - moments[0]


def test_r35_time_between_laps_is_no_time_of_the_block() -> None:
    whole = Block(EntryId("e1"), 120, (lap(0, 42), lap(300, None, "e2")))

    assert whole.worked(NOW + timedelta(minutes=310)) == timedelta(minutes=52)
    assert whole.open
    assert not whole.over(NOW + timedelta(minutes=377.9))
    assert whole.over(NOW + timedelta(minutes=378))


def test_r35_a_block_left_is_closed_at_its_last_touch() -> None:
    touched = NOW + timedelta(minutes=30)

    assert Block(EntryId("e1"), 120, (lap(0),), touched).left == touched
    assert Block(EntryId("e1"), 120, (lap(0),)).left == NOW
    assert Block(EntryId("e1"), 120, (lap(0, 35), lap(60)), touched).left == NOW + timedelta(minutes=60)
    assert not Block(EntryId("e1"), 120, (lap(0, 35),)).open


def test_a_clock_set_back_makes_no_negative_block() -> None:
    assert Block(EntryId("e1"), 120, (lap(0),)).worked(NOW - timedelta(hours=1)) == timedelta()


def test_the_clock_in_words() -> None:
    assert block.clock(timedelta(minutes=42, seconds=59), 120) == "0:42 of 2:00"
    assert block.clock(timedelta(hours=10, minutes=5), 600) == "10:05 of 10:00"
