"""The path of a file: typed, pasted, or dropped onto the terminal."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events

_LONGEST = 4096


class PathInput(Input):
    """A path; what is dropped or pasted loses its control bytes before it is drawn, and nothing else."""

    DEFAULT_CSS = """
    PathInput:focus > .input--placeholder { color: $foreground 80%; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        """Start with a path, the cursor behind it."""
        super().__init__(
            value, placeholder=placeholder, compact=True, id=id, max_length=_LONGEST, select_on_focus=False
        )

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line, printable characters only."""
        event.prevent_default()
        event.stop()
        first = next((each for each in event.text.splitlines() if each.strip()), "")
        self.insert_text_at_cursor("".join(char for char in first if char.isprintable()))


def read_path(text: str) -> Path:
    """Return the path that was typed or dropped: quotes, escapes, `file://` and `~` are understood."""
    text = text.strip()
    if text.startswith("file://"):
        return Path(unquote(urlsplit(text).path))
    if Path(text).expanduser().exists():
        return Path(text).expanduser()
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    return Path(words[0] if len(words) == 1 else text).expanduser()
