"""What a start costs, without a clock: modules that no first screen needs stay out, and frames are few."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet

from storage.book import Book
from tests.tui import seeding
from tests.tui.conftest import Open, settle
from tui import themes
from tui.app import NotYet
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
COMPILED = {
    "playbook.away": "they are ordered", "tui.messages": "Textual's messages have no slots",
    "playbook.outcomes": "a row says once what follows from its family",
}  # fmt: skip
"""Modules of a start whose classes the library's own decorator makes, and why."""
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
        book.today(tomorrow)
        book.refresh_day(tomorrow)
    command, env = [sys.executable, "-c", _START, str(book_path), tomorrow.isoformat()], {"TZ": "America/Chicago"}
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env=os.environ | env)
    loaded = ran.stdout.split()

    assert "tui.screens.main" in loaded
    assert "storage.today" in loaded, "the lists were read"
    early = [name for name in loaded if any(f"{name}.".startswith(f"{later}.") for later in LATER)]
    assert " ".join(early) == ""
    compiled = {name for name in loaded if _LIBRARY.search(_source(name))}
    assert compiled == set(COMPILED), "a class of values is made by playbook.values: six methods fewer to compile"


_LIBRARY = re.compile(
    r"(?m)^(?:import dataclasses|from dataclasses import .*\bdataclass\b)[\s\S]*^ *@(?:dataclasses\.)?dataclass"
)


def _source(name: str) -> str:
    """What stands in a module of ours, nothing for all others."""
    place = ROOT / name.replace(".", "/")
    file = next((each for each in (place.with_suffix(".py"), place / "__init__.py") if each.exists()), None)
    return "" if file is None else file.read_text(encoding="utf-8")


@pytest.mark.painted
async def test_the_first_screen_is_painted_whole(planner: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The empty desk, then everything at once: lists, card, dates, scroll bars.

    The lists may be read before the empty desk was painted; from its frame on none shows half of the rest.
    """
    seen: list[str] = []
    monkeypatch.setattr("tui.still.MOST", 60)  # however slow the machine: the lists end the wait, not the clock

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
    start, end = seen.index("held back"), seen.index("all of it")

    assert {"lists", "card"} <= set(seen[:end])
    assert "frame" not in seen[start:end]
    assert next(word for word in seen[end + 1 :] if word != "held back") == "frame"
    assert bars == [True, False, False]


async def test_every_rule_is_parsed_once(planner: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme that is set behind the stylesheet parses it again; the one that was chosen is there before it."""
    again: list[str] = []
    monkeypatch.setattr(Stylesheet, "reparse", lambda _: again.append("parsed"))
    async with planner() as pilot:
        await settle(pilot)
        assert pilot.app.theme == themes.NIGHT
        assert pilot.app.has_class(f"-theme-{themes.NIGHT}", "-dark-mode")
    assert again == []


def test_256_colours_have_their_own_palette(tmp_path: Path) -> None:
    """The stylesheet stands when the terminal is asked how many it has."""
    app = NotYet(tmp_path / "notyet.db", FrozenClock(seeding.NOW))
    app.dress(themes.FEW)
    assert app.theme == themes.NIGHT
    assert app.stylesheet._variables["foreground"] == app.get_css_variables()["foreground"]
    assert app.current_theme.foreground == themes.FEW_PALETTES[themes.NIGHT].text
    app.dress("standard")
    assert app.theme == themes.SIXTEEN


async def test_a_book_that_takes_long_is_waited_for_at_a_living_screen(planner: Open) -> None:
    async with planner() as pilot:
        still = Still(pilot.app)
        still.begin()
        assert pilot.app._batch_count == 1
        still.end()
        still.end()
        assert pilot.app._batch_count == 0
        still.begin()
        assert pilot.app._batch_count == 0, "all was there before the terminal was ready"


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
