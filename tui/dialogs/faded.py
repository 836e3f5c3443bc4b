"""`f`: gone quiet after interest: assess first, then give (R15; S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tui.dialogs.answers import FadedAnswer
from tui.dialogs.choice import Choice, Row, Rows
from tui.dialogs.frame import Whom
from tui.dialogs.when import DayDialog, Reader, WhenField, Zones

if TYPE_CHECKING:
    from textual.app import ComposeResult

_GUESSES = (
    Row("no news", "no news", "nothing has changed, so nothing to tell you"),
    Row("timeline moved", "the timeline moved", "it will be later than they said"),
    Row("swamped", "swamped", "something else is on fire"),
    Row("personal", "something personal", "and none of our business"),
    Row("", "skip", "no idea"),
)


class FadedDialog(DayDialog[FadedAnswer]):
    """The guess, and the day on which they decide, where it is known."""

    TITLE_TEXT = "They went quiet: your best guess why?"
    RULE = "R15  Four gifts, one every two weeks, by any channel. Never a check-in, never a guilt trip."
    AUTO_FOCUS: ClassVar[str] = "#guess"

    def __init__(self, whom: Whom, reader: Reader) -> None:
        """`reader` reads the day of their decision."""
        super().__init__(whom)
        self._reader = reader

    def body(self) -> ComposeResult:
        """The guesses, and the day."""
        yield Choice(_GUESSES, name="guess", value="")
        yield WhenField(
            "they decide on", self._reader, Zones(), hint="if they said: mid January, 15 Feb", name="decides"
        )

    @on(Rows.Picked)
    def _go_on(self, event: Rows.Picked) -> None:
        """A pick leads to the day; skipping answers."""
        event.stop()
        if self.query_one(Choice).value:
            self.query_one("#decides").focus()
        else:
            self.action_accept()

    def answer(self) -> FadedAnswer | None:
        """Return the guess; a day that can't be read is refused, an empty one is not."""
        if self.misread():
            return None
        return FadedAnswer(self.query_one(Choice).value, self.when.day)
