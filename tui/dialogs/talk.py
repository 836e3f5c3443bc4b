"""`h`: a real talk: when is the next step, what hurts, what was agreed (R8, R15, R41; S3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from playbook.decision import Decision
from tui.content import assemble
from tui.dialogs.answers import TalkAnswer
from tui.dialogs.choice import QUIET
from tui.dialogs.fields import Field
from tui.dialogs.frame import Whom
from tui.dialogs.planned import PlanLine
from tui.dialogs.when import DayDialog, Reader, WhenField, Zones
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class TalkDialog(DayDialog[TalkAnswer]):
    """Three lines, all of which may stay empty."""

    TITLE_TEXT = "A talk"
    RULE = "R41  Pain in their words stands on the card. R8  No day named: in a week."
    ROOM = 24
    AUTO_FOCUS: ClassVar[str] = "#when"
    DEFAULT_CSS = """
    TalkDialog #questions { height: auto; margin: -1 0 1 16; padding: 0 1; }
    TalkDialog.-tight #questions { display: none; }
    """

    def __init__(
        self, whom: Whom, reader: Reader, planner: Callable[[TalkAnswer], Decision] | None = None,
        zones: Zones | None = None, *, questions: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """`questions` of the playbook find the pain where none is known yet."""
        super().__init__(whom)
        self._reader = reader
        self._planner = planner
        self._zones = zones or Zones()
        self._questions = questions

    def body(self) -> ComposeResult:
        """When, pain, agreed, plan."""
        yield WhenField("next step", self._reader, self._zones, hint="Tuesday · in 2 weeks", name="when")
        yield Field("their pain", placeholder="what it costs them, in their words", name="pain")
        if self._questions:
            yield Vertical(*(Prose(assemble((each, QUIET))) for each in self._questions), id="questions")
        yield Field("agreed", placeholder="one point you both said yes to", name="agreed")
        yield PlanLine(id="plan")

    def preview(self) -> None:
        """Draw what would be planned."""
        if self._planner is not None:
            self.query_one(PlanLine).show(self._planner(self._answer()))

    def on_mount(self) -> None:
        """Draw the plan without a day."""
        super().on_mount()
        self.preview()

    def answer(self) -> TalkAnswer | None:
        """Return what the talk brought; a day that can't be read is refused, an empty one is not."""
        if self.misread():
            return None
        return self._answer()

    def _answer(self) -> TalkAnswer:
        when = self.when
        return TalkAnswer(when.day, when.at, when.zone, when.phrase, self.written("pain"), self.written("agreed"))
