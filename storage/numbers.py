"""Numbers of a day, of a span, and of the whole book (R4, R35)."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Final

from playbook.outcomes import OUTCOMES
from playbook.words import Outcome, OutcomeClass, Reading
from storage.counts import number
from storage.views import BookSize, OutcomeCount, Tally

_TALKS: Final = json.dumps([row.outcome for row in OUTCOMES if row.talk])
_TALLY: Final = """
SELECT coalesce(sum(counts AND NOT inbound), 0), coalesce(sum(class = :no), 0),
  coalesce(sum(outcome IN (SELECT value FROM json_each(:talks))), 0),
  coalesce(sum(outcome = :meeting AND reading IS NULL), 0),
  (SELECT count(*) FROM account WHERE first_on = :day), coalesce(sum(minutes), 0)
FROM touch WHERE on_day = :day"""
_OUTCOMES: Final = """
SELECT outcome, reading, count(*), sum(minutes) FROM touch WHERE on_day BETWEEN ? AND ? GROUP BY outcome, reading"""
_ACCOUNTS: Final = "SELECT coalesce(sum(accounts), 0) FROM standing_count"
_PEOPLE: Final = "SELECT count(*) FROM person"
_ENTRIES: Final = "SELECT coalesce(max(seq), 0) FROM entry"
_TOUCHES: Final = "SELECT count(*) FROM touch"
_PLACE: Final = {row.outcome: place for place, row in enumerate(OUTCOMES)}


def tally(db: sqlite3.Connection, day: date) -> Tally:
    """Return the day's numbers (R35): touches of ours, No's, talks, meetings agreed, first touches, minutes."""
    wanted = {"no": OutcomeClass.NO, "talks": _TALKS, "meeting": Outcome.MEETING, "day": day.isoformat()}
    touches, nos, talks, meetings, first, minutes = db.execute(_TALLY, wanted).fetchone()
    return Tally(day, touches, nos, talks, meetings, first, minutes)


def outcomes(db: sqlite3.Connection, first: date, last: date) -> tuple[OutcomeCount, ...]:
    """Return how often each outcome came from `first` to `last`, both included, in the order of the outcome bar."""
    found = [
        OutcomeCount(Outcome(outcome), None if reading is None else Reading(reading), touches, minutes)
        for outcome, reading, touches, minutes in db.execute(_OUTCOMES, (first.isoformat(), last.isoformat()))
    ]
    return tuple(sorted(found, key=lambda row: (_PLACE[row.outcome], row.reading or "")))


def size(db: sqlite3.Connection) -> BookSize:
    """Return how big the book is; the journal only grows, so its newest row counts it."""
    return BookSize(number(db, _ACCOUNTS), number(db, _PEOPLE), number(db, _ENTRIES), number(db, _TOUCHES))
