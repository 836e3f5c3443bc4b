"""The doctor: is the file whole, the journal without gaps, do the tables say what it says, is nobody forgotten (R6)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from playbook import silence
from playbook.codec import decode
from playbook.facts import AccountFacts
from playbook.words import Tier, Verdict
from storage import backup, backup_names, lens, paths, tables
from storage.connection import SCHEMA, Link
from storage.dump_tables import differing, dump_tables
from storage.free_days import rep_days_off
from storage.transaction import glance
from storage.trouble import recovery

_SHOWN: Final = 5
_GAPS: Final = "SELECT writer, count(*), max(wseq) FROM entry GROUP BY writer HAVING count(*) <> max(wseq)"
_WITHOUT: Final = """
SELECT name, standing = 'working' FROM account
WHERE standing IN ('working', 'talking') AND next_on IS NULL ORDER BY name"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    ok: bool
    words: str
    """What was found, with what to do where it is not well."""


def examine(link: Link, now: datetime) -> tuple[Finding, ...]:
    """Look at everything; nothing is written. Takes seconds on a big book."""
    with glance(link) as db:
        first = (_engine(db), _backups(link, now), _whole(db, link.path))
        if not first[-1].ok:
            return first  # what a broken file says about plans is worth nothing
        return (*first, _relations(db), _numbers(db), _rebuilt(db), _planned(db), _forgotten(db, now))


def _engine(db: sqlite3.Connection) -> Finding:
    mode = db.execute("PRAGMA journal_mode").fetchone()[0]
    return Finding("engine", ok=True, words=f"SQLite {sqlite3.sqlite_version}, {mode} journal, file version {SCHEMA}")


def _whole(db: sqlite3.Connection, path: Path) -> Finding:
    wrong = backup.check(db)
    return Finding("file", not wrong, f"{wrong}. {recovery(path)}" if wrong else "whole")


def _relations(db: sqlite3.Connection) -> Finding:
    wrong = db.execute("PRAGMA foreign_key_check").fetchall()
    return Finding("relations", not wrong, f"{len(wrong)} rows point nowhere" if wrong else "none is broken")


def _numbers(db: sqlite3.Connection) -> Finding:
    gaps = [f"{writer}: {count} entries, newest number {newest}" for writer, count, newest in db.execute(_GAPS)]
    return Finding("journal", not gaps, "; ".join(gaps) or "without gaps")


def _rebuilt(db: sqlite3.Connection) -> Finding:
    """Build the tables again in a file of its own that vanishes, and compare."""
    scratch = sqlite3.connect("", isolation_level=None)
    try:
        db.backup(scratch)
        scratch.execute("BEGIN")
        tables.rebuild(scratch)
        wrong = differing(dump_tables(db), dump_tables(scratch))
    finally:
        scratch.close()
    advice = f"not as the journal says: {', '.join(wrong)}. Run: notyet doctor --rebuild"
    return Finding("tables", not wrong, advice if wrong else "as the journal says")


def _planned(db: sqlite3.Connection) -> Finding:
    rows = db.execute(_WITHOUT).fetchall()
    if not rows:
        return Finding("next steps", ok=True, words="every working account has one")
    # When those who talk with you come back only you know; the others have their rhythm.
    mended = any(working for _, working in rows)
    advice = "Run: notyet doctor --rebuild" if mended else "Give each a day on its page"
    return Finding(
        "next steps", ok=False, words=f"{_some([name for name, _ in rows], 'without a next step')}. {advice}"
    )


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
    return Finding("forgotten", not names, _some(names, "not touched for far too long") or "0")


def _backups(link: Link, now: datetime) -> Finding:
    newest = backup_names.newest(paths.backups_of(link.path))
    made = None if newest is None else backup_names.made_at(newest)
    if newest is None or made is None:
        return Finding("backup", ok=True, words="none yet: one is made before each import")
    days = (now.replace(tzinfo=None) - made).days
    return Finding("backup", ok=True, words=f"{newest.name}, {days} days old")


def _some(names: list[str], what: str) -> str:
    if not names:
        return ""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{len(names)} {what}: {', '.join(names[:_SHOWN])}{more}"
