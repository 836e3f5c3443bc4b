"""A backup in the book's place: old or new at every step, the replaced one kept, the erased stay erased (T13, T17)."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from playbook import moves
from playbook.bodies import EntityErased, Unbarred
from playbook.decision import Draft
from playbook.errors import BookTrouble, NotFound, Refused
from playbook.words import Outcome
from storage import backup_look, connection, paths, restore, restore_swap, writer
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.ids import IdSource
from storage.restore import Wanted
from storage.transaction import locked
from tests.storage.conftest import NOW, Rep
from tests.storage.test_properties import said

Reopen = Callable[..., Book]
LATER = NOW + timedelta(hours=1)


def wanted(book: Path, file: Path, state: Path) -> Wanted:
    return Wanted(book, file, LATER, state, ids=IdSource.seeded(500))


@pytest.fixture
def kept(rep: Rep) -> Path:
    """A backup of a book with one firm; two touches and a firm are newer."""
    acme = rep.add("Acme", "Dana Cole")
    file = rep.book.back_up(NOW)
    rep.log(acme, Outcome.NO)
    rep.log(acme, Outcome.VOICEMAIL)
    rep.add("Globex")
    return file


def test_what_would_be_lost_is_said(rep: Rep, kept: Path, path: Path) -> None:
    lost = rep.book.would_lose(kept)
    assert (lost.entries, lost.words) == (3, ("2 touches", "1 new account"))
    assert lost.newest == ("added Globex", "voicemail", "no")
    assert (lost.backup.entries, lost.backup.newest, lost.readable) == (2, None, True)
    assert rep.book.size().entries == 5
    assert rep.book.would_lose(rep.book.back_up(LATER)).entries == 0
    assert restore.would_lose(path, kept) == lost


def test_only_the_newest_actions_are_told_by_name(rep: Rep) -> None:
    rep.add("First")
    file = rep.book.back_up(NOW)
    rep.book.undo(NOW)
    for number in range(12):
        rep.add(f"Firm {number}")
    lost = rep.book.would_lose(file)
    assert lost.words == ("12 new accounts", "1 undo")
    assert len(lost.newest) == 8
    assert lost.newest[0] == "added Firm 11"


def test_a_backup_takes_the_place_and_the_replaced_book_is_kept(rep: Rep, kept: Path, path: Path, state: Path) -> None:
    """T17."""
    before = said(rep.book, undo_stack=False)
    name = writer.current(rep.book._link.db)
    done = restore.restore(wanted(path, kept, state))
    again = Book.open(path, now=NOW, state=state, ids=IdSource.seeded(600))
    assert again.size().entries == 2
    assert writer.current(again._link.db) not in {"", name}
    assert again.newest_action() is None
    with pytest.raises(Refused, match="nothing to take back"):
        again.undo(NOW)
    assert not [each for each in again.doctor(NOW) if not each.ok]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert done.kept == path.with_name("notyet.replaced-20261123-093000.db")
    old = Book.open(done.kept, now=NOW, state=state, ids=IdSource.seeded(601))
    assert said(old, undo_stack=False) == before
    assert done.made is not None
    assert backup_look.verified(done.made).entries == 5
    names = {each.name for each in path.parent.iterdir() if not each.name.startswith("notyet.replaced")}
    assert names <= {"notyet.db", "notyet.db-journal", "notyet.db.lock", "notyet-backups", "notyet.replaced-backups"}
    Rep(again).add("Initech")
    assert again.undo(NOW).label == "added Initech"
    again.close()
    old.close()


def test_a_window_that_was_open_writes_no_more(rep: Rep, kept: Path, path: Path, state: Path) -> None:
    """T4: not one entry goes into the replaced file."""
    done = restore.restore(wanted(path, kept, state))
    assert done.kept is not None
    before = hashlib.sha256(done.kept.read_bytes()).hexdigest()
    with pytest.raises(BookTrouble, match="was replaced") as caught:
        rep.add("Lost")
    assert "Start notyet again" in caught.value.hint
    assert hashlib.sha256(done.kept.read_bytes()).hexdigest() == before


def test_a_window_that_writes_holds_the_restore_up(
    rep: Rep, kept: Path, path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.transaction.BUSY_MS", 50)
    with locked(paths.lock_of(path)), pytest.raises(BookTrouble, match="Another window"):
        restore.restore(wanted(path, kept, state))
    assert rep.book.size().entries == 5
    assert rep.add("Still here")


def test_r38_the_barred_and_the_erased_are_carried_over(rep: Rep, path: Path, state: Path) -> None:
    """R38: bars are safe by default, and nobody comes back from an erasure."""
    firms = [rep.add(name, "Dana Cole") for name in ("Acme", "Globex", "Initech", "Secret Ltd")]
    file = rep.book.back_up(NOW)
    for firm in firms[:3]:
        rep.book.record((moves.bar(firm, None, "stop"),), now=NOW, label="barred")
    rep.book.undo(NOW)
    found = rep.book.prospect(firms[1], NOW).account.bars[0]
    rep.book.record((Draft(firms[1], Unbarred((found.entry,))),), now=NOW, label="lifted")
    gone = (firms[3], rep.book.prospect(firms[3], NOW).people[0].id)
    rep.book.record([Draft(each, EntityErased(NOW.date())) for each in gone], now=NOW, label="erased")
    lost = rep.book.would_lose(file)
    assert (lost.bars, lost.erased) == (1, 2)
    restore.restore(wanted(path, file, state))
    again = Book.open(path, now=NOW, state=state, ids=IdSource.seeded(700))
    assert [len(again.prospect(firm, NOW).account.bars) for firm in firms[:3]] == [1, 0, 0]
    assert not again.search("Secret")
    texts = [body for (body,) in again._link.db.execute("SELECT body FROM entry")]
    assert not any("Secret" in body for body in texts)
    assert again.newest_action() is None
    assert not [each for each in again.doctor(NOW) if not each.ok]
    again.close()


@pytest.mark.parametrize("damage", ["garbage", "zeroes", "cut", "header", "empty", "gone", "text"])
def test_a_damaged_book_is_replaced_and_kept(damage: str, rep: Rep, kept: Path, path: Path, state: Path) -> None:
    """T17: restore drills."""
    rep.book.close()
    held, random = bytearray(path.read_bytes()), Random(damage)  # noqa: S311  (must repeat)
    if damage == "garbage":
        held[4096 : 5 * 4096] = random.randbytes(4 * 4096)
    elif damage == "zeroes":
        held[4096 : 5 * 4096] = bytes(4 * 4096)
    elif damage == "cut":
        del held[3 * 4096 :]
    elif damage == "header":
        held[:100] = random.randbytes(100)
    elif damage == "text":
        held = bytearray(b"Name,Phone\n" * 500)
    path.write_bytes(b"" if damage == "empty" else bytes(held))
    if damage == "gone":
        path.unlink()
    was = path.read_bytes() if path.exists() else b""
    lost = restore.would_lose(path, kept)
    assert not lost.readable or damage in {"garbage", "zeroes", "cut"}
    done = restore.restore(wanted(path, kept, state))
    again = Book.open(path, now=NOW, state=state)
    assert again.size().entries == 2
    again.close()
    assert (done.kept is None) == (not was)
    if done.kept is not None:
        assert done.kept.read_bytes()[:4096] == was[:4096] or damage in {"garbage", "zeroes", "cut"}


def test_a_hot_journal_is_never_played_into_the_restored_book(rep: Rep, kept: Path, path: Path, state: Path) -> None:
    """T13, RELIABILITY F7: what SQLite keeps beside a damaged book goes where the book goes."""
    rep.book.close()
    path.write_bytes(b"damaged" * 1000)
    beside = path.with_name("notyet.db-journal")
    beside.write_bytes(b"hot" * 1000)
    wal = path.with_name("notyet.db-wal")
    wal.write_bytes(b"stale")
    done = restore.restore(wanted(path, kept, state))
    assert done.kept is not None
    assert done.kept.read_bytes() == b"damaged" * 1000
    assert not wal.exists()
    assert not beside.exists() or not beside.stat().st_size
    again = Book.open(path, now=NOW, state=state)
    assert again.size().entries == 2
    again.close()


def test_a_hot_journal_goes_where_its_book_goes(tmp_path: Path) -> None:
    """T13."""
    book, fresh = tmp_path / "notyet.db", tmp_path / "fresh.db"
    for file, words in ((book, b"old"), (fresh, b"new"), (tmp_path / "notyet.db-journal", b"hot")):
        file.write_bytes(words)
    kept = restore_swap.swap(book, fresh, NOW)
    assert kept is not None
    assert (kept.read_bytes(), kept.with_name(f"{kept.name}-journal").read_bytes()) == (b"old", b"hot")
    assert book.read_bytes() == b"new"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["notyet.db", kept.name, f"{kept.name}-journal"]


STEPS = ("hardlink_to", "unlink", "rename", "replace")


def fused(name: str, fuse: Iterator[bool]) -> Callable[..., Any]:
    """A step of a path that ends the program once the fuse has burnt down."""
    real = getattr(Path, name)

    def call(self: Path, *told: Any, **more: Any) -> Any:
        if not next(fuse, False):
            raise KeyboardInterrupt
        return real(self, *told, **more)

    return call


@pytest.mark.parametrize("hot", [False, True])
@pytest.mark.parametrize("step", range(6))
def test_a_crash_at_any_step_of_the_swap_leaves_one_book(
    step: int, *, hot: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T2: old or new stands under the name, or none does and both are there; run again it ends well."""
    book, fresh = tmp_path / "notyet.db", tmp_path / "fresh.db"
    book.write_bytes(b"old")
    fresh.write_bytes(b"new")
    if hot:
        book.with_name("notyet.db-journal").write_bytes(b"hot")
    with monkeypatch.context() as patch:
        fuse = iter([True] * step)
        for name in STEPS:
            patch.setattr(Path, name, fused(name, fuse))
        with suppress(KeyboardInterrupt):
            restore_swap.swap(book, fresh, NOW)
    journal_there = book.with_name("notyet.db-journal").exists()
    held = book.read_bytes() if book.exists() else None
    assert held in {b"old", b"new"} or (
        hot and (tmp_path / "notyet.replaced-20261123-083000.db").read_bytes() == b"old"
    )
    if held == b"new":
        assert not journal_there
    if held == b"old":
        assert journal_there == hot
    if fresh.exists():
        restore_swap.swap(book, fresh, NOW)
    assert book.read_bytes() == b"new"
    assert not book.with_name("notyet.db-journal").exists()
    assert b"old" in {each.read_bytes() for each in tmp_path.glob("notyet.replaced-*.db")}


