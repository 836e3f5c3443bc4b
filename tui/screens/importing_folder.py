"""A list found in the folders: the newest first, shorter with each letter that is typed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.cells import set_cell_size
from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, Static

from playbook.cleaning import clean_line
from playbook.folding import fold
from tui import daytext
from tui.backup_words import size
from tui.content import cell, cells, line
from tui.dialogs.fields import LineInput
from tui.dialogs.frame import Dialog
from tui.dialogs.path import read_path
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from textual.app import ComposeResult

_LISTS = frozenset({
    ".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".xls", ".ods", ".vcf", ".vcard",
})  # fmt: skip
_LONGEST = 4096
_ON, _SIZE = 8, 10
_TAIL = 14
_MOST = 2_000
"""Rows that are drawn up: who has more types a letter."""
_NONE = "No list here: CSV, Excel, OpenDocument or vCards. Letters find other files, too."


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder, or a file."""

    path: Path
    is_folder: bool
    size: int = 0
    at: float = 0.0
    """When it was written last, in seconds since 1970."""

    @property
    def is_list(self) -> bool:
        """Whether its name is one of a list."""
        return self.path.suffix.lower() in _LISTS


class Above(Message):
    """The folder above is wanted."""


class LineToFind(LineInput):
    """The letters; `backspace` on the empty line goes to the folder above."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "back_or_above", "folder above", show=False, id="folder.backspace")
    ]

    def action_back_or_above(self) -> None:
        """Take a letter back, or leave the folder."""
        if self.value:
            self.action_delete_left()
        else:
            self.post_message(Above())


class FolderDialog(Dialog[Path]):
    """The lists of a folder; `enter` opens a folder, or takes a file."""

    TITLE_TEXT = "Which list?"
    ACCEPT = "opens the folder, takes the list"
    ROOM = 24
    AUTO_FOCUS: ClassVar[str] = "#find"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False, id="folder.down"),
        Binding("up", "move(-1)", "up", show=False, id="folder.up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="folder.page-down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="folder.page-up"),
    ]
    DEFAULT_CSS = """
    FolderDialog > #sheet { width: 90; }
    FolderDialog #where { height: 1; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    FolderDialog #find { background: $block-cursor-background; padding: 0 1 !important; margin: 1 0; }
    FolderDialog #files { height: 14; }
    FolderDialog.-tight #files { height: 9; }
    """

    def __init__(self, folder: Path, today: date) -> None:
        """Begin in a folder; days are told from `today`."""
        super().__init__()
        self._folder = folder
        self._today = today
        self._entries: tuple[Entry, ...] = ()

    def body(self) -> ComposeResult:
        """Where we are, the letters, what stands there."""
        yield Static(line(str(self._folder)), id="where")
        yield LineToFind(placeholder="type to find; backspace: the folder above", id="find")
        yield Sheet(id="files")

    def on_mount(self) -> None:
        """Look into the first folder."""
        super().on_mount()
        sheet = self._sheet
        sheet.can_focus, sheet.lit = False, True
        self.look(self._folder)

    @property
    def _sheet(self) -> Sheet:
        return self.query_one("#files", Sheet)

    @work(exclusive=True, group="folder")
    async def look(self, folder: Path, came: Path | None = None) -> None:
        """Read a folder beside the keys and show it; `came` is highlighted where it stands there."""
        try:
            self._entries = await asyncio.to_thread(entries, folder)
        except OSError as error:
            self.refuse(f"{cell(folder.name, 40).rstrip()} cannot be read: {error.strerror}.")
            return
        self._folder = folder
        self.query_one("#where", Static).update(line(str(folder)))
        with self.prevent(Input.Changed):
            self.query_one("#find", LineToFind).value = ""
        first = next((each for each in self._entries if each.is_list), None)
        back = next((each for each in self._entries if each.path == came), None)
        self._sheet.fill(self._rows, top=True)
        self._sheet.fill(self._rows, value=back or first)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Show those that are meant."""
        event.stop()
        self.refuse("")
        self._sheet.fill(self._rows, top=True)

    @on(Sheet.Chosen)
    def _clicked(self, event: Sheet.Chosen) -> None:
        """A click opens or takes."""
        event.stop()
        self.action_accept()

    @on(Above)
    def _above(self, event: Above) -> None:
        """Go to the folder above, on the line that we came from."""
        event.stop()
        if self._folder.parent != self._folder:
            self.look(self._folder.parent, self._folder)

    def action_move(self, step: int) -> None:
        """Move the highlight while the line keeps the keys."""
        self._sheet.action_move(step)

    def action_page(self, step: int) -> None:
        """Move it by a page."""
        self._sheet.action_page(step)

    def answer(self) -> Path | None:
        """Return the list; a folder is opened instead."""
        value = self._sheet.value
        if isinstance(value, Entry) and value.is_folder:
            came = self._folder if value.path == self._folder.parent else None
            self.look(value.path, came)
            return None
        return value.path if isinstance(value, Entry) else self._path_written()

    def _path_written(self) -> Path | None:
        """Return the list whose whole path stands on the line, a folder's is opened: many paste what they know."""
        path = read_path(self.written("find"))
        if path.is_absolute() and path.is_dir():
            self.look(path)
        elif path.is_absolute() and path.is_file():
            return path
        else:
            self.refuse("Nothing here is called so.")
        return None

    def _rows(self, width: int) -> list[SheetRow]:
        wanted = fold(self.written("find"))
        found = [each for each in self._entries if _meant(each, wanted)]
        rows = [] if wanted else _up(self._folder)
        rows += [SheetRow(_line(each, self._today, width), each) for each in found[:_MOST]]
        if any(each.is_list for each in found) or (wanted and found):
            return rows
        return [*rows, *plain([], *([Piece(text, Look.MUTED)] for text in wrapped(_NONE, width)))]


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return what stands in a folder: folders by name, then files, the newest first.

    Names that would reach the terminal as more than text are left out, and so is what is hidden.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as found:
        every = list(_entries(found))
    folders = sorted((each for each in every if each.is_folder), key=lambda each: each.path.name.casefold())
    files = sorted((each for each in every if not each.is_folder), key=lambda each: (-each.at, each.path))
    return (*folders, *files)


