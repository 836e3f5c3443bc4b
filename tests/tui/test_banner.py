"""A book that may only be read says so above everything, with the ways out; a restored one says what `u` can't."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from tests.builders import NOW
from tests.tui.conftest import Open, settle
from tests.tui.glass import glass, line
from tui import opening, running
from tui.app import NotYet
from tui.clock import FrozenClock
from tui.screens.backups import BackupsScreen
from tui.screens.doctor import DoctorScreen
from tui.widgets.banner import Banner

DAMAGED = "The file is damaged: nothing is written. Newest good backup: x.db. Run: notyet restore"


async def barred(pilot: Pilot[Any], why: str) -> Banner:
    """Let the book be read only from now on."""
    app = cast("NotYet", pilot.app)
    await app.desk.run(lambda book: book.read_only_from_now(why))
    app.main.reload()
    await settle(pilot)
    return app.main.query_one(Banner)


async def test_t12_the_band_names_the_reason_and_leads_to_the_ways_out(planner: Open) -> None:
    """By mouse too; it goes when the book can be written again, and everything fits at every size."""
    async with planner() as pilot:
        app = cast("NotYet", pilot.app)
        banner = await barred(pilot, DAMAGED)
        for size in ((60, 18), (60, 24), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            shown = " ".join(glass(pilot).replace("▌", "").split())
            assert "The file is damaged: nothing is written. Newest good backup: x.db." in shown
            assert "ctrl+p backups ctrl+p doctor" in shown
            assert "notyet restore" not in shown
            assert app.main.max_scroll_y == 0, f"everything fits at {size}"
        for offset, page in ((10, BackupsScreen), (27, DoctorScreen)):
            await pilot.click(Banner, offset=(offset, 1))
            await pilot.pause()
            assert isinstance(app.screen, page)
            while cast("Any", app.screen) is not app.main:
                await pilot.press("escape")
                await pilot.pause(0.01)
        await barred(pilot, "")
        assert not banner.display


async def test_a_file_that_may_only_be_read_has_no_backup_to_put_back(planner: Open) -> None:
    async with planner(size=(80, 24)) as pilot:
        await barred(pilot, "notyet.db may only be read: nothing can be logged.")
        shown = " ".join(glass(pilot).split())
        assert "notyet.db may only be read: nothing can be logged." in shown
        assert "ctrl+p doctor" in shown
        assert "ctrl+p backups" not in shown


async def test_a_restored_book_opens_with_what_cannot_be_undone(
    book_path: Path, planner: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R39: the undo list is empty after a restore, and the planner says so once it stands again."""
    clock = FrozenClock(NOW, "America/Chicago")
    asked: list[NotYet] = []

    def runs(app: NotYet) -> Path | None:
        asked.append(app)
        app.words_next = "" if len(asked) > 1 else "Restored. Nothing from before it can be undone."
        return None if len(asked) > 1 else book_path

    monkeypatch.setattr(NotYet, "run", runs)
    with pytest.raises(SystemExit):
        running.run(book_path, clock)
    first, second = asked
    assert first.main.greeting != second.main.greeting
    assert second.main.greeting == "Restored. Nothing from before it can be undone."
    async with planner() as pilot:
        app = cast("NotYet", pilot.app)
        app.main.blocked, app.main.greeting = "Opening the book …", second.main.greeting
        app.main.reload()
        await settle(pilot)
        assert "Nothing from before it can be undone" in line(pilot)


async def test_a_folder_is_shown_or_its_path_copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copied: list[str] = []

    class Glass:
        is_web = True

        def copy_to_clipboard(self, text: str) -> None:
            copied.append(text)

    async def show(_app: object, _path: Path) -> bool:
        return True

    monkeypatch.setattr("tui.outside.show", show)
    assert "so the path is copied" in await opening.folder(cast("Any", Glass()), tmp_path)
    assert copied == [str(tmp_path)]
    monkeypatch.setattr(Glass, "is_web", False)
    assert await opening.folder(cast("Any", Glass()), tmp_path) == f"Opened: {tmp_path}"
