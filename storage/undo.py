"""Undo and redo: an entry says that an action is dead, or alive again; nothing is ever removed (R39)."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime

from playbook.bodies import ActionRedone, ActionUndone
from playbook.decision import Draft
from playbook.errors import NotFound, Refused
from playbook.words import AccountId, ActionId
from storage import actions, recording, tables
from storage.recording import Pen, Wish
from storage.views import Change

NOTHING = "There is nothing to take back."
NOTHING_AGAIN = "There is nothing to redo: something new was logged since, or nothing was taken back."


def undo_wish(db: sqlite3.Connection, now: datetime, action: ActionId | None = None) -> Wish:
    """Return the wish to take back an action: the one named, else this writer's newest living one.

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
    return Wish((Draft(AccountId(""), ActionUndone(action)),), now, label)


def redo_wish(db: sqlite3.Connection, now: datetime) -> Wish:
    """Return the wish to bring back the action that was taken back last.

    Raises:
        Refused: nothing was taken back since something new was logged.
    """
    newest = actions.newest_dead(db)
    if newest is None:
        raise Refused(NOTHING_AGAIN)
    return Wish((Draft(AccountId(""), ActionRedone(newest[0])),), now, newest[1])


def carry_out(db: sqlite3.Connection, pen: Pen, wish: Wish) -> Change:
    """Write an undo or redo; an import that comes or goes cuts the tiers anew; inside a transaction."""
    change = recording.write(db, pen, wish, recording.stamp(db, pen, wish))
    body = wish.drafts[0].body
    if isinstance(body, ActionUndone):
        moved, stayed = _retiered(db, body.undone), _staying(db, body.undone)
    elif isinstance(body, ActionRedone):
        moved, stayed = _retiered(db, body.redone), ()
    else:
        raise TypeError(body.kind)
    return replace(change, accounts=tuple(sorted({*change.accounts, *moved})), stayed=stayed)


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

