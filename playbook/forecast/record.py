"""The forecast's journal: drafts become entries and are folded at once, as the book does it, and then forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from playbook import fold
from playbook.bodies import Body, PersonAdded, StepSet, TouchLogged
from playbook.changes import NEW_PERSON
from playbook.decision import Draft
from playbook.entry import Entry
from playbook.forecast.day import Load
from playbook.forecast.live import Live
from playbook.renewal import replace
from playbook.words import ActionId, EntryId, PersonId

_ACTION = ActionId("forecast")
_PLANS = (TouchLogged, StepSet)
_FIRST = 1_000_000_000
"""Where the numbers of entries begin: all have as many digits, so that they sort as they came."""


class Journal:
    """Writes into accounts; corrects the load by what changed in their plans."""

    def __init__(self, load: Load) -> None:
        """Start with an empty journal."""
        self._load = load
        self._entries = _FIRST

    def write(self, live: Live, drafts: Iterable[Draft], now: datetime) -> None:
        """Fold drafts into the account and its people."""
        before = live.account.steps
        fresh = PersonId(f"{live.account.id}-{len(live.people)}")
        for draft in drafts:
            self._entries += 1
            entity = fresh if draft.entity == NEW_PERSON else draft.entity
            # "~" sorts after every id of a real book: what the game adds is newer.
            entry = Entry(EntryId(f"~{self._entries}"), _ACTION, now, entity, _with(draft.body, fresh))
            _fold(live, entry)
        if live.account.steps is not before:
            self._load.put(before, -1)
            self._load.put(live.account.steps, 1)


def _fold(live: Live, entry: Entry) -> None:
    if entry.entity == live.account.id:
        live.account = fold.step_account(live.account, entry) or live.account
    if isinstance(entry.body, PersonAdded):
        added = fold.step_person(None, entry)
        live.people = live.people if added is None else (*live.people, added)
        return
    whose = entry.body.person if isinstance(entry.body, TouchLogged) else entry.entity
    for place, each in enumerate(live.people):
        if each.id == whose:
            told = fold.step_person(each, entry) or each
            live.people = (*live.people[:place], told, *live.people[place + 1 :])
            return


def _with(body: Body, fresh: PersonId) -> Body:
    """Put the new person's id in the place of the placeholder."""
    if not isinstance(body, _PLANS):
        return body
    for step in body.steps:
        if step.person == NEW_PERSON:
            steps = tuple(replace(step, person=fresh) if step.person == NEW_PERSON else step for step in body.steps)
            return replace(body, steps=steps)
    return body
