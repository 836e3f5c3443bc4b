"""The pages of backups and of the doctor (DESIGN section 2, R6, R40)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from textual.screen import ModalScreen

from playbook.errors import BookTrouble, Refused
from storage import backup_names, paths
from storage.book import Book
from storage.doctor_words import Looking
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
        self.words = ""

    async def reopen(self, path: Path, words: str = "") -> None:
        self.paths.append(path)
        self.words = words


async def rest(app: Host, pilot: Any) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def opened(stock: Stock, app: Host, pilot: Any, page: type[BackupsScreen | DoctorScreen] = BackupsScreen) -> None:
    app.show(page(stock.desk, stock.clock))
    await rest(app, pilot)


async def at_sizes(app: Host, pilot: Any) -> AsyncIterator[str]:
    """Yield what stands on the glass at every size, a small terminal's too."""
    for size in (*SIZES, (60, 18)):
        await pilot.resize_terminal(*size)
        await pilot.pause()
        yield shown(app)


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


async def test_an_empty_page_teaches(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot)
            async for glass in at_sizes(app, pilot):
                assert "There is no backup yet." in glass
                assert "merges" in glass
            await pilot.press("enter", "c", "q")
            await pilot.pause()
        assert app.answers == [None]


async def test_a_backup_is_made_listed_and_checked(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("b")
            await rest(app, pilot)
            async for glass in at_sizes(app, pilot):
                assert harmless(glass)
                assert "1 backup" in glass
                assert "today" in glass
                assert "08:30" in glass
                assert "The copy was checked and is whole." in glass
            (made,) = backup_names.listed(paths.backups_of(tmp_path / "book.db"))
            await pilot.press("c")
            await rest(app, pilot)
            assert "whole" in shown(app)
            made.write_bytes(made.read_bytes()[:8192])
            await pilot.press("c")
            await rest(app, pilot)
            assert "not whole" in shown(app)
            assert "Not whole:" in shown(app)


async def test_a_backup_is_put_back_after_it_said_what_is_lost(tmp_path: Path) -> None:  # noqa: PLR0915  (one way through)
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
            await pilot.press("enter")
            await rest(app, pilot)
            assert not app.paths, "the safe choice stands first"
            await pilot.press("enter")
            await asked(pilot)
            await pilot.press("2")
            await rest(app, pilot)
            assert app.paths == [tmp_path / "book.db"]
            assert "The replaced planner is kept" in shown(app)
            assert "Restored. Nothing from before it can be undone. The replaced planner is kept: book." in app.words
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
            await pilot.press("2")
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
            for answer, words in (("escape", ""), ("1", "")):
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


async def test_long_work_says_how_far_it_is_and_esc_stops_it(  # noqa: PLR0915  (one way through)
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of a backup that was stopped is left behind, and no other key does anything meanwhile."""
    gate, reached = threading.Event(), threading.Event()
    held = Job._tell_phase

    def waits(job: Job, phase: str, done: int, everything: int) -> None:
        job._phase, job._far = "copying", (everything // 4, everything)
        reached.set()
        gate.wait(10)
        held(job, phase, done, everything)

    monkeypatch.setattr(Job, "_tell_phase", waits)
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot)
            page = app.screen
            assert isinstance(page, BackupsScreen)
            assert not page.stop_work()
            await pilot.press("b")
            await asyncio.to_thread(reached.wait, 5)
            await pilot.pause(0.15)
            glass = shown(app)
            assert "▸ Copy the book" in glass
            assert "25 %" in glass
            assert "· Check every page" in glass
            assert "esc stops it" in glass
            await pilot.press("b", "c", "enter", "s", "m", "escape")
            await pilot.pause()
            assert app.screen is page
            gate.set()
            await rest(app, pilot)
            assert "The backup was stopped: nothing was written." in shown(app)
            assert cast("BackupsScreen", page).what_came().startswith("The backup was stopped")
            assert not backup_names.listed(paths.backups_of(tmp_path / "book.db"))


async def test_every_job_stops_where_it_was_told_to(tmp_path: Path) -> None:
    """A restore until its last step, a check, a record that is saved: each ends with nothing changed."""
    async with stocked(tmp_path) as stock:
        made = await stock.desk.run(lambda book: book.back_up(NOW))
        before = (tmp_path / "book.db").read_bytes()
        for name, words in (("restore", "The restore was stopped."), ("save", "Saving was stopped.")):
            job = Job(tmp_path / "long.jsonl" if name == "save" else made, NOW)
            job.cancel()
            with pytest.raises(Refused, match=words):
                await stock.desk.run(getattr(job, name))
        assert (tmp_path / "book.db").read_bytes() == before
        assert not (tmp_path / "long.jsonl").exists()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("storage.backup_look._STEPS", 100)
            job = Job(made, NOW)
            job.cancel()
            with pytest.raises(Refused, match="The check was stopped"):
                await stock.desk.run(job.check)
        job = Job(made, NOW)
        steps: list[str] = []
        held = job._tell_step

        def tells(step: str) -> None:
            steps.append(step)
            held(step)

        job._tell_step = tells  # type: ignore[method-assign]
        await stock.desk.run(job.restore)
        assert steps == ["checking", "backing up", "copying", "checking the copy", "placing"]
        assert [stage.label for stage in job.stages[0]][-1] == "Put it in place"


def test_how_far_a_job_is_in_words() -> None:
    job = Job(None, NOW)

    def figures() -> list[str]:
        return [stage.figure for stage in job.stages[0]]

    assert figures() == []
    job._phases, job._phase = ("saving",), "saving"
    assert figures() == [""]
    job._entries = True
    job._tell(3, 10)
    assert figures() == ["3 of 10 entries"]
    job._entries = False
    assert figures() == ["1 kB of 1 kB"]
    with pytest.raises(AssertionError):
        _ = job._path


async def test_the_doctor_shows_what_is_well(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            await opened(stock, app, pilot, DoctorScreen)
            async for glass in at_sizes(app, pilot):
                assert harmless(glass)
                assert "all is well" in glass
                assert "engine" in glass
            await pilot.press("m", "r")
            await rest(app, pilot)
            assert "all is well" in shown(app)
            await pilot.press("q")
            await pilot.pause()
        assert app.answers == [None]


async def test_the_doctor_says_how_far_it_is_and_esc_stops_it(  # noqa: PLR0915  (one way through)
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found stands already, with how many things were looked at and how much of the one that takes long."""
    gate, reached = threading.Event(), threading.Event()
    held = DoctorScreen._told

    def waits(page: DoctorScreen, far: Looking) -> None:
        held(page, far)
        if far.of == "accounts and people":
            reached.set()
            gate.wait(10)
            held(page, far)

    monkeypatch.setattr(DoctorScreen, "_told", waits)
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=LARGE) as pilot:
            app.show(DoctorScreen(stock.desk, stock.clock))
            await asyncio.to_thread(reached.wait, 5)
            await pilot.pause(0.15)
            glass = shown(app)
            assert "10 of 13 things" in glass
            assert "now: tables" in glass
            assert "32 of 34 accounts and people" in glass
            assert "well  engine" in glass
            assert "all is well" not in glass
            await pilot.press("r", "m", "escape")
            gate.set()
            await rest(app, pilot)
            assert "The look was stopped" in shown(app)
            assert "r looks again" in shown(app)
            gate.set()
            await pilot.press("r")
            await rest(app, pilot)
            assert "all is well" in shown(app)


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
            await pilot.press("enter")
            await rest(app, pilot)
            assert "1 thing is not well" in shown(app)
            await pilot.press("m")
            await asked(pilot)
            await pilot.press("2")
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
            await pilot.press("2")
            await rest(app, pilot)
            assert "The file is damaged." in shown(app)
        await stock.desk.stop()
        other = Host()
        async with other.run_test(size=LARGE) as pilot:
            for page in (BackupsScreen, DoctorScreen):
                await opened(stock, other, pilot, page)
                assert "is closed" in shown(other)
