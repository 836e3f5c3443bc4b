"""Whether journals speak of one and the same id as of an account and as of a person: no machine of ours ever does.

Folded, such a merge would take people for companies on one machine and not on the next, so it is refused at the door.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Final

_CLAIMS: Final = """
CREATE TEMP VIEW claim AS
SELECT id, entity AS who, iif(kind LIKE 'person.%', 'person', 'account') AS what, fresh FROM line
WHERE body <> '{}' AND kind IN ('account.added', 'account.set', 'account.merged', 'person.added', 'person.set',
  'person.merged', 'touch.logged')
UNION ALL
SELECT id, json_extract(body, '$.into'), iif(kind = 'person.merged', 'person', 'account'), fresh FROM line
WHERE body <> '{}' AND kind IN ('account.merged', 'person.merged')"""
"""Of whom each line speaks, and as what."""
_AMONG_THEMSELVES: Final = """
SELECT max(id) FROM claim WHERE who IN
  (SELECT who FROM claim GROUP BY who HAVING min(what) <> max(what) AND max(fresh) = 1)"""
_WHO: Final = (
    "SELECT who, min(what), max(id) FROM claim WHERE fresh = 1 AND who > ? GROUP BY who ORDER BY who LIMIT 1000"
)
_STAND: Final = """
SELECT entity, iif(kind = 'person.added', 'person', 'account') FROM entry
WHERE entity IN (SELECT value FROM json_each(?)) AND kind IN ('account.added', 'person.added')"""
_MERGED: Final = """
SELECT who, what FROM (
  SELECT entity AS who, kind = 'person.merged' AS what FROM entry
  WHERE kind IN ('account.merged', 'person.merged') AND body <> '{}'
    AND kind NOT IN ('touch.logged', 'account.added', 'person.added')
  UNION ALL
  SELECT json_extract(body, '$.into'), kind = 'person.merged' FROM entry
  WHERE kind IN ('account.merged', 'person.merged') AND body <> '{}'
    AND kind NOT IN ('touch.logged', 'account.added', 'person.added'))"""


def mixed(scratch: sqlite3.Connection, book: sqlite3.Connection) -> str:
    """Return the id of a staged entry that takes a person for an account or an account for a person; empty: none."""
    scratch.execute("DROP VIEW IF EXISTS claim")
    scratch.execute(_CLAIMS)
    (found,) = scratch.execute(_AMONG_THEMSELVES).fetchone()
    if found is not None:
        return str(found)
    merged = {who: "person" if person else "account" for who, person in book.execute(_MERGED)}
    last = ""
    while rows := scratch.execute(_WHO, (last,)).fetchall():
        last = rows[-1][0]
        stand = merged | dict(book.execute(_STAND, (json.dumps([row[0] for row in rows]),)).fetchall())
        for who, what, number in rows:
            if stand.get(who, what) != what:
                return str(number)
    return ""
