"""Before a changed profile is saved: how far the look at the book is, what it found, one question (R3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui import rescored
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from playbook.settings import Settings
    from tui.writing import Desk

_TICK = 0.2
RULE = "R3  The book is scored anew in one step; one undo takes all of it back. Nobody is dumped by it."


async def agreed(screen: Screen[Any], desk: Desk, settings: Settings, tell: Callable[[str], None]) -> bool:
    """Look at the book through the settings, told as it runs; return whether to save them: where nobody moves, yes.

    Raises:
        BookTrouble: the book cannot be read, or the look was stopped.
    """
    held = await desk.run(lambda book: book.settings())
    if (held.profile, held.fit) == (settings.profile, settings.fit):
        return True
    looked = [0, 0]

    def told(done: int, total: int) -> None:
        looked[:] = done, total

    tell("looking at the book through this profile …")
    timer = screen.set_interval(_TICK, lambda: tell(f"looking at {looked[0]:,} of {looked[1]:,} accounts …"))
    try:
        found = await desk.read(lambda book: book.rescored(settings, told))
    finally:
        timer.stop()
        tell("")
    if not found.moves:
        return True
    headline, *rest = rescored.lines(found)
    rows = (Row("yes", "save it"), Row("no", "not yet"))
    question = ConfirmDialog(None, f"{headline}: save it?", rows=rows, facts=("\n".join(rest),), rule=RULE)
    return await screen.app.push_screen_wait(question) is not None
