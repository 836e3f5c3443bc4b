"""The long record (R23)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from playbook.long_record import LongRecord, changed_within, long_record, patience, said_day, years
from playbook.words import Purpose, Tier
from tests.builders import DANA, MONDAY, SETTINGS, account, person, step

NEXT = MONDAY + timedelta(days=9)


def test_r23_the_long_record() -> None:
    """R23: pursued since, No's and before the book, touches, outlived, spend, incumbent, last, next, rhythm."""
    held = replace(
        account(
            touches=90, pursued_since="2019-11-23", nos_before="12", spend="2000000", incumbent="Oldway",
            incumbent_since="2021",
        ),
        nos=29, outlived=4, dream=True, last_touch=MONDAY - timedelta(days=15), steps=(step(Purpose.RHYTHM, NEXT),),
    )  # fmt: skip
    told = long_record(held, (person(since="2022-05"),), Tier.B, SETTINGS, MONDAY)

    assert told == LongRecord(
        date(2019, 11, 23), told.years, 41, 12, 90, 4, 2_000_000.0, "Oldway", date(2021, 1, 1), DANA, "Dana Cole",
        date(2022, 5, 1), MONDAY - timedelta(days=15), NEXT, 0.5,
    )  # fmt: skip
    assert round(told.years, 2) == 7.0


def test_r23_an_account_that_was_never_touched_has_nothing_to_wait_for() -> None:
    told = long_record(account(), (), Tier.C, SETTINGS, MONDAY)
    assert (told.person, told.person_name, told.person_since) == (None, "", None)
    assert (told.last, told.next, told.waited, told.nos, told.before) == (None, None, None, 0, 0)


def test_r23_a_touch_logged_for_tomorrow_has_waited_nothing() -> None:
    held = replace(account(touches=1), last_touch=MONDAY + timedelta(days=1))
    assert long_record(held, (), Tier.C, SETTINGS, MONDAY).waited == 0


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2019-11-23", date(2019, 11, 23)), ("2019-11", date(2019, 11, 1)), (" 2019 ", date(2019, 1, 1)),
        ("long ago", None), ("", None), ("2019-13", None),
    ],
)  # fmt: skip
def test_r23_a_day_may_be_said_as_a_month_or_a_year(said: str, day: date | None) -> None:
    assert said_day(said) == day


def test_r23_years_are_never_below_nothing() -> None:
    assert years(None, MONDAY) == 0
    assert years(MONDAY + timedelta(days=5), MONDAY) == 0


def test_r23_what_patience_rests_on() -> None:
    """Field 15: 17 % change post in a year, 73 % within seven."""
    assert [changed_within(count) for count in (0, 1, 7)] == [0, 17, 73]
    assert patience() == "17 % change post in a year: 73 % within seven"
