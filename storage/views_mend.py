"""What the book answers about merges, and about many accounts at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from playbook.facts import AccountFacts, PersonFacts
from playbook.words import AccountId, ActionId, PersonId, Standing


@dataclass(frozen=True, slots=True)
class Merged:
    """One merge of the record: what an undo by name splits again, however old (R39)."""

    number: int
    """Counted from the first one, so a number stays its own."""
    action: ActionId
    at: datetime
    gone: AccountId | PersonId
    gone_name: str
    kept: AccountId | PersonId
    kept_name: str
    person: bool
    """Two people, else two companies."""
    undone: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A company as one side of a merge."""

    account: AccountFacts
    people: tuple[PersonFacts, ...]
    standing: Standing
    touches: int
    """All touches of the record."""


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person by their name, with the company where they sit."""

    person: PersonFacts
    account: AccountId
    account_name: str
