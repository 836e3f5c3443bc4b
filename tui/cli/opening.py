"""The planner itself: the one place where the command line imports the app."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from playbook.errors import Refused
from tui.clock import Clock


def open_planner(path: Path, clock: Clock, *, block: bool = False) -> None:
    """Open the planner on a book, until the rep leaves it; `block`: a block begins at once (R35).

    Nothing is collected before the first screen stands: that is a tenth of the start. The app turns it on again.

    Raises:
        Refused: there is no terminal: a pipe would be filled with a screen that nobody sees, for ever.
    """
    from tui.cli.unlock import key_of

    key = key_of(path)  # on the terminal, before the screen takes it
    if not has_terminal():
        raise Refused(
            "The planner needs a terminal, and there is none here. Nothing was changed.",
            "For scripts: notyet today --json; notyet --help lists everything.",
        )
    gc.disable()
    from tui.app import run

    run(path, clock, block=block, key=key)


def has_terminal() -> bool:
    """Return whether somebody can type and see."""
    return sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())
