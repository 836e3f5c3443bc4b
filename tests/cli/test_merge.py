"""`notyet merge`, `move`, `edit`, `bulk`: data on stdout, talk on stderr, a refusal is exit 1 (R38, R39)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Rep


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "notyet.db")
    rep.does("add", "Acme Robotics", "--person", "Dana Cole", "--email", "dana@acme.com", "--field", "city=Peoria")
    rep.does("add", "Acme Corp", "--person", "Ray Ortiz", "--field", "city=Chicago", "--field", "state=IL")
    return rep


def test_two_companies_become_one_and_are_split_by_number(rep: Rep) -> None:
    """R39."""
    ran = rep.does("merge", "Acme Corp", "Acme Robotics", "--take", "city", "--yes")
    assert "Merged: Acme Corp into Acme Robotics" in ran.out
    assert "undo" in ran.err
    shown = rep.does("show", "Acme Robotics", "--json").json
    assert {each["name"] for each in shown["people"]} == {"Dana Cole", "Ray Ortiz"}
    (hit,) = rep.does("search", "acme corp", "--json").json
    assert hit["account"] == "Acme Robotics"
    assert "Acme Corp" in rep.does("merge", "--list").out
    (listed,) = rep.does("merge", "--list", "--json").json
    assert (listed["number"], listed["undone"]) == (1, False)
    assert "Split" in rep.does("merge", "--split", "1").out
    assert rep.does("show", "Acme Corp", "--json").json["name"] == "Acme Corp"
    assert rep.types("merge", "--split", "1").code == 1
    assert rep.types("merge", "--split", "2").code == 1
    rep.does("redo")
    assert rep.does("merge", "--split", "1", "--json").json["split"] == 1


def test_a_dry_run_shows_and_changes_nothing(rep: Rep) -> None:
    told = rep.does("merge", "Acme Corp", "Acme Robotics", "--dry-run", "--json").json
    assert told["merged"] is False
    assert {"field": "city", "stands": "Peoria", "goes": "Chicago"} in told["conflicts"]
    assert "Peoria" in rep.does("merge", "Acme Corp", "Acme Robotics", "--dry-run").out
    assert "Nothing was merged yet" in rep.does("merge", "--list").err


def test_what_is_no_merge_is_told(rep: Rep) -> None:
    assert rep.types("merge").code == 2
    assert rep.types("merge", "Acme Corp", "Acme Corp").code == 1
    assert rep.types("merge", "Acme Corp", "Acme Robotics", "--take", "phone").code == 1
    assert rep.types("merge", "Nobody", "Acme Robotics").code == 1


def test_two_people_become_one(rep: Rep) -> None:
    rep.does("add", "--to", "Acme Robotics", "--person", "D. Cole", "--phone", "+1 312 555 0142")
    rep.does("merge", "D. Cole", "Dana Cole", "--at", "Acme Robotics", "--yes")
    (person,) = rep.does("show", "Acme Robotics", "--json").json["people"]
    assert person["name"] == "Dana Cole"
    rep.does("undo")
    assert rep.does("merge", "D. Cole", "Dana Cole", "--people", "--json").json["merged"] is True


def test_somebody_is_put_at_the_right_company(rep: Rep) -> None:
    ran = rep.does("move", "Ray Ortiz", "Acme Robotics")
    assert "from Acme Corp to Acme Robotics" in ran.out
    assert rep.types("move", "Ray Ortiz", "Acme Robotics").code == 1
    told = rep.does("move", "Ray Ortiz", "Acme Corp", "--at", "Acme Robotics", "--json").json
    assert told["to_id"] != told["from_id"]


def test_any_field_is_changed_and_settled(rep: Rep) -> None:
    """R36, R40."""
    ran = rep.does("edit", "Acme Robotics", "phone=312 555 0142", "city=", "shoe size=42", "note=likes trains")
    assert "phone: +13125550142" in ran.out
    assert "city: cleared" in ran.out
    told = rep.does("edit", "Acme Robotics", "title=VP", "--person", "Dana", "--json").json
    assert told["changed"] == {"title": "VP"}
    assert rep.does("search", "trains", "--json").json
    assert rep.types("edit", "Acme Robotics", "title=VP", "--person", "Dana").code == 1
    assert rep.types("edit", "Acme Robotics", "employees=many").code == 1
    assert rep.types("edit", "Acme Robotics", "nonsense").code == 2
    rep.does("edit", "Acme Robotics", "note=knows Ray", "--person", "Dana")


def test_many_at_once_is_one_action(rep: Rep) -> None:
    """R39."""
    told = rep.does("bulk", "acme", "tag", "expo", "--dry-run", "--json").json
    assert (told["found"], told["changed"], told["would_change"]) == (2, 0, 2)
    ran = rep.does("bulk", "acme", "tag", "expo", "--yes")
    assert "2 accounts tagged expo" in ran.out
    assert "Acme" in ran.err
    assert len(rep.does("search", "tag:expo", "--json").json) == 2
    rep.does("undo")
    assert rep.does("search", "tag:expo", "--json").json == []
    rep.does("bulk", "acme", "tickle", "3m", "--yes")
    assert rep.does("bulk", "acme", "dump", "--reason", "drains", "--json").json["changed"] == 2
    refused = rep.types("bulk", "acme", "junk")
    assert refused.code == 1
    assert "R29" in refused.err
    assert rep.types("bulk", "nobody at all", "star").code == 1


def test_who_is_left_out_is_counted(rep: Rep) -> None:
    """R38: barred stay barred."""
    rep.does("log", "Acme Corp", "barred")
    ran = rep.does("bulk", "acme", "junk", "--yes")
    assert "1 must not be contacted" in ran.err


@pytest.mark.parametrize(
    "words",
    [("dump",), ("tag",), ("tickle",), ("tickle", "soon"), ("star", "twice"), ("keep",)],
)
def test_what_a_deed_wants_is_said(rep: Rep, words: tuple[str, ...]) -> None:
    assert rep.types("bulk", "acme", *words).code == 2


def test_the_next_import_of_either_list_changes_and_revives_nothing(rep: Rep, tmp_path: Path) -> None:
    """R29, DESIGN section 6: rows of both lead to the one that stayed."""
    head = "Account ID,Company,Website,City,First Name,Last Name,Email\n"
    crm = tmp_path / "crm.csv"
    crm.write_text(
        head + "0015000000aBcDEAA0,Initech,initech.com,Austin,Ray,Ortiz,ray@initech.com\n"
        "0015000000aBcDFAA1,Initech Holding,initech-holding.com,Dallas,Kim,Sato,kim@initech-holding.com\n"
    )
    bought = tmp_path / "bought.csv"
    bought.write_text("Company,City,State,Phone\nInitech of Texas,Houston,TX,+1 713 555 0142\n")
    for each in (crm, bought):
        rep.does("import", str(each), "--yes")
    for gone in ("Initech Holding", "Initech of Texas"):
        rep.does("merge", gone, "Initech", "--yes")
    before = rep.does("show", "Initech", "--json").out
    for each in (crm, bought):
        told = rep.does("import", str(each), "--yes", "--json").json
        assert told["accounts"]["new"] == told["accounts"]["changed"] == 0, told
        assert told["people"]["new"] == told["people"]["changed"] == 0, told
    assert rep.does("show", "Initech", "--json").out == before
    rep.does("bulk", "initech", "dump", "--reason", "drains", "--yes")
    for each in (crm, bought):
        rep.does("import", str(each), "--yes")
    assert rep.does("show", "Initech", "--json").json["standing"] == "dumped"
