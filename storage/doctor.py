"""The doctor: is the file whole, the journal without gaps, do the tables say what it says, is nobody forgotten (R6).

It changes nothing. What `--mend` would do stands beside each finding; the journal itself is never touched (R40).
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Final

from playbook import silence
from playbook.codec import decode
from playbook.facts import AccountFacts
from playbook.words import Tier, Verdict
from storage import doctor_files, doctor_rows, engine, erase_clean, lens, tables
from storage.connection import SCHEMA, Link
from storage.doctor_words import Finding, some
from storage.dump_tables import differing, dump_tables
from storage.free_days import rep_days_off
from storage.transaction import glance

__all__ = ["Finding", "examine"]

REBUILD: Final = "makes every table anew from the journal"
PLAN: Final = "gives each its next step"
_WITHOUT: Final = """
SELECT name, standing = 'working' FROM account
WHERE standing IN ('working', 'talking') AND next_on IS NULL ORDER BY name"""


def examine(link: Link, now: datetime) -> tuple[Finding, ...]:
    """Look at everything; nothing is written. Takes seconds on a big book."""
    with glance(link) as db:
        first = (_engine(db), *doctor_files.around(link, now), doctor_files.whole(db, link.path))
        if not first[-1].ok:
            return first  # what a broken file says about plans is worth nothing
        return (
            *first,
            doctor_rows.relations(db),
            doctor_rows.layout(db),
            doctor_rows.numbers(db),
            doctor_rows.orphans(db),
            doctor_rows.sums(db),
            doctor_rows.aliases(db),
            *erase_clean.finding(db),
            _rebuilt(db),
            _planned(db),
            _forgotten(db, now),
        )


def _engine(db: sqlite3.Connection) -> Finding:
    mode = db.execute("PRAGMA journal_mode").fetchone()[0]
    words = f"{engine.words(db)}, {mode} journal, file version {SCHEMA}"
    # A book that may only be read keeps the mode that it was written in last.
    return Finding("engine", mode in {"truncate", "delete"}, words)


def _rebuilt(db: sqlite3.Connection) -> Finding:
    """Build the tables again in a file of its own that vanishes, and compare."""
    scratch = engine.scratch(db)
    try:
        db.backup(scratch)
        scratch.execute("BEGIN")
        tables.rebuild(scratch)
        wrong = differing(dump_tables(db), dump_tables(scratch))
    finally:
        scratch.close()
    advice = f"not as the journal says: {', '.join(wrong)}. Run: notyet doctor --mend"
    return Finding("tables", not wrong, advice if wrong else "as the journal says", REBUILD if wrong else "")


def _planned(db: sqlite3.Connection) -> Finding:
    rows = db.execute(_WITHOUT).fetchall()
    if not rows:
        return Finding("next steps", ok=True, words="every working account has one")
    # When those who talk with you come back only you know; the others have their rhythm.
    mended = any(working for _, working in rows)
    advice = "Run: notyet doctor --mend" if mended else "Give each a day on its page"
    words = f"{some([name for name, _ in rows], 'without a next step')}. {advice}"
    return Finding("next steps", ok=False, words=words, mend=PLAN if mended else "")


def _forgotten(db: sqlite3.Connection, now: datetime) -> Finding:
    """R6: on profile, not talking, last touch older than twice its gap and ten working days."""
    settings, today = lens.read(db).settings, now.date()
    off = rep_days_off(db, settings, today)
    rows = db.execute("SELECT name, verdict, tier, facts FROM account WHERE standing = 'working' ORDER BY name")
    names = [
        name
        for name, verdict, tier, text in rows
        for facts in (decode(AccountFacts, text),)
        if silence.forgotten(facts, Verdict(verdict), Tier(tier), settings, today, off)
    ]
    return Finding("forgotten", not names, some(names, "not touched for far too long") or "0")
