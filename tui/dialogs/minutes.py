"""How long a visit took: asked, for a visit is worth an hour or a day (R27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.gate import read_number

if TYPE_CHECKING:
    from textual.app import ComposeResult

MOST = 6000
"""Minutes that a touch may take: a hundred hours."""


@dataclass(frozen=True, slots=True)
class MinutesAnswer:
    """How long the touch took (R27)."""

    minutes: int | None
    """None: as usual."""


class MinutesDialog(Dialog[MinutesAnswer]):
    """One line; empty means as usual."""

    TITLE_TEXT = "How long did it take?"
    RULE = "R27  Minutes show where your hours go: what a dump wins, and who gets too many."
    AUTO_FOCUS: ClassVar[str] = "#minutes"

    def __init__(self, whom: Whom, usual: int) -> None:
        """`usual` is what counts where nothing is written."""
        super().__init__(whom)
        self._usual = usual

    def body(self) -> ComposeResult:
        """One line."""
        yield Field("minutes", placeholder=f"empty: {self._usual}, with the way there and back", name="minutes")

    def answer(self) -> MinutesAnswer | None:
        """Return whole minutes; what is no number is refused."""
        text = self.written("minutes")
        minutes = read_number(text, MOST)
        if minutes is None:
            self.refuse("Minutes are a number, such as 45. Nothing was logged.")
            return None
        return MinutesAnswer(round(minutes) if text else None)
