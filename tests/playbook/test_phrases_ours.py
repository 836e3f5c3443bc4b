"""Our own table of phrases, written before the grammar was read, and what must hold for any text (R14).

`phrases_ours.tsv`: when it was said, whose country, its kind, the phrase, the answer expected and others that are as
good: a date, a moment, `first..last`, or `none`; behind `~` one that may be shown, but never as sure.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.phrases import Understood, parse_grammar, read
from playbook.settings import Phrases

GRAMMAR = parse_grammar(files("playbook").joinpath("data/phrases.toml").read_text(encoding="utf-8"))
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
PARTS = {"GB": "ENG"}


class Row(NamedTuple):
    """One line of the table."""

    said: str
    country: str
    kind: str
    phrase: str
    expected: str
    accept: str


def _rows() -> list[Row]:
    text = Path(__file__).with_name("phrases_ours.tsv").read_text(encoding="utf-8")
    return [Row(*line.split("\t")) for line in text.splitlines()[1:]]


ROWS = _rows()
GROUPS = [(*place, list(rows)) for place, rows in groupby(ROWS, key=lambda row: row[:3])]


@cache
def days_off(country: str) -> frozenset[date]:
    if country == "US":
        return frozenset()
    return frozenset(holidays.country_holidays(country, subdiv=PARTS.get(country), years=range(2026, 2029)))


def heard(row: Row) -> Understood:
    now = datetime.fromisoformat(row.said).replace(tzinfo=UTC)
    conventions = Phrases(month_first=row.country == "US")
    return read(row.phrase, now, GRAMMAR, conventions, days_off(row.country), row.country)


def is_right(answer: str, found: Understood) -> bool:
    if answer.startswith("~"):
        return not found.sure and is_right(answer[1:], found)
    if answer == "none" or found.date is None:
        return answer == "none" and found.date is None
    first, _, last = answer.partition("..")
    if "T" not in answer:
        return date.fromisoformat(first) <= found.date <= date.fromisoformat(last or first)
    at = None if found.time is None else datetime.combine(found.date, found.time)
    return at is not None and datetime.fromisoformat(first) <= at <= datetime.fromisoformat(last or first)


def test_the_table_is_wide() -> None:
    assert len(ROWS) > 1800
    assert len({row.said for row in ROWS}) >= 6
    assert {row.country for row in ROWS} == {"US", "GB", "DE"}


@pytest.mark.parametrize(("said", "country", "kind", "rows"), GROUPS, ids=lambda value: str(value)[:20])
def test_what_prospects_say_of_a_kind(said: str, country: str, kind: str, rows: list[Row]) -> None:
    """R14: right, or silent where silence was expected."""
    wrong = [
        (row.phrase, found.date, found.time, found.sure)
        for row, found in ((row, heard(row)) for row in rows)
        if not any(is_right(answer, found) for answer in (row.expected, *row.accept.split()))
    ]
    assert wrong == [], (said, country, kind)


def test_what_is_sure_has_no_other_reading_and_what_is_silent_says_why() -> None:
    """R14."""
    for row in ROWS:
        found = heard(row)
        assert not (found.sure and found.others), row.phrase
        assert (found.date is None) == bool(found.why), row.phrase
        assert (found.date is None) == (not found.understood), row.phrase
        assert not (found.sure and found.date is None), row.phrase


SPOKEN = st.sampled_from([row.phrase for row in ROWS if row.country == "US"])
ANY = SPOKEN | st.tuples(SPOKEN, st.sampled_from([" ", ", ", " or ", " but "]), SPOKEN).map("".join) | st.text()
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  (zone beside)
COUNTRIES = st.sampled_from(["US", "GB", "DE", "CA", "XX", ""])


@given(ANY, MOMENTS, COUNTRIES)
def test_never_raises_never_past_never_sure_of_two(text: str, now: datetime, country: str) -> None:
    """R14: and the same text read twice is the same answer."""
    found = read(text, now, GRAMMAR, Phrases(), frozenset(), country)
    assert found == read(text, now, GRAMMAR, Phrases(), frozenset(), country)
    assert not (found.sure and found.others)
    for day in (found.date, *found.others, found.better):
        assert day is None or day >= now.date()
    if found.date is not None:
        assert str(found.date.day) in found.understood
        closed = found.date.weekday() > 4 or (found.date.month, found.date.day) in {(1, 1), (12, 25)}
        assert (found.better is not None) == closed


@given(SPOKEN, st.sampled_from([str.upper, str.title, str.swapcase, str.lower]), st.sampled_from(["", " ", "  ", "\t"]),
       st.sampled_from(["", "!", "?", " !!", "..", "\u2026"]))  # fmt: skip
def test_case_space_and_what_ends_it_change_nothing(phrase: str, case: object, space: str, end: str) -> None:
    """R14."""
    assert callable(case)
    plain = read(phrase, MONDAY, GRAMMAR, Phrases(), frozenset())
    spoken = read(f"{space}{case(phrase).replace(' ', ' ' + space)}{end}", MONDAY, GRAMMAR, Phrases(), frozenset())
    assert (spoken.date, spoken.time) == (plain.date, plain.time)


@given(st.integers(1, 150), st.sampled_from(["day", "week", "month"]), MOMENTS)
def test_a_length_is_arithmetic(number: int, unit: str, now: datetime) -> None:
    """R14."""
    day = read(f"in {number} {unit}s", now, GRAMMAR, Phrases(), frozenset()).date
    if unit == "month":
        years, month = divmod(now.month - 1 + number, 12)
        last = monthrange(now.year + years, month + 1)[1]
        assert day == date(now.year + years, month + 1, min(now.day, last))
    else:
        assert day == now.date() + timedelta(days=number * (7 if unit == "week" else 1))


def test_conventions_that_can_be_set() -> None:
    """R14: which Friday is next, how many a couple and a few are, whose Labour Day."""

    def said(phrase: str, country: str = "US", **ours: object) -> Understood:
        return read(phrase, MONDAY, GRAMMAR, Phrases(**ours), frozenset(), country)  # type: ignore[arg-type]

    usual, coming = said("next Friday"), said("next Friday", next_weekday="coming")
    assert (usual.date, usual.others) == (date(2026, 12, 4), (date(2026, 11, 27),))
    assert (coming.date, coming.others) == (date(2026, 11, 27), (date(2026, 12, 4),))
    assert said("in a couple of weeks", couple=3).date == date(2026, 12, 14)
    assert said("in a few weeks", few=4).date == date(2026, 12, 21)
    assert said("Labour Day").date == date(2027, 9, 6)
    assert said("Labour Day", "GB").date == date(2027, 5, 1)
    assert said("after Thanksgiving", "CA").date == date(2027, 10, 12)


def test_a_holiday_that_goes_on_is_over_when_they_are_back() -> None:
    """R14: after Easter is the Tuesday where Monday is a day off, whatever else is."""
    monday = frozenset({date(2027, 3, 29), date(2027, 1, 18)})
    assert read("after Easter", MONDAY, GRAMMAR, Phrases(), monday, "GB").date == date(2027, 3, 30)
    assert read("after Easter", MONDAY, GRAMMAR, Phrases(), frozenset(), "US").date == date(2027, 3, 29)
    assert read("after Jan 17", MONDAY, GRAMMAR, Phrases(), monday, "US").date == date(2027, 1, 18)


def test_a_part_of_the_day_that_has_begun_is_still_today() -> None:
    """R14: "this afternoon" said at half past two; an hour gone by is not."""
    two = MONDAY.replace(hour=14, minute=30)
    found = read("this afternoon", two, GRAMMAR, Phrases(), frozenset())
    assert (found.date, found.time, found.sure) == (two.date(), None, False)
    assert read("this morning", two, GRAMMAR, Phrases(), frozenset()).date is None
    assert read("tomorrow evening at 8", two, GRAMMAR, Phrases(), frozenset()).time == time(20)
