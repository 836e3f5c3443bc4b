"""Two that are not the same: said once, for companies and for people."""

from __future__ import annotations

import pytest

from playbook import not_same
from playbook.bodies import AccountSet, PersonSet
from playbook.errors import Refused
from playbook.facts import AccountFacts, PersonFacts
from playbook.words import AccountId, PersonId


def account(number: str, said: str = "") -> AccountFacts:
    fields = ((not_same.FIELD, said),) if said else ()
    return AccountFacts(AccountId(number), f"Acme {number}", fields)


def person(number: str) -> PersonFacts:
    return PersonFacts(PersonId(number), AccountId("a"), f"Dana {number}")


def test_it_is_a_field_of_the_first_and_keeps_what_stood_there() -> None:
    (draft,) = not_same.drafts(account("1", "9"), account("2"))
    assert (draft.entity, draft.body) == ("1", AccountSet(((not_same.FIELD, "2 9"),)))
    (draft,) = not_same.drafts(person("1"), person("2"))
    assert (draft.entity, draft.body) == ("1", PersonSet(((not_same.FIELD, "2"),)))
    assert not_same.label(person("1"), person("2")) == "not the same: Dana 1 and Dana 2"


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(Refused, match="the same already"):
        not_same.drafts(account("1"), account("1"))
    with pytest.raises(Refused, match="a company and the other"):
        not_same.drafts(account("1"), person("2"))
    for one, other in ((account("1", "2 3"), account("2")), (account("2"), account("1", "2"))):
        assert not_same.said(one, other)
        with pytest.raises(Refused, match="said before"):
            not_same.drafts(one, other)
    assert not not_same.said(account("1", "3"), account("2"))
