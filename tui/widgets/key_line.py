"""The footer: the keys that are no outcomes, drawn from the command table; what has no room falls off at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.widget import Widget

from tui import commands
from tui.content import cells
from tui.messages import CommandClicked
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from tui.commands import Command

_GAP = 3


class KeyLine(Widget):
    """One line of keys, each of which the mouse can press too."""

    DEFAULT_CSS = """
    KeyLine {
        height: 1;
    }
    """

    shown: reactive[tuple[Command, ...]] = reactive(commands.footer)
    """The commands of the line, in its order."""

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        del y
        pieces: list[Piece] = []
        for command, start, _ in self._placed():
            pieces.append(Piece(" " * (start - sum(cells(piece.text) for piece in pieces))))
            pieces += [Piece(command.shown, Look.KEY), Piece(f" {command.label}", Look.MUTED)]
        return draw(self, pieces, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        found = (command for command, start, end in self._placed() if start <= event.x < end)
        command = next(found, None)
        if command is not None:
            self.post_message(CommandClicked(command.action))

    def _placed(self) -> list[tuple[Command, int, int]]:
        """Return the commands that fit, each with its first cell and the one after its last."""
        found: list[tuple[Command, int, int]] = []
        start = 1
        for command in self.shown:
            end = start + cells(command.shown) + 1 + cells(command.label)
            if end > self.size.width:
                break
            found.append((command, start, end))
            start = end + _GAP
        return found
