"""The playbook page: checked as it is typed, saved whole or not at all (R3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events

from playbook.settings import Settings
from tests.builders import NOW
from tests.tui.hosting import HOSTILE, SIZES, Host, harmless, shown
from tests.tui.stocked import Stock, stocked
from tui.screens.playbook import DocumentArea, PlaybookScreen


async def opened(stock: Stock, app: Host, pilot: Any) -> DocumentArea:
    app.show(PlaybookScreen(stock.desk, stock.clock))
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
    return app.screen.query_one(DocumentArea)


def change(area: DocumentArea, before: str, after: str) -> None:
    assert before in area.text
    area.load_text(area.text.replace(before, after))


@pytest.mark.parametrize("size", SIZES)
async def test_the_settings_stand_as_a_document_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=size) as pilot:
            await opened(stock, app, pilot)
            assert "The playbook" in shown(app)
            await pilot.press("escape")
            await pilot.pause()
        assert app.answers == [None]


async def test_r3_a_change_is_previewed_and_saved_as_one_action(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            change(area, "\nday = 40", "\nday = 45")
            await pilot.pause()
            assert "caps.day  40 → 45" in shown(app)
            await pilot.press("ctrl+s")
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert [answer.label for answer in app.answers] == ["playbook settings"]
        assert (await stock.desk.run(lambda book: book.settings())).caps.day == 45
        await stock.desk.run(lambda book: book.undo(NOW))
        assert await stock.desk.run(lambda book: book.settings()) == Settings()


async def test_a_fault_is_named_with_its_line_and_nothing_is_saved(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            change(area, "\nday = 40", "\nday = 4000\ndya = 2")
            await pilot.pause()
            glass = shown(app)
            assert "2 faults" in glass
            assert "caps.day: expected" in glass
            await pilot.press("ctrl+s")
            await pilot.pause()
            line = area.cursor_location[0]
            assert area.document.get_line(line) == "day = 4000", "the cursor goes to the fault"
            area.move_cursor((0, 0))
            await pilot.press("ctrl+g")
            assert area.cursor_location[0] == line
            assert app.answers == []
        assert await stock.desk.run(lambda book: book.settings()) == Settings()


async def test_many_faults_are_counted(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            area.load_text("\n".join(f"key{n} = 1" for n in range(9)))
            await pilot.pause()
            assert "and 3 more" in shown(app)


async def test_saving_without_a_change_says_so(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            await opened(stock, app, pilot)
            await pilot.press("ctrl+g", "ctrl+s")
            await pilot.pause()
            assert "Nothing was changed." in shown(app)


async def test_leaving_with_a_change_asks_once(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            await opened(stock, app, pilot)
            await pilot.press("x", "escape")
            await pilot.pause()
            assert "Leave without saving?" in shown(app)
            await pilot.press("escape")
            await pilot.pause()
            assert app.answers == []
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press("1")
            await pilot.pause()
        assert app.answers == [None]


async def test_what_is_pasted_is_cleaned(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            area = await opened(stock, app, pilot)
            area.post_message(events.Paste("# " + "".join(HOSTILE) + "\n"))
            await pilot.pause()
            assert harmless(area.text)
            assert harmless(shown(app))


async def test_trouble_with_the_book_is_said(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            change(area, "\nday = 40", "\nday = 45")
            await stock.desk.stop()
            await pilot.press("ctrl+s")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "The planner's file is closed." in shown(app)
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            assert "The planner's file is closed." in shown(app)
