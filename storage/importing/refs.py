"""Which row of a list is which account or person, and what that list said of it last (DESIGN section 6)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

from playbook.bodies import AccountAdded, Body, PersonAdded
from playbook.facts import Value
from storage.views import SourceRef

__all__ = ["FIRM", "NOTE", "STANDING", "STEP", "SourceRef", "added_by", "said_of", "text_of"]

FIRM: Final = "~firm"
"""The account under which a list said somebody works."""
STANDING: Final = "~standing"
NOTE: Final = "~note"
STEP: Final = "~step"
"""Names of what a list said that is no field; no heading can be called so."""
_SAME: Final = "="
"""First item of a text that says only how a list differs from the entry by which its import added somebody."""
_CANONICAL: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_AS_ADDED: Final = _CANONICAL.encode([_SAME])


def added_by(body: Body) -> dict[str, Value]:
    """Return what an entry says of whom it adds, as a list would say it; nothing for any other entry."""
    if isinstance(body, AccountAdded):
        return {"name": body.name, **dict(body.fields)}
    return {"name": body.name, FIRM: body.account, **dict(body.fields)} if isinstance(body, PersonAdded) else {}


def text_of(said: Mapping[str, Value], added: Mapping[str, Value] | None = None) -> str:
    """Return what a list said as canonical JSON.

    Of somebody whom the same import adds only what differs from `added` is written, where that is shorter: what the
    entry says stands in the book already. A value of null was not said.
    """
    if said and said == added:  # almost everybody of a first list
        return _AS_ADDED
    if added is None:
        return _CANONICAL.encode(sorted(said.items()))
    beyond: dict[str, Value | None] = {name: None for name in added if name not in said}
    unsaid = len(beyond)
    beyond |= {name: value for name, value in said.items() if name not in added or added[name] != value}
    less = _CANONICAL.encode([_SAME, *sorted(beyond.items())])
    if not unsaid and len(beyond) < len(said):  # what is left out is longer than the mark: the whole cannot be shorter
        return less
    return min(_CANONICAL.encode(sorted(said.items())), less, key=len)


def said_of(text: str, added: Callable[[], Mapping[str, Value]] = dict) -> dict[str, Value]:
    """Return what a list said; of a text that an older version wrote, what can be read.

    `added` is what the entry says by which its import added them; it is asked only where the text leans on it.
    """
    plain = json.loads(text)
    if isinstance(plain, dict):
        return dict(plain)
    if plain[:1] != [_SAME]:
        return dict(plain)
    found: dict[str, Value | None] = {**added(), **dict(plain[1:])}
    return {name: value for name, value in found.items() if value is not None}
