"""The firm of a row: its name, ids, site, place, size and zone."""

from __future__ import annotations

import pytest

from playbook.facts import Value
from storage.importing import firms, ids, phones
from storage.importing.ids import Key
from storage.importing.phones import Phone
from storage.importing.said import FirmSaid
from tests.importing.reading import line

GUID = "6f0a7c1e-52d4-5c7b-9a53-3f5d0c1e7b44"


def read(*cells: tuple[str, str, str], subject: str = "firm", usual: str = "US") -> FirmSaid:
    return firms.read(line(cells, subject=subject, usual=usual))


def held(*cells: tuple[str, str, str], subject: str = "firm", usual: str = "US") -> dict[str, Value]:
    return dict(read(*cells, subject=subject, usual=usual).fields)


def test_a_firm_by_its_name() -> None:
    assert read(("Company", "firm.name", "Alphabet Inc. (Class A)")).name == "Alphabet Inc."
    assert read(("Company", "firm.name", "Self-employed")).name == ""


def test_its_ids() -> None:
    """The list's own id counts in the list; a second one where it is unique in the world."""
    found = read(
        ("Company ID", "firm.id", "12; 13"),
        ("Other ID", "firm.id", GUID),
        ("Third", "firm.id", "99"),
        ("CIK", "firm.cik", "0000320193"),
    )
    assert found.keys == (
        Key("a source", "account", "12"),
        Key(ids.WORLD, "account", GUID),
        Key(ids.WORLD, "account", "cik:320193"),
    )


@pytest.mark.parametrize(
    ("site", "domain"),
    [
        ("https://www.acme.example/x", "acme.example"),
        ("https://linkedin.com/company/acme", ""),
        ("no site", ""),
        ("", ""),
    ],
)
def test_its_site(site: str, domain: str) -> None:
    assert read(("Website", "firm.domain", site)).domain == domain


def test_its_place_in_columns_and_in_one() -> None:
    assert held(
        ("Street", "firm.street", "1 Main"),
        ("Street 2", "firm.street2", "Suite 5"),
        ("City", "firm.city", "Chicago"),
        ("State", "firm.state", "Illinois"),
        ("Zip", "firm.postcode", "60601"),
    ) == {
        "street": "1 Main, Suite 5",
        "city": "Chicago",
        "state": "IL",
        "postcode": "60601",
        "country": "US",
        "zone": "America/Chicago",
    }
    assert held(("HQ", "firm.place", "Dublin, Ireland")) == {"city": "Dublin", "country": "IE", "zone": "Europe/Dublin"}
    assert held(("HQ", "firm.place", "Dublin"), ("Country", "firm.country", "Ireland"))["country"] == "IE"
    assert held(("HQ", "firm.place", "Oz"), ("Country", "firm.country", "Narnia"))["country"] == "Narnia"


@pytest.mark.parametrize(
    ("text", "code"), [("+44", "GB"), ("+ 49", "DE"), ("+999", ""), ("+800", ""), ("Germany", ""), ("+x", "")]
)
def test_a_dialling_code_is_a_country(text: str, code: str) -> None:
    assert firms.dialled(text) == code


def test_its_figures() -> None:
    found = held(
        ("Size", "firm.employees", "51-200"),
        ("Headcount", "firm.employees", "60"),
        ("Revenue", "firm.revenue", "$1.2M"),
        ("Spend", "firm.spend", "lots"),
        ("Nos", "firm.nos_before", "3"),
    )
    assert found == {"employees": 51, "revenue": 1_200_000, "nos_before": 3}


def test_its_texts_days_and_tier() -> None:
    found = held(
        ("Industry", "firm.industry", "Robots"),
        ("End", "firm.contract_end", "2027-01-31"),
        ("Last", "row.last_contact", "2026-01-05"),
        ("Tags", "firm.tags", "a; b|a"),
        ("Tier", "firm.tier", "gold"),
        ("ABC", "firm.tier", "b"),
        ("Status", "row.status", "New"),
        ("Owner", "row.owner", "Dana"),
    )
    assert found == {
        "industry": "Robots",
        "contract_end": "2027-01-31",
        "last_contact": "2026-01-05",
        "tags": "a, b",
        "tier": "B",
        "status": "New",
        "owner": "Dana",
    }


def test_status_and_owner_of_a_list_of_people_are_the_persons() -> None:
    assert held(("Status", "row.status", "New"), subject="person") == {}


