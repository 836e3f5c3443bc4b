"""A paragraph whose last line is never one short word: it is laid a little narrower, on as many lines as before."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual
from textual.widgets import Static

from tui.content import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.css.styles import RulesMap
    from textual.selection import Selection
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

_NARROWER = 24
"""Cells by which a paragraph is laid narrower at most: as wide as the longest word of a sentence and a half."""
_SHORT = 3
"""A word alone on its line is short where so many of it would still have room there."""


def forsaken(lines: Sequence[str], width: int) -> bool:
    """Tell whether a short word of a paragraph stands alone on its last line, for it had no room on the one above."""
    return any(
        word and " " not in word and cells(word) * _SHORT <= width < cells(above.rstrip()) + 1 + cells(word)
        for above, word in ((above, below.strip()) for above, below in pairwise(lines))
    )


class _Kept(Visual):
    """Content that is laid narrower where that keeps a word company."""

    def __init__(self, content: Content) -> None:
        """Lay `content`."""
        self._content = content

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the content's own."""
        return self._content.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """Return the content's own."""
        return self._content.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the content's own: no line is added."""
        return self._content.get_height(rules, width)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Return the lines at the greatest width at which no word is forsaken; at `width` where there is none."""
        whole = self._content.render_strips(width, height, style, options)
        if not forsaken([strip.text for strip in whole], width):
            return whole
        lines, longest = self._content.get_height(options.rules, width), max(map(cells, self._content.plain.split()))
        for narrower in range(width - 1, max(longest, width - _NARROWER) - 1, -1):
            if self._content.get_height(options.rules, narrower) != lines:
                break
            strips = self._content.render_strips(narrower, height, style, options)
            if not forsaken([strip.text for strip in strips], narrower):
                return [strip.extend_cell_length(width, style.rich_style) for strip in strips]
        return whole


class Prose(Static):
    """Text of more than one line in a dialog."""

    def render(self) -> Visual:
        """Return the text, laid so that no word is forsaken."""
        return _Kept(self.visual) if isinstance(self.visual, Content) else self.visual

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what is selected of the text: it is the same however it is laid."""
        return selection.extract(str(self.visual)), "\n"
