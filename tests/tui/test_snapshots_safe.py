"""Duplicates and merging as they look, each where it is tightest, and by day too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from playbook import moves
from playbook.words import AccountId
from storage.book import Book
from tests.builders import NOW
from tests.tui.hosting import HOSTILE, Host, posed
from tests.tui.stocked import Stock, stocked
from tui import themes
from tui.screens.duplicates import DuplicatesScreen
from tui.screens.merging import MergeScreen

TWIN = "Acme Robotics Inc"
PAGES: dict[str, Callable[[Stock, AccountId], Screen[Any]]] = {
    "duplicates": lambda stock, _: DuplicatesScreen(stock.desk, stock.clock),
    "merging": lambda stock, twin: MergeScreen(stock.desk, stock.clock, stock.acme, twin),
}
NARROW, USUAL = (60, 20), (80, 24)


class OfBook(Host):
    """A host that closes its book before it leaves."""

    closing: Any = None

    async def on_unmount(self) -> None:
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


def doubled(book: Book) -> AccountId:
    """Add Acme once more, and a firm with a foreign name twice; return the other Acme."""
    found: list[AccountId] = []
    for name, fields in (
        (TWIN, {"domain": "acme.com", "state": "WI"}),
        (HOSTILE[7], {"phone": "+81525550100"}),
        (f"{HOSTILE[7]} GmbH", {"phone": "+81525550100"}),
    ):
        draft = moves.add_account(name, tuple(sorted(fields.items())))
        found.append(AccountId(dict(book.record((draft,), now=NOW, label="added").ids)["new:1"]))
    return found[0]


def pose(name: str, folder: Path) -> Callable[[Pilot[None]], Any]:
    async def bring(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, OfBook)
        pilot.app.closing = stocked(folder)
        stock = await pilot.app.closing.__aenter__()
        twin = await stock.desk.run(doubled)
        await posed(PAGES[name](stock, twin))(pilot)

    return bring


@pytest.mark.parametrize("name", PAGES)
def test_page_is_tight(snap_compare: Any, tmp_path: Path, name: str) -> None:
    assert snap_compare(OfBook(), run_before=pose(name, tmp_path), terminal_size=NARROW)


@pytest.mark.parametrize("name", ["merging"])
def test_page_by_day(snap_compare: Any, tmp_path: Path, name: str) -> None:
    assert snap_compare(OfBook(themes.DAWN), run_before=pose(name, tmp_path), terminal_size=USUAL)
