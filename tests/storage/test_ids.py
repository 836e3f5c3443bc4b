"""Ids that are clocks (SYNC section 4)."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import BookTrouble
from storage.ids import IdSource, is_id, text_of

TOP = (1 << 48) - 2


@given(st.lists(st.integers(0, TOP), min_size=1, max_size=60), st.integers())
def test_ids_never_go_back_whatever_the_clock_does(clock: list[int], seed: int) -> None:
    """Text order is the order in which they were made: a clock set back, standing still or jumping changes nothing."""
    ticks = iter(clock)
    ids = IdSource(lambda: next(ticks), IdSource.seeded(seed)._random)
    made = [ids.next() for _ in clock]
    assert made == sorted(set(made))


@given(st.integers(0, TOP), st.integers(0, (1 << 12) - 1), st.integers(0, (1 << 62) - 1))
def test_an_id_is_a_uuid_of_version_seven(ms: int, count: int, random: int) -> None:
    text = text_of(ms, count, random)
    found = uuid.UUID(text)
    assert str(found) == text
    assert (found.version, found.variant) == (7, uuid.RFC_4122)
    assert is_id(text)
    assert found.int >> 80 == ms


@given(*[st.tuples(st.integers(0, TOP), st.integers(0, 4095), st.integers(0, (1 << 62) - 1))] * 2)
def test_text_order_is_time_order(one: tuple[int, int, int], two: tuple[int, int, int]) -> None:
    assert (one < two) == (text_of(*one) < text_of(*two))


@given(st.integers(0, TOP - 1), st.integers(0, 4095), st.integers(0, 1 << 40))
def test_an_id_sorts_behind_everything_seen(ms: int, count: int, clock: int) -> None:
    """A machine whose clock runs ahead is followed, so an answer never sorts before its question."""
    seen = text_of(ms, count, (1 << 62) - 1)
    ids = IdSource.seeded(1, clock)
    ids.follow(seen)
    assert ids.next() > seen


def test_a_full_counter_moves_the_clock() -> None:
    ids = IdSource.seeded(1)
    made = [ids.next() for _ in range(5000)]
    assert made == sorted(set(made))


def test_following_nothing_is_nothing() -> None:
    ids = IdSource.seeded(1)
    ids.follow("")
    assert ids.next() == IdSource.seeded(1).next()


@pytest.mark.parametrize("text", ["x", "018bcfe5-6800-4000-8409-f134c386bbc4", "018BCFE5-6800-7000-8409-F134C386BBC4"])
def test_a_foreign_id_is_said(text: str) -> None:
    with pytest.raises(BookTrouble, match="did not make"):
        IdSource.seeded(1).follow(text)


def test_a_writer_is_a_random_uuid() -> None:
    ids = IdSource.seeded(1)
    names = {ids.random_text() for _ in range(100)}
    assert len(names) == 100
    assert {uuid.UUID(name).version for name in names} == {4}
    assert all(str(uuid.UUID(name)) == name for name in names)


def test_the_machines_own_source_makes_ids() -> None:
    ids = IdSource.system()
    assert is_id(ids.next())
    assert ids.next() < ids.next()
