"""`space`: what they said, on any touch, by one key (R45)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.dialogs.answers import NoteAnswer
from tui.dialogs.fields import NoteArea
from tui.dialogs.frame import Dialog, Whom

if TYPE_CHECKING:
    from textual.app import ComposeResult


class NoteDialog(Dialog[NoteAnswer]):
    """A note on the touch just logged, or on the one about to be."""

    TITLE_TEXT = "What they said"
    RULE = "R45  It stands on the card, above the history, until the next note. ctrl+j starts a new line."
    AUTO_FOCUS: ClassVar[str] = "#note"

    def __init__(self, whom: Whom, note: str = "") -> None:
        """Start with the note as it stands."""
        super().__init__(whom)
        self._note = note

    def body(self) -> ComposeResult:
        """One place to write."""
        yield NoteArea(self._note, placeholder="their words, or yours", id="note")

    def answer(self) -> NoteAnswer:
        """Return the note, cleaned; an empty one takes the earlier note away."""
        return NoteAnswer(self.query_one("#note", NoteArea).note)
