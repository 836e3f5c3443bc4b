"""Callback phrases (R14): every example of the grammar file, the conventions, and what must never happen."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.phrases import FARTHEST_YEARS, MEANINGS, Understood, parse_grammar, read
from playbook.settings import Phrases

GRAMMAR = parse_grammar(files("playbook").joinpath("data/phrases.toml").read_text(encoding="utf-8"))
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
TODAY = NOW.date()
OFF = frozenset({date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 18)})
EXAMPLES = [(pattern.name, *pair) for pattern in (*GRAMMAR.clocks, *GRAMMAR.patterns) for pair in pattern.examples]


def said(phrase: str, now: datetime = NOW, phrases: Phrases | None = None) -> Understood:
    return read(phrase, now, GRAMMAR, phrases or Phrases(), OFF)


def written(found: Understood) -> str:
    if found.date is None:
        return "none"
    return found.date.isoformat() + (found.time.strftime("T%H:%M") if found.time else "")


@pytest.mark.parametrize(("name", "phrase", "expected"), EXAMPLES)
def test_every_example_of_the_grammar_file(name: str, phrase: str, expected: str) -> None:
    """R14."""
    assert written(said(phrase)) == expected, name


def test_each_pattern_has_a_meaning_and_examples_and_each_meaning_a_pattern() -> None:
    assert {pattern.means for pattern in GRAMMAR.patterns} == set(MEANINGS)
    assert all(pattern.examples for pattern in (*GRAMMAR.clocks, *GRAMMAR.patterns))


RIGHT = """
call me next Tuesday = 2026-12-01
ring me back in two weeks = 2026-12-07
Friday week = 2026-12-04
the Friday after next = 2026-12-11
next Tuesday or Thursday = 2026-12-01
Thu/Fri = 2026-11-26
5th business day of the month = 2026-12-07
last weekend of January = 2027-01-30
third Friday in Q1 = 2027-01-15
last day of next month = 2026-12-31
last month of Q1 = 2027-03-01
last quarter of 2027 = 2027-10-01
opening week of March = 2027-03-01
first quarter of next year = 2027-01-01
the end of the week after next = 2026-12-11
mid-summer = 2027-07-15
late 2027 = 2027-11-01
second half of next week = 2026-12-03
later this year = 2026-12-14
beginning of the fiscal year = 2027-01-01
early Q2 = 2027-04-01
FY27 = 2027-01-01
fiscal year 2028 = 2028-01-01
Q4 = 2027-10-01
Q3 '27 = 2027-07-01
2H27 = 2027-07-01
last quarter of the year = 2027-10-01
within a week = 2026-11-30
in 2, 3 weeks = 2026-12-07
two fortnights = 2026-12-21
twenty-five days = 2026-12-18
a hundred days = 2027-03-03
in two hundred days = 2027-06-11
1 1/2 years = 2028-05-23
1.5 months = 2027-01-07
in an hour and a half = 2026-11-23T10:00
a decade = 2036-11-23
ten days before Christmas = 2026-12-15
10 working days before Christmas = 2026-12-15
6 weeks after January = 2027-03-14
twenty first of January = 2027-01-21
the thirty first of March = 2027-03-31
3-dec-26 = 2026-12-03
dec15 = 2026-12-15
Dec. 1st. = 2026-12-01
Feb 29 = 2028-02-29
the 31st = 2026-12-31
week 53 = 2026-12-28
week 3 2028 = 2028-01-17
next week on the 3rd = 2026-12-03
in the new year on the 11th = 2027-01-11
Thursday december 3 = 2026-12-03
out until Dec 7 = 2026-12-07
out for the day = 2026-11-24
I'm off Thursday = 2026-11-27
half past 12 tomorrow = 2026-11-24T12:30
tomorrow at 06:30 = 2026-11-24T06:30
tomorrow at 15 = 2026-11-24T15:00
Friday 10-11am = 2026-11-27T10:00
tomorrow 12-1pm = 2026-11-24T12:00
in the morning = 2026-11-24T09:00
3pm = 2026-11-23T15:00
tomorrow at 25 = 2026-11-24
Christmas break = 2026-12-24
after Easter holidays = 2027-03-29
Super Bowl = 2027-02-14
July 4 holiday = 2027-07-04
month from today = 2026-12-23
this coming month = 2026-11-24
next weekend = 2026-12-05
this time tomorrow = 2026-11-24T08:30
same day next quarter = 2027-02-23
same day next year = 2027-11-23
same day as the 3rd = none
the week before Christmas = 2026-12-14
not interested right now call back in 6 months = 2027-05-23
no budget, call me in July = 2027-07-01
can't do Tuesday, Wednesday works = 2026-11-25
call Tuesday, I'm out Monday = 2026-11-24
retires in June, call his successor in July = 2027-07-01
once budgets are approved in December = 2026-12-01
moved to June = 2027-06-01
Mon works for me = 2026-11-30
10-minute call tomorrow = 2026-11-24
tomorrow at 24:00 = 2026-11-24
tomorrow at quarter past 24 = 2026-11-24
Monday or whenever = 2026-11-30
late this weekend = 2026-11-28
15.6.2041 = 2041-06-15
"""

SILENT = """
they sat on it
he may call
we march on
June called
April is the CFO
August Smith
second opinion
the first time
version 2.0
room 101
call 312 555 0142
call 555-1234 ext 12
50/50
13/13/2027
on the 32nd
Feb 30
2/30
Tuesday 3
12-1
the sixty first
CW 60
Q5
25:00
0 days
in weeks
months
in the coming weeks
someday
after the merger
when the CFO is back
three months after launch
after spring break
it took 6 months
we have a 3 year deal
a 5 year contract
15 minute demo
at the end of the day it's price
Friday's meeting went well
every Monday
twice a week
Mondays
3/4 of the team
can't do Tuesday
Tuesday doesn't work
don't call on Monday
the last two weeks of hol
second week of tomorrow
the 30th of February 2027
6 minutes from Monday
900000 days before Monday
the 5th of next week
Monday in March
the first of hol_none
Christmas around the 3rd
season_none
i have until
hol_none
fifth Monday of February
fourth month of Q1
between 3 weeks and Friday
Jan 10-5
Jan 32-33
same time as ever
next hol_none
once launched
the team ago
wd9
35th business day of Q9
"""

PAST = """
yesterday
last Friday
last week
two weeks ago
bought in 2024
started in May
Dec 2025
2026-11-01
1/2/26
since June
been with them for 2 years
has been here for 3 months
we talked on Monday
earlier this week
this past Monday
week before Thanksgiving
CFO joined in March
today at 8am
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("line", lines(RIGHT))
def test_what_prospects_say(line: str) -> None:
    """R14."""
    phrase, _, expected = line.rpartition(" = ")
    assert written(said(phrase)) == expected


