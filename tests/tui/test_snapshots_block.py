"""Block mode, its summary and the look as they look: three sizes and a short one, by night and by day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.tui.album import Album
from tests.tui.conftest import make, settle
from tests.tui.glass import app_of, until
from tests.tui.seeding import NOW
from tui.app import NotYet
from tui.clock import FrozenClock
from tui.commands import Pane
from tui.screens.block_look import LookScreen
from tui.screens.block_summary import BlockSummaryScreen

SIZES = ((60, 18), (80, 24), (120, 40))


async def card(pilot: Pilot[Any]) -> None:
    """A block that runs for 42 minutes, one No logged."""
    app = app_of(pilot)
    await pilot.press("b")
    await until(pilot, lambda: app.main.pane is Pane.BLOCK)
    await settle(pilot)
    await pilot.press("n")
    await settle(pilot)
    on(app, 42)


async def summary(pilot: Pilot[Any]) -> None:
    """The same block, ended after a talk and a No that was read."""
    app = app_of(pilot)
    await card(pilot)
    for keys in ("h", "n3"):
        await pilot.press(*keys)
        await settle(pilot)
    on(app, 30)
    await pilot.press("b")
    await pilot.pause()
    await pilot.press("2")
    await until(pilot, lambda: isinstance(app.screen, BlockSummaryScreen) and app.screen._found is not None)
    await pilot.pause()
    await pilot.pause()


async def look(pilot: Pilot[Any]) -> None:
    """The first account of the look, two signs ticked."""
    app = app_of(pilot)
    await summary(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, LookScreen) and app.screen._queue is not None)
    await pilot.pause()
    await pilot.press("1", "6")
    await pilot.pause()


def on(app: NotYet, minutes: int) -> None:
    assert isinstance(app.clock, FrozenClock)
    app.clock.put_on(timedelta(minutes=minutes))
    app.main.tick()


async def test_card(album: Album, book_path: Path) -> None:
    await album(blocked(book_path), card, sizes=SIZES)


async def test_summary(album: Album, book_path: Path) -> None:
    await album(blocked(book_path), summary, sizes=SIZES)


async def test_look(album: Album, book_path: Path) -> None:
    await album(blocked(book_path), look, sizes=SIZES)


def blocked(path: Path) -> NotYet:
    return make(path, clock=FrozenClock(NOW, "America/Chicago"))
