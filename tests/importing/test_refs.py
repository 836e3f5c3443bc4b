"""What a list said is kept once: where the entry that added somebody says the same, only the difference is written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.bodies import AccountAdded, AccountSet, PersonAdded
from playbook.decision import Draft
from playbook.words import AccountId
from storage.importing import refs
from tests.importing.conftest import NOW, Desk

HEAD = "Company,Website,City,Employees,Name,Email\n"
ACME = "Acme Robotics,acme.example,Peoria,120,Dana Cole,dana@acme.example\n"

said = st.dictionaries(
    st.sampled_from(["name", "city", "employees", "=", "~firm", "phone"]),
    st.one_of(st.text(max_size=8), st.integers(), st.floats(allow_nan=False), st.booleans()),
)


@given(said, said)
def test_what_was_said_is_read_back_whatever_the_entry_says(told: dict[str, str], added: dict[str, str]) -> None:
    text = refs.text_of(told, added)
    assert refs.said_of(text, lambda: added) == told
    assert len(text) <= len(refs.text_of(told))


@given(said)
def test_a_text_that_leans_on_nothing_never_asks_for_the_entry(told: dict[str, str]) -> None:
    def never() -> dict[str, str]:
        raise AssertionError

    assert refs.said_of(refs.text_of(told), never) == told


def test_a_text_of_an_older_version_is_read() -> None:
    assert refs.said_of('{"city":"Peoria"}') == {"city": "Peoria"}
    assert refs.said_of('[["city","Peoria"]]') == {"city": "Peoria"}


def test_what_an_entry_says_of_whom_it_adds() -> None:
    fields = (("city", "Peoria"),)
    assert refs.added_by(AccountAdded("Acme", fields)) == {"name": "Acme", "city": "Peoria"}
    person = PersonAdded(AccountId("a1"), "Dana", fields)
    assert refs.added_by(person) == {"name": "Dana", "city": "Peoria", refs.FIRM: "a1"}
    assert refs.added_by(AccountSet(fields)) == {}


def test_a_new_list_writes_each_field_once(desk: Desk) -> None:
    desk.bring(HEAD + ACME)
    told = desk.book.ask(lambda db: [text for (text,) in db.execute("SELECT said FROM source_ref")])
    assert told
    assert all(json.loads(text) in ([], ["="]) for text in told)
    written = desk.book.ask(lambda db: [body for (body,) in db.execute("SELECT body FROM entry")])
    assert sum("Peoria" in body for body in written) == 2, "the company's entry and the person's, and no third"


@pytest.mark.parametrize(("city", "changed"), [("Peoria", 0), ("Joliet", 1)])
def test_the_next_version_is_compared_with_it(desk: Desk, city: str, changed: int) -> None:
    """DESIGN section 6: the same again changes nothing; a changed file changes what the rep left alone."""
    desk.bring(HEAD + ACME)
    before = desk.entries()
    report = desk.bring(HEAD + ACME.replace("Peoria", city))
    assert report.accounts.changed == changed
    assert (desk.entries() == before) == (changed == 0)
    assert desk.accounts()["Acme Robotics"].get("city") == city


def test_after_the_rep_changed_it_the_list_is_still_known(desk: Desk) -> None:
    """Both changed: the rep's stands, and the conflict is told."""
    desk.bring(HEAD + ACME)
    firm = desk.accounts()["Acme Robotics"]
    desk.book.record([Draft(firm.id, AccountSet((("city", "Chicago"),)))], now=NOW, label="edit")
    report = desk.bring(HEAD + ACME.replace("Peoria", "Joliet"))
    assert desk.accounts()["Acme Robotics"].get("city") == "Chicago"
    assert [clash.field for clash in report.conflicts] == ["city"]
