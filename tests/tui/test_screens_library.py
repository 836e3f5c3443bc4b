"""The value library's page: list, add, change, take out, undo, search (R13)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from playbook import assets
from playbook.value_library import Asset, AssetKind
from playbook.words import AssetId, Outcome
from storage.book import Book
from tests.builders import NOW
from tests.tui.hosting import HOSTILE, SIZES, Host, harmless, shown, typed
from tests.tui.stocked import Stock, stocked
from tui.screens.value_library import LibraryScreen

WEBINAR = Asset(AssetId(""), "Webinar on changeovers", AssetKind.INVITE, fits=("food",))


async def settle(app: Host, pilot: Any) -> None:
    for _ in range(3):
        await pilot.pause()
        for worker in list(app.workers):
            if worker.group != "edit":
                await worker.wait()
    await pilot.pause()


async def titles(stock: Stock) -> list[str]:
    return [row.asset.title for row in await stock.desk.run(lambda book: book.value_library(NOW))]


def fill(book: Book) -> None:
    """Three things, one of them given twice."""
    webinar = book.record((assets.add(WEBINAR),), now=NOW, label="added").entries[0]
    over = replace(WEBINAR, title="Fair [b]Chicago", kind=AssetKind.EVENT, until=NOW.date() - timedelta(days=3))
    book.record((assets.add(over),), now=NOW, label="added")
    book.record((assets.add(replace(WEBINAR, title="製造業向けの事例集", fits=())),), now=NOW, label="added")
    account = book.find("Globex 07")
    for days in (20, 9):
        give(book, account, webinar, days)


def give(book: Book, account: Any, asset: str, days: int) -> None:
    from playbook import moves
    from playbook.decide import decide
    from playbook.decision import Said

    at = NOW - timedelta(days=days)
    seen = book.prospect(account, at)
    said = Said(Outcome.VALUE, at, note="webinar", asset=asset, answered=True)
    decision = decide(seen.account, seen.people, said, seen.settings, seen.world)
    book.record(moves.touch(decision), now=at, label="gift")


@asynccontextmanager
async def opened(stock: Stock, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[Host, Any]]:
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.show(LibraryScreen(stock.desk, stock.clock))
        await settle(app, pilot)
        yield app, pilot


@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_r13_the_list_says_how_often_when_and_to_whom(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(fill)
        async with opened(stock, size) as (app, _):
            glass = shown(app)
            assert "Webinar on changeovers" in glass
            assert "2×" in glass
            assert "14 Nov" in glass
            assert "3 things" in glass
            assert "Fair [b]Chicago" in glass
            assert "製造業" in glass
            assert harmless(glass)
            assert size[0] < 80 or "Globex 07" in glass


async def test_an_empty_library_teaches_and_puts_five_in_only_on_enter(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        async with opened(stock, (60, 18)) as (app, pilot):
            glass = shown(app)
            assert "Nothing here yet" in glass
            assert "An invite to a webinar" in glass
            assert await titles(stock) == [], "nothing is written silently"
            await pilot.press("enter")
            await settle(app, pilot)
            assert len(await titles(stock)) == 5
            assert "five kinds of value" in shown(app)
            await pilot.press("u")
            await settle(app, pilot)
            assert await titles(stock) == []
            assert "Taken back: library · five kinds of value" in shown(app)
            await pilot.press("ctrl+r")
            await settle(app, pilot)
            assert len(await titles(stock)) == 5
            await pilot.press("ctrl+z")
            await settle(app, pilot)
            await pilot.press("escape")
            await settle(app, pilot)
        assert app.answers[0].label


async def test_a_thing_is_added_and_changed(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock, opened(stock) as (app, pilot):
        await pilot.press("plus")
        await settle(app, pilot)
        await pilot.press("enter")
        await settle(app, pilot)
        assert "A name for it is needed." in shown(app)
        await pilot.press(*typed("Article"), "down", "right", "down", *typed("why"), "down", *typed("x.example"))
        await pilot.press("down", *typed("food, steel"), "down", *typed("14 Jan"), "enter")
        await settle(app, pilot)
        (row,) = await stock.desk.run(lambda book: book.value_library(NOW))
        asset = row.asset
        assert (asset.title, asset.kind, asset.about, asset.link) == ("Article", "event", "why", "x.example")
        assert (asset.fits, str(asset.until)) == (("food", "steel"), "2027-01-14")
        await pilot.press("enter")
        await settle(app, pilot)
        assert "Worth giving" in shown(app)
        await pilot.press("end", *typed(" 2"), *["down"] * 5, "minus", "enter")
        await settle(app, pilot)
        (row,) = await stock.desk.run(lambda book: book.value_library(NOW))
        assert (row.asset.title, row.asset.until, row.asset.fits) == ("Article 2", None, ("food", "steel"))


async def test_a_thing_is_taken_out_and_comes_back(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(lambda book: book.record((assets.add(WEBINAR),), now=NOW, label="added"))
        async with opened(stock) as (app, pilot):
            for turn in ("enter", "escape", "enter", "enter"):
                await pilot.press(turn)
                await settle(app, pilot)
            assert await titles(stock) == [WEBINAR.title], "esc and an unchanged form write nothing"
            await pilot.press("ctrl+d")
            await settle(app, pilot)
            assert await titles(stock) == []
            assert f"taken out: {WEBINAR.title}" in shown(app)
            await pilot.press("u")
            await settle(app, pilot)
            assert await titles(stock) == [WEBINAR.title]


async def test_r13_what_was_given_stands_in_its_dialog_and_a_search_finds(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(fill)
        async with opened(stock) as (app, pilot):
            await pilot.press("slash", *typed("food chang"))
            await settle(app, pilot)
            glass = shown(app)
            assert "Webinar on changeovers" in glass
            assert "Chicago" not in glass
            await pilot.press("enter", "enter")
            await settle(app, pilot)
            assert "Globex 07, 14 Nov 2026; Globex 07, 3 Nov 2026" in shown(app)
            await pilot.press("escape")
            await pilot.press("slash", *typed("zzz"))
            await settle(app, pilot)
            assert "Nothing found" in shown(app)
            await pilot.press("enter", "enter")
            await settle(app, pilot)
            await pilot.press("escape")
            await settle(app, pilot)
            assert "3 things" in shown(app)
            assert app.answers == []
            await pilot.press("escape")
            await settle(app, pilot)
        assert app.answers == [None]


async def test_a_click_opens_a_thing(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(fill)
        async with opened(stock) as (app, pilot):
            await pilot.click("#assets", offset=(20, 1))
            await settle(app, pilot)
            assert "Worth giving" not in shown(app), "a click highlights"
            await pilot.click("#assets", offset=(20, 1), times=2)
            await settle(app, pilot)
            assert "Worth giving" in shown(app)


async def test_hostile_titles_stand_as_text(tmp_path: Path) -> None:
    def hostile(book: Book) -> None:
        for name in HOSTILE:
            asset = Asset(AssetId(""), f"x{name}", about=name, link=name, fits=(name or "y",))
            book.record((assets.add(asset),), now=NOW, label="hostile")

    async with stocked(tmp_path) as stock:
        await stock.desk.run(hostile)
        async with opened(stock) as (app, pilot):
            assert harmless(shown(app))
            await pilot.press("enter")
            await settle(app, pilot)
            assert harmless(shown(app))


async def test_a_closed_book_is_said(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(fill)
        async with opened(stock) as (app, pilot):
            await stock.desk.stop()
            for key in ("enter", "ctrl+d"):
                await pilot.press(key)
                await settle(app, pilot)
                assert "The planner's file is closed." in shown(app)