def test_a_firms_desk() -> None:
    whole = line(
        [("Email", "firm.email", "info@acme.example; nothing"), ("Phone", "firm.phone", "312 555 0142 x4")],
        subject="firm",
    )
    assert dict(firms.read(whole).fields) == {
        "email": "info@acme.example",
        "email_bad": "nothing",
        "phone": "+13125550142",
        "phone_ext": "4",
        "zone": "America/Chicago",
    }
    assert [remark.text for remark in whole.remarks] == ["this address cannot work: nothing"]


def test_of_two_phones_the_first_is_dialled_and_the_second_kept() -> None:
    whole = line(
        [("Phone", "firm.phone", "312 555 0142"), ("HQ", "firm.phone", "312 555 0143"), ("P3", "firm.phone", "12")],
        subject="firm",
    )
    assert dict(firms.read(whole).fields)["phone"] == "+13125550142"
    assert whole.own_fields()[0] == {"HQ": "+13125550143", "P3": "12"}
    assert [remark.text for remark in whole.remarks] == ["this number cannot be dialled as it stands: 12"]


@pytest.mark.parametrize(
    ("cells", "phone"),
    [
        ([("Country", "firm.country", "Germany")], "+4930123456"),
        ([("Website", "firm.domain", "acme.de")], "+4930123456"),
        ([("Website", "firm.domain", "acme.io")], "030 123456"),
    ],
)
def test_a_number_is_read_for_the_rows_country(cells: list[tuple[str, str, str]], phone: str) -> None:
    assert held(*cells, ("Phone", "firm.phone", "030 123456"))["phone"] == phone


def test_the_ending_of_a_domain_is_a_country_or_not() -> None:
    assert [firms.ending(domain) for domain in ("acme.de", "acme.co.uk", "acme.io", "acme.com")] == ["DE", "GB", "", ""]


def test_the_lists_own_country_comes_before_the_reps() -> None:
    assert firms.countries(line([], near="FR"), "Germany", "acme.de") == ("DE", "FR", "US")


@pytest.mark.parametrize(
    ("number", "state", "country", "zone"),
    [
        (None, "IL", "US", "America/Chicago"),
        (Phone("x"), "IL", "US", "America/Chicago"),
        (Phone("x", zones=("America/Denver",)), "IL", "US", "America/Denver"),
        (Phone("x", zones=("America/Denver", "America/Chicago")), "IL", "US", "America/Chicago"),
        (None, "", "", ""),
    ],
)
def test_their_clock(number: phones.Phone | None, state: str, country: str, zone: str) -> None:
    """R36: the phone first, the state choosing between several zones."""
    assert firms.zone_of(number, state, country) == zone


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("Eastern Time", "America/Chicago"),
        ("America", "America/Chicago"),
        ("../x", "America/Chicago"),
        ("(GMT-05:00) Eastern", "America/Chicago"),
        ("x" * 300, "America/Chicago"),
    ],
)
def test_a_zone_that_is_none_stops_nothing(text: str, zone: str) -> None:
    """R36: a list's words that name no zone are kept, and the place speaks."""
    whole = line([("Time Zone", "firm.zone", text), ("State", "firm.state", "IL")], subject="firm")
    assert dict(firms.read(whole).fields)["zone"] == zone
    assert ("Time Zone" in whole.own_fields()[0]) is (text != zone)


def test_tags_in_any_spelling() -> None:
    assert firms.tags(" a ;b|c, a,") == "a, b, c"


@pytest.mark.parametrize("field", ["firm.phone.work", "firm.phone.mobile", "firm.phone.direct"])
def test_a_firm_is_rung_whatever_its_number_is_called(field: str) -> None:
    """An "Office Phone" in a list of accounts is the account's phone."""
    held = dict(firms.read(line([("Office Phone", field, "(919) 555-0180")], subject="firm")).fields)
    assert held["phone"] == "+19195550180"


def test_a_name_comes_without_the_page_behind_it() -> None:
    """Notion writes a relation so."""
    told = line([("Company", "firm.name", "Cole Canoes (https://www.notion.so/Cole-Canoes-0123?pvs=21)")])
    assert firms.read(told).name == "Cole Canoes"
    assert firms.read(line([("Company", "firm.name", "(https://acme.example)")])).name == "(https://acme.example)"


def test_an_area_code_in_a_column_of_its_own_is_dialled() -> None:
    """Purchased lists come so."""
    cells = [("AREA_CODE", "firm.phone_area", "978"), ("PHONE_NBR", "firm.phone", "555-0100")]
    assert dict(firms.read(line(cells, subject="firm")).fields)["phone"] == "+19785550100"
    whole = [("AREA_CODE", "firm.phone_area", "978"), ("PHONE_NBR", "firm.phone", "(978) 555-0100")]
    assert dict(firms.read(line(whole, subject="firm")).fields)["phone"] == "+19785550100"
