"""`c`: call me back in …: one line, and everything that it books before it is booked (R10, R14)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from playbook.decision import Decision
from tui.dialogs.answers import CallbackAnswer
from tui.dialogs.frame import Whom
from tui.dialogs.planned import PlanLine
from tui.dialogs.when import DayDialog, Reader, WhenField, Zones

if TYPE_CHECKING:
    from textual.app import ComposeResult

Planner = Callable[[CallbackAnswer], Decision]
"""Decides for an answer as it stands: `decide` with `answer.into(said)`."""


class CallbackDialog(DayDialog[CallbackAnswer]):
    """Their words in one line; the day, the plan and what it asks below it."""

    TITLE_TEXT = "Call them back"
    ACCEPT = "books it"
    RULE = "R14  Exact, and never alone: a value touch every 60 days before it, none in the last 21."
    AUTO_FOCUS: ClassVar[str] = "#phrase"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "next_day", "other day", show=False, id="callback.next-day"),
        Binding("ctrl+t", "toggle_value", "value touches", show=False, id="callback.value"),
    ]

    def __init__(self, whom: Whom, reader: Reader, planner: Planner, zones: Zones | None = None) -> None:
        """`reader` reads their words, `planner` decides for what was read."""
        super().__init__(whom)
        self._reader = reader
        self._planner = planner
        self._zones = zones or Zones()
        self._value = True
        self._decision: Decision | None = None

    def body(self) -> ComposeResult:
        """The line and the plan."""
        hint = "6 months · Tuesday at 3 · 24 May"
        yield WhenField("in their words", self._reader, self._zones, hint=hint, name="phrase")
        yield PlanLine(id="plan")

    def keys(self) -> list[tuple[str, str, str]]:
        """Only the keys that change something now."""
        found = super().keys()
        if self._sown():
            words = "without value touches" if self._value else "with value touches"
            found.insert(-1, ("ctrl+t", words, "toggle_value"))
        return found

    def action_toggle_value(self) -> None:
        """Take the value touches out, or put them back."""
        self._value = not self._value
        self.preview()
        self.draw_keys()

    def preview(self) -> None:
        """Draw the plan for what is understood now."""
        answer = self._answer()
        self._decision = None if answer is None else self._planner(answer)
        self.query_one(PlanLine).show(self._decision)

    def answer(self) -> CallbackAnswer | None:
        """Return the day; what was not understood, or may not be booked, does nothing but say so."""
        answer = self._answer()
        if answer is None:
            self.refuse("On which day? Nothing was booked.")
            return None
        if self._decision is not None and self._decision.refusal is not None:
            self.refuse(self._decision.refusal.text)
            return None
        return answer

    def _sown(self) -> bool:
        """Whether value touches stand in the plan, or were taken out of it."""
        return not self._value or (self._decision is not None and len(self._decision.steps) > 1)

    def _answer(self) -> CallbackAnswer | None:
        when = self.when
        if when.day is None or when.understood is None:
            return None
        return CallbackAnswer(when.phrase, when.day, when.at, when.zone, self._value, when.understood.expiry)
