"""The band over a book that nothing can be written to: why, what is safe, and the way out of it (RELIABILITY T12)."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui import keys
from tui.content import line

_COMMANDS = {
    " Run: notyet restore": "",
    "notyet journal save keeps what can be read": "s among the backups saves what can be read",
}
"""What a command would do, and what does it here."""
_DAMAGED = "The file is damaged"
_LOOK = "search, export work on"
_GAP = "   "


class Banner(Static):
    """Stands above everything while the book may only be read; its words are pressed with the mouse, too."""

    DEFAULT_CSS = """
    Banner {
        display: none; height: auto; margin: 0 1; padding: 0 1;
        background: $surface; border-left: outer $error; color: $foreground;
    }
    Banner.-shown { display: block; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002  (the name that Textual gives it)
        """Start without a reason."""
        super().__init__(Content(""), id=id)
        self.auto_links = False
        self._why = ""

    def show(self, why: str) -> None:
        """Say why nothing can be written; an empty reason takes the band away."""
        if why != self._why:
            self._why = why
            self.set_class(bool(why), "-shown")
            self.screen.set_class(bool(why), "-barred")
            self.update(_reason(why) + Content("\n") + _ways(why) if why else Content(""))


def _reason(why: str) -> Content:
    for said, here in _COMMANDS.items():
        why = why.replace(said, here)
    return line(why, "bold $text-error")


def _ways(why: str) -> Content:
    """Return the ways out: of a damaged file the backups too. A click goes there."""
    pages = ("backups", "doctor") if why.startswith(_DAMAGED) else ("doctor",)
    return Content(_GAP).join([_way(page) for page in pages]) + Content.styled(_GAP + _LOOK, "$foreground-muted")


def _way(page: str) -> Content:
    shown = Content.styled(keys.key("book.palette"), "bold $primary") + Content(f" {page}")
    return shown.stylize(Style.from_meta({"@click": f"screen.go('{page}')"}))
