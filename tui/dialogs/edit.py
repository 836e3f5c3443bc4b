"""One field of an account or a person, changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.content import cell
from tui.dialogs.answers import EditAnswer
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.pick import LABEL

if TYPE_CHECKING:
    from textual.app import ComposeResult


class EditDialog(Dialog[EditAnswer]):
    """One line with the field as it stands."""

    TITLE_TEXT = "Change"
    RULE = "R40  The earlier value stays in the journal, and undo brings it back. An empty line clears the field."
    AUTO_FOCUS: ClassVar[str] = "#value"

    def __init__(self, whom: Whom, label: str, value: str, *, needed: bool = False) -> None:
        """Change the field called `label`; a `needed` one may not be emptied."""
        super().__init__(whom)
        self._label = label
        self._value = value
        self._needed = needed

    def body(self) -> ComposeResult:
        """One line."""
        yield Field(cell(self._label, LABEL - 1).rstrip(), self._value, name="value")

    def answer(self) -> EditAnswer | None:
        """Return the new value."""
        value = self.written("value")
        if self._needed and not value:
            self.refuse("A name is needed. Nothing was changed.")
            return None
        return EditAnswer(value)


class AnotherDialog(Dialog[EditAnswer]):
    """A field that nobody filled yet: its name and its value."""

    TITLE_TEXT = "Another field"
    RULE = "R40  A name of your own is a column of its own: search, profile and export know it."
    AUTO_FOCUS: ClassVar[str] = "#field"

    def __init__(self, whom: Whom, *, person: bool) -> None:
        """Ask for a field of the company, or of a person."""
        super().__init__(whom)
        known = ("mobile", "linkedin", "zone") if person else ("city", "revenue", "tier", "zone")
        self._hint = ", ".join((*known, "any name"))

    def body(self) -> ComposeResult:
        """Two lines."""
        yield Field("field", placeholder=self._hint, name="field")
        yield Field("value", name="value")

    def answer(self) -> EditAnswer | None:
        """Return both; a name is needed."""
        field, value = self.written("field").casefold(), self.written("value")
        if not field or not value:
            self.refuse("A field needs a name and a value. Nothing was changed.")
            return None
        return EditAnswer(value, field)
