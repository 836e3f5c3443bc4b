"""The day's first start of the app: a backup beside the work, and a damaged book that is written no more (T12)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from storage import backup_names, first_of_day, paths
from storage.book import Book
from storage.views_safe import FirstOfDay
from tests.tui.conftest import Open, settle
from tests.tui.glass import app_of, glass, line, today, until
from tests.tui.seeding import NOW


async def test_the_days_first_start_makes_a_backup_beside_the_work(planner: Open, book_path: Path) -> None:
    folder = paths.backups_of(book_path)
    async with planner() as pilot:
        for _ in range(2):
            await app_of(pilot)._first_of_day()
            await settle(pilot)
            assert len(backup_names.listed(folder)) == 1
            assert line(pilot) == ""


async def test_t12_a_book_that_is_not_whole_is_written_no_more(planner: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The banner names the backup, what was pressed stands in the row again, and nothing goes into the file."""
    trouble = "The file is damaged: nothing is written. Newest good backup: x.db. Run: notyet restore"
    monkeypatch.setattr("storage.first_of_day.look", lambda *_: FirstOfDay(trouble=trouble))
    async with planner() as pilot:
        await app_of(pilot)._first_of_day()
        await until(pilot, lambda: "Newest good backup: x.db" in glass(pilot))
        await settle(pilot)
        before = today(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert "The file is damaged" in line(pilot)
        assert today(pilot)[0].name == before[0].name


async def test_a_warning_is_told_once(planner: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.first_of_day.look", lambda *_: FirstOfDay(warning="It lies in a cloud folder."))
    async with planner() as pilot:
        app_of(pilot)._begin_day()
        await until(pilot, lambda: "cloud folder" in line(pilot))


async def test_the_book_that_was_restored_is_opened_next(planner: Open, book_path: Path) -> None:
    async with planner() as pilot:
        app = app_of(pilot)
        await app.reopen(book_path)
        await pilot.pause()
        assert app.return_value == book_path


def test_t12_a_damaged_book_with_a_damaged_backup_names_the_good_one(book_path: Path) -> None:
    book = Book.open(book_path, now=NOW, state=book_path.parent / "state")
    good = book.back_up(NOW - timedelta(days=2))
    bad = book.back_up(NOW - timedelta(days=1))
    bad.write_bytes(bad.read_bytes()[:9000])
    book.close()
    held = bytearray(book_path.read_bytes())
    for page in range(4, len(held) // 4096, 3):
        held[page * 4096 : page * 4096 + 4096] = Random(page).randbytes(4096)  # noqa: S311  (must repeat)
    book_path.write_bytes(held)
    assert good.name in first_of_day.look(book_path, None, NOW).trouble
    for file in (good, bad):
        file.unlink()
    assert "No good backup" in first_of_day.look(book_path, None, NOW).trouble
