"""The spans over which numbers are told (R4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.spans import Period, Span, earlier, last_of, span_of

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


@pytest.mark.parametrize(
    ("period", "back", "first", "last"),
    [
        (Period.TODAY, 1, date(2026, 11, 22), date(2026, 11, 22)),
        (Period.WEEK, 1, date(2026, 11, 16), date(2026, 11, 22)),
        (Period.WEEK, 3, date(2026, 11, 2), date(2026, 11, 8)),
        (Period.MONTH, 1, date(2026, 10, 1), date(2026, 10, 31)),
        (Period.MONTH, 9, date(2026, 2, 1), date(2026, 2, 28)),
        (Period.QUARTER, 1, date(2026, 7, 1), date(2026, 9, 30)),
        (Period.QUARTER, 4, date(2025, 10, 1), date(2025, 12, 31)),
        (Period.YEAR, 2, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_r4_an_earlier_period_is_whole(period: Period, back: int, first: date, last: date) -> None:
    assert span_of(period, MONDAY, back=back) == Span(first, last)
    assert last_of(period, first) == last


@pytest.mark.parametrize(
    ("span", "period", "before"),
    [
        (Span(MONDAY, MONDAY), Period.WEEK, Span(date(2026, 11, 16), date(2026, 11, 16))),
        (Span(date(2026, 11, 16), date(2026, 11, 22)), Period.WEEK, Span(date(2026, 11, 9), date(2026, 11, 15))),
        (Span(date(2026, 11, 1), MONDAY), Period.MONTH, Span(date(2026, 10, 1), date(2026, 10, 23))),
        (Span(date(2026, 3, 1), date(2026, 3, 30)), Period.MONTH, Span(date(2026, 2, 1), date(2026, 2, 28))),
        (Span(date(2026, 3, 1), date(2026, 3, 31)), Period.MONTH, Span(date(2026, 2, 1), date(2026, 2, 28))),
        (Span(date(2026, 2, 1), date(2026, 2, 28)), Period.MONTH, Span(date(2026, 1, 1), date(2026, 1, 31))),
        (Span(date(2026, 11, 10), date(2026, 11, 12)), None, Span(date(2026, 11, 7), date(2026, 11, 9))),
    ],
)
def test_r4_a_span_is_compared_with_as_much_of_the_one_before(span: Span, period: Period | None, before: Span) -> None:
    assert earlier(span, period) == before
    assert earlier(span, Period.ALL) is None


@given(
    st.sampled_from([each for each in Period if each is not Period.ALL]), st.dates(date(1990, 1, 1), date(2090, 1, 1))
)
def test_r4_spans_stand_one_behind_the_other_without_a_gap(period: Period, today: date) -> None:
    later = span_of(period, today)
    for back in range(1, 6):
        span = span_of(period, today, back=back)
        assert (later.first - span.last).days == 1
        assert span.last == last_of(period, span.first)
        later = span
