"""What each column is taken for: its heading first, a slip of it next, its cells last; no column is dropped."""

from __future__ import annotations

import pytest

from playbook.errors import BadInput
from storage.importing import columns, header
from storage.importing.columns import Mapping, Reading
from storage.importing.plan import Column
from tests.importing.reading import grid


def recognised(*rows: str, mapping: Mapping = (), months_lead: bool = True) -> Reading:
    whole = grid(*rows)
    head = header.find(whole)
    return columns.recognise(head, [row for row in whole if head.heads(row)], mapping, months_lead=months_lead)


def fields(*rows: str, mapping: Mapping = ()) -> list[str]:
    return [column.field for column in recognised(*rows, mapping=mapping).columns]


@pytest.mark.parametrize(
    ("heading", "vendor", "field"),
    [
        ("E-MAIL_ADDRESS", "", "any.email"),
        ("Region__c", "", "any.state"),
        ("Revenue (in thousands)", "", "firm.revenue"),
        ("Contact: Mobile", "", "any.phone.mobile"),
        ("Person - Email", "", "person.email"),
        ("Company City", "", "firm.city"),
        ("Primary Contact Zip", "", "person.postcode"),
        ("contactEmail", "", "any.email"),
        ("companyWebsite", "", "firm.domain"),
        ("Deal - Owner", "", ""),
        ("Deal - Name", "", "deal.name"),
        ("Deal - Email", "", ""),
        ("Shoe size", "", ""),
        ("Lead ID", "close", "firm.id"),
        ("Lead ID", "", "person.id"),
        ("Organization - Shoe size", "", ""),
    ],
)
def test_what_a_heading_names(heading: str, vendor: str, field: str) -> None:
    assert columns.by_name(heading, vendor) == field


@pytest.mark.parametrize(
    ("word", "known", "slip"),
    [
        ("nmae", "name", True),
        ("emial", "email", True),
        ("compny", "company", True),
        ("emaill", "email", True),
        ("phonr", "phone", True),
        ("email", "email", False),
        ("nam", "name", False),
        ("phones", "phone", True),
        ("website", "email", False),
        ("photo", "phone", False),
    ],
)
def test_one_slip(word: str, known: str, slip: bool) -> None:  # noqa: FBT001
    assert columns.one_slip(word, known) is slip


def test_a_heading_typed_wrong_still_counts() -> None:
    found = recognised("Nmae|Emial|City", "Dana Cole|dana@acme.example|Reno", "Ray Ito|ray@globex.example|Utica")
    assert [(column.field, column.how) for column in found.columns[:2]] == [
        ("person.name", "similar"),
        ("person.email", "similar"),
    ]


def test_cells_speak_against_a_heading() -> None:
    """An "Email" of Yes and No says whether there is one; it is kept as a field of its own."""
    found = fields("Name|Email|Emails sent|E-mail 2", "Dana Cole|Yes|5|", "Ray Ito|No|6|", "Lee Moe|No|7|")
    assert found[1] == "own"
    assert fields("Company|Emal|City", "Acme|Yes|Reno", "Globex|No|Utica")[1] == "own"


def test_a_column_that_nobody_knows_is_told_by_its_cells_or_kept() -> None:
    found = recognised("Company|Reach|Colour|Price", "Acme|(312) 555-0142|red|$5", "Globex|(617) 555-0100|blue|$6k")
    assert [(column.field, column.how) for column in found.columns] == [
        ("firm.name", "name"),
        ("firm.phone", "content"),
        ("own", "own"),
        ("own", "own"),
    ]
    assert [column.as_money for column in found.columns] == [False, False, False, True]


def test_a_fax_is_no_phone() -> None:
    assert fields("Company|Fax|Home fax no", "Acme|(312) 555-0142|(312) 555-0143", "Globex|(617) 555-0100|")[1:] == [
        "own",
        "own",
    ]


def test_a_heading_stands_before_a_guess() -> None:
    rows = (
        "Name|Email|Reach me|Again",
        "Dana Cole|d@acme.example|dd@acme.example|x@y.example",
        "Ray|r@x.example|rr@x.example|",
    )
    assert fields(*rows)[1:] == ["person.email", "own", "own"]


