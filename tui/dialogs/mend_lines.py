"""Lines of an account's page put right in place: an opening, a standing, what stands behind a sign (R6, R22, R24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from playbook.words import Standing
from tui import keys
from tui.dialogs.answers import OpeningAdded
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import Field
from tui.dialogs.forms import OPENINGS
from tui.dialogs.pick import Pick
from tui.dialogs.reason import ReasonDialog
from tui.dialogs.when import DayDialog, Reader, WhenField, Zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from playbook.facts import Opening
    from tui.dialogs.frame import Whom

AS_PLANNED = "planned"
"""The answer of a standing that follows from the plan again."""
_SAID = {
    None: Row(AS_PLANNED, "as the plan says", "their rhythm goes on"),
    Standing.CUSTOMER: Row(Standing.CUSTOMER.value, "a customer", "no cold calls, promises stay"),
    Standing.CLOSED: Row(Standing.CLOSED.value, "out of business", "nothing is planned"),
}


class OpeningDialog(DayDialog[OpeningAdded]):
    """An opening as it stands, to be said better; its touches follow its day."""

    TITLE_TEXT = "This opening"
    RULE = (
        "R22  A day plants touches 90 and 30 days before it; without one it is due today. Undo brings the old one back."
    )
    ROOM = 22
    AUTO_FOCUS: ClassVar[str] = "#text"

    def __init__(self, whom: Whom, opening: Opening, reader: Reader) -> None:
        """Start with `opening`; `reader` reads its day."""
        super().__init__(whom)
        self._opening = opening
        self._reader = reader

    def body(self) -> ComposeResult:
        """What, in words, and when."""
        opening = self._opening
        yield Field("in words", opening.text, placeholder="what you heard", name="text")
        yield Pick("what", OPENINGS, name="kind", value=opening.kind)
        hint = f"{opening.on.isoformat()} · type another day, or - for none" if opening.on else "its day, if it has one"
        yield WhenField("on", self._reader, Zones(), hint=hint, name="on")

    def answer(self) -> OpeningAdded | None:
        """Return the opening; a day that can't be read is refused."""
        if self.when.phrase != "-" and self.misread():
            return None
        on = None if self.when.phrase == "-" else self.when.day or self._opening.on
        return OpeningAdded(self.query_one(Pick).value, self.written("text"), on, self._opening.person)


_STANDING = (
    "R6  One standing at any moment. {account.dump} lets go, {outcome.barred} bars, {account.keep} brings back:"
    " they have their own questions."
)


def standing(whom: Whom, choices: Sequence[Standing | None]) -> ConfirmDialog:
    """Return the question what an account is; `choices` are what may be said of it (R6, R44)."""
    rule = keys.keyed(_STANDING)
    return ConfirmDialog(whom, "What are they?", rows=tuple(_SAID[each] for each in choices), rule=rule)


_SIGN = (
    "R24  A sign has no words of its own: what they did stands beside it as a note, which can be changed. A wrong sign"
    " is taken back by undo, right after its tick."
)


class SignDialog(ReasonDialog):
    """What stands behind a sign, as a note."""

    ACCEPT = "writes a note"
    LABEL = "they did"
    MISSING = "Write what they did, or leave: the sign counts either way."


def sign(whom: Whom, label: str) -> SignDialog:
    """Return the question what stands behind a sign (R24)."""
    return SignDialog(whom, f"“{label}”: what did they do?", _SIGN, placeholder="what happened, in a line")
