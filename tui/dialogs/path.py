"""The path of a file: typed, pasted, dropped onto the terminal, or chosen in the folders."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from textual.widgets import Input

from playbook.cleaning import clean_line

if TYPE_CHECKING:
    from textual import events
    from textual.screen import ModalScreen

_LISTS = frozenset({".csv", ".tsv", ".txt", ".tab"})
_LONGEST = 4096


class PathInput(Input):
    """A path; what is dropped or pasted loses its control bytes before it is drawn, and nothing else."""

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        """Start empty."""
        super().__init__(placeholder=placeholder, compact=True, id=id, max_length=_LONGEST)

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


def picker(location: Path | None = None) -> ModalScreen[Path | None]:
    """Return the file picker; names that would reach the terminal as more than text are not offered."""
    from textual_fspicker import FileOpen, Filters

    filters = Filters(
        ("Lists", lambda path: path.suffix.lower() in _LISTS and _harmless(path)),
        ("All files", _harmless),
    )
    return FileOpen(location or Path.home(), "Import a list", filters=filters)


def _harmless(path: Path) -> bool:
    return path.name == clean_line(path.name, _LONGEST)
