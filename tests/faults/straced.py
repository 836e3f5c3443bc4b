"""The real command line under strace: killed at a chosen system call, or with that call made to fail."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.faults.books import NOW_TEXT

ROOT = Path(__file__).resolve().parent.parent.parent
CHANGING = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink", "rename", "mkdir", "chmod")
"""What changes a disk; SQLite writes by the first, syncs by the third, ends a transaction by the fifth."""
KILLED = -9
Server = subprocess.Popen[bytes]
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
    return ask(_server(), None, ["--book", str(book), "--now", now, *args], env)


def start(env: Mapping[str, str] | None = None, before: Sequence[str] = ()) -> Server:
    """Start a fork server (`kiln.py`); `before`: what it is started by, as `unshare -n`."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "tests.faults.kiln"],
        env=None if env is None else dict(env), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


@cache
def _server() -> Server:
    """The one for all runs of these tests."""
    return start()


def end_server() -> None:
    """End the fork server, if one was started."""
    if _server.cache_info().currsize:
        _server().communicate()
        _server.cache_clear()


def ask(server: Server, options: Sequence[str] | None, args: Sequence[str], env: Mapping[str, str]) -> Ran:
    """Have a fork server run a command line, under strace where there are options for it."""
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps([options, list(args), dict(env)]).encode() + b"\n")
    server.stdin.flush()
    return Ran(**json.loads(server.stdout.readline()))


@dataclass(frozen=True, slots=True)
class Kiln:
    """Runs of the command line with something done to their system calls."""

    env: Mapping[str, str]

    def run(self, args: Sequence[str], *options: str) -> Ran:
        """Run a command line under strace with these options."""
        return ask(_server(), options, args, self.env)

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


def points(found: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield every call of a command and its number."""
    for name, times in found.items():
        yield from ((name, number) for number in range(1, times + 1))
