"""Block mode, its summary and the look as they look: three sizes and a short one, by night and by day."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import make, settle
from tests.tui.glass import until
from tests.tui.seeding import NOW
from tui import reading, themes
from tui.app import NotYet
from tui.clock import FrozenClock
from tui.commands import Pane
from tui.screens.block_look import LookScreen
from tui.screens.block_summary import BlockSummaryScreen

SIZES = {"60": (60, 18), "80": (80, 24), "120": (120, 40)}
Compare = Callable[..., bool]
Pose = Callable[[Pilot[Any], NotYet], Any]


async def card(pilot: Pilot[Any], app: NotYet) -> None:
    """A block that runs for 42 minutes, one No logged."""
    await pilot.press("b")
    await until(pilot, lambda: app.main.pane is Pane.BLOCK)
    await settle(pilot)
    await pilot.press("n")
    await settle(pilot)
    on(app, 42)


async def summary(pilot: Pilot[Any], app: NotYet) -> None:
    """The same block, ended after a talk and a No that was read."""
    await card(pilot, app)
    for keys in ("h", "n3"):
        await pilot.press(*keys)
        await settle(pilot)
    on(app, 30)
    await pilot.press("b")
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, BlockSummaryScreen) and app.screen._found is not None)
    await pilot.pause()
    await pilot.pause()


async def look(pilot: Pilot[Any], app: NotYet) -> None:
    """The first account of the look, two signs ticked."""
    await summary(pilot, app)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, LookScreen) and app.screen._queue is not None)
    await pilot.pause()
    await pilot.press("1", "6")
    await pilot.pause()


def on(app: NotYet, minutes: int) -> None:
    assert isinstance(app.clock, FrozenClock)
    app.clock.put_on(timedelta(minutes=minutes))
    app.main.tick()


@pytest.fixture
def pictured(book_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare: Compare) -> Iterator[Callable[..., bool]]:
    """Takes a picture of a pose and compares it with the one that was approved; nothing moves."""
    monkeypatch.setattr(reading, "QUIET", 0.01)
    apps: list[NotYet] = []

    def take(size: str, theme: str, pose: Pose) -> bool:
        app = make(book_path, clock=FrozenClock(NOW, "America/Chicago"))
        app.theme = theme
        apps.append(app)

        async def prepare(pilot: Pilot[Any]) -> None:
            app.animation_level = "none"
            await settle(pilot)
            await pose(pilot, app)
            await pilot.pause()

        return snap_compare(app, terminal_size=SIZES[size], run_before=prepare)

    yield take
    for app in apps:
        asyncio.run(app.desk.stop())


@pytest.mark.parametrize(("size", "theme"), [("60", themes.DAWN), ("80", themes.NIGHT), ("120", themes.NIGHT)])
def test_card(pictured: Compare, size: str, theme: str) -> None:
    assert pictured(size, theme, card)


@pytest.mark.parametrize(("size", "theme"), [("60", themes.NIGHT), ("80", themes.DAWN), ("120", themes.DAWN)])
def test_summary(pictured: Compare, size: str, theme: str) -> None:
    assert pictured(size, theme, summary)


@pytest.mark.parametrize(("size", "theme"), [("60", themes.DAWN), ("80", themes.NIGHT), ("120", themes.NIGHT)])
def test_look(pictured: Compare, size: str, theme: str) -> None:
    assert pictured(size, theme, look)
