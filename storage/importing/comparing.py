"""A list against the book: what it said last, what it says now, and what the rep has made of it (DESIGN section 6).

File unchanged: nothing. Rep unchanged: the book follows the file. Both changed: the rep's stands, and it is told. An
empty cell says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from playbook.facts import Fields, Value
from storage.importing.merging import Clash, same

_NEWEST_WINS: Final = frozenset({"last_contact"})
_UNTOLD: Final = frozenset({"first", "last", "zone", "phone_ext", "source", "email_bad"})

Alike = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Compared:
    """What a list brings for somebody who is in the book."""

    changes: Fields
    clashes: tuple[Clash, ...]


def compare(
    now: Mapping[str, Value], before: Mapping[str, Value] | None, held: Mapping[str, Value], alike: Alike
) -> Compared:
    """Return what changes in the book; `before` is None where this source never spoke of them."""
    changes: dict[str, Value] = {}
    clashes: list[Clash] = []
    for field, value in now.items():
        current = held.get(field, "")
        said = None if before is None else before.get(field)
        if not same(field, current, value) and not (said is not None and same(field, said, value)):
            if _follows(field, value, current, said):
                changes[field] = value
            elif field not in _UNTOLD and not (field == "name" and alike(str(current), str(value))):
                clashes.append(Clash(field, current, value))
    return Compared(tuple(sorted(changes.items())), tuple(clashes))


def _follows(field: str, value: Value, current: Value, said: Value | None) -> bool:
    """Return whether the book follows the list: it holds nothing there, or what the list said last."""
    if field in _NEWEST_WINS:
        return str(value) > str(current)
    if said is None:
        return current == ""
    return same(field, said, current)
