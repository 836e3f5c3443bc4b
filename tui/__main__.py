"""`notyet` and `python -m tui`: one door for the planner and its commands."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; never returns, the exit code tells how it went.

    Nothing is collected while modules are loaded: they stay for good. A command turns it on again, as the app does.
    """
    gc.disable()
    from tui import crash
    from tui.cli.group import notyet
    from tui.clock import Clock

    crash.install(Clock().now, _reports)
    notyet.main(args=None if args is None else list(args), prog_name="notyet")


def _reports() -> Path:
    from storage.paths import places

    return places().crash


if __name__ == "__main__":
    main()
