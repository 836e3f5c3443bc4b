"""A plot on a page: axes, labels, a legend; the theme's colours, and a sparkline where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.widgets.looks import draw
from tui.widgets.plot_canvas import Drawing, Series, plotted, words

if TYPE_CHECKING:
    from textual.strip import Strip

    from tui.widgets.lines import Line

__all__ = ["Plot", "Series"]


class Plot(Widget):
    """Series over a lower axis; laid out anew at every size, coloured anew in every theme."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Plot {
        height: 14;
        width: 1fr;
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Start with nothing to show."""
        super().__init__(id=id, classes=classes)
        self._drawing = Drawing()
        self._lines: list[Line] | None = None

    def draw(
        self, series: tuple[Series, ...], *, title: str, x: str, y: str, ticks: tuple[tuple[float, str], ...] = ()
    ) -> None:
        """Show these series; `ticks` name places on the lower axis, else it has round numbers."""
        self._drawing = Drawing(series, title, x, y, ticks)
        self._lines = None
        self.refresh()

    @property
    def words(self) -> str:
        """What it shows, said in words."""
        return words(self._drawing)

    def on_resize(self) -> None:
        """Lay it out for the new size."""
        self._lines = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if self._lines is None:
            self._lines = plotted(self._drawing, self.size.width, self.size.height)
        return draw(self, self._lines[y] if y < len(self._lines) else (), self.size.width)
