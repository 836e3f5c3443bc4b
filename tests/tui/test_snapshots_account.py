"""An account's page and the merging page as they look: full, bare, hostile, five thousand touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from playbook import moves
from playbook.facts import Touch
from playbook.words import AccountId, EntryId
from storage.book import Book
from storage.views import Prospect
from tests.builders import NOW
from tests.tui.album import Album
from tests.tui.hosting import HOSTILE, Host, posed
from tests.tui.stocked import Stock, stocked
from tests.tui.test_screens_merging import twin
from tui.screens import account as accounts
from tui.screens.account import AccountScreen
from tui.screens.merging import MergeScreen

MANY = 5000


async def full(stock: Stock) -> Screen[Any]:
    return AccountScreen(stock.desk, stock.clock, stock.acme)


async def hostile(stock: Stock) -> Screen[Any]:
    return AccountScreen(stock.desk, stock.clock, stock.hostile)


async def bare(stock: Stock) -> Screen[Any]:
    """An account that was added a moment ago, with nothing but its name: 名前 in it."""
    name = "山田製作所 横浜工場 Yamada Seisakusho Yokohama"
    change = await stock.desk.run(lambda book: book.record((moves.add_account(name),), now=NOW, label="added"))
    return AccountScreen(stock.desk, stock.clock, change.accounts[0])


async def merging(stock: Stock) -> Screen[Any]:
    other = await twin(stock)
    return MergeScreen(stock.desk, stock.clock, stock.acme, other)


@dataclass(frozen=True, slots=True)
class Pose:
    """A page, and the keys that bring it into its pose."""

    make: Callable[[Stock], Any]
    keys: tuple[str, ...] = ()


POSES = {
    "full": Pose(full),
    "facts": Pose(full, ("tab", *["down"] * 7, "ctrl+y")),
    "bare": Pose(bare),
    "hostile": Pose(hostile, ("tab",)),
    "merging": Pose(merging),
}


@pytest.mark.parametrize("name", POSES)
async def test_page(album: Album, tmp_path: Path, name: str) -> None:
    async with stocked(tmp_path) as stock:
        screen = await POSES[name].make(stock)
        await album(Host(), posed(screen, POSES[name].keys))


def long_lived(found: Prospect) -> Prospect:
    """The account with five thousand touches, a third of them with a note."""
    first = found.touches[0]
    touches = tuple(
        replace(
            first, entry=EntryId(f"t{place}"), on=NOW.date() - timedelta(days=place // 2),
            at=NOW - timedelta(hours=12 * place), note=HOSTILE[place % 9] if place % 3 == 0 else "",
        )
        for place in range(MANY)
    )  # fmt: skip
    return replace(found, touches=touches)


async def test_five_thousand_touches_scroll(album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of the record is a key away, and each line is drawn only while it is in sight."""
    async with stocked(tmp_path) as stock:
        read = Book.prospect

        def long(book: Book, account: AccountId, *more: Any, **how: Any) -> Prospect:
            return long_lived(read(book, account, *more, **how))

        monkeypatch.setattr(Book, "prospect", long)
        screen = AccountScreen(stock.desk, stock.clock, stock.acme)

        async def pose(pilot: Pilot[None]) -> None:
            await posed(screen, ("end", "up", "pageup"))(pilot)
            sheet = screen.query_one("#record", accounts.Half)
            assert len(sheet.rows) > MANY
            assert isinstance(sheet.value, Touch)

        await album(Host(), pose)
