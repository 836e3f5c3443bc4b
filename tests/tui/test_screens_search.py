"""The search page: as you type, arrows, enter; nothing foreign is ever drawn as more than text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.errors import BookTrouble
from tests.builders import NOW
from tests.tui.hosting import SIZES, Host, harmless, shown, typed
from tests.tui.stocked import PAIN, stocked
from tui.clock import FrozenClock
from tui.screens import search
from tui.screens.search import SearchScreen
from tui.screens.sheet import Sheet


async def settle(app: Host, pilot: Any) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_search_finds_by_name_person_and_pain_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=size) as pilot:
            app.show(SearchScreen(stock.desk, stock.clock))
            await pilot.pause()
            await settle(app, pilot)
            assert harmless(shown(app))
            assert "newest touched first" in shown(app)
            for words in ("acme", "dana", PAIN[:10]):
                app.screen.query_one("#words").value = words  # type: ignore[attr-defined]
                await pilot.pause()
                await settle(app, pilot)
                assert "Acme Robotics" in shown(app), words


async def test_search_enter_opens_the_highlighted_account(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test() as pilot:
            app.show(SearchScreen(stock.desk, stock.clock, "acme"))
            await pilot.pause()
            await settle(app, pilot)
            await pilot.press("enter")
            await pilot.pause()
        assert app.answers == [stock.acme]


async def test_search_moves_with_arrows_while_the_line_keeps_the_keys(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(SearchScreen(stock.desk, stock.clock))
            await pilot.pause()
            for key in typed("globex"):
                await pilot.press(key)
            await settle(app, pilot)
            sheet = app.screen.query_one(Sheet)
            first = sheet.value
            await pilot.press("down", "pagedown", "pageup", "up")
            assert sheet.value == first
            await pilot.press("down")
            assert sheet.value != first
            await pilot.click(Sheet, offset=(8, 0))
            assert app.answers == [], "a click highlights"
            assert sheet.value == first
            await pilot.click(Sheet, offset=(8, 0), times=2)
            await pilot.pause()
        assert app.answers == [first]


async def test_search_outcome_keys_are_letters_here_and_esc_leaves(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test() as pilot:
            app.show(SearchScreen(stock.desk, stock.clock))
            await pilot.pause()
            await pilot.press("n", "z", "z", "z")
            await settle(app, pilot)
            assert "Nothing found" in shown(app)
            await pilot.press("enter")
            assert app.answers == []
            await pilot.press("escape")
            await pilot.pause()
        assert app.answers == [None]


async def test_an_empty_book_teaches(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            app.show(SearchScreen(stock.desk, stock.clock))
            await pilot.pause()
            await settle(app, pilot)
            assert "The book is empty" in shown(app)


async def test_a_barred_account_stands_out_on_a_narrow_screen(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(60, 20)) as pilot:
            app.show(SearchScreen(stock.desk, stock.clock, "is:barred"))
            await pilot.pause()
            await settle(app, pilot)
            assert "[@click=app.bell]Acme[/]" in shown(app)


async def test_trouble_with_the_book_is_said() -> None:
    class Shut:
        async def run(self, fn: Any, /) -> Any:
            del fn
            raise BookTrouble("The planner's file is closed.", "Start again.")

        read = run

    app = Host()
    async with app.run_test() as pilot:
        app.show(SearchScreen(Shut(), FrozenClock(NOW, "America/Chicago")))
        await pilot.pause()
        await settle(app, pilot)
        assert "The planner's file is closed." in shown(app)


async def test_a_list_that_is_cut_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may take the first few for all there are."""
    monkeypatch.setattr(search, "_MOST", 5)
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(SearchScreen(stock.desk, stock.clock, "globex"))
            await pilot.pause()
            await settle(app, pilot)
            assert "5 of 30" in shown(app)
