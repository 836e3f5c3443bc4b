"""The pages with lists as they look, full and empty, at three sizes, by night and by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from playbook.words import Purpose
from storage.book import Book
from storage.desk import Desk
from storage.ids import IdSource
from tests.builders import NOW
from tests.tui.album import Album
from tests.tui.hosting import Host, posed, typed
from tests.tui.numbered import numbered
from tests.tui.stocked import stocked
from tests.tui.test_screens_day import LONG, add, backlog, due, promised, waiting
from tui.clock import FrozenClock
from tui.screens.dumped import DumpedScreen
from tui.screens.duplicates import DuplicatesScreen
from tui.screens.held import HeldScreen
from tui.screens.leave import LeaveScreen
from tui.screens.page import BookPage
from tui.screens.pool import PoolScreen
from tui.screens.search import SearchScreen
from tui.screens.spread import SpreadScreen


def missed(book: Book) -> None:
    """A backlog after a week away: two comebacks came too late to answer a No (R37)."""
    backlog(book)
    for number in range(2):
        add(book, f"Comeback {number}", due(20, Purpose.COMEBACK))


def nobody(book: Book) -> None:
    """A book in which nobody stands."""
    assert book.newest_action() is None


def twice(book: Book) -> None:
    """Two companies and two people who may be one."""
    add(book, "Acme Robotics", domain="acme.example", city="Peoria", state="IL")
    add(book, "Acme Robotics Inc", domain="acme.example", city="Peoria", state="IL")
    add(book, LONG, city="東京")


@dataclass(frozen=True, slots=True)
class Pose:
    """A page, what its book holds, and the keys that bring it into its pose."""

    kind: type[BookPage]
    fill: Callable[[Book], None]
    keys: tuple[str, ...] = ()


POSES = {
    "pool": Pose(PoolScreen, waiting, ("percent_sign", "percent_sign")),
    "pool-empty": Pose(PoolScreen, nobody),
    "held": Pose(HeldScreen, backlog),
    "held-empty": Pose(HeldScreen, nobody),
    "spread": Pose(SpreadScreen, backlog),
    "spread-empty": Pose(SpreadScreen, nobody),
    "coming-back": Pose(SpreadScreen, missed),
    "leave": Pose(LeaveScreen, promised, (*typed("7 to 11 Dec"), "down", "1")),
    "leave-empty": Pose(LeaveScreen, nobody),
    "search-empty": Pose(SearchScreen, nobody),
    "dumped-empty": Pose(DumpedScreen, nobody),
    "duplicates": Pose(DuplicatesScreen, twice),
    "duplicates-empty": Pose(DuplicatesScreen, nobody),
}


class Day(Host):
    """A host that closes its desk before it leaves."""

    desk: Desk | None = None
    closing: Any = None

    async def on_unmount(self) -> None:
        if self.desk is not None:
            await self.desk.stop()
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


def pose(name: str, folder: Path) -> Callable[[Pilot[None]], Any]:
    async def bring(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, Day)
        clock = FrozenClock(NOW, "America/Chicago")
        desk = pilot.app.desk = Desk(folder / "book.db", clock.now, ids=IdSource.seeded(7), state=folder / "state")
        await desk.start()
        await desk.run(POSES[name].fill)
        await posed(POSES[name].kind(desk, clock), POSES[name].keys)(pilot)

    return bring


@pytest.mark.parametrize("name", POSES)
async def test_page(album: Album, tmp_path: Path, name: str) -> None:
    await album(Day(), pose(name, tmp_path))


STOCKED: dict[str, tuple[Any, Callable[[Any], Screen[Any]], tuple[str, ...]]] = {
    "search": (stocked, lambda stock: SearchScreen(stock.desk, stock.clock, "aud"), ()),
    "search-recent": (numbered, lambda stock: SearchScreen(stock.desk, stock.clock), ("tab", "space", "ctrl+a")),
    "search-wrong": (stocked, lambda stock: SearchScreen(stock.desk, stock.clock, "fit:maybe acme"), ()),
    "dumped": (numbered, lambda stock: DumpedScreen(stock.desk, stock.clock), ("end",)),
    "bulk": (stocked, lambda stock: PoolScreen(stock.desk, stock.clock), ("ctrl+a",)),
}


@pytest.mark.parametrize("name", STOCKED)
async def test_stocked(album: Album, tmp_path: Path, name: str) -> None:
    stock, make, keys = STOCKED[name]

    async def bring(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, Day)
        app.closing = stock(tmp_path)
        await posed(make(await app.closing.__aenter__()), keys)(pilot)

    await album(Day(), bring)
