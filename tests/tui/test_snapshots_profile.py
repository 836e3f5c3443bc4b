"""The three questions, the playbook in words and as a document, and its history, as they look (R1, R3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from playbook.settings import Criterion, Settings
from tests.builders import NOW
from tests.tui.hosting import SIZES, Host, posed
from tests.tui.profiled import profiled
from tests.tui.stocked import Stock
from tui import themes
from tui.screens.playbook import PlaybookScreen
from tui.screens.playbook_history import HistoryScreen
from tui.screens.profile import ProfileScreen

PAGES: dict[str, tuple[type[Screen[Any]], tuple[str, ...]]] = {
    "which": (ProfileScreen, ("space", "down", "space")),
    "size": (ProfileScreen, ("enter", "down", "space")),
    "summary": (ProfileScreen, ("space", "enter", "escape", "down", "space", "enter")),
    "spacing": (PlaybookScreen, ("down", "down", "enter", "down")),
    "document": (PlaybookScreen, ("down", "down", "tab")),
    "history": (HistoryScreen, ("down",)),
}


class OfBook(Host):
    """A host that closes its book before it leaves."""

    closing: Any = None

    async def on_unmount(self) -> None:
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


def of_book(name: str, folder: Path) -> Callable[[Pilot[None]], Any]:
    page, keys = PAGES[name]

    async def pose(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, OfBook)
        pilot.app.closing = profiled(folder)
        stock = await pilot.app.closing.__aenter__()
        if name in {"spacing", "history"}:
            await changed(stock)
        screen: Screen[Any] = page(stock.desk, stock.clock)
        await posed(screen, keys)(pilot)

    return pose


async def changed(stock: Stock) -> None:
    """Change this and that on two days; one is taken back."""
    plain = Settings()
    first = replace(plain, spacing=replace(plain.spacing, dream=28), caps=replace(plain.caps, day=45))
    wish = Criterion("industry", "in", ("Steel", "日本精密工業"))
    await stock.desk.run(lambda book: book.set_settings(first, NOW - timedelta(days=400)))
    await stock.desk.run(lambda book: book.set_settings(replace(first, profile=(wish,)), NOW))
    await stock.desk.run(lambda book: book.undo(NOW))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", PAGES)
def test_page(snap_compare: Any, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(OfBook(), run_before=of_book(name, tmp_path), terminal_size=size)


@pytest.mark.parametrize("name", PAGES)
def test_page_by_day(snap_compare: Any, tmp_path: Path, name: str) -> None:
    assert snap_compare(OfBook(themes.DAWN), run_before=of_book(name, tmp_path), terminal_size=(80, 24))
