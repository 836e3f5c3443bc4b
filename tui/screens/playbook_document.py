"""The playbook as text to edit: goes to a setting, finds words, takes one setting back to its default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Selection

from playbook import document
from playbook.cleaning import clean_note
from playbook.document import edit as document_edit
from playbook.document.keys import literal
from tui.dialogs.fields import LineInput

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from playbook.document.keys import Key

_PASTE = 100_000


class DocumentArea(TextArea):
    """The document; what is pasted is cleaned before it is drawn."""

    DEFAULT_CSS = """
    DocumentArea { border: none; padding: 0; background: $background; scrollbar-size-vertical: 1; }
    DocumentArea:focus { border: none; }
    """

    def on_paste(self, event: events.Paste) -> None:
        """Take the clipboard, cleaned."""
        event.prevent_default()
        event.stop()
        self.insert(clean_note(event.text, _PASTE))

    def on_resize(self) -> None:
        """Keep the cursor in sight, once the lines are broken anew by the class below."""
        self.call_later(self.scroll_cursor_visible)

    @property
    def line(self) -> int:
        """The cursor's line, from 1."""
        return self.cursor_location[0] + 1

    @property
    def setting(self) -> str:
        """The dotted key at the cursor, empty for none."""
        return document_edit.setting_at(self.text, self.line)

    @property
    def section(self) -> str:
        """The section at the cursor."""
        return document_edit.section_at(self.text, self.line)

    def go_to(self, dotted: str) -> None:
        """Put the cursor on a section, or behind the value of a setting, where it is changed."""
        place = document_edit.place_of(self.text, dotted)
        setting = document_edit.key_named(dotted) is not None
        self.put(place, len(self.document.get_line(place - 1)) + 1 if setting else 1)

    def put(self, line: int, column: int = 1) -> None:
        """Put the cursor on a line, from 1, with lines around it."""
        self.move_cursor((max(line - 1, 0), max(column - 1, 0)))
        # The document may have been hidden until now: only after a refresh is it known what is in sight.
        self.call_after_refresh(self.scroll_cursor_visible, center=True)

    def fault(self, key: Key, line: str) -> str:
        """Return why a setting can't stand at what was typed on a line, empty where it can."""
        found = [each for each in document.parse(self._with(key, line))[1] if each.key.startswith(key.dotted)]
        return f"{key.dotted}: expected {found[0].expected}, got {found[0].got}" if found else ""

    def take(self, key: Key, line: str) -> None:
        """Write one setting's value as it was typed on a line; it can stand there."""
        text = self._with(key, line)
        if text != self.text:
            self._write(text)

    def _with(self, key: Key, line: str) -> str:
        return document_edit.with_value(self.text, key.dotted, document_edit.as_literal(key, line))

    def _write(self, text: str) -> None:
        """Put another text in place of this one; the text's own undo knows it."""
        place = self.cursor_location
        self.replace(text, (0, 0), self.document.end)
        self.move_cursor(place)

    def take_default(self, dotted: str) -> str:
        """Put one setting back to its default, and say so; the text's own undo knows it."""
        key = document_edit.key_named(dotted)
        if key is None:
            return "No setting stands here. A criterion of the profile has no default: take its lines out."
        text = document_edit.with_default(self.text, dotted)
        if text == self.text:
            return f"{dotted} stands at its default."
        self._write(text)
        return f"{dotted} takes its default, {literal(key.default)}; ctrl+s saves."

    def find(self, words: str, *, again: bool = False) -> bool:
        """Mark the next place with these words, whatever their case, from the cursor on and round; False for none."""
        wanted, text = words.casefold(), self.text.casefold()
        if not wanted or len(text) != len(self.text):
            wanted, text = words, self.text
        start = _index(self.text, self.selection.start) + again
        at = text.find(wanted, start) if wanted else -1
        at = text.find(wanted) if at < 0 and wanted else at
        if at < 0:
            return False
        self.selection = Selection(_location(self.text, at), _location(self.text, at + len(wanted)))
        self.scroll_cursor_visible(center=True)
        return True


class DocumentPane(Vertical):
    """The document, and below it the line that finds words."""

    DEFAULT_CSS = """
    DocumentPane { width: 1fr; height: 1fr; }
    DocumentPane #document { height: 1fr; }
    DocumentPane #find { display: none; background: $panel; padding: 0 1; }
    DocumentPane.-finding #find { display: block; }
    """

    @dataclass
    class Looked(Message):
        """Words were looked for."""

        found: bool

    def compose(self) -> ComposeResult:
        """The document and the line."""
        yield DocumentArea("", show_line_numbers=True, soft_wrap=True, id="document")
        yield LineInput(placeholder="find in the playbook; enter goes on", id="find")

    @property
    def area(self) -> DocumentArea:
        """The document."""
        return self.query_one(DocumentArea)

    def open_find(self) -> None:
        """Open the line."""
        self.add_class("-finding")
        self.query_one("#find", LineInput).focus()

    def close_find(self) -> bool:
        """Close the line and go on in the document; False where it was closed."""
        if not self.has_class("-finding"):
            return False
        self.remove_class("-finding")
        self.area.focus()
        return True

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        """Mark the first place as it is typed."""
        event.stop()
        self._look(again=False)

    @on(Input.Submitted, "#find")
    def _next(self, event: Input.Submitted) -> None:
        """Mark the next place."""
        event.stop()
        self._look(again=True)

    def _look(self, *, again: bool) -> None:
        words = self.query_one("#find", LineInput).line
        self.post_message(self.Looked(self.area.find(words, again=again) or not words))


def _index(text: str, place: tuple[int, int]) -> int:
    """Return the offset of a line and column, both from 0."""
    line, column = place
    return sum(len(each) + 1 for each in text.split("\n")[:line]) + column


def _location(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, both from 0."""
    return text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset) - 1
