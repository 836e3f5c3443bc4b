"""Numbers, forecast, block, the dumped list and the imports as they look, full and empty: three sizes, two themes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.tui.album import Album
from tests.tui.numbered import numbered
from tests.tui.posing import Pose, Shown, bring, empty
from tests.tui.stocked import Stock, stocked
from tests.tui.test_screens_block import leeches, worked
from tui.screens import forecast
from tui.screens.block_look import LookScreen
from tui.screens.block_summary import BlockSummaryScreen
from tui.screens.dumped import DumpedScreen
from tui.screens.forecast import ForecastScreen
from tui.screens.imports import ImportsScreen
from tui.screens.numbers import NumbersScreen


@asynccontextmanager
async def blocked(folder: Path) -> AsyncIterator[Stock]:
    """Open a book in which a block was worked, and some took hours."""
    async with stocked(folder) as stock:
        await stock.desk.run(leeches)
        await stock.desk.run(worked)
        yield stock


POSES = {
    "numbers": Pose(NumbersScreen, numbered),
    "numbers-end": Pose(NumbersScreen, numbered, ("5", "end")),
    "numbers-empty": Pose(NumbersScreen, empty),
    "forecast": Pose(ForecastScreen, empty),
    "block": Pose(BlockSummaryScreen, blocked),
    "block-empty": Pose(BlockSummaryScreen, empty),
    "look": Pose(LookScreen, blocked, ("6",)),
    "look-empty": Pose(LookScreen, empty),
    "dumped": Pose(DumpedScreen, numbered),
    "imports": Pose(ImportsScreen, numbered, ("enter",)),
}


@pytest.mark.parametrize("name", POSES)
async def test_page(album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(forecast, "ACCOUNTS", 3)
    monkeypatch.setattr(forecast, "YEARS", 1)
    await album(Shown(), bring(POSES[name], tmp_path))
