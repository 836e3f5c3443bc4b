"""`l`: the person left, the best news of the year (R21)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.dialogs.answers import LeftAnswer
from tui.dialogs.fields import Field
from tui.dialogs.firm import FirmField
from tui.dialogs.frame import Dialog, Whom

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.firms import Finder


class LeftDialog(Dialog[LeftAnswer]):
    """Who follows, and where they went: both can wait."""

    TITLE_TEXT = "They left: two doors open"
    RULE = "R21  The successor starts afresh today; the one who left is a warm start elsewhere. Empty: found out later."
    AUTO_FOCUS: ClassVar[str] = "#successor"

    def __init__(self, whom: Whom, finder: Finder | None = None) -> None:
        """`finder` looks the new firm up in the book."""
        super().__init__(whom)
        self._finder = finder

    def body(self) -> ComposeResult:
        """Two lines."""
        yield Field("successor", placeholder="who has the job now", name="successor")
        yield FirmField(self._finder, name="new-firm")

    def answer(self) -> LeftAnswer:
        """Return both names, as far as they are known."""
        return LeftAnswer(self.written("successor"), self.written("new-firm"))
