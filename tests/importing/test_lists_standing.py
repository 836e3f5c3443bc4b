"""Lists carry standing (R44): nobody cold-calls a customer, bars stand, next activities become hand dates."""

from __future__ import annotations

from datetime import date

import pytest

from playbook.bodies import Unbarred
from playbook.decision import Draft
from playbook.words import Channel, Purpose, Standing, StepKind
from storage.importing import Moved
from tests.importing.conftest import NOW, Desk


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("Customer", "customer"),
        ("CLOSED_WON", "customer"),
        ("Closed - Converted", "customer"),
        ("Bestandskunde", "customer"),
        ("Unqualified", "set aside"),
        ("BAD_LEAD", "set aside"),
        ("Out of business", "closed"),
        ("Prospect", "pool"),
        ("Closed Lost", "pool"),
        ("Do not contact", "barred"),
        ("Wibble", "pool"),
    ],
)
def test_where_a_status_puts_an_account(desk: Desk, status: str, standing: str) -> None:
    """R44: the status is mapped through a data file."""
    report = desk.bring(f"Company,Status,Industry\nAcme,{status},Steel\n")
    assert desk.standing("Acme") == standing
    assert desk.accounts()["Acme"].get("status") == status
    (shown,) = [remark.text for remark in report.remarks] or [""]
    said, _, taken = shown.partition(": ") if standing != "pool" else ("", "", shown)
    words = {
        "customer": "a customer, so nobody cold-calls them (1 row)", "barred": "do not contact (1 row)",
        "set aside": "set aside (1 row)", "closed": "out of business (1 row)",
    }  # fmt: skip
    assert said in {"", f'"Status" says "{status}"'}
    assert taken == words.get(standing, taken)
    if status == "Wibble":
        assert shown == '"Status" says "Wibble", which has no meaning here (1 row)'


def test_a_lost_one_stays_in_the_pool_with_a_remark(desk: Desk) -> None:
    """R44: closed lost is a No, and a No is never the end."""
    desk.bring("Company,Stage,Closed Lost Reason\nAcme,Closed Lost,too dear\nGlobex,,no budget\n")
    assert desk.standing("Acme") == desk.standing("Globex") == "pool"
    assert [remark.text for remark in desk.accounts()["Acme"].remarks] == ["list says lost: too dear"]
    assert [remark.text for remark in desk.accounts()["Globex"].remarks] == ["list says lost: no budget"]


def test_one_customer_makes_the_firm_one_and_one_unqualified_does_not(desk: Desk) -> None:
    desk.bring(
        "Name,Email,Company,Lead Status,Is Customer\nA B,a@x.example,X,Unqualified,\nC D,c@x.example,X,Open,\n"
        "E F,e@y.example,Y,Unqualified,no\nG H,g@y.example,Y,Unqualified,yes\nI J,i@z.example,Z,Unqualified,\n"
        "K L,k@w.example,W,Unqualified,\nM N,m@w.example,W,,\n"
    )
    assert [desk.standing(name) for name in "XYZW"] == ["pool", "customer", "set aside", "pool"]


def test_two_status_columns_and_the_stronger_word(desk: Desk) -> None:
    report = desk.bring("Name,Email,Company,Status,Stage\nDana Cole,d@acme.example,Acme,Qualified,Closed Won\n")
    assert desk.standing("Acme") == "customer"
    dana = desk.people()["Dana Cole"]
    assert (dana.get("status"), dana.get("Stage")) == ("Qualified", "Closed Won")
    assert dict(report.counts) == {"stands": 1}


def test_bars_of_people_and_accounts_stand_and_survive(desk: Desk) -> None:
    """R38: absolute, and a re-import neither lifts nor doubles them."""
    text = (
        "Name,Email,Company,Do Not Call,Email Opt Out,Status\n"
        "A B,a@x.example,X,true,Yes,\nC D,c@x.example,X,0,,Do not contact\n"
        "E F,e@x.example,X,maybe,no,\n"
    )
    report = desk.bring(text)
    people = desk.people()
    assert {bar.channel for bar in people["A B"].bars} == {Channel.CALL, Channel.EMAIL}
    assert [bar.channel for bar in people["C D"].bars] == [None]
    assert people["E F"].bars == ()
    texts = [remark.text for remark in report.remarks]
    assert '"Do Not Call" says neither yes nor no: "maybe" (1 row)' in texts
    assert people["E F"].get("Do Not Call") == "maybe"
    assert desk.bring(text).action == ""
    lifted = tuple(bar.entry for bar in people["C D"].bars)
    desk.book.record([Draft(people["C D"].id, Unbarred(lifted, "she asked me back"))], now=NOW, label="unbar")
    assert desk.bring(text).action == ""
    assert desk.people()["C D"].bars == ()


