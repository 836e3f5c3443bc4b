"""Undo and redo: an entry says that an action is dead, or alive again; nothing is ever removed (R39)."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime

from playbook.bodies import ActionRedone, ActionUndone
from playbook.decision import Draft
from playbook.errors import NotFound, Refused
from playbook.words import AccountId, ActionId
from storage import actions, hearing, recording, tables
from storage.hearing import Hearer
from storage.recording import Pen, Wish
from storage.views import Change

NOTHING = "There is nothing to take back."
NOTHING_AGAIN = "There is nothing to redo: something new was logged since, or nothing was taken back."


def undo(
    db: sqlite3.Connection, pen: Pen, now: datetime, action: ActionId | None = None, heard: Hearer = hearing.nobody
) -> Change:
    """Take back an action: the one named, else this writer's newest living one; inside a transaction.

    Every account that it was about is folded anew from its whole history: `heard` hears how far that is.

    Raises:
        Refused: there is none, or it is taken back already.
        NotFound: no such action.
    """
    if action is None:
        newest = actions.newest_living(db)
        if newest is None:
            raise Refused(NOTHING)
        action, label = newest
    else:
        found = actions.find(db, action)
        if found is None:
            raise NotFound("There is no such action.")
        label, dead, _ = found
        if dead:
            raise Refused(f"That was taken back already: {label}")
    change = _turn(db, pen, Wish((Draft(AccountId(""), ActionUndone(action)),), now, label), action, heard)
    return replace(change, stayed=_staying(db, action))


def redo(db: sqlite3.Connection, pen: Pen, now: datetime, heard: Hearer = hearing.nobody) -> Change:
    """Bring back the action that was taken back last; inside a transaction. `heard` as for `undo`.

    Raises:
        Refused: nothing was taken back since something new was logged.
    """
    newest = actions.newest_dead(db)
    if newest is None:
        raise Refused(NOTHING_AGAIN)
    action, label = newest
    return _turn(db, pen, Wish((Draft(AccountId(""), ActionRedone(action)),), now, label), action, heard)


def _turn(db: sqlite3.Connection, pen: Pen, wish: Wish, action: ActionId, heard: Hearer) -> Change:
    """Write an undo or redo; the change bears the action that goes or comes. An import cuts the tiers anew."""
    change = recording.write(db, pen, wish, recording.stamp(db, pen, wish), heard)
    moved = _retiered(db, action)
    return replace(change, action=action, accounts=tuple(sorted({*change.accounts, *moved})))


def _staying(db: sqlite3.Connection, action: ActionId) -> tuple[AccountId, ...]:
    """Return the accounts that a dead action added and that stay, since later entries stand on them."""
    rows = db.execute(
        "SELECT account.id FROM account WHERE id IN"
        " (SELECT entity FROM entry WHERE action = ? AND kind = 'account.added') ORDER BY account.id",
        (action,),
    )
    return tuple(AccountId(number) for (number,) in rows)


def _retiered(db: sqlite3.Connection, action: ActionId) -> set[AccountId]:
    landed = db.execute("SELECT 1 FROM entry WHERE action = ? AND kind = 'list.landed'", (action,)).fetchone()
    return tables.retier(db) if landed else set()
