"""`m`: a meeting or a next step is agreed; or won; or lost (R6, R27)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Input

from playbook.decision import Decision
from playbook.words import Reading
from tui.dialogs.answers import MeetingAnswer
from tui.dialogs.choice import Choice, Row, Rows
from tui.dialogs.fields import Field
from tui.dialogs.frame import Whom
from tui.dialogs.gate import read_number
from tui.dialogs.planned import PlanLine
from tui.dialogs.when import DayDialog, Reader, WhenField, Zones

if TYPE_CHECKING:
    from textual.app import ComposeResult

_HOW = (
    Row("won", "won", "a customer; the hunt is over"),
    Row("lost", "lost", "with the reason; the rhythm goes on"),
    Row("agreed", "agreed", "a meeting or next step, on a day"),
)
_MOST_MINUTES = 6000


class MeetingDialog(DayDialog[MeetingAnswer]):
    """The day, in their words; or how it ended."""

    TITLE_TEXT = "A meeting or next step"
    RULE = "R6  Talking has a return date: the day after the meeting it asks how it went. Empty: in a week."
    ROOM = 28
    DIGITS = "takes it, then asks on"
    AUTO_FOCUS: ClassVar[str] = "#when"

    def __init__(
        self, whom: Whom, reader: Reader, planner: Callable[[MeetingAnswer], Decision] | None = None,
        zones: Zones | None = None,
    ) -> None:  # fmt: skip
        """`reader` reads the day, `planner` decides for the answer as it stands."""
        super().__init__(whom)
        self._reader = reader
        self._planner = planner
        self._zones = zones or Zones()

    def body(self) -> ComposeResult:
        """How it stands, the day, the words, the minutes, the plan."""
        yield Choice(_HOW, name="how", value="agreed")
        yield WhenField("when", self._reader, self._zones, hint="Thursday at 10 · 3 Dec 14:00", name="when")
        yield Field("what, or why", placeholder="what was agreed, or why it was lost", name="words")
        yield Field("minutes so far", placeholder="empty: as usual", name="minutes")
        yield PlanLine(id="plan")

    @on(Rows.Picked)
    def _go_on(self, event: Rows.Picked) -> None:
        """Won answers at once; lost asks why; agreed asks when."""
        event.stop()
        how = self.query_one("#how", Choice).value
        if how == "won":
            self.action_accept()
        else:
            self.query_one("#words" if how == "lost" else "#when").focus()
            self.preview()

    @on(Input.Changed, "#words")
    def _worded(self) -> None:
        """What was agreed is what the plan says; the frame hears of it, too."""
        self.preview()

    def on_mount(self) -> None:
        """Draw the plan without a day."""
        super().on_mount()
        self.preview()

    def preview(self) -> None:
        """Draw what would be planned."""
        if self._planner is not None:
            self.query_one(PlanLine).show(self._planner(self._answer(None)))

    def answer(self) -> MeetingAnswer | None:
        """Return how it stands; a day that can't be read is refused, an empty one is not."""
        if self.query_one("#how", Choice).value == "agreed" and self.misread():
            return None
        text = self.written("minutes")
        minutes = read_number(text, _MOST_MINUTES)
        if minutes is None:
            self.refuse("Minutes are a number, such as 45. Nothing was logged.")
            return None
        return self._answer(round(minutes) if text else None)

    def _answer(self, minutes: int | None) -> MeetingAnswer:
        how = self.query_one("#how", Choice).value
        words = self.written("words")
        if how != "agreed":
            return MeetingAnswer(Reading.WON if how == "won" else Reading.LOST, words=words, minutes=minutes)
        when = self.when
        return MeetingAnswer(None, when.day, when.at, when.zone, words or when.phrase, minutes)
