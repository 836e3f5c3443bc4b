"""The pages where long or grave things happen, each step full and empty: three sizes, night and dawn.

Import, imports, export, backups, doctor, erasing, and the band over a book that may only be read.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from storage.book import Book
from storage.doctor_words import Finding, Looking
from storage.erase_views import Cleaned, Erased
from storage.exporting import Progress as Far
from storage.importing import Progress
from storage.views_safe import BackupRow, Lost
from tests.builders import NOW
from tests.tui.album import Album
from tests.tui.hosting import HOSTILE, Host, posed
from tests.tui.numbered import numbered
from tests.tui.stocked import Stock, stocked
from tui.screens import exporting_rows
from tui.screens.backups import BackupsScreen
from tui.screens.backups_jobs import Job
from tui.screens.doctor import DoctorScreen
from tui.screens.erase import EraseScreen
from tui.screens.export import ExportScreen
from tui.screens.exporting_run import TakeAway, Taken
from tui.screens.importing import ImportScreen
from tui.screens.importing_run import Run
from tui.screens.importing_said import Say
from tui.screens.importing_steps import Step
from tui.screens.imports import ImportsScreen
from tui.widgets.banner import Banner

PLACE = Path("/planner")
WALL = NOW.replace(tzinfo=None)
LIST = """Company;Phone;State;Contact;E-mail;Status;Gizmo
Hooli;+1 312 555 0142;IL;Kim Sato;kim@hooli.com;customer;7
[b]Acme[/b];312 555 01;TX;Dana Cole;dana@acme.com;prospect;8
Acme Robotics;;IL;Ray Ortiz;ray@acme.com;churned;8
山田製作所;+81 52 555 0100;;山田太郎;taro@yamada.jp;Gold;9
;;;;;;9
"""
PEOPLE = "Company,Contact,E-mail,Title\nHooli,Pat Doe,pat@hooli.com,COO\nHooli,,not an address,\n"
BACKUPS = (
    BackupRow(PLACE / "1.db", WALL, 5_193_728, 2_207, NOW.date()),
    BackupRow(PLACE / "2.db", WALL - timedelta(days=1), 81_920, trouble="it is damaged: its pages cannot be read"),
    BackupRow(PLACE / "3.db", WALL - timedelta(days=9), 4_096, 1, sealed=True),
)
LOST = Lost(BACKUPS[0], readable=True, entries=14, words=("12 touches", "2 accounts"), newest=("No 23 · Acme",), bars=1)
BARRED = {
    "damaged": "The file is damaged: nothing is written. Newest good backup: 20261122-083000.db. Run: notyet restore",
    "read-only": "notyet.db may only be read: nothing can be logged.",
}
FINDINGS = (
    Finding("file", ok=True, words="whole"),
    Finding("next steps", ok=False, words=f"1 without a step: {HOSTILE[7]}", mend="plan one for each, by the rules"),
    Finding("journal", ok=True, words="without gaps"),
)
Pose = Callable[[Pilot[Any]], Awaitable[None]]


class OfBook(Host):
    """A host that closes its book before it leaves."""

    closing: Any = None

    async def on_unmount(self) -> None:
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


def of_book(
    build: Callable[[Stock], Screen[Any]],
    *keys: str,
    book: Callable[[Path], Any] = stocked,
    then: Callable[[Any], object] | None = None,
) -> Pose:
    """Return what shows a page of a book, presses keys there, and then does something to it."""

    async def bring(pilot: Pilot[Any]) -> None:
        assert isinstance(pilot.app, OfBook)
        pilot.app.closing = book(Path("planner"))
        stock = await pilot.app.closing.__aenter__()
        await posed(build(stock), keys)(pilot)
        if then is not None:
            then(pilot.app.screen)
            await pilot.pause()

    return bring


def empty(folder: Path) -> Any:
    return stocked(folder, empty=True)


def wizard(stock: Stock, *names: str) -> ImportScreen:
    return ImportScreen(stock.desk, stock.clock, tuple(Path(name) for name in names))


def imports(page: ImportScreen) -> None:
    """An import of ten thousand rows that is half matched."""
    page._run = Run((), Say(), mine="", now=NOW, dry=False)
    page._run.rows, page._run.progress = 10_000, Progress("matching", 4_200, 9_800)
    page.go(Step.WORKING)
    page.promise("It lands all at once, at the end, after a checked backup of the book.")


def landed(page: ImportScreen) -> None:
    """The report, with a folder of skipped rows that is the same at every run."""
    report = page._report
    assert report is not None
    page._report = replace(report, mend=(str(PLACE / "notyet-skipped" / "prospects-skipped.csv"),))
    page.go(Step.DONE)


def exports(page: ExportScreen) -> None:
    page._run = TakeAway("csv", PLACE, only="", force=False, now=NOW)
    page._run.progress = Far(1_200, 5_000)
    page._works(working=True)


def taken(page: ExportScreen) -> None:
    names = (("accounts", "153"), ("people", "253"), ("touches", "1,662"))
    page._show(Taken(PLACE / "exports", tuple((name, count, PLACE / f"{name}.csv") for name, count in names)))


def copies(page: BackupsScreen) -> None:
    page._job = Job(None, NOW)
    page._job._phases, page._job._phase = ("copying", "checking"), "copying"
    page._job._far = (90_000_000, 180_000_000)
    page._works(working=True)


def looks(page: DoctorScreen) -> None:
    page._far = Looking("tables", 10, 13, FINDINGS[::2], 12_000, 52_000, "accounts and people")
    page._works(working=True)


def erases(page: EraseScreen) -> None:
    page._busy, page._far = True, ("backups", 2, 7)
    page.add_class("-working")
    page._tick()


def erased(page: EraseScreen) -> None:
    from tui.screens import erase_sheet

    done = Erased("Acme", 27, 1, Cleaned((PLACE / "1.db",), (), ()), (PLACE / "old.csv",))
    page._done = done
    page._sheet.fill(lambda width: erase_sheet.done(done, width), top=True)
    page.draw_keys()


WIZARD = ("prospects.csv", "people.csv")
POSES: dict[str, Pose] = {
    "import-files-empty": of_book(wizard, book=empty),
    "import-files": of_book(lambda stock: wizard(stock, *WIZARD), book=empty),
    "import-columns": of_book(lambda stock: wizard(stock, *WIZARD), "enter", book=empty),
    "import-trial": of_book(lambda stock: wizard(stock, *WIZARD), "enter", "enter", book=empty),
    "import-working": of_book(wizard, book=empty, then=imports),
    "import-report": of_book(lambda stock: wizard(stock, *WIZARD), *["enter"] * 3, book=empty, then=landed),
    "imports-empty": of_book(lambda stock: ImportsScreen(stock.desk, stock.clock), book=empty),
    "imports": of_book(lambda stock: ImportsScreen(stock.desk, stock.clock), "enter", book=numbered),
    "export-empty": of_book(lambda stock: ExportScreen(stock.desk, stock.clock), book=empty),
    "export": of_book(lambda stock: ExportScreen(stock.desk, stock.clock)),
    "export-working": of_book(lambda stock: ExportScreen(stock.desk, stock.clock), then=exports),
    "export-done": of_book(lambda stock: ExportScreen(stock.desk, stock.clock), then=taken),
    "backups": of_book(lambda stock: BackupsScreen(stock.desk, stock.clock), book=empty),
    "backups-working": of_book(lambda stock: BackupsScreen(stock.desk, stock.clock), book=empty, then=copies),
    "doctor": of_book(lambda stock: DoctorScreen(stock.desk, stock.clock), book=empty),
    "doctor-working": of_book(lambda stock: DoctorScreen(stock.desk, stock.clock), book=empty, then=looks),
    "erase-empty": of_book(lambda stock: EraseScreen(stock.desk, stock.clock), book=empty),
    "erase": of_book(lambda stock: EraseScreen(stock.desk, stock.clock, stock.acme)),
    "erase-goes": of_book(lambda stock: EraseScreen(stock.desk, stock.clock, stock.acme), "enter"),
    "erase-working": of_book(lambda stock: EraseScreen(stock.desk, stock.clock, stock.acme), "enter", then=erases),
    "erase-done": of_book(lambda stock: EraseScreen(stock.desk, stock.clock, stock.acme), "enter", then=erased),
}


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give what depends on the machine: the folders, the backups, what the doctor reads."""
    monkeypatch.chdir(tmp_path)
    Path("planner").mkdir()
    Path("prospects.csv").write_text(LIST, encoding="utf-8")
    Path("people.csv").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.setattr(Book, "backups", lambda _: BACKUPS)
    monkeypatch.setattr(Book, "would_lose", lambda *_: LOST)
    monkeypatch.setattr(Book, "doctor", lambda *_: FINDINGS)
    monkeypatch.setattr(exporting_rows, "default_folder", lambda _, day: PLACE / "exports" / day)


