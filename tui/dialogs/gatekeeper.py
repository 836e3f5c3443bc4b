"""`g`: somebody else picked up, and has a name (R17; PLAYBOOK section G)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.dialogs.answers import GatekeeperAnswer
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog, Whom

if TYPE_CHECKING:
    from textual.app import ComposeResult


class GatekeeperDialog(Dialog[GatekeeperAnswer]):
    """Whom we spoke with instead."""

    TITLE_TEXT = "Who picked up?"
    RULE = "R17  Another hour next time, and a hello by name."
    AUTO_FOCUS: ClassVar[str] = "#name"

    def __init__(self, whom: Whom, name: str = "") -> None:
        """Start with the name that was said already."""
        super().__init__(whom)
        self._who = name

    def body(self) -> ComposeResult:
        """One line."""
        yield Field("their name", self._who, placeholder="empty: they didn't say", name="name")

    def answer(self) -> GatekeeperAnswer:
        """Return the name."""
        return GatekeeperAnswer(self.written("name"))
