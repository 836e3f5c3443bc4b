"""A row becomes what it says; what nothing asks for stays a field of its own."""

from __future__ import annotations

import pytest

from playbook.facts import Value
from storage.importing import rows
from storage.importing.columns import OWN, SKIP, Reading
from storage.importing.delimiting import Row
from storage.importing.plan import PEOPLE, Column
from storage.importing.rows import Sheet
from storage.importing.said import RowSaid
from tests.importing.reading import Cells, line, row, sheet

COMPANY, NAME = ("Company", "firm.name", "Acme"), ("Name", "person.name", "Dana Cole")


def read(*cells: tuple[str, str, str], subject: str = "person", mine: str = "", fault: str = "") -> RowSaid:
    return rows.read(sheet(cells, subject=subject, mine=mine), row(cells, fault))


def told(said: RowSaid) -> list[tuple[str, int, str]]:
    return [(remark.kind, remark.line, remark.text) for remark in said.remarks]


def test_a_row_of_a_person_at_a_firm() -> None:
    said = read(COMPANY, NAME, ("Colour", OWN, "red"), ("Company colour", OWN, "blue"), ("Secret", SKIP, "x"))
    assert said.person is not None
    assert (said.firm.name, said.person.name, said.listed, said.skip) == ("Acme", "Dana Cole", False, "")
    assert said.person.fields == (("Colour", "red"), ("first", "Dana"), ("last", "Cole"))
    assert said.firm.fields == (("Company colour", "blue"),)


def test_a_row_of_a_firm_keeps_its_own_fields() -> None:
    said = read(
        COMPANY, ("Colour", OWN, "red"), ("name", OWN, "x"), ("~firm", OWN, "y"), ("~", OWN, "z"), subject="firm"
    )
    assert said.person is None
    assert said.listed
    assert said.firm.fields == ((" (list)", "z"), ("Colour", "red"), ("firm", "y"), ("name (list)", "x"))


def test_a_row_that_names_nobody_is_skipped_and_says_why() -> None:
    said = read(("Colour", OWN, "red"), ("City", "person.city", "Reno"))
    assert said.skip == "no name, no company, no e-mail that can work and no phone that can be dialled"


def test_a_row_without_a_person_gives_its_fields_to_the_firm() -> None:
    said = read(COMPANY, ("Colour", OWN, "red"))
    assert (said.person, said.firm.fields) == (None, (("Colour", "red"),))


def test_a_broken_quote_is_told_and_the_row_read() -> None:
    said = read(COMPANY, fault="a quote is opened here and never closed")
    assert said.firm.name == "Acme"
    assert told(said) == [("quote", 2, "a quote is opened here and never closed; the row was read as well as it goes")]


@pytest.mark.parametrize(("tick", "skip"), [("TRUE", "it is deleted in the list it comes from"), ("false", "")])
def test_what_is_deleted_there_is_not_taken(tick: str, skip: str) -> None:
    assert read(COMPANY, ("IsDeleted", "row.deleted", tick)).skip == skip


@pytest.mark.parametrize(
    ("owner", "mine", "skip"),
    [("Ray Ito", "Dana", "it belongs to Ray Ito"), ("Dana Cole", "Dana", ""), ("", "Dana", ""), ("Ray Ito", "", "")],
)
def test_others_accounts_are_skipped_where_the_rep_says_who_they_are(owner: str, mine: str, skip: str) -> None:
    """R44."""
    assert read(COMPANY, ("Owner", "row.owner", owner), mine=mine).skip == skip


def test_a_note_keeps_its_lines_and_a_name_does_not() -> None:
    said = read(("Company", "firm.name", "Acme\nInc"), ("Notes", "row.note", "called\nin May"))
    assert (said.firm.name, said.standing.note) == ("Acme Inc", "called\nin May")


def test_amounts_of_a_column_of_money_are_figures() -> None:
    """R1: a profile can compare them."""
    columns = (
        Column(0, "Company", "firm.name", "told"),
        *(Column(n, f"Price {n}", OWN, "own", as_money=True) for n in (1, 2)),
    )
    page = Sheet(0, "list.csv", Reading(columns, PEOPLE, "firm", "", ""), "US")
    held: dict[str, Value] = dict(rows.read(page, Row(2, ("Acme", "$1.5k", "ask"))).firm.fields)
    assert held == {"Price 1": 1500, "Price 2": "ask"}


def test_a_short_row_has_empty_cells() -> None:
    cells: Cells = [COMPANY, NAME]
    assert rows.read(sheet(cells), Row(2, ("Acme",))).person is None


def test_two_columns_that_say_the_same_are_one() -> None:
    whole = line([("A", "any.x", "Acme"), ("B", "any.x", "ACME"), ("C", "any.x", "Globex")])
    assert whole.take("any.x") == "Acme"
    assert [text for _, text in whole.columns("any.x")] == ["Globex"]


def test_a_day_that_cannot_be_read_is_told_and_the_next_column_asked() -> None:
    whole = line([("Next", "row.next_activity", "soon"), ("Callback", "row.next_activity", "2026-12-01")])
    assert whole.day("row.next_activity") == "2026-12-01"
    assert whole.remarks[0].text == '"Next" holds no day that can be read: "soon"'
    assert line([("Next", "row.next_activity", "soon")]).day("row.next_activity") == ""


def test_what_else_stood_in_a_cell_keeps_a_name_of_its_own() -> None:
    said = read(NAME, ("Phone", "person.phone", "312 555 0142; 312 555 0143"), ("City", "firm.city", "Reno"))
    assert said.person is not None
    assert dict(said.person.fields)["Phone 2"] == "+13125550143"


def test_a_column_of_the_row_is_its_subjects() -> None:
    both = [
        ("Status", "row.status", "Purple"),
        ("Firm zone", "firm.zone", "Nowhere"),
        ("Their zone", "person.zone", "Nowhere"),
    ]
    firm, person = line(both, subject="firm").own_fields()
    assert (firm, person) == ({"Status (list)": "Purple", "Firm zone": "Nowhere"}, {"Their zone": "Nowhere"})
    assert line(both).own_fields()[1] == {"Status (list)": "Purple", "Their zone": "Nowhere"}


@pytest.mark.parametrize(
    ("name", "junk"),
    [
        ("Test", True), ("Anna Test", True), ("asdfgh", True), ("Dummy GmbH", True), ("a12345678", True), ("???", True),
        ("Te\u017ft", True), ("Contest Works", False), ("Testa & Co", False), ("Acme Robotics", False), ("", False),
    ],
)  # fmt: skip
def test_names_that_list_makers_leave_behind(name: str, junk: bool) -> None:  # noqa: FBT001  (what is expected)
    """The short way says the same as the pattern."""
    assert rows.is_junk(name) is junk is (rows._JUNK.search(name) is not None)
