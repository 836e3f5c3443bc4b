"""T3: the power goes at any moment: the book opens, is whole, and holds all that was acknowledged."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults import books, power
from tests.faults.counting import Figure, count, dice, publish
from tests.faults.straced import wanted

IMAGES = count(150, 5_000)
"""Of each hand of dice."""
HANDS = range(count(1, 4))
DEEDS = count(8, 40)
LOOKED = count(10, 100)
"""Every so many images the whole doctor looks, tables against a rebuild; SQLite's own check looks at each."""


@wanted
@pytest.mark.parametrize("hand", HANDS)
def test_power_cuts(hand: int, master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """RELIABILITY F2: TRUNCATE and FULL keep what was said, whatever part of the unsynced the disk took."""
    path = books.copied(master, tmp_path / "book")
    books.reopened(path)
    disk, random = power.Disk(path), dice(f"T3 {hand}")
    steps = power.record(path, DEEDS, env, tmp_path / "trace", f"power {hand}")
    assert sum(step.kind == "said" for step in steps) == DEEDS
    cuts = Counter(random.choices(range(len(steps)), k=IMAGES))
    folder = tmp_path / "image"
    folder.mkdir()
    lost = made = acknowledged = 0
    for place, step in enumerate(steps):
        disk.play(step)
        for _ in range(cuts[place]):
            book = disk.cut(folder, random)
            lost += books.lost(disk.said, _found(book))
            acknowledged = max(acknowledged, len(disk.said))
            made += 1
            if made % LOOKED == 0:
                books.reopened(book)
            for left in folder.iterdir():
                left.unlink()
    assert made == IMAGES
    assert lost == 0
    made_by = "recorded writes: none, all, some, torn, garbage"
    publish(Figure("power cut", made_by, IMAGES, "images", acknowledged, lost, rule="T3"))


def _found(book: Path) -> list[str]:
    """Open an image as the program does, recovery included; return its journal's ids."""
    with closing(sqlite3.connect(book)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [number for (number,) in db.execute("SELECT id FROM entry")]


@wanted
def test_the_model_sees_a_writer_that_does_not_sync(master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """What the test above leans on: the same writer without its syncs of the book is damaged or loses what it said."""
    path = books.copied(master, tmp_path / "book")
    books.reopened(path)
    disk, random, folder = power.Disk(path), dice("T3 model"), tmp_path / "image"
    folder.mkdir()
    hurt = 0
    for place, step in enumerate(power.record(path, 4, env, tmp_path / "trace", "power")):
        if step.kind == "sync" and step.name == path.name:
            continue
        disk.play(step)
        if place % 20 == 0:
            book = disk.cut(folder, random)
            try:
                hurt += books.lost(disk.said, _found(book)) > 0
            except (AssertionError, sqlite3.DatabaseError):
                hurt += 1
            for left in folder.iterdir():
                left.unlink()
    assert hurt
