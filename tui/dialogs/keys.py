"""The keys that work now, at the foot of a dialog or a page: what, and what it does; the mouse presses them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.geometry import Size

_GAP = "   "
Key = tuple[str, str, str]
"""The key as people write it, what it does, and the action of the screen that it runs."""


class Keys(Static):
    """The keys that work here, each a word that the mouse can press too."""

    DEFAULT_CSS = """
    Keys { height: auto; color: $foreground-muted; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start without keys; they keep their own look, not that of a link."""
        super().__init__(Content(""), id=id)
        self.auto_links = False
        self._keys: list[Content] = []

    def show(self, keys: list[Key]) -> None:
        """Draw the keys, each as (key, what it does, action)."""
        self._keys = [_pressable(key, label, action) for key, label, action in keys]
        self.update(Content(_GAP).join(self._keys))

    def render(self) -> Content:
        """Draw as many keys a line as fit whole: a key and its word are never parted."""
        return self._in_lines(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that they take at this width."""
        del container, viewport
        return self._in_lines(width).plain.count("\n") + 1

    def _in_lines(self, width: int) -> Content:
        lines: list[Content] = []
        for key in self._keys:
            if lines and lines[-1].cell_length + len(_GAP) + key.cell_length <= width:
                lines[-1] = lines[-1] + Content(_GAP) + key
            else:
                lines.append(key)
        return Content("\n").join(lines)


def _pressable(key: str, label: str, action: str) -> Content:
    """Return a key and what it does; a click runs the screen's action."""
    shown = Content.styled(key, "bold $primary") + Content(f" {label}")
    return shown.stylize(Style.from_meta({"@click": f"screen.{action}"}))
