"""One line of why: keeping what was proposed, reviving what was dumped, overruling the profile (R2, R25, R29)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from playbook import daywords
from tui.dialogs.answers import ReasonAnswer
from tui.dialogs.answers_value import ReviveAnswer
from tui.dialogs.choice import Checklist, Row
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog, Whom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from playbook.facts import Step


class ReasonDialog(Dialog[ReasonAnswer]):
    """Ask why; without a reason nothing happens."""

    AUTO_FOCUS: ClassVar[str] = "#reason"
    LABEL: ClassVar[str] = "because"
    """What stands before the line."""
    MISSING: ClassVar[str] = "A reason is needed: in three months you will want to know it."
    """What an empty line is answered."""

    def __init__(self, whom: Whom, question: str, rule: str, *, placeholder: str = "in a few words") -> None:
        """Ask `question`; `rule` stands in the dim line."""
        super().__init__(whom)
        self._question = question
        self._rule = rule
        self._placeholder = placeholder

    def title_text(self) -> str:
        """The question is the title."""
        return self._question

    def rule_text(self) -> str:
        """The rule that asks."""
        return self._rule

    def body(self) -> ComposeResult:
        """One line."""
        yield Field(self.LABEL, placeholder=self._placeholder, name="reason")

    def answer(self) -> ReasonAnswer | None:
        """Return the reason; an empty one is refused."""
        reason = self.written("reason")
        if not reason:
            self.refuse(self.MISSING)
            return None
        return ReasonAnswer(reason)


def keep(whom: Whom) -> ReasonDialog:
    """Return the question behind `r` in the dump queue (R25)."""
    return ReasonDialog(whom, "Keep them, why?", "R25  A kept account comes back only after a new let-down.")


def overrule(whom: Whom) -> ReasonDialog:
    """Return the question behind keeping an account that is off profile (R2)."""
    return ReasonDialog(whom, "They fit after all, why?", "R2  Your word outweighs the profile, and stays so.")


def revive(whom: Whom, promises: Sequence[Step] = ()) -> ReviveDialog:
    """Return the question behind bringing a dumped account back (R29); `promises` are those that the dump ended."""
    return ReviveDialog(whom, promises)


def lift(whom: Whom, what: str) -> ReasonDialog:
    """Return the question behind lifting a bar; `what` is the bar in words (R38)."""
    rule = "R38  Absolute until they say otherwise: their words are the reason, and stay in the record."
    return ReasonDialog(whom, f"Lift “{what}”: what did they say?", rule, placeholder="in their words")


class ReviveDialog(Dialog[ReviveAnswer]):
    """Why, and which of the promises that the dump ended stand again (R29)."""

    TITLE_TEXT = "Bring them back, why?"
    ACCEPT = "revives"
    RULE = "R29  The signs start anew; the count of No's stays. A promise ticked stands again as it was given."
    AUTO_FOCUS: ClassVar[str] = "#reason"

    def __init__(self, whom: Whom, promises: Sequence[Step] = ()) -> None:
        """`promises` are those that the dump ended, all ticked."""
        super().__init__(whom)
        self._promises = tuple(promises)

    def body(self) -> ComposeResult:
        """The reason, and the promises."""
        yield Field("because", placeholder="what changed since you let them go", name="reason")
        if self._promises:
            rows = tuple(Row(str(step.id), daywords.full(step.on), step.why) for step in self._promises)
            yield Static(Content("Promised before:"))
            yield Checklist(rows, name="promises", ticked=frozenset(str(step.id) for step in self._promises))

    def answer(self) -> ReviveAnswer | None:
        """Return the reason and what stands again; without a reason nothing happens."""
        reason = self.written("reason")
        if not reason:
            self.refuse("A reason is needed: it is what you will ask yourself next time.")
            return None
        ticked = self.query_one(Checklist).ticked if self._promises else frozenset()
        return ReviveAnswer(reason, tuple(step for step in self._promises if step.id in ticked))
