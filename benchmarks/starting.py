"""From the start of the program to the last byte of its first screen, from outside."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from benchmarks import desk
from benchmarks.figures import Kind, Limit, Measured, Result, Unit
from benchmarks.stage import Stage, alternating, said
from benchmarks.terminal import Terminal

RUNS = 15
_GROWTH = Limit(Kind.TIMES, 1.1)


def start(stage: Stage) -> Iterable[Result]:
    """Start the planner on the three books and the bare app, in turns."""
    sizes = (stage.sizes.small, stage.sizes.middle, stage.sizes.big)
    books = [stage.shared(size) for size in dict.fromkeys(sizes)]
    works = [partial(_ours, stage, book) for book in books]
    for work in (*works, partial(_bare, stage)):
        work()  # what is on the disk comes into memory
    *ours, beside = alternating(stage.runs(RUNS), *works, partial(_bare, stage))
    yardstick = Measured.of(beside, Unit.MS)
    measured = [Measured.of(each, Unit.MS) for each in ours]
    for size, each in zip(dict.fromkeys(sizes), measured, strict=True):
        limit = Limit(Kind.TIMES, 1.5) if size == stage.sizes.middle else None
        yield Result("start", "start to settled first screen", said(size), each, desk.YARDSTICK, yardstick, limit)
    for size, each in list(zip(dict.fromkeys(sizes), measured, strict=True))[1:]:
        what = "start, growth with the book"
        yield Result("start", what, said(size), each, f"with {said(stage.sizes.small)}", measured[0], _GROWTH)


def _ours(stage: Stage, book: Path) -> float:
    return _settled(desk.planner(stage, book), desk.ready)


def _bare(stage: Stage) -> float:
    return _settled(desk.bare(stage), desk.bare_ready)


def _settled(program: Terminal, holds: desk.Holds) -> float:
    with program as terminal:
        return terminal.settled(holds, desk.QUIET)
