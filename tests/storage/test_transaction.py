"""The one way to write: what is said when disk, another window or machine gets in the way (RELIABILITY T7-T9)."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from playbook.bodies import RemarkMade
from playbook.decision import Draft
from playbook.errors import BookTrouble
from playbook.words import Outcome
from storage import engine, transaction, trouble
from storage.book import Book
from storage.transaction import Unsure, glance, tx
from tests.storage import sealed_suite
from tests.storage.conftest import NOW, Rep


class Failing:
    """A connection that fails at chosen statements, as a disk does."""

    def __init__(self, db: sqlite3.Connection, at: str, code: int, *, after: bool = False) -> None:
        self._db = db
        self._at = at
        self._code = code
        self._after = after
        self.failed = 0

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if self.failed or not statement.startswith(self._at):
            return self._db.execute(statement, *values)
        self.failed += 1
        if self._after:
            self._db.execute(statement, *values)
        elif self._at == "COMMIT" and self._code != sqlite3.SQLITE_BUSY:
            self._db.execute("ROLLBACK")
        error = sqlite3.OperationalError("disk")
        error.sqlite_errorcode = self._code
        raise error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)


def fail(book: Book, at: str, code: int, *, after: bool = False) -> Failing:
    failing = Failing(book._link.db, at, code, after=after)
    book._link.db = failing  # type: ignore[assignment]
    return failing


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "disk is full"),
        (sqlite3.SQLITE_IOERR | (3 << 8), "disk did not take it"),
        (sqlite3.SQLITE_BUSY, "Another window"),
        (sqlite3.SQLITE_READONLY, "may not be written"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
    ],
)
def test_trouble_while_writing_is_said_and_nothing_is_half(rep: Rep, code: int, words: str) -> None:
    """T8, T9: nothing saved, and the next key works."""
    acme = rep.add("Acme", "Dana Cole")
    for at in ("BEGIN IMMEDIATE", "INSERT INTO entry"):
        failing = fail(rep.book, at, code)
        with pytest.raises(BookTrouble, match=words):
            rep.log(acme, Outcome.NO)
        assert failing.failed
        assert rep.book.prospect(acme, NOW).account.nos == 0
    rep.log(acme, Outcome.NO)
    assert rep.book.prospect(acme, NOW).account.nos == 1


def test_a_commit_that_another_reader_holds_up_wrote_nothing(rep: Rep) -> None:
    """SQLite still holds it all, so it is taken back for certain."""
    acme = rep.add("Acme", "Dana Cole")
    fail(rep.book, "COMMIT", sqlite3.SQLITE_BUSY)
    with pytest.raises(BookTrouble, match=r"Another window.*Nothing was saved"):
        rep.log(acme, Outcome.NO)
    assert not rep.book._link.db.in_transaction
    assert rep.book.prospect(acme, NOW).account.nos == 0


@pytest.mark.parametrize("saved", [True, False])
def test_a_failed_commit_is_unknown_and_the_same_key_again_logs_it_once(rep: Rep, saved: bool) -> None:  # noqa: FBT001
    """F8: a commit that reported an error may stand."""
    acme = rep.add("Acme", "Dana Cole")
    wish = [Draft(acme, RemarkMade("note", "said", NOW.date()))]
    fail(rep.book, "COMMIT", sqlite3.SQLITE_IOERR, after=saved)
    with pytest.raises(Unsure, match="may be saved or not"):
        rep.book.record(wish, now=NOW, label="note")
    change = rep.book.record(wish, now=NOW, label="note")
    assert change.accounts == (acme,)
    assert len(rep.book.prospect(acme, NOW).account.remarks) == 1
    rep.book.record(wish, now=NOW, label="note")
    assert len(rep.book.prospect(acme, NOW).account.remarks) == 2


def test_a_failed_commit_of_an_undo_is_unknown_too(rep: Rep) -> None:
    rep.add("Acme")
    fail(rep.book, "COMMIT", sqlite3.SQLITE_IOERR)
    with pytest.raises(Unsure):
        rep.book.undo(NOW)
    assert rep.book._unsure is None


def test_a_fault_of_the_program_is_no_trouble_of_the_file(book: Book) -> None:
    with pytest.raises(engine.errors(), match="no such table"), tx(book._link) as db:
        db.execute("SELECT * FROM nowhere")
    assert not book._link.db.in_transaction


def test_a_read_that_was_stopped_says_so(book: Book) -> None:
    book.stop_when(lambda: True)
    with pytest.raises(BookTrouble, match="stopped"), glance(book._link) as db:
        db.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1e7) SELECT max(x) FROM n")
    book.stop_when(None)
    assert book.size().accounts == 0


def test_a_read_that_is_stopped_at_its_very_end_leaves_no_transaction(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite counts a statement's steps over all its runs: one ROLLBACK in so many is stopped itself."""
    monkeypatch.setattr("storage.book._STEPS", 5)
    book.stop_when(lambda: True)
    for _ in range(30):
        with suppress(BookTrouble), glance(book._link):
            pass
        assert not book._link.db.in_transaction
    book.stop_when(None)
    assert book.size().accounts == 0
    fail(book, "ROLLBACK", sqlite3.SQLITE_IOERR)
    with pytest.raises(BookTrouble, match="disk"):
        book.size()


