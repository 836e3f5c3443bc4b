"""Days off: how they are said and kept (R37)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook import away, phrases
from playbook.away import Away
from playbook.away_words import Heard, Named, read
from playbook.phrases import parse_grammar
from playbook.settings import Hours, Phrases, Settings
from tests.builders import MONDAY

CHRISTMAS = Away(date(2026, 12, 24), date(2027, 1, 3))


def iso(words: str, today: date) -> Named:
    """Reads ISO days, and `24 Dec` as the next one."""
    try:
        return Named(date.fromisoformat(words))
    except ValueError:
        pass
    months = {"Dec": 12, "Jan": 1}
    day, _, month = words.partition(" ")
    if month not in months:
        return Named(None)
    found = date(today.year, months[month], int(day))
    return Named(found if found >= today else found.replace(year=today.year + 1), sure=day != "1")


GRAMMAR = parse_grammar((Path(away.__file__).parent / "data" / "phrases.toml").read_text(encoding="utf-8"))


def said(words: str, today: date) -> Named:
    """Reads days and stretches as the program does."""
    now = datetime.combine(today, time(8, 30))
    found = phrases.read(words, now, GRAMMAR, Phrases(), frozenset())
    return Named(found.date, found.last, found.sure)


def with_days(*told: str) -> Settings:
    return Settings(hours=replace(Hours(), leave=told))


@pytest.mark.parametrize(
    "words",
    ["2026-12-24..2027-01-03", "2026-12-24 .. 2027-01-03", "24 Dec to 3 Jan", "from 24 Dec until 3 Jan",
     "24 Dec - 3 Jan",
     "24 Dec – 3 Jan", "2026-12-24 through 2027-01-03"],
)  # fmt: skip
def test_r37_a_range_in_words_or_dates(words: str) -> None:
    """R37: the end is read as said on the first day, so 3 Jan is next year's."""
    assert read(words, MONDAY, iso) == Heard(CHRISTMAS)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [("1 to 12 Dec", 1, 12), ("24 to 28 Dec", 24, 28), ("24 Dec to 28", 24, 28)],
)
def test_r37_a_month_that_is_said_once_counts_for_both_days(words: str, first: int, last: int) -> None:
    """R37: "1 to 12 December", as people say it."""
    assert read(words, MONDAY, iso).away == Away(date(2026, 12, first), date(2026, 12, last))


def test_r37_a_bare_number_finds_no_month_in_a_date_of_digits() -> None:
    found = read("24 to 2026-12-28", MONDAY, iso)
    assert found.away is None
    assert "“24”" in found.why


def test_r37_one_day() -> None:
    found = read("24 Dec", MONDAY, iso)
    assert found.away == Away(date(2026, 12, 24), date(2026, 12, 24))
    assert found.away.words == "Thu 24 Dec 2026"
    assert found.away.text == "2026-12-24"


def test_r37_weeks_are_their_working_days() -> None:
    wednesday = MONDAY + timedelta(days=2)
    assert read("next week", wednesday, iso).away == Away(date(2026, 11, 30), date(2026, 12, 4))
    assert read("This Week", wednesday, iso).away == Away(wednesday, date(2026, 11, 27))


SPANS = (
    "tomorrow: 11-24", "Friday off: 11-27", "this week: 11-23..11-27", "the rest of the week: 11-23..11-27",
    "next week: 11-30..12-04", "I'm off next week: 11-30..12-04", "this week and next: 11-23..12-04",
    "this and next week: 11-23..12-04", "next week and the one after: 11-30..12-11",
    "the week after next: 12-07..12-11", "week of 7 December: 12-07..12-11", "Christmas week: 12-21..12-25",
    "next two weeks: 11-30..12-11 ?", "Next 2 Weeks: 11-30..12-11 ?", "for two weeks: 11-30..12-11 ?",
    "a couple of weeks: 11-30..12-11 ?", "the next 10 days: 11-24..12-03 ?", "a month: 11-24..12-23 ?",
    "the next 5 working days: 11-24..11-30 ?", "Saturday for 2 working days: 11-28..12-01",
    "7 December for 3 weeks: 12-07..12-25", "two weeks starting 7 December: 12-07..12-18",
    "two weeks from 7 December: 12-07..12-18 ?", "3 days from next month: 12-01..12-03 ?",
    "until Friday: 11-23..11-27", "from now until Friday: 11-23..11-27", "through 4 Dec: 11-23..12-04",
    "until December: 11-23..11-30 ?", "through December: 11-23..12-31 ?", "27 Nov to December: 11-27..11-30 ?",
    "23-27 December: 12-23..12-27", "December 23-27: 12-23..12-27", "23rd–27th Dec: 12-23..12-27",
    "Dec 23 to Jan 2: 12-23..01-02", "24 December - 2 January: 12-24..01-02", "23/12 - 27/12: 12-23..12-27",
    "in December: 12-01..12-31", "the holidays: 12-24..01-01", "December to January: 12-01..01-31 ?",
    "last two weeks of December: 12-21..12-31 ?", "24 and 25 December: 12-24..12-25",
    "Friday and Monday: 11-27..11-30", "between Christmas and New Year: 12-25..01-03 ?",
)  # fmt: skip
"""Days off as they are typed on Monday 23 November 2026, what is understood, and a ? where that is doubtful."""


