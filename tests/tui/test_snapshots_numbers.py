"""Numbers, the dumped list and the list of imports as they look, at three sizes, by night and by day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.hosting import SIZES, Host, posed
from tests.tui.numbered import numbered
from tests.tui.stocked import Stock
from tui import themes
from tui.screens.dumped import DumpedScreen
from tui.screens.imports import ImportsScreen
from tui.screens.numbers import NumbersScreen

PAGES: dict[str, Callable[[Stock], Screen[Any]]] = {
    "numbers": lambda stock: NumbersScreen(stock.desk, stock.clock),
    "dumped": lambda stock: DumpedScreen(stock.desk, stock.clock),
    "imports": lambda stock: ImportsScreen(stock.desk, stock.clock),
}
KEYS = {"numbers": (), "dumped": (), "imports": ("enter",)}


class Numbered(Host):
    """A host that closes its book before it leaves."""

    closing: Any = None

    async def on_unmount(self) -> None:
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


def pose(name: str, folder: Path) -> Callable[[Pilot[None]], Any]:
    async def bring(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, Numbered)
        pilot.app.closing = numbered(folder)
        stock = await pilot.app.closing.__aenter__()
        await posed(PAGES[name](stock), KEYS[name])(pilot)

    return bring


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", PAGES)
def test_page(snap_compare: Any, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(Numbered(), run_before=pose(name, tmp_path), terminal_size=size)


@pytest.mark.parametrize("name", PAGES)
def test_page_by_day(snap_compare: Any, tmp_path: Path, name: str) -> None:
    assert snap_compare(Numbered(themes.DAWN), run_before=pose(name, tmp_path), terminal_size=(120, 40))
