"""What becomes of a promise that falls into days off: another day, or another pair of hands (R37)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from playbook import daywords
from playbook.leave import Answer, Choice
from tui.content import note
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.when import DayDialog, WhenField, Zones
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from storage.views_day import LeavePreview, Promised
    from tui.dialogs.when import Reader


class MoveDialog(DayDialog[Answer]):
    """Another day for a promise; nothing typed takes the first working day after the leave."""

    TITLE_TEXT = "Which day instead?"
    RULE = "R10  A promise is theirs: tell them, and it moves only because you say so."
    ACCEPT = "moves it"
    AUTO_FOCUS: ClassVar[str] = "#phrase"

    def __init__(self, promised: Promised, shown: LeavePreview, reader: Reader) -> None:
        """Move this promise out of the days off."""
        super().__init__(Whom(promised.name, promised.person_name))
        self._promised = promised
        self._shown = shown
        self._back = shown.back
        self._reader = reader

    def body(self) -> ComposeResult:
        """What was promised, and the day."""
        yield Prose(note(_told(self._promised)), classes="facts")
        hint = f"empty: {daywords.full(self._back)}"
        yield WhenField("on", self._reader, Zones(), hint=hint, name="phrase")

    def answer(self) -> Answer | None:
        """Return the day."""
        if self.misread():
            return None
        on = self.when.day or self._back
        if self._shown.away.holds(on):
            self.refuse(f"{daywords.full(on)} is one of the days off too.")
            return None
        return Answer(self._promised.account, self._promised.step, Choice.MOVE, on=on)


class HandOverDialog(Dialog[Answer]):
    """Who keeps a promise while the rep is away; it leaves this list and the record says so."""

    TITLE_TEXT = "Who keeps it?"
    RULE = "R37  It ends here with their name, the note stands on the card, and the rhythm goes on."
    ACCEPT = "hands it over"
    AUTO_FOCUS: ClassVar[str] = "#to"

    def __init__(self, promised: Promised) -> None:
        """Hand this promise over."""
        super().__init__(Whom(promised.name, promised.person_name))
        self._promised = promised

    def body(self) -> ComposeResult:
        """What was promised, and the name."""
        yield Prose(note(_told(self._promised)), classes="facts")
        yield Field("to", placeholder="a colleague's name", name="to")

    def answer(self) -> Answer | None:
        """Return the name; nobody can't keep a promise."""
        to = self.written("to")
        if not to:
            self.refuse("Say a name. Nothing was changed.")
            return None
        return Answer(self._promised.account, self._promised.step, Choice.HAND_OVER, to=to)


def _told(promised: Promised) -> str:
    said = f": “{promised.words}”" if promised.words else ""
    return f"They were told {daywords.full(promised.on)}{said}\n"
