"""The planner itself: the one place where the command line imports the app."""

from __future__ import annotations

from pathlib import Path

from tui.clock import Clock


def open_planner(path: Path, clock: Clock) -> None:
    """Open the planner on a book, until the rep leaves it."""
    from tui.app import run

    run(path, clock)
