"""The footer of each moment: what the next key may be here, most of all; what falls off a narrow screen stands last."""

from __future__ import annotations

from tui import commands
from tui.commands import Command, Pane

_DUMP = (
    "account.dump", "account.keep", "account.signal", "touch.explain", "account.open", "after.note", "after.undo",
    "book.search", "move.pane", "book.palette",
)  # fmt: skip
_CARD = (
    "move.back", "account.open", "touch.person", "touch.channel", "after.note", "touch.snooze", "touch.explain",
    "after.undo", "book.palette",
)  # fmt: skip
_LOGGED = (
    "after.note", "after.when", "after.undo", "touch.person", "touch.channel", "touch.snooze", "touch.explain",
    "book.search", "move.pane", "book.palette",
)  # fmt: skip
"""While the line of an outcome stands, which names the digits: what else adds to it comes first."""
_BY_PANE = {Pane.DUMP: _DUMP, Pane.CARD: _CARD}


def of(pane: Pane, *, logged: bool = False) -> tuple[Command, ...]:
    """Return the commands of the footer in a pane; `logged`: an outcome's line stands, and digits add to it."""
    if pane is Pane.BLOCK:
        return commands.block_footer()
    if logged and pane in commands.WORKED:
        return tuple(map(commands.command, _LOGGED))
    names = _BY_PANE.get(pane)
    return commands.footer() if names is None else tuple(map(commands.command, names))
