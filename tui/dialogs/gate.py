"""`p`: they want much of your time; four questions before they get it (R26; S0, S1, S3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on

from playbook.decision import Decision, GateAnswers
from tui.dialogs.answers import GateAnswer
from tui.dialogs.choice import Checklist, Row, Rows
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.planned import PlanLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

_QUESTIONS = (
    Row("gap", "a gap", "they need what we lack, a rival has"),
    Row("on_profile", "on profile", "they look like those who buy"),
    Row("pain_found", "pain found", "in their words"),
    Row("decider_reached", "decision-maker reached", "the one who can say yes"),
)
_MOST_HOURS = 1000


class GateDialog(Dialog[GateAnswer]):
    """Tick what is true; the line below says what that means."""

    TITLE_TEXT = "They want your time: do they qualify?"
    RULE = "R26  A gap: proposed for dumping now. Something missing: that is the next step, and the meeting waits."
    AUTO_FOCUS: ClassVar[str] = "#questions"

    def __init__(self, whom: Whom, start: GateAnswers, planner: Callable[[GateAnswer], Decision] | None = None) -> None:
        """`start` is what the book knows already; `planner` decides for the answers as they stand."""
        super().__init__(whom)
        self._start = start
        self._planner = planner

    def body(self) -> ComposeResult:
        """The questions, the hours, the plan."""
        ticked = frozenset(row.value for row in _QUESTIONS if getattr(self._start, row.value))
        yield Checklist(_QUESTIONS, name="questions", ticked=ticked)
        hours = f"{self._start.hours:g}" if self._start.hours else ""
        yield Field("hours they want", hours, placeholder="demo, pilot, proposal: how many?", name="hours")
        yield PlanLine(id="plan")

    def on_mount(self) -> None:
        """Draw the plan for what the book knows."""
        super().on_mount()
        self._preview()

    @on(Rows.Picked)
    def _preview(self) -> None:
        """Draw what the answers mean."""
        if self._planner is not None:
            self.query_one(PlanLine).show(self._planner(self._answer(0.0)))

    def answer(self) -> GateAnswer | None:
        """Return the answers; hours that are no number are refused."""
        hours = read_number(self.written("hours"), _MOST_HOURS)
        if hours is None:
            self.refuse("Hours are a number, such as 6 or 1.5. Nothing was logged.")
            return None
        return self._answer(hours)

    def _answer(self, hours: float) -> GateAnswer:
        ticked = self.query_one(Checklist).ticked
        gap, on_profile, pain, decider = (row.value in ticked for row in _QUESTIONS)
        return GateAnswer(GateAnswers(gap, on_profile, pain, decider, hours))


def read_number(text: str, most: float) -> float | None:
    """Return a number from 0 to `most`, 0 for an empty line, None for anything else."""
    if not text:
        return 0.0
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number <= most else None
