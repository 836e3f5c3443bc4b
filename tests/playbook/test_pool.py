"""The pool: what lifts a rank, and when it is low (R22, R32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from playbook import pool
from playbook.facts import Opening
from playbook.settings import Settings, Spacing
from playbook.words import EntryId
from tests.builders import MONDAY, account


@pytest.mark.parametrize(
    ("said", "on"),
    [("2027-01-31", date(2027, 1, 31)), ("2027-02", date(2027, 2, 1)), ("2027", date(2027, 1, 1)), ("soon", None),
     ("", None)],
)  # fmt: skip
def test_r22_the_end_of_a_contract_opens(said: str, on: date | None) -> None:
    assert pool.opening_on(account(contract_end=said), Spacing()) == on


def test_r22_an_opening_opens_on_its_day_or_stays_news_for_the_longest_lead() -> None:
    dated = replace(account(), openings=(Opening(EntryId("e"), "new site", MONDAY, date(2027, 3, 1)),))
    undated = replace(account(), openings=(Opening(EntryId("e"), "funding", MONDAY),))
    assert pool.opening_on(dated, Spacing()) == date(2027, 3, 1)
    assert pool.opening_on(undated, Spacing()) == MONDAY + timedelta(days=90)


@pytest.mark.parametrize(("days", "near"), [(-1, False), (0, True), (90, True), (91, False)])
def test_r22_it_is_near_within_the_longest_lead(days: int, *, near: bool) -> None:
    assert pool.is_near(MONDAY + timedelta(days=days), MONDAY, Spacing()) is near
    assert not pool.is_near(None, MONDAY, Spacing())


@pytest.mark.parametrize(("waiting", "low"), [(0, True), (49, True), (50, False)])
def test_r32_under_ten_days_of_quota_the_pool_is_low(waiting: int, *, low: bool) -> None:
    assert pool.is_low(waiting, Settings()) is low
