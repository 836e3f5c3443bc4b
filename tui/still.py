"""The first screen in one piece: what is laid out, read and drawn at the start is painted once, when all is there.

Each part alone would be a frame of its own: panes find their sizes, lists come, then the highlighted account. A frame
of the whole screen is a twentieth of the start, and three of them are a screen that flickers.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import asyncio

    from textual.app import App

MOST: Final = 0.3
"""Seconds after which is painted what there is: a book that takes longer to open is waited for at a living screen."""


class Still:
    """Holds frames back, for a moment."""

    def __init__(self, app: App[Any]) -> None:
        """Hold nothing yet."""
        self._app = app
        self._held: ExitStack | None = None
        self._over = False
        """All was there already."""

    def begin(self) -> None:
        """Hold frames back from here on; where a slow terminal took longer than the book, nothing is waited for."""
        if self._over:
            return
        self._held = ExitStack()
        self._held.enter_context(self._app.batch_update())
        self._app.set_timer(MOST, self.end)

    def end(self) -> None:
        """Paint what was held back; where nothing is held this paints nothing."""
        self._over = True
        if self._held is not None:
            held, self._held = self._held, None
            held.close()
            if self._app.screen_stack:  # left within a blink, it has none
                self._app.screen.refresh()

    async def until(self, shown: asyncio.Event) -> None:
        """Hold frames back until the lists and the highlighted account are there."""
        await shown.wait()
        self.end()
