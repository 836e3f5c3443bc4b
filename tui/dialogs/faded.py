"""`f`: gone quiet after interest: assess first, then give (R15; S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tui.content import SEPARATOR, assemble
from tui.dialogs.answers import FadedAnswer
from tui.dialogs.choice import QUIET, Choice, Row, Rows
from tui.dialogs.frame import Whom
from tui.dialogs.when import DayDialog, Reader, WhenField, Zones
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

_GUESSES = (
    Row("no news", "no news", "nothing new to tell"),
    Row("timeline moved", "the timeline moved", "later than they said"),
    Row("swamped", "swamped", "something else is on fire"),
    Row("personal", "something personal", "and none of our business"),
    Row("", "skip", "no idea"),
)

VANISHED = "vanished"
_VANISHED = Row(VANISHED, "vanished after our proposal", "noted as a sign")


class FadedDialog(DayDialog[FadedAnswer]):
    """The guess, and the day on which they decide, where it is known."""

    TITLE_TEXT = "They went quiet: your best guess why?"
    RULE = "R15  Four gifts, one every two weeks, by any channel. Never a check-in, never a guilt trip."
    ROOM = 24
    DIGITS = "takes it, then asks on"
    AUTO_FOCUS: ClassVar[str] = "#guess"
    DEFAULT_CSS = """
    FadedDialog #agreed { height: auto; max-height: 3; margin-bottom: 1; }
    """

    def __init__(self, whom: Whom, reader: Reader, *, agreed: Sequence[str] = (), proposal: bool = False) -> None:
        """`reader` reads the day of their decision; `agreed` are the points to back up.

        `proposal`: a final one is on record, so that vanishing after it is a sign to note (R25).
        """
        super().__init__(whom)
        self._reader = reader
        self._agreed = tuple(agreed)
        self._rows = (*_GUESSES[:-1], _VANISHED, _GUESSES[-1]) if proposal else _GUESSES

    def body(self) -> ComposeResult:
        """The guesses, and the day."""
        if self._agreed:
            yield Prose(assemble(("Agreed  ", QUIET), (SEPARATOR.join(self._agreed), "")), id="agreed")
        yield Choice(self._rows, name="guess", value="")
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
        guess = self.query_one(Choice).value
        return FadedAnswer("" if guess == VANISHED else guess, self.when.day, vanished=guess == VANISHED)
