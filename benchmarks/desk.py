"""The planner and the bare app in terminals, as both are started, read and pressed."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.stage import COMMAND, NOW, Stage
from benchmarks.terminal import Terminal

Screen = list[str]
Holds = Callable[[Screen], bool]

QUIET: Final = 0.45
"""Seconds without a byte after which a screen counts as settled: longer than the planner waits to read its lists."""
YARDSTICK: Final = "bare Textual app"
_DATED: Final = re.compile(r"n[ !]+No\s+(?:\d+ [A-Z]|[A-Z][a-z]{2} \d)")
_MARK: Final = "▸"
_ENOUGH: Final = 8
"""Letters of a name by which a row is known; a narrow column cuts the rest."""


def planner(stage: Stage, book: Path) -> Terminal:
    """Start the installed planner on a book."""
    return Terminal((str(COMMAND), "--book", str(book), "--now", NOW), stage.env())


def bare(stage: Stage) -> Terminal:
    """Start the bare app, as an installed program starts."""
    return Terminal((sys.executable, "-c", "from benchmarks.bare import main; main()"), _ours(stage))


def _ours(stage: Stage) -> dict[str, str]:
    root = str(Path(__file__).resolve().parent.parent)
    env = stage.env()
    return env | {"PYTHONPATH": ":".join(filter(None, (root, env.get("PYTHONPATH", ""))))}


def ready(screen: Screen) -> bool:
    """Tell whether the planner's first screen stands: a highlighted row, and dates on the keys."""
    return bool(highlighted(screen)) and any(_DATED.search(line) for line in screen)


def bare_ready(screen: Screen) -> bool:
    """Tell whether the bare app's list stands."""
    return any("Row 9" in line for line in screen)


def highlighted(screen: Screen) -> str:
    """Return the highlighted row of the left pane, empty where there is none."""
    return next((line[:80] for line in screen if line[:3].strip().startswith(_MARK)), "")


def at_row(name: str) -> Holds:
    """Return what tells whether the highlight stands on an account."""
    return lambda screen: name[:_ENOUGH] in highlighted(screen)


def on_card(name: str) -> Holds:
    """Return what tells whether an account's row, card and keys stand: its name in each, and dates on the keys."""

    def stands(screen: Screen) -> bool:
        titled = name[:_ENOUGH] in screen[2][78:] and any(line[1:].startswith(name[:_ENOUGH]) for line in screen[25:])
        return at_row(name)(screen) and titled and any(_DATED.search(line) for line in screen)

    return stands


def always(_: Screen) -> bool:
    """Ask nothing of a screen."""
    return True
