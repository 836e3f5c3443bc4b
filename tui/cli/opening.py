"""The planner itself: the one place where the command line imports the app."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from playbook.errors import Refused
from tui.clock import Clock

_NONE = "The planner needs a terminal, and there is none here. Nothing was changed."
_PRINTS = "This terminal can only print lines (TERM=dumb), and the planner draws a screen. Nothing was changed."

_BROWSER = "tui.serving.driver:Glass"
"""`tui.serving.DRIVER`, which is not imported for this: the first frame does not wait for it."""


def open_planner(path: Path, clock: Clock, *, block: bool = False, tour: bool = False) -> None:
    """Open the planner on a book, until the rep leaves it; `block`: a block begins at once (R35), `tour`: the tour.

    Nothing is collected before the first screen stands: that is a tenth of the start. The app turns it on again.

    Raises:
        Refused: there is no terminal: a pipe would be filled with a screen that nobody sees, for ever; or one that
            knows no place on its screen, an editor's shell for one.
    """
    from tui.cli.unlock import key_of

    key = key_of(path)  # on the terminal, before the screen takes it
    if not has_terminal():
        raise Refused(
            _PRINTS if _prints_only() else _NONE, "For scripts: notyet today --json; notyet --help lists everything."
        )
    gc.disable()
    from tui.running import run

    run(path, clock, block=block, tour=tour, key=key)


def has_terminal() -> bool:
    """Return whether somebody can type and see a screen: at a terminal, or in a browser."""
    typed = sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())
    return os.environ.get("TEXTUAL_DRIVER") == _BROWSER or (typed and not _prints_only())


def _prints_only() -> bool:
    """Return whether the terminal knows no place on its screen: an editor's shell for one."""
    return os.environ.get("TERM") in {"dumb", "unknown"}
