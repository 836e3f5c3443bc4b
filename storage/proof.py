"""The proof out of the book (R4): one walk over the touches of a span, along an index that holds all it counts.

The verdict is that of the account as it is scored now (`playbook.proof`).
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import Final

from playbook import proof
from playbook.proof import Kind, Promises, Proof, Worked
from playbook.settings import Settings
from playbook.spans import Span
from playbook.words import Verdict
from storage.counts import number
from storage.views_numbers import Before

_WORKED: Final = """
WITH done AS (
  SELECT account, sum(counts AND NOT inbound) AS touches, sum(minutes) AS minutes,
    sum(outcome = 'meeting' AND reading IS NULL) AS meetings, sum(outcome = 'meeting' AND reading IS 'won') AS wins
  FROM touch WHERE on_day BETWEEN ? AND ? GROUP BY account
), known AS MATERIALIZED (
  SELECT trait.verdict, trait.signs, trait.incumbent, done.touches, done.minutes, done.meetings, done.wins
  FROM done CROSS JOIN trait ON trait.account = done.account
)
SELECT verdict, signs, NULL AS incumbent, sum(touches), sum(minutes), sum(meetings), sum(wins) FROM known
GROUP BY verdict, signs
UNION ALL
SELECT NULL, NULL, incumbent, sum(touches), sum(minutes), sum(meetings), sum(wins) FROM known
WHERE incumbent <> '' GROUP BY incumbent"""
_KEPT: Final = """
SELECT coalesce(sum(on_day <= promise), 0), coalesce(sum(on_day > promise), 0) FROM touch
WHERE on_day BETWEEN ? AND ? AND promise IS NOT NULL"""
_OPEN: Final = """
SELECT count(*) FROM step WHERE live = 1 AND capped = 0 AND kind = 'promise' AND due BETWEEN ? AND ?"""
_BEFORE: Final = """
WITH yes AS (
  SELECT account, min(on_day) AS day, entry FROM touch
  WHERE on_day BETWEEN ? AND ? AND outcome = 'meeting' AND reading IS NOT 'lost' GROUP BY account
)
SELECT (
    SELECT count(*) FROM touch AS said WHERE said.account = yes.account AND said.on_day <= yes.day
      AND said.class = 'no' AND (said.on_day < yes.day OR said.entry < yes.entry)
  ) + account.nos - coalesce(json_extract(account.facts, '$.nos'), 0) AS nos, count(*)
FROM yes CROSS JOIN account ON account.id = yes.account
WHERE NOT EXISTS (
  SELECT 1 FROM touch AS other WHERE other.account = yes.account AND other.on_day < yes.day
    AND other.outcome = 'meeting' AND other.reading IS NOT 'lost')
GROUP BY 1 ORDER BY 1"""


def proven(db: sqlite3.Connection, settings: Settings, span: Span) -> Proof:
    """Return meetings, wins and minutes of a span: on against off profile, by criterion, by incumbent (R4)."""
    kinds: dict[Kind, Worked] = {}
    incumbents: dict[str, Worked] = {}
    for verdict, signs, incumbent, *worked in db.execute(_WORKED, _days(span)):
        if incumbent is None:
            kinds[Verdict(verdict), signs] = Worked(*worked)
        else:
            incumbents[incumbent] = Worked(*worked)
    return proof.proof(kinds, incumbents, settings.profile)


def promises(db: sqlite3.Connection, span: Span, today: date) -> Promises:
    """Return the promises kept in a span, on their day and late, and those that stand open as of today (R4, R10)."""
    kept, late = db.execute(_KEPT, _days(span)).fetchone()
    past = number(db, _OPEN, date.min.isoformat(), (today - timedelta(days=1)).isoformat())
    return Promises(kept, late, past, number(db, _OPEN, today.isoformat(), date.max.isoformat()))


def noes_before(db: sqlite3.Connection, span: Span) -> tuple[Before, ...]:
    """Return how many No's the accounts had said whose first yes fell into a span: a meeting agreed, or a win (R4, R5).

    No's from before the book count (R23).
    """
    return tuple(Before(nos, accounts) for nos, accounts in db.execute(_BEFORE, _days(span)))


def _days(span: Span) -> tuple[str, str]:
    return span.first.isoformat(), span.last.isoformat()
