"""The tabs of a narrow screen: one pane at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.commands import Pane
from tui.content import cell, cells
from tui.messages import CommandClicked, PaneClicked
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip


class PaneTabs(Widget):
    """The panes' names with their counts; the open one is bold and stands in a heavy rule."""

    DEFAULT_CSS = """
    PaneTabs {
        height: 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start without tabs."""
        super().__init__(id=id)
        self._tabs: tuple[tuple[str, str], ...] = ()
        self._open = ""
        self._info = ""

    def show(self, tabs: tuple[tuple[str, str], ...], current: str, info: str) -> None:
        """Show tabs as (pane, label), which one is open, and what counts in it."""
        if (tabs, current, info) != (self._tabs, self._open, self._info):
            self._tabs, self._open, self._info = tabs, current, info
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        del y
        width = self.size.width
        pieces: list[Piece] = []
        for pane, label in self._tabs:
            current = pane == self._open
            pieces.append(Piece("━" if current else "─", Look.KEY if current else Look.RULE))
            pieces.append(Piece(f" {label} ", Look.NAME if current else Look.MUTED))
        left = width - sum(cells(piece.text) for piece in pieces)
        info = next((said for said in _shorter(self._info) if cells(said) <= left - 2), self._info)
        size = min(cells(info), max(left - 2, 0))
        lead = 1 if size else 0
        pieces.append(Piece("─" * max(left - size - lead, 0) + " " * lead, Look.RULE))
        pieces.append(Piece(cell(info, size), Look.MUTED))
        return draw(self, pieces, width)

    def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        start = 0
        for pane, label in self._tabs:
            end = start + cells(label) + 3
            if start <= event.x < end:
                self.post_message(PaneClicked(pane))
                return
            start = end
        if self._open == Pane.TODAY and self._info and event.x >= self.size.width - cells(self._info):
            self.post_message(CommandClicked("go('held')"))


def _shorter(info: str) -> tuple[str, ...]:
    """Return what counts, whole, without its second half, in its first word: what is cut says less than what is not."""
    return info, info.split(", ", 1)[0], info.split(": ", 1)[0]
