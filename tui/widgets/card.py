"""The card: drawn line by line, so that a new highlight lays nothing out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.scroll_view import ScrollView

from tui.widgets import card_text
from tui.widgets.extent import reach
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.strip import Strip

    from tui.widgets.lines import Line
    from tui.widgets.shown import Shown

NOBODY = "Highlight a row: its card is here."


class Card(ScrollView, can_focus=True):
    """Everything about the highlighted account; scrolls where it is long."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Card {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start with nobody."""
        super().__init__(id=id)
        self.shown: Shown | None = None
        self.text: Callable[[Shown, int], list[Line]] = card_text.card
        """What it says for a width; block mode says it in another way."""
        self._lines: list[Line] = []

    def focus_on_click(self) -> bool:
        """Leave the keys to the list that stands beside it; alone on the screen it takes them."""
        return not self.screen.has_class("-wide")

    def show(self, shown: Shown | None) -> None:
        """Show an account; another one than before is shown from its top."""
        other = shown is None or self.shown is None or shown.target.account != self.shown.target.account
        self.shown = shown
        self._lay_out()
        if other:
            self.scroll_to(y=0, animate=False, force=True)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        line = self._lines[place] if place < len(self._lines) else []
        return draw(self, line, width)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        nobody: list[Line] = [[Piece(text, Look.MUTED)] for text in wrapped(NOBODY, width)]
        self._lines = nobody if self.shown is None else self.text(self.shown, width)
        # Whole panes high: cards of unlike length need no new layout of the screen, which would cost half of a key.
        pane = max(self.scrollable_content_region.height, 1)
        reach(self, width, pane * max(-(-len(self._lines) // pane), 1))
        self.refresh()
