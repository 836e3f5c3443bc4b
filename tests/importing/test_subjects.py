"""What a list is about: companies, people or deals; and whose a column called "Name" is."""

from __future__ import annotations

import pytest

from storage.importing import subjects
from tests.importing.reading import grid
from tests.importing.test_columns import recognised

ACCOUNT, PERSON, DEAL, OTHER = "0018c00002AbCdE", "0038c00002AbCdE", "0068c00002AbCdE", "0058c00002AbCdE"


@pytest.mark.parametrize(
    ("rows", "kind", "fields"),
    [
        (("Company|Phone", "Acme|1", "Globex|2"), "accounts", "firm.name firm.phone"),
        (
            ("First Name|Last Name|Company|Phone", "Dana|Cole|Acme|1"),
            "people",
            "person.first person.last firm.name person.phone",
        ),
        (("First Name|Name|Email", "Dana|Cole|d@acme.example"), "people", "person.first person.last person.email"),
        (("Last Name|Name|Email", "Cole|Dana|d@acme.example"), "people", "person.last person.first person.email"),
        (
            ("First Name|Last Name|Name", "Dana|Cole|Dana Cole", "Ray|Ito|Ray Ito"),
            "people",
            "person.first person.last person.name",
        ),
        (
            ("First Name|Last Name|Name", "Dana|Cole|Acme", "Ray|Ito|Globex"),
            "people",
            "person.first person.last firm.name",
        ),
        (("First Name|Last Name|Name", "Dana|Cole|", "Ray|Ito|"), "people", "person.first person.last person.name"),
        (
            ("First Name|Last Name|Name|Company", "D|C|x|A", "R|I|y|B"),
            "people",
            "person.first person.last person.name firm.name",
        ),
        (("Name|Company|City", "Dana Cole|Acme|Reno"), "accounts", "person.name firm.name firm.city"),
        (("Full Name|Name", "Dana Cole|Acme"), "people", "person.name firm.name"),
        (("Name|Email", "Dana Cole|dana@acme.example", "Ray Ito|ray@x.example"), "people", "person.name person.email"),
        (("Name|Email", "Acme Inc|info@acme.example", "Globex|x@globex.example"), "accounts", "firm.name firm.email"),
        (("Name|City", "Acme Inc|Reno", "Globex Group|Utica"), "accounts", "firm.name firm.city"),
        (("Name|City", "Dana Cole|Reno", "Ray Ito|Utica"), "people", "person.name person.city"),
        (("Name|City", "Acme|Reno", "Globex|Utica"), "accounts", "firm.name firm.city"),
        (("Name|Industry", "Dana|x", "Ray|y"), "accounts", "firm.name firm.industry"),
        (("Name|Birthday", "Dana|2000-01-01", "Ray|2001-01-01"), "people", "person.name person.birthday"),
        (("Email|City", "d@acme.example|Reno"), "people", "person.email person.city"),
        (("Phone|City", "312 555 0142|Reno"), "people", "person.phone person.city"),
        (("Phone|Website", "312 555 0142|acme.example"), "accounts", "firm.phone firm.domain"),
        (("Person - Phone|Company", "312 555 0142|Acme"), "people", "person.phone firm.name"),
        (("Company|Job Title|Email", "Acme|CEO|d@acme.example"), "people", "firm.name person.title person.email"),
        (("Company|Job Title|City", "Acme|CEO|Reno"), "accounts", "firm.name person.title firm.city"),
        (
            ("Company|Email", "Acme|a@x.example", "Acme|b@x.example", "Acme|c@x.example"),
            "people",
            "firm.name person.email",
        ),
        (
            ("Company|Email", "Acme|a@x.example", "Globex|b@x.example", "Hooli|c@x.example"),
            "accounts",
            "firm.name firm.email",
        ),
        (
            ("Company|Full Name|City", "Acme|Dana Cole|Reno", "X|Ray Ito|Utica"),
            "accounts",
            "firm.name person.name firm.city",
        ),
        (("Company|Full Name|City", *["Acme|Dana Cole|Reno"] * 3), "people", "firm.name person.name person.city"),
        (("Colour|City", "red|Reno", "blue|Utica"), "unknown", "own any.city"),
        (("Company|Amount", "Acme|5", "Globex|6"), "accounts", "firm.name own"),
        (("Deal Name|Amount|Company", "Robots|5|Acme"), "deals", "deal.name deal.amount firm.name"),
        (
            ("Amount|Close Date|Probability|Company", "5|2026-12-01|5|Acme"),
            "deals",
            "deal.amount deal.close deal.chance firm.name",
        ),
        (
            ("First Name|Email|Amount|Close Date|Probability", "Dana|d@acme.example|5|2026-12-01|5"),
            "people",
            "person.first person.email own own own",
        ),
    ],
)
def test_what_a_list_is_about(rows: tuple[str, ...], kind: str, fields: str) -> None:
    found = recognised(*rows)
    assert (found.kind, " ".join(column.field for column in found.columns)) == (kind, fields)


@pytest.mark.parametrize(
    ("record", "kind", "name"),
    [
        (ACCOUNT, "accounts", "firm.name"),
        (PERSON, "people", "person.name"),
        (DEAL, "deals", "any.name"),
        (OTHER, "people", "person.name"),
    ],
)
def test_salesforce_ids_say_what_a_list_holds(record: str, kind: str, name: str) -> None:
    found = recognised("Id|Name|Mobile", f"{record}|Dana Cole|1", f"{record}|Ray Ito|2")
    assert (found.kind, found.columns[1].field) == (kind, name)


def test_a_list_without_headings_is_told_by_its_cells() -> None:
    rows = ("Dana|Cole|dana.cole@acme.example|Acme|red", "Ray|Ito|ray.ito@globex.example|Globex|blue")
    assert [column.field for column in recognised(*rows).columns] == [
        "person.first",
        "person.last",
        "person.email",
        "firm.name",
        "own",
    ]


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        (
            ("Acme Inc|Dana Cole|312 555 0142", "Globex Group|Ray Ito|617 555 0100"),
            "firm.name person.name person.phone",
        ),
        (("Zork|312 555 0142", "Blip|617 555 0100"), "firm.name firm.phone"),
        (("Dana Cole|dana@acme.example", "Ray Ito|ray@globex.example"), "person.name person.email"),
    ],
)
def test_names_are_found_by_words_of_firms_and_the_shape_of_peoples_names(rows: tuple[str, ...], fields: str) -> None:
    assert " ".join(column.field for column in recognised(*rows).columns) == fields


def test_headings_that_say_nothing_are_helped_by_the_address_beside_them() -> None:
    rows = (
        "wer|wohin|farbe",
        "Dana Cole|dana@acme.example|red",
        "Ray Ito|ray@globex.example|blue",
        "Lee Moe|lee@x.example|red",
    )
    assert [column.field for column in recognised(*rows).columns] == ["person.name", "person.email", "own"]


def test_a_list_of_nothing_has_no_addresses() -> None:
    assert subjects._mails([], []) == []
    assert grid() == []
