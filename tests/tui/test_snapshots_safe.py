"""Backups, doctor, export, duplicates, merging and erasing as they look, each where it is tightest and by day too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from playbook import moves
from playbook.words import AccountId
from storage.book import Book
from storage.doctor_words import Finding
from storage.views_safe import BackupRow
from tests.builders import NOW
from tests.tui.hosting import HOSTILE, Host, posed
from tests.tui.stocked import Stock, stocked
from tui import themes
from tui.screens import exporting_rows
from tui.screens.backups import BackupsScreen
from tui.screens.doctor import DoctorScreen
from tui.screens.duplicates import DuplicatesScreen
from tui.screens.erase import EraseScreen
from tui.screens.export import ExportScreen
from tui.screens.merging import MergeScreen

PLACE = Path("/planner")
TWIN = "Acme Robotics Inc"
WALL = NOW.replace(tzinfo=None)
BACKUPS = (
    BackupRow(PLACE / "1.db", WALL, 5_193_728, 2_207, NOW.date()),
    BackupRow(PLACE / "2.db", WALL - timedelta(days=1), 81_920, trouble="it is damaged: its pages cannot be read"),
    BackupRow(PLACE / "3.db", WALL - timedelta(days=9), 4_096, 1, sealed=True),
)
FINDINGS = (
    Finding("file", ok=True, words="whole"),
    Finding("next steps", ok=False, words=f"1 without a step: {HOSTILE[7]}", mend="plan one for each, by the rules"),
    Finding("journal", ok=True, words="without gaps"),
)
PAGES: dict[str, Callable[[Stock, AccountId], Screen[Any]]] = {
    "backups": lambda stock, _: BackupsScreen(stock.desk, stock.clock),
    "doctor": lambda stock, _: DoctorScreen(stock.desk, stock.clock),
    "export": lambda stock, _: ExportScreen(stock.desk, stock.clock),
    "duplicates": lambda stock, _: DuplicatesScreen(stock.desk, stock.clock),
    "merging": lambda stock, twin: MergeScreen(stock.desk, stock.clock, stock.acme, twin),
    "erase": lambda stock, _: EraseScreen(stock.desk, stock.clock, stock.acme),
}
KEYS = {"erase": ("enter",)}
NARROW, USUAL = (60, 20), (80, 24)


class OfBook(Host):
    """A host that closes its book before it leaves."""

    closing: Any = None

    async def on_unmount(self) -> None:
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


def doubled(book: Book) -> AccountId:
    """Add Acme once more, and a firm with a foreign name twice; return the other Acme."""
    found: list[AccountId] = []
    for name, fields in (
        (TWIN, {"domain": "acme.com", "state": "WI"}),
        (HOSTILE[7], {"phone": "+81525550100"}),
        (f"{HOSTILE[7]} GmbH", {"phone": "+81525550100"}),
    ):
        draft = moves.add_account(name, tuple(sorted(fields.items())))
        found.append(AccountId(dict(book.record((draft,), now=NOW, label="added").ids)["new:1"]))
    return found[0]


def pose(name: str, folder: Path) -> Callable[[Pilot[None]], Any]:
    async def bring(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, OfBook)
        pilot.app.closing = stocked(folder)
        stock = await pilot.app.closing.__aenter__()
        twin = await stock.desk.run(doubled)
        await posed(PAGES[name](stock, twin), KEYS.get(name, ()))(pilot)

    return bring


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give what depends on the machine: the backups, what the doctor reads, the folder beside the book."""
    monkeypatch.setattr(Book, "backups", lambda _: BACKUPS)
    monkeypatch.setattr(Book, "doctor", lambda *_: FINDINGS)
    monkeypatch.setattr(exporting_rows, "default_folder", lambda _, day: PLACE / "exports" / day)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_tight(snap_compare: Any, tmp_path: Path, name: str) -> None:
    assert snap_compare(OfBook(), run_before=pose(name, tmp_path), terminal_size=NARROW)


@pytest.mark.parametrize("name", ["backups", "export", "merging"])
def test_page_by_day(snap_compare: Any, tmp_path: Path, name: str) -> None:
    assert snap_compare(OfBook(themes.DAWN), run_before=pose(name, tmp_path), terminal_size=USUAL)
