"""T1, T4: killed without a word at any instant; what the screen called saved is in the book, all of it, once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults import books
from tests.faults.books import OUTCOMES
from tests.faults.counting import Figure, count, dice, publish
from tests.faults.window import Window, keys, opened

KILLS = count(4, 75)
"""Of each hand of dice."""
HANDS = range(count(1, 4))
PAIRS = count(1, 50)
"""Of each hand of dice."""
PAIRED = range(count(1, 2))
PRESSED = 16


def agrees(path: Path, window: Window, expected: list[tuple[str, str]], seq: int) -> int:
    """Nothing that was shown saved is lost, nothing is doubled, every key is on its row; return the acknowledged."""
    found = [(touch.name, touch.outcome) for touch in books.touches(path, seq)]
    names = [name for name, _ in found]
    assert books.lost(window.saved, names) == 0, (list(window.saved), names)
    assert window.counted <= len(found)
    assert books.doubled(names) == 0
    assert found == expected[: len(found)], "a key on another row, or out of its order"
    return max(window.counted, len(window.saved))


@pytest.mark.parametrize("hand", HANDS)
def test_killed_while_logging(hand: int, master: Path, rows: list[str], env: dict[str, str], tmp_path: Path) -> None:
    """T1: SIGKILL at a random instant while keys fall 1 to 20 ms apart in a real terminal."""
    random, seq = dice(f"T1 {hand}"), books.newest(master)
    acknowledged = worst = 0
    for number in range(KILLS):
        path = books.copied(master, tmp_path / str(number))
        typed = keys(random, random.randrange(1, PRESSED))
        with opened(path, env) as window:
            window.ready()
            window.work(typed, random)
            window.pump(random.uniform(0, 0.1))
            window.kill()
        worst = max(worst, books.reopened(path))
        expected = [(name, OUTCOMES[key]) for name, key in zip(rows, typed, strict=False)]
        acknowledged += agrees(path, window, expected, seq)
        shutil.rmtree(path.parent)
    assert acknowledged
    publish(
        Figure(
            "killed while logging", "SIGKILL at a random instant, keys 1 to 20 ms apart", KILLS, "kills", acknowledged,
            worst_ms=worst, rule="T1",
        )
    )  # fmt: skip


@pytest.mark.parametrize("hand", PAIRED)
def test_two_windows_one_killed(hand: int, master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T4: the other window goes on without a restart, and both windows' saved touches are there."""
    random, seq, acknowledged = dice(f"T4 {hand}"), books.newest(master), 0
    for number in range(PAIRS):
        path = books.copied(master, tmp_path / str(number))
        with opened(path, env) as killed, opened(path, env) as stays:
            killed.ready()
            stays.ready()
            stays.rattle("j" * 24, random)
            for one, other in zip(keys(random, 6), keys(random, 6), strict=True):
                killed.rattle(one, random)
                stays.rattle(other, random)
            killed.kill()
            before = len(stays.saved)
            stays.press("a")
            stays.until(lambda _, more=before: len(stays.saved) > more, "the other window saves on")  # type: ignore[misc]
            stays.press("q")
            assert stays.close() == 0, stays.screen
        books.reopened(path)
        names = [touch.name for touch in books.touches(path, seq)]
        saved = [*killed.saved, *stays.saved]
        assert books.lost(saved, names) == 0
        assert books.doubled(names) == 0
        acknowledged += len(saved)
        shutil.rmtree(path.parent)
    publish(
        Figure("two windows, one killed", "SIGKILL of one while both log", PAIRS, "rounds", acknowledged, rule="T4")
    )
