"""The pages of backups and of the doctor (DESIGN section 2, R6, R40)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.screen import ModalScreen

from playbook.errors import BookTrouble
from storage import backup_names, paths
from storage.book import Book
from storage.ids import IdSource
from tests.builders import NOW
from tests.storage.conftest import Rep
from tests.tui.hosting import SIZES, Host, harmless, shown, typed
from tests.tui.stocked import Stock, stocked
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.backups import BackupsScreen
from tui.screens.backups_jobs import Job
from tui.screens.doctor import DoctorScreen

LARGE = (120, 40)


class Reopening(Host):
    """A host that can open the book anew."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    async def reopen(self, path: Path) -> None:
        self.paths.append(path)


async def rest(app: Host, pilot: Any) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def opened(stock: Stock, app: Host, pilot: Any, page: type[BackupsScreen | DoctorScreen] = BackupsScreen) -> None:
    app.show(page(stock.desk, stock.clock))
    await rest(app, pilot)


async def asked(pilot: Any) -> None:
    """A question stands: its worker waits, so nobody may wait for that."""
    for _ in range(400):
        await pilot.pause()
        if isinstance(pilot.app.screen, ModalScreen):
            break
        await pilot.pause(0.005)
    await pilot.pause()


async def until_question(pilot: Any) -> None:
    """The dialog of the path went, the question whether to merge stands."""
    for _ in range(400):
        await pilot.pause(0.005)
        if isinstance(pilot.app.screen, ConfirmDialog):
            break
    await pilot.pause()


@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_an_empty_page_teaches(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=size) as pilot:
            await opened(stock, app, pilot)
            assert "There is no backup yet." in shown(app)
            assert "merges" in shown(app)
            await pilot.press("enter", "c", "q")
            await pilot.pause()
        assert app.answers == [None]


@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_a_backup_is_made_listed_and_checked(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=size) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("b")
            await rest(app, pilot)
            glass = shown(app)
            assert harmless(glass)
            assert "1 backup" in glass
            assert "today" in glass
            assert "08:30" in glass
            assert "The copy was checked and is whole." in glass
            (made,) = backup_names.listed(paths.backups_of(tmp_path / "book.db"))
            made.write_bytes(made.read_bytes()[:8192])
            await pilot.press("c")
            await rest(app, pilot)
            assert "checked: it is" not in shown(app)


