"""The name of a pane, set into a rule: the only line around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.content import cell, cells, fitting
from tui.messages import CommandClicked, PaneClicked
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

_LEAST_RULE = 1
_LEAST_INFO = 16
"""Cells that what counts has, however long the title is."""


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
        pane: str = "",
    ) -> None:
        """Show a title; `say` adds what stands at the right; a click there runs `action`, elsewhere it opens `pane`."""
        super().__init__(id=id, classes=classes)
        self._action = action
        self._pane = pane
        self._title = title
        self._info = ""
        self._short = ""
        self._active = False

    @property
    def title(self) -> str:
        """What stands at the left."""
        return self._title

    @property
    def info(self) -> str:
        """What stands at the right."""
        return self._info

    def say(self, info: str, title: str | None = None, short: str = "") -> None:
        """Change what stands at the right, and the title where given; both may hold foreign text.

        `short` stands there where the whole of it has no room.
        """
        title = self._title if title is None else title
        if (title, info, short) != (self._title, self._info, self._short):
            self._title, self._info, self._short = title, info, short
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open the page behind what stands at the right; the title itself gives its pane the keys."""
        if self._action and self._info and event.x >= self.size.width - cells(self._info):
            self.post_message(CommandClicked(self._action))
        elif self._pane:
            self.post_message(PaneClicked(self._pane))

    def activate(self, *, active: bool) -> None:
        """Show whether the pane has the focus."""
        if active is not self._active:
            self._active = active
            self.refresh()

    def _beside(self, room: int) -> str:
        """Return what stands at the right: whole, in its short form, or cut; the title itself comes first."""
        whole = next((said for said in (self._info, self._short) if said and cells(said) <= room), "")
        if whole or max(room, _LEAST_INFO) >= cells(self._info):
            return whole or self._info
        most = max(room, _LEAST_INFO)
        facts = fitting(self._short or self._info, most)
        return cell(facts, min(cells(facts), most))

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        del y
        width = self.size.width
        info = self._beside(width - cells(self._title) - _LEAST_RULE - 2)
        room = width - cells(info) - (1 if info else 0) - _LEAST_RULE - 1
        title = cell(self._title, max(min(cells(self._title), room), 0))
        rule = max(width - cells(title) - 1 - (cells(info) + 1 if info else 0), 0)
        look = Look.NAME if self._active or self.has_class("-strong") else Look.MUTED
        stroke = "━" if self._active else "─"
        return draw(
            self,
            (
                Piece(title, look),
                Piece((" " if title else stroke) + stroke * rule, Look.KEY if self._active else Look.RULE),
                Piece(f" {info}" if info else "", Look.MUTED),
            ),
            width,
        )
