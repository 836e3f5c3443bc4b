"""The same list again changes nothing; a changed one is compared with what it said last (DESIGN section 6)."""

from __future__ import annotations

import pytest

from playbook.bodies import AccountSet, Dumped, PersonSet, RemarkMade, StandingSet
from playbook.decision import Draft
from playbook.words import PersonId, Standing
from storage.importing import Moved
from tests.importing.conftest import NOW, Desk

ACCOUNTS = "Company,Website,Industry,City,State,Employees\nAcme Robotics,acme.example,Steel,Austin,TX,250\n"
PEOPLE = (
    "First Name,Last Name,Email,Company,Title,Phone\nDana,Cole,dana@acme.example,Acme Robotics,Buyer,(312) 555-0142\n"
)
BY_ID = "Contact ID,Full Name,Email,Account ID,Account Name\n7,Dana Cole,dana@acme.example,1,Acme Robotics\n"


@pytest.mark.parametrize(
    "text", [ACCOUNTS, PEOPLE, BY_ID, "Full Name,Phone\nDana Cole,(312) 555-0142\n", "Company\nAcme\nAcme Inc\n"]
)
def test_an_unchanged_list_appends_nothing(desk: Desk, text: str) -> None:
    first = desk.bring(text)
    assert first.accounts.new + first.people.new > 0
    before = desk.entries()
    again = desk.bring(text, name="renamed.csv")
    assert desk.entries() == before
    assert again.action == ""
    assert (again.accounts.new, again.accounts.changed, again.people.new, again.people.changed) == (0, 0, 0, 0)
    assert again.accounts.same == first.accounts.new


def test_what_the_list_changes_the_book_follows(desk: Desk) -> None:
    desk.bring(ACCOUNTS)
    report = desk.bring(ACCOUNTS.replace("Steel", "Robots").replace(",250", ",300"))
    assert report.accounts == Moved(0, 1, 0)
    assert desk.accounts()["Acme Robotics"].get("industry") == "Robots"
    assert desk.accounts()["Acme Robotics"].number("employees") == 300
    assert not report.counts


def test_what_the_rep_changed_stands_where_both_did(desk: Desk) -> None:
    desk.bring(ACCOUNTS)
    acme = desk.accounts()["Acme Robotics"]
    desk.book.record([Draft(acme.id, AccountSet((("industry", "Automation"),)))], now=NOW, label="edit")
    assert desk.bring(ACCOUNTS).accounts == Moved(0, 0, 1)
    report = desk.bring(ACCOUNTS.replace("Steel", "Robots"))
    assert desk.accounts()["Acme Robotics"].get("industry") == "Automation"
    assert [remark.text for remark in report.remarks] == [
        "Acme Robotics: industry stays Automation; the list says Robots"
    ]
    before = desk.entries()
    assert not desk.bring(ACCOUNTS.replace("Steel", "Robots")).counts
    assert desk.entries() == before


def test_an_empty_cell_says_nothing(desk: Desk) -> None:
    desk.bring(ACCOUNTS)
    assert desk.bring(ACCOUNTS.replace("Steel", "")).accounts == Moved(0, 0, 1)
    assert desk.accounts()["Acme Robotics"].get("industry") == "Steel"


def test_a_field_that_the_rep_emptied_stays_empty(desk: Desk) -> None:
    desk.bring(ACCOUNTS)
    acme = desk.accounts()["Acme Robotics"]
    desk.book.record([Draft(acme.id, AccountSet((("industry", ""),)))], now=NOW, label="edit")
    report = desk.bring(ACCOUNTS.replace("Steel", "Robots"))
    assert desk.accounts()["Acme Robotics"].get("industry") == ""
    assert dict(report.counts) == {"conflict": 1}


def test_another_list_fills_what_is_empty_and_tells_what_disagrees(desk: Desk) -> None:
    desk.bring(ACCOUNTS)
    report = desk.bring(
        "Account Name,Domain,Industry,Zip\nACME Robotics Inc,acme.example,Iron,73301\n", name="other.csv"
    )
    acme = desk.accounts()["Acme Robotics"]
    assert (report.accounts, report.merged) == (Moved(0, 1, 0), 1)
    assert (acme.get("industry"), acme.get("postcode")) == ("Steel", "73301")
    assert [remark.text for remark in report.remarks] == ["Acme Robotics: industry stays Steel; the list says Iron"]


def test_a_renamed_account_is_known_by_its_id(desk: Desk) -> None:
    text = "Id,Name,Website,Industry,CreatedById\n001x0000002xLCVAA2,Acme,acme.example,Steel,x\n"
    desk.bring(text)
    acme = desk.accounts()["Acme"]
    report = desk.bring(text.replace("Acme,", "Acme Robotics,").replace("acme.example", "robots.example"))
    assert report.accounts == Moved(0, 1, 0)
    assert desk.accounts()["Acme Robotics"].id == acme.id