@pytest.mark.parametrize("phrase", lines(SILENT))
def test_silent_rather_than_guessing(phrase: str) -> None:
    """R14: no day, and why."""
    found = said(phrase)
    assert (found.date, found.time, found.understood, found.sure, found.others) == (None, None, "", False, ())
    assert found.why.endswith((".", "?"))


@pytest.mark.parametrize("phrase", ["the o99", "o0", "on the o32"])
def test_a_day_that_no_month_has_is_looked_for_no_further_than_a_calendar_goes(phrase: str) -> None:
    """R14, T26: typed as the scanner writes ordinals; the search for it ended in the year 10000, with an error."""
    assert said(phrase).date is None


@pytest.mark.parametrize("phrase", lines(PAST))
def test_what_has_been_is_no_day_to_call(phrase: str) -> None:
    """R14."""
    found = said(phrase)
    assert found.date is None
    assert found.why == "That has been. Which day is ahead?"


def test_an_open_reading_is_never_shown_as_sure() -> None:
    """R14: a day beside which another is plausible is offered with the other."""
    assert said("next Tuesday").others == (date(2026, 11, 24),)
    assert said("3/4").others == (date(2027, 4, 3),)
    assert said("in 4 to 6 weeks").others == (date(2027, 1, 4),)
    assert said("on the 23rd").others == (TODAY,)
    assert said("Monday Dec 15").others == (date(2026, 12, 14),)
    assert said("first week of December").others == (date(2026, 12, 7),)
    assert said("next December").others == (date(2027, 12, 1),)
    assert said("March or April").others == (date(2027, 4, 1),)
    assert said("3 Fridays from now").others == (date(2026, 12, 18),)
    assert said("a few Fridays from now").others == (date(2026, 12, 18),)[1:]
    for phrase in ("3/4", "next Tuesday", "late January", "in a few weeks", "after our April board meeting", "at 7"):
        assert not said(phrase).sure
    for phrase in ("in 6 months", "Monday", "2027-02-01", "end of Q1", "after Labor Day", "tomorrow at 10"):
        assert said(phrase).sure


