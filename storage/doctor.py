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
from storage import doctor_files, doctor_rows, engine, erase_clean, hearing, lens, tables
from storage.connection import SCHEMA, Link
from storage.doctor_words import Finding, Looking, Told, some
from storage.dump_tables import unlike
from storage.free_days import rep_days_off
from storage.transaction import glance

_Look = Callable[["_Far"], Iterable[Finding]]

__all__ = ["Finding", "examine"]

REBUILD: Final = "makes every table anew from the journal"
PLAN: Final = "gives each its next step"
_FILE: Final = "the book's own pages"
_REMADE: Final = {hearing.ACCOUNTS: hearing.ACCOUNTS, hearing.SEARCH: "accounts in search"}
"""What is counted while the tables are made anew."""
_MB: Final = 1_000_000
_PAGES: Final = 2_000
"""Pages that are copied between two words on how far it is: 8 MB."""
_ACCOUNTS: Final = 500
"""Accounts between two words."""
_STEPS: Final = 200_000
"""Steps of SQLite's machine between two words inside one statement: some milliseconds."""
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
            far = _Far(Looking(what, place, len(looks), tuple(found)), tell)
            found += look(far)
            if what == _FILE and not found[-1].ok:
                break  # what a broken file says about plans is worth nothing
    return tuple(found)


def _looks(db: sqlite3.Connection, link: Link, now: datetime) -> list[tuple[str, _Look]]:
    """Return everything to look at, in its order; each is told how far it is where it takes long."""
    return [
        ("engine", lambda _: [_engine(db)]),
        ("the files", lambda far: doctor_files.around(link, now, far.size)),
        (_FILE, lambda far: [doctor_files.whole(db, link.path, far.size)]),
        ("relations", lambda _: [doctor_rows.relations(db)]),
        ("layout", lambda _: [doctor_rows.layout(db)]),
        ("the record", lambda _: [doctor_rows.numbers(db)]),
        ("rows", lambda _: [doctor_rows.orphans(db)]),
        ("sums", lambda _: [doctor_rows.sums(db)]),
        ("merges", lambda _: [doctor_rows.aliases(db)]),
        ("erasures", lambda _: erase_clean.finding(db)),
        ("tables", lambda far: [_rebuilt(db, far)]),
        ("next steps", lambda _: [_planned(db)]),
        ("forgotten", lambda far: [_forgotten(db, now, far)]),
    ]


class _Far:
    """Tells how far the thing is that is looked at; what its hearer raises ends the look."""

    def __init__(self, looking: Looking, tell: Told) -> None:
        """Tell that it begins."""
        self._looking = looking
        self._tell = tell
        tell(looking)

    def tell(self, of: str, done: int, total: int) -> None:
        """Tell how much of how much was looked at, and of what."""
        self._looking = replace(self._looking, of=of, done=done, total=total)
        self._tell(self._looking)

    def size(self, size: int) -> None:
        """Tell how big it is, where nobody knows how much of it was looked at."""
        self.tell(f"{max(size // _MB, 1):,} MB", 0, 0)

    def still(self) -> int:
        """Tell once more how it stands: one long statement goes on."""
        self._tell(self._looking)
        return 0


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


def _rebuilt(db: sqlite3.Connection, far: _Far) -> Finding:
    """Build the tables again in a file of its own that vanishes, and compare."""
    page = int(db.execute("PRAGMA page_size").fetchone()[0])  # SQLCipher says it as text

    def copied(_status: int, left: int, pages: int) -> None:
        far.tell("MB copied", (pages - left) * page // _MB, pages * page // _MB)

    scratch = engine.scratch(db)
    try:
        db.backup(scratch, pages=_PAGES, progress=copied)
        scratch.set_progress_handler(far.still, _STEPS)
        scratch.execute("PRAGMA journal_mode = OFF")  # what breaks off vanishes whole
        scratch.execute("BEGIN")
        tables.rebuild(scratch, lambda what, done, total: far.tell(_REMADE[what], done, total))
        wrong = unlike(db, scratch, partial(far.tell, "rows compared"))
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


def _forgotten(db: sqlite3.Connection, now: datetime, far: _Far) -> Finding:
    """R6: on profile, not talking, last touch older than twice its gap and ten working days."""
    settings, today = lens.read(db).settings, now.date()
    off = rep_days_off(db, settings, today)
    (count,) = db.execute("SELECT count(*) FROM account WHERE standing = 'working'").fetchone()
    rows = db.execute("SELECT name, verdict, tier, facts FROM account WHERE standing = 'working' ORDER BY name")
    names = []
    for place, (name, verdict, tier, text) in enumerate(rows):
        if place % _ACCOUNTS == 0:
            far.tell("working accounts", place, count)
        if silence.forgotten(decode(AccountFacts, text), Verdict(verdict), Tier(tier), settings, today, off):
            names.append(name)
    return Finding("forgotten", not names, some(names, "not touched for far too long") or "0")
