"""The list of imports, and what taking one back would do (R39)."""

from __future__ import annotations

import pytest

from playbook import moves
from playbook.bodies import AccountAdded, AccountSet, PersonAdded
from playbook.decision import Draft
from playbook.errors import NotFound
from playbook.words import AccountId, ActionId, Outcome, PersonId
from storage.book import Book
from storage.views import Change
from tests.storage.conftest import NOW, Rep

FIRMS = ("Acme", "Globex", "Hooli", "Initech", "Umbrella")


def land(book: Book, *drafts: Draft) -> Change:
    return book.land(
        iter(drafts), iter(()), now=NOW, label="import crm.csv", source="crm", report="{}", cancelled=lambda: False
    )


def firms() -> list[Draft]:
    found = []
    for number, name in enumerate(FIRMS):
        firm = AccountId(f"new:{number * 2 + 1}")
        found += [
            Draft(firm, AccountAdded(name)),
            Draft(PersonId(f"new:{number * 2 + 2}"), PersonAdded(firm, f"Dana {name}", (("phone", "+13125550142"),))),
        ]
    return found


def test_r39_what_goes_and_what_stays_is_told_before_and_comes_true(rep: Rep) -> None:
    """R39: a touch, a field, a note on a person, another list: whatever came later holds its account."""
    book = rep.book
    change = land(book, *firms())
    acme, globex, hooli, initech, umbrella = (book.find(name) for name in FIRMS)
    rep.log(acme, Outcome.NO)
    dana = book.prospect(globex, NOW).people[0].id
    book.record([moves.set_person(dana, (("title", "COO"),))], now=NOW, label="title")
    land(book, Draft(hooli, AccountSet((("city", "Gary"),), "other")))
    book.record([moves.remark(initech, "note", "a remark", NOW.date())], now=NOW, label="note")
    book.undo(NOW)

    would = book.taken_back(change.action)

    assert (would.go, would.stay) == (2, ((acme, "Acme"), (globex, "Globex"), (hooli, "Hooli")))
    assert (would.landed.action, would.landed.undone) == (change.action, False)
    undone = book.undo(NOW, change.action)
    assert set(undone.stayed) == {number for number, _ in would.stay}
    for gone in (initech, umbrella):
        with pytest.raises(NotFound):
            book.prospect(gone, NOW)
    assert book.imports()[-1].undone


def test_r39_an_import_that_nobody_built_on_goes_whole(rep: Rep) -> None:
    change = land(rep.book, *firms())
    assert (rep.book.taken_back(change.action).go, rep.book.taken_back(change.action).stay) == (5, ())


def test_r39_what_is_no_import_cannot_be_taken_back_here(rep: Rep) -> None:
    rep.add("Acme")
    newest = rep.book.newest_action()
    assert newest is not None
    for action in (newest[0], ActionId("nothing")):
        with pytest.raises(NotFound, match="no such import"):
            rep.book.taken_back(action)
