"""Backups: whole before they have a name, few enough to keep (RELIABILITY sections 5 and 9)."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.bodies import RemarkMade
from playbook.decision import Draft
from playbook.errors import BookTrouble
from playbook.words import AccountId, Outcome
from storage import backup, backup_names, engine, paths
from storage.book import Book
from tests.storage.conftest import NOW, Rep


def test_a_backup_is_a_whole_book_of_its_own(rep: Rep) -> None:
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.NO)
    made = rep.book.back_up(NOW)
    rep.log(acme, Outcome.NO)
    assert made.name == "20261123-083000.db"
    copy = sqlite3.connect(made)
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert copy.execute("SELECT count(*) FROM entry").fetchone() == (3,)
    copy.close()
    assert list(made.parent.iterdir()) == [made]


def test_two_backups_of_one_second_both_stand_and_the_later_is_newest(rep: Rep) -> None:
    first, second = rep.book.back_up(NOW), rep.book.back_up(NOW)
    assert first != second
    assert backup_names.newest(first.parent) == second


class Elsewhere:
    """Another window, which logs at every step of a copy so many times."""

    def __init__(self, book: Book, acme: AccountId, *, times: int) -> None:
        self.book = book
        self.acme = acme
        self.times = times
        self.wrote = 0
        self.steps: list[int] = []

    def __call__(self, phase: str, done: int, _total: int) -> None:
        if phase != "copying":
            return
        self.steps.append(done)
        if self.wrote < self.times and len(self.steps) % 2 == 0:
            self.book.record([Draft(self.acme, RemarkMade("note", "seen", NOW.date()))], now=NOW, label="note")
            self.wrote += 1


@pytest.fixture
def two_windows(rep: Rep, path: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Rep, Book]]:
    """A book of some pages, copied four at a time, open twice; who is locked out is told at once."""
    for number in range(20):
        rep.add(f"Firm {number}", "Dana Cole", description="words " * 40)
    monkeypatch.setattr(backup, "_PAGES", 20)
    with closing(Book.open(path, now=NOW, state=state)) as other:
        yield rep, other


@pytest.mark.parametrize("times", [1, 3])
def test_who_writes_gets_in_between_the_steps_of_a_copy(two_windows: tuple[Rep, Book], times: int) -> None:
    """A read lock over the whole copy let nobody log while a book of a gigabyte was copied."""
    rep, other = two_windows
    told = Elsewhere(other, rep.add("Acme"), times=times)
    made = rep.book.back_up(NOW, told)
    assert told.wrote == times
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT count(*) FROM entry WHERE kind = 'remark.made'").fetchone() == (times,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert told.steps.count(told.steps[0]) == times + 1, "each writing began it anew"


def test_who_writes_at_every_step_waits_in_the_end(two_windows: tuple[Rep, Book]) -> None:
    """A copy is begun so often at most; then it holds the book until it stands."""
    rep, other = two_windows
    acme = rep.add("Acme")
    other._link.db.execute("PRAGMA busy_timeout = 0")
    told = Elsewhere(other, acme, times=backup._BEGUN + 5)
    with pytest.raises(BookTrouble, match="Another window or program is writing"):
        rep.book.back_up(NOW, told)
    assert told.wrote == backup._BEGUN
    assert list(paths.backups_of(rep.book.path).iterdir()) == [], "no half of it is left"
    told.times = 0
    assert rep.book.back_up(NOW, told).exists()


def test_a_book_that_another_program_holds_is_not_waited_for_without_end(two_windows: tuple[Rep, Book]) -> None:
    rep, _ = two_windows
    rep.book._link.db.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(rep.book.path, isolation_level=None)) as holder:

        def held(_phase: str, _done: int, _total: int) -> None:
            if not holder.in_transaction:
                holder.execute("BEGIN EXCLUSIVE")

        with pytest.raises(BookTrouble):
            rep.book.back_up(NOW, held)
    assert list(paths.backups_of(rep.book.path).iterdir()) == []


def test_a_backup_that_does_not_check_out_never_gets_a_name(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "check", lambda _: "row 7 missing")
    with pytest.raises(BookTrouble, match="row 7 missing"):
        rep.book.back_up(NOW)
    assert list(paths.backups_of(rep.book.path).iterdir()) == []


def test_a_full_disk_is_said_and_leaves_no_half_backup(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BookTrouble, match="No space left"):
        rep.book.back_up(NOW)
    assert list(paths.backups_of(rep.book.path).iterdir()) == []


def test_where_folders_cannot_be_synced_they_are_not(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY", raising=False)
    assert rep.book.back_up(NOW).exists()


def test_check_names_what_is_wrong(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    db.execute("CREATE TABLE t (a)")
    db.execute("INSERT INTO t VALUES (NULL)")
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_master SET sql = 'CREATE TABLE t (a NOT NULL)'")
    db.close()
    db = sqlite3.connect(tmp_path / "x.db")
    assert "NULL value in t.a" in backup.check(db)
    db.close()


def test_check_of_a_file_that_is_locked_is_no_damage(tmp_path: Path) -> None:
    held = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    held.execute("CREATE TABLE t (a)")
    held.execute("BEGIN EXCLUSIVE")
    db = sqlite3.connect(tmp_path / "x.db", timeout=0)
    with pytest.raises(engine.errors(), match="locked"):
        backup.check(db)
    db.close()
    held.close()


def test_the_ladder_keeps_two_days_then_daily_then_weekly() -> None:
    """RELIABILITY section 5: all of two days, 12 daily, 10 weekly."""
    hours = [NOW - timedelta(hours=6 * step) for step in range(4 * 200)]
    files = [Path(backup_names.name(when)) for when in hours]
    dropped = set(backup_names.to_drop(files, NOW))
    left = [path for path in files if path not in dropped]
    ages = [NOW.replace(tzinfo=None) - (backup_names.made_at(path) or datetime.min) for path in left]  # noqa: DTZ901
    assert sum(age <= timedelta(days=2) for age in ages) == 9
    assert sum(timedelta(days=2) < age for age in ages) == backup_names.DAILY + backup_names.WEEKLY
    assert max(ages) > timedelta(days=2 + 12 + 9 * 7)


@given(st.lists(st.integers(0, 400 * 24), max_size=80), st.integers(0, 40))
def test_dropping_twice_drops_nothing_more_and_the_newest_stays(hours: list[int], later: int) -> None:
    now = NOW + timedelta(hours=later)
    files = sorted({backup_names.name(NOW - timedelta(hours=back)) for back in hours}, reverse=True)
    listed = [Path(name) for name in files]
    left = [path for path in listed if path not in backup_names.to_drop(listed, now)]
    assert backup_names.to_drop(left, now) == []
    assert listed[:1] == left[:1]


def test_what_is_no_backup_is_left_alone(tmp_path: Path) -> None:
    for name in ("notes.db", "20261123.db", "20261123-083000.txt", "20261123-083000.db"):
        (tmp_path / name).touch()
    assert [path.name for path in backup_names.listed(tmp_path)] == ["20261123-083000.db"]
    assert backup_names.to_drop([tmp_path / "notes.db"], NOW) == []


def test_old_backups_go_when_a_new_one_stands(rep: Rep) -> None:
    folder = paths.private_folder(paths.backups_of(rep.book.path))
    for hours in range(0, 24 * 20, 6):
        (folder / backup_names.name(NOW - timedelta(days=60, hours=hours))).touch()
    made = rep.book.back_up(NOW)
    left = backup_names.listed(folder)
    assert left[0] == made
    assert len(left) < 20


def test_a_restored_backup_goes_on_working(rep: Rep, path: Path, state: Path) -> None:
    """RELIABILITY T17: put in the place of a damaged book it holds what it held."""
    acme = rep.add("Acme", "Dana Cole")
    made = rep.book.back_up(NOW)
    rep.book.close()
    path.write_bytes(b"damaged")
    with pytest.raises(BookTrouble) as caught:
        Book.open(path, now=NOW, state=state)
    assert str(made) in caught.value.hint
    path.unlink()
    path.write_bytes(made.read_bytes())
    book = Book.open(path, now=NOW, state=state)
    Rep(book).log(acme, Outcome.NO)
    assert book.prospect(acme, NOW).account.nos == 1
    book.close()
