"""The footer: the keys that are no outcomes, drawn from the command table; the least needed have no room first."""

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

_GAPS = (3, 2)
"""Cells between two keys: a little less where that saves a key."""
_FIRST = (
    "book.block", "move.back", "account.dump", "account.keep", "touch.explain", "after.undo", "book.palette",
    "book.search", "move.pane", "account.add", "after.note", "touch.person", "touch.channel", "touch.snooze",
)  # fmt: skip
"""What a narrow screen keeps, in this order: ways out, what only this pane has, what explains, what takes back, the
doors to all the rest."""


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
        """Return the commands that fit, in their order, each with its first cell and the one after its last."""
        room = self.size.width - 2
        kept, gap = max((_kept(self.shown, room, gap) for gap in _GAPS), key=lambda found: len(found[0]))
        found: list[tuple[Command, int, int]] = []
        start = 1
        for command in kept:
            end = start + _size(command)
            found.append((command, start, end))
            start = end + gap
        return found


def _kept(shown: tuple[Command, ...], room: int, gap: int) -> tuple[tuple[Command, ...], int]:
    """Return the commands that have room with such a gap, and the gap."""
    kept: set[str] = set()
    for command in sorted((each for each in shown if each.now), key=_rank):
        size = _size(command) + (gap if kept else 0)
        if size <= room:
            kept.add(command.id)
            room -= size
    return tuple(command for command in shown if command.id in kept), gap


def _rank(command: Command) -> int:
    return _FIRST.index(command.id) if command.id in _FIRST else len(_FIRST)


def _size(command: Command) -> int:
    return cells(command.shown) + 1 + cells(command.label)
