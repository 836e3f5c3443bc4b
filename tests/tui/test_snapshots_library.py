"""The value library as it looks, full and empty, at 60, 80 and 120 columns, by night and by day (R13)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.album import Album
from tests.tui.hosting import Host, posed
from tests.tui.stocked import stocked
from tests.tui.test_screens_library import fill
from tui.screens.value_library import LibraryScreen


class OfBook(Host):
    """A host that closes its book before it leaves."""

    closing: Any = None

    async def on_unmount(self) -> None:
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
async def test_library(album: Album, tmp_path: Path, *, full: bool) -> None:
    async def pose(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, OfBook)
        app.closing = stocked(tmp_path)
        stock = await app.closing.__aenter__()
        if full:
            await stock.desk.run(fill)
        await posed(LibraryScreen(stock.desk, stock.clock))(pilot)

    await album(OfBook(), pose)
