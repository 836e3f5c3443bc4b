"""The ways out of a full book and what each frees (R32, R34)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from playbook import relief
from playbook.relief import Load, Remedy
from playbook.settings import Caps, Settings, Spacing

FULL = Load(900, full=True, tier_c=90, tier_c_a_day=2.0, tier_c_ahead=50, proposed=4, proposed_ahead=9)


def caps(**more: int) -> Settings:
    return Settings(caps=replace(Caps(), **more))


@pytest.mark.parametrize(("ahead", "full", "over"), [(720, False, False), (721, True, False), (801, True, True)])
def test_r32_full_is_over_90_percent_and_r34_over_is_more_than_the_cap(ahead: int, *, full: bool, over: bool) -> None:
    """R32, R34: 20 working days at 40 hold 800."""
    assert relief.is_full(ahead, Settings()) is full
    assert relief.is_over(ahead, Settings()) is over


@pytest.mark.parametrize(("due", "full", "firsts"), [(40, False, 5), (41, True, 1)])
def test_r32_r6_the_book_is_full_when_today_cannot_hold_what_is_due(due: int, *, full: bool, firsts: int) -> None:
    """R32, R6: whatever the days ahead hold."""
    assert relief.is_full(0, Settings(), due) is full
    assert relief.quota(Caps(), full=full) == firsts


def test_r34_each_way_says_what_it_frees() -> None:
    """R34, R32: fewer first touches, 90 days for tier C, a higher cap; dump and tickle."""
    found = relief.ways(FULL, caps(first_full=4))
    assert [(way.remedy, way.what, way.frees) for way in found] == [
        (Remedy.FEWER_FIRST, "4 → 2 a day", 40),
        (Remedy.TIER_C, "90 accounts", 28),
        (Remedy.HIGHER_CAP, "40 → 50 a day", 200),
        (Remedy.DUMP, "4 proposed", 9),
        (Remedy.TICKLE, "50 of tier C", 50),
    ]


def test_r34_a_way_taken_is_settings() -> None:
    fewer, tier_c, higher, dump, tickle = relief.ways(FULL, caps(first_full=4))
    assert fewer.settings is not None
    assert (fewer.settings.caps.first, fewer.settings.caps.first_full) == (2, 2)
    assert tier_c.settings is not None
    assert tier_c.settings.spacing.tier_c == 90
    assert higher.settings is not None
    assert higher.settings.caps.day == 50
    assert not relief.is_full(900, higher.settings)
    assert (dump.settings, tickle.settings) == (None, None)


@pytest.mark.parametrize(("due", "note"), [(50, "then the book is full no longer"), (51, "")])
def test_r34_a_higher_cap_promises_no_more_than_it_holds(due: int, note: str) -> None:
    """R34, R32: 50 a day hold the days ahead; the book is full until what is due today fits as well."""
    (higher,) = (way for way in relief.ways(replace(FULL, due=due), Settings()) if way.remedy is Remedy.HIGHER_CAP)
    assert (higher.what, higher.note) == ("40 → 50 a day", note)
    assert higher.settings is not None
    assert relief.is_full(FULL.ahead, higher.settings, due) is not bool(note)


def test_r34_while_it_is_not_full_the_usual_quota_is_halved() -> None:
    (first, *_) = relief.ways(replace(FULL, full=False), Settings())
    assert first.what == "5 → 2 a day"


def test_what_frees_nothing_is_not_offered() -> None:
    settings = Settings(caps=replace(Caps(), day=400, first=0, first_full=0), spacing=replace(Spacing(), tier_c=90))
    assert relief.ways(Load(9000, full=True), settings) == ()
    assert [way.remedy for way in relief.ways(Load(9000, full=True), caps(first=0))] == [Remedy.HIGHER_CAP]


def test_the_highest_cap_may_not_be_enough() -> None:
    (way,) = relief.ways(Load(9000, full=True), caps(first=0, day=399))
    assert (way.what, way.note) == ("399 → 400 a day", "")


def test_one_account_is_said_in_the_singular() -> None:
    found = relief.ways(Load(1, tier_c=1, tier_c_a_day=0.001), caps(first=0))
    assert [(way.what, way.frees) for way in found] == [("1 account", 0), ("40 → 41 a day", 20)]
