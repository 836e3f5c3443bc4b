"""Every way in which a planner's file can be wrong, and how it is opened (RELIABILITY section 5, T11-T14, T30)."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from playbook.errors import BookTrouble
from storage import connection, engine, paths, tables, writer
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.ids import IdSource
from tests.storage.conftest import NOW, Rep

Reopen = Callable[..., Book]
posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def full(book: Book, path: Path) -> Path:
    """A closed planner with something in it and one backup."""
    rep = Rep(book)
    for number in range(40):
        rep.add(f"Firm {number}", "Dana Cole", description="words " * 40)
    book.back_up(NOW)
    book.close()
    return path


@posix
def test_only_the_owner_reads_any_file(rep: Rep, path: Path, state: Path) -> None:
    """T30."""
    rep.add("Acme")
    rep.book.back_up(NOW)
    made = [*path.parent.rglob("*"), path.parent, *state.rglob("*"), state]
    assert {mode(each) for each in made if each.is_dir()} == {0o700}
    assert {mode(each) for each in made if each.is_file()} == {0o600}
    names = {each.name for each in path.parent.iterdir()}
    assert names == {"notyet.db", "notyet.db-journal", "notyet.db.lock", "notyet-backups"}


@posix
def test_a_file_that_others_could_read_is_closed_to_them(full: Path, reopen: Reopen) -> None:
    full.chmod(0o644)
    reopen()
    assert mode(full) == 0o600


def test_sqlite_is_set_as_promised(book: Book) -> None:
    """What was said to be saved survives a power cut (RELIABILITY F2)."""
    wanted = {
        "journal_mode": "truncate", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "busy_timeout": 3000,
        "trusted_schema": 0, "secure_delete": 1, "cell_size_check": 1,
    }  # fmt: skip
    found = {name: book._link.db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted
    assert book._link.db.execute("PRAGMA application_id").fetchone()[0] == connection.APPLICATION_ID


def test_a_setting_that_does_not_hold_is_said(monkeypatch: pytest.MonkeyPatch, path: Path, state: Path) -> None:
    monkeypatch.setattr(connection, "_DURABLE", (("journal_mode", "TRUNCATE", "wal"),))
    with pytest.raises(BookTrouble, match="journal_mode"):
        Book.open(path, now=NOW, state=state)


def test_on_a_mac_the_disk_is_asked_to_flush(monkeypatch: pytest.MonkeyPatch, book: Book) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    connection._set(book._link.db, read_only=False)
    assert book._link.db.execute("PRAGMA fullfsync").fetchone()[0] == 1


def test_a_book_that_is_not_there_is_made_only_when_asked(path: Path, state: Path) -> None:
    with pytest.raises(BookTrouble, match="is not there"):
        Book.open(path, now=NOW, state=state, create=False)
    assert not path.exists()


@pytest.mark.parametrize("left", ["missing", "empty"])
def test_a_lost_book_is_never_replaced_by_an_empty_one(left: str, full: Path, state: Path) -> None:
    """T12: beancount's bug; the newest backup is named."""
    full.unlink()
    if left == "empty":
        full.touch()
    with pytest.raises(BookTrouble, match=r"Nothing was made") as caught:
        Book.open(full, now=NOW, state=state)
    assert "20261123-083000.db" in caught.value.hint
    assert full.exists() == (left == "empty")
    assert not full.exists() or full.stat().st_size == 0


def test_an_empty_file_without_backups_becomes_a_book(path: Path, state: Path) -> None:
    """A first start that was killed before anything was written."""
    path.parent.mkdir(parents=True)
    path.touch()
    book = Book.open(path, now=NOW, state=state)
    assert book.size().accounts == 0
    book.close()


@pytest.mark.parametrize("words", [b"Name,Phone\nAcme,1\n", b"x" * 4000, b"SQLite format 3\x00" + b"\xff" * 3000])
def test_a_file_that_is_no_planner_is_left_as_it_is(words: bytes, path: Path, state: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(words)
    with pytest.raises(BookTrouble):
        Book.open(path, now=NOW, state=state)
    assert path.read_bytes() == words


def test_another_programs_database_is_left_as_it_is(path: Path, state: Path) -> None:
    path.parent.mkdir(parents=True)
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE entry (id)")
    other.close()
    before = digest(path)
    with pytest.raises(BookTrouble, match="another program"):
        Book.open(path, now=NOW, state=state)
    assert digest(path) == before


def test_a_folder_is_no_planner(tmp_path: Path, state: Path) -> None:
    with pytest.raises(BookTrouble, match="is a folder"):
        Book.open(tmp_path, now=NOW, state=state)


def test_a_newer_file_is_refused_untouched(full: Path, state: Path) -> None:
    """T14."""
    db = sqlite3.connect(full)
    db.execute(f"PRAGMA user_version = {connection.SCHEMA + 1}")
    db.execute("PRAGMA journal_mode = WAL")
    db.close()
    before = digest(full)
    with pytest.raises(BookTrouble, match="newer notyet"):
        Book.open(full, now=NOW, state=state)
    assert digest(full) == before


def test_a_book_without_its_journal_table_is_damaged(full: Path, state: Path) -> None:
    db = sqlite3.connect(full)
    db.execute("DROP TABLE meta")
    db.close()
    with pytest.raises(BookTrouble, match="damaged"):
        Book.open(full, now=NOW, state=state)


@pytest.mark.parametrize("kind", ["garbage", "zeroes", "cut", "header"])
@pytest.mark.parametrize("seed", range(4))
def test_damage_never_shows_a_traceback_or_an_empty_planner(kind: str, seed: int, full: Path, state: Path) -> None:
    """T12: opened and read, or a `BookTrouble`; `doctor` sees what a look at the start does not."""
    random, held = Random(seed), bytearray(full.read_bytes())  # noqa: S311  (must repeat)
    page = 4096 * random.randrange(1, len(held) // 4096)
    if kind == "garbage":
        held[page : page + 4096] = random.randbytes(4096)
    elif kind == "zeroes":
        held[page : page + 4096] = bytes(4096)
    elif kind == "cut":
        del held[page:]
    else:
        held[20:60] = random.randbytes(40)
    full.write_bytes(bytes(held))
    assert _seen(full, state)


def _seen(full: Path, state: Path) -> bool:
    """Whether the damage is seen, at the start or by the doctor."""
    try:
        book = Book.open(full, now=NOW, state=state)
    except BookTrouble:
        return True
    try:
        return not all(finding.ok for finding in book.doctor(NOW))
    except BookTrouble:
        return True
    finally:
        book.close()


def test_a_read_only_file_is_read_and_says_so(full: Path, reopen: Reopen, monkeypatch: pytest.MonkeyPatch) -> None:
    """T11."""
    before = digest(full)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != full)
    book = reopen()
    assert "may only be read" in book.read_only
    assert book.size().accounts == 40
    assert book.today(NOW).rows
    with pytest.raises(BookTrouble, match="may only be read"):
        Rep(book).add("Acme")
    assert book.refresh_day(NOW) == ()
    with pytest.raises(engine.errors(), match="readonly"):
        book._link.db.execute("DELETE FROM account")
    book.close()
    assert digest(full) == before


def test_a_read_only_folder_is_read_and_says_so(full: Path, reopen: Reopen, monkeypatch: pytest.MonkeyPatch) -> None:
    """T11."""
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != full.parent)
    assert "folder" in reopen().read_only


