"""How often each fault is made, and the figures that come of it.

CI makes each a few times; `make torture` (NOTYET_TORTURE=1) makes it often and writes what it counted into the file
that NOTYET_FIGURES names, one JSON line a fault. README's reliability table is drawn from it (tui/cli/docs.py).
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

LONG = bool(os.environ.get("NOTYET_TORTURE"))
SEED = os.environ.get("NOTYET_SEED", "notyet faults")
"""Another seed makes other faults; it is part of every figure, so that a run can be made again."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one kind of fault came to."""

    fault: str
    """What happens to the rep: `kill -9 while logging`."""
    made: str
    """How it is made."""
    count: int
    of: str
    """What was counted: kills, calls, images."""
    acknowledged: int = 0
    """Outcomes that the screen or the command called saved."""
    lost: int = 0
    """Of these, how many were not in the book afterwards."""
    doubled: int = 0
    worst_ms: int = 0
    """Longest opening of the book after the fault, recovery included."""
    rule: str = ""
    """The fault's number in the plan: `T1`."""


def count(short: int, long: int) -> int:
    """Return how often to make a fault: as CI does, or as `make torture` does."""
    return long if LONG else short


def dice(use: str) -> Random:
    """Return the dice of one test: the same at every run with the same seed."""
    return Random(f"{SEED} {use}")  # noqa: S311  (must repeat, guards nothing)


def publish(figure: Figure) -> None:
    """Say a figure, and write it where NOTYET_FIGURES asks for it."""
    line = json.dumps(
        asdict(figure) | {"date": time.strftime("%Y-%m-%d", time.gmtime()), "seed": SEED}, ensure_ascii=False
    )
    print(line)  # noqa: T201  (pytest shows it with -s, and beside a failure)
    path = os.environ.get("NOTYET_FIGURES")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
