"""Three questions make a first profile (R1), and what it does is seen before it is saved (R3)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from playbook.settings import Criterion, Settings
from storage.views_profile import Rescored
from tests.builders import NOW
from tests.tui.hosting import SIZES, Host, harmless, shown
from tests.tui.profiled import profiled
from tests.tui.stocked import Stock, stocked
from tui import rescored
from tui.screens.profile import ProfileScreen


class Asked:
    """The page on a host, with keys to press."""

    def __init__(self, stock: Stock, app: Host, pilot: Any) -> None:
        self.stock = stock
        self.app = app
        self.pilot = pilot

    async def open(self) -> None:
        self.app.show(ProfileScreen(self.stock.desk, self.stock.clock))
        await self.settle()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def glass(self) -> str:
        return shown(self.app)


@pytest.mark.parametrize("size", SIZES)
async def test_r1_three_questions_make_a_profile_and_one_undo_takes_it_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with profiled(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=size) as pilot:
            page = Asked(stock, app, pilot)
            await page.open()
            assert "Which of these usually buy from you?" in page.glass
            assert "1 of 3 · industry" in page.glass
            assert harmless(page.glass)
            await page.press("space")
            assert "✓" in page.glass
            assert "go off" in page.glass
            await page.press("enter")
            assert "How big are those who usually buy from you?" in page.glass
            await page.press("down", "space", "down", "space", "enter")
            assert "Where are those who usually buy from you?" in page.glass
            await page.press("escape")
            assert "Save this profile" in page.glass
            assert "go off" in page.glass
            await page.press("enter")
        [change] = app.answers
        assert change.label == "playbook: profile"
        profile = (await stock.desk.run(lambda book: book.settings())).profile
        assert [(wish.field, wish.test) for wish in profile] == [("industry", "in"), ("employees", "at least")]
        await stock.desk.run(lambda book: book.undo(NOW))
        assert await stock.desk.run(lambda book: book.settings()) == Settings()


async def test_r1_each_question_may_be_skipped(tmp_path: Path) -> None:
    async with profiled(tmp_path) as stock:
        app = Host()
        async with app.run_test() as pilot:
            page = Asked(stock, app, pilot)
            await page.open()
            await page.press("space", "escape", "escape", "enter")
        assert app.answers == [None]
        assert await stock.desk.run(lambda book: book.settings()) == Settings()


async def test_r1_back_to_the_question_before_and_out_without_saving(tmp_path: Path) -> None:
    async with profiled(tmp_path) as stock:
        app = Host()
        async with app.run_test() as pilot:
            page = Asked(stock, app, pilot)
            await page.open()
            await page.press("left", "space", "enter", "left")
            assert "1 of 3 · industry" in page.glass
            assert "✓" in page.glass
            await page.press("enter", "enter", "enter")
            assert "Save this profile" in page.glass
            await page.press("left", "escape", "escape")
        assert app.answers == [None]
        assert await stock.desk.run(lambda book: book.settings()) == Settings()


async def test_r1_asked_again_it_begins_where_the_profile_stands(tmp_path: Path) -> None:
    held = Criterion("industry", "in", ("Steel", "Plastics"))
    must = Criterion("country", "in", ("US",), 0, must=True)
    async with profiled(tmp_path) as stock:
        await stock.desk.run(lambda book: book.set_settings(replace(Settings(), profile=(must, held)), NOW))
        app = Host()
        async with app.run_test() as pilot:
            page = Asked(stock, app, pilot)
            await page.open()
            assert page.glass.count("✓") == 2
            await page.press("end", "space", "enter", "escape", "escape", "enter")
        profile = (await stock.desk.run(lambda book: book.settings())).profile
        assert profile[0] == must
        assert len(profile[1].values) == 3


async def test_r1_the_mouse_ticks_and_goes_on(tmp_path: Path) -> None:
    async with profiled(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            page = Asked(stock, app, pilot)
            await page.open()
            await pilot.click("#options", offset=(6, 1))
            await page.settle()
            assert page.glass.count("✓") == 1
            app.screen.action_tick()  # type: ignore[attr-defined]
            await page.settle()
            assert "✓" not in page.glass
            app.screen.action_go_on()  # type: ignore[attr-defined]
            await page.settle()
            assert "2 of 3" in page.glass


async def test_a_book_that_tells_nothing_says_what_to_do(tmp_path: Path) -> None:
    """R1."""
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(60, 20)) as pilot:
            page = Asked(stock, app, pilot)
            await page.open()
            assert "Nothing in your book tells yet who buys." in page.glass
            await page.press("enter", "space")
            assert app.answers == []
            await page.press("escape")
        assert app.answers == [None]


async def test_r3_it_shows_that_it_runs_and_trouble_is_said(tmp_path: Path) -> None:
    async with profiled(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            page = Asked(stock, app, pilot)
            await page.open()
            screen: Any = app.screen
            screen._told(2000, 100_000)
            screen._draw_preview()
            assert "looking at 2,000 of 100,000 accounts" in str(screen.query_one("#preview", Static).content)
            await page.press("space", "enter", "enter", "enter")
            await stock.desk.stop()
            await page.press("enter")
            assert "The planner's file is closed." in page.glass
            await page.press("left", "space")
            assert "The planner's file is closed." in page.glass
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            page = Asked(stock, app, pilot)
            await page.open()
            assert "The planner's file is closed." in page.glass


async def test_r3_a_newer_answer_stops_an_older_look(tmp_path: Path) -> None:
    async with profiled(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            page = Asked(stock, app, pilot)
            await page.open()
            for _ in range(3):
                app.screen.action_tick()  # type: ignore[attr-defined]
            await page.settle()
            assert "go off" in page.glass


def test_r3_a_change_in_a_reps_words() -> None:
    found = Rescored(100, 60, 30, 10, 17, 42, 0, 5, 37, 0, 0)
    assert rescored.lines(found) == (
        "17 come on, 42 go off",
        "then 60 on profile, 30 off, 10 unknown",
        "37 never touched: set aside",
        "5 touched: in the dump queue, you decide; a profile dumps nobody",
    )
    more = replace(found, go_unknown=3, set_aside=0, proposed=0, back=2, kept=1, resumed=12)
    assert rescored.lines(more) == (
        "17 come on, 42 go off, 3 become unknown",
        "then 60 on profile, 30 off, 10 unknown",
        "2 come back from there",
        "12 worked before and without a plan: each gets a next step",
        "1 account you decided on yourself: your word stands",
    )
    nobody = replace(found, on=0, off=90, unknown=0, set_aside=0, proposed=0)
    assert rescored.lines(nobody)[2] == rescored.NOBODY_LEFT
    still = Rescored(100, 60, 30, 10, 0, 0, 0, 0, 0, 0, 0)
    assert rescored.lines(still)[0] == rescored.NOBODY
