"""A column without a heading that we know is told by its cells, or stays a field of its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from storage.importing import contents

MAILS = ["dana@acme.example", "ray@globex.example", ""]


@pytest.mark.parametrize(
    ("values", "headed"),
    [
        (MAILS, "any.email"),
        (["https://www.linkedin.com/in/dana"], "person.linkedin"),
        (["https://www.linkedin.com/company/acme"], ""),
        (["https://www.linkedin.com/sales/company/12"], ""),
        (["https://acme.example", "globex.example"], "firm.domain"),
        (["(312) 555-0142", "+44 20 7946 0018"], "any.phone"),
        (["France", "Germany", "x"], ""),
        (["Ohio", "Texas"], ""),
        (["2024-03-20", "2024-03-21"], ""),
        (["red", "blue"], ""),
        ([], ""),
    ],
)
def test_what_cells_tell(values: Sequence[str], headed: str) -> None:
    """Below a heading of its own only what cannot be mistaken counts; a company's page is nobody's."""
    assert contents.told(values) == headed


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        ("Dana@Acme.example", True),
        ("1,200", True),
        ("12 %", True),
        ("(312) 555-0142", True),
        ("www.acme.example", True),
        ("20 March 2024", True),
        ("$1.2M", True),
        ("Company", False),
        ("Phone 2", False),
        ("", False),
        ("May", False),
    ],
)
def test_a_value_is_no_heading(cell: str, data: bool) -> None:  # noqa: FBT001
    assert contents.is_data(cell) is data


def test_what_one_cell_is() -> None:
    assert contents.has_mail("dana@acme") and not contents.has_mail("@dana")  # noqa: PT018
    assert contents.is_site("acme.example")
    assert not contents.is_site("dana@acme.example")
    assert not contents.is_site("12.50")
    assert contents.is_day("20.03.2024")
    assert not contents.is_day("20240320")
    assert contents.is_sum("€5")
    assert contents.is_sum("5k")
    assert not contents.is_sum("1200")
    assert not contents.is_sum("5 May 2024")
    assert not contents.is_sum("red")
    assert contents.is_status("Closed - Won")
    assert not contents.is_status("red")


@pytest.mark.parametrize(
    ("cell", "person", "firm", "title"),
    [
        ("Dana Cole", True, False, False),
        ("Mary-Jane O'Neil", True, False, False),
        ("Acme Inc", False, True, False),
        ("Dana", False, False, False),
        ("Inc", False, False, False),
        ("Sales Manager", False, False, True),
        ("Studio 54 Group", False, True, False),
    ],
)
def test_whose_name_a_cell_is(cell: str, person: bool, firm: bool, title: bool) -> None:  # noqa: FBT001
    assert (contents.is_person(cell), contents.is_firm(cell), contents.is_title(cell)) == (person, firm, title)


def test_a_column_of_sums_is_kept_as_figures() -> None:
    assert contents.holds_money(["$5", "", "6k"])
    assert not contents.holds_money(["$5", "red"])
    assert not contents.holds_money(["5", "6"])


@pytest.mark.parametrize(
    ("field", "values", "denied"),
    [
        ("any.email", ["Yes", "No", "No"], True),
        ("any.email.work", ["Yes", "x@y.example"], False),
        ("any.email", MAILS, False),
        ("firm.domain", ["Yes", "No"], True),
        ("firm.domain", ["acme.example"], False),
        ("firm.domain", ["red"], False),
        ("row.owner", ["0058c00000AbCdE"], True),
        ("row.owner", ["Dana Cole"], False),
        ("firm.name", ["Yes"], False),
        ("any.email", ["", ""], False),
    ],
)
def test_cells_may_speak_against_their_heading(field: str, values: Sequence[str], denied: bool) -> None:  # noqa: FBT001
    """An "Email" that holds Yes and No holds no addresses; an owner that is an id names nobody."""
    assert contents.denies(field, values) is denied


def test_a_guid_is_the_id_of_a_record() -> None:
    assert contents.is_record_id("6f0a7c1e-52d4-5c7b-9a53-3f5d0c1e7b44")
    assert not contents.is_record_id("12")


def test_names_are_matched_with_the_addresses_beside_them() -> None:
    assert contents.match_mails(["Dana Cole", "Ray Ito"], ["dana@acme.example", "x@globex.example"]) == (0.5, 0)
    assert contents.match_mails(["Acme Inc", "Globex"], ["dana@acme.example", "x@globex.example"]) == (0, 1)
    assert contents.match_mails(["Al", "Dana"], ["al@acme.example", ""]) == (0, 0)
