"""The door to the glass: no markup, no control byte, exact widths."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.hosting import HOSTILE, harmless
from tui import content, daytext
from tui.clock import Clock, FrozenClock

TODAY = date(2026, 11, 23)


@given(st.text(max_size=60), st.integers(0, 40))
def test_a_cell_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(content.cell(text, width)) == width
    assert cell_len(content.cell(text, width, right=True)) == width


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_literal_and_harmless(text: str) -> None:
    for shown in (content.line(text, "bold"), content.line(text), content.note(text, "bold"), content.note(text)):
        assert harmless(shown.plain)
        assert not [span for span in shown.spans if "meta" in repr(span)]
    assert "[" not in text or "[" in content.line(text).plain


def test_skin_tones_and_emoji_variants_are_left_out_of_cells() -> None:
    assert content.cell("ok \U0001f44d\U0001f3fd \u2764\ufe0f", 8) == "ok \U0001f44d \u2764 "


def test_wide_characters_are_never_halved() -> None:
    assert content.cell("日本精密", 5) == "日本…"
    assert content.cell("日本精密", 4) == "日…" + " "


def test_parts_are_joined_with_their_blanks_and_styles() -> None:
    joined = content.assemble(("a ", "bold"), "[b]", content.line("c"), "  ")
    assert joined.plain == "a [b]c  "
    assert content.listed([("Initech", "bold"), "", "email"]).plain == "Initech · email"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (None, "-"), (TODAY, "today"), (date(2026, 11, 24), "Tue 24"), (date(2026, 12, 6), "Sun 6"),
        (date(2026, 12, 7), "7 Dec"), (date(2027, 1, 22), "22 Jan"), (date(2028, 1, 3), "Jan'28"),
        (date(2026, 11, 20), "20 Nov"), (date(2024, 5, 1), "May'24"),
    ],
)  # fmt: skip
def test_days_fit_into_six_cells(on: date | None, said: str) -> None:
    assert daytext.short(on, TODAY) == said
    assert len(said) <= 6


def test_days_in_a_sentence_hours_sums_and_spans() -> None:
    assert daytext.long(date(2027, 1, 22), TODAY) == "Fri 22 Jan 2027"
    assert daytext.long(date(2026, 12, 1), TODAY) == "Tue 1 Dec"
    assert (daytext.clock(time(8, 5)), daytext.clock(None)) == ("08:05", "")
    amounts = (None, 950, 850_000, 1_200_000, 999_999_999, 2.5e9, 450e6)
    assert [daytext.money(amount) for amount in amounts] == ["-", "$950", "$850k", "$1.2M", "$1.0B", "$2.5B", "$450M"]
    spans = (None, TODAY, date(2026, 11, 20), date(2026, 6, 1), date(2023, 9, 23), date(2023, 11, 23))
    assert [daytext.span(day, TODAY) for day in spans] == ["-", "today", "3d", "5m", "3y2m", "3y"]
    assert [daytext.ago(day, TODAY) for day in (TODAY, date(2026, 11, 20))] == ["today", "3d ago"]
    assert (daytext.plural(1, "talk"), daytext.plural(2, "touch", "touches")) == ("1 talk", "2 touches")


def test_the_clock_starts_where_it_is_told_and_goes_on() -> None:
    start = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
    clock = Clock(start)
    first = clock.now()
    assert first.tzinfo is not None
    assert start <= first <= clock.now()
    assert Clock().now().tzinfo is not None
    assert isinstance(Clock().zone, str)
    assert FrozenClock(start, "Asia/Tokyo").zone == "Asia/Tokyo"