def _entries(found: Iterator[os.DirEntry[str]]) -> Iterator[Entry]:
    for each in found:
        if each.name.startswith(".") or each.name != clean_line(each.name, _LONGEST):
            continue
        try:
            about = each.stat()
            is_folder = each.is_dir()
        except OSError:  # it went, or leads nowhere
            continue
        yield Entry(Path(each.path), is_folder, about.st_size, about.st_mtime)


def _meant(entry: Entry, wanted: str) -> bool:
    """Whether an entry is shown: folders and lists; with letters whatever holds them."""
    return wanted in fold(entry.path.name) if wanted else entry.is_folder or entry.is_list


def _up(folder: Path) -> list[SheetRow]:
    if folder.parent == folder:
        return []
    words = (Piece("..", Look.NAME), Piece("  the folder above", Look.MUTED))
    return [SheetRow(words, Entry(folder.parent, is_folder=True))]


def _line(entry: Entry, today: date, width: int) -> tuple[Piece, ...]:
    """Return a line: name, size, day; a folder has neither of these."""
    name = max(width - _SIZE - _ON, 1)
    if entry.is_folder:
        return (Piece(cell(f"{entry.path.name}/", width), Look.KEY),)
    return (
        Piece(cell(_middle_out(entry.path.name, name - 1), name), Look.NAME if entry.is_list else Look.TEXT),
        Piece(cell(size(entry.size), _SIZE, right=True), Look.MUTED),
        Piece(
            cell(daytext.short(datetime.fromtimestamp(entry.at, UTC).astimezone().date(), today), _ON, right=True),
            Look.TEXT,
        ),
    )


def _middle_out(name: str, room: int) -> str:
    """Return a name; of one that is too long both ends, for "final (2)" stands at the end."""
    if cells(name) <= room:
        return name
    return f"{set_cell_size(name, max(room - _TAIL - 1, 1)).rstrip()}…{name[-_TAIL:]}"


def start(chosen: Sequence[Path]) -> Path:
    """Return the folder to begin in: that of the last file that was chosen, else where downloads land, else home."""
    downloads = Path.home() / "Downloads"
    return chosen[-1].absolute().parent if chosen else downloads if downloads.is_dir() else Path.home()
