"""Places are settled in codes where they are known; an irregular text stays whole."""

from __future__ import annotations

import pytest

from storage.importing import places
from storage.importing.places import Place


@pytest.mark.parametrize(
    ("text", "code"), [("Deutschland", "DE"), ("USA", "US"), ("fr", "FR"), ("Narnia", ""), ("", "")]
)
def test_countries(text: str, code: str) -> None:
    assert places.country(text) == code


@pytest.mark.parametrize(
    ("text", "within", "usual", "found"),
    [
        ("Illinois", "", "US", "US-IL"),
        ("il", "US", "US", "US-IL"),
        ("Ohio[a]", "", "US", "US-OH"),
        ("WA", "AU", "US", "AU-WA"),
        ("Ontario", "", "US", "CA-ON"),
        ("ON", "", "US", ""),
        ("ON", "", "CA", "CA-ON"),
        ("Distrito Federal", "", "US", ""),
        ("Ohio", "FR", "US", ""),
        ("", "", "US", ""),
        ("Narnia", "", "US", ""),
    ],
)
def test_states(text: str, within: str, usual: str, found: str) -> None:
    """A code counts at home only; a whole name anywhere, where one country alone has it."""
    state = places.state(text, within, usual)
    assert (f"{state.country}-{state.code}" if state else "") == found


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        (("Chicago", "Illinois", "United States"), Place("Chicago", "IL", "US")),
        (("Chicago", "IL", ""), Place("Chicago", "IL", "US")),
        (("Toronto", "Ontario", ""), Place("Toronto", "ON", "CA")),
        (("Paris", "Île", "France"), Place("Paris", "Île", "FR")),
        (("X", "IL", "Narnia"), Place("X", "IL", "Narnia")),
    ],
)
def test_three_columns(parts: tuple[str, str, str], place: Place) -> None:
    assert places.settle(*parts, "US") == place


def test_a_code_alone_says_no_country_abroad() -> None:
    assert places.settle("Perth", "WA", "", "DE").country == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Saint Paul, Minnesota", Place("Saint Paul", "MN", "US")),
        ("Dublin, Ireland", Place("Dublin", "", "IE")),
        ("Toronto, Ontario, Canada", Place("Toronto", "ON", "CA")),
        (
            "Paris, Île-de-France, Frankreich",
            Place("Paris, Île-de-France, Frankreich", "Île-de-France", "FR", plain=False),
        ),
        ("Chicago, Narnia, USA", Place("Chicago, Narnia, USA", "", "US", plain=False)),
        ("Austin, Travis, Texas", Place("Austin, Travis, Texas", "TX", "US", plain=False)),
        ("Germany", Place("", "", "DE")),
        ("Ohio", Place("", "OH", "US")),
        ("Springfield", Place("Springfield")),
        ("Atlantis, Narnia", Place("Atlantis, Narnia", plain=False)),
        ("a, b, c, d", Place("a, b, c, d", plain=False)),
        ("", Place("", plain=False)),
        (
            "Chicago, Illinois; Boston, Massachusetts",
            Place("Chicago, Illinois; Boston, Massachusetts", "", "US", plain=False),
        ),
        ("Chicago, Illinois; Dublin, Ireland", Place("Chicago, Illinois; Dublin, Ireland", plain=False)),
    ],
)
def test_one_column_that_holds_it_all(text: str, place: Place) -> None:
    assert places.split(text) == place


@pytest.mark.parametrize(
    ("state", "country", "zone"),
    [
        ("IL", "", "America/Chicago"),
        ("IL", "US", "America/Chicago"),
        ("Ontario", "", ""),
        ("", "Germany", "Europe/Berlin"),
        ("", "United States", ""),
        ("NSW", "Australia", "Australia/Sydney"),
        ("", "", ""),
        ("x", "Narnia", ""),
    ],
)
def test_the_zone_of_a_place(state: str, country: str, zone: str) -> None:
    """R36: the state, else a country that has one zone, else nothing."""
    assert places.zone(state, country) == zone


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [("1067", "DE", "01067"), ("2139", "US", "02139"), ("501", "US", "00501"), ("501", "DE", "501"),
     ("6003", "CH", "6003"), ("1067", "", "1067"), ("12345-678", "US", "12345-678"), ("", "US", "")],
)  # fmt: skip
def test_noughts_that_a_spreadsheet_ate_come_back(text: str, country: str, found: str) -> None:
    """Only where the country has postcodes of five figures."""
    assert places.postcode(text, country) == found


def test_a_country_as_on_a_car_is_one_in_a_column_of_countries() -> None:
    assert places.settle("Kiel", "", "D", "US").country == "DE"
    assert places.country("D") == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3011 Bern", Place("Bern", postcode="3011")),
        ("D-24103 Kiel", Place("Kiel", postcode="24103")),
        ("60602 Chicago, IL", Place("Chicago", "IL", "US", postcode="60602")),
        ("1200 5th", Place("1200 5th")),
    ],
)
def test_a_postcode_beside_its_town(text: str, place: Place) -> None:
    assert places.split(text) == place
