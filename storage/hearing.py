"""How long work is heard: what is done, how much of it, of how much.

A hearer is called on the book's thread, between two pieces. What it raises ends the work; inside a transaction nothing
of it stands then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Hearer = Callable[[str, int, int], None]
"""Hears what is done now, how much of it, and of how much."""

ACCOUNTS: Final = "accounts and people"
"""Rows are made to follow from the journal."""
SEARCH: Final = "search"
"""What search finds is written anew."""
OFTEN: Final = 100
"""Accounts between two words: a tenth of a second or two."""


def nobody(_what: str, _done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""
