"""Lists that nobody of us wrote: `NOTYET_LISTS` names their folder, and each must yield what its manifest says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from playbook.errors import BadInput
from storage.importing import ImportReport, Moved, preview
from tests.importing.conftest import Desk

FOLDER = Path(os.environ.get("NOTYET_LISTS", ""))

pytestmark = pytest.mark.skipif(
    not os.environ.get("NOTYET_LISTS") or not FOLDER.is_dir(),
    reason="the real lists are not part of the repository: set NOTYET_LISTS to their folder",
)


def brought(desk: Desk, *names: str) -> ImportReport:
    """Import lists by their path in the folder, twice: the second time nothing may be written."""
    paths = [FOLDER / name for name in names]
    report = desk.again(paths)
    before = desk.entries()
    again = desk.again(paths)
    assert desk.entries() == before
    assert (again.accounts.new, again.accounts.changed, again.people.new, again.people.changed) == (0, 0, 0, 0)
    return report


def test_01_the_sample_export_of_salesforce(desk: Desk) -> None:
    report = brought(desk, "01_salesforce_dataloader/accountData.csv")
    accounts = desk.accounts()
    assert (report.accounts, report.people, report.merged, report.skipped) == (Moved(419, 0, 0), Moved(), 0, ())
    assert len(accounts) == 418
    assert {"Crédito Inmobiliario Terras", "Pébéo of America", "?" * 9, "?" * 12, "?" * 13, "?" * 16} <= set(accounts)
    facts = accounts.values()
    assert sum(each.get("phone") == "(555) 555-1212" for each in facts) == 6
    assert sum(bool(each.get("phone")) for each in facts) == 9
    assert {"salesforce.com", "globalmedia.com", "acme.com"} == {each.get("domain") for each in facts} - {""}
    assert {each.number("revenue") for each in facts} - {None} == {60_000_000, 84_800_000_000}
    assert accounts["The Rhombus Group"].get("postcode") == "08035"
    assert accounts["Gravity Investments"].get("street") == "00045742 150 Palmer Drive"
    assert accounts["Gravity Investments"].get("zone") == "America/Denver"
    assert {"US", "CA", "GB", "JP"} <= {each.get("country") for each in facts}
    assert "United States" not in {each.get("country") for each in facts}


def test_01_opportunities_are_refused_as_deals(desk: Desk) -> None:
    with pytest.raises(BadInput, match="deals, not accounts"):
        desk.again([FOLDER / "01_salesforce_dataloader/opportunityData.csv"])


def test_02_the_import_sample_of_hubspot(desk: Desk) -> None:
    folder = "02_hubspot_sample_import"
    report = brought(desk, f"{folder}/contacts_sample_import-1.csv", f"{folder}/companies.csv")
    assert (report.people.new, report.accounts.new) == (11, 6)
    people, hubspot = desk.people(), desk.accounts()["HubSpot"]
    there = {name for name, person in people.items() if person.account == hubspot.id}
    assert there == {"Leslie Knope", "April Ludgate", "Tom Haverford"}
    assert people["Ron Swanson"].get("Favorite Color") == "Blue"
    with pytest.raises(BadInput, match="deals"):
        desk.again([FOLDER / f"{folder}/Sample_Deal_Import-1.csv"])


def test_03_contacts_with_extensions(desk: Desk) -> None:
    report = brought(desk, "03_atomic_crm/contacts.csv")
    assert (report.people.new, report.accounts.new, report.merged) == (500, 55, 0)
    held = desk.book.ask(
        lambda db: db.execute("SELECT COUNT(*) FROM person WHERE name = 'Marlon Schmidt'").fetchone()[0]
    )
    assert held == 3
    shelley = desk.people()["Shelley Kerluke"]
    assert (shelley.get("phone"), shelley.get("phone_ext")) == ("1-955-371-0847", "371")
    assert brought(desk, "03_atomic_crm/contacts_export.csv").people.new == 2


def test_04_invisible_characters(desk: Desk) -> None:
    folder = "04_dynamics_contoso"
    report = brought(desk, f"{folder}/Contoso Accounts.csv", f"{folder}/Contoso Contacts.csv")
    assert (report.accounts.new, report.people.new, dict(report.counts)) == (30, 145, {"email": 9})
    assert {"Fabrikam, Inc.", "City Power & Light", "Adventure Works", "Adventure Works Cycles"} <= set(desk.accounts())
    assert {"Fabrikam Residences"} <= set(desk.accounts())


def test_05_connections_below_their_preamble(desk: Desk) -> None:
    (plan,) = preview([FOLDER / "05_linkedin_connections/sample_connections.csv"])
    assert (plan.header_line, plan.source) == (5, "linkedin")
    report = brought(desk, "05_linkedin_connections/sample_connections.csv")
    assert (report.accounts.new, report.people.new, report.skipped) == (7, 7, ())
    people = desk.people()
    assert all(person.get("email") == "" for person in people.values())
    assert people["Ada Lovelace"].get("since") == "2026-05-14"
    assert people["Tim Berners-Lee"].get("since") == ""
    assert people["Grace Hopper"].get("linkedin") == "https://www.linkedin.com/in/grace"


def test_06_an_agencys_near_duplicates(desk: Desk) -> None:
    folder = "06_agency_messy"
    report = brought(desk, f"{folder}/contacts_messy.csv")
    assert (report.people.new, report.merged, report.probable, report.accounts.new) == (36, 3, 2, 19)
    assert desk.accounts()["ACME CORP"].get("email") == "info@acme-corp.com"
    later = brought(desk, f"{folder}/hubspot_contacts.csv")
    assert (later.people.new, later.accounts.new, later.merged >= 20) == (0, 0, True)
    report = brought(desk, f"{folder}/accounts_messy.csv")
    assert (report.accounts.new, len(desk.accounts())) == (0, 19)


def test_06_all_three_at_once(desk: Desk) -> None:
    names = ("accounts_messy", "contacts_messy", "hubspot_contacts")
    report = brought(desk, *(f"06_agency_messy/{name}.csv" for name in names))
    assert (report.accounts.new, report.people.new) == (19, 36)
    assert "Test Company" in desk.accounts()
    assert any("industry" in remark.text for remark in report.remarks)
    assert any("status" in remark.text for remark in report.remarks)


def test_07_northwind(desk: Desk) -> None:
    report = brought(desk, "07_northwind_customers.csv")
    assert (report.accounts.new, report.people.new) == (91, 91)
    maria, alfreds = desk.people()["Maria Anders"], desk.accounts()["Alfreds Futterkiste"]
    assert (maria.get("first"), maria.get("last")) == ("Maria", "Anders")
    assert [alfreds.get(name) for name in ("state", "phone", "country", "zone")] == [
        "",
        "+49300074321",
        "DE",
        "Europe/Berlin",
    ]
    assert not any("NULL" in str(value) for facts in desk.accounts().values() for _, value in facts.fields)


def test_08_a_workbook_of_customers(desk: Desk) -> None:
    """1,550 people at 103 companies; ZIPs that are text stay text; a shared work phone makes nobody a duplicate."""
    (plan,) = preview([FOLDER / "08_powerapps_customers.xlsx"])
    assert (plan.kind, plan.header_line, plan.title) == ("people", 1, "08_powerapps_customers.xlsx")
    report = brought(desk, "08_powerapps_customers.xlsx")
    assert (report.people.new, report.accounts.new, report.merged, report.skipped) == (1550, 103, 0, ())
    assert report.probable == 0
    rows = desk.book.ask(lambda db: db.execute("SELECT phone, count(*) FROM person GROUP BY phone").fetchall())
    assert sum(count for _, count in rows if count > 1) > 392
    assert desk.people()["Nina Diaz"].get("postcode") == "95501"


def test_09_converted_leads_are_customers(desk: Desk) -> None:
    report = brought(desk, "09_salesforce_marketing_leads.csv")
    assert (report.people.new, report.accounts.new) == (160, 159)
    assert desk.standing("TechCorp Inc") == "customer"
    assert desk.standing("StartupAI") == "pool"


def test_10_securities_of_500_companies(desk: Desk) -> None:
    report = brought(desk, "10_sp500_constituents.csv")
    accounts = desk.accounts()
    assert (report.accounts, report.merged, len(accounts)) == (Moved(500, 0, 0), 3, 500)
    mmm = accounts["3M"]
    assert [mmm.get(name) for name in ("city", "state", "country", "industry", "Symbol", "Founded", "zone")] == [
        "Saint Paul",
        "MN",
        "US",
        "Industrials",
        "MMM",
        "1902",
        "America/Chicago",
    ]
    assert accounts["AbbVie"].get("Founded") == "2013 (1888)"
    assert accounts["Accenture"].get("country") == "IE"
    kept = {each.get("city") for each in accounts.values() if "," in each.get("city")}
    assert kept == {
        "Columbus, Ohio; Detroit, Michigan",
        "Chicago, Illinois; Pittsburgh, Pennsylvania",
        "Warmley, Bristol, United Kingdom",
    }
    assert {"Brown–Forman", "O’Reilly Automotive", "Alphabet Inc.", "Fox Corporation", "News Corp"} <= set(accounts)
    assert {"BRK.B", "BF.B"} <= {each.get("Symbol") for each in accounts.values()}


@pytest.mark.parametrize(
    ("number", "accounts", "people", "skipped"),
    [
        ("01", 5, 5, 0),
        ("02", 2, 2, 1),
        ("03", 2, 2, 1),
        ("04", 3, 3, 0),
        ("05", 3, 3, 0),
        ("06", 4, 4, 0),
        ("07", 3, 3, 0),
        ("08", 3, 3, 0),
        ("09", 1, 2, 0),
        ("10", 1, 3, 0),
        ("11", 4, 4, 0),
        ("12", 1, 3, 0),
        ("13", 3, 3, 0),
        ("14", 2, 2, 0),
        ("15", 1, 3, 0),
        ("16", 3, 3, 0),
        ("17", 1, 5, 0),
        ("18", 1, 6, 0),
        ("19", 1, 3, 0),
        ("20", 1, 2, 0),
        ("21", 2, 2, 0),
        ("22", 2, 2, 0),
        ("23", 1, 2, 0),
        ("24", 1, 3, 0),
        ("25", 1, 3, 0),
        ("26", 20, 200, 0),
    ],
)
def test_11_one_quirk_each(desk: Desk, number: str, accounts: int, people: int, skipped: int) -> None:
    (path,) = (FOLDER / "11_small_messy/groweasy").glob(f"{number}-*.csv")
    report = brought(desk, str(path.relative_to(FOLDER)))
    assert (report.accounts.new, report.people.new, len(report.skipped)) == (accounts, people, skipped)


def test_11_short_rows_and_a_shared_address(desk: Desk) -> None:
    report = brought(desk, "11_small_messy/chatwoot/invalid_contacts.csv")
    assert report.people.new == 25
    assert desk.people()["Nancey Windibank"].get("email") == "cuzzell0@mozilla.org"
    assert desk.people()["Clarice Uzzell"].get("phone") == "+918484848484"


@pytest.mark.parametrize("path", sorted((FOLDER / "12_vcards_by_client").glob("*.vcf")), ids=lambda path: path.stem)
def test_12_cards_of_every_client(desk: Desk, path: Path) -> None:
    """One John Doe a file, six cards in ANDROID; no photo, key or word that is no number comes along."""
    report = brought(desk, str(path.relative_to(FOLDER)))
    people = desk.people()
    if "ANDROID" in path.name:
        assert (report.people.new, report.skipped) == (6, ())
        assert {"Ñ Ñ Ñ Ñ Ñ", "john.doe@company.com"} <= set(people)
        return
    (person,) = people.values()
    assert (report.people.new, report.accounts.new, report.skipped) == (1, 1, ())
    if "John_Doe" in path.name:
        assert {person.get("first").lower(), person.get("last")} == {"john", "Doe"}
        assert ("IBM" in desk.accounts()) == ("BLACK" not in path.name)
    told = (person.fields, *(each.fields for each in desk.accounts().values()))
    held = " ".join(str(value) for fields in told for _, value in fields)
    assert not any(word in held for word in ("/9j/", "MIID", "BusinessPhone", "cloudfront", "=0D"))


def test_12_all_clients_at_once(desk: Desk) -> None:
    names = sorted(path.name for path in (FOLDER / "12_vcards_by_client").glob("*.vcf"))
    report = brought(desk, *(f"12_vcards_by_client/{name}" for name in names))
    assert (report.people.new, report.merged, report.skipped) == (13, 3, ())


def test_13_probable_pairs_are_right(desk: Desk) -> None:
    """Precision of at least 0.97 over all that is shown; recall of the truth's pairs, certain and probable together."""
    report = brought(desk, "13_splink_fake_1000.csv")
    truth = dict(_truth(FOLDER / "13_splink_fake_1000.csv"))
    rows = [number for number, _ in _truth(FOLDER / "13_splink_fake_1000.csv")]
    right = [truth[rows[pair.one.line - 2]] == truth[rows[pair.other.line - 2]] for pair in report.pairs]
    assert len(right) > 300
    assert sum(right) / len(right) >= 0.97


