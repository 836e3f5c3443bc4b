"""What a start costs, without a clock: modules that no first screen needs stay out, and frames are few."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from textual.app import App

from storage import free_days
from storage.book import Book
from tests.tui import seeding
from tests.tui.conftest import Open, settle
from tui.clock import Clock, FrozenClock, plain_zone
from tui.screens.main import Main
from tui.still import Still
from tui.widgets.row_list import RowList

ROOT = Path(__file__).resolve().parent.parent.parent
LATER = (
    "pendulum", "dateutil", "tomllib", "importlib.resources", "zipfile", "_hashlib", "secrets", "sqlite_utils",
    "phonenumbers", "plotext", "holidays", "textual.widgets._text_area", "textual.document",
    "tui.dialogs", "tui.asking", "tui.tasks", "tui.adding", "tui.readmitting", "tui.erase_words", "tui.tour",
    "tui.widgets.tour_box", "tui.screens.page", "tui.screens.help", "tui.screens.search", "tui.screens.account",
    "storage.importing", "storage.exporting", "storage.demo", "storage.erase_clean", "storage.erase_run",
    "storage.erase_backups", "storage.doctor_words", "storage.sealing", "storage.journal_merging", "storage.restore",
    "storage.refold",
    "storage.review", "storage.scoring", "storage.finder_laying",
    "storage.search", "storage.icalendar", "playbook.phrases", "playbook.forecast", "playbook.document",
)  # fmt: skip
"""Each for a key, a page or a command of its own; with all that lies below it."""
_START = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from storage.desk import Desk
from tui.app import NotYet
from tui.clock import Clock

async def start(path):
    clock = Clock(datetime.fromisoformat(sys.argv[2]))
    app = NotYet(path, clock, desk=Desk(path, clock.now, state=path.parent / "state"))
    async with app.run_test(size=(120, 40)) as pilot:
        while app._opened is False or not app.main.reader.shown.is_set():
            await pilot.pause(0.01)
        await pilot.pause()
        print(*sorted(sys.modules))
        await app.leave()

asyncio.run(start(Path(sys.argv[1])))
"""


def test_the_first_screen_loads_nothing_that_a_later_key_could(book_path: Path) -> None:
    """DESIGN section 7: no work at the start that a later key could do; the day's first start was before."""
    tomorrow = seeding.NOW + timedelta(days=1)
    with closing(Book.open(book_path, now=tomorrow, state=book_path.parent / "state")) as book:
        for known in (free_days._known, free_days._fresh):
            known.clear()
        book.today(tomorrow)
        book.refresh_day(tomorrow)
    command, env = [sys.executable, "-c", _START, str(book_path), tomorrow.isoformat()], {"TZ": "America/Chicago"}
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env=os.environ | env)
    loaded = ran.stdout.split()

    assert "tui.screens.main" in loaded
    assert "storage.today" in loaded, "the lists were read"
    early = [name for name in loaded if any(f"{name}.".startswith(f"{later}.") for later in LATER)]
    assert " ".join(early) == ""


@pytest.mark.painted
async def test_the_first_screen_is_painted_whole(planner: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The empty desk, then everything at once: lists, card, dates, scroll bars."""
    seen: list[str] = []

    def noted(owner: type, name: str, word: str) -> None:
        does = getattr(owner, name)

        def also(self: object, *args: object) -> object:
            if word != "frame" or (args[1] is not None and not getattr(self, "_batch_count", 0)):
                seen.append(word)
            return does(self, *args)

        monkeypatch.setattr(owner, name, also)

    noted(Still, "begin", "held back")
    noted(Main, "board", "lists")
    noted(Main, "drawn", "card")
    noted(Still, "end", "all of it")
    noted(App, "_display", "frame")
    async with planner() as pilot:
        await settle(pilot)
        bars = [each.show_vertical_scrollbar for each in pilot.app.main.query(RowList)]  # type: ignore[attr-defined]
    start = seen.index("held back")

    assert seen[start : start + 5] == ["held back", "lists", "card", "all of it", "frame"]
    assert bars == [True, False, False]


async def test_a_book_that_takes_long_is_waited_for_at_a_living_screen(planner: Open) -> None:
    async with planner() as pilot:
        still = Still(pilot.app)
        still.begin()
        assert pilot.app._batch_count == 1
        still.end()
        still.end()
        assert pilot.app._batch_count == 0


@pytest.mark.parametrize(
    ("told", "name"), [("America/Chicago", "America/Chicago"), (":Europe/Berlin", "Europe/Berlin"), ("CST6CDT-ish", "")]
)
def test_the_zone_that_tz_names(told: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TZ", told)
    assert plain_zone(tmp_path) == name


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the files of Linux")
def test_the_zone_that_files_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TZ", raising=False)
    assert plain_zone(tmp_path) == ""
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/America/Denver")
    assert plain_zone(tmp_path) == "America/Denver"
    (tmp_path / "timezone").write_text("Europe/Paris\n", encoding="utf-8")
    assert plain_zone(tmp_path) == "Europe/Paris"
    (tmp_path / "timezone").write_bytes(b"TZif2\xff\xfe")
    assert plain_zone(tmp_path) == "America/Denver"
    (tmp_path / "timezone").write_text("Mars/Olympus # far\n", encoding="utf-8")
    assert plain_zone(tmp_path) == ""


def test_a_clock_tells_its_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Chicago")
    assert FrozenClock(seeding.NOW, "Asia/Tokyo").zone == "Asia/Tokyo"
    assert Clock().zone == "America/Chicago"
