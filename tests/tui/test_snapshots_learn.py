"""What teaches, as it looks: help, palette, keys, evidence, first start, tour; each size, by night and by day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.album import Album
from tests.tui.conftest import make, settle
from tests.tui.glass import glass, main, until
from tests.tui.hosting import Host, posed
from tests.tui.test_learning import BOUGHT, told_by
from tui import keymap
from tui.screens.evidence import EvidenceScreen
from tui.screens.first_start import FirstStartScreen
from tui.screens.help import HelpScreen
from tui.screens.sheet import Sheet
from tui.tour import STEPS


@pytest.fixture(autouse=True)
def _as_they_came() -> Iterator[None]:
    keymap.use({})
    yield
    keymap.use({})


async def test_help(album: Album) -> None:
    await album(Host(), posed(HelpScreen()))


async def test_help_narrowed(album: Album) -> None:
    await album(Host(), posed(HelpScreen(), [*"call"]))


async def test_evidence(album: Album) -> None:
    await album(Host(), posed(EvidenceScreen(BOUGHT)))


async def test_first_start(album: Album) -> None:
    await album(Host(), posed(FirstStartScreen()))


async def test_palette(album: Album, book_path: Path) -> None:
    async def pose(pilot: Pilot[Any]) -> None:
        await pilot.press("ctrl+p")
        pilot.app.screen.query_one(Input).cursor_blink = False
        await until(pilot, lambda: "forecast" in glass(pilot))

    await album(make(book_path), pose)


async def test_keys(album: Album, book_path: Path) -> None:
    async def pose(pilot: Pilot[Any]) -> None:
        keymap.use({"outcome.talk": ("f3",)})
        main(pilot).action_go("keys")
        await settle(pilot)
        await pilot.press("down", "down", "down", "enter", "k")
        await pilot.pause()

    await album(make(book_path), pose)


async def test_page_help(album: Album, book_path: Path) -> None:
    async def pose(pilot: Pilot[Any]) -> None:
        main(pilot).action_go("spread")
        await settle(pilot)
        await pilot.press("question_mark")
        pilot.app.screen.query_one(Input).cursor_blink = False
        await until(pilot, lambda: "Page: " in told_by(pilot.app.screen.query_one(Sheet).rows))

    await album(make(book_path), pose)


async def test_tour(album: Album, book_path: Path) -> None:
    async def pose(pilot: Pilot[Any]) -> None:
        main(pilot).begin_tour()
        await until(pilot, lambda: STEPS[0].title in glass(pilot))
        await pilot.press("j", "n")
        await settle(pilot)

    await album(make(book_path), pose)
