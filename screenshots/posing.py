"""The real app over a made book at a frozen moment, brought into a pose and taken: the same bytes at every run.

Pictures that change nothing share one start of the app; so a whole book of them is drawn in seconds.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from sqlite3 import sqlite_version
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from playbook import moves
from screenshots import blocks
from storage import demo
from storage.book import Book
from storage.desk import Desk
from storage.ids import IdSource
from tui import commands, reading, themes
from tui.app import NotYet
from tui.clock import FrozenClock
from tui.dialogs.choice import Rows
from tui.screens import forecast
from tui.widgets.today_list import TodayList

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo(demo.ZONE))
"""The moment of every picture, unless its scene says otherwise."""
WIDE = (120, 40)
RICH_CELL, RICH_LINE, RICH_TEXT, RICH_RECT = 12.2, 24.4, 20.0, 1.5
"""Rich's own measures: a cell, a line, where the first line's letters stand, and where its ground begins."""
BLANKS = "\xa0 \n"
_TEXT = re.compile(r'(<text [^>]*?)textLength="([\d.]+)"([^>]*)>([^<]*)</text>')
_TOLD = re.compile(r'(\w+)="([^"]*)"')
_NUMBER = re.compile(r"terminal-\d+")
"""Made of all that stands there, what is told otherwise by `_fitted` too."""
_FONT = re.compile(r"\s*@font-face \{[^}]*\}")
_FOLDERS = ("CONFIG", "DATA", "STATE", "CACHE")
"""Whose theme and keys this machine has is in no picture either."""
_TRIES = 600
_BACK = 6
"""Times that `esc` is pressed at most."""
_STILL = 3
"""Looks at which nothing may be under way before a picture is taken."""
_CAP = 12
_LIST = """Company;Phone;City;State;Contact;Title;E-mail;Industry;Employees;Gizmo
Ashgrove Tooling;+1 312 555 0123;Joliet;IL;Nadia Ferrant;Plant Manager;n.ferrant@ashgrovetooling.example;Machinery;140;A
Bellweather Castings;+1 414 555 0177;Racine;WI;Otis Haldane;COO;haldane@bellweather.example;Metal products;320;B
Corvallane Foods;+1 309 555 0110;Peoria;IL;Theo Marrant;Plant Controller;marrant@corvallane.example;Food;610;A
Dunmore Axle;312 555 01;Gary;IN;Priya Lindqvist;VP Operations;lindqvist@dunmoreaxle.example;Automotive;88;C
;;;;;;;;;C
"""
"""What a list from elsewhere looks like: new ones, a known one, a phone that cannot be one, an empty row."""


class Stage(StrEnum):
    """Which book a scene plays on."""

    DEMO = "demo"
    EMPTY = "empty"
    TWINS = "twins"
    """The demo, with a firm that stands in it twice."""
    FULL = "full"
    """The demo, with a smaller cap: some are held back."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, what it shows, and what is done before it is taken.

    A step is the name of a key, or `do:ID` for a command of the table, `to:NAME` for a row of today's list by its
    company or group, `type:TEXT`, `pick:ANSWER` in a dialog, `wait:MINUTES` on
    the clock, or `set:#ID TEXT` for a field.
    """

    name: str
    shows: str
    steps: tuple[str, ...] = ()
    size: tuple[int, int] = WIDE
    theme: str = themes.NIGHT


@dataclass(frozen=True, slots=True)
class Scene:
    """Pictures out of one start of the app, in their order; each begins on the main screen, unless it `goes_on`."""

    shots: tuple[Shot, ...]
    stage: Stage = Stage.DEMO
    goes_on: bool = False
    """Each begins where the one before ended; pages lie over each other, which is quicker than going back each time."""
    later: timedelta = timedelta(0)
    """How long after `NOW`."""
    tour: bool = False
    """With the tour of the demo book."""


@contextmanager
def studio(place: Path) -> Iterator[Path]:
    """Make the book, and stand in a folder of its own meanwhile: where this machine keeps files is in no picture."""
    quiet, before, held = reading.QUIET, Path.cwd(), dict(os.environ)
    page = vars(forecast)  # seven years take longer than all other pictures together
    years, page["YEARS"] = page["YEARS"], forecast.SPANS[0]
    reading.QUIET = 0.01
    os.environ |= {"HOME": str(place), **{f"XDG_{each}_HOME": str(place / each.lower()) for each in _FOLDERS}}
    made = place / "made" / "notyet.db"
    made.parent.mkdir(parents=True)
    demo.make(made, NOW.date(), state=place / "state")
    desk = place / "desk"
    desk.mkdir()
    (desk / "prospects.csv").write_text(_LIST, encoding="utf-8")
    (desk / "referrals.csv").write_text("".join(_LIST.splitlines(keepends=True)[:4]), encoding="utf-8")
    os.chdir(desk)
    try:
        yield place
    finally:
        os.chdir(before)
        os.environ |= held
        for name in os.environ.keys() - held.keys():
            del os.environ[name]
        reading.QUIET, page["YEARS"] = quiet, years


def taken(scene: Scene, place: Path) -> dict[str, str]:
    """Return the pictures of a scene as SVG, by name."""
    return asyncio.run(_played(scene, place))


async def _played(scene: Scene, place: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    async with opened(scene, place) as (pilot, app):
        for shot in scene.shots:
            if not scene.goes_on:
                await home(pilot, app)
            await _dress(pilot, app, shot)
            await perform(pilot, app, shot.steps)
            found[shot.name] = picture(app)
    return found


class opened:  # noqa: N801  (used as a context, like a function)
    """The app of a scene, open and at rest."""

    def __init__(self, scene: Scene, place: Path, size: tuple[int, int] = WIDE) -> None:
        """Lay out the book of the scene."""
        clock = FrozenClock(NOW + scene.later, demo.ZONE)
        book = _book(scene, place, clock.now())
        desk = Desk(book, clock.now, ids=IdSource.seeded(1), state=place / "state")
        self.app = NotYet(book, clock, desk=desk, tour=scene.tour)
        self.app.theme = themes.NIGHT
        self.app.animation_level = "none"
        self._run = self.app.run_test(size=size, notifications=True)

    async def __aenter__(self) -> tuple[Pilot[Path], NotYet]:
        """Open it."""
        pilot = await self._run.__aenter__()
        await settle(pilot, self.app)
        return pilot, self.app

    async def __aexit__(self, *how: object) -> None:
        """Close the book, then the app."""
        await self.app.leave()
        await self._run.__aexit__(*how)  # type: ignore[arg-type]  # handed on


def _book(scene: Scene, place: Path, now: datetime) -> Path:
    book = Path(f"{scene.stage}-{scene.shots[0].name if scene.shots else 'tour'}", "notyet.db")  # below the desk
    if scene.stage is Stage.EMPTY:
        book.parent.mkdir()
        return book
    shutil.copytree(place / "made", book.parent)
    held = Book.open(book, now=now, ids=IdSource.seeded(1), state=place / "state")
    if scene.stage is Stage.TWINS:
        _twice(held, now)
    if scene.stage is Stage.FULL:
        settings = held.settings()
        held.set_settings(replace(settings, caps=replace(settings.caps, day=_CAP)), now)
    held.back_up(now)  # before the planner would, which does it whenever the machine has time
    held.close()
    return book


def _twice(book: Book, now: datetime) -> None:
    """Bring one firm in once more, as another list would."""
    known = book.side(book.search("Corvallane Foods")[0].account).account
    fields = tuple((name, value) for name, value in known.fields if name in {"domain", "city", "state"})
    twin = moves.add_account(f"{known.name} Inc.", (*fields, ("industry", "Foods")))
    book.record((twin,), now=now, label="added")


async def _dress(pilot: Pilot[Path], app: NotYet, shot: Shot) -> None:
    """Give the app the size and the theme of a picture."""
    app.theme = shot.theme
    if (app.size.width, app.size.height) != shot.size:
        await pilot.resize_terminal(*shot.size)
    await settle(pilot, app)


async def home(pilot: Pilot[Path], app: NotYet) -> None:
    """Go back to the main screen, as `esc` does, and to the first row of today's list."""
    for _ in range(_BACK):
        if app.screen is app.main:
            break
        await pilot.press("escape")
        await settle(pilot, app)
    app.main.open_pane(commands.Pane.TODAY)
    app.main.query_one(TodayList).go_to(0)
    await settle(pilot, app)


