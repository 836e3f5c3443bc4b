"""Lines to write on: a label and one cleaned line, or a cleaned note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from playbook.cleaning import LINE, NOTE, clean_line, clean_note

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class LineInput(Input):
    """One line; what is pasted is cleaned before it is drawn, for control bytes would reach the terminal."""

    DEFAULT_CSS = """
    LineInput:focus > .input--placeholder { color: $foreground 80%; }
    """
    """The ground of a focused line is lifted: what stands there as an example keeps AA on it too."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        """Start with a value, cleaned."""
        super().__init__(
            clean_line(value),
            placeholder=clean_line(placeholder),
            compact=True,
            id=id,
            max_length=LINE,
            select_on_focus=False,
        )

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line of the clipboard, cleaned, instead of the widget's own raw paste."""
        event.prevent_default()
        event.stop()
        first = next((line for line in event.text.splitlines() if line.strip()), "")
        self.insert_text_at_cursor(clean_line(first))

    @property
    def line(self) -> str:
        """What was written, cleaned."""
        return clean_line(self.value)


class DigitInput(LineInput):
    """A line beside a list: while it is empty a digit picks from the list instead of being written."""

    @dataclass
    class Digit(Message):
        """A digit on the empty line, from 1."""

        digit: int

    def on_key(self, event: events.Key) -> None:
        """Hand a digit on; 0 and everything else is written."""
        if not self.value and event.character is not None and event.character in "123456789":
            event.prevent_default()
            event.stop()
            self.post_message(self.Digit(int(event.character)))


class NoteArea(TextArea):
    """A note of several lines: `enter` saves it, `ctrl+j` starts a new line."""

    DEFAULT_CSS = """
    NoteArea { height: 6; border: none; padding: 0 1; background: $panel; }
    NoteArea:focus { border: none; background: $block-cursor-background; }
    """

    class Submitted(Message):
        """`enter` was pressed."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        """Start with a note, cleaned."""
        super().__init__(clean_note(value), id=id, soft_wrap=True, show_line_numbers=False, placeholder=placeholder)
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Give `enter` to the dialog; a new line has its own key."""
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Submitted())
        elif event.key in {"ctrl+j", "shift+enter"}:
            event.prevent_default()
            event.stop()
            self.insert("\n")

    def on_paste(self, event: events.Paste) -> None:
        """Take the clipboard, cleaned."""
        event.prevent_default()
        event.stop()
        self.insert(clean_note(event.text, NOTE))

    @property
    def note(self) -> str:
        """What was written, cleaned."""
        return clean_note(self.text)


class Field(Horizontal):
    """A label and its line."""

    DEFAULT_CSS = """
    Field { height: 1; margin-bottom: 1; }
    Field > Static { width: 16; color: $foreground-muted; }
    Field > LineInput { width: 1fr; background: $panel; padding: 0 1 !important; }
    Field > LineInput:focus { background: $block-cursor-background; }
    """

    def __init__(
        self, label: str, value: str = "", *, placeholder: str = "", name: str, kind: type[LineInput] = LineInput
    ) -> None:
        """Name the line; its input, of this kind, is found as `#<name>`."""
        super().__init__(classes="field")
        self._label = label
        self._input = kind(value, placeholder=placeholder, id=name)

    def compose(self) -> ComposeResult:
        """Lay out label and line."""
        yield Static(Content(self._label))
        yield self._input

    @property
    def line(self) -> str:
        """What was written, cleaned."""
        return self._input.line
