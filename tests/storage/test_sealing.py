"""Encrypting, decrypting, another passphrase: whole, compared, resumable, and nothing readable left (T33)."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest

from playbook.errors import BadInput, BookTrouble, NotYetError, Refused
from playbook.words import Outcome
from storage import backup_names, connection, engine, paths, restore_swap, sealing, sealing_copy, transaction, trouble
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.engine import Key, Kind
from storage.trouble import Sealed, WrongKey
from tests.storage import sealed_suite
from tests.storage.conftest import NOW, Rep

pytestmark = pytest.mark.skipif(sealed_suite.WANTED, reason="begins with plain books")
ROOT = Path(__file__).resolve().parent.parent.parent
KEY = sealed_suite.KEY
OTHER = Key("x'" + "7a" * 32 + "'")
CANARY = "Canaryworth"


def quiet(_: Path) -> None:
    """Nobody listens."""


@pytest.fixture
def worked(path: Path, reopen: Callable[..., Book]) -> Path:
    """A closed plain book with a touch, a backup and a book that a restore put aside."""
    rep = Rep(reopen())
    rep.log(rep.add(f"{CANARY} Foundry", f"Dana {CANARY}"), Outcome.NO, note=f"said {CANARY}")
    rep.book.back_up(NOW)
    rep.book.close()
    shutil.copy(path, path.with_name(f"{path.stem}.replaced-20261101-080000.db"))
    return path


def said(path: Path, key: Key | None) -> object:
    """Everything that a file says: journal, marks, tables."""
    with closing(engine.connect(path, key)) as db:
        marks = [db.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")]
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = db.execute("SELECT rowid, text FROM finder WHERE finder MATCH ?", (CANARY.lower(),)).fetchall()
        return marks, db.execute("SELECT * FROM entry ORDER BY seq").fetchall(), dump_tables(db), found


def every(path: Path) -> list[Path]:
    return [path, *sealing.copies_of(path)]


def readable(folder: Path) -> list[str]:
    """The files under a folder in which the canary can be read, in any spelling of its letters."""
    return [
        found.name
        for found in folder.rglob("*")
        if found.is_file() and CANARY.lower().encode() in found.read_bytes().lower()
    ]


def test_t33_encrypted_nothing_can_be_read_and_nothing_was_lost(worked: Path, tmp_path: Path) -> None:
    before = said(worked, None)
    assert len(readable(tmp_path)) == 3  # the search itself finds what lies open
    done = sealing.reseal(worked, None, KEY, quiet)
    assert (done.book, len(done.copies), done.left) == (True, 2, ())
    assert readable(tmp_path) == []
    assert {engine.kind(file) for file in every(worked)} == {Kind.SEALED}
    assert [said(file, KEY) for file in every(worked)] == [before] * 3
    assert {file.stat().st_mode & 0o777 for file in every(worked)} == {0o600}
    assert sealing.is_sealed(worked)


def test_there_and_back_and_another_passphrase(worked: Path) -> None:
    before = said(worked, None)
    sealing.reseal(worked, None, KEY, quiet)
    changed = sealing.reseal(worked, KEY, OTHER, quiet)
    assert (changed.book, len(changed.copies)) == (True, 2)
    assert said(worked, OTHER) == before
    assert not sealing.opens(worked, KEY)
    assert sealing.opens(worked, OTHER)
    sealing.reseal(worked, OTHER, None, quiet)
    assert [said(file, None) for file in every(worked)] == [before] * 3
    assert sealing.unlike(worked, sealed=False) == ()
    assert len(sealing.unlike(worked, sealed=True)) == 2


def test_an_encrypted_book_works_as_any_other(worked: Path, reopen: Callable[..., Book]) -> None:
    sealing.reseal(worked, None, KEY, quiet)
    book = reopen(key=KEY)
    assert book.sealed
    rep = Rep(book)
    rep.log(rep.add("Acme Robotics", "Ray Ortiz"), Outcome.VOICEMAIL)
    far: list[tuple[str, int, int]] = []
    made = book.back_up(NOW, lambda *told: far.append(told))
    assert ("copying", book.path.stat().st_size, book.path.stat().st_size) in far, "in bytes, as of a plain book"
    assert engine.kind(made) is Kind.SEALED
    assert all(each.ok for each in book.doctor(NOW) if each.what in {"engine", "file", "tables", "journal"})
    assert "SQLCipher" in next(each.words for each in book.doctor(NOW) if each.what == "engine")
    assert (worked.with_name(f"{worked.name}-journal").stat().st_size, book.read_only) == (0, "")


def test_a_new_book_may_be_encrypted_from_its_first_byte(path: Path, reopen: Callable[..., Book]) -> None:
    Rep(reopen(key=KEY)).add(f"{CANARY} Foundry")
    assert engine.kind(path) is Kind.SEALED
    assert readable(path.parent) == []


def test_a_plain_book_needs_no_key_whatever_is_given(worked: Path, reopen: Callable[..., Book]) -> None:
    assert not reopen(key=KEY).sealed
    assert engine.kind(worked) is Kind.PLAIN


def test_a_missing_or_wrong_passphrase_says_so_and_changes_nothing(worked: Path, reopen: Callable[..., Book]) -> None:
    sealing.reseal(worked, None, KEY, quiet)
    held = worked.read_bytes()
    with pytest.raises(Sealed, match="opens with its passphrase") as missing:
        reopen()
    assert "If you never encrypted it, it is damaged" in missing.value.hint
    with pytest.raises(WrongKey, match="it is wrong, or the file is damaged") as wrong:
        reopen(key=OTHER)
    newest = backup_names.newest(paths.backups_of(worked))
    assert str(newest) in wrong.value.hint
    with pytest.raises(WrongKey):
        sealing.reseal(worked, OTHER, None, quiet)
    assert worked.read_bytes() == held
    shutil.rmtree(paths.backups_of(worked))
    with pytest.raises(WrongKey) as alone:
        reopen(key=OTHER)
    assert "there is no backup of it" in alone.value.hint


def test_t12_a_damaged_page_of_an_encrypted_book_is_damage(worked: Path, reopen: Callable[..., Book]) -> None:
    sealing.reseal(worked, None, KEY, quiet)
    held = bytearray(worked.read_bytes())
    for page in range(2, len(held) // 4096):
        held[page * 4096 + 700] ^= 1
    worked.write_bytes(held)
    with pytest.raises(BookTrouble, match="is damaged"):
        reopen(key=KEY)
    held[700] ^= 1
    worked.write_bytes(held)
    with pytest.raises(WrongKey):
        reopen(key=KEY)
    worked.write_bytes(bytes(4096) + held[4096:])
    with pytest.raises(BookTrouble, match="is damaged"):
        reopen(key=KEY)


def test_a_trouble_of_the_first_look_that_is_no_wrong_key_is_told_as_it_is(
    worked: Path, reopen: Callable[..., Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing.reseal(worked, None, KEY, quiet)
    monkeypatch.setattr(connection, "is_no_book", lambda _: False)
    with pytest.raises(BookTrouble, match="damaged") as told:
        reopen(key=OTHER)
    assert not isinstance(told.value, Sealed)
    monkeypatch.setattr(sealing_copy, "is_no_book", lambda _: False)
    with pytest.raises(BookTrouble, match="damaged"):
        sealing.opens(worked, OTHER)


def test_what_is_done_stays_done_and_what_is_left_is_ended(worked: Path) -> None:
    (backup,) = backup_names.listed(paths.backups_of(worked))
    sealing.reseal(worked, None, KEY, quiet)
    sealing.reseal(worked, KEY, KEY, quiet)
    sealing_copy.convert(backup, KEY, None)
    assert sealing.unlike(worked, sealed=True) == (backup,)
    again = sealing.reseal(worked, None, KEY, quiet)
    assert (again.book, again.copies) == (False, (backup,))


def test_a_damaged_copy_is_named_and_keeps_no_other_back(worked: Path) -> None:
    (backup,) = backup_names.listed(paths.backups_of(worked))
    held = bytearray(backup.read_bytes())
    held[8192:12288] = bytes(4096)
    broken = backup.with_name("20260101-080000.db")
    broken.write_bytes(held)
    done = sealing.reseal(worked, None, KEY, quiet)
    assert [left.file for left in done.left] == [broken]
    assert "damaged" in done.left[0].why
    assert len(done.copies) == 2
    assert broken.read_bytes() == held


def test_the_doctor_names_copies_that_can_be_read(worked: Path, reopen: Callable[..., Book]) -> None:
    def says(book: Book) -> list[tuple[bool, str]]:
        return [(each.ok, each.words) for each in book.doctor(NOW) if each.what == "encryption"]

    (backup,) = backup_names.listed(paths.backups_of(worked))
    assert says(reopen()) == []
    sealing_copy.convert(backup, None, KEY)
    assert says(reopen()) == [
        (True, f"1 encrypted: {backup.name}, the book itself is not: they open with the passphrase it had")
    ]
    sealing_copy.convert(backup, KEY, None)
    for book in (reopen(), reopen()):
        book.close()
    sealing_copy.convert(worked, None, KEY)
    ((ok, words),) = says(reopen(key=KEY))
    assert not ok
    assert words.endswith("Run: notyet encrypt")
    assert backup.name in words


def test_what_ended_work_left_readable_is_named(worked: Path) -> None:
    work = restore_swap.work_folder(worked)
    work.mkdir()
    left = [
        worked.with_name(f"{worked.name}.77.check"),
        work / "fresh.db",
        paths.backups_of(worked) / "20261123-1.part",
    ]
    for file in left:
        shutil.copy(worked, file)
    done = sealing.reseal(worked, None, KEY, quiet)
    assert {stray.file for stray in done.left} == set(left)
    assert {stray.why for stray in done.left} == {sealing.STRAY}


def test_a_book_of_its_own_beside_it_is_no_copy(worked: Path) -> None:
    other = worked.with_name(f"{worked.stem}-2026{worked.suffix}")
    shutil.copy(worked, other)
    sealing.reseal(worked, None, KEY, quiet)
    assert engine.kind(other) is Kind.PLAIN


def test_a_newer_or_a_read_only_book_is_left_alone(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_barred", lambda path: f"{path.name} may only be read")
    with pytest.raises(Refused, match="only be read"):
        sealing.reseal(worked, None, KEY, quiet)
    monkeypatch.undo()
    with closing(engine.connect(worked)) as db:
        db.execute("PRAGMA user_version = 99")
    held = worked.read_bytes()
    with pytest.raises(BookTrouble, match="newer notyet"):
        sealing.reseal(worked, None, KEY, quiet)
    assert worked.read_bytes() == held


def test_a_copy_that_is_not_the_same_never_takes_the_place(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held, counted = worked.read_bytes(), iter(range(9))
    monkeypatch.setattr(sealing_copy, "_content", lambda _: {"rows": next(counted)})
    with pytest.raises(BookTrouble, match="does not say the same"):
        sealing.reseal(worked, None, KEY, quiet)
    assert worked.read_bytes() == held
    assert sealing_copy.leftovers(worked) == []


def test_a_window_that_was_open_says_so_and_writes_nothing_into_the_old_file(
    worked: Path, reopen: Callable[..., Book]
) -> None:
    """What it saved would be gone: its file is no longer the book."""
    rep = Rep(reopen())
    copy = worked.with_name("new.db")
    shutil.copy(worked, copy)
    copy.replace(worked)
    with pytest.raises(BookTrouble, match="was replaced or moved") as told:
        rep.add("Acme Robotics")
    assert "Start notyet again" in told.value.hint
    worked.unlink()
    with pytest.raises(BookTrouble, match="was replaced or moved"):
        rep.add("Acme Robotics")


def test_what_a_killed_conversion_left_goes_at_the_next_start(worked: Path, reopen: Callable[..., Book]) -> None:
    folder = paths.backups_of(worked)
    left = [worked.with_name(f"{worked.name}.resealing"), folder / f"20261123-083000.db{sealing_copy.ENDING}"]
    for file in left:
        file.write_bytes(CANARY.encode())
        file.with_name(f"{file.name}-journal").touch()
    assert sealing_copy.leftovers(worked) == sorted(left)
    reopen().close()
    assert not [file for each in left for file in each.parent.glob("*resealing*")]


def test_what_a_killed_conversion_left_goes_when_it_is_called_again(worked: Path) -> None:
    left = worked.with_name(f"elsewhere{sealing_copy.ENDING}")
    left.touch()
    sealing.reseal(worked, None, KEY, quiet)
    assert not left.exists()


def test_an_export_that_fails_says_why(tmp_path: Path) -> None:
    with closing(engine.connect("", KEY)) as db, pytest.raises(BookTrouble, match=r"x\.db could not be copied: .*old"):
        sealing_copy._pour(db, tmp_path / "x.db")


def test_what_another_window_is_making_is_left_alone(
    worked: Path, reopen: Callable[..., Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = worked.with_name(f"{worked.name}.resealing")
    left.touch()
    monkeypatch.setattr(transaction, "BUSY_MS", 0)
    with transaction.locked(paths.lock_of(worked)):
        sealing_copy.sweep(worked)
        assert left.exists()
        with pytest.raises(BookTrouble, match="Another window"):
            sealing.reseal(worked, None, KEY, quiet)
    reopen()
    assert not left.exists()


@pytest.mark.parametrize(("words", "why"), [("short", "too short"), ("four odd\nwords", "one line")])
def test_a_passphrase_has_to_keep_somebody_out(words: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        sealing.fit_to_be_key(words)
    assert sealing.fit_to_be_key("four odd words") == Key("four odd words")


class Fault(Exception):  # noqa: N818
    """Stands for a kill: nothing catches it."""


def steps(monkeypatch: pytest.MonkeyPatch, ending: BaseException, at: int) -> list[str]:
    """Have the n-th step of a conversion end with this error; returns the steps that were begun."""
    begun: list[str] = []

    def watch(owner: object, name: str, what: str) -> None:
        real = getattr(owner, name)

        def step(*args: Any, **more: Any) -> Any:
            begun.append(what)
            if len(begun) == at:
                raise ending
            return real(*args, **more)

        monkeypatch.setattr(owner, name, step)

    watch(paths, "to_disk", "fsync")
    watch(Path, "replace", "rename")
    watch(Path, "touch", "make")
    watch(sealing_copy, "_content", "compare")
    watch(engine, "connect", "open")
    return begun


STEPS = 31
"""Steps of one book with two copies: opened, made, exported, compared, brought to the disk, renamed."""


@pytest.mark.parametrize(
    ("ending", "at"),
    [
        *((Fault(), at) for at in range(1, STEPS + 1)),
        *((OSError(errno.ENOSPC, "No space left on device"), at) for at in range(1, STEPS + 1, 3)),
    ],
)
def test_t2_ended_at_any_step_it_is_the_old_book_or_the_new_one(
    worked: Path, monkeypatch: pytest.MonkeyPatch, ending: BaseException, at: int, reopen: Callable[..., Book]
) -> None:
    before = said(worked, None)
    # A killed process tidies nothing.
    undone = monkeypatch.context() if isinstance(ending, Fault) else nullcontext(monkeypatch)
    with undone as patch:
        if isinstance(ending, Fault):
            patch.setattr(sealing_copy, "tidy", lambda _: None)
        begun = steps(patch, ending, at)
        try:
            sealing.reseal(worked, None, KEY, quiet)
        except (Fault, NotYetError, OSError) as error:
            assert not isinstance(error, OSError) or begun[-1] in {"open", "make"}, begun  # noqa: PT017
    monkeypatch.undo()
    keys = [next(key for key in (None, KEY) if sealing_copy.opens(file, key)) for file in every(worked)]
    assert [said(file, key) for file, key in zip(every(worked), keys, strict=True)] == [before] * 3
    assert len(begun) >= at, f"it has {len(begun)} steps only"
    reopen(key=keys[0]).close()
    assert sealing_copy.leftovers(worked) == []
    sealing.reseal(worked, None, KEY, quiet)
    assert readable(worked.parent) == []


DAY = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from playbook.bodies import AccountAdded
from playbook.decision import Draft
from playbook.words import AccountId
from storage.book import Book
from storage.engine import Key
from storage.transaction import tx

now = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("America/Chicago"))
book = Book.open(Path(sys.argv[1]), now=now, state=Path(sys.argv[2]), key=Key(sys.argv[3]) if sys.argv[3] else None)
for number in range(40):
    drafts = [Draft(AccountId("new:1"), AccountAdded(f"Canaryworth {number}", (("description", "Canaryworth " * 50),)))]
    book.record(drafts, now=now, label=f"added Canaryworth {number}")
book.back_up(now)
book.doctor(now)
with tx(book._link) as db:
    db.execute("PRAGMA cache_size = 5")
    db.execute("UPDATE account SET name = name || ' Canaryworth', facts = facts || ' '")
    db.execute("SELECT * FROM account ORDER BY facts || name").fetchall()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("key", [KEY, None], ids=["sealed", "plain"])
def test_t33_a_day_killed_in_the_middle_of_a_write_leaves_nothing_to_read(tmp_path: Path, key: Key | None) -> None:
    """Book, journal of the broken transaction, backups, lock, state, temporary files: 0 hits; its plain twin has."""
    path, temp = tmp_path / "book" / "notyet.db", tmp_path / "temp"
    temp.mkdir()
    command = [sys.executable, "-c", DAY, str(path), str(tmp_path / "state"), key.secret if key else ""]
    env = {**os.environ, "TMPDIR": str(temp), "SQLITE_TMPDIR": str(temp)}
    ran = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
    assert ran.returncode == -9, ran.stderr
    journal = path.with_name("notyet.db-journal")
    assert journal.stat().st_size > 4096, "no journal was left to look into"
    found = readable(tmp_path)
    if key is None:
        assert {path.name, journal.name} <= set(found)
    else:
        assert found == []
    with closing(Book.open(path, now=NOW, state=tmp_path / "state", key=key)) as book:
        assert book.size().accounts == 40
        assert [each.words for each in book.doctor(NOW) if each.what == "file"] == ["whole"]


def test_words_of_trouble_come_from_both_libraries(tmp_path: Path) -> None:
    with closing(engine.connect(tmp_path / "x.db", KEY)) as db:
        db.execute("CREATE TABLE t (a)")
        held = engine.connect(tmp_path / "x.db", KEY, timeout=0)
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(BookTrouble, match="Another window"), trouble.told(tmp_path / "x.db"):
            held.execute("BEGIN IMMEDIATE")
        held.close()
        with pytest.raises(engine.errors(), match="no such table"), trouble.told(tmp_path / "x.db"):
            db.execute("SELECT * FROM not_there")


def test_the_suite_of_plain_books_passes_encrypted_too() -> None:
    """A part of it at every run; all of it: NOTYET_SEALED=1 python -m pytest tests/storage."""
    beside = "test_landing_ahead.py::test_what_lies_beside_the_book_goes_where_its_name_cannot_go_early"
    part = ("test_search.py", "test_landing.py", beside)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"]
    files = [str(Path(__file__).with_name(name)) for name in part]
    env = {**os.environ, "NOTYET_SEALED": "1"}
    ran = subprocess.run([*command, *files], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:]
