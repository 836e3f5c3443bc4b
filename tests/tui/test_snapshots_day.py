"""The pages of the day as they look: pool, held back, spread, coming back, days off; three sizes, night and dawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from playbook.words import Purpose
from storage.book import Book
from storage.desk import Desk
from storage.ids import IdSource
from tests.builders import NOW
from tests.tui.album import Album
from tests.tui.hosting import Host, posed, typed
from tests.tui.test_screens_day import add, backlog, due, promised, waiting
from tui.clock import FrozenClock
from tui.screens.held import HeldScreen
from tui.screens.leave import LeaveScreen
from tui.screens.page import BookPage
from tui.screens.pool import PoolScreen
from tui.screens.spread import SpreadScreen


def missed(book: Book) -> None:
    """A backlog after a week away: two comebacks came too late to answer a No (R37)."""
    backlog(book)
    for number in range(2):
        add(book, f"Comeback {number}", due(20, Purpose.COMEBACK))


@dataclass(frozen=True, slots=True)
class Pose:
    """A page, what its book holds, and the keys that bring it into its pose."""

    kind: type[BookPage]
    fill: Callable[[Book], None]
    keys: tuple[str, ...] = ()


POSES = {
    "pool": Pose(PoolScreen, waiting, ("percent_sign", "percent_sign")),
    "held": Pose(HeldScreen, backlog),
    "spread": Pose(SpreadScreen, backlog),
    "coming-back": Pose(SpreadScreen, missed),
    "leave": Pose(LeaveScreen, promised, (*typed("7 to 11 Dec"), "down", "1")),
}


class Day(Host):
    """A host that closes its desk before it leaves."""

    desk: Desk | None = None

    async def on_unmount(self) -> None:
        if self.desk is not None:
            await self.desk.stop()


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
