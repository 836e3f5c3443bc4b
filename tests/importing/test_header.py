"""Which row holds the headings, and what they are called."""

from __future__ import annotations

import pytest

from storage.importing.delimiting import Row
from storage.importing.header import Header, find


def rows(*lines: str) -> list[Row]:
    return [Row(number, tuple(line.split(","))) for number, line in enumerate(lines, 1) if line]


def test_the_first_row_usually_is_it() -> None:
    assert find(rows("Name,Email,City", "Dana,d@acme.example,Rome")) == Header(1, ("Name", "Email", "City"))


def test_preamble_lines_are_skipped() -> None:
    found = find(rows("Notes:", "Exported on 1 May", "", "First Name,Last Name,Company", "Ada,Lovelace,Engines"))
    assert found == Header(4, ("First Name", "Last Name", "Company"), (1, 2))


def test_a_title_across_the_sheet_is_no_heading() -> None:
    assert find(rows("Accounts 2026,,", "Company,City,Phone", "Acme,Rome,555-0142")).line == 2


def test_names_that_come_twice_stay_apart_and_nameless_ones_get_a_number() -> None:
    found = find(rows("Name,Email,Name,Email,,*Notes", "a,a@b.example,b,b@b.example,,x"))
    assert found.names == ("Name", "Email", "Name 2", "Email 2", "Column 5", "Notes")
    assert find(rows("Name,Name 2,Name,Email", "a,b,c,d@e.example")).names == ("Name", "Name 2", "Name 3", "Email")


def test_rows_wider_than_the_headings_get_columns() -> None:
    assert find(rows("Company,City", "Acme,Rome,x", "Globex,Oslo,y")).names == ("Company", "City", "Column 3")


@pytest.mark.parametrize(
    "lines",
    [
        ("Acme Inc,dana@acme.example,+1 312 555 0142", "Globex Ltd,ray@globex.example,+1 212 555 1234"),
        ("Acme Inc,Dana Cole,Customer", "Globex Ltd,Ray Ortiz,Customer", "Hooli,Kim Sato,Prospect"),
        ("Acme Corp", "Globex", "Initech"),
        ("Dana,Rome", "Ray,Oslo", "Dana,Bonn"),
        ("Acme Inc,Rome", ),
    ],
)  # fmt: skip
def test_a_list_without_headings_is_known_by_its_content(lines: tuple[str, ...]) -> None:
    found = find(rows(*lines))
    assert found.line == 0
    assert found.names[0] == "Column 1"


def test_a_preamble_above_a_list_without_headings() -> None:
    found = find(rows("My list", "Acme Inc,d@acme.example,5", "Globex,r@globex.example,6"))
    assert found == Header(0, ("Column 1", "Column 2", "Column 3"), (1,))


@pytest.mark.parametrize(
    "lines",
    [
        ("Symbol,Sektor X,Wert", "MMM,Steel,12", "AOS,Water,13"),
        ("first_seen,has_x", "yes,no", "no,maybe"),
        ("a,b,c", "1,2,3"),
    ],
)
def test_unknown_words_above_data_are_headings(lines: tuple[str, ...]) -> None:
    assert find(rows(*lines)).line == 1


def test_one_known_word_among_many_is_not_enough() -> None:
    assert find(rows("Company,Dana Cole,Rome", "Company,Ray Ortiz,Oslo", "Company,Kim Sato,Bonn")).line == 0
    assert find(rows("Person - Foo,Wert", "x,y")).line == 1


def test_nothing_at_all() -> None:
    assert find([]) == Header(0, ())
    assert find(rows("a,,,,,,,", "1,,,,,,,")).line == 0


def test_two_exports_put_together_lose_no_row() -> None:
    """The second row of headings is no row either."""
    pasted = rows("Company,City", "Acme,Chicago", "Globex,Boston", "Company,City", "Initech,Austin")
    found = find(pasted)
    assert (found.line, found.skipped) == (1, ())
    assert [row.line for row in pasted if found.heads(row)] == [2, 3, 5]


def test_the_title_of_a_group_above_headings_that_come_again_is_no_row() -> None:
    """Monday exports a board so."""
    pasted = rows("Name,Phone,City", "Omar,602-555-0140,Rome", "Unqualified,,", "Name,Phone,City", "Rob,,", "Kim,,")
    assert [row.line for row in find(pasted).below(pasted)] == [2, 5, 6]
    assert list(Header(0, ("Column 1",)).below([])) == []
