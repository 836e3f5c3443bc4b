"""`s`: they are all set, with a provider that has a name (R18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.dialogs.answers import AllSetAnswer
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog, Whom

if TYPE_CHECKING:
    from textual.app import ComposeResult


class AllSetDialog(Dialog[AllSetAnswer]):
    """Whom they buy from."""

    TITLE_TEXT = "All set, with whom?"
    RULE = "R18  Providers fail, and people move. The card will ask whether they are still there."
    AUTO_FOCUS: ClassVar[str] = "#provider"

    def __init__(self, whom: Whom, provider: str = "") -> None:
        """Start with the incumbent that the book knows."""
        super().__init__(whom)
        self._provider = provider

    def body(self) -> ComposeResult:
        """One line."""
        yield Field("their provider", self._provider, placeholder="empty: they didn't say", name="provider")

    def answer(self) -> AllSetAnswer:
        """Return the provider."""
        return AllSetAnswer(self.written("provider"))
