"""Their words, read as a day: the grammar of `playbook.phrases` with this book's conventions (R14)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from playbook import daywords
from playbook.settings import Phrases
from storage.files import text

if TYPE_CHECKING:
    from playbook.phrases import Understood


def read(
    phrase: str, now: datetime, conventions: Phrases, off: frozenset[date] = frozenset(), country: str = "US"
) -> Understood:
    """Return what the phrase says, or why it can't be placed; `country` is whose holidays are named."""
    from playbook import phrases

    return phrases.read(
        phrase, now, phrases.parse_grammar(text("playbook", "data/phrases.toml")), conventions, off, country
    )


def in_words(found: Understood) -> str:
    """Return how a phrase was understood, with the other days that it may mean."""
    others = "".join(f", or {daywords.full(other)}" for other in found.others)
    better = "" if found.better is None else f"; no working day, the next is {daywords.full(found.better)}"
    return f"{found.understood}{others}{'' if found.sure else ' (not sure)'}{better}"
