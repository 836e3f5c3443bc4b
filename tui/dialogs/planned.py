"""A decision in words: what `enter` would plan, drawn below the question before it is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from playbook import daywords
from playbook.words import Purpose, StepKind
from tui.content import assemble, line
from tui.dialogs.choice import QUIET
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from playbook.bodies import NewStep
    from playbook.decision import Decision

_MOST_ASKS = 2


class PlanLine(Prose):
    """What would be planned, or why it would be refused."""

    DEFAULT_CSS = """
    PlanLine { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start empty."""
        super().__init__(Content(""), id=id)

    def show(self, decision: Decision | None) -> None:
        """Draw the decision; None empties the line."""
        self.update(Content("") if decision is None else in_words(decision))


def in_words(decision: Decision) -> Content:
    """Return the plan of a decision: its day, what it is for, the value touches before it, what it notices and asks."""
    refusal = decision.refusal
    if refusal is not None:
        return line(refusal.text, "$text-error")
    lines = [_first(decision), *_value(decision.steps)]
    lines += [line(notice.text, "$text-warning") for notice in decision.notices]
    lines += [assemble((ask.question, QUIET)) for ask in decision.asks[:_MOST_ASKS]]
    return Content("\n").join([each for each in lines if each.plain])


def _first(decision: Decision) -> Content:
    steps = [step for step in decision.steps if step.purpose is not Purpose.VALUE] or list(decision.steps)
    if not steps:
        return line(decision.why, QUIET)
    step = steps[0]
    if step.kind is StepKind.PROMISE:
        by = f", by {step.channel}" if step.channel else ""
        return assemble((f"a promise{by}: exactly then", QUIET))
    how = f" {step.channel}" if step.channel else ""
    more = "".join(f", {daywords.short(each.on)}" for each in steps[1:])
    return assemble(
        (daywords.dated(step.on) + more, "bold $accent"), (how, ""), (f"  {step.why or decision.why}", QUIET)
    )


def _value(steps: Iterable[NewStep]) -> list[Content]:
    days = [step.on for step in steps if step.purpose is Purpose.VALUE]
    if not days:
        return []
    words = "+ value touch " if len(days) == 1 else "+ value touches "
    return [assemble((words, QUIET), (listed_days(days), "$accent"))]


def listed_days(days: Iterable[date]) -> str:
    """Return `22 Jan, 23 Mar`."""
    return ", ".join(daywords.short(day) for day in sorted(days))