def test_a_barred_account_stays_barred_and_another_list_adds_no_second_bar(desk: Desk) -> None:
    desk.bring("Company,Do Not Contact,Industry\nAcme,yes,Steel\n")
    assert desk.accounts()["Acme"].stated is Standing.BARRED
    desk.bring("Company,DNC,Status\nAcme,x,Customer\n", "other.csv")
    acme = desk.accounts()["Acme"]
    assert acme.stated is Standing.BARRED
    assert len(acme.bars) == 1


def test_the_next_activity_is_a_hand_date_and_moves_with_the_list(desk: Desk) -> None:
    """R44: next activity becomes a hand date; one that lies behind us is told, not planned."""
    text = (
        "Name,Email,Company,Next Activity Date,Follow Up\nDana Cole,d@acme.example,Acme,12/15/2026,\n"
        "Ray Ortiz,r@acme.example,Acme,3/1/2026,\nKim Sato,k@hooli.example,Hooli,soon,\n"
    )
    report = desk.bring(text)
    (step,) = desk.accounts()["Acme"].steps
    assert (step.kind, step.purpose, step.on, step.rule) == (StepKind.HAND, Purpose.HAND, date(2026, 12, 15), "R44")
    assert step.person == desk.people()["Dana Cole"].id
    assert {remark.kind for remark in report.remarks} == {"past", "date"}
    assert desk.people()["Kim Sato"].get("Next Activity Date") == "soon"
    assert desk.bring(text).action == ""
    desk.bring(text.replace("12/15/2026", "12/17/2026"))
    (moved,) = desk.accounts()["Acme"].steps
    assert (moved.id, moved.on) == (step.id, date(2026, 12, 17))


def test_the_earliest_day_ahead_is_planned(desk: Desk) -> None:
    desk.bring("Company,Next Activity\nAcme,2027-03-01\nAcme,2026-12-01\nAcme,2026-01-01\n")
    assert [step.on for step in desk.accounts()["Acme"].steps] == [date(2026, 12, 1)]


def test_a_worked_account_is_not_set_aside_and_a_customer_stays_one(desk: Desk) -> None:
    desk.bring("Company,Status,Next Activity\nAcme,Open,2026-12-01\nGlobex,Customer,\n")
    report = desk.bring("Company,Status,Next Activity\nAcme,Unqualified,2026-12-01\nGlobex,Unqualified,\n")
    assert [desk.standing(name) for name in ("Acme", "Globex")] == ["working", "customer"]
    assert dict(report.counts) == {"kept": 2, "stands": 2}
    desk.bring("Company,Type\nGlobex,Existing customer\n", "other.csv")
    assert desk.standing("Globex") == "customer"


def test_the_last_contact_is_the_latest(desk: Desk) -> None:
    desk.bring("Company,Last Contacted\nAcme,2026-05-01\nAcme,2026-04-01\nGlobex,never\n")
    assert desk.accounts()["Acme"].get("last_contact") == "2026-05-01"
    assert desk.accounts()["Globex"].get("Last Contacted") == "never"
    assert desk.bring("Company,Last Contacted\nAcme,2026-04-15\n", "b.csv").accounts == Moved(0, 0, 1)
    desk.bring("Company,Last Contacted\nAcme,2026-06-01\n", "c.csv")
    assert desk.accounts()["Acme"].get("last_contact") == "2026-06-01"


@pytest.mark.parametrize(
    ("mine", "kept"), [("", 3), ("Priya Sharma", 2), ("priya", 2), ("amit@x.example", 2), ("amit", 2), ("nobody", 1)]
)
def test_others_rows_are_skipped_unless_asked(desk: Desk, mine: str, kept: int) -> None:
    """R44: others' accounts are skipped; without a name, the owner stays a field."""
    report = desk.bring("Company,Account Owner\nAcme,Priya Sharma\nGlobex,amit@x.example\nInitech,\n", mine=mine)
    assert report.accounts.new == kept
    assert [row.why for row in report.skipped if "belongs to" in row.why] == [row.why for row in report.skipped]
    if not mine:
        assert desk.accounts()["Acme"].get("owner") == "Priya Sharma"


def test_rows_deleted_where_they_come_from_are_skipped(desk: Desk) -> None:
    report = desk.bring("Id,Name,IsDeleted\n001x0000002xLCVAA2,Acme,true\n001x0000002xLCWAA2,Globex,false\n")
    assert report.accounts.new == 1
    assert [(row.line, row.why) for row in report.skipped] == [(2, "it is deleted in the list it comes from")]
