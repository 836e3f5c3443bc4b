"""The main screen as it looks: three sizes, both themes, a frozen clock, a seeded book.

After a wanted change: `pytest tests/tui/test_snapshots.py --snapshot-update`, and look at every picture.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import make, settle
from tui import reading, themes
from tui.app import NotYet

SIZES = {"60": (60, 24), "80": (80, 24), "120": (120, 40)}
Compare = Callable[..., bool]


@pytest.fixture
def pictured(book_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare: Compare) -> Iterator[Callable[..., bool]]:
    """Takes a picture after some keys and compares it with the one that was approved."""
    monkeypatch.setattr(reading, "QUIET", 0.01)
    apps: list[NotYet] = []

    def take(size: str, theme: str, *keys: str) -> bool:
        app = make(book_path)
        app.theme = theme
        apps.append(app)

        async def prepare(pilot: Pilot[Any]) -> None:
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
            # A line that was laid twice is cut in two pieces of one colour: drawn anew, it is one picture every time.
            for widget in app.screen.walk_children():
                widget.refresh()
            await pilot.pause()

        return snap_compare(app, terminal_size=SIZES.get(size, (50, 12)), run_before=prepare)

    yield take
    for app in apps:
        asyncio.run(app.desk.stop())


@pytest.mark.parametrize("theme", [themes.NIGHT, themes.DAWN])
@pytest.mark.parametrize("size", SIZES)
def test_today(pictured: Compare, size: str, theme: str) -> None:
    assert pictured(size, theme)


@pytest.mark.parametrize(("size", "theme"), [("60", themes.DAWN), ("80", themes.NIGHT), ("120", themes.DAWN)])
def test_after_a_no(pictured: Compare, size: str, theme: str) -> None:
    assert pictured(size, theme, "n")


@pytest.mark.parametrize(("size", "theme"), [("60", themes.NIGHT), ("80", themes.DAWN), ("120", themes.NIGHT)])
def test_dream_clients(pictured: Compare, size: str, theme: str) -> None:
    assert pictured(size, theme, "tab")


@pytest.mark.parametrize(("size", "theme"), [("60", themes.DAWN), ("80", themes.NIGHT)])
def test_dump_queue(pictured: Compare, size: str, theme: str) -> None:
    assert pictured(size, theme, "tab", "tab")


@pytest.mark.parametrize(("size", "theme"), [("60", themes.NIGHT), ("80", themes.DAWN)])
def test_card(pictured: Compare, size: str, theme: str) -> None:
    assert pictured(size, theme, "enter")


def test_a_refusal_and_an_inbound_touch(pictured: Compare) -> None:
    assert pictured("80", themes.NIGHT, "i", "comma", "r")


def test_a_window_that_is_too_small_says_so(pictured: Compare) -> None:
    assert pictured("tiny", themes.NIGHT)
