"""T8, T9, T10: the disk is full or fails at any call, memory runs out: never "saved" without a row, never twice."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults import books, straced
from tests.faults.counting import LONG, Figure, count, dice, publish
from tests.faults.straced import ROOT, Kiln, wanted
from tests.faults.window import opened

WRITING = ("pwrite64", "fdatasync", "ftruncate")
SAMPLE = 4
ROUNDS = count(1, 10)
STEPS = count(2, 20)
DISKS = count(1, 10)
ROOM = 700_000
"""Bytes of a small disk: the book and its journal, a few touches, no more."""


@wanted
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_every_call_may_fail(
    error: str, master: Path, env: dict[str, str], kiln: Kiln, tmp_path: Path, *, lasting: bool
) -> None:
    """T8, T9: one touch, each call of it failing once or for good; what was answered is there, once, and whole."""
    folder, kept = tmp_path / "book", tmp_path / "kept"
    path = books.copied(master, folder)
    assert straced.plain(path, env, "today").code == 0
    seq = books.newest(path)
    shutil.copytree(folder, kept)
    args = straced.command(path, "log", "Works 001", "no")
    every = [each for each in straced.points(kiln.counts(args, tmp_path / "counts")) if each[0] in WRITING]
    failed = acknowledged = lost = 0
    for call, number in every if LONG else dice(f"T9 {error} {lasting}").sample(every, SAMPLE):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        ran = kiln.failing_at(call, error, f"{number}+" if lasting else str(number), args)
        assert "Traceback" not in ran.err, (call, number, ran.err)
        failed += ran.code == 1
        books.reopened(path)
        found = len(books.touches(path, seq))
        assert found <= 1
        if ran.code == 0:
            acknowledged += 1
            lost += 1 - found
        elif "may be saved or not" not in ran.err:
            assert found == 0, (call, number, ran.err)
        assert straced.plain(path, env, "log", "Works 002", "no").code == 0, "works again once the disk does"
    assert lost == 0
    publish(
        Figure(
            f"{error} {'from then on' if lasting else 'once'}, at every call of one log", "strace", failed, "failures",
            acknowledged, rule="T8" if error == "ENOSPC" else "T9",
        )
    )  # fmt: skip


@contextmanager
def failing(pid: int, call: str, error: str) -> Iterator[None]:
    """Have a call of a running program fail for as long as this lasts."""
    with subprocess.Popen(
        ["strace", "-f", "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:error={error}", "-p", f"{pid}"],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
    ) as watcher:  # fmt: skip
        assert watcher.stderr is not None
        assert b"attached" in watcher.stderr.readline()
        try:
            yield
        finally:
            watcher.terminate()


@wanted
@pytest.mark.parametrize(
    ("call", "error"), [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"), ("ftruncate", "EIO")]
)
def test_the_screen_says_it_and_the_same_key_saves_it_later(
    call: str, error: str, master: Path, rows: list[str], env: dict[str, str], tmp_path: Path
) -> None:
    """T8, T9: the open planner's disk fails under it and comes back; a failed sync never doubles a touch (F8)."""
    seq = books.newest(master)
    for number in range(ROUNDS):
        path = books.copied(master, tmp_path / str(number))
        with opened(path, env) as window:
            window.ready()
            with failing(window.pid, call, error):
                window.press("n")
                window.wait("Not saved")
                assert not window.saved
            window.insist("n", f"· {rows[0]} · next")
            window.press("q")
            assert window.close() == 0, window.screen
        assert b"Traceback" not in window.raw
        books.reopened(path)
        found = books.touches(path, seq)
        assert [touch.name for touch in found] == [rows[0]]
        shutil.rmtree(path.parent)
    publish(
        Figure(f"{call} {error} under the open planner", "strace attached, the same key again", ROUNDS, "failures",
               ROUNDS, rule="T8" if error == "ENOSPC" else "T9")
    )  # fmt: skip


def many(path: Path, env: Mapping[str, str], deeds: int, limits: Sequence[tuple[int, int]]) -> tuple[list[str], str]:
    """Have a rep without a screen work under limits; return the acknowledged entries, and what else was said."""

    def limit() -> None:
        for kind, most in limits:
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))

    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.acts", str(path), str(deeds), "full"],
        capture_output=True, check=False, env=dict(env), cwd=ROOT, preexec_fn=limit if limits else None,
        timeout=120,
    )  # fmt: skip
    lines = done.stdout.decode().splitlines()
    acknowledged = [entry for line in lines if line.startswith("ACK") for entry in line.split()[1:]]
    return acknowledged, "\n".join(line for line in lines if line.startswith("TROUBLE")) + done.stderr.decode()


def test_a_file_that_may_not_grow(master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T8: a limit on file sizes, with real short writes at its edge."""
    acknowledged = lost = 0
    for number in range(STEPS):
        path = books.copied(master, tmp_path / str(number))
        books.reopened(path)
        edge = path.stat().st_size + dice(f"T8 {number}").randrange(-4_096, 30_000)
        told, words = many(path, env, 30, [(resource.RLIMIT_FSIZE, edge)])
        assert "Traceback" not in words
        acknowledged += len(told)
        books.reopened(path)
        lost += books.lost(told, books.entries(path))
        again, words = many(path, env, 5, [])
        assert again, words
    assert lost == 0
    publish(Figure("file-size limit", "RLIMIT_FSIZE", STEPS, "limits", acknowledged, lost, rule="T8"))


def test_a_full_disk(master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T8: a real small disk fills up; space is freed, and it works again."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    acknowledged = lost = 0
    try:
        for number in range(DISKS):
            path = books.copied(master, disk)
            ballast = disk / "ballast"
            told, words = many(path, env, 5 + 5 * number, [])
            ballast.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - 4_096 * (number % 4))))
            more, words = many(path, env, 40, [])
            assert "Traceback" not in words
            assert "disk is full" in words
            acknowledged += len(told) + len(more)
            ballast.unlink()
            books.reopened(path)
            lost += books.lost([*told, *more], books.entries(path))
            again, words = many(path, env, 5, [])
            assert again, words
            for each in disk.iterdir():
                each.unlink()
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert lost == 0
    publish(Figure("disk full", "a small disk with ballast", DISKS, "disks", acknowledged, lost, rule="T8"))


def test_out_of_memory(master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T10: less and less memory; what was acknowledged is there, however it ended."""
    acknowledged = lost = 0
    for number in range(STEPS):
        path = books.copied(master, tmp_path / str(number))
        books.reopened(path)
        told, _ = many(path, env, 30, [(resource.RLIMIT_AS, (21 + 9 * number // STEPS) * 1024 * 1024)])
        acknowledged += len(told)
        books.reopened(path)
        lost += books.lost(told, books.entries(path))
    assert lost == 0
    publish(Figure("out of memory", "RLIMIT_AS", STEPS, "limits", acknowledged, lost, rule="T10"))
