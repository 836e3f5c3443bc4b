"""The first step of the import wizard: which files, and whose rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.content import assemble
from tui.dialogs.choice import QUIET
from tui.dialogs.fields import Field
from tui.dialogs.path import PathInput, read_path

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

_TEACH = (
    "A list from Salesforce, HubSpot, Pipedrive, Zoho, Close, LinkedIn, Google, Outlook, an agency, or your own table: "
    "CSV, Excel, OpenDocument or vCards, with headings or without. Files that belong together go in at once.\n"
    "Nothing is written before you have seen what would change, and one undo takes it all back."
)


class Files(Vertical):
    """The files chosen so far."""

    DEFAULT_CSS = """
    Files { height: auto; }
    Files .words { height: auto; color: $foreground-muted; margin-bottom: 1; }
    Files #label { color: $foreground-muted; }
    Files #path { width: 1fr; background: $panel; padding: 0 1 !important; }
    Files #path:focus { background: $block-cursor-background; }
    Files #chosen { height: auto; margin: 1 0; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, paths: tuple[Path, ...] = ()) -> None:
        """Start with some chosen."""
        super().__init__(id="files")
        self.paths = list(paths)

    def compose(self) -> ComposeResult:
        """What may come, the line, what was chosen, whose rows."""
        yield Static(Content(_TEACH), classes="words")
        yield Static(Content("file"), id="label")
        yield PathInput(placeholder="path of a list, or drop the file here; ctrl+o browses", id="path")
        yield Static(self._list(), id="chosen")
        yield Field("only rows of", placeholder="your name; empty: all rows", name="mine")

    @property
    def mine(self) -> str:
        """Whose rows are wanted (R44); empty: everybody's."""
        return self.query_one(Field).line

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.query_one(PathInput).value.strip()

    def take(self) -> str:
        """Take the path that was typed; return what is wrong with it, empty for nothing."""
        return self.add(read_path(self.typed))

    def add(self, path: Path) -> str:
        """Add a file; return what is wrong with it, empty for nothing."""
        if not path.is_file():
            return f"There is no file {path}."
        if path not in self.paths:
            self.paths.append(path)
        self.query_one(PathInput).value = ""
        self._draw()
        return ""

    def drop(self) -> None:
        """Take the last file out."""
        if self.paths:
            self.paths.pop()
        self._draw()

    def write(self) -> None:
        """Give the keys to the line."""
        self.query_one(PathInput).focus()

    def _draw(self) -> None:
        self.query_one("#chosen", Static).update(self._list())

    def _list(self) -> Content:
        rows = [assemble((path.name, "bold"), (f"  {path.parent}", QUIET)) for path in self.paths]
        return Content("\n").join(rows)