def test_company_1_of_two_vendors_is_two_firms(desk: Desk) -> None:
    """DESIGN section 2: a key that is not unique in the world only counts with its source, and as long as it fits."""
    desk.bring("company_id,Name,Industry\n1,Acme,Steel\n")
    report = desk.bring("company_id,Name,Industry\n1,Umbrella,Pharma\n", name="other.csv")
    assert report.accounts == Moved(1, 0, 0)
    assert set(desk.accounts()) == {"Acme", "Umbrella"}
    assert len({facts.id for facts in desk.accounts().values()}) == 2


def test_a_person_follows_the_list_to_another_firm(desk: Desk) -> None:
    text = (
        "First Name,Last Name,URL,Company,Position,Connected On\n"
        "Ada,Lovelace,https://www.linkedin.com/in/ada,Engines,CEO,14 May 2026\n"
    )
    desk.bring(text)
    old = desk.accounts()["Engines"]
    report = desk.bring(text.replace("Engines", "Looms"))
    ada = desk.people()["Ada Lovelace"]
    assert (report.accounts.new, report.people.changed) == (1, 1)
    assert (ada.account, ada.came_from) == (desk.accounts()["Looms"].id, old.id)


def test_a_person_whom_the_rep_moved_stays_there(desk: Desk) -> None:
    desk.bring(PEOPLE)
    desk.bring("Company\nUmbrella\n", name="more.csv")
    dana, umbrella = desk.people()["Dana Cole"], desk.accounts()["Umbrella"]
    desk.book.record([Draft(dana.id, PersonSet(account=umbrella.id))], now=NOW, label="moved")
    assert desk.bring(PEOPLE).people == Moved(0, 0, 1)
    assert desk.people()["Dana Cole"].account == umbrella.id
    report = desk.bring(PEOPLE.replace("Acme Robotics", "Stark"))
    assert desk.people()["Dana Cole"].account == umbrella.id
    assert "company" in report.remarks[0].text


def test_another_lists_company_for_a_known_person_is_told_not_added(desk: Desk) -> None:
    desk.bring(PEOPLE)
    report = desk.bring(
        "Name,Email,Employer,Mobile\nDana Cole,dana@acme.example,Initech,(212) 555-1234\n", name="other.csv"
    )
    assert "Initech" not in desk.accounts()
    assert report.people == Moved(0, 1, 0)
    assert [remark.text for remark in report.remarks] == [
        "Dana Cole: company stays Acme Robotics; the list says Initech"
    ]
    assert desk.people()["Dana Cole"].get("mobile") == "+12125551234"


def test_a_changed_address_is_the_same_person_in_the_same_list(desk: Desk) -> None:
    desk.bring(PEOPLE)
    report = desk.bring(PEOPLE.replace("dana@", "d.cole@"))
    assert report.people == Moved(0, 1, 0)
    assert desk.people()["Dana Cole"].get("email") == "d.cole@acme.example"


def test_people_by_id_keep_their_id_when_everything_else_changes(desk: Desk) -> None:
    text = (
        "Id,FirstName,LastName,Email,AccountId,SystemModstamp\n"
        "003x0000002xLCVAA2,Dana,Cole,d@acme.example,001x0000002xLCWAA2,2026\n"
    )
    with_firm = "Id,Name,Website,SystemModstamp\n001x0000002xLCWAA2,Acme,acme.example,2026\n"
    paths = [desk.write(text, "contacts.csv"), desk.write(with_firm, "accounts.csv")]
    desk.again(paths)
    dana = desk.people()["Dana Cole"]
    assert dana.account == desk.accounts()["Acme"].id
    report = desk.bring(text.replace("Cole", "Smith").replace("d@acme", "ds@acme"), "contacts.csv")
    assert report.people == Moved(0, 1, 0)
    assert desk.people()["Dana Smith"].id == dana.id


def test_an_import_that_was_taken_back_can_be_done_again(desk: Desk) -> None:
    desk.bring(PEOPLE)
    acme = desk.accounts()["Acme Robotics"].id
    desk.book.undo(NOW)
    assert not desk.accounts()
    assert not desk.people()
    report = desk.bring(PEOPLE)
    assert (report.accounts.new, report.people.new) == (1, 1)
    assert desk.accounts()["Acme Robotics"].id == acme


