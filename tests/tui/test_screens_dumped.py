"""The dumped list: why, hours won, news since then, and the way back (R29, R30)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.words import Standing
from storage.views import Change
from storage.views_numbers import DumpedRow
from tests.builders import NOW
from tests.tui.hosting import SIZES, Host, harmless, shown, typed
from tests.tui.numbered import numbered
from tests.tui.stocked import Stock, stocked
from tui.screens.dumped import DumpedScreen
from tui.screens.sheet import Sheet


async def opened(stock: Stock, app: Host, pilot: Any) -> None:
    app.show(DumpedScreen(stock.desk, stock.clock))
    await rest(app, pilot)


async def rest(app: Host, pilot: Any) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def to_row(app: Host, name: str) -> None:
    """Put the highlight on the dumped account of that name."""
    sheet = app.screen.query_one(Sheet)
    sheet.cursor = next(
        place for place, row in enumerate(sheet.rows) if isinstance(row.value, DumpedRow) and row.value.name == name
    )


@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_r29_r30_who_was_let_go_why_and_what_it_won(tmp_path: Path, size: tuple[int, int]) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=size) as pilot:
            await opened(stock, app, pilot)
            glass = shown(app)
            assert harmless(glass)
            for words in ("2 accounts · 12.0 hours a quarter won", "Globex 28", "9.5 h/q", "no budget, ever"):
                assert words in glass, words
            await pilot.press("end")
            await pilot.pause()
            assert "since then, Sun 22 Nov: new money" in shown(app)
            await pilot.press("q")
            await pilot.pause()
        assert app.answers == [None]


async def test_r30_whom_to_spend_the_hours_on_opens_by_key_and_click(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        for press in ("enter", "click"):
            app = Host()
            async with app.run_test(size=(120, 40)) as pilot:
                await opened(stock, app, pilot)
                glass = shown(app)
                assert "spend the hours on" in glass
                assert "dream client" in glass
                assert "best of the pool" in glass
                sheet = app.screen.query_one(Sheet)
                sheet.action_end(-1)
                if press == "enter":
                    await pilot.press("enter")
                else:
                    await pilot.click(Sheet, offset=(6, 1), times=2)
                await pilot.pause()
            assert app.answers == [stock.acme], press


async def test_r29_reviving_takes_a_reason_and_offers_the_promises_again(tmp_path: Path) -> None:
    """R29: one action, so one undo takes it all back."""
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            to_row(app, "Globex 28")
            await pilot.press("r")
            await pilot.pause(0.05)
            assert "Bring them back, why?" in shown(app)
            assert "next year" in shown(app)
            await pilot.press("enter")
            await pilot.pause()
            assert app.answers == []
            await pilot.press(*typed("new owner"), "enter")
            await rest(app, pilot)
            await rest(app, pilot)
            assert "✓ revived · Globex 28" in shown(app)
            assert "1 account · " in shown(app)
            await pilot.press("escape")
            await pilot.pause()
        (change,) = app.answers
        assert isinstance(change, Change)
        assert change.label == "revived · Globex 28"
        firm = change.accounts[0]
        seen = await stock.desk.run(lambda book: book.prospect(firm, NOW))
        assert seen.standing is not Standing.DUMPED
        assert seen.account.steps
        await stock.desk.run(lambda book: book.undo(NOW))
        seen = await stock.desk.run(lambda book: book.prospect(firm, NOW))
        assert seen.standing is Standing.DUMPED


async def test_r29_cancelling_revives_nobody(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("r")
            await pilot.pause(0.05)
            await pilot.press("escape")
            await rest(app, pilot)
            app.screen.query_one(Sheet).action_end(-1)
            await pilot.press("r")
            await pilot.pause()
            assert "highlight one of them" in shown(app)
            assert app.answers == []


async def test_an_empty_list_teaches(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(60, 18)) as pilot:
            await opened(stock, app, pilot)
            assert "Nobody was let go yet." in shown(app)
            await pilot.press("r", "enter", "escape")
            await pilot.pause()
        assert app.answers == [None]


async def test_trouble_with_the_book_is_said(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await stock.desk.stop()
            await pilot.press("r")
            await rest(app, pilot)
            assert "The planner's file is closed." in shown(app)
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            assert "The planner's file is closed." in shown(app)


async def test_a_word_narrows_the_list_and_the_mouse_hovers(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await pilot.hover(Sheet, offset=(20, 2))
            assert app.screen.query_one(Sheet).hovered == 2
            await pilot.hover("#title")
            assert app.screen.query_one(Sheet).hovered == -1
            await pilot.press("slash", *typed("budget"))
            await rest(app, pilot)
            glass = shown(app)
            assert "1 account · 9.5 hours a quarter won" in glass
            assert "spend the hours on" not in glass
            await pilot.press(*typed(" zzz"))
            await rest(app, pilot)
            assert "Nobody here is called that." in shown(app)
            await pilot.press("escape")
            await rest(app, pilot)
            assert "2 accounts · 12.0 hours a quarter won" in shown(app)
            assert app.answers == []
