"""Who is whom after merges, and the fold of several entities that are one (DESIGN section 2, SYNC section 4).

Merges are taken in the order of their entries' ids, as a union: the side that stays is the root of both. A chain ends
at its last root, and of a circle the entry that closes it says nothing new. So every machine that holds the same
entries finds the same roots, in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from playbook.bodies import AccountMerged, Body, PersonMerged, TouchAmended, TouchLogged
from playbook.entry import Entry
from playbook.renewal import replace
from playbook.words import EntryId, PersonId

S = TypeVar("S")
MERGES = (AccountMerged, PersonMerged)
"""Bodies that make two entities one."""


class Roots:
    """The root of every entity, merge by merge."""

    def __init__(self) -> None:
        """Begin with everybody their own root."""
        self._into: dict[str, str] = {}

    def of(self, number: str) -> str:
        """Return the root of an entity: itself while it was merged into nobody."""
        root = number
        while root in self._into:
            root = self._into[root]
        if root != number:
            self._into[number] = root
        return root

    def merge(self, gone: str, into: str) -> tuple[str, str] | None:
        """Make one of two; return the root that goes and the one that stays, None where they are one already."""
        gone, kept = self.of(gone), self.of(into)
        if gone == kept:
            return None
        self._into[gone] = kept
        return gone, kept

    def table(self) -> dict[str, str]:
        """Return everybody who is no root, with their root."""
        return {number: self.of(number) for number in tuple(self._into)}


class Merging(Generic[S]):
    """Folds the entries of entities that become one on the way: each by itself first, both as one from the merge on."""

    def __init__(
        self,
        step: Callable[[S | None, Entry], S | None],
        join: Callable[[S | None, S | None, str, EntryId], S | None],
        *,
        people: bool = False,
    ) -> None:
        """`step` lays one entry on facts; `join` makes one of two, which then has this root and this newest entry.

        `people`: touches are read as entries of the one whom they name.
        """
        self._step = step
        self._join = join
        self._people = people
        self._roots = Roots()
        self._states: dict[str, S | None] = {}

    def state(self, number: str) -> S | None:
        """Return the facts of an entity, or of the one that it became."""
        return self._states.get(self._roots.of(number))

    def take(self, entry: Entry) -> None:
        """Lay the next entry, in the order of ids, on the facts of whom it is about."""
        if isinstance(entry.body, MERGES):
            pair = self._roots.merge(entry.entity, entry.body.into)
            if pair is not None:
                gone, kept = pair
                joined = self._join(self._states.get(kept), self._states.pop(gone, None), kept, entry.id)
                self._states[kept] = joined
            return
        touch = entry.body if self._people and isinstance(entry.body, TouchLogged) else None
        number = self._roots.of(entry.entity if touch is None else touch.person or "")
        if touch is not None:
            entry = replace(entry, body=replace(touch, person=PersonId(number)))
        elif number != entry.entity:
            entry = replace(entry, entity=number)
        self._states[number] = self._step(self._states.get(number), entry)


def named(body: Body) -> set[str]:
    """Return the companies and people whom an entry's body names."""
    if isinstance(body, TouchAmended):
        body = body.body
    found = {getattr(body, name, None) for name in ("person", "account")}
    found |= {step.person for step in getattr(body, "steps", ())}
    return {str(number) for number in found if number}


def is_named(body: Body, names: Mapping[str, str]) -> bool:
    """Return whether a body names somebody who has another root."""
    return not names.keys().isdisjoint(named(body))