def test_a_read_only_book_of_another_version_says_what_to_do(
    full: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != full)
    monkeypatch.setattr(tables, "FOLD", 0)
    with pytest.raises(BookTrouble, match="another version"):
        Book.open(full, now=NOW, state=state)


def test_no_book_can_be_made_in_a_folder_that_is_read_only(
    path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(BookTrouble, match="cannot be made"):
        Book.open(path, now=NOW, state=state)


@pytest.mark.usefixtures("full")
def test_tables_of_another_version_are_built_again(reopen: Reopen) -> None:
    """R40: an older book needs no migration, its tables follow from the journal."""
    book = reopen()
    before = dump_tables(book._link.db)
    book._link.db.execute("UPDATE meta SET value = '0.0' WHERE key = 'tables'")
    for name in ("finder", "step", "action"):
        book._link.db.execute(f"DROP TABLE {name}")
    book.close()
    again = reopen()
    after = dump_tables(again._link.db)
    labels = {row[1] for row in after.pop("action")}
    before.pop("action")
    assert after == before
    assert labels == {"account added"}


def test_a_new_book_is_laid_once_by_two_first_starts(path: Path, state: Path) -> None:
    link = connection.connect(path, create=True)
    book = Book.open(path, now=NOW, state=state)
    connection.lay(link.db)
    link.db.close()
    Rep(book).add("Acme")
    book.close()


def test_a_machine_keeps_its_writer(rep: Rep, reopen: Reopen) -> None:
    first = writer.current(rep.book._link.db)
    assert writer.current(reopen()._link.db) == first


def test_a_copied_file_gets_a_writer_of_its_own_at_once(full: Path, tmp_path: Path, state: Path) -> None:
    """SYNC section 4: two machines never share numbers, and nobody undoes what another machine did."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(full.read_bytes())
    elsewhere = Book.open(copy, now=NOW, state=tmp_path / "another machine")
    beside = Book.open(tmp_path / "copy.db", now=NOW, state=state)
    names = {writer.current(book._link.db) for book in (elsewhere, beside)}
    assert elsewhere.newest_action() is None
    Rep(beside).add("Acme")
    assert beside._link.db.execute("SELECT count(DISTINCT writer) FROM entry").fetchone() == (2,)
    first = Book.open(full, now=NOW, state=state)
    assert writer.current(first._link.db) not in names
    for book in (elsewhere, beside, first):
        book.close()


def test_a_copy_beside_the_first_file_is_no_move(full: Path, tmp_path: Path, state: Path) -> None:
    """SYNC section 4: both go on working on one machine, each under its own name."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(full.read_bytes())
    books = [Book.open(path, now=NOW, state=state) for path in (copy, full)]
    assert len({writer.current(book._link.db) for book in books}) == 2
    assert [book.newest_action() is None for book in books] == [True, False]
    for book in books:
        book.close()


def test_a_state_folder_that_cannot_be_used_is_said(path: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(BookTrouble, match="own folder"):
        Book.open(path, now=NOW, state=blocked)


def test_a_moved_file_keeps_its_writer(full: Path, tmp_path: Path, state: Path) -> None:
    moved = tmp_path / "moved.db"
    full.rename(moved)
    book = Book.open(moved, now=NOW, state=state)
    assert book.newest_action() is not None
    book.close()
    again = Book.open(moved, now=NOW, state=state)
    assert again.newest_action() is not None
    again.close()


def test_the_places_follow_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usual = paths.places()
    assert usual.book.name == "notyet.db"
    assert usual.crash.parent == usual.state
    monkeypatch.setenv(paths.BOOK_VARIABLE, str(tmp_path / "mine.db"))
    assert paths.places().book == tmp_path / "mine.db"
    assert paths.places().backups == tmp_path / "mine-backups"
    assert paths.places(tmp_path / "other.db").lock == tmp_path / "other.db.lock"


def test_the_usual_state_folder_is_used_where_none_is_named(path: Path) -> None:
    book = Book.open(path, now=NOW, ids=IdSource.seeded(1))
    assert list((paths.places().state / "writers").iterdir())
    assert book.path == path
    book.close()
