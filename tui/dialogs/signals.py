"""`!`: signs of a time drainer, as S1's cycle shows them (R24, R43)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from playbook import daywords
from playbook.drain import SIGNS
from tui.dialogs.answers import SignalsAnswer
from tui.dialogs.choice import Checklist, Row
from tui.dialogs.frame import Dialog, Whom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from playbook.facts import Signal


class SignalsDialog(Dialog[SignalsAnswer]):
    """The checklist: ticks are for what was seen now, earlier sightings stand beside them."""

    TITLE_TEXT = "Signs of a time drainer"
    ACCEPT = "notes them"
    RULE = "R24  Only what they did counts; a No, silence or an unanswered call never does."
    ROOM = 28
    AUTO_FOCUS: ClassVar[str] = "#signs"

    def __init__(self, whom: Whom, seen: Sequence[Signal] = ()) -> None:
        """Show what was seen before."""
        super().__init__(whom)
        self._seen = seen

    def body(self) -> ComposeResult:
        """Every sign, in the order of the cycle."""
        rows = tuple(Row(sign.name, sign.label, self._hint(sign.name, sign.sort)) for sign in SIGNS)
        yield Checklist(rows, name="signs")

    def answer(self) -> SignalsAnswer:
        """Return what was ticked, in S1's order."""
        ticked = self.query_one(Checklist).ticked
        return SignalsAnswer(tuple(sign.name for sign in SIGNS if sign.name in ticked))

    def _hint(self, name: str, sort: str) -> str:
        days = [signal.on for signal in self._seen if signal.sign == name]
        if not days:
            return sort
        times = f"{len(days)} times, last" if len(days) > 1 else "seen"
        return f"{sort} · {times} {daywords.short(max(days))} {max(days).year}"
