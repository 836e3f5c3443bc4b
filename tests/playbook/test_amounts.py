"""Numbers and money as lists write them (R1 criteria)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.amounts import Span, number, span


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000", 1000), ("5M", 5e6), ("$2.0M", 2e6), ("1.234,56", 1234.56), ("1,234,567.89", 1234567.89),
        ("1.000.000", 1e6), ("1.000", 1), ("1,5", 1.5), ("1,5M", 1.5e6), ("1 000", 1000), ("1\u00a0000\u202f000", 1e6),
        ("2 bn", 2e9), ("US$ 3k", 3000), ("£1.5 million", 1.5e6), ("5M EUR", 5e6), ("-5", -5), ("10%", 10),
        ("0", 0), ("0.5", 0.5), ("500.0", 500), (" 7 ", 7), ("1'000", 1000), ("12 thousand", 12000),
    ],
)  # fmt: skip
def test_r1_amounts_are_read_as_they_are_written(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("51-200", 51, 200), ("51 – 200", 51, 200), ("5 to 7", 5, 7), ("5-10M", 5e6, 1e7), ("$5M - $10M", 5e6, 1e7),
        ("10,001+", 10001, math.inf), ("> 100", 100, math.inf), ("≥100", 100, math.inf), ("<50", -math.inf, 50),
        ("<= 50", -math.inf, 50),
    ],
)  # fmt: skip
def test_r1_size_classes_are_ranges(text: str, low: float, high: float) -> None:
    assert span(text) == Span(low, high)
    assert number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "abc",
        "01234",
        "01-200",
        "5-010",
        "2026-01-01",
        "10-5",
        "1,2,3",
        "1..2",
        "1..2-3",
        "9" * 61,
        "+1 312 555 0142",
    ],
)
def test_r1_codes_days_and_words_are_no_amounts(text: str) -> None:
    assert span(text) is None
    assert number(text) is None


@given(st.text(max_size=80))
def test_r1_no_text_breaks_the_reader(text: str) -> None:
    both = span(text)
    assert both is None or both.low <= both.high


@given(st.integers(0, 10**12))
def test_r1_grouping_changes_no_number(value: int) -> None:
    assert number(str(value)) == number(f"{value:,}") == number(f"${value:,}") == value
