"""How far a view scrolls, said once: its scroll bar comes in the same frame as its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

if TYPE_CHECKING:
    from textual.scroll_view import ScrollView


def reach(view: ScrollView, width: int, lines: int) -> None:
    """Let a view hold so many lines.

    Textual finds out that a scroll bar is wanted while it lays the screen out, and lays all of it out a second time for
    it; said here, the first time does.
    """
    view.virtual_size = Size(width, lines)
    view.show_vertical_scrollbar = 0 < view.container_size.height < lines
