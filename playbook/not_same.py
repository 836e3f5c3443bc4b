"""Two that look alike and are not the same: said once by the rep, never asked again, taken back by undo.

It stands as a field of the first of the two, ids of the others separated by blanks, so it is journaled, synced and
undone like any other field; if two machines say something about one at once, the later of the two stands.
"""

from __future__ import annotations

from typing import Final

from playbook.bodies import AccountSet, PersonSet
from playbook.decision import Draft
from playbook.errors import Refused
from playbook.facts import AccountFacts, PersonFacts
from playbook.words import AccountId

FIELD: Final = "not_same"
"""Of an account or a person; no list and no page shows it."""


def drafts(one: AccountFacts | PersonFacts, other: AccountFacts | PersonFacts) -> tuple[Draft, ...]:
    """Return what remembers that two are not the same.

    Raises:
        Refused: they are one and the same already, one is a company and the other a person, or it was said before.
    """
    if one.id == other.id:
        raise Refused("Both are the same already.", "Name two that differ.")
    if isinstance(one, AccountFacts) != isinstance(other, AccountFacts):
        raise Refused("One is a company and the other a person.", "Name two companies or two people.")
    if said(one, other):
        raise Refused(f"That {one.name} and {other.name} are not the same was said before.", "Nothing was changed.")
    fields = ((FIELD, " ".join(sorted({*one.get(FIELD).split(), other.id}))),)
    body = AccountSet(fields) if isinstance(one, AccountFacts) else PersonSet(fields)
    return (Draft(AccountId(one.id), body),)


def said(one: AccountFacts | PersonFacts, other: AccountFacts | PersonFacts) -> bool:
    """Return whether somebody said before that two are not the same."""
    return other.id in one.get(FIELD).split() or one.id in other.get(FIELD).split()


def label(one: AccountFacts | PersonFacts, other: AccountFacts | PersonFacts) -> str:
    """Return how the action is called in the undo line."""
    return f"not the same: {one.name} and {other.name}"
