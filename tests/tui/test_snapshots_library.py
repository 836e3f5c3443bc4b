"""The value library as it looks, at 60, 80 and 120 columns, by night and by day (R13)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.hosting import SIZES, Host, posed
from tests.tui.stocked import stocked
from tests.tui.test_screens_library import fill
from tui import themes
from tui.screens.value_library import LibraryScreen


class OfBook(Host):
    """A host that closes its book before it leaves."""

    closing: Any = None

    async def on_unmount(self) -> None:
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


def page(folder: Path, *, full: bool) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def pose(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, OfBook)
        pilot.app.closing = stocked(folder)
        stock = await pilot.app.closing.__aenter__()
        if full:
            await stock.desk.run(fill)
        await posed(LibraryScreen(stock.desk, stock.clock))(pilot)

    return pose


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
def test_library(snap_compare: Any, tmp_path: Path, *, full: bool, size: tuple[int, int]) -> None:
    assert snap_compare(OfBook(), run_before=page(tmp_path, full=full), terminal_size=size)


def test_library_by_day(snap_compare: Any, tmp_path: Path) -> None:
    assert snap_compare(OfBook(themes.DAWN), run_before=page(tmp_path, full=True), terminal_size=(120, 40))