def test_what_was_said_survives_a_rebuild(desk: Desk) -> None:
    desk.bring(PEOPLE)
    desk.book.rebuild(NOW)
    before = desk.entries()
    desk.bring(PEOPLE)
    assert desk.entries() == before


def test_an_account_that_came_from_another_machine_is_known_by_its_id(desk: Desk) -> None:
    desk.bring(ACCOUNTS)
    acme = desk.accounts()["Acme Robotics"]
    desk.book.undo(NOW)
    from playbook.bodies import AccountAdded

    desk.book.record([Draft(acme.id, AccountAdded("Acme Robotics", (("city", "Austin"),)))], now=NOW, label="came")
    report = desk.bring(ACCOUNTS)
    assert report.accounts == Moved(0, 1, 0)
    assert desk.accounts()["Acme Robotics"].id == acme.id


def test_dumped_stays_dumped_and_its_fields_go_on(desk: Desk) -> None:
    """R29: imports update fields, nothing revives it."""
    text = "Company,Status,Industry,Next Activity Date\nAcme,Prospect,Steel,\n"
    desk.bring(text)
    acme = desk.accounts()["Acme"].id
    desk.book.record([Draft(acme, Dumped(NOW.date(), "time drain"))], now=NOW, label="dump")
    report = desk.bring("Company,Status,Industry,Next Activity Date\nAcme,Customer,Iron,2027-01-04\n")
    facts = desk.accounts()["Acme"]
    assert (facts.stated, facts.get("industry"), facts.steps) == (Standing.DUMPED, "Iron", ())
    assert [remark.text for remark in report.remarks] == [
        'Acme: the list says "Customer"; what stands in the planner was kept',
        '"Status" says "Customer": a customer, so nobody cold-calls them (1 row)',
    ]


def test_the_reps_standing_is_not_said_again(desk: Desk) -> None:
    """R44: what a list says counts once; a rep who took the standing back knows why."""
    text = "Company,Status\nAcme,Customer\n"
    desk.bring(text)
    acme = desk.accounts()["Acme"]
    assert acme.stated is Standing.CUSTOMER
    desk.book.record([Draft(acme.id, StandingSet(NOW.date(), None))], now=NOW, label="no customer")
    desk.bring(text)
    assert desk.accounts()["Acme"].stated is None


def test_a_remark_of_the_rep_is_left_alone_and_a_new_note_is_added(desk: Desk) -> None:
    text = "Full Name,Email,Company,Notes\nDana Cole,d@acme.example,Acme,called twice\n"
    desk.bring(text)
    acme = desk.accounts()["Acme"]
    desk.book.record([Draft(acme.id, RemarkMade("note", "mine", NOW.date()))], now=NOW, label="note")
    desk.bring(text)
    desk.bring(text.replace("called twice", "called thrice"))
    assert [remark.text for remark in desk.accounts()["Acme"].remarks] == ["called twice", "mine", "called thrice"]
    assert desk.accounts()["Acme"].remarks[0].person == PersonId(desk.people()["Dana Cole"].id)


def test_a_person_at_another_company_of_the_book_is_told(desk: Desk) -> None:
    desk.bring(PEOPLE)
    desk.bring("Company\nUmbrella\n", name="firms.csv")
    report = desk.bring("Name,Email,Employer\nDana Cole,dana@acme.example,Umbrella\n", name="other.csv")
    (remark,) = report.remarks
    assert remark.text == "Dana Cole: company stays Acme Robotics; the list says Umbrella"
    (conflict,) = report.conflicts
    assert (conflict.file, conflict.line, conflict.who) == ("other.csv", 2, "Dana Cole")
    assert (conflict.field, conflict.stands, conflict.listed) == ("company", "Acme Robotics", "Umbrella")
    assert desk.people()["Dana Cole"].account == desk.accounts()["Acme Robotics"].id


def test_somebody_without_a_company_stays_where_the_book_has_them(desk: Desk) -> None:
    desk.bring("Name,Email,Company\nDana Cole,dana@acme.example,Umbrella\nRay Ortiz,ray@gmail.com,Umbrella\n")
    report = desk.bring(
        "Name,Email,City\nDana Cole,dana@acme.example,Rome\nRay Ortiz,ray@gmail.com,Rome\n", name="b.csv"
    )
    assert report.accounts.new == 0
    assert set(desk.accounts()) == {"Umbrella"}
    assert desk.people()["Dana Cole"].get("city") == "Rome"


def test_an_account_that_was_taken_back_while_a_person_stays_is_made_again(desk: Desk) -> None:
    desk.bring(ACCOUNTS)
    desk.book.undo(NOW)
    desk.bring(PEOPLE)
    assert desk.bring(ACCOUNTS).accounts.new == 0
