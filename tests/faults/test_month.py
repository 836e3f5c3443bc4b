"""T36: a working month of two windows, with a fault on most days: nothing is lost, doubled or grown out of bounds."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from storage.book import Book
from tests.faults import books
from tests.faults.counting import Figure, count, dice, publish
from tests.faults.straced import ROOT

SEEDS = range(count(1, 3))
DAYS = count(3, 20)
DEEDS = count(12, 40)
"""Of each of the two windows, a day."""
BYTES_A_DEED = 4_096
"""So much a book may grow by one outcome, with its plan, its search and its indexes."""
OPENED_WITHIN = 2_000
"""Milliseconds, on a machine that is busy with other tests."""

Rep = subprocess.Popen[bytes]


def starts(path: Path, env: Mapping[str, str], seed: str, now: datetime, most: int = 0) -> Rep:
    """Start one rep's window without a screen; `most`: bytes beyond which no file may grow."""
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY)) if most else None
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.acts", str(path), str(DEEDS), seed, now.isoformat()],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(env), cwd=ROOT, preexec_fn=limit,  # noqa: PLW1509  (this test has no threads)
    )  # fmt: skip


def nothing(_path: Path, _rep: Rep, _random: Random) -> None:
    """A day without a fault."""


def killed(_path: Path, rep: Rep, random: Random) -> None:
    """T1."""
    _after_a_deed(rep)
    _wait(random.uniform(0, 0.2))
    rep.kill()


def held(path: Path, rep: Rep, random: Random) -> None:
    """T7: another program holds the file for a while."""
    _after_a_deed(rep)
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as db:
        db.execute("BEGIN IMMEDIATE")
        _wait(random.uniform(0, 0.5))
        db.execute("ROLLBACK")


def asleep(_path: Path, rep: Rep, random: Random) -> None:
    """T19."""
    _after_a_deed(rep)
    rep.send_signal(signal.SIGSTOP)
    _wait(random.uniform(0, 0.3))
    rep.send_signal(signal.SIGCONT)


FAULTS: tuple[Callable[[Path, Rep, Random], None], ...] = (nothing, killed, killed, held, asleep)


def _after_a_deed(rep: Rep) -> None:
    """Wait until it has said one deed; read past every buffer, so that nothing of it is held back here."""
    assert rep.stdout is not None
    os.set_blocking(rep.stdout.fileno(), True)
    _HEARD[rep.pid] = os.read(rep.stdout.fileno(), 65_536)


_HEARD: dict[int, bytes] = {}


def _wait(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        os.sched_yield()


def said(rep: Rep) -> list[str]:
    """Return the entries that it called saved; nothing else was said but plain words about trouble."""
    out, err = rep.communicate()
    assert b"Traceback" not in err, err.decode()
    lines = (_HEARD.pop(rep.pid, b"") + out).decode().splitlines()
    assert {line.partition(" ")[0] for line in lines} <= {"ACK", "AGAIN", "TROUBLE"}, lines
    return [entry for line in lines if line.startswith("ACK") for entry in line.split()[1:]]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_working_month(seed: int, master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T36: each working day two windows log, undo and edit, and one of them meets a fault, or the disk is too small."""
    random, path = dice(f"T36 {seed}"), books.copied(master, tmp_path / "book")
    books.reopened(path)
    began, old, worst, acknowledged = path.stat().st_size, len(books.entries(path)), 0, list[str]()
    now = books.NOW
    for day in range(DAYS):
        tight = random.random() < 0.2
        most = path.stat().st_size + random.randrange(0, 20_000) if tight else 0
        one = starts(path, env, f"{seed} {day} one", now, most)
        other = starts(path, env, f"{seed} {day} other", now)
        (nothing if tight else random.choice(FAULTS))(path, one, random)
        acknowledged += said(one) + said(other)
        worst = max(worst, books.reopened(path, now))
        found = books.entries(path)
        assert books.lost(acknowledged, found) == 0, day
        assert books.doubled(found) == 0, day
        now += timedelta(days=1 if now.weekday() < 4 else 3)
        with closing(Book.open(path, now=now, create=False)) as book:
            book.refresh_day(now)
            assert book.today(now).live == books.FIRMS, "an account went by itself"
            assert [each.words for each in book.doctor(now) if not each.ok and each.what != "backup"] == []
    grown = path.stat().st_size - began
    assert grown < BYTES_A_DEED * (len(books.entries(path)) - old)
    assert worst < OPENED_WITHIN
    assert len(acknowledged) > DAYS * DEEDS / 2
    publish(
        Figure(
            f"a working month, seed {seed}", f"{DAYS} days of two windows; the file grew by {grown // 1024} kB",
            DAYS * DEEDS * 2, "deeds", len(acknowledged), worst_ms=worst, rule="T36",
        )
    )  # fmt: skip
