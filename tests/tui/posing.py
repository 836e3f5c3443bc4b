"""A page of the app over a book made for it, in its pose for a picture."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.hosting import Host, posed
from tests.tui.stocked import Stock, stocked
from tui.screens.forecast import ForecastScreen

Books = Callable[[Path], AbstractAsyncContextManager[Stock]]


@dataclass(frozen=True, slots=True)
class Pose:
    """A page, its book, and the keys that bring it into its pose."""

    kind: type[Screen[Any]]
    book: Books
    keys: tuple[str, ...] = ()


@asynccontextmanager
async def empty(folder: Path) -> AsyncIterator[Stock]:
    """Open a book with nobody in it; a day holds two touches, so that a game is short."""
    async with stocked(folder, empty=True) as stock:
        settings = await stock.desk.run(lambda book: book.settings())
        quick = replace(settings, caps=replace(settings.caps, day=2, first=1))
        await stock.desk.run(lambda book: book.set_settings(quick, stock.clock.now()))
        yield stock


class Shown(Host):
    """A host that closes its book before it leaves."""

    closing: Any = None

    async def on_unmount(self) -> None:
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


def bring(pose: Pose, folder: Path) -> Callable[[Pilot[None]], Any]:
    """Return what opens the book, shows the page and presses its keys; a forecast is waited for."""

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
