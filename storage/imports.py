"""The list of imports, and what taking one back would do, told before it is done (R39)."""

from __future__ import annotations

import sqlite3
from typing import Final

from playbook.errors import NotFound
from playbook.words import AccountId, ActionId
from storage import actions
from storage.views_numbers import TakenBack

_ADDED: Final = """
SELECT DISTINCT account.id, account.name FROM entry AS said CROSS JOIN account ON account.id = said.entity
WHERE said.action = ? AND said.kind = 'account.added' ORDER BY account.name, account.id"""
_STAYS: Final = """
SELECT 1 FROM entry AS own LEFT JOIN action ON action.id = own.action
WHERE own.entity = ?1 AND own.action <> ?2 AND coalesce(action.dead, 0) = 0
UNION ALL
SELECT 1 FROM person CROSS JOIN entry AS own ON own.entity = person.id LEFT JOIN action ON action.id = own.action
WHERE person.account = ?1 AND own.action <> ?2 AND coalesce(action.dead, 0) = 0 LIMIT 1"""


def taken_back(db: sqlite3.Connection, action: ActionId) -> TakenBack:
    """Return what taking an import back would do: accounts without a later entry go, the others stay (R39).

    Raises:
        NotFound: there is no such import.
    """
    landed = next((each for each in actions.landed(db) if each.action == action), None)
    if landed is None:
        raise NotFound("There is no such import.", "notyet imports lists them with their numbers.")
    added = [(AccountId(number), name) for number, name in db.execute(_ADDED, (action,))]
    stay = tuple((number, name) for number, name in added if _stays(db, number, action))
    return TakenBack(landed, len(added) - len(stay), stay)


def _stays(db: sqlite3.Connection, account: AccountId, action: ActionId) -> bool:
    """Whether a living entry of another action stands on the account, or on somebody there."""
    return db.execute(_STAYS, (account, action)).fetchone() is not None