@pytest.mark.parametrize("name", POSES)
async def test_page(album: Album, name: str) -> None:
    await album(OfBook(), POSES[name])


async def test_no_backup_yet(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Book, "backups", lambda _: ())
    await album(OfBook(), POSES["backups"])


async def test_nothing_to_mend(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Book, "doctor", lambda *_: FINDINGS[::2])
    await album(OfBook(), POSES["doctor"])


async def test_what_a_restore_would_lose(album: Album) -> None:
    """The question stands over the list: nothing of it is the safe choice that is highlighted."""

    async def pose(pilot: Pilot[Any]) -> None:
        await POSES["backups"](pilot)
        await pilot.press("enter")
        while not isinstance(pilot.app.screen, ModalScreen):
            await pilot.pause(0.01)
        await pilot.pause()

    await album(OfBook(), pose)


class Barred(Screen[None]):
    """The top of a screen under the band."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self._why = why

    def compose(self) -> ComposeResult:
        yield Banner(id="banner")
        yield Static("Today")

    def on_mount(self) -> None:
        self.query_one(Banner).show(self._why)


@pytest.mark.parametrize("name", BARRED)
async def test_a_book_that_may_only_be_read(album: Album, name: str) -> None:
    """T12: the reason, what works on, and the ways out stand above everything."""
    await album(Host(), posed(Barred(BARRED[name])))
