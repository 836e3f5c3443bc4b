"""Books of any size for the measurements: the demo book, with many more accounts of its kind around it.

The demo stands in each of them once, so every size has the same touches due, the same dream clients and the same dump
queue. What grows is the rest of a lifetime: accounts that are worked in their rhythm or wait in the pool, about ten
touches each, written under other names and ids. A `crowd` adds accounts that are all due today. Books are made from
their journal by `rebuild`, as after a restore, and kept in a folder for the next run.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from storage import demo, tables
from storage.book import Book

DAY: Final = date(2026, 11, 23)
"""The day of every measurement."""
MORNING: Final = datetime.combine(DAY, time(8, 30), ZoneInfo(demo.ZONE))
_SEED: Final = 7
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MARKED: Final = 11
"""Hexadecimal digits at the end of an id; the first six of them tell one copy from another."""
_PHONE: Final = re.compile(r"\+1(\d{3})555(\d{4})")
_SYLLABLES: Final = (
    "Bar Bel Cor Dal El Far Gar Hal Ing Jor Kel Lar Mar Nor Or Pel Quin Ral Sel Tor Ul Ver Wel Yar Zel Brin",
    "a an ar el en er il in o on or u um y ing ber der ler mer ner",
    "bury by cott dale den field ford ham hurst ley low mere more ridge ston wick worth berg dorf feld stad vik",
)
_NAMES: Final = tuple(tuple(part.split()) for part in _SYLLABLES)
_CALM: Final = """
SELECT id FROM account WHERE dream = 0 AND proposed = '' AND drain = 0
AND (standing = 'pool' OR (standing = 'working' AND next_on > ?))"""
_DUE: Final = """
SELECT id FROM account WHERE dream = 0 AND proposed = '' AND standing = 'working' AND next_on <= ?
AND NOT EXISTS (SELECT 1 FROM step WHERE step.account = account.id AND step.capped = 0)"""
"""Promises and openings are shown whatever the cap: nobody has thousands of them on one day."""
_COLUMNS: Final = "id, writer, wseq, actor, action, at, kind, entity, body"

Row = tuple[str, str, int, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A book that is wanted."""

    accounts: int
    crowd: int = 0
    """Of them, accounts that are due today beside those of the demo."""

    @property
    def name(self) -> str:
        """Return the name of its file; another version of the tables or of this module gives another one."""
        told = f"{tables.mark()}/{DAY}/{Path(__file__).read_text(encoding='utf-8')}"
        return f"book-{self.accounts}-{self.crowd}-{hashlib.sha256(told.encode()).hexdigest()[:8]}.db"


def book(folder: Path, wanted: Wanted, tell: Callable[[str], None] = lambda _: None) -> Path:
    """Return the book, made where it isn't there yet. It is not to be written: take a `copy`."""
    path = folder / "books" / wanted.name
    if not path.exists():
        tell(f"making a book of {wanted.accounts:,} accounts, kept for the next run")
        path.parent.mkdir(parents=True, exist_ok=True)
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        _make(making, wanted, folder / "state")
        making.replace(path)
    return path


def copy(source: Path, folder: Path) -> Path:
    """Return a copy of a book that may be written."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(source, folder / "notyet.db"))


def _make(path: Path, wanted: Wanted, state: Path) -> None:
    demo.make(path, DAY, state=state)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        crowd = _Copies(db, _DUE, 1)
        rest = _Copies(db, _CALM, 2)
        here = int(db.execute("SELECT count(*) FROM account").fetchone()[0])
        db.execute("BEGIN")
        crowd.write(wanted.crowd)
        rest.write(wanted.accounts - here - wanted.crowd)
        db.execute("COMMIT")
    held = Book.open(path, now=MORNING, state=state)
    held.rebuild(MORNING)
    held.refresh_day(MORNING)
    held.close()


class _Copies:
    """Writes accounts of one kind again and again, each with all that is told of it and of its people."""

    def __init__(self, db: sqlite3.Connection, query: str, mark: int) -> None:
        self._db = db
        self._mark = mark
        self._random = Random(_SEED * 10 + mark)  # noqa: S311  (names, no secret)
        self._models = [self._told(number) for (number,) in db.execute(query, (DAY.isoformat(),)).fetchall()]

    def write(self, accounts: int) -> None:
        """Append the journal of so many more accounts."""
        number = int(self._db.execute("SELECT max(wseq) FROM entry").fetchone()[0])
        insert = f"INSERT INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  (constants only)
        for place in range(max(accounts, 0)):
            model = self._models[place % len(self._models)]
            rows = list(self._copied(model, place // len(self._models) + 1, number))
            self._db.executemany(insert, rows)
            number += len(rows)

    def _told(self, account: str) -> list[Row]:
        """Return the entries of an account and of its people."""
        people = self._db.execute("SELECT id FROM person WHERE account = ?", (account,)).fetchall()
        wanted = json.dumps([account, *(person for (person,) in people)])
        query = f"SELECT {_COLUMNS} FROM entry WHERE entity IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608
        return self._db.execute(query, (wanted,)).fetchall()

    def _copied(self, model: list[Row], round_: int, number: int) -> Iterator[Row]:
        mark = f"{self._mark}{round_:05x}"
        old = next(json.loads(row[8])["name"].split()[0] for row in model if row[6] == "account.added")
        new = "".join(map(self._random.choice, _NAMES))
        area = 200 + self._random.randrange(700)

        def marked(text: str) -> str:
            return _ID.sub(lambda found: found[0][:-_MARKED] + mark + found[0][-_MARKED + len(mark) :], text)

        for row in model:
            number += 1
            body = marked(row[8]).replace(old, new).replace(old.lower(), new.lower())
            body = _PHONE.sub(rf"+1\g<1>{area}\g<2>", body)
            yield marked(row[0]), row[1], number, row[3], marked(row[4]), row[5], row[6], marked(row[7]), body
