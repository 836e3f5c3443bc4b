"""A list from its bytes to its rows, and what a rep hears of one that is of no use."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.errors import BadInput
from storage.importing import files
from tests.importing.reading import written

HUBSPOT = (
    "Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage\n"
    "101,Dana,Cole,dana@acme.example,+49 30 123456,Lead\n"
    "102,Ray,Ito,ray@acme.example,+49 89 123456,Customer\n"
)


def test_a_list_is_looked_into(tmp_path: Path) -> None:
    opened = files.look(written(tmp_path, HUBSPOT))
    plan = opened.plan
    assert (plan.kind, plan.source, plan.encoding, plan.sure, plan.delimiter, plan.header_line) == (
        "people",
        "hubspot",
        "utf-8",
        True,
        ",",
        1,
    )
    assert plan.samples[0][:3] == ("101", "Dana", "Cole")
    assert (opened.near, plan.refused) == ("DE", "")
    page = opened.sheet(3, "US", "Dana")
    assert (page.number, page.name, page.usual, page.mine, page.near) == (3, "list.csv", "US", "Dana", "DE")


def test_its_rows_are_those_below_the_headings(tmp_path: Path) -> None:
    path = written(tmp_path, "People of the north\n\n" + HUBSPOT + HUBSPOT)
    opened = files.look(path)
    assert opened.plan.header_line == 3
    assert [row.line for row in opened.rows()] == [4, 5, 7, 8]


def test_days_are_read_the_way_the_rep_writes_them(tmp_path: Path) -> None:
    path = written(tmp_path, "Company,Next Activity\nAcme,3/4/2026\n")
    assert [files.look(path, months_lead=lead).reading.columns[1].months_lead for lead in (True, False)] == [
        True,
        False,
    ]


def test_a_list_of_deals_says_what_to_import_instead(tmp_path: Path) -> None:
    plan = files.look(written(tmp_path, "Deal Name,Amount,Company\nRobots,5,Acme\nTracks,6,Globex\n")).plan
    assert plan.refused == "it holds deals, not accounts: the planner is no deal pipeline."
    assert plan.hint == "Import the accounts and people behind the deals."


def test_a_list_of_nothing_that_can_be_called_says_what_to_map(tmp_path: Path) -> None:
    plan = files.look(written(tmp_path, "colour,first_seen\nred,2020-01-01\nblue,2021-01-01\n")).plan
    assert plan.refused == "no column holds a company, a person, an e-mail or a phone. Its columns: colour, first_seen."
    assert "--map" in plan.hint


def test_a_file_of_a_sep_line_alone_holds_no_rows(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"list\.csv holds no rows"):
        files.look(written(tmp_path, "sep=;\n"))


def test_a_mapping_of_a_column_that_no_list_has_is_refused_with_a_guess(tmp_path: Path) -> None:
    opened = [
        files.look(written(tmp_path, HUBSPOT)),
        files.look(written(tmp_path, "Company,City\nAcme,Reno\n", "two.csv")),
    ]
    files.check_mapping(opened, (("City", "city"), ("record id", "id")))
    with pytest.raises(BadInput) as told:
        files.check_mapping(opened, (("Companies", "company"),))
    assert (told.value.message, told.value.hint) == ('No list has a column "Companies".', 'Did you mean "Company"?')
    with pytest.raises(BadInput) as told:
        files.check_mapping(opened, (("zzz", "company"),))
    assert told.value.hint.startswith("Columns: Record ID, First Name")


def test_a_list_whose_sites_end_in_one_country_is_dialled_there(tmp_path: Path) -> None:
    """A German list says nowhere that it is one."""
    text = "Firma,E-Mail,Telefon\nBrandt,info@brandt.de,0431 2345678\nKern,a@kern.de,\nKranz,,0341 2345678\n"
    assert files.look(written(tmp_path, text)).near == "DE"
    mixed = "Company,Email\nA,a@a.de\nB,b@b.com\nC,c@c.com\n"
    assert files.look(written(tmp_path, mixed)).near == ""