def test_a_zone_beside_an_hour_is_not_converted_and_not_sure() -> None:
    """R10: a named hour is theirs."""
    found = said("10am EST tomorrow")
    assert (found.time, found.sure) == (time(10), False)


def test_a_weekend_is_kept_and_its_working_day_offered() -> None:
    """R10: weekend or holiday is told and asked."""
    found = said("in 6 months")
    assert (found.date, found.sure, found.others) == (date(2027, 5, 23), True, ())
    assert found.better == date(2027, 5, 24)
    assert said("Thanksgiving").better == date(2026, 11, 27)
    assert said("tomorrow").better is None


@pytest.mark.parametrize(
    ("phrase", "echo"),
    [
        ("today at 5", "Mon 23 Nov 2026 at 17:00, today"),
        ("tomorrow", "Tue 24 Nov 2026, tomorrow"),
        ("2026-11-30", "Mon 30 Nov 2026, in 7 days"),
        ("in 3 weeks", "Mon 14 Dec 2026, in 3 weeks"),
        ("in 45 days", "Thu 7 Jan 2027, in 45 days"),
        ("in a month", "Wed 23 Dec 2026, in a month"),
        ("in 6 months", "Sun 23 May 2027, in 6 months"),
        ("2027-05-24", "Mon 24 May 2027, in about 6 months"),
        ("in a year", "Tue 23 Nov 2027, in a year"),
        ("in 2 years", "Thu 23 Nov 2028, in 2 years"),
        ("2030-01-07", "Mon 7 Jan 2030, in about 3 years"),
    ],
)
def test_the_day_is_echoed_in_words(phrase: str, echo: str) -> None:
    """R14."""
    assert said(phrase).understood == echo


@pytest.mark.parametrize(
    "phrase", ["contract is up in June", "budget opens up in July", "no budget until July", "up for renewal in Q3"]
)
def test_words_of_expiry_or_budget_offer_an_opening(phrase: str) -> None:
    """R14, R22."""
    assert said(phrase).expiry
    assert not said("call me in June").expiry


def test_conventions_are_settings() -> None:
    """R14."""
    assert said("3/4", phrases=Phrases(month_first=False)).date == date(2027, 4, 3)
    assert said("14/3", phrases=Phrases(month_first=False)).date == date(2027, 3, 14)
    assert said("tomorrow morning", phrases=Phrases(morning=7)).time == time(7)
    assert said("tomorrow afternoon", phrases=Phrases(afternoon=16)).time == time(16)
    july = Phrases(fiscal_month=7)
    assert said("new fiscal year", phrases=july).date == date(2027, 7, 1)
    assert said("FY28", phrases=july).date == date(2027, 7, 1)
    assert said("Q1 FY28", phrases=july).date == date(2027, 7, 1)
    quarter = said("Q1", phrases=july)
    assert (quarter.date, quarter.others[-1], quarter.sure) == (date(2027, 1, 1), date(2027, 7, 1), False)


def test_a_time_that_has_gone_by_is_another_half_of_the_day_or_another_day() -> None:
    """R14: never a past moment of today."""
    three = NOW.replace(hour=15)
    assert written(said("at 3", three)) == "2026-11-24T15:00"
    assert written(said("at 4", three)) == "2026-11-23T16:00"
    assert written(said("today at 8", three)) == "2026-11-23T20:00"
    assert written(said("this morning", three)) == "none"
    assert written(said("tonight", three)) == "2026-11-23T18:00"
    assert written(said("today at 2pm", three)) == "none"
    assert written(said("at 9", three)) == "2026-11-24T09:00"


def test_what_has_begun_means_its_next_time() -> None:
    """R14: March said in March is next year's; the rest of this month is ahead."""
    mid = datetime(2027, 3, 15, 9, tzinfo=UTC)
    assert written(said("March", mid)) == "2028-03-01"
    assert written(said("end of March", mid)) == "2027-03-31"
    assert written(said("early March", mid)) == "2028-03-01"
    assert written(said("late March", mid)) == "2027-03-25"
    assert written(said("mid Q1", mid)) == "2028-02-15"
    assert written(said("Q1 2027", mid)) == "2027-03-16"
    assert written(said("last Friday of the month", datetime(2027, 1, 30, 9, tzinfo=UTC))) == "2027-02-26"
    assert written(said("beginning of the month", datetime(2027, 3, 1, 9, tzinfo=UTC))) == "2027-04-01"
    assert written(said("this weekend", datetime(2027, 3, 14, 9, tzinfo=UTC))) == "2027-03-14"
    assert written(said("later this week", datetime(2027, 3, 19, 9, tzinfo=UTC))) == "2027-03-21"
    assert written(said("after Thanksgiving", datetime(2026, 11, 27, 9, tzinfo=UTC))) == "2026-11-30"
    assert written(said("Christmas", datetime(2026, 12, 28, 9, tzinfo=UTC))) == "2027-12-25"
    assert written(said("fifth Monday of the month", datetime(2027, 2, 1, 9, tzinfo=UTC))) == "2027-03-29"


