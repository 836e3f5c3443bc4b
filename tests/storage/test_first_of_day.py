"""The day's first start: a backup of today, and a book that is not whole is written no more (T12, RELIABILITY 5)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from playbook.errors import BookTrouble
from storage import backup, backup_names, first_of_day, paths, whereabouts
from storage.book import Book
from storage.views_safe import FirstOfDay
from tests.storage.conftest import NOW, Rep

Reopen = Callable[..., Book]
TOMORROW = NOW + timedelta(days=1)


def listed(path: Path) -> list[str]:
    return [file.name for file in backup_names.listed(paths.backups_of(path))]


def test_there_is_one_backup_a_day(rep: Rep, path: Path) -> None:
    rep.add("Acme")
    look = rep.book.first_of_day(NOW)
    assert look().backup == paths.backups_of(path) / "20261123-083000.db"
    assert look() == FirstOfDay()
    assert first_of_day.look(path, None, TOMORROW).backup is not None
    assert listed(path) == ["20261124-083000.db", "20261123-083000.db"]


def test_a_rehearsed_day_to_come_takes_no_backup_from_today(rep: Rep) -> None:
    """`--now` may have made a backup of a day far ahead: today's is made all the same."""
    rep.add("Acme")
    rep.book.back_up(NOW + timedelta(days=400))
    assert rep.book.first_of_day(NOW)().backup is not None


def test_an_empty_book_has_nothing_to_lose(book: Book, path: Path) -> None:
    assert book.first_of_day(NOW)() == FirstOfDay()
    assert listed(path) == []


