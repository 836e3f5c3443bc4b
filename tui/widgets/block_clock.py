"""The time of a block as one line across the screen: what is used up, and what is left (R35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from textual.strip import Strip

USED, LEFT = "━", "─"


class BlockClock(Widget):
    """Drawn again only when a cell of it changes."""

    DEFAULT_CSS = """
    BlockClock {
        height: 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start with all of it left."""
        super().__init__(id=id)
        self._share = 0.0

    def show(self, share: float) -> None:
        """Show which share of the planned time is used up, from 0 on."""
        before = self._used
        self._share = min(share, 1.0)
        if self._used != before:
            self.refresh()

    @property
    def _used(self) -> int:
        return int(self._share * self.size.width)

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        del y
        width = self.size.width
        look = Look.WARN if self._share >= 1 else Look.NEXT
        return draw(self, (Piece(USED * self._used, look), Piece(LEFT * (width - self._used), Look.RULE)), width)
