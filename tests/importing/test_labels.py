"""Units and labels that stand in headings and beside cells: thousands, mobile, fax."""

from __future__ import annotations

import pytest

from storage.importing import scales
from tests.importing.conftest import Desk

GOOGLE = (
    "First Name,Last Name,Phonetic First Name,File As,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Phone 3 - Label,Phone 3 - Value\n"
)


def test_a_label_says_what_a_number_is(desk: Desk) -> None:
    desk.bring(
        GOOGLE
        + "Rita,Fox,,,Fox Gardens,* myContacts ::: Spring fair,* Work,rita@fox.example ::: r@fox.example,Work Fax,"
        "(214) 555-0109,* Work,(214) 555-0110,Mobile,(214) 555-0111\n"
        "Bo,Hill,,,Hill Inc,* myContacts,,bo@hill.example,Car,(214) 555-0112,,,,\n"
    )
    rita = desk.people()["Rita Fox"]
    assert [rita.get(name) for name in ("phone", "mobile", "email", "email_2", "tags")] == [
        "+12145550110", "+12145550111", "rita@fox.example", "r@fox.example", "Spring fair",
    ]  # fmt: skip
    assert rita.get("Phone 1 - Value") == "(214) 555-0109", "a fax number is kept, and dialled by nobody"
    assert desk.people()["Bo Hill"].get("phone") == "+12145550112", "a label that we do not know changes nothing"


@pytest.mark.parametrize(
    ("heading", "factor"),
    [("Revenue (in 000s USD)", 1e3), ("Umsatz (TEUR)", 1e3), ("CA en M€", 1e6), ("Revenue in Millions", 1e6),
     ("Umsatz Mrd", 1e9), ("Annual Revenue", 1), ("Revenue 2000", 1)],
)  # fmt: skip
def test_a_unit_in_the_heading_counts(heading: str, factor: float) -> None:
    assert scales.of(heading, "firm.revenue") == factor
    assert scales.of(heading, "firm.employees") == 1


def test_a_figure_with_its_own_unit_is_not_scaled(desk: Desk) -> None:
    desk.bring("Company,Revenue (in 000s USD)\nAcme,52000\nGlobex,$3M\n")
    assert dict(desk.accounts()["Acme"].fields)["revenue"] == 52_000_000
    assert dict(desk.accounts()["Globex"].fields)["revenue"] == 3_000_000


def test_a_title_of_mr_and_mrs_is_no_job(desk: Desk) -> None:
    desk.bring("Title,First Name,Last Name,Company,Title\nMr.,Dana,Cole,Acme,Buyer\nMs,Kim,Sato,Acme,CEO\n")
    assert desk.people()["Dana Cole"].get("title") == "Buyer"


def test_a_public_page_stands_before_one_of_a_sales_tool(desk: Desk) -> None:
    desk.bring(
        "profileUrl,fullName,companyName,linkedInProfileUrl\n"
        "https://www.linkedin.com/sales/lead/AC1,Priya Nair,Kestrel,https://www.linkedin.com/in/priya\n"
    )
    assert desk.people()["Priya Nair"].get("linkedin") == "https://www.linkedin.com/in/priya"
