"""The three questions, the playbook in words, in place and as a document, its history: three sizes, two themes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from playbook.settings import Criterion, Settings
from tests.builders import NOW
from tests.tui.album import Album
from tests.tui.posing import Pose, Shown, bring, empty
from tests.tui.profiled import profiled
from tests.tui.stocked import Stock
from tui.screens.playbook import PlaybookScreen
from tui.screens.playbook_history import HistoryScreen
from tui.screens.profile import ProfileScreen


@asynccontextmanager
async def changed(folder: Path) -> AsyncIterator[Stock]:
    """Open a book whose playbook was changed on two days; one change is taken back."""
    async with profiled(folder) as stock:
        plain = Settings()
        first = replace(plain, spacing=replace(plain.spacing, dream=28), caps=replace(plain.caps, day=45))
        wish = Criterion("industry", "in", ("Steel", "日本精密工業"))
        await stock.desk.run(lambda book: book.set_settings(first, NOW - timedelta(days=400)))
        await stock.desk.run(lambda book: book.set_settings(replace(first, profile=(wish,)), NOW))
        await stock.desk.run(lambda book: book.undo(NOW))
        yield stock


POSES = {
    "which": Pose(ProfileScreen, profiled, ("space", "down", "space")),
    "size": Pose(ProfileScreen, profiled, ("enter", "down", "space")),
    "summary": Pose(ProfileScreen, profiled, ("space", "enter", "escape", "down", "space", "enter")),
    "nothing-to-ask": Pose(ProfileScreen, empty),
    "spacing": Pose(PlaybookScreen, changed, ("down", "down", "enter", "down")),
    "in-place": Pose(PlaybookScreen, changed, ("down", "down", "enter", "down", "enter", "backspace", "9", "9")),
    "not-saved": Pose(PlaybookScreen, changed, ("down", "down", "enter", "down", "enter", "backspace", "9", "enter")),
    "no-profile": Pose(PlaybookScreen, profiled),
    "document": Pose(PlaybookScreen, profiled, ("down", "down", "tab")),
    "history": Pose(HistoryScreen, changed, ("down",)),
    "history-empty": Pose(HistoryScreen, profiled),
}


@pytest.mark.parametrize("name", POSES)
async def test_page(album: Album, tmp_path: Path, name: str) -> None:
    await album(Shown(), bring(POSES[name], tmp_path))
