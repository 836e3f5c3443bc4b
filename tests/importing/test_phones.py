"""A number is kept as it can be dialled, with its extension; what cannot be dialled is kept as it was written."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.importing import phones
from storage.importing.phones import Phone

US = ("US",)


@pytest.mark.parametrize(
    ("text", "countries", "whole"),
    [
        ("(312) 555-0142", US, ["+13125550142"]),
        ("312-555-0142 ext. 4", US, ["+13125550142 x4"]),
        ("tel:+13125550142", (), ["+13125550142"]),
        ("3125550142.0", US, ["+13125550142"]),
        ("020 7946 0018", ("GB", "US"), ["+442079460018"]),
        ("+44 20 7946 0018 / 312 555 0142", US, ["+442079460018", "+13125550142"]),
        ("312 555 0142; 312 555 0142", US, ["+13125550142"]),
        ("312 555 0142 ::: 312 555 0143", US, ["+13125550142", "+13125550143"]),
        ("(312) 555-0142 or Dana", US, ["+13125550142"]),
        ("0221 / 4710-0", ("DE",), ["+4922147100"]),
        ("+49 (0) 221 / 4710-0", US, ["+4922147100"]),
        ("089 / 1", US, ["089 1"]),
        ("312 555 0142 / 0143", US, ["+13125550142", "0143"]),
        ("555-0142 x12", (), ["555-0142 x12"]),
        ("12", US, ["12"]),
        ("ask Dana", US, ["ask Dana"]),
        ("", US, []),
    ],
)
def test_the_numbers_of_a_cell(text: str, countries: tuple[str, ...], whole: list[str]) -> None:
    assert [number.whole for number in phones.read(text, countries)] == whole


def test_a_number_speaks_for_its_zone() -> None:
    """R36: over three zones mean that nobody knows."""
    assert phones.read("312 555 0142", US)[0].zones == ("America/Chicago",)
    (free,) = phones.read("+1 800 555 0199", ())
    assert free.zones == ()
    assert phones.read("+49 30 123456", ())[0].zones == ("Europe/Berlin",)


def test_a_number_that_is_none_is_not_valid() -> None:
    assert phones.read("555-0142", ()) == (Phone("555-0142"),)
    assert phones.read("555 01422 x9", ())[0] == Phone("555 01422", "9")


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("(312) 555-0142", True),
        ("+44 20 7946 0018 x 12", True),
        ("12345", False),
        ("1" * 20, False),
        ("2024 plan 123456", False),
    ],
)
def test_what_looks_like_a_number(text: str, looks: bool) -> None:  # noqa: FBT001
    assert phones.looks(text) is looks


@pytest.mark.parametrize(
    ("texts", "country"),
    [
        (["+49 30 123456", "0049 89 123456", "312 555 0142"], "DE"),
        (["+49 30 123456", "+1 312 555 0142"], ""),
        (["+49 30 123456", *["312 555 0142"] * 9], ""),
        (["+800 1234 5678"], ""),
        (["+49 nothing", "312 555 0142", ""], ""),
        ([], ""),
    ],
)
def test_the_country_to_which_most_numbers_of_a_list_belong(texts: list[str], country: str) -> None:
    assert phones.prevailing(texts) == country


@given(st.text(max_size=40))
def test_no_cell_of_a_phone_column_stops_an_import(text: str) -> None:
    for number in phones.read(text, US):
        assert number.whole or not text.strip()
        assert number.text.startswith("+") or not number.valid


_FORMS = ("({}) {}-{}", "{}-{}-{}", "{}.{}.{}", "{}{}{}", "+1{}{}{}", "+1 ({}) {}-{}", "+1-{}-{}-{}")


@pytest.mark.parametrize("area", range(200, 1000, 7))
def test_north_america_is_read_as_the_library_parses_it(area: int) -> None:
    """The short way to a number is the library's own, field by field, whether the number is given out or not."""
    for place, form in enumerate(_FORMS):
        text = form.format(area, f"{area * 37 % 1000:03}", f"{area * 7919 % 10_000:04}")
        for country in ("US", "CA", *(("DE", "GB", "") if place > 3 else ())):
            assert repr(phones.parsed(text, country)) == repr(phonenumbers.parse(text, country or None))


@pytest.mark.parametrize("text", ["0312 555 0142", "1 312 555 0142", "112 555 0142", "312 555 014", "312 555 0142 x9"])
def test_what_is_not_ten_plain_figures_is_left_to_the_library(text: str) -> None:
    assert phones._NORTH_AMERICAN.fullmatch(text) is None
    assert phones.parsed(text, "US") == phonenumbers.parse(text, "US")
    assert phones.parsed("(312) 555-0142", "DE") == phonenumbers.parse("(312) 555-0142", "DE")
