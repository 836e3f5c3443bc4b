"""The page that takes everything away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from storage.exporting import ExportCancelled
from tests.builders import NOW
from tests.tui.hosting import SIZES, Host, harmless, shown
from tests.tui.stocked import Stock, stocked
from tui import themes
from tui.screens import exporting_rows, exporting_run
from tui.screens.export import ExportScreen
from tui.screens.exporting_run import TakeAway, Taken


async def rest(app: Host, pilot: Any) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def focused(app: Host) -> str | None:
    """Return which widget has the keys."""
    return None if app.focused is None else app.focused.id


async def opened(stock: Stock, app: Host, pilot: Any) -> ExportScreen:
    screen = ExportScreen(stock.desk, stock.clock)
    app.show(screen)
    await rest(app, pilot)
    return screen


async def test_every_way_out_says_for_whom_it_is(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host(themes.DAWN)
        async with app.run_test(size=SIZES[-1]) as pilot:
            await opened(stock, app, pilot)
            for size in (*SIZES, (60, 18)):
                await pilot.resize_terminal(*size)
                await pilot.press("home")
                await pilot.pause()
                glass = shown(app)
                assert harmless(glass)
                for words in ("Export", "folder", "only", "CSV", "Excel", "Calendar", "takes it away"):
                    assert words in glass
                assert "for any program" in glass
                await pilot.press("end")
                assert "As text" in shown(app)
            await pilot.press("escape")
            await pilot.pause()
        assert app.answers == [None]


async def test_the_folder_of_the_day_lies_beside_the_book(  # noqa: PLR0915  (one way through)
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_folders: list[Path] = []

    async def show(_app: object, path: Path) -> bool:
        shown_folders.append(path)
        return True

    monkeypatch.setattr("tui.outside.show", show)
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(stock, app, pilot)
            path = await stock.desk.run(lambda book: book.path)
            folder = path.parent / "exports" / NOW.date().isoformat()
            assert screen.query_one("#folder", Input).value == str(folder)
            await pilot.press("enter")
            await rest(app, pilot)
            glass = shown(app)
            assert "8 files written" in glass
            assert "accounts.csv" in glass
            assert (folder / "accounts.csv").is_file()
            await pilot.press("c")
            assert app.copied == str(folder / "accounts.csv")
            assert "Copied:" in shown(app)
            await pilot.press("o")
            await rest(app, pilot)
            assert shown_folders == [folder]
            assert "Opened:" in shown(app)
            await pilot.press("down", "enter")
            assert app.copied == str(folder / "people.csv")
            await pilot.press("escape")
            await rest(app, pilot)
            assert "CSV" in shown(app)
            await pilot.press("c")
            assert app.copied == str(folder / "people.csv")


async def test_what_is_there_is_replaced_by_a_key_only(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("r")
            await pilot.press("enter")
            await rest(app, pilot)
            await pilot.press("escape", "enter")
            await rest(app, pilot)
            glass = shown(app)
            assert "already. Nothing was written." in glass
            assert "r replaces them" in glass
            await pilot.press("r")
            await rest(app, pilot)
            assert "8 files written" in shown(app)


async def test_only_what_a_search_finds(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(stock, app, pilot)
            screen.query_one("#only", Input).value = "zzzz"
            await pilot.press("enter")
            await rest(app, pilot)
            assert "Nothing is found by" in shown(app)
            screen.query_one("#folder", Input).value = ""
            await pilot.press("enter")
            await rest(app, pilot)
            assert "Name a folder first." in shown(app)
            await pilot.press("tab")
            assert focused(app) == "folder"
            await pilot.press("enter")
            assert focused(app) == "sheet"
            screen.action_next_field()
            await pilot.pause()
            assert focused(app) == "folder"


async def test_the_call_sheet_of_today(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await opened(stock, app, pilot)
            folder = Path(screen.query_one("#folder", Input).value)
            await pilot.press("end", "enter")
            await rest(app, pilot)
            assert (folder / "call-sheet.txt").read_text(encoding="utf-8").startswith("notyet · call sheet")
            await pilot.press("escape", "end", "up", "enter")
            await rest(app, pilot)
            assert (folder / "call-sheet.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


async def test_esc_cancels_what_is_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The book's thread waits for the page's own cancel, as a big book would give it time to."""

    def slow(self: TakeAway, _book: object) -> Taken:
        from storage.exporting import Progress

        self.progress = Progress(40, 100)
        self._stop.wait(10)
        raise ExportCancelled

    monkeypatch.setattr(exporting_run.TakeAway, "__call__", slow)
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(stock, app, pilot)
            await pilot.press("enter")
            await pilot.pause(0.25)
            glass = shown(app)
            assert "40 of 100 accounts" in glass
            assert "cancels" in glass
            assert "40 %" in glass
            await pilot.press("escape")
            await rest(app, pilot)
            assert "The export was stopped." in shown(app)
            page = app.screen
            assert isinstance(page, ExportScreen)
            assert not page.stop_work(), "nothing is under way any more"
            assert page.what_came() == "The export was stopped: no file was written."
            page.taken = Taken(tmp_path, ())
            assert page.what_came() == f"The export is done: {tmp_path}"


async def test_an_empty_book_teaches(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=SIZES[-1]) as pilot:
            await opened(stock, app, pilot)
            for size in (*SIZES, (60, 18)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                glass = shown(app)
                assert "The book is empty" in glass
                assert "your promises" in " ".join(glass.split())
                assert "takes it away" not in glass
            await pilot.press("enter", "o", "c")
            await pilot.pause()
            assert "The book is empty" in shown(app)
            assert not app.copied


def test_rows_of_many_files_are_cut_with_a_word(tmp_path: Path) -> None:
    files = tuple(("brief", "1", tmp_path / f"名前{number}.md") for number in range(250))
    rows = exporting_rows.taken(Taken(tmp_path, files), 60)
    last = rows[-1].line
    assert not callable(last)
    assert last[0].text == "and 50 more in the folder"
    assert len([row for row in rows if row.value is not None]) == 200
