"""What the book answers about who may be one and the same."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.words import AccountId, PersonId


@dataclass(frozen=True, slots=True)
class Suspect:
    """One of two that may be one."""

    id: AccountId | PersonId
    name: str
    account: AccountId
    """The account itself, or where the person sits."""
    account_name: str
    email: str = ""
    phone: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class SuspectPair:
    """Two that may be one, and what speaks for it: a rep merges them, or says that they are not the same."""

    person: bool
    """Two people, else two companies."""
    one: Suspect
    other: Suspect
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The pairs of the whole book: companies first, then people, each by name."""

    pairs: tuple[SuspectPair, ...]
    looked_at: int
    """Companies and people that were compared."""
    more: bool = False
    """There are more than are listed."""
