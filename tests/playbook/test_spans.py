"""The spans over which numbers are told (R4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.spans import Period, Span, span_of

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("period", "today", "first"),
    [
        (Period.TODAY, MONDAY, MONDAY),
        (Period.WEEK, MONDAY, MONDAY),
        (Period.WEEK, date(2026, 11, 29), MONDAY),
        (Period.MONTH, MONDAY, date(2026, 11, 1)),
        (Period.QUARTER, MONDAY, date(2026, 10, 1)),
        (Period.QUARTER, date(2026, 9, 30), date(2026, 7, 1)),
        (Period.QUARTER, date(2026, 1, 1), date(2026, 1, 1)),
        (Period.YEAR, MONDAY, date(2026, 1, 1)),
    ],
)
def test_r4_a_period_begins_with_its_first_day(period: Period, today: date, first: date) -> None:
    assert span_of(period, today) == Span(first, today)


def test_r4_all_begins_with_the_record() -> None:
    assert span_of(Period.ALL, MONDAY, date(2024, 2, 29)) == Span(date(2024, 2, 29), MONDAY)
    assert span_of(Period.ALL, MONDAY) == Span(MONDAY, MONDAY)
    assert span_of(Period.ALL, MONDAY, date(2027, 1, 1)) == Span(MONDAY, MONDAY)


@given(st.sampled_from(Period), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_r4_a_span_ends_today_and_holds_it(period: Period, today: date) -> None:
    span = span_of(period, today)
    assert span.first <= span.last == today
    assert span.days == (span.last - span.first).days + 1
