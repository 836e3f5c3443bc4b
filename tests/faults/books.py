"""A small book with a full morning, and what is asked of it after a fault: whole, nothing lost, nothing doubled."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playbook.bodies import AccountAdded, PersonAdded
from playbook.decide import decide
from playbook.decision import Decision, Draft, Said
from playbook.moves import touch
from playbook.words import AccountId, Channel, Outcome, PersonId
from storage.book import Book
from storage.ids import IdSource
from storage.views import Change

NOW_TEXT = "2026-11-23T08:30"
NOW = datetime.fromisoformat(NOW_TEXT).replace(tzinfo=ZoneInfo("America/Chicago"))
"""A Monday morning on the rep's clock."""
FIRMS = 48
OUTCOMES = {
    "a": "no-answer", "v": "voicemail", "g": "gatekeeper", "n": "no", "t": "not-now", "s": "all-set", "h": "talk",
    "e": "value",
}  # fmt: skip
"""Keys that log a touch and ask nothing."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One touch as the journal has it."""

    name: str
    outcome: str
    alive: bool
    """No undo stands against it."""


def decision(book: Book, account: AccountId, outcome: Outcome, now: datetime = NOW) -> Decision:
    """Draw the decision of an outcome, as its key does."""
    seen = book.prospect(account, now)
    person = seen.people[0].id if seen.people else None
    step = seen.account.steps[0].id if seen.account.steps else None
    said = Said(outcome, now, person=person, channel=Channel.CALL, step=step, answered=True)
    return decide(seen.account, seen.people, said, seen.settings, seen.world)


def log(book: Book, account: AccountId, outcome: Outcome, now: datetime = NOW) -> Change:
    """Draw and log an outcome."""
    drawn = decision(book, account, outcome, now)
    return book.record(touch(drawn), now=now, label=f"{outcome} · {drawn.account}", basis=drawn.basis)


def make(path: Path, *, firms: int = FIRMS, state: Path | None = None) -> None:
    """Make a book in which every firm is due this morning, and the cap lets all of them through."""
    before = NOW - timedelta(days=7)
    with closing(Book.open(path, now=before, ids=IdSource.seeded(4), state=state)) as book:
        settings = book.settings()
        book.set_settings(replace(settings, caps=replace(settings.caps, day=200)), before)
        for number in range(1, firms + 1):
            log(book, _added(book, number, before), Outcome.NO_ANSWER, before)


def _added(book: Book, number: int, now: datetime) -> AccountId:
    drafts = (
        Draft(AccountId("new:1"), AccountAdded(f"Works {number:03}", (("state", "IL"),))),
        Draft(
            PersonId("new:2"),
            PersonAdded(AccountId("new:1"), f"Pat {number:03}", (("phone", f"+13125550{number:03}"),)),
        ),
    )
    change = book.record(drafts, now=now, label=f"added Works {number:03}")
    return AccountId(dict(change.ids)["new:1"])


def copied(master: Path, folder: Path) -> Path:
    """Return a copy of a closed book in a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(master, folder / "notyet.db"))


def touches(path: Path, after: int = 0) -> list[Touched]:
    """Read the journal beside the program, without its code: touches after that `seq`, oldest first."""
    query = """
    SELECT a.name, json_extract(e.body, '$.outcome'), coalesce((
      SELECT u.kind FROM entry AS u WHERE u.kind IN ('action.undone', 'action.redone')
      AND coalesce(json_extract(u.body, '$.undone'), json_extract(u.body, '$.redone')) = e.action
      ORDER BY u.id DESC LIMIT 1), '') <> 'action.undone'
    FROM entry AS e JOIN account AS a ON a.id = e.entity WHERE e.kind = 'touch.logged' AND e.seq > ? ORDER BY e.seq"""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return [Touched(name, outcome, bool(alive)) for name, outcome, alive in db.execute(query, (after,))]


def newest(path: Path) -> int:
    """Return the newest `seq` of a closed book."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT coalesce(max(seq), 0) FROM entry").fetchone()[0])


def reopened(path: Path, now: datetime = NOW) -> int:
    """Open the book as the next start does, look it over, return the milliseconds of the opening.

    What must hold after every fault: the file is whole, no row points nowhere, the journal has no gap, the tables are
    what a rebuild makes of it.
    """
    began = time.perf_counter()
    book = Book.open(path, now=now, create=False)
    took = time.perf_counter() - began
    with closing(book):
        wrong = [f for f in book.doctor(now) if f.what in {"file", "relations", "journal", "tables"} and not f.ok]
    assert not wrong, "; ".join(f"{each.what}: {each.words}" for each in wrong)
    return round(took * 1000)


def lost(acknowledged: Iterable[str], found: Iterable[str]) -> int:
    """Return how many that were called saved are not there."""
    return sum((Counter(list(acknowledged)) - Counter(found)).values())


def doubled(found: Iterable[str]) -> int:
    """Return how many are there more than once."""
    return sum(times - 1 for times in Counter(found).values())


def entries(path: Path) -> list[str]:
    """Return the ids of the journal of a closed book."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return [number for (number,) in db.execute("SELECT id FROM entry")]
