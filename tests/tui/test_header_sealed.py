"""The header's quiet sign of an encrypted book, where there is room for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.desk import Desk
from storage.ids import IdSource
from tests.storage.sealed_suite import KEY
from tests.tui import seeding
from tui.app import NotYet
from tui.clock import Clock
from tui.widgets.header import DayHeader


@pytest.mark.parametrize(("width", "said"), [(120, True), (80, True), (60, False)])
async def test_an_encrypted_book_says_so_beside_the_name(tmp_path: Path, width: int, said: bool) -> None:  # noqa: FBT001
    path, clock = tmp_path / "book.db", Clock(seeding.NOW)
    desk = Desk(path, clock.now, ids=IdSource.seeded(3), state=tmp_path / "state", key=KEY)
    app = NotYet(path, clock, desk=desk)
    async with app.run_test(size=(width, 30)) as pilot:
        header = app.main.query_one(DayHeader)
        for _ in range(100):
            if app.main.shown_board is not None:
                break
            await pilot.pause(0.02)
        line = header.render_line(0).text
        assert ("notyet · sealed" in line) is said
        header.seal(sealed=False)
        assert "sealed" not in header.render_line(0).text
