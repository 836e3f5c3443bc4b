"""`w`: the wrong person, the wrong number, or a bounced address (PLAYBOOK section G)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from playbook.words import Reading
from tui.dialogs.answers import WrongAnswer
from tui.dialogs.choice import Choice, Row, Rows
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

_WHAT = (
    Row(Reading.PERSON.value, "the person", "whoever they name is called today"),
    Row(Reading.NUMBER.value, "the number", "on to the next channel"),
    Row(Reading.BOUNCED.value, "it bounced", "on to the next channel"),
)


class WrongDialog(Dialog[WrongAnswer]):
    """What was wrong; `2` and `3` answer at once, `1` asks whom they named."""

    TITLE_TEXT = "What was wrong?"
    RULE = "R42  A name they gave is a referral: due today. With no channel left, the next step is to find one."
    DIGITS = "takes it; 1 asks for a name"
    AUTO_FOCUS: ClassVar[str] = "#what"

    def body(self) -> ComposeResult:
        """The three, and the name."""
        yield Choice(_WHAT, name="what")
        yield Field("they named", placeholder="who is right, if they said", name="name")

    @on(Rows.Picked)
    def _go_on(self, event: Rows.Picked) -> None:
        """Answer at once, or ask for the name."""
        event.stop()
        if self.query_one("#what", Choice).value == Reading.PERSON:
            self.query_one("#name").focus()
        else:
            self.action_accept()

    def answer(self) -> WrongAnswer:
        """Return what was wrong, with the name only where it was the person."""
        reading = Reading(self.query_one("#what", Choice).value)
        name = self.written("name") if reading is Reading.PERSON else ""
        return WrongAnswer(reading, name)
