"""What stands in a cell: text, nothing, figures, money, days, yes and no."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.formulas import guarded
from storage.importing import cells, dates
from storage.importing.lexicon import truth


@pytest.mark.parametrize(
    "text", ["NULL", "null", "N/A", "n/a", "#N/A", "none", "-", "--", "—", "(blank)", " ", "", "nan", "k. A."]
)
def test_words_that_say_nothing(text: str) -> None:
    assert cells.clean(text) == ""
    assert cells.clean_long(text) == ""


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\u200bFabrikam,\u00a0 Inc. ", "Fabrikam, Inc."),
        ('="0123"', "0123"),
        ('="a""b"', 'a"b'),
        ("=SUM(A1)", "=SUM(A1)"),
        ("'=1+1", "=1+1"),
        ("'+123", "+123"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("a\x1b[0;31mb", "a [0;31mb"),
        ("a\r\nb", "a b"),
        ("O\u2019Reilly", "O\u2019Reilly"),
        ("Nullarbor", "Nullarbor"),
    ],
)
def test_cells_are_cleaned_at_the_door(raw: str, clean: str) -> None:
    assert cells.clean(raw) == clean


def test_notes_keep_their_lines() -> None:
    assert cells.clean_long("one\r\ntwo\x07") == "one\ntwo"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$1.2M", 1_200_000),
        ("6.0E7", 60_000_000),
        ("8.48E10", 84_800_000_000),
        ("8,48 Mrd", 8_480_000_000),
        ("1.2 Cr", 12_000_000),
        ("85 L", 8_500_000),
        ("€ 1.234.567,89", 1_234_567.89),
        ("1,234,567", 1_234_567),
        ("1.234", 1234),
        ("0.500", 0.5),
        ("USD 5m", 5_000_000),
        ("(1,200)", -1200),
        ("$5M - $10M", 5_000_000),
        ("10-50 Mio", 10_000_000),
        ("£2.5bn", 2_500_000_000),
        ("1 234 567 €", 1_234_567),
        ("10K+", 10_000),
        ("~ 5 Tsd", 5000),
        ("3'500", 3500),
        ("12 apples", None),
        ("", None),
        ("call me", None),
        ("1.2.3,4,5", None),
        ("1e300", None),
        ("5 +", 5),
        ("5-", None),
        ("$", None),
        ("10 to 20", 10),
    ],
)
def test_money(text: str, amount: float | None) -> None:
    assert cells.money(text) == amount


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1,200", 1200),
        ("51-200", 51),
        ("10,001+ employees", 10_001),
        ("10K+", 10_000),
        ("1.234", 1234),
        ("250.0", 250),
        ("-5", None),
        ("many", None),
        ("self-employed", None),
    ],
)
def test_headcounts(text: str, count: int | None) -> None:
    assert cells.headcount(text) == count


def test_whole_figures_are_whole() -> None:
    assert cells.tidy(5.0) == 5
    assert isinstance(cells.tidy(5.0), int)
    assert cells.tidy(5.5) == 5.5


@given(st.text(max_size=40))
def test_any_text_is_read_or_not(text: str) -> None:
    for read in (cells.money, cells.headcount, cells.number, truth):
        read(text)
    assert cells.clean(cells.clean(text)) == cells.clean(text) or text.strip().startswith(("'", "="))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-15", "2024-01-15"),
        ("15-Jan-2024", "2024-01-15"),
        ("01/20/2024", "2024-01-20"),
        ("2024-01-20T14:30:00Z", "2024-01-20"),
        ("20.03.2024", "2024-03-20"),
        ("Mar 20 2024", "2024-03-20"),
        ("14 May 2026", "2026-05-14"),
        ("02 Feb 2025", "2025-02-02"),
        ("03/15/2024 9:12 AM", "2024-03-15"),
        ("07/14/2009T14:14:45+0200", "2009-07-14"),
        ("2009-07-14 22:14:45+0800", "2009-07-14"),
        ("2002/1/16", "2002-01-16"),
        ("15 janv. 2024", "2024-01-15"),
        ("3. März 2024", "2024-03-03"),
        ("45000", "2023-03-15"),
        ("1710979200000", "2024-03-21"),
        ("1710979200", "2024-03-21"),
        ("20240115", "2024-01-15"),
        ("5 de marzo de 2024", "2024-03-05"),
        ("Monday, March 4, 2024", "2024-03-04"),
        ("13/02/2024", "2024-02-13"),
        ("1/2/99", "1999-01-02"),
        ("1/2/24", "2024-01-02"),
        ("2024.5.6", "2024-05-06"),
        ("1st of May 2024", "2024-05-01"),
        ("2009\\7\\14 22:14", None),
        ("2009-07/14 02:14", None),
        ("31.02.2024", None),
        ("02.13.2024", None),
        ("soon", None),
        ("99999", None),
        ("12 Foo 2024", None),
        ("Foo 12 2024", None),
        ("", None),
        ("32/32/2024", None),
    ],
)
def test_days_in_many_spellings(text: str, day: str | None) -> None:
    assert dates.day(text, months_lead=True) == (date.fromisoformat(day) if day else None)


def test_the_day_may_come_first() -> None:
    assert dates.day("3/4/2024", months_lead=False) == date(2024, 4, 3)
    assert dates.day("3/24/2024", months_lead=False) == date(2024, 3, 24)
    assert dates.month_first(["1/2/2024", "", "25/12/2024"], default=True) is False
    assert dates.month_first(["1/2/2024", "12/25/2024"], default=False) is True
    assert dates.month_first(["1/2/2024", "20.3.2024", "2024-01-01"], default=False) is False


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("TRUE", True),
        ("Yes", True),
        ("x", True),
        ("1", True),
        ("Do Not Allow", True),
        ("unsubscribed", True),
        ("ja", True),
        ("false", False),
        ("No", False),
        ("0", False),
        ("Allow", False),
        ("nein", False),
        ("-", False),
        ("maybe", None),
    ],
)
def test_yes_and_no(text: str, answer: bool | None) -> None:  # noqa: FBT001
    assert truth(text) is answer


@pytest.mark.parametrize("text", ["~$1M", ">$1M", "< $1M", "≈ €1M", "$1M+", "> 1 M EUR"])
def test_about_a_million_is_a_million(text: str) -> None:
    assert cells.money(text) == 1_000_000


@given(st.sampled_from("=+-@＝＋－＠"), st.text(alphabet="ab1(", max_size=6))
def test_what_we_guard_against_spreadsheets_comes_back_whole(sign: str, rest: str) -> None:
    """RELIABILITY section 7: exactly one guard is put on and taken off."""
    assert cells._bare(guarded(sign + rest)) == sign + rest


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$500,000 TO $1 MILLION", 500_000),
        ("$1-5 million", 1_000_000),
        ("$500K - $1M", 500_000),
        ("500 - 1.000 Mio", 5e8),
    ],
)
def test_the_lower_end_of_a_range_takes_the_unit_only_where_it_can(text: str, amount: float) -> None:
    assert cells.money(text) == amount


@given(digits=st.from_regex(r"[0-9]{1,18}", fullmatch=True))
def test_bare_digits_are_read_as_any_other_figure(digits: str) -> None:
    """The short way for what a CRM writes says what the long one does."""
    assert cells.number(digits) == cells.number(f" {digits}")
    assert cells.money(digits) == cells.money(f"$ {digits}")
