"""A step of the plan, put on another day by hand or ended; and a day of the rep's own where none is planned (R10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from playbook import daywords
from playbook.words import StepKind
from storage import their_time
from tui.content import assemble
from tui.dialogs.choice import QUIET
from tui.dialogs.fields import Field
from tui.dialogs.frame import Whom
from tui.dialogs.when import DayDialog, Reader, WhenField, Zones
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from datetime import date, datetime

    from textual.app import ComposeResult

    from playbook.facts import Step

_PROMISE = "R10  A promise is theirs: tell them first. It moves only because you say so."
_PLANNED = "R7  A day of yours stands until the next touch: what comes of it plans anew."
_HAND = "R33  A day that you chose stands beside the plan and comes up like any other."


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """Where a step goes."""

    on: date | None
    """None: it no longer stands."""
    why: str = ""


class StepDialog(DayDialog[StepAnswer]):
    """One day in the rep's words; a key ends the step instead."""

    ACCEPT = "moves it"
    TITLE_TEXT = "Another day"
    AUTO_FOCUS: ClassVar[str] = "#on"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "end_step", "no longer stands", id="step.end"),
    ]
    DEFAULT_CSS = """
    StepDialog .facts { height: auto; margin-bottom: 1; }
    """

    def __init__(self, whom: Whom, step: Step, now: datetime, reader: Reader) -> None:
        """Move `step`; `reader` reads the day."""
        super().__init__(whom)
        self._step = step
        self._now = now
        self._reader = reader

    def rule_text(self) -> str:
        """What moving it means."""
        return _PROMISE if self._step.kind is StepKind.PROMISE else _PLANNED

    def body(self) -> ComposeResult:
        """What is planned, and the day."""
        step = self._step
        hour = f", {their_time.hour(step, self._now)}" if step.at else ""
        what = "promise" if step.kind is StepKind.PROMISE else str(step.purpose)
        told = assemble((f"{daywords.full(step.on)}{hour}", "bold"), (f"  {what}", ""), (f"  {step.why}", QUIET))
        yield Prose(told, classes="facts")
        yield WhenField("instead", self._reader, Zones(), hint="tomorrow · next week · 24 May", name="on")

    def answer(self) -> StepAnswer | None:
        """Return the day; none, or one that is over, is refused."""
        if self.misread():
            return None
        if self.when.day is None:
            self.refuse("On which day? Nothing was changed.")
            return None
        if self.when.day < self._now.date():
            self.refuse(f"{daywords.full(self.when.day)} is over. Nothing was changed.")
            return None
        return StepAnswer(self.when.day)

    def action_end_step(self) -> None:
        """End the step; where nothing else is planned the rhythm goes on (R6)."""
        self.dismiss(StepAnswer(None))


class HandDialog(DayDialog[StepAnswer]):
    """A day of the rep's own, and what it is for."""

    ACCEPT = "plans it"
    TITLE_TEXT = "A day of your own"
    RULE = _HAND
    AUTO_FOCUS: ClassVar[str] = "#on"

    def __init__(self, whom: Whom, today: date, reader: Reader) -> None:
        """`reader` reads the day."""
        super().__init__(whom)
        self._today = today
        self._reader = reader

    def body(self) -> ComposeResult:
        """The day, and why."""
        yield WhenField("on", self._reader, Zones(), hint="tomorrow · next week · 24 May", name="on")
        yield Field("because", placeholder="what it is for", name="why")

    def answer(self) -> StepAnswer | None:
        """Return the day with its reason; none, or one that is over, is refused."""
        if self.misread():
            return None
        if self.when.day is None or self.when.day < self._today:
            self.refuse("On which day, from today on? Nothing was planned.")
            return None
        return StepAnswer(self.when.day, self.written("why"))
