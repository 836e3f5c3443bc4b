"""The planner itself: the one place where the command line imports the app."""

from __future__ import annotations

import gc
from pathlib import Path

from tui.clock import Clock


def open_planner(path: Path, clock: Clock, *, block: bool = False) -> None:
    """Open the planner on a book, until the rep leaves it; `block`: a block begins at once (R35).

    Nothing is collected before the first screen stands: that is a tenth of the start. The app turns it on again.
    """
    gc.disable()
    from tui.cli.unlock import key_of

    key = key_of(path)  # on the terminal, before the screen takes it
    from tui.app import run

    run(path, clock, block=block, key=key)
