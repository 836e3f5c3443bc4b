"""What the planner takes while nobody presses a key, and its memory after many: from outside, beside the bare app."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import desk
from benchmarks.figures import Kind, Limit, Measured, Result, Unit
from benchmarks.stage import Stage, alternating, said
from benchmarks.terminal import Terminal

MOVES: Final = 100
RUNS: Final = 5
REST: Final = 10.0
"""Seconds of doing nothing."""
_WARM: Final = 4.0
_DOWN, _UP = "\x1b[B", "\x1b[A"
_PROC: Final = Path("/proc")
_USER_TIME: Final = 11
"""Place of user and system time behind the name in a line of /proc/PID/stat."""


def memory(stage: Stage) -> Iterable[Result]:
    """Move the highlight a hundred times, then look what the process holds."""
    book = stage.shared(stage.sizes.middle)
    ours, beside = alternating(
        stage.runs(RUNS), lambda: _held(desk.planner(stage, book), desk.ready),
        lambda: _held(desk.bare(stage), desk.bare_ready),
    )  # fmt: skip
    yield Result(
        "memory", f"resident memory after {MOVES} highlight moves", said(stage.sizes.middle),
        Measured.of(ours, Unit.MB), desk.YARDSTICK, Measured.of(beside, Unit.MB), Limit(Kind.TIMES, 1.5),
    )  # fmt: skip


def idle(stage: Stage) -> Iterable[Result]:
    """Do nothing for a while."""
    book = stage.shared(stage.sizes.middle)
    written: list[float] = []
    rests = partial(_rests, stage, book, written)
    ours, beside = alternating(1 if stage.quick else RUNS, rests, partial(_bare_rests, stage))
    name = said(stage.sizes.middle)
    yield Result(
        "idle", f"idle {REST:.0f} s", name, Measured.of(ours, Unit.PERCENT), desk.YARDSTICK,
        Measured.of(beside, Unit.PERCENT), Limit(Kind.MOST, 1.0),
    )  # fmt: skip
    told = Measured.of(written, Unit.BYTES)
    yield Result("idle", f"idle {REST:.0f} s, written to the terminal", name, told, limit=Limit(Kind.MOST, 0.0))


def _held(program: Terminal, holds: desk.Holds) -> float:
    """Return the megabytes that a program holds after it was worked with."""
    with program as terminal:
        terminal.settled(holds, desk.QUIET)
        for number in range(MOVES):
            terminal.press(_DOWN if number // 10 % 2 == 0 else _UP)
            terminal.rest(0.05)
        terminal.rest(1.0)
        return resident(terminal.pid)


def _rests(stage: Stage, book: Path, written: list[float]) -> float:
    with desk.planner(stage, book) as terminal:
        terminal.settled(desk.ready, desk.QUIET)
        return _at_rest(terminal, written)


def _bare_rests(stage: Stage) -> float:
    with desk.bare(stage) as terminal:
        terminal.settled(desk.bare_ready, desk.QUIET)
        return _at_rest(terminal, [])


def _at_rest(terminal: Terminal, written: list[float]) -> float:
    """Return the share of a core that a program takes, in percent; what it writes is added to `written`."""
    terminal.rest(_WARM)
    before = _processor(terminal.pid)
    written.append(float(terminal.rest(REST)))
    return (_processor(terminal.pid) - before) / REST * 100


def resident(pid: int) -> float:
    """Return the megabytes of a process that lie in memory."""
    pages = int((_PROC / str(pid) / "statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _processor(pid: int) -> float:
    """Return the seconds of processor that a process took so far."""
    told = (_PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[_USER_TIME]) + int(told[_USER_TIME + 1])) / os.sysconf("SC_CLK_TCK")
