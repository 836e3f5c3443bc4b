"""The real command line under strace: killed at a chosen system call, or with that call made to fail."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.faults.books import NOW_TEXT

ROOT = Path(__file__).resolve().parent.parent.parent
CHANGING = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink", "rename", "mkdir", "chmod")
"""What changes a disk; SQLite writes by the first, syncs by the third, ends a transaction by the fifth."""
PATIENCE = 120
KILLED = -9
_COUNTED = re.compile(r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$", re.MULTILINE)


@cache
def missing() -> str:
    """Say why strace cannot be used here, empty where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "strace may not trace here"


wanted = pytest.mark.skipif(bool(missing()), reason=missing() or "strace is here")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def command(book: Path, *args: str) -> list[str]:
    """Return the command line on a book."""
    return ["--book", str(book), "--now", NOW_TEXT, *args]


def plain(book: Path, env: Mapping[str, str], *args: str) -> Ran:
    """Run the command line as it is."""
    return run_at(book, env, NOW_TEXT, *args)


def run_at(book: Path, env: Mapping[str, str], now: str, *args: str) -> Ran:
    """Run the command line with its clock set."""
    done = subprocess.run(
        [sys.executable, "-m", "tui.__main__", "--book", str(book), "--now", now, *args],
        env=dict(env), cwd=ROOT, capture_output=True, check=False, timeout=PATIENCE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


class Kiln:
    """The fork server of `kiln.py`: runs of the command line with something done to their system calls."""

    def __init__(self, env: Mapping[str, str]) -> None:
        """Start it in a rep's environment."""
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.kiln"],
            env=dict(env), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def close(self) -> None:
        """End it."""
        self._server.communicate()

    def run(self, args: Sequence[str], *options: str) -> Ran:
        """Run a command line under strace with these options."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps([options, args]).encode() + b"\n")
        self._server.stdin.flush()
        return Ran(**json.loads(self._server.stdout.readline()))

    def killed_at(self, call: str, number: int, args: Sequence[str]) -> Ran:
        """Kill the command as it makes that call for the n-th time: before it takes place."""
        return self.run(
            args, "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:error=EIO:signal=KILL:when={number}"
        )

    def failing_at(self, call: str, error: str, when: str, args: Sequence[str]) -> Ran:
        """Have that call fail: `when` is `3` for the third time, `3+` from then on."""
        return self.run(args, "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}")

    def counts(self, args: Sequence[str], out: Path) -> dict[str, int]:
        """Return how often the whole command makes each of the calls that change a disk."""
        ran = self.run(args, "-c", "-o", str(out), "-e", f"trace={','.join(CHANGING)}")
        assert ran.code == 0, ran.err
        return {name: int(times) for times, name in _COUNTED.findall(out.read_text()) if name in CHANGING}


@contextmanager
def kiln(env: Mapping[str, str]) -> Iterator[Kiln]:
    """Run a fork server."""
    server = Kiln(env)
    try:
        yield server
    finally:
        server.close()


def points(found: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield every call of a command and its number."""
    for name, times in found.items():
        yield from ((name, number) for number in range(1, times + 1))
