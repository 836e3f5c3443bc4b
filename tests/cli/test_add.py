"""`notyet add`: an account, a person, or both, in one action."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Rep


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    return Rep(tmp_path / "book.db")


def test_account_and_person_in_one_action(rep: Rep) -> None:
    """R39: one undo takes both back."""
    ids = rep.does("add", "Acme", "--person", "Dana Cole", "--role", "champion", "--note", "met her", "--json").json
    found = rep.does("show", ids["account_id"], "--json").json
    assert [(person["id"], person["name"], person["role"]) for person in found["people"]] == [
        (ids["person_id"], "Dana Cole", "champion")
    ]
    assert found["remarks"][0]["text"] == "met her"
    assert rep.does("undo").out == "Taken back: Added Dana Cole · Acme\n"
    assert rep.types("show", "Acme").code == 1


def test_fields_of_the_company(rep: Rep) -> None:
    rep.does("add", "Acme", "--field", "State=IL", "--field", "plant colour=red", "--email", "info@acme.example")
    fields = rep.does("show", "Acme", "--json").json["fields"]
    assert (fields["state"], fields["plant colour"], fields["email"]) == ("IL", "red", "info@acme.example")


def test_the_same_name_twice_is_two_companies_until_it_is_looked_up(rep: Rep) -> None:
    rep.does("add", "Acme")
    rep.does("add", "Acme")
    assert len(rep.does("search", "acme", "--json").json) == 2
    assert rep.types("show", "Acme").code == 1


def test_a_person_for_an_account_that_is_there(rep: Rep) -> None:
    rep.does("add", "Acme")
    ran = rep.does("add", "--to", "acme", "--person", "Dana Cole")
    assert ran.out.startswith("Added Dana Cole · acme")
    assert len(rep.does("show", "Acme", "--json").json["people"]) == 1


def test_hostile_names_are_cleaned_at_the_door(rep: Rep) -> None:
    rep.does("add", "Acme\x1b]52;c;aGk=\x07 [b]", "--person", "D\u202eana\x00")
    ran = rep.starts("show", "Acme")
    assert not {char for char in ran.out if (ord(char) < 32 and char != "\n") or char == "\u202e"}
    assert "[b]" in ran.out


@pytest.mark.parametrize(
    "args",
    [
        [], ["--to", "Acme"], ["Globex", "--to", "Acme", "--person", "Dana"], ["Acme", "--field", "nothing"],
        ["Acme", "--role", "boss"],
    ],
)  # fmt: skip
def test_what_is_not_understood_exits_2(rep: Rep, args: list[str]) -> None:
    assert rep.types("add", *args).code == 2


@pytest.mark.parametrize("args", [["\x00"], ["Acme", "--person", "\u200b"]])
def test_a_name_of_nothing_is_refused(rep: Rep, args: list[str]) -> None:
    ran = rep.types("add", *args)
    assert ran.code == 1
    assert "needs a name; nothing was added" in ran.err