@pytest.mark.parametrize("how", ["garbage", "cut"])
def test_t12_a_damaged_book_turns_read_only_and_names_its_backup(how: str, rep: Rep, path: Path) -> None:
    for number in range(40):
        rep.add(f"Firm {number}", "Dana Cole", description="words " * 40)
    rep.book.back_up(NOW - timedelta(days=1))
    rep.book.close()
    held = bytearray(path.read_bytes())
    if how == "cut":
        del held[len(held) // 2 // 4096 * 4096 :]
    else:
        for page in range(3, len(held) // 4096, 5):
            held[page * 4096 : page * 4096 + 4096] = Random(page).randbytes(4096)  # noqa: S311  (must repeat)
    path.write_bytes(held)
    found = first_of_day.look(path, None, NOW)
    assert found.backup is None
    said = found.trouble or found.warning
    assert "20261122-083000.db" in said
    assert "notyet restore" in said
    assert listed(path) == ["20261122-083000.db"], "no backup of a damaged book pushes a whole one off the ladder"


@pytest.mark.parametrize(("at_once", "asked"), [(200_000_000, [True, False]), (0, [False])])
def test_a_big_book_is_checked_in_its_copy_so_that_keys_get_in_between(
    at_once: int, asked: list[bool], rep: Rep, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each check of the book itself is a quick one, that of a copy a whole one."""
    rep.add("Acme")
    quick_ones: list[bool] = []
    check = backup.check

    def counted(db: sqlite3.Connection, *, quick: bool = False) -> str:
        quick_ones.append(quick)
        return check(db, quick=quick)

    monkeypatch.setattr(backup, "check", counted)
    monkeypatch.setattr(first_of_day, "AT_ONCE", at_once)
    assert first_of_day.look(path, None, NOW).backup is not None
    assert quick_ones == asked


def test_t12_a_big_damaged_book_is_found_by_its_copy(rep: Rep, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        rep.add(f"Firm {number}", "Dana Cole", description="words " * 40)
    rep.book.back_up(NOW - timedelta(days=1))
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'account_fold'").fetchone()
    held = bytearray(path.read_bytes())
    held[(root - 1) * 4096 + 100 : root * 4096] = bytes(3996)
    path.write_bytes(held)
    monkeypatch.setattr(first_of_day, "AT_ONCE", 0)
    found = first_of_day.look(path, None, NOW)
    assert "20261122-083000.db" in found.trouble
    assert listed(path) == ["20261122-083000.db"]


def test_t12_nothing_is_written_into_a_book_that_is_not_whole(rep: Rep) -> None:
    rep.book.read_only_from_now("The planner's file is damaged.")
    with pytest.raises(BookTrouble, match="is damaged"):
        rep.add("Acme")
    assert rep.book.read_only == "The planner's file is damaged."
    assert rep.book.today(NOW).rows == ()


def test_a_backup_that_cannot_be_made_is_told(rep: Rep, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """T8."""
    rep.add("Acme")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths, "to_disk", full)
    assert "There is no backup of today" in rep.book.first_of_day(NOW)().warning
    assert listed(path) == []
    assert not list(paths.backups_of(path).iterdir())


def test_a_book_that_is_gone_is_told(path: Path) -> None:
    assert "is not there" in first_of_day.look(path, None, NOW).warning


def test_a_book_that_may_only_be_read_is_checked_and_not_backed_up(
    rep: Rep, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rep.add("Acme")
    monkeypatch.setattr(os, "access", lambda name, _: Path(name) != path)
    assert first_of_day.look(path, None, NOW) == FirstOfDay()


def test_the_first_writing_command_of_a_day_backs_up_what_stood_before(rep: Rep, reopen: Reopen, path: Path) -> None:
    rep.add("Acme")
    book = reopen()
    book.back_up_first(NOW)
    assert listed(path) == []
    Rep(book).add("Globex")
    Rep(book).add("Initech")
    assert [row.entries for row in book.backups()] == [1]
    book.back_up_first(TOMORROW)
    book.undo(TOMORROW)
    book.back_up_first(TOMORROW)
    book.redo(TOMORROW)
    assert [row.entries for row in book.backups()] == [3, 1]


def test_a_rep_whose_backups_fail_still_logs_and_is_told(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    rep.add("Acme")

    def full(*_: object) -> None:
        raise BookTrouble("The backup could not be written.")

    monkeypatch.setattr(backup, "make", full)
    rep.book.back_up_first(NOW)
    rep.add("Globex")
    assert rep.book.backup_trouble == "The backup could not be written."
    assert rep.book.size().accounts == 2


def test_what_others_put_beside_the_backups_is_never_touched(rep: Rep, path: Path) -> None:
    rep.add("Acme")
    folder = paths.private_folder(paths.backups_of(path))
    foreign = ("20200101-083000-mine.db", "20200101-083000.db.txt", "notes.part", "20200101-083000.part.txt")
    for name in foreign:
        (folder / name).write_text("mine")
    (folder / "20200101-083000.1.part").write_text("killed")
    (folder / "20200102-083000.db").mkdir()
    for days in range(0, 200, 50):
        rep.book.back_up(NOW + timedelta(days=days))
    assert {each.name for each in folder.iterdir()} >= {*foreign, "20200102-083000.db"}
    assert not (folder / "20200101-083000.1.part").exists()


MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/share /mnt/team nfs4 rw 0 0
//box/home /mnt/my\\040files cifs rw 0 0
tmpfs /mnt/team/local tmpfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ("/srv/dana/.local/share/notyet/notyet.db", ""), ("/srv/dana/Dropbox/notyet.db", "Dropbox"),
        ("/Users/dana/Library/Mobile Documents/x/notyet.db", "Mobile Documents"),
        ("/srv/dana/OneDrive - Acme/notyet.db", "OneDrive - Acme"), ("/srv/dana/dropboxing/notyet.db", ""),
        ("/mnt/team/notyet.db", "network drive (nfs4)"), ("/mnt/my files/a/notyet.db", "network drive (cifs)"),
        ("/mnt/team/local/notyet.db", ""), ("/mnt/Dropbox.db", ""),
    ],
)  # fmt: skip
def test_a_book_in_a_cloud_folder_or_on_a_network_is_told(where: str, wanted: str, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    found = whereabouts.uneasy(Path(where), mounts)
    assert wanted in found
    assert bool(found) == bool(wanted)
    assert not whereabouts.uneasy(Path("/srv/dana/notyet.db"), tmp_path / "missing")


def test_t12_what_quick_check_finds_makes_the_book_read_only(
    rep: Rep, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A book that opens and reads, and is not whole all the same: nothing is backed up, the good one is named."""
    rep.add("Acme")
    good = rep.book.back_up(NOW - timedelta(days=1))
    check = backup.check
    monkeypatch.setattr(backup, "check", lambda db, *, quick=False: "row 7 missing" if quick else check(db))
    found = first_of_day.look(path, None, NOW)
    assert f"Newest good backup: {good.name}" in found.trouble
    assert listed(path) == [good.name]
    good.unlink()
    assert "No good backup" in first_of_day.look(path, None, NOW).trouble


def test_a_name_that_no_clock_shows_is_no_backup_of_ours(path: Path) -> None:
    folder = paths.private_folder(paths.backups_of(path))
    (folder / "20269923-083000.db").touch()
    assert listed(path) == []
