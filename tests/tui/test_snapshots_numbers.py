"""Numbers, forecast, block, the dumped list and the imports as they look, full and empty: three sizes, two themes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.album import Album
from tests.tui.hosting import Host, posed
from tests.tui.numbered import numbered
from tests.tui.stocked import Stock, stocked
from tests.tui.test_screens_block import leeches, worked
from tui.screens import forecast
from tui.screens.block_look import LookScreen
from tui.screens.block_summary import BlockSummaryScreen
from tui.screens.dumped import DumpedScreen
from tui.screens.forecast import ForecastScreen
from tui.screens.imports import ImportsScreen
from tui.screens.numbers import NumbersScreen

Books = Callable[[Path], AbstractAsyncContextManager[Stock]]


@asynccontextmanager
async def blocked(folder: Path) -> AsyncIterator[Stock]:
    """Open a book in which a block was worked, and some took hours."""
    async with stocked(folder) as stock:
        await stock.desk.run(leeches)
        await stock.desk.run(worked)
        yield stock


@asynccontextmanager
async def empty(folder: Path) -> AsyncIterator[Stock]:
    """Open a book with nobody in it; a day holds two touches, so that a game is short."""
    async with stocked(folder, empty=True) as stock:
        settings = await stock.desk.run(lambda book: book.settings())
        quick = replace(settings, caps=replace(settings.caps, day=2, first=1))
        await stock.desk.run(lambda book: book.set_settings(quick, stock.clock.now()))
        yield stock


@dataclass(frozen=True, slots=True)
class Pose:
    """A page, its book, and the keys that bring it into its pose."""

    kind: type[Screen[Any]]
    book: Books
    keys: tuple[str, ...] = ()


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


class Shown(Host):
    """A host that closes its book before it leaves."""

    closing: Any = None

    async def on_unmount(self) -> None:
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


def bring(pose: Pose, folder: Path) -> Callable[[Pilot[None]], Any]:
    async def stand(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, Shown)
        app.closing = pose.book(folder)
        stock = await app.closing.__aenter__()
        screen = pose.kind(stock.desk, stock.clock)
        await posed(screen, pose.keys)(pilot)
        while isinstance(screen, ForecastScreen) and screen.told is None:
            await pilot.pause(0.05)
        await pilot.pause()

    return stand


@pytest.mark.parametrize("name", POSES)
async def test_page(album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(forecast, "ACCOUNTS", 3)
    monkeypatch.setattr(forecast, "YEARS", 1)
    await album(Shown(), bring(POSES[name], tmp_path))
