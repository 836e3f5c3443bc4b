"""The name of a pane, set into a rule: the only line around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.content import cell, cells
from tui.messages import CommandClicked
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

_LEAST_RULE = 3


class PaneTitle(Widget):
    """A title at the left, what counts at the right, a rule between; a heavy rule says that the pane has the focus.

    With the class `-strong` the title is bold all the time: it names whom the keys are for.
    """

    DEFAULT_CSS = """
    PaneTitle {
        height: 1;
    }
    """

    def __init__(
        self,
        title: str,
        *,
        id: str | None = None,  # noqa: A002  (the name that Textual gives it)
        classes: str | None = None,
        action: str = "",
    ) -> None:
        """Show a title; `say` adds what stands at the right, and a click there runs `action`."""
        super().__init__(id=id, classes=classes)
        self._action = action
        self._title = title
        self._info = ""
        self._active = False

    @property
    def title(self) -> str:
        """What stands at the left."""
        return self._title

    @property
    def info(self) -> str:
        """What stands at the right."""
        return self._info

    def say(self, info: str, title: str | None = None) -> None:
        """Change what stands at the right, and the title where given; both may hold foreign text."""
        title = self._title if title is None else title
        if (title, info) != (self._title, self._info):
            self._title, self._info = title, info
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open the page behind what stands at the right."""
        if self._action and self._info and event.x >= self.size.width - cells(self._info):
            self.post_message(CommandClicked(self._action))

    def activate(self, *, active: bool) -> None:
        """Show whether the pane has the focus."""
        if active is not self._active:
            self._active = active
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        del y
        width = self.size.width
        most = max(width // 2, width - cells(self._title) - _LEAST_RULE - 2)
        info = cell(self._info, min(cells(self._info), most)) if self._info else ""
        room = width - cells(info) - (1 if info else 0) - _LEAST_RULE - 1
        title = cell(self._title, max(min(cells(self._title), room), 0))
        rule = max(width - cells(title) - 1 - (cells(info) + 1 if info else 0), 0)
        look = Look.NAME if self._active or self.has_class("-strong") else Look.MUTED
        stroke = "━" if self._active else "─"
        return draw(
            self,
            (
                Piece(title, look),
                Piece(" " + stroke * rule, Look.RULE),
                Piece(f" {info}" if info else "", Look.MUTED),
            ),
            width,
        )
