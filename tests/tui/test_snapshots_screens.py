"""The pages as they look, at 60, 80 and 120 columns, by night and by day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from playbook.decision import Said
from playbook.previews import previews
from playbook.words import Channel, Outcome
from tests.builders import DANA, MONDAY, NOW, SETTINGS, WORLD, account, person
from tests.tui.hosting import SIZES, Host, posed
from tests.tui.stocked import Stock, stocked
from tui import themes
from tui.dialogs.frame import Whom
from tui.screens.account import AccountScreen
from tui.screens.explain import ExplainScreen
from tui.screens.playbook import PlaybookScreen
from tui.screens.search import SearchScreen


def explain() -> Screen[Any]:
    base = Said(Outcome.NO_ANSWER, NOW, person=DANA, channel=Channel.CALL)
    drawn = previews(account(touches=2), (person(),), base, SETTINGS, WORLD)
    why = ("follow-up, due today: a talk: go on while it is warm", "R8")
    return ExplainScreen(Whom("Acme Robotics", "Dana Cole", "call"), drawn, MONDAY, why)


STILL: dict[str, Callable[[], Screen[Any]]] = {
    "explain": explain,
}
OF_A_BOOK: dict[str, Callable[[Stock], Screen[Any]]] = {
    "account": lambda stock: AccountScreen(stock.desk, stock.clock, stock.acme),
    "search": lambda stock: SearchScreen(stock.desk, stock.clock, "acme"),
    "playbook": lambda stock: PlaybookScreen(stock.desk, stock.clock),
}


class OfBook(Host):
    """A host that closes its book before it leaves."""

    closing: Any = None

    async def on_unmount(self) -> None:
        if self.closing is not None:
            await self.closing.__aexit__(None, None, None)


def of_book(
    make: Callable[[Stock], Screen[Any]], folder: Path, keys: tuple[str, ...] = ()
) -> Callable[[Pilot[None]], Any]:
    async def pose(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, OfBook)
        pilot.app.closing = stocked(folder)
        stock = await pilot.app.closing.__aenter__()
        await posed(make(stock), keys)(pilot)

    return pose


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", STILL)
def test_page(snap_compare: Any, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(Host(), run_before=posed(STILL[name]()), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", OF_A_BOOK)
def test_page_of_a_book(snap_compare: Any, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(OfBook(), run_before=of_book(OF_A_BOOK[name], tmp_path), terminal_size=size)


@pytest.mark.parametrize("name", OF_A_BOOK)
def test_page_by_day(snap_compare: Any, tmp_path: Path, name: str) -> None:
    app = OfBook(themes.DAWN)
    assert snap_compare(app, run_before=of_book(OF_A_BOOK[name], tmp_path), terminal_size=(120, 40))