def test_a_window_that_holds_the_lock_is_waited_for_and_then_named(
    rep: Rep, reopen: Callable[..., Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    """T7."""
    monkeypatch.setattr(transaction, "BUSY_MS", 30)
    other = reopen(ids=None)
    with tx(other._link), pytest.raises(BookTrouble, match="Another window"):
        rep.add("Acme")
    rep.add("Acme")


def test_a_lock_file_that_cannot_be_made_is_said(rep: Rep) -> None:
    rep.book._link.lock = rep.book.path.parent / "nowhere" / "lock"
    with pytest.raises(BookTrouble, match="lock"):
        rep.add("Acme")


def test_out_of_memory_is_a_failing_disk_to_a_rep() -> None:
    error = sqlite3.OperationalError("out of memory")
    error.sqlite_errorcode = sqlite3.SQLITE_NOMEM
    assert trouble.trouble(error, Path("x")) is not None


CHILD = """
import os
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from playbook.decide import decide
from playbook.decision import Said
from playbook.moves import touch
from playbook.words import Channel, Outcome
from storage.book import Book
from storage.engine import Key

now = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("America/Chicago"))
book = Book.open(Path(sys.argv[1]), now=now, state=Path(sys.argv[2]), key=Key(sys.argv[3]) if sys.argv[3] else None)
account = book.find("Acme Robotics")
while True:
    seen = book.prospect(account, now)
    said = Said(Outcome.NO_ANSWER, now, person=seen.people[0].id, channel=Channel.CALL, answered=True)
    decision = decide(seen.account, seen.people, said, seen.settings, seen.world)
    change = book.record(touch(decision), now=now, label="no answer", basis=decision.basis)
    os.write(1, change.entries[0].encode() + b"\\n")
"""
KILLS = 20


def test_a_killed_window_loses_nothing_that_it_said_was_saved(rep: Rep, state: Path, path: Path) -> None:
    """T1: SIGKILL at a random instant, 20 times; every acknowledged touch is found, the file is whole."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    random, acknowledged = Random(7), set[str]()  # noqa: S311  (must repeat)
    for _ in range(KILLS):
        with subprocess.Popen(
            [
                sys.executable,
                "-c",
                CHILD,
                str(path),
                str(state),
                sealed_suite.KEY.secret if sealed_suite.WANTED else "",
            ],
            stdout=subprocess.PIPE,
            bufsize=0,
        ) as child:
            assert child.stdout is not None
            for _ in range(random.randrange(1, 30)):
                acknowledged.add(child.stdout.readline().decode().strip())
            child.kill()
            acknowledged |= {line.decode().strip() for line in child.stdout.readlines() if line.endswith(b"\n")}
        found = {touch.entry for touch in rep.book.prospect(acme, NOW).touches}
        assert found
    db = rep.book._link.db
    entries = {row[0] for row in db.execute("SELECT id FROM entry WHERE kind = 'touch.logged'")}
    touches = {row[0] for row in db.execute("SELECT entry FROM touch")}
    assert len(acknowledged) >= KILLS
    assert acknowledged <= entries == touches
    assert all(finding.ok for finding in rep.book.doctor(NOW)), rep.book.doctor(NOW)


def test_a_lock_is_given_back_whatever_happens(rep: Rep, reopen: Callable[..., Book]) -> None:
    with suppress(KeyboardInterrupt), tx(rep.book._link):
        raise KeyboardInterrupt
    Rep(reopen(ids=None)).add("Acme")
