"""When it happened, in a few words (R45)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW
from tui.dialogs.earlier import read_earlier


@pytest.mark.parametrize(
    ("phrase", "stamp"),
    [
        ("8:15", "2026-11-23T08:15"),
        ("8.05", "2026-11-23T08:05"),
        ("7", "2026-11-23T07:00"),
        ("7am", "2026-11-23T07:00"),
        ("12am", "2026-11-23T00:00"),
        ("20 min ago", "2026-11-23T08:10"),
        ("2h", "2026-11-23T06:30"),
        ("3 days ago", "2026-11-20T08:30"),
        ("today", "2026-11-23T08:30"),
        ("Yesterday, 16:00", "2026-11-22T16:00"),
        ("yesterday at 4pm", "2026-11-22T16:00"),
        ("Fri 9am", "2026-11-20T09:00"),
        ("Monday", "2026-11-16T08:30"),
        ("12 Nov", "2026-11-12T08:30"),
        ("Nov 12 14:00", "2026-11-12T14:00"),
        ("24 december", "2025-12-24T08:30"),
        ("2026-11-20 14:00", "2026-11-20T14:00"),
        ("2026-11-20T14:00", "2026-11-20T14:00"),
    ],
)
def test_r45_a_moment_is_read(phrase: str, stamp: str) -> None:
    assert read_earlier(phrase, NOW) == datetime.fromisoformat(stamp).replace(tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "  ",
        "soon",
        "9:00",
        "25:00",
        "8:75",
        "13pm",
        "31 Feb",
        "12 Foo",
        "2026-13-40",
        "tomorrow",
        "Fri 25:00",
        "2027-01-01",
    ],
)
def test_r45_what_is_no_past_moment_is_none(phrase: str) -> None:
    assert read_earlier(phrase, NOW) is None


@given(st.text(max_size=30))
def test_r45_no_text_breaks_it_and_nothing_lies_ahead(phrase: str) -> None:
    moment = read_earlier(phrase, NOW)
    assert moment is None or moment <= NOW


@given(st.integers(min_value=0, max_value=999))
def test_r45_minutes_ago_are_exact(count: int) -> None:
    assert read_earlier(f"{count} min ago", NOW) == NOW - timedelta(minutes=count)
