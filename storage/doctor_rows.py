"""The doctor among the rows: relations, the journal's numbers, rows of nobody, sums that triggers keep."""

from __future__ import annotations

import sqlite3
from typing import Final

from storage import backup_schema, writer
from storage.doctor_words import Finding
from storage.search_filters import REMARKED

REBUILD: Final = "makes every table anew from the journal"
_TO_MEND: Final = "Run: notyet doctor --mend"
_GAPS: Final = "SELECT writer, count(*), max(wseq) FROM entry GROUP BY writer HAVING count(*) <> max(wseq)"
_ORPHANS: Final = (
    ("people without an account", "SELECT count(*) FROM person WHERE account NOT IN (SELECT id FROM account)"),
    ("steps of nobody", "SELECT count(*) FROM step WHERE account NOT IN (SELECT id FROM account)"),
    ("touches of nobody", "SELECT count(*) FROM touch WHERE account NOT IN (SELECT id FROM account)"),
    ("touches without an entry", "SELECT count(*) FROM touch WHERE entry NOT IN (SELECT id FROM entry)"),
    (
        "search rows of nobody",
        "SELECT count(*) FROM finder WHERE account <> '' AND account NOT IN (SELECT id FROM account)",
    ),
    (
        "remarks that search passes over",
        f"""SELECT count(*) FROM finder CROSS JOIN account AS a ON a.id = finder.account
        WHERE finder.sort <> '' AND a.last_on IS NULL AND NOT ({REMARKED})""",  # noqa: S608  (a constant)
    ),
    ("search rows that are lost", "SELECT count(*) FROM finder_row WHERE docid NOT IN (SELECT rowid FROM finder)"),
    ("actions without an entry", "SELECT count(*) FROM action WHERE id NOT IN (SELECT action FROM entry)"),
)
_SUMS: Final = (
    (
        "steps a day",
        "SELECT due, steps FROM day_load EXCEPT SELECT due, count(*) FROM step WHERE live = 1 GROUP BY due",
        "SELECT due, count(*) FROM step WHERE live = 1 GROUP BY due EXCEPT SELECT due, steps FROM day_load",
    ),
    (
        "accounts by standing",
        "SELECT standing, accounts FROM standing_count EXCEPT SELECT standing, count(*) FROM account GROUP BY standing",
        "SELECT standing, count(*) FROM account GROUP BY standing EXCEPT SELECT standing, accounts FROM standing_count",
    ),
)
_ALIASES: Final = """
SELECT count(*) FROM alias WHERE root = id OR root IN (SELECT id FROM alias) OR id IN (SELECT id FROM account)
OR id IN (SELECT id FROM person)"""


def relations(db: sqlite3.Connection) -> Finding:
    """Whether a row points at one that is not there."""
    wrong = db.execute("PRAGMA foreign_key_check").fetchall()
    return Finding("relations", not wrong, f"{len(wrong)} rows point nowhere" if wrong else "none is broken")


def layout(db: sqlite3.Connection) -> Finding:
    """Whether the file is laid as ours: no trigger or view that somebody else put there."""
    wrong = backup_schema.strange(db)
    advice = f"{wrong}. Save the record (notyet journal save) and merge it into a new book"
    return Finding("layout", not wrong, advice if wrong else "as this version lays it")


def numbers(db: sqlite3.Connection) -> Finding:
    """Whether this copy's entries have gap-free numbers; gaps of others only hint that something is still to come."""
    own, found = writer.current(db), db.execute(_GAPS).fetchall()
    gaps = [f"{name}: {count} entries, newest number {newest}" for name, count, newest in found if name == own]
    others = len(found) - len(gaps)
    hint = f"without gaps of its own; {others} other copies have more than was merged here" if others else ""
    return Finding("journal", not gaps, "; ".join(gaps) or hint or "without gaps")


def orphans(db: sqlite3.Connection) -> Finding:
    """Whether a row belongs to nobody."""
    found = [(what, db.execute(query).fetchone()[0]) for what, query in _ORPHANS]
    return _of_rows("rows", ", ".join(f"{count} {what}" for what, count in found if count), "each has its owner")


def sums(db: sqlite3.Connection) -> Finding:
    """Whether the sums that triggers keep are those of the rows."""
    wrong = [what for what, more, less in _SUMS if db.execute(more).fetchone() or db.execute(less).fetchone()]
    return _of_rows("sums", f"not those of the rows: {', '.join(wrong)}" if wrong else "", "those of the rows")


def aliases(db: sqlite3.Connection) -> Finding:
    """Whether whoever was merged stands under their root only."""
    (wrong,) = db.execute(_ALIASES).fetchone()
    (count,) = db.execute("SELECT count(*) FROM alias").fetchone()
    return _of_rows(
        "merges", f"{wrong} stand twice" if wrong else "", f"{count} stand under another one" if count else "0"
    )


def _of_rows(what: str, wrong: str, well: str) -> Finding:
    if not wrong:
        return Finding(what, ok=True, words=well)
    return Finding(what, ok=False, words=f"{wrong}. {_TO_MEND}", mend=REBUILD)