@pytest.mark.parametrize("told", SPANS)
def test_r37_a_span_in_words_is_all_of_its_days(told: str) -> None:
    """R37: what reads as one day of a longer leave would plan touches into it."""
    words, _, understood = told.partition(": ")
    heard = read(words, MONDAY, said)
    assert heard.away is not None, heard.why
    days = dict.fromkeys((heard.away.first, heard.away.last))
    assert "..".join(f"{day:%m-%d}" for day in days) + ("" if heard.sure else " ?") == understood
    assert 0 <= (heard.away.last - heard.away.first).days < 70


def test_r37_a_week_that_is_over_but_for_its_weekend_is_today() -> None:
    saturday = MONDAY + timedelta(days=5)
    assert read("this week", saturday, said).away == Away(saturday, saturday)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "Say the days"),
        ("   ", "Say the days"),
        ("soon", "I find no day in “soon”"),
        ("24 Dec to soon", "I find no day in “soon”"),
        ("24 Dec to 3 Jan to 9 Jan", "more than two days"),
        ("2026-12-24..2026-12-20", "is before"),
        ("2026-11-02..2026-11-05", "over already"),
        ("2026-12-24..2028-01-03", "more than a year"),
        ("500 days", "more than a year"),
        ("0 days", "Say the days"),
        ("to", "Say the days"),
        ("until soon", "I find no day in “soon”"),
        ("2 weeks from soon", "I find no day in “soon”"),
        ("soon and 24 Dec", "I find no day in “soon and 24 Dec”"),
        ("24 Dec and soon", "I find no day in “24 Dec and soon”"),
        ("24 Dec and 27 Dec", "Between these days you work"),
    ],
)
def test_r37_what_is_no_leave_says_why(words: str, why: str) -> None:
    found = read(words, MONDAY, iso)
    assert found.away is None
    assert why in found.why


def test_a_doubtful_day_is_not_sure() -> None:
    assert not read("1 Dec to 3 Dec", MONDAY, iso).sure
    assert not read("24 Dec to 1 Jan", MONDAY, iso).sure


def test_the_settings_keep_ranges_and_days() -> None:
    settings = with_days("2027-05-01", "2026-12-24 .. 2027-01-03", "nonsense")
    assert away.told(settings) == (CHRISTMAS, Away(date(2027, 5, 1), date(2027, 5, 1)))
    assert away.coming(settings, date(2027, 1, 4)) == (Away(date(2027, 5, 1), date(2027, 5, 1)),)
    assert CHRISTMAS.words == "Thu 24 Dec - Sun 3 Jan 2027"
    assert CHRISTMAS.holds(date(2027, 1, 3))
    assert not CHRISTMAS.holds(date(2027, 1, 4))
    assert CHRISTMAS.work_days(frozenset({date(2026, 12, 25)})) == 6


def test_r37_days_off_that_touch_become_one() -> None:
    settings = away.with_leave(with_days("2026-12-20..2026-12-23", "2027-05-01"), CHRISTMAS)
    assert settings.hours.leave == ("2026-12-20..2027-01-03", "2027-05-01")


def test_r37_working_again_cuts_a_longer_leave() -> None:
    settings = away.without_leave(with_days(CHRISTMAS.text, "2027-05-01"), Away(date(2026, 12, 28), date(2026, 12, 29)))
    assert settings.hours.leave == ("2026-12-24..2026-12-27", "2026-12-30..2027-01-03", "2027-05-01")
    assert away.without_leave(with_days(CHRISTMAS.text), CHRISTMAS).hours.leave == ()


@pytest.mark.parametrize(
    ("since", "today", "found"),
    [
        (date(2026, 12, 23), date(2027, 1, 4), True),
        (date(2027, 1, 4), date(2027, 1, 5), False),
        (date(2026, 12, 23), date(2027, 1, 3), False),
    ],
)
def test_r37_the_leave_that_ended_since_the_last_touch(since: date, today: date, *, found: bool) -> None:
    assert away.ended(with_days(CHRISTMAS.text), since, today) == (CHRISTMAS if found else None)


DAY = st.integers(0, 60).map(lambda days: MONDAY + timedelta(days=days))
LEAVES = st.tuples(DAY, st.integers(0, 9)).map(lambda pair: Away(pair[0], pair[0] + timedelta(days=pair[1])))


@given(st.lists(LEAVES, max_size=6), LEAVES)
def test_r37_entering_and_removing_move_exactly_those_days(told: list[Away], more: Away) -> None:
    settings = Settings()
    for each in told:
        settings = away.with_leave(settings, each)
    before = _days(settings)
    assert _days(away.with_leave(settings, more)) == before | more.days()
    assert _days(away.without_leave(settings, more)) == before - more.days()


def _days(settings: Settings) -> frozenset[date]:
    return frozenset().union(*(each.days() for each in away.told(settings)))
