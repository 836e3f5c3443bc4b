"""Every table built again from the journal, beside writing the same rows with executemany."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.books import MORNING
from benchmarks.figures import Kind, Limit, Measured, Result, Unit
from benchmarks.stage import Stage, alternating, took
from storage import tables

_KEPT: Final = {"standing_count", "day_load"}
"""Tables that triggers fill."""
_SEARCH: Final = "finder"


def rebuild(stage: Stage) -> Iterable[Result]:
    """Build the tables of the big book again, and write their rows into tables of the same form."""
    size = stage.sizes.middle if stage.quick else stage.sizes.big
    path = stage.copy(size, 0, "rebuild")
    with stage.opened(path) as book:
        entries = book.ask(lambda db: int(db.execute("SELECT count(*) FROM entry").fetchone()[0]))
    ours, beside = alternating(1, partial(_rebuilt, stage, path), partial(_written, stage, path))
    measured = Measured.of(ours, Unit.S)
    note = f"{entries / measured.median:,.0f} entries/s"
    yield Result(
        "rebuild", "rebuild from the journal", f"{entries:,} entries", measured, "the same rows with executemany",
        Measured.of(beside, Unit.S), Limit(Kind.TIMES, 3.0), note,
    )  # fmt: skip


def _rebuilt(stage: Stage, path: Path) -> float:
    with stage.opened(path) as book:
        return took(lambda: book.rebuild(MORNING)) / 1000


def _written(stage: Stage, path: Path) -> float:
    """Return the seconds of writing every row of a book's tables, in one transaction, with the same indexes."""
    with closing(sqlite3.connect(stage.fresh("rows") / "rows.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = TRUNCATE")
        db.execute("PRAGMA synchronous = FULL")
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source:
            return took(lambda: _copy(source, db)) / 1000


def _copy(source: sqlite3.Connection, db: sqlite3.Connection) -> None:
    db.execute("BEGIN")
    db.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
    tables.lay(db)
    for name in _names(db):
        columns = [row[1] for row in source.execute(f'PRAGMA table_info("{name}")')]
        listed = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" for _ in columns)
        read = source.execute(f'SELECT {listed} FROM "{name}"')  # noqa: S608  (names of our own tables)
        db.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', read)  # noqa: S608
    db.execute("COMMIT")


def _names(db: sqlite3.Connection) -> list[str]:
    """Return the tables whose rows are written: search itself, not the tables that it keeps for itself."""
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    own = {name for (name,) in rows} - _KEPT - {"meta"}
    return sorted(name for name in own if not (name.startswith(f"{_SEARCH}_") and name != f"{_SEARCH}_row"))