def test_of_two_guesses_the_first_counts() -> None:
    found = recognised(
        "Company|Reach me|Or there", "Acme|d@acme.example|dd@acme.example", "Globex|r@x.example|rr@x.example"
    )
    assert [column.how for column in found.columns] == ["name", "content", "own"]


@pytest.mark.parametrize(
    ("heading", "values", "field"),
    [
        ("Estado", ("Cliente", "Perdido"), "row.status"),
        ("State", ("Ohio", "Texas"), "firm.state"),
        ("URL", ("linkedin.com/in/dana", "linkedin.com/in/ray"), "person.linkedin"),
        ("URL", ("acme.example", "x.example"), "firm.domain"),
        ("Website", ("linkedin.com/in/dana", "linkedin.com/in/ray"), "person.linkedin"),
    ],
)
def test_a_word_that_may_mean_two_things(heading: str, values: tuple[str, str], field: str) -> None:
    assert fields(f"Company|{heading}", f"Acme|{values[0]}", f"Globex|{values[1]}")[1] == field


@pytest.mark.parametrize(
    ("mapping", "field", "name"),
    [
        ((("Colour", "company"),), "firm.name", "Colour"),
        ((("2", "any.email"),), "person.email", "Colour"),
        ((("colour", "skip"),), "skip", "Colour"),
        ((("Colour", "-"),), "skip", "Colour"),
        ((("Colour", "Vorname"),), "person.first", "Colour"),
        ((("Colour", "Paint"),), "own", "Paint"),
        ((("Taste", "company"),), "own", "Colour"),
        ((("9", "company"),), "own", "Colour"),
    ],
)
def test_what_the_rep_says_of_a_column_counts(mapping: Mapping, field: str, name: str) -> None:
    column = recognised("Email|Colour", "d@acme.example|red", "r@x.example|blue", mapping=mapping).columns[1]
    assert (column.field, column.name) == (field, name)


def test_a_column_can_be_called_by_no_empty_name() -> None:
    with pytest.raises(BadInput, match='"Colour" cannot be called "n/a"'):
        fields("Email|Colour", "d@acme.example|red", mapping=(("Colour", "n/a"),))


def test_a_mapping_of_a_column_that_is_not_there_is_known() -> None:
    assert columns.unknown_words(["Company", "City"], (("company", "x"), ("2", "x"), ("3", "x"), ("Town", "x"))) == [
        "3",
        "Town",
    ]


def test_the_vendor_of_a_list() -> None:
    assert recognised("Record ID|Company Domain Name|Name", "1|acme.example|Acme", "2|x.example|X").vendor == "hubspot"
    account = "0018c00002AbCdE"
    assert recognised("Key|Account Name", f"{account}|Acme", f"{account}|Acme").source == "salesforce"
    assert recognised("Company|City", "Acme|Reno", "Globex|Utica").source.startswith("list ")
    bare = recognised("Dana Cole|dana@acme.example|Acme", "Ray Ito|ray@globex.example|Globex")
    assert (bare.vendor, bare.source[:5]) == ("", "list ")


def test_a_column_of_days_tells_which_way_round_they_are() -> None:
    """R44: the next activity is planned on the day that was meant."""
    found = recognised("Company|Next Activity|Last Contact", "Acme|3/4/2026|3/13/2026", months_lead=False).columns
    assert [column.months_lead for column in found] == [True, False, True]


def test_short_rows_have_empty_cells() -> None:
    assert columns.column_of(grid("a|b", "c"), 1) == ["b", ""]


def test_what_a_mapping_says_is_kept_as_told() -> None:
    assert columns._told(header.Header(1, ("A",)), (("A", "company"),)) == {0: Column(0, "A", "firm.name", "told")}


@pytest.mark.parametrize(
    ("heading", "field"),
    [("address_1_zipcode", "any.postcode"), ("AddressMailCity", "any.city"), ("Address 1 state", "any.state"),
     ("Primary Address Country", "any.country"), ("Address Type", ""), ("Address 2 city", "")],
)  # fmt: skip
def test_a_part_of_an_address_is_known_behind_its_first_words(heading: str, field: str) -> None:
    assert columns.by_name(heading) == field


def test_the_first_contact_of_a_row_is_the_person() -> None:
    assert columns.by_name("Contact 1 Name") == "person.name"
    assert columns.by_name("Contact 1 Email") == "person.email"
    assert columns.by_name("Contact 2 Name") == ""
