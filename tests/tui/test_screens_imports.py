"""The list of imports: reports, and the undo of an older one (R39)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.errors import NotFound
from playbook.words import ActionId
from storage.views import Change
from tests.builders import NOW
from tests.tui.hosting import SIZES, Host, harmless, shown
from tests.tui.numbered import numbered
from tests.tui.stocked import Stock, stocked
from tui.imports_words import counts, told
from tui.screens.importing import ImportScreen
from tui.screens.imports import ImportsScreen
from tui.screens.sheet import Sheet


async def opened(stock: Stock, app: Host, pilot: Any) -> None:
    app.show(ImportsScreen(stock.desk, stock.clock))
    await rest(app, pilot)


async def rest(app: Host, pilot: Any) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_r39_every_import_stands_with_its_counts_and_report(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=SIZES[-1]) as pilot:
            await opened(stock, app, pilot)
            for size in (*SIZES, (60, 18)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                glass = shown(app)
                assert harmless(glass)
                assert "2 imports" in glass
                assert "leads.csv" in glass
                assert "2 accounts new" in glass
                await pilot.press("enter")
                await pilot.pause()
                assert "leads.csv, line 5: no name" in shown(app)
                await pilot.press("enter")
                await pilot.pause()
                assert "line 5" not in shown(app)
            await pilot.press("q")
            await pilot.pause()
        assert app.answers == [None]


async def test_a_list_is_imported_from_here_and_the_page_leaves_with_it(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(stock, app, pilot)
            for answer in (None, Change(ActionId("x"), (), (), "import x.csv")):
                await pilot.press("i")
                await pilot.pause()
                assert isinstance(app.screen, ImportScreen)
                app.screen.dismiss(answer)
                await pilot.pause()
        assert [each.label for each in app.answers] == ["import x.csv"]


def test_what_has_no_room_in_a_row_falls_away_whole() -> None:
    report = '{"accounts":{"new":12000},"people":{"new":3},"skipped":[{"line":1}],"mend":["/x.csv"]}'
    assert counts(report) == "12,000 accounts new, 3 people new, 1 skipped"
    assert counts(report, 40) == "12,000 accounts new, 3 people new"
    assert counts(report, 5) == "12,000 accounts new"
    assert "to mend and import: /x.csv" in told(report)


async def test_r39_an_older_import_is_taken_back_after_a_question_with_its_numbers(tmp_path: Path) -> None:
    """R39: one account goes, one stays since a note stands on it."""
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("down", "delete")
            await pilot.pause(0.05)
            glass = shown(app)
            assert "Take this import back?" in glass
            assert "1 account goes; 1 stays, since later entries stand on them: lead 1." in glass
            await pilot.press("2")
            await rest(app, pilot)
        (change,) = app.answers
        assert isinstance(change, Change)
        assert len(change.stayed) == 1
        with pytest.raises(NotFound):
            await stock.desk.run(lambda book: book.find("lead 2"))
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("down", "delete")
            await pilot.pause()
            assert "taken back already" in shown(app)
        await stock.desk.run(lambda book: book.redo(NOW))
        assert await stock.desk.run(lambda book: book.find("lead 2"))


async def test_r39_no_leaves_it_and_the_mouse_works(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await pilot.click(Sheet, offset=(8, 1))
            await pilot.pause()
            assert "line 5: no name" in shown(app)
            await pilot.press("backspace")
            await pilot.pause(0.05)
            await pilot.press("enter")
            await rest(app, pilot)
            assert app.answers == [], "the safe choice stands first"
        assert await stock.desk.run(lambda book: book.find("lead 2"))


async def test_an_empty_list_teaches(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(60, 18)) as pilot:
            await opened(stock, app, pilot)
            assert "No list was imported yet." in shown(app)
            await pilot.press("delete", "enter", "escape")
            await pilot.pause()
        assert app.answers == [None]


async def test_trouble_with_the_book_is_said(tmp_path: Path) -> None:
    async with numbered(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await stock.desk.stop()
            await pilot.press("delete")
            await rest(app, pilot)
            assert "The planner's file is closed." in shown(app)
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            assert "The planner's file is closed." in shown(app)
