"""One line of why: keeping what was proposed, reviving what was dumped, overruling the profile (R2, R25, R29)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.dialogs.answers import ReasonAnswer
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog, Whom

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ReasonDialog(Dialog[ReasonAnswer]):
    """Ask why; without a reason nothing happens."""

    AUTO_FOCUS: ClassVar[str] = "#reason"

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
        yield Field("because", placeholder=self._placeholder, name="reason")

    def answer(self) -> ReasonAnswer | None:
        """Return the reason; an empty one is refused."""
        reason = self.written("reason")
        if not reason:
            self.refuse("A reason is needed: in three months you will want to know it.")
            return None
        return ReasonAnswer(reason)


def keep(whom: Whom) -> ReasonDialog:
    """Return the question behind `r` in the dump queue (R25)."""
    return ReasonDialog(whom, "Keep them, why?", "R25  A kept account comes back only after a new let-down.")


def overrule(whom: Whom) -> ReasonDialog:
    """Return the question behind keeping an account that is off profile (R2)."""
    return ReasonDialog(whom, "They fit after all, why?", "R2  Your word outweighs the profile, and stays so.")


def revive(whom: Whom) -> ReasonDialog:
    """Return the question behind bringing a dumped account back (R29)."""
    return ReasonDialog(whom, "Bring them back, why?", "R29  The signs start anew; the count of No's stays.")
