"""T19, T21: the lid closes and opens again, the window's corner is dragged about: every key counts once."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.faults import books
from tests.faults.books import OUTCOMES
from tests.faults.counting import Figure, count, dice, publish
from tests.faults.window import COLUMNS, LINES, keys, opened

SLEEPS = count(1, 25)
"""Windows; each sleeps four times."""
STORMS = count(1, 4)
SIZES = count(24, 500)
PRESSED = 12


def test_stopped_and_going_on(master: Path, rows: list[str], env: dict[str, str], tmp_path: Path) -> None:
    """T19: SIGSTOP while idle, between keys, and right after a key, when it is being written."""
    random, seq, acknowledged = dice("T19"), books.newest(master), 0
    for number in range(SLEEPS):
        path = books.copied(master, tmp_path / str(number))
        typed = keys(random, PRESSED)
        with opened(path, env) as window:
            window.ready()
            for place, key in enumerate(typed):
                window.press(key)
                if place % 3 == number % 3:
                    window.pump(random.uniform(0, 0.015))
                    window.freeze()
                    window.pump(random.uniform(0, 0.05))
                    window.thaw()
                window.pump(random.uniform(0.001, 0.02))
            window.wait(f"{PRESSED}/200 touches")
            window.press("q")
            assert window.close() == 0, window.screen
            assert window.echoed, "the terminal was left as the planner had it"
        books.reopened(path)
        found = [(touch.name, touch.outcome) for touch in books.touches(path, seq)]
        assert found == [(name, OUTCOMES[key]) for name, key in zip(rows, typed, strict=False)]
        acknowledged += len(found)
        shutil.rmtree(path.parent)
    publish(
        Figure("asleep and awake again", "SIGSTOP, SIGCONT", SLEEPS * PRESSED // 3, "sleeps", acknowledged, rule="T19")
    )


def test_resized_all_the_time(master: Path, rows: list[str], env: dict[str, str], tmp_path: Path) -> None:
    """T21: from 1x1 to 500x500 while keys fall."""
    random, seq, acknowledged = dice("T21"), books.newest(master), 0
    for number in range(STORMS):
        path = books.copied(master, tmp_path / str(number))
        typed = keys(random, PRESSED)
        with opened(path, env) as window:
            window.ready()
            window.pull(1, 1)
            for place in range(SIZES):
                window.pull(random.choice((1, 20, 59, 80, 500, random.randrange(1, 501))), random.randrange(1, 501))
                if place % (SIZES // PRESSED) == 0 and place // (SIZES // PRESSED) < PRESSED:
                    window.press(typed[place // (SIZES // PRESSED)])
                window.pump(random.uniform(0, 0.01))
            window.pull(COLUMNS, LINES)
            window.wait(f"{PRESSED}/200 touches")
            window.press("q")
            assert window.close() == 0, window.screen
        assert b"Traceback" not in window.raw
        books.reopened(path)
        found = [(touch.name, touch.outcome) for touch in books.touches(path, seq)]
        assert found == [(name, OUTCOMES[key]) for name, key in zip(rows, typed, strict=False)]
        acknowledged += len(found)
        shutil.rmtree(path.parent)
    publish(Figure("resized while logging", "1x1 to 500x500", STORMS * SIZES, "sizes", acknowledged, rule="T21"))
