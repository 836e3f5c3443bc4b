"""What a column of a list is: one of our fields, a field of its own, or nothing (DESIGN section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from playbook.folding import fold
from storage.importing.columns import OWN, SKIP
from tui.content import cell
from tui.dialogs.answers import EditAnswer
from tui.dialogs.fields import LineInput
from tui.dialogs.frame import Dialog
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

_OWNERS = {"firm": "company", "person": "person", "any": "whoever the list is about", "row": "the line"}
_PLACE = {owner: place for place, owner in enumerate(_OWNERS)}
_HINT = 26


class FieldDialog(Dialog[EditAnswer]):
    """A list that grows shorter as you type; `enter` takes the highlighted field."""

    TITLE_TEXT = "What stands in this column?"
    ACCEPT = "takes it"
    ROOM = 30
    AUTO_FOCUS: ClassVar[str] = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False, id="field.down"),
        Binding("up", "move(-1)", "up", show=False, id="field.up"),
    ]
    DEFAULT_CSS = """
    FieldDialog #words { background: $block-cursor-background; padding: 0 1 !important; margin-bottom: 1; }
    FieldDialog #fields { height: 10; }
    """

    def __init__(self, column: str, samples: Sequence[str], fields: Sequence[str], now: str = "") -> None:
        """`column` is its heading, `fields` are the names that an import knows, `now` is what it is taken for."""
        super().__init__()
        self._column = column
        self._samples = tuple(sample for sample in samples if sample)[:3]
        known = (name for name in fields if name.partition(".")[0] in _PLACE)
        self._fields = tuple(sorted(known, key=lambda name: (_PLACE[name.partition(".")[0]], name)))
        self._now = now

    def title_text(self) -> str:
        """The heading is the title."""
        return f"What is “{cell(self._column, 40).rstrip()}”?"

    def rule_text(self) -> str:
        """Its first cells."""
        return f"For instance: {' · '.join(self._samples)}" if self._samples else "Its first cells are empty."

    def body(self) -> ComposeResult:
        """The line and the fields."""
        yield LineInput(placeholder="type to find: phone, state, skip …", id="words")
        yield Sheet(id="fields")

    def on_mount(self) -> None:
        """Show every field."""
        super().on_mount()
        sheet = self.query_one(Sheet)
        sheet.can_focus, sheet.lit = False, True
        sheet.fill(self._rows, value=self._now)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Show those that are meant."""
        event.stop()
        self.query_one(Sheet).fill(self._rows, top=True)

    @on(Sheet.Chosen)
    def _clicked(self, event: Sheet.Chosen) -> None:
        """A click takes it."""
        event.stop()
        self.action_accept()

    def action_move(self, step: int) -> None:
        """Move the highlight while the line keeps the keys."""
        self.query_one(Sheet).action_move(step)

    def answer(self) -> EditAnswer | None:
        """Return the field's name."""
        value = self.query_one(Sheet).value
        if not isinstance(value, str):
            self.refuse("No field is called so. Kept as it is: a field of its own.")
            return None
        return EditAnswer(value)

    def _rows(self, width: int) -> list[SheetRow]:
        wanted = fold(self.written("words"))
        fields = [("a field of its own", "kept under its heading", OWN), ("skip", "left out", SKIP)]
        for name in self._fields:
            owner, _, field = name.partition(".")
            fields.append((field.replace("_", " "), _OWNERS.get(owner, owner), name))
        found = [
            SheetRow((Piece(cell(words, _HINT), Look.TEXT), _muted(hint, width)), value)
            for words, hint, value in fields
            if wanted in fold(f"{words} {hint}")
        ]
        return found or plain([Piece("No field is called so.", Look.MUTED)])


def _muted(text: str, width: int) -> Piece:
    return Piece(cell(text, max(width - _HINT, 0)), Look.MUTED)


def in_words(field: str) -> str:
    """Return what a column is taken for, in words: `firm.name` is "company name"."""
    if field in {OWN, SKIP}:
        return "its own field" if field == OWN else "skipped"
    owner, _, name = field.partition(".")
    words = name.replace("_", " ")
    return words if owner in {"any", "row"} else f"{_OWNERS.get(owner, owner)} {words}"