def test_13_certain_merges_join_no_two_people(desk: Desk) -> None:
    """Precision before recall: of the pairs that an address makes certain, none joins two of the truth's people."""
    report = brought(desk, "13_splink_fake_1000.csv")
    assert report.merged > 300
    clusters: dict[str, set[str]] = {}
    rows = desk.book.ask(lambda db: db.execute("SELECT entity, key FROM source_ref WHERE kind = 'person'").fetchall())
    truth = dict(_truth(FOLDER / "13_splink_fake_1000.csv"))
    for entity, key in rows:
        if key.isdecimal():
            clusters.setdefault(entity, set()).add(truth[key])
    assert all(len(found) == 1 for found in clusters.values())


def _truth(path: Path) -> list[tuple[str, str]]:
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        return [(row["unique_id"], row["cluster"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize("name", ["UTF8", "UTF16BE", "UTF16LE"])
def test_14_marks_of_encodings_all_read_the_same(name: str) -> None:
    (plan,) = preview([FOLDER / f"14_nasty/dataloader_encodings/csvtext_BOM_{name}.csv"])
    assert [column.name for column in plan.columns] == ["column1", "column2", "column3"]
    assert plan.samples == (("row1-1", "row1-2", "row1-3"), ("row2-1", "row2-2", "row2-3"))


def test_14_everything_else_is_read_or_refused_in_words(desk: Desk) -> None:
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and path.parent.name != "json":
            try:
                desk.again([path], dry_run=True)
            except BadInput as refused:
                assert refused.message  # noqa: PT017  (either way is right, a crash is not)
    (plan,) = preview([FOLDER / "14_nasty/dataloader_encodings/csvtext_BOM_UTF32LE.csv"])
    assert "malformed" in plan.refused