def test_nothing_beyond_fifteen_years() -> None:
    """R14."""
    for phrase in ("in 16 years", "100 years", "in 9999999999 days", "in 99999999999999999999 months", "2050"):
        assert said(phrase).date is None
    assert said("in 20 years").why == "That is more than 15 years ahead."
    assert said("in 14 years").date == date(2040, 11, 23)
    assert said("in 14 to 99 years").others == (date(2040, 11, 23),)[1:]
    assert said("900 Mondays from now").date is None


SIGNS = """
next this last of the 3 15 12/1 3pm 20270301 1/2 2027 o'clock thanksgiving christmas q3 h1 or to from between - , mid-
99 0 31 week before and half not a in until end quarter 31.2. 24:00 5th every 10-11 '27 fy28 cw + @ . until back out
"""
WORDS = sorted({*GRAMMAR.lexicon, *GRAMMAR.words.filler, *GRAMMAR.numbers, *SIGNS.split()})
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  (zone beside)


@given(st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), MOMENTS)
@example("last Friday of the month", datetime(2027, 1, 30, 12, tzinfo=UTC))
@example("Feb 29", datetime(2096, 3, 1, 12, tzinfo=UTC))
def test_no_text_raises_and_no_answer_is_past_or_farther_than_fifteen_years(text: str, now: datetime) -> None:
    """R14."""
    found = said(text, now)
    assert (found.date is None) == bool(found.why) == (not found.understood)
    for day in (found.date, *found.others):
        assert day is None or now.date() <= day <= now.date() + timedelta(days=366 * FARTHEST_YEARS)
    assert found.date not in found.others
    if found.time is not None and found.date == now.date():
        assert found.time >= now.time().replace(second=0, microsecond=0)


@given(
    st.integers(1, 180), st.sampled_from(["days", "weeks", "months"]), st.sampled_from(["in {} {}", "{} {} from now"])
)
def test_lengths_are_counted_from_today(number: int, unit: str, form: str) -> None:
    """R14."""
    day = said(form.format(number, unit)).date
    assert day is not None
    if unit == "months":
        assert (day.year - 2026) * 12 + day.month - 11 == number
    else:
        assert (day - TODAY).days == number * (7 if unit == "weeks" else 1)


@given(st.dates(TODAY, TODAY + timedelta(days=5000)))
def test_a_date_written_out_is_that_date(day: date) -> None:
    """R14."""
    forms = (
        f"{day:%Y-%m-%d}",
        f"{day:%d.%m.%Y}",
        f"{day:%m/%d/%Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    )
    assert {said(form).date for form in forms} == {day}


def accepted(expected: str, note: str, found: Understood) -> bool:
    answer = written(found)
    if answer == expected:
        return True
    accept = re.search(r"accept=([^;]*)", note)
    ranges = [part.strip().partition("..") for part in accept[1].split("|")] if accept else []
    return any(low <= (answer if "T" in low else answer[:10]) <= (high or low) for low, _, high in ranges)


def test_the_open_phrases_are_right() -> None:
    """R14: at least 95 of 100, no day for those that name none, nothing wrong shown as sure."""
    lists = os.environ.get("NOTYET_LISTS", "")
    path = Path(lists).parent / "phrases_open.tsv"
    if not lists or not path.is_file():
        reason = "NOTYET_LISTS names no folder beside phrases_open.tsv"
        print(reason)  # noqa: T201  (a skipped check says so)
        pytest.skip(reason)
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    wrong = [(phrase, said(phrase)) for phrase, expected, note in rows if not accepted(expected, note, said(phrase))]
    assert len(wrong) <= len(rows) * 0.05, wrong
    assert [phrase for phrase, expected, _ in rows if expected == "none" and said(phrase).date] == []
    assert [phrase for phrase, found in wrong if found.sure] == []
