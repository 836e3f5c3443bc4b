"""Single numbers out of the book."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Final

from playbook import ordering
from playbook.words import Intent, Purpose, Standing, StepKind
from storage.journal import body_of

_STANDING: Final = "SELECT coalesce(sum(accounts), 0) FROM standing_count WHERE standing = ?"
_FREE_PURPOSES: Final = json.dumps(
    [
        purpose
        for purpose in Purpose
        if ordering.group(purpose, StepKind.NEXT, False, Intent.ASK) in ordering.UNCAPPED  # noqa: FBT003  (RULES' order)
    ]
)
_DONE: Final = f"""
SELECT count(*) FROM touch AS done WHERE done.on_day = ? AND done.counts = 1 AND done.inbound = 0 AND NOT EXISTS (
  SELECT 1 FROM entry AS said
  CROSS JOIN json_each({body_of("said")}, iif(said.kind = 'touch.amended', '$.body.kept', '$.kept')) AS kept
  CROSS JOIN entry AS plan ON plan.id = coalesce(
    (SELECT amended FROM touch WHERE entry = substr(kept.value, 1, instr(kept.value, '/') - 1)),
    substr(kept.value, 1, instr(kept.value, '/') - 1))
  CROSS JOIN json_each({body_of("plan")}, iif(plan.kind = 'touch.amended', '$.body.steps', '$.steps')) AS planned
  WHERE said.id = coalesce(done.amended, done.entry)
    AND json_extract(planned.value, '$.n') = CAST(substr(kept.value, instr(kept.value, '/') + 1) AS INTEGER)
    AND (json_extract(planned.value, '$.kind') = 'promise'
      OR json_extract(planned.value, '$.purpose') IN (SELECT value FROM json_each(?))))"""  # noqa: S608  (constants only)


def number(db: sqlite3.Connection, query: str, *values: str | int) -> int:
    """Return the whole number that a query answers in its one row."""
    return int(db.execute(query, values).fetchone()[0])


def standing(db: sqlite3.Connection, wanted: Standing) -> int:
    """Return how many accounts are of that standing, without counting them."""
    return number(db, _STANDING, wanted.value)


def capped_done(db: sqlite3.Connection, day: date) -> int:
    """Return the touches of ours on that day which the cap counts (R34).

    A touch that took a promise or an opening does not; which step it took, and what that step was, stands in the
    journal, since the step itself is gone.
    """
    return number(db, _DONE, day.isoformat(), _FREE_PURPOSES)
