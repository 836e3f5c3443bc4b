"""T20: a polite kill, ctrl+c, a closed terminal: it leaves within a second, gives the terminal back, loses nothing."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path
from statistics import median

import pytest

from tests.e2e.terminal import RESTORED
from tests.faults import books
from tests.faults.counting import Figure, count, dice, publish
from tests.faults.window import Window, keys, opened

ROUNDS = count(1, 20)
WITHIN = 3.0
"""Seconds in which it is gone, on a machine that is busy with other tests; alone it takes half of one."""


def saved_stand(path: Path, window: Window, seq: int) -> int:
    """What was shown saved is in the book, once; return how many."""
    books.reopened(path)
    names = [touch.name for touch in books.touches(path, seq)]
    assert books.lost(window.saved, names) == 0
    assert books.doubled(names) == 0
    return len(window.saved)


def gone(took: list[float]) -> str:
    """Say how long the ends took."""
    return f"half of them gone within {median(took):.2f} s, the slowest within {max(took):.2f} s"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda each: each.name)
def test_a_signal_ends_it(number: signal.Signals, master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """RELIABILITY F11."""
    random, seq, acknowledged, took = dice(f"T20 {number}"), books.newest(master), 0, list[float]()
    for each in range(ROUNDS):
        path = books.copied(master, tmp_path / str(each))
        with opened(path, env) as window:
            window.ready()
            window.rattle(keys(random, 8), random)
            window.raw.clear()
            window.signal(number)
            began = time.monotonic()
            assert window.close() == 128 + number, window.screen
            took.append(time.monotonic() - began)
        assert [each for each in RESTORED if each not in window.raw] == []
        assert window.echoed
        acknowledged += saved_stand(path, window, seq)
        shutil.rmtree(path.parent)
    assert max(took) < WITHIN
    publish(Figure(f"{number.name} while logging", gone(took), ROUNDS, "ends", acknowledged, rule="T20"))


def test_ctrl_c_is_a_key(master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T20: pressed among outcomes it neither ends the planner nor swallows one."""
    seq, path = books.newest(master), books.copied(master, tmp_path)
    with opened(path, env) as window:
        window.ready()
        window.rattle("av\x03gn", dice("T20 ctrl+c"))
        window.wait("4/200 touches")
        window.press("q")
        assert window.close() == 0, window.screen
    assert saved_stand(path, window, seq) <= len(books.touches(path, seq)) == 4


def test_a_closed_terminal_ends_it(master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T20: the window's cross: nobody is left to tell, what was pressed is saved or was never shown as saved."""
    random, seq, acknowledged, took = dice("T20 closed"), books.newest(master), 0, list[float]()
    for each in range(ROUNDS):
        path = books.copied(master, tmp_path / str(each))
        with opened(path, env) as window:
            window.ready()
            window.rattle(keys(random, 8), random)
            began = time.monotonic()
            assert window.hang_up() == 128 + signal.SIGHUP
            took.append(time.monotonic() - began)
        acknowledged += saved_stand(path, window, seq)
        shutil.rmtree(path.parent)
    assert max(took) < WITHIN
    publish(Figure("terminal closed while logging", gone(took), ROUNDS, "ends", acknowledged, rule="T20"))
