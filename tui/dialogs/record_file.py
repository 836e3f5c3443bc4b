"""The file to save the record to, or to merge from: typed, pasted or dropped onto the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tui.dialogs.frame import Dialog
from tui.dialogs.path import PathInput, read_path

if TYPE_CHECKING:
    from textual.app import ComposeResult


class RecordFileDialog(Dialog[Path]):
    """One path."""

    AUTO_FOCUS: ClassVar[str] = "#path"
    DEFAULT_CSS = """
    RecordFileDialog #path { background: $block-cursor-background; padding: 0 1 !important; }
    """

    def __init__(self, title: str, rule: str, value: str, *, there: bool) -> None:
        """Ask under `title`; `there`: the file must be there already, else it must not."""
        super().__init__()
        self._title = title
        self._rule = rule
        self._value = value
        self._there = there

    def title_text(self) -> str:
        """What is asked."""
        return self._title

    def rule_text(self) -> str:
        """What to know of it."""
        return self._rule

    def body(self) -> ComposeResult:
        """One line."""
        yield PathInput(self._value, placeholder="a path: type, paste or drop it", id="path")

    def answer(self) -> Path | None:
        """Return the path, if it is one to save to or to read from."""
        text = self.query_one("#path", PathInput).value
        path = read_path(text).absolute() if text.strip() else None
        if path is None:
            self.refuse("A path is needed. Nothing was done.")
        elif self._there and not path.is_file():
            self.refuse(f"There is no file {path}.")
        elif not self._there and path.exists():
            self.refuse(f"{path} exists already: name another file.")
        else:
            return path
        return None
