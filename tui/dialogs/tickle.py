"""`1` after `t`: when shall the next gift come? A length moves the tickle, a day they named is kept (R31)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from playbook.decision import Decision
from tui.dialogs.answers import TickleAnswer
from tui.dialogs.frame import Whom
from tui.dialogs.planned import PlanLine
from tui.dialogs.when import DayDialog, Reader, WhenField, Zones

if TYPE_CHECKING:
    from textual.app import ComposeResult


class TickleDialog(DayDialog[TickleAnswer]):
    """One line: 3w, 6m, in March; what it plans stands below it."""

    TITLE_TEXT = "Not now: when, then?"
    ACCEPT = "plans it"
    RULE = "R31  A gift in 60 days, then every 90, under five minutes each. It fits and isn't ready: never a dump."
    AUTO_FOCUS: ClassVar[str] = "#tickle"

    def __init__(self, whom: Whom, reader: Reader, planner: Callable[[TickleAnswer], Decision] | None = None) -> None:
        """`reader` reads the length or the day, `planner` decides for it."""
        super().__init__(whom)
        self._reader = reader
        self._planner = planner

    def body(self) -> ComposeResult:
        """The line and the plan."""
        yield WhenField("when", self._reader, Zones(), hint="3w \u00b7 6m \u00b7 90d \u00b7 in March", name="tickle")
        yield PlanLine(id="plan")

    def preview(self) -> None:
        """Draw what would be planned."""
        found = self._answer()
        decision = None if found is None or self._planner is None else self._planner(found)
        self.query_one(PlanLine).show(decision)

    def answer(self) -> TickleAnswer | None:
        """Return the day; without one nothing changes, and that is said."""
        found = self._answer()
        if found is None:
            self.refuse("When? The tickle stands as it was planned.")
        return found

    def _answer(self) -> TickleAnswer | None:
        return None if self.when.day is None else TickleAnswer(self.when.phrase, self.when.day)