async def perform(pilot: Pilot[Path], app: NotYet, steps: Sequence[str]) -> None:
    """Do one step after the other."""
    for step in steps:
        await _step(pilot, app, step)
        await settle(pilot, app)


async def _step(pilot: Pilot[Path], app: NotYet, step: str) -> None:
    what, _, rest = step.partition(":")
    if what == "do":
        await app.main.run_action(commands.command(rest).action)
    elif what == "to":
        _go_to(app, rest)
    elif what == "type":
        await pilot.press(*("space" if letter == " " else letter for letter in rest))
    elif what == "wait" and isinstance(app.clock, FrozenClock):
        app.clock.put_on(timedelta(minutes=int(rest)))
        app.main.beat()
    elif what in _FILLED:
        await _FILLED[what](pilot, app, rest)
    else:
        await pilot.press(step)


async def _pick(pilot: Pilot[Path], app: NotYet, answer: str) -> None:
    rows = app.screen.query_one(Rows)
    rows.cursor = [row.value for row in rows.rows].index(answer)
    await pilot.press("enter")


async def _fill(pilot: Pilot[Path], app: NotYet, said: str) -> None:
    field, _, text = said.partition(" ")
    app.screen.query_one(field, Input).value = text
    await pilot.pause()


_FILLED = {"pick": _pick, "set": _fill}


