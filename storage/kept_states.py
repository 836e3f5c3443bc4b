"""What the last few keys found, so that taking one back, or adding a digit to it, reads no history (R39).

A key is a step from the facts in the rows; going back is a step to the facts that it found. They are kept in memory,
for a few keys of one connection. They are trusted only while the journal has grown, since the first of them, by exactly
what came through here (`storage.kept_turning`): after anything else the accounts are folded from their histories.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from playbook.bodies import AccountAdded, AccountMerged, EntityErased, PersonMerged, PersonSet
from playbook.entry import Entry
from playbook.facts import AccountFacts, PersonFacts
from playbook.words import ActionId
from storage.projection_rows import Settled
from storage.stepping import Steps

Accounts = dict[str, AccountFacts | None]
People = dict[str, PersonFacts | None]
KEYS: Final = 32
"""Keys that are remembered: as far back as a rep goes step by step."""
ENTITIES: Final = 12
"""Accounts and people that one key may be about: what is about more is no key, and would fill the memory."""
_WHOLE: Final = (AccountAdded, AccountMerged, PersonMerged, EntityErased)
"""Bodies that decide who is there at all, and who is whom: never taken back without looking at everything said."""


@dataclass(slots=True, eq=False)
class Deed:
    """One action: what it said, and the facts before and after it."""

    action: ActionId
    first: str
    """Id of its first entry."""
    entries: list[Entry] = field(default_factory=list)
    """As they were laid on the facts: on roots."""
    accounts: Accounts = field(default_factory=dict)
    """What it found."""
    people: People = field(default_factory=dict)
    accounts_after: Accounts = field(default_factory=dict)
    people_after: People = field(default_factory=dict)
    touches: tuple[Settled, ...] = ()
    lives: bool = True

    def shares(self, other: Deed) -> bool:
        """Whether both are about the same account or person."""
        return other.is_about(self.accounts.keys() | self.people.keys())

    def is_about(self, named: Collection[str]) -> bool:
        """Whether it is about one of these accounts and people."""
        return any(number in self.accounts or number in self.people for number in named)

    def take(self, entries: Sequence[Entry], steps: Steps) -> None:
        """Lay more of this action beside what was done: what it found first stays what it found."""
        self.entries += entries
        self.accounts = {**steps.found_accounts, **self.accounts}
        self.people = {**steps.found_people, **self.people}
        self.accounts_after |= steps.accounts
        self.people_after |= steps.people
        self.touches += tuple(steps.touches)


class KeptStates:
    """The last keys of one connection, oldest first."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.deeds: list[Deed] = []
        self.ids: list[str] = []
        """Every entry since the first of these keys, in the order of arrival."""

    def forget(self) -> None:
        """Start again: something was written of which nothing is known here."""
        self.deeds.clear()
        self.ids.clear()

    def note(self, written: Sequence[Entry], laid: Sequence[Entry], steps: Steps) -> None:
        """Remember what was written in one action and laid on the facts by these steps."""
        if not steps.accounts and not steps.people:
            self.ids += [entry.id for entry in written] if self.deeds else []
            return
        action = written[0].action
        if not self._is_key(action, laid, steps):
            self.forget()
            return
        if not self.deeds or self.deeds[-1].action != action:
            self.deeds.append(Deed(action, written[0].id))
        self.deeds[-1].take(laid, steps)
        self.ids += [entry.id for entry in written]
        if len(self.deeds) > KEYS:
            del self.deeds[0]
            del self.ids[: self.ids.index(self.deeds[0].first)]

    def living_after(self, deed: Deed) -> list[Deed]:
        """Return what was done after a deed and stands."""
        return [each for each in self.deeds[self.deeds.index(deed) + 1 :] if each.lives]

    def _is_key(self, action: ActionId, laid: Sequence[Entry], steps: Steps) -> bool:
        whole = any(_decides(entry) or entry.action != action for entry in laid)
        again = any(deed.action == action for deed in self.deeds[:-1])
        dead = bool(self.deeds) and self.deeds[-1].action == action and not self.deeds[-1].lives
        return not (whole or again or dead) and len(steps.accounts) + len(steps.people) <= ENTITIES


def of(db: sqlite3.Connection) -> KeptStates:
    """Return what is remembered of a connection's last keys."""
    return _KEPT.setdefault(db, KeptStates())


_KEPT: weakref.WeakKeyDictionary[sqlite3.Connection, KeptStates] = weakref.WeakKeyDictionary()


def _decides(entry: Entry) -> bool:
    moves = isinstance(entry.body, PersonSet) and entry.body.account is not None
    return moves or isinstance(entry.body, _WHOLE)
