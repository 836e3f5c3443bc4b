"""What the book answers about the value library: frozen rows for its page and its command (R13)."""

from __future__ import annotations

from datetime import date

from playbook.value_library import Asset
from playbook.values import dataclass
from playbook.words import AccountId, Channel


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One thing worth giving, with its record."""

    asset: Asset
    times: int = 0
    """How often it was given."""
    last_on: date | None = None
    last_account: str = ""
    last_person: str = ""
    over: bool = False
    """Its own last day has passed."""


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One time that it was given."""

    account: AccountId
    name: str
    person: str
    on: date
    channel: Channel | None
