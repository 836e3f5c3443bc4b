"""Draw the pictures of this folder from the demo book, at a frozen moment: the same bytes at every run.

`make shots` runs it; tests/test_screenshots.py checks that the pictures are those of the code beside them.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:  # run as a script, from anywhere
    sys.path.insert(0, str(HERE.parent))

from textual.pilot import Pilot  # noqa: E402  (after the path)
from textual.widgets import Input  # noqa: E402

from playbook import moves  # noqa: E402
from storage import demo  # noqa: E402
from storage.book import Book  # noqa: E402
from storage.desk import Desk  # noqa: E402
from storage.ids import IdSource  # noqa: E402
from tui import themes  # noqa: E402
from tui.app import NotYet  # noqa: E402
from tui.clock import FrozenClock  # noqa: E402
from tui.widgets.today_list import TodayList  # noqa: E402

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo(demo.ZONE))
"""The moment of every picture."""
SIZES = {"main": (120, 40), "main-80": (80, 24), "main-60": (60, 24)}
_FONT = re.compile(r"\s*@font-face \{[^}]*\}")
_TRIES = 400


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, its size, and what is pressed before it is taken."""

    name: str
    size: tuple[int, int] = (120, 40)
    theme: str = themes.NIGHT
    on: str = ""
    """The row that is highlighted first: its company, or the first of its group."""
    keys: tuple[str, ...] = ()
    words: str = ""
    """Typed after the keys."""
    empty: bool = False
    """Over a new book instead of the demo."""
    page: str = ""
    """The page on the whole book that is opened first, as the table of commands calls it."""
    twins: bool = False
    """With a firm that stands in the book twice."""
    folder: str = ""
    """Written into the line for a folder: where this machine keeps its files is in no picture."""


SHOTS = (
    *(Shot(name, size) for name, size in SIZES.items()),
    *(Shot(f"{name}-dawn", size, themes.DAWN) for name, size in SIZES.items()),
    Shot("after-a-no", on="dream", keys=("n",)),
    Shot("card", on="Corvallane Foods", keys=("enter",)),
    Shot("callback", keys=("c",), words="in six months, after the audit"),
    Shot("block", on="dream", keys=("b",)),
    *(Shot(page, page=page) for page in ("pool", "numbers", "library", "dumped", "profile")),
    Shot("backups", (100, 30), page="backups"),
    Shot("duplicates", (100, 30), page="duplicates", twins=True),
    Shot("merging", (100, 30), page="duplicates", twins=True, keys=("enter",)),
    Shot("export", (100, 30), page="export", folder="/planner/exports"),
    Shot("first-start", (100, 30), empty=True),
)


def draw() -> Iterator[tuple[str, str]]:
    """Yield the name and the SVG of each picture."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "made").mkdir()
        demo.make(folder / "made" / "notyet.db", NOW.date(), state=folder / "state")
        for shot in SHOTS:
            book = folder / shot.name / "notyet.db"
            if shot.empty:
                book.parent.mkdir()
            else:
                shutil.copytree(folder / "made", book.parent)
                _begin_day(book, folder / "state")
            yield shot.name, asyncio.run(_drawn(shot, book, folder / "state"))


async def _drawn(shot: Shot, book: Path, state: Path) -> str:
    clock = FrozenClock(NOW, demo.ZONE)
    app = NotYet(book, clock, desk=Desk(book, clock.now, ids=IdSource.seeded(1), state=state))
    app.theme = shot.theme
    app.animation_level = "none"
    async with app.run_test(size=shot.size) as pilot:
        await _settle(pilot, app)
        if shot.twins:
            await app.desk.run(_twice)
        _go_to(app, shot.on)
        if shot.page:
            app.main.action_go(shot.page)
        await _settle(pilot, app)
        for key in shot.keys:
            await pilot.press(key)
            await _settle(pilot, app)
        for field in app.screen.query(Input):
            field.cursor_blink = False
        if shot.folder:
            app.screen.query_one("#folder", Input).value = shot.folder
        await pilot.press(*shot.words)
        await _settle(pilot, app)
        svg = app.export_screenshot(title="notyet")
        await app.desk.stop()
    return _FONT.sub("", svg)


def _begin_day(book: Path, state: Path) -> None:
    """Make the day's backup before the planner would, which does it whenever the machine has time."""
    held = Book.open(book, now=NOW, ids=IdSource.seeded(1), state=state)
    held.back_up(NOW)
    held.close()


def _twice(book: Book) -> None:
    """Bring one firm in once more, as another list would."""
    found = book.side(book.search("Corvallane Foods")[0].account).account
    fields = tuple((name, value) for name, value in found.fields if name in {"domain", "city", "state"})
    twin = moves.add_account(f"{found.name} Inc.", (*fields, ("industry", "Foods")))
    book.record((twin,), now=NOW, label="added")


def _go_to(app: NotYet, wanted: str) -> None:
    rows = app.main.query_one(TodayList)
    places = (place for place, row in enumerate(rows.rows) if wanted in {row.name, row.group.value})
    place = next(places, None)
    if place is not None:
        rows.go_to(place)


async def _settle(pilot: Pilot[Path], app: NotYet) -> None:
    """Wait until what was pressed is written and what is shown is read."""
    for _ in range(_TRIES):
        await pilot.pause(0.01)
        reading = any(worker.node is app.screen and worker.is_running for worker in app.workers)
        if app.main.ready and app.main.settled() and (app.screen is app.main or not reading):
            await pilot.pause()
            return
    raise AssertionError("the screen never came to rest")


def main() -> None:
    """Write every picture, and take away those that are no more."""
    wanted = {f"{name}.svg": svg for name, svg in draw()}
    for old in HERE.glob("*.svg"):
        if old.name not in wanted:
            old.unlink()
    for name, svg in wanted.items():
        (HERE / name).write_text(svg, encoding="utf-8", newline="\n")
        (HERE / name).chmod(0o644)  # a book's own files are private, and so is what this process makes


if __name__ == "__main__":
    main()
