"""The doctor: is the file whole, the journal without gaps, do the tables say what it says, is nobody forgotten (R6).

It changes nothing. What `--mend` would do stands beside each finding; the journal itself is never touched (R40).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from playbook import silence
from playbook.codec import decode
from playbook.facts import AccountFacts
from playbook.words import Tier, Verdict
from storage import doctor_files, doctor_rows, engine, erase_clean, lens, tables
from storage.connection import SCHEMA, Link
from storage.doctor_words import Finding, Looking, Told, some
from storage.dump_tables import differing, dump_tables
from storage.free_days import rep_days_off
from storage.transaction import glance

Far = Callable[[int, int], None]
"""Told how much of how much was looked at."""
_Look = Callable[[Far], Iterable[Finding]]

__all__ = ["Finding", "examine"]

REBUILD: Final = "makes every table anew from the journal"
PLAN: Final = "gives each its next step"
_FILE: Final = "the book's own pages"
_WITHOUT: Final = """
SELECT name, standing = 'working' FROM account
WHERE standing IN ('working', 'talking') AND next_on IS NULL ORDER BY name"""


def examine(link: Link, now: datetime, told: Told | None = None) -> tuple[Finding, ...]:
    """Look at everything; nothing is written. Takes minutes on a very big book, and tells how far it is."""
    found: list[Finding] = []
    tell = told or _nobody
    with glance(link) as db:
        looks = _looks(db, link, now)
        for place, (what, look) in enumerate(looks):
            far = Looking(what, place, len(looks), tuple(found))
            tell(far)
            found += look(partial(_tell_of, far, tell))
            if what == _FILE and not found[-1].ok:
                break  # what a broken file says about plans is worth nothing
    return tuple(found)


def _looks(db: sqlite3.Connection, link: Link, now: datetime) -> list[tuple[str, _Look]]:
    """Return everything to look at, in its order; each is told how far it is where it takes long."""
    return [
        ("engine", lambda _: [_engine(db)]),
        ("the files", lambda _: doctor_files.around(link, now)),
        (_FILE, lambda _: [doctor_files.whole(db, link.path)]),
        ("relations", lambda _: [doctor_rows.relations(db)]),
        ("layout", lambda _: [doctor_rows.layout(db)]),
        ("the record", lambda _: [doctor_rows.numbers(db)]),
        ("rows", lambda _: [doctor_rows.orphans(db)]),
        ("sums", lambda _: [doctor_rows.sums(db)]),
        ("merges", lambda _: [doctor_rows.aliases(db)]),
        ("erasures", lambda _: erase_clean.finding(db)),
        ("tables", lambda far: [_rebuilt(db, far)]),
        ("next steps", lambda _: [_planned(db)]),
        ("forgotten", lambda _: [_forgotten(db, now)]),
    ]


def _tell_of(far: Looking, tell: Told, done: int, total: int) -> None:
    """Tell how far the thing is that is looked at."""
    tell(replace(far, done=done, total=total))


def _nobody(_far: Looking) -> None:
    """Nobody wants to know how far it is."""


def _engine(db: sqlite3.Connection) -> Finding:
    mode = db.execute("PRAGMA journal_mode").fetchone()[0]
    # A book that may only be read keeps the mode that it was written in last.
    safe = mode in {"truncate", "delete"}
    saved = (
        "what is called saved is on the disk"
        if safe
        else f"another program made it save in a way of its own ({mode}): a power cut may cost the last touches"
    )
    return Finding("engine", safe, f"{saved}; {engine.words(db)}, a book of version {SCHEMA}")


def _rebuilt(db: sqlite3.Connection, far: Far) -> Finding:
    """Build the tables again in a file of its own that vanishes, and compare."""
    scratch = engine.scratch(db)
    try:
        db.backup(scratch)
        scratch.execute("BEGIN")
        tables.rebuild(scratch, far)
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
