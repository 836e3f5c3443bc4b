"""Named days by rule, held against the public holidays of the United States as a library knows them (R14)."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import holidays
import pytest

from playbook.phrases.grammar import parse_grammar
from playbook.phrases.holidays import day_by_rule, easter, holiday_span, next_holiday

GRAMMAR = parse_grammar(files("playbook").joinpath("data/phrases.toml").read_text(encoding="utf-8"))
YEARS = range(2022, 2041)
FEDERAL = {
    "newyear": "New Year's Day",
    "mlk": "Martin Luther King Jr. Day",
    "presidents": "Washington's Birthday",
    "memorial": "Memorial Day",
    "juneteenth": "Juneteenth National Independence Day",
    "july4": "Independence Day",
    "labor": "Labor Day",
    "columbus": "Columbus Day",
    "veterans": "Veterans Day",
    "thanksgiving": "Thanksgiving Day",
    "xmas": "Christmas Day",
}


@pytest.mark.parametrize(("key", "name"), FEDERAL.items())
def test_our_rules_agree_with_the_calendar_of_the_united_states(key: str, name: str) -> None:
    known = holidays.country_holidays("US", years=YEARS, observed=False)
    days = {day for day in known.get_named(name, lookup="exact") if day.year in YEARS}
    assert {holiday_span(GRAMMAR.holidays[key], year).first for year in YEARS} == days


def test_a_day_off_that_moves_is_over_when_the_moved_day_is() -> None:
    july, newyear, xmas = (GRAMMAR.holidays[key] for key in ("july4", "newyear", "xmas"))
    assert holiday_span(july, 2027).over == date(2027, 7, 5)
    assert holiday_span(july, 2026).over == date(2026, 7, 4)
    assert holiday_span(newyear, 2027).over == date(2027, 1, 1)
    assert holiday_span(xmas, 2022).over == date(2022, 12, 26)


def test_the_next_one_is_the_first_that_is_not_over() -> None:
    thanksgiving, season = GRAMMAR.holidays["thanksgiving"], GRAMMAR.holidays["season"]
    assert next_holiday(thanksgiving, date(2026, 11, 27)).first == date(2026, 11, 26)
    assert next_holiday(thanksgiving, date(2026, 11, 28)).first == date(2027, 11, 25)
    assert next_holiday(season, date(2027, 1, 1)).first == date(2026, 12, 24)
    assert next_holiday(season, date(2027, 1, 2)).last == date(2028, 1, 1)


@pytest.mark.parametrize("day", ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2008-03-23"])
def test_easter(day: str) -> None:
    found = date.fromisoformat(day)
    assert easter(found.year) == found
    assert day_by_rule("easter+1", found.year) > found


@pytest.mark.parametrize("rule", ["2 mon 5", "the ides", "13-01"])
def test_a_rule_that_names_no_day_is_an_error(rule: str) -> None:
    with pytest.raises(ValueError, match=r"no such day|nvalid|month must"):
        day_by_rule(rule, 2026)
