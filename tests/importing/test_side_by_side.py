"""Two tables beside each other are two lists: what stands on the right is never given to those on the left."""

from __future__ import annotations

from storage.importing import side_by_side
from storage.importing.side_by_side import Table
from tests.importing.conftest import Desk
from tests.importing.reading import grid
from tests.importing.test_workbooks import xlsx

ROWS = (
    ("Company", "Contact", "Phone", "", "Company", "Contact", "Email"),
    ("Ash Farms", "Ivy Ash", "402-555-0110", "", "Dogwood Dental", "Lou Dog", "lou@dogwood.example"),
    ("Birch Bank", "Job Birch", "402-555-0111", "", "", "", ""),
)


def test_a_blank_column_and_the_same_headings_again_part_two_tables() -> None:
    assert side_by_side.tables(grid(*map("|".join, ROWS))) == (Table(0, 3), Table(4, 7))


def test_anything_else_is_one_list() -> None:
    assert side_by_side.tables(grid("Company|Phone||City|Zip", "Acme|1||Rome|2")) == ()
    assert side_by_side.tables(grid("Company|Contact||Company|Contact", "Acme|Dana|x|Globex|Ray")) == ()
    assert side_by_side.tables(grid("|Company|Contact", "|Acme|Dana")) == ()
    assert side_by_side.tables(grid("1|2", "3|4")) == ()


def test_both_tables_of_a_sheet_come_in_and_again_changes_nothing(desk: Desk) -> None:
    path = xlsx(desk.folder / "two.xlsx", ("Sheet1", ROWS))
    report = desk.again([path])
    assert (report.accounts.new, report.people.new) == (3, 3)
    assert desk.people()["Ivy Ash"].get("email") == ""
    assert desk.people()["Lou Dog"].get("email") == "lou@dogwood.example"
    again = desk.again([path])
    assert (again.accounts.new, again.accounts.changed, again.people.new, again.people.changed) == (0, 0, 0, 0)


def test_a_text_file_may_hold_two_tables_as_well(desk: Desk) -> None:
    desk.bring("Firma;Telefon;;Firma;E-Mail\nAlt GmbH;;;Neu KG;info@neu-kg.example\nBau AG;;;;\n")
    assert set(desk.accounts()) == {"Alt GmbH", "Bau AG", "Neu KG"}
