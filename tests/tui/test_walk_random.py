"""A random walk of keys, clicks and resizes: nothing crashes, and what it wrote is a book like any other (R39, R40).

Seeded, so that a walk that fails is walked again: its steps stand in the message.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from textual.command import CommandPalette

from storage import tables as projected
from storage.book import Book
from storage.dump_tables import Rows, differing, dump_tables
from tests.tui import seeding
from tests.tui.test_walk_keys import Told, newest
from tests.tui.walking import SIZES, STATIONS, Walk, walking
from tui import outside, reading
from tui.commands import COMMANDS

pytestmark = pytest.mark.painted

SEED = 20261123
RUNS, STEPS = 5, 25
STARTS = ("today", "block", "account")
KEYS = [
    *(key for each in COMMANDS for key in each.now if key not in {"q", "ctrl+q", "ctrl+p", "escape"}),
    *("escape", "enter", "enter", "tab", "down", "down", "up", "1", "2", "2", "3", "u"),
    *("t", "o", "m", "space", "5"),
]  # fmt: skip
"""Every key of the table but those that leave the planner or open all its commands, and what answers dialogs."""


async def stepped(walk: Walk, chance: random.Random) -> str:
    """Do one thing at random; return what."""
    if isinstance(walk.screen, CommandPalette):
        await walk.pilot.press("escape")
        return "escape from the palette"
    draw = chance.random()
    if draw < 0.1:
        size = chance.choice(SIZES)
        await walk.pilot.resize_terminal(*size)
        return f"resized to {size}"
    if draw < 0.3:
        width, height = walk.app.size
        place = (chance.randrange(width), chance.randrange(height))
        await walk.pilot.click(offset=place, times=chance.choice((1, 1, 2)))
        return f"clicked at {place}"
    key = chance.choice(KEYS)
    await walk.pilot.press(key)
    return key


def others(book: Book) -> None:
    """Let everything written so far be another machine's: `u` takes back what the walk wrote, and nothing else."""
    book._link.db.execute("UPDATE action SET own = 0")


async def living(walk: Walk) -> int:
    """Return how many actions of the walk stand."""
    query = "SELECT count(*) FROM action WHERE own = 1 AND dead = 0"
    return await walk.app.desk.run(lambda book: int(book._link.db.execute(query).fetchone()[0]))


def rebuilt(path: Path) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """Return the tables as they stand, and as the journal makes them anew."""
    with closing(sqlite3.connect(path)) as db, closing(sqlite3.connect(":memory:")) as copy:
        db.backup(copy)
        stood = dump_tables(copy)
        projected.rebuild(copy)
        return stood, dump_tables(copy)


@pytest.mark.timeout(900)
async def test_a_random_walk_never_crashes_and_is_taken_back_r39(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "QUIET", 0.01)
    monkeypatch.setattr(outside, "_ran", lambda _: True)
    path = tmp_path / "notyet.db"
    seeding.seed(path, tmp_path / "state", firms=12)
    told = Told()
    chance = random.Random(SEED)  # noqa: S311  (a walk, no secret)
    written = 0
    async with walking(path, size=(80, 24)) as walk:
        await walk.app.desk.run(others)
        before = await told.now(walk)
        for run in range(RUNS):
            since = await newest(walk)
            start, steps = STARTS[run % len(STARTS)], []
            await STATIONS[start](walk)
            for _ in range(STEPS):
                steps.append(await stepped(walk, chance))
                assert walk.app.is_running, (run, start, steps)
            await walk.rest()
            await walk.back()
            await walk.rest()
            written += await newest(walk) > since
            for _ in range(await living(walk)):
                await walk.press("u")
            left = differing(before, await told.now(walk))
            assert left == (), (run, start, steps)
    stood, anew = rebuilt(path)
    assert [name for name in differing(stood, anew) if name != "action"] == []
    assert written > RUNS // 2, "a walk that writes nothing proves nothing"