def _go_to(app: NotYet, wanted: str) -> None:
    rows = app.main.query_one(TodayList)
    rows.go_to(next(place for place, row in enumerate(rows.rows) if wanted in {row.name, row.group.value}))


async def settle(pilot: Pilot[Path], app: NotYet) -> None:
    """Wait until what was pressed is written, what is shown is read, and nothing blinks."""
    still = 0
    for _ in range(_TRIES):
        await pilot.pause(0.005)
        await app.desk.run(lambda _: None)  # what was asked of the book before is answered
        for field in app.screen.query("Input, TextArea"):
            if isinstance(field, Input | TextArea):
                field.cursor_blink = False
        reading_on = any(worker.node is app.screen and worker.is_running for worker in app.workers)
        written = app.main.ready and app.main.settled() and not app.main.blocked
        playing = isinstance(app.screen, forecast.ForecastScreen) and app.screen._games is not None  # noqa: SLF001  (no other sign)
        resting = written and not playing and (app.screen is app.main or not reading_on)
        still = still + 1 if resting else 0
        if still >= _STILL:
            await pilot.pause()
            return
    raise AssertionError(f"the screen never came to rest: {app.screen}")


def picture(app: NotYet) -> str:
    """Return what stands on the screen as an SVG that fetches no font, and looks like a terminal in every viewer."""
    return _NUMBER.sub("terminal", _TEXT.sub(_fitted, plain(app)))


def plain(app: NotYet) -> str:
    """Return what stands on the screen as Rich draws it, without its font."""
    for widget in app.screen.walk_children():  # a line laid twice is cut in two: drawn anew, it is one piece always
        widget.refresh()
    return _FONT.sub("", app.export_screenshot(title="notyet"))


def _fitted(found: re.Match[str]) -> str:
    """Give a run of wide letters its width, Rich counts letters, a terminal cells; and say nothing of this machine."""
    head, length, tail, text = found.groups()
    letters = html.unescape(text)
    bare = letters.strip(BLANKS)
    if bare and all(letter in blocks.PARTS for letter in bare):
        return _drawn(head, bare, len(letters) - len(letters.lstrip(BLANKS)))
    told = letters.replace(str(Path.cwd()), "/planner").replace(f"SQLite {sqlite_version}", "SQLite 3")
    if told == letters and len(letters) == cell_len(letters):
        return found.group()
    width = float(length) / len(letters) * cell_len(told)
    return f'{head}textLength="{width:.1f}"{tail}>{html.escape(told)}</text>'


def _drawn(head: str, bare: str, lead: int) -> str:
    """Return a run of blocks as rectangles, in Rich's measures."""
    told = dict(_TOLD.findall(head))
    left, top = float(told["x"]) + lead * RICH_CELL, float(told["y"]) - RICH_TEXT + RICH_RECT
    return blocks.drawn(bare, left, top, RICH_CELL, RICH_LINE, told["class"])
