"""T5, T7: two windows at once, another program that holds the file: nothing is lost, nothing is locked in vain."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.faults import books
from tests.faults.counting import Figure, count, dice, publish
from tests.faults.straced import ROOT
from tests.faults.window import keys, opened

ROUNDS = count(1, 20)
DEEDS = count(40, 1_000)
LOCKS = count(1, 10)
SEEN_WITHIN = 8.0
"""Seconds within which another window shows a change: it looks once a second, beside seven others that compute."""
TOLD_WITHIN = 9.0
"""Seconds within which a window says that the file is locked: it waits three."""
_LOCKER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
"""


def test_two_windows_log_at_once(master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T5: both log, each sees what the other did."""
    random, seq, acknowledged, worst = dice("T5"), books.newest(master), 0, 0.0
    for number in range(ROUNDS):
        path = books.copied(master, tmp_path / str(number))
        with opened(path, env) as one, opened(path, env) as other:
            one.ready()
            other.ready()
            other.rattle("j" * 24, random)
            for first, second in zip(keys(random, 6), keys(random, 6), strict=True):
                one.rattle(first, random)
                other.rattle(second, random)
            total = 12
            one.wait(f"{total}/200 touches")
            began = time.monotonic()
            other.wait(f"{total}/200 touches")
            worst = max(worst, time.monotonic() - began)
            assert "locked" not in one.screen + other.screen
            for window in (one, other):
                window.press("q")
                assert window.close() == 0, window.screen
        books.reopened(path)
        names = [touch.name for touch in books.touches(path, seq)]
        assert len(names) == total
        assert books.doubled(names) == 0
        acknowledged += total
        shutil.rmtree(path.parent)
    assert worst < SEEN_WITHIN
    publish(
        Figure(
            "two windows log at once", f"seen by the other within {worst:.1f} s", ROUNDS * 12, "keys", acknowledged,
            rule="T5",
        )
    )  # fmt: skip


def test_two_processes_write_without_a_pause(master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T5: log, undo and edit mixed; what was answered is in the journal, and nobody was told that it is locked."""
    path = books.copied(master, tmp_path)
    books.reopened(path)
    reps = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.acts", str(path), str(DEEDS), seed],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=ROOT,
        )
        for seed in ("one", "other")
    ]  # fmt: skip
    said = [rep.communicate() for rep in reps]
    assert [err.decode() for _, err in said] == ["", ""]
    lines = [line for out, _ in said for line in out.decode().splitlines()]
    assert [line for line in lines if line.startswith("TROUBLE")] == []
    acknowledged = [entry for line in lines if line.startswith("ACK") for entry in line.split()[1:]]
    books.reopened(path)
    with closing(sqlite3.connect(path)) as db:
        found = [entry for (entry,) in db.execute("SELECT id FROM entry")]
    assert books.lost(acknowledged, found) == 0
    assert books.doubled(found) == 0
    assert len(acknowledged) > DEEDS / 2
    publish(
        Figure(
            "two processes write without a pause", "log, undo, edit mixed", len(lines), "writes", len(acknowledged),
            rule="T5",
        )
    )  # fmt: skip


@contextmanager
def locked(path: Path, env: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Have another program hold the file for writing, until its stdin is closed."""
    locker = subprocess.Popen(
        [sys.executable, "-c", _LOCKER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=dict(env)
    )
    assert locker.stdout is not None
    assert locker.stdout.readline() == b"locked\n"
    try:
        yield locker
    finally:
        locker.send_signal(signal.SIGCONT)
        locker.communicate()


@pytest.mark.parametrize("stopped", [False, True], ids=["held", "held and asleep"])
def test_locked_by_another_program(
    master: Path, rows: list[str], env: dict[str, str], tmp_path: Path, *, stopped: bool
) -> None:
    """T7: reading goes on, a plain word comes, and the same key logs it once as soon as the file is free."""
    seq, worst = books.newest(master), 0.0
    for number in range(LOCKS):
        path = books.copied(master, tmp_path / str(number))
        with opened(path, env) as window:
            window.ready()
            with locked(path, env) as locker:
                if stopped:
                    locker.send_signal(signal.SIGSTOP)
                began = time.monotonic()
                window.press("n")
                window.wait("Not saved")
                worst = max(worst, time.monotonic() - began)
                window.wait("Another window or program")
                assert not window.saved
                window.press("j")
                window.until(lambda screen: f"{rows[1]} · Pat" in screen, "reading goes on")
                window.press("k")
                window.until(lambda screen: f"{rows[0]} · Pat" in screen, "back at the row that was not saved")
            window.insist("n", f"· {rows[0]} · next")
            window.press("q")
            assert window.close() == 0, window.screen
        books.reopened(path)
        assert [touch.name for touch in books.touches(path, seq)] == [rows[0]]
        shutil.rmtree(path.parent)
    assert worst < TOLD_WITHIN
    publish(
        Figure(
            f"file {'held by a sleeping program' if stopped else 'held by another program'}",
            f"said within {worst:.1f} s", LOCKS, "locks", LOCKS, rule="T7",
        )
    )  # fmt: skip