async def test_a_backup_is_put_back_after_it_said_what_is_lost(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(lambda book: book.back_up(NOW - timedelta(days=1)))
        await stock.desk.run(lambda book: Rep(book, NOW).add("Newer Ltd"))
        app = Reopening()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("enter")
            await asked(pilot)
            glass = shown(app)
            assert "Put back the backup of Sun 22 Nov, 08:30?" in glass
            assert "1 entry newer than this backup would be lost: 1 new account." in glass
            await pilot.press("escape")
            await rest(app, pilot)
            assert not app.paths
            await pilot.press("enter")
            await asked(pilot)
            await pilot.press("1")
            await rest(app, pilot)
            assert app.paths == [tmp_path / "book.db"]
            assert "The replaced planner is kept" in shown(app)
        with pytest.raises(BookTrouble, match="was replaced"):
            await stock.desk.run(lambda book: Rep(book, NOW).add("Lost"))
    again = Book.open(tmp_path / "book.db", now=NOW, state=tmp_path / "state")
    assert not again.search("Newer")
    again.close()


async def test_a_damaged_backup_is_refused_in_words(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        made = await stock.desk.run(lambda book: book.back_up(NOW))
        made.write_bytes(b"x" * 9000)
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("enter")
            await rest(app, pilot)
            assert "was not restored" in shown(app)


def other_record(tmp_path: Path) -> Path:
    """What another machine saved."""
    book = Book.open(tmp_path / "other.db", now=NOW, ids=IdSource.seeded(99), state=tmp_path / "other state")
    Rep(book, NOW).add("From Elsewhere")
    saved = book.save_journal(tmp_path / "other.jsonl").file
    book.close()
    return saved


async def test_the_record_is_saved_to_a_file_that_was_not_there(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("s")
            await asked(pilot)
            assert "Save the whole record to" in shown(app)
            await pilot.press("enter")
            await rest(app, pilot)
            assert (tmp_path / "book-2026-11-23.jsonl").exists()
            assert "entries saved" in shown(app)
            await pilot.press("s")
            await asked(pilot)
            await pilot.press("enter")
            await pilot.pause()
            assert "exists already" in shown(app)
            await pilot.press("escape")
            await rest(app, pilot)
    assert (tmp_path / "book-2026-11-23.jsonl").read_text().count("\n") > 30


async def test_another_record_is_merged_after_it_said_what_is_new(tmp_path: Path) -> None:
    file = other_record(tmp_path)
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("m")
            await asked(pilot)
            await pilot.press("enter", *typed("nothing"), "enter")
            await pilot.pause()
            assert "There is no file" in shown(app)
            app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
            await pilot.press("enter")
            await until_question(pilot)
            assert "1 entry would be merged, about 1 account or person." in shown(app)
            await pilot.press("1")
            await rest(app, pilot)
            assert "1 entry merged" in shown(app)
            assert "1 backup" in shown(app)
            await pilot.press("m")
            await asked(pilot)
            app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
            await pilot.press("enter")
            await rest(app, pilot)
            assert "Nothing new" in shown(app)
        assert await stock.desk.run(lambda book: book.search("Elsewhere"))


async def test_a_merge_may_be_left_and_a_bent_file_is_refused(tmp_path: Path) -> None:
    file = other_record(tmp_path)
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot)
            for answer, words in (("escape", ""), ("2", "")):
                await pilot.press("m")
                await asked(pilot)
                app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
                await pilot.press("enter")
                await until_question(pilot)
                await pilot.press(answer)
                await rest(app, pilot)
                assert words in shown(app)
            await pilot.press("m")
            await asked(pilot)
            await pilot.press("escape")
            await rest(app, pilot)
            file.write_text("Name,Phone\n")
            await pilot.press("m")
            await asked(pilot)
            app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
            await pilot.press("enter")
            await rest(app, pilot)
            assert "is no journal" in shown(app)
        assert not await stock.desk.run(lambda book: book.search("Elsewhere"))


async def test_long_work_says_how_far_it_is_and_is_stopped(tmp_path: Path) -> None:
    """Nothing of a file that was stopped is left behind."""
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot)
            page = app.screen
            assert isinstance(page, BackupsScreen)
            gate = asyncio.Event()
            job = Job(tmp_path / "long.jsonl", NOW)

            async def slow() -> object:
                await gate.wait()
                return await stock.desk.run(job.save)

            waiting = asyncio.ensure_future(page._long(job, "Saving", slow, entries=True))
            await pilot.pause(0.05)
            assert "Saving …" in shown(app)
            assert "stops it" in shown(app)
            await pilot.press("q", "b", "c", "enter", "s", "m", "x")
            gate.set()
            assert await waiting is None
            await rest(app, pilot)
            assert "Saving was stopped." in shown(app)
            assert not (tmp_path / "long.jsonl").exists()
            job._tell(3, 10)
            assert job.far("Saving", entries=True) == "Saving … 3 of 10 entries"
            assert job.far("Reading", entries=False) == "Reading … 1 kB of 1 kB read"


@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_the_doctor_shows_what_is_well(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=size) as pilot:
            await opened(stock, app, pilot, DoctorScreen)
            glass = shown(app)
            assert harmless(glass)
            assert "all is well" in glass
            assert "engine" in glass
            await pilot.press("m", "r")
            await rest(app, pilot)
            assert "all is well" in shown(app)
            await pilot.press("q")
            await pilot.pause()
        assert app.answers == [None]


async def test_the_doctor_mends_after_a_question(tmp_path: Path) -> None:
    """R40: the tables are made anew, the journal stays."""
    async with stocked(tmp_path) as stock:
        await stock.desk.run(lambda book: book._link.db.execute("UPDATE account SET nos = 99"))
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(stock, app, pilot, DoctorScreen)
            glass = shown(app)
            assert "1 thing is not well" in glass
            assert "not as the journal says" in glass
            assert "m makes every table anew from the journal" in glass
            await pilot.press("m")
            await asked(pilot)
            assert "Mend it?" in shown(app)
            await pilot.press("2")
            await rest(app, pilot)
            assert "1 thing is not well" in shown(app)
            await pilot.press("m")
            await asked(pilot)
            await pilot.press("1")
            await rest(app, pilot)
            assert "Made every table anew from the journal." in shown(app)
            assert "all is well" in shown(app)


async def test_the_pages_say_what_the_book_refuses(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot, DoctorScreen)
            await stock.desk.run(lambda book: book._link.db.execute("UPDATE account SET nos = 99"))
            await pilot.press("r")
            await rest(app, pilot)
            await stock.desk.run(lambda book: book.read_only_from_now("The file is damaged."))
            await pilot.press("m")
            await asked(pilot)
            await pilot.press("1")
            await rest(app, pilot)
            assert "The file is damaged." in shown(app)
        await stock.desk.stop()
        other = Host()
        async with other.run_test(size=LARGE) as pilot:
            for page in (BackupsScreen, DoctorScreen):
                await opened(stock, other, pilot, page)
                assert "is closed" in shown(other)
