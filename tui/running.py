"""One run of the planner: a book, and whatever book follows it, until the rep leaves."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from storage.desk import Desk
from tui.app import NotYet
from tui.cli.unlock import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from storage.engine import Key
    from tui.clock import Clock


def run(path: Path, clock: Clock, *, block: bool = False, tour: bool = False, key: Key | None = None) -> None:
    """Open the planner on a book until the rep leaves it, in a block or on the tour; exits with the app's code.

    `key` opens an encrypted book; the passphrase of another book is asked for between the two screens.
    """
    following: Path | None = path
    code, words = 0, ""
    while following is not None:
        desk = Desk(following, clock.now, key=key if following == path else key_of(following))
        app = NotYet(following, clock, desk=desk, block=block, tour=tour)
        app.dress(app.console.color_system)
        app.home = None if following == path else path
        app.main.greeting = words or app.main.greeting
        following = app.run()
        words = app.words_next
        block, tour = False, app.tour_next
        code = app.return_code or 0
    sys.exit(code)
