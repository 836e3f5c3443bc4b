"""The keys that work now, at the foot of a dialog or a page: what, and what it does; the mouse presses them too."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

Key = tuple[str, str, str]
"""The key as people write it, what it does, and the action of the screen that it runs."""


def _unbroken(label: str) -> str:
    """Return a label that a narrow line wraps as a whole."""
    return label.replace(" ", "\u00a0")


class Keys(Static):
    """The keys that work here, each a word that the mouse can press too."""

    DEFAULT_CSS = """
    Keys { height: auto; color: $foreground-muted; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start without keys; they keep their own look, not that of a link."""
        super().__init__(Content(""), id=id)
        self.auto_links = False

    def show(self, keys: list[Key]) -> None:
        """Draw the keys, each as (key, what it does, action)."""
        self.update(Content("   ").join([_pressable(key, label, action) for key, label, action in keys]))


def _pressable(key: str, label: str, action: str) -> Content:
    """Return a key and what it does; a click runs the screen's action."""
    shown = Content.styled(key, "bold $primary") + Content(f"\u00a0{_unbroken(label)}")
    return shown.stylize(Style.from_meta({"@click": f"screen.{action}"}))
