"""The first step of the import wizard: which files, and whose rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.backup_words import size
from tui.content import cell, cells
from tui.dialogs.fields import Field
from tui.dialogs.path import PathInput, read_path
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import cut, section
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult

_TEACH = (
    "A list from Salesforce, HubSpot, Pipedrive, Zoho, Close, LinkedIn, Google, Outlook, an agency, or your own table: "
    "CSV, Excel, OpenDocument or vCards, with headings or without. Files that belong together go in at once."
)
_PROMISE = "Nothing is written before you have seen what would change, and one undo takes it all back."
_SIZE = 10


class Chosen(Sheet):
    """The files chosen so far; `delete` takes the highlighted one out, a click highlights and a second one goes on."""

    TWICE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "drop", "takes it out", show=False, id="files.drop")
    ]

    class Dropped(Message):
        """The highlighted file is to go."""

    def action_drop(self) -> None:
        """Take it out."""
        self.post_message(self.Dropped())


class Files(Vertical):
    """The files chosen so far."""

    DEFAULT_CSS = """
    Files { height: 1fr; }
    Files .words { height: auto; color: $foreground-muted; margin-bottom: 1; }
    Files.-some #teach { display: none; }
    Files #path { width: 1fr; background: $panel; padding: 0 1 !important; }
    Files #path:focus { background: $block-cursor-background; }
    Files #chosen { display: none; height: 1fr; margin: 1 0; }
    Files.-some #chosen { display: block; }
    Files Field { margin: 1 0 0 0; }
    Files.-some Field { margin: 0; }
    """

    def __init__(self, paths: tuple[Path, ...] = ()) -> None:
        """Start with some chosen."""
        super().__init__(id="files", classes="-some" if paths else "")
        self.paths = list(paths)

    def compose(self) -> ComposeResult:
        """What may come, the line, what was chosen, whose rows."""
        yield Static(Content(_TEACH), classes="words", id="teach")
        yield Static(Content(_PROMISE), classes="words")
        yield PathInput(placeholder="path of a list, or drop the file here; ctrl+o browses", id="path")
        yield Chosen(id="chosen")
        yield Field("only rows of", placeholder="your name; empty: all rows", name="mine")

    def on_mount(self) -> None:
        """Show what is chosen already."""
        self._draw()

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
        self._draw(path)
        return ""

    @on(Chosen.Dropped)
    def _dropped(self, event: Chosen.Dropped) -> None:
        event.stop()
        self.drop()

    def drop(self) -> None:
        """Take the highlighted file out: the last one that was added, unless another was highlighted since."""
        value = self.query_one(Chosen).value
        if value in self.paths:
            self.paths.remove(value)
        self._draw(self.paths[-1] if self.paths else None)
        if not self.paths:
            self.write()

    def write(self) -> None:
        """Give the keys to the line."""
        self.query_one(PathInput).focus()

    def _draw(self, value: Path | None = None) -> None:
        paths = tuple(self.paths)
        self.set_class(bool(paths), "-some")
        chosen = self.query_one(Chosen)
        chosen.styles.max_height = len(paths) + 1
        chosen.fill(lambda width: _rows(paths, width), value=value)


def _rows(paths: Sequence[Path], width: int) -> list[SheetRow]:
    """Return the files: name, size, folder; the names straight above each other."""
    rows = plain(section(f"chosen · {len(paths)}", width))
    widest = max((cells(path.name) for path in paths), default=0)
    name = min(widest, max(width // 2, width - _SIZE - 30))
    for path in paths:
        folder = Piece("  " + cut(str(path.parent), max(width - name - _SIZE - 2, 0)), Look.MUTED)
        much = Piece(cell(_size(path), _SIZE, right=True), Look.TEXT)
        rows.append(SheetRow((Piece(cell(path.name, name), Look.NAME), much, folder), path))
    return rows


def _size(path: Path) -> str:
    try:
        return size(path.stat().st_size)
    except OSError:
        return "gone"
