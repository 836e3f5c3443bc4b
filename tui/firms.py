"""The firm to which somebody went: the account of the book that goes by exactly that name (R21)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from playbook.folding import fold
from playbook.values import dataclass

if TYPE_CHECKING:
    from playbook.decision import Said
    from playbook.words import AccountId
    from storage.reads import Reads


@dataclass(frozen=True, slots=True)
class Firm:
    """An account by its name."""

    account: AccountId
    name: str


Finder = Callable[[str], Awaitable["Firm | None"]]
"""Looks a name up without holding up who types it."""


def called(book: Reads, name: str) -> Firm | None:
    """Return the only account of exactly that name (case and accents aside), None where there is none or several."""
    if not fold(name):
        return None
    same = [hit for hit in book.search(name) if fold(hit.name) == fold(name)]
    return Firm(same[0].account, same[0].name) if len(same) == 1 else None


def known(book: Reads, said: Said) -> Said:
    """Return what is said of a leaver with the account to which they went, where the book has it (R21)."""
    firm = called(book, said.new_firm) if said.new_firm else None
    return replace(said, firm=None if firm is None else firm.account)
