"""A day is the day that was written, whatever the spelling."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.importing.dates import day, month_first

MARCH = date(2024, 3, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-20",
        "2024/3/20",
        "2024.03.20",
        "2024-03-20T23:59:59Z",
        "2024-03-20 23:30",
        "20240320",
        "20240320T1200Z",
        "20.03.2024",
        "20.3.24",
        "03/20/2024",
        "20/03/2024",
        "3-20-24",
        "03/20/2024, 11:30 PM",
        "20 March 2024",
        "20. März 2024",
        "Wed, 20 Mar 2024",
        "20-Mar-24",
        "March 20, 2024",
        "Wednesday, March 20th 2024",
        "20 mars 2024",
        "20 de marzo de 2024",
        "20th of March 2024",
        "45371",
        "45371.75",
        "1710892800",
        "1710892800000",
    ],
)
def test_one_day_in_many_spellings(text: str) -> None:
    assert day(text, months_lead=True) == MARCH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2024-13-40",
        "20241340",
        "40.13.2024",
        "31/31/2024",
        "99999",
        "12345",
        "20 Foo 2024",
        "Foo 20 2024",
        "Q3 2024",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day(text, months_lead=True) is None
    assert day(text, months_lead=False) is None


def test_three_four_is_what_the_column_says() -> None:
    assert day("3/4/2024", months_lead=True) == date(2024, 3, 4)
    assert day("3/4/2024", months_lead=False) == date(2024, 4, 3)
    assert day("3.4.2024", months_lead=True) == date(2024, 4, 3)
    assert day("3/20/2024", months_lead=False) == MARCH


def test_years_of_two_figures_turn_in_1970() -> None:
    assert day("1/1/69", months_lead=True) == date(2069, 1, 1)
    assert day("1/1/70", months_lead=True) == date(1970, 1, 1)


@pytest.mark.parametrize(
    ("values", "first"),
    [
        (["3/4/2024", "13/4/2024"], False),
        (["3/4/2024", "4/13/2024"], True),
        (["3/4/2024"], True),
        (["20.03.2024", "", "soon"], True),
        (["31/31/2024"], True),
    ],
)
def test_a_column_tells_whether_months_lead(values: list[str], first: bool) -> None:  # noqa: FBT001
    assert month_first(values, default=True) is first


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.booleans())
def test_every_day_comes_back_as_it_was_written(when: date, months_lead: bool) -> None:  # noqa: FBT001
    figures = "%m/%d/%Y" if months_lead else "%d/%m/%Y"
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", figures):
        assert day(when.strftime(form), months_lead=months_lead) == when
