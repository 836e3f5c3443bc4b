"""What the dump ended: the promises that stood before it, to be offered again when the account is revived (R29)."""

from __future__ import annotations

import sqlite3

from playbook import fold, fold_merged
from playbook.bodies import Dumped
from playbook.facts import Step
from playbook.fold_roots import Merging
from playbook.words import AccountId, StepKind
from storage import aliases, journal


def promises(db: sqlite3.Connection, account: AccountId) -> tuple[Step, ...]:
    """Return the promises that the newest dump of this account ended, in order of day; none where it was not dumped."""
    dead = journal.dead_actions(db)
    entries = fold.settle([entry for entry in aliases.entries_of(db, account) if entry.action not in dead])
    place = max((place for place, entry in enumerate(entries) if isinstance(entry.body, Dumped)), default=0)
    merging = Merging(fold.step_account, fold_merged.accounts)
    for entry in entries[:place]:
        merging.take(entry)
    facts = merging.state(entries[place].entity) if entries else None
    return () if facts is None else tuple(step for step in facts.steps if step.kind is StepKind.PROMISE)