def test_a_folder_without_hard_links_is_restored_too(
    rep: Rep, kept: Path, path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rep.book.close()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    done = restore.restore(wanted(path, kept, state))
    assert done.kept is not None
    assert backup_look.look(done.kept).entries == 5
    assert backup_look.look(path).entries == 2


def test_a_full_disk_changes_nothing(
    rep: Rep, kept: Path, path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T8."""
    before = dump_tables(rep.book._link.db)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths, "to_disk", full)
    with pytest.raises(BookTrouble, match="No space left"):
        restore.restore(wanted(path, kept, state))
    assert dump_tables(rep.book._link.db) == before
    assert not restore_swap.work_folder(path).exists()
    assert rep.add("Still here")


def bent(file: Path, statement: str) -> Path:
    db = sqlite3.connect(file)
    db.execute(statement)
    db.commit()
    db.close()
    return file


HOSTILE = {
    "trigger": "CREATE TRIGGER thief AFTER INSERT ON entry BEGIN DELETE FROM account; END",
    "trigger on a table": "CREATE TRIGGER thief AFTER INSERT ON step BEGIN DELETE FROM account; END",
    "view": "CREATE VIEW thief AS SELECT * FROM entry",
    "table": "CREATE TABLE thief (id)",
    "a trigger less": "DROP TRIGGER entry_stays",
    "another program": "PRAGMA application_id = 7",
    "newer": f"PRAGMA user_version = {connection.SCHEMA + 1}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_backup_that_somebody_bent_is_refused(name: str, rep: Rep, kept: Path, path: Path, state: Path) -> None:
    """RELIABILITY F10: a trigger in a backup would run with the next key press."""
    bent(kept, HOSTILE[name])
    with pytest.raises(BookTrouble):
        restore.restore(wanted(path, kept, state))
    assert rep.book.size().entries == 5
    with pytest.raises(BookTrouble):
        rep.book.would_lose(kept)
    assert rep.book.backups()[0].trouble
    assert rep.book.check_backup(kept).trouble


@pytest.mark.usefixtures("rep")
def test_tables_of_an_older_version_are_made_anew_and_their_triggers_never_run(
    kept: Path, path: Path, state: Path
) -> None:
    """R40: what follows from the journal may come from another version; a view never does."""
    bent(kept, "UPDATE meta SET value = '1.1' WHERE key = 'tables'")
    bent(kept, "CREATE TRIGGER older AFTER INSERT ON step BEGIN DELETE FROM account; END")
    restore.restore(wanted(path, kept, state))
    again = Book.open(path, now=NOW, state=state)
    assert not [each for each in again.doctor(NOW) if not each.ok]
    assert again.size().accounts == 1
    again.close()
    bent(kept, "CREATE VIEW thief AS SELECT * FROM entry")
    with pytest.raises(BookTrouble, match="view"):
        restore.restore(wanted(path, kept, state))


def test_a_backup_that_is_damaged_is_passed_over(rep: Rep, kept: Path, path: Path) -> None:
    """The newest that checks out is meant where none is named."""
    newer = rep.book.back_up(LATER)
    held = bytearray(newer.read_bytes())
    held[4096 : 8 * 4096] = Random(1).randbytes(7 * 4096)  # noqa: S311  (must repeat)
    newer.write_bytes(held)
    assert restore.chosen(path, "") == kept
    assert rep.book.check_backup(newer).trouble
    assert not rep.book.check_backup(kept).trouble
    assert restore.chosen(path, newer.name) == newer
    assert restore.chosen(path, newer.name[:8]) == newer
    assert restore.chosen(path, str(kept)) == kept
    with pytest.raises(BookTrouble, match="was not restored"):
        restore.would_lose(path, newer)
    with pytest.raises(NotFound, match="called 2020"):
        restore.chosen(path, "2020")
    with pytest.raises(NotFound, match="saved journal"):
        restore.chosen(path, "one.jsonl")
    for file in (newer, kept):
        file.unlink()
    with pytest.raises(NotFound, match="no backup"):
        restore.chosen(path, "")


@pytest.mark.parametrize("words", [b"", b"Name,Phone\n" * 500, b"SQLite format 3\0" + bytes(4080)])
def test_a_file_that_is_no_backup_says_so(words: bytes, tmp_path: Path) -> None:
    file = tmp_path / "20261123-083000.db"
    file.write_bytes(words)
    assert backup_look.verified(file).trouble
    assert backup_look.look(file).entries is None
    assert backup_look.look(tmp_path / "missing.db").trouble


@pytest.mark.usefixtures("rep")
def test_a_replaced_book_can_be_put_back(kept: Path, path: Path, state: Path) -> None:
    """A restore by mistake is no loss."""
    done = restore.restore(wanted(path, kept, state))
    assert done.kept is not None
    assert restore.would_lose(path, done.kept).entries == 0
    restore.restore(Wanted(path, done.kept, LATER + timedelta(hours=1), state))
    again = Book.open(path, now=NOW, state=state)
    assert again.size().entries == 5
    again.close()


@pytest.mark.usefixtures("rep")
def test_two_in_one_second_keep_both(kept: Path, path: Path, state: Path) -> None:
    first = restore.restore(wanted(path, kept, state))
    second = restore.restore(wanted(path, kept, state))
    assert first.kept != second.kept
    assert second.kept == path.with_name("notyet.replaced-20261123-093000-1.db")


def test_a_copy_that_does_not_check_out_never_takes_the_place(
    rep: Rep, kept: Path, path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wreck(_wanted: object, fresh: Path, _over: object) -> None:
        bent(fresh, "CREATE VIEW thief AS SELECT * FROM entry")

    monkeypatch.setattr(restore, "_settle", wreck)
    with pytest.raises(BookTrouble, match="restored copy does not check out"):
        restore.restore(wanted(path, kept, state))
    assert rep.book.size().entries == 5
    assert rep.add("Still here")


def test_a_backup_of_the_first_file_version_is_known(rep: Rep, kept: Path) -> None:
    """T15: its journal's rule was narrower; a bent one is refused all the same."""
    db = sqlite3.connect(kept)
    sql = db.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_body_is_fixed'").fetchone()[0]
    db.execute("DROP TRIGGER entry_body_is_fixed")
    db.execute(sql.replace("IN (OLD.entity, OLD.id)", "= OLD.entity"))
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()
    assert not rep.book.check_backup(kept).trouble
    bent(kept, "DROP TRIGGER entry_is_fixed")
    assert "not laid as ours" in rep.book.check_backup(kept).trouble


def test_a_copy_that_misses_an_entry_is_no_backup(rep: Rep, kept: Path) -> None:
    rep.add("Newest")
    newest = rep.book._link.db.execute("SELECT max(id) FROM entry").fetchone()[0]
    assert "newest entry" in backup_look.verified(kept, None, newest).trouble


def test_a_book_too_damaged_for_a_backup_is_replaced_and_kept(
    kept: Path, path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise BookTrouble("The backup does not check out.")

    monkeypatch.setattr("storage.backup.make", refuse)
    done = restore.restore(wanted(path, kept, state))
    assert done.made is None
    assert done.kept is not None
    assert done.kept.exists()


def test_what_lay_in_the_books_place_is_kept_for_the_rep_alone(rep: Rep, path: Path, state: Path) -> None:
    """RELIABILITY section 8: a file of another program was kept with the rights that it had, and the doctor minded."""
    rep.add("Acme")
    file = rep.book.back_up(NOW)
    rep.book.close()
    path.write_text("no planner", encoding="utf-8")
    path.chmod(0o644)
    done = restore.restore(wanted(path, file, state))
    assert done.kept is not None
    assert stat.S_IMODE(done.kept.stat().st_mode) == 0o600
