"""An action taken back, brought back or added to from the facts that it found: no history is read (R39).

What comes of it is what a fold of the journal says, row by row (tests/storage/test_kept_states.py); whatever casts a
doubt on that leaves it to the fold.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from playbook import fold
from playbook.bodies import ActionRedone, ActionUndone, TouchAmended
from playbook.entry import Entry
from playbook.words import AccountId, EntryId, PersonId
from storage import aliases
from storage.kept_states import Accounts, Deed, KeptStates, People
from storage.projection import Projection
from storage.refold import Refold, settled
from storage.stepping import Steps

_SINCE: Final = "SELECT id FROM entry WHERE seq >= (SELECT seq FROM entry WHERE id = ?) ORDER BY seq LIMIT ?"


def turn(
    db: sqlite3.Connection, kept: KeptStates, projection: Projection, entries: Sequence[Entry],
    told: Callable[[int, int], None],
) -> bool:  # fmt: skip
    """Do what these entries say of an action that is remembered; return whether it was done.

    `told` hears of how many accounts and people it was, of as many; what it raises ends it.
    """
    first = entries[0]
    if len(entries) == 1 and isinstance(first.body, ActionUndone | ActionRedone):
        living = isinstance(first.body, ActionRedone)
        action = first.body.redone if isinstance(first.body, ActionRedone) else first.body.undone
        deed = _found(db, kept, action, entries)
        done = deed is not None and deed.lives != living and _turned(projection, deed, living=living)
    else:
        deed = _found(db, kept, first.action, entries)
        done = deed is not None and deed.lives and _amended(db, kept, projection, deed, entries)
    if done and deed is not None:
        # First this: where the hearer stops it, the journal is another than is remembered, and nothing is believed.
        kept.ids += [entry.id for entry in entries]
        many = len({entry.entity for entry in deed.entries if entry.entity})
        told(many, many)
        if projection.unsettled:
            Refold(db, projection).haunt()
    return done


def _found(db: sqlite3.Connection, kept: KeptStates, action: str, entries: Sequence[Entry]) -> Deed | None:
    """Return the action where nothing that lives was laid on it since, and the journal is as it is remembered."""
    deed = next((each for each in kept.deeds if each.action == action), None)
    if deed is None or any(deed.shares(later) for later in kept.living_after(deed)):
        return None
    known = [*kept.ids, *(entry.id for entry in entries)]
    rows = db.execute(_SINCE, (kept.deeds[0].first, len(known) + 1))
    return deed if known == [number for (number,) in rows] else None


def _turned(projection: Projection, deed: Deed, *, living: bool) -> bool:
    """Put the facts of before in the place of those of after, or the other way round."""
    found, left = (deed.accounts, deed.people), (deed.accounts_after, deed.people_after)
    (old, seated), (accounts, people) = (found, left) if living else (left, found)
    if not _stand(projection, old, seated):
        return False
    for number, facts in accounts.items():
        projection.account(AccountId(number), facts)
    for touch in deed.touches:
        if living:
            projection.touch(touch)
        else:
            projection.untouch(AccountId(touch.entry.entity), touch.entry.id)
    for number, person in people.items():
        projection.person(PersonId(number), person)
    deed.lives = living
    return True


def _stand(projection: Projection, accounts: Accounts, people: People) -> bool:
    """Whether the rows still say what is remembered of them."""
    return all(projection.facts(number) == facts for number, facts in accounts.items()) and all(
        projection.person_facts(number) == facts for number, facts in people.items()
    )


def _amended(
    db: sqlite3.Connection, kept: KeptStates, projection: Projection, deed: Deed, entries: Sequence[Entry]
) -> bool:
    """Lay the whole action anew on what it found, its touches as these entries amend them."""
    if not _stand(projection, deed.accounts_after, deed.people_after):
        return False
    more = aliases.rooted(db, entries)
    whole = [*deed.entries, *more]
    steps = Steps(db, projection)
    steps.accounts |= deed.accounts
    steps.people |= deed.people
    steps.take(fold.settle(whole))
    named = steps.found_accounts.keys() | steps.found_people.keys()
    if steps.unknown or not _is_about(deed, more) or any(later.is_about(named) for later in kept.living_after(deed)):
        return False
    promises: dict[str, date] = {touch.entry.id: touch.promise for touch in steps.touches if touch.promise is not None}
    steps.touches = list(settled(whole, promises))
    for number, facts in steps.accounts.items():
        newest = max((entry.id for entry in whole if entry.entity == number), default=EntryId(""))
        if facts is not None and newest > facts.basis:
            # As in a refold: whoever drew keys before the amendment must draw again.
            steps.accounts[number] = replace(facts, basis=newest)
    steps.write()
    deed.take(more, steps)
    deed.touches = tuple(steps.touches)
    return True


def _is_about(deed: Deed, more: Sequence[Entry]) -> bool:
    """Whether what is added amends this action's own touches and does nothing else."""
    own = {touch.entry.id for touch in deed.touches}
    return all(isinstance(entry.body, TouchAmended) and entry.body.touch in own for entry in more)
