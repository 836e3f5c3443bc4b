"""`@`: a touch that happened earlier is logged with its time (R45), and one just logged with its minutes (R27)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from playbook import daywords
from tui.dialogs.answers import HappenedAnswer
from tui.dialogs.earlier import read_earlier
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.gate import read_number
from tui.dialogs.minutes import MOST
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult


class HappenedDialog(Dialog[HappenedAnswer]):
    """When it happened, with the moment that was understood."""

    TITLE_TEXT = "When did it happen?"
    RULE = "R7  The next step counts from the touch's own day; before a later touch only the record changes."
    AUTO_FOCUS: ClassVar[str] = "#when"

    DEFAULT_CSS = """
    HappenedDialog Field { margin-bottom: 0; }
    HappenedDialog #understood { height: 1; margin-left: 16; padding: 0 1; }
    """

    def __init__(self, whom: Whom, now: datetime, *, minutes: int | None = None) -> None:
        """`now` is the rep's wall time: nothing later can have happened; `minutes` are those of a touch just logged."""
        super().__init__(whom)
        self._now = now
        self._minutes = minutes

    def body(self) -> ComposeResult:
        """One line, and what was understood; for a touch just logged its minutes too."""
        yield Field("it was", placeholder="10:30 · 2h ago · yesterday 16:00", name="when")
        yield Prose(Content(""), id="understood")
        if self._minutes is not None:
            yield Field("minutes", placeholder=f"empty: {self._minutes}, as it stands", name="minutes")

    @on(Input.Changed)
    def _preview(self, event: Input.Changed) -> None:
        """Say what was understood, as it is typed."""
        event.stop()
        moment = read_earlier(self.written("when"), self._now)
        words = "" if moment is None else f"{daywords.full(moment.date())}, {moment:%H:%M}"
        self.query_one("#understood", Static).update(Content.styled(words, "bold"))
        self.refuse("")

    def answer(self) -> HappenedAnswer | None:
        """Return moment and minutes; what can't be read, or lies ahead, is said."""
        minutes = self._written_minutes()
        if minutes is not None and minutes < 0:
            self.refuse("Minutes are a number, such as 45. Nothing was changed.")
            return None
        moment = read_earlier(self.written("when"), self._now)
        if moment is None and (minutes is None or self.written("when")):
            self.refuse("Not understood, or not yet past: nothing was changed. Try 10:30, or yesterday 16:00.")
            return None
        return HappenedAnswer(moment, minutes)

    def _written_minutes(self) -> int | None:
        """Return the minutes, None where none were written, -1 for what is no number."""
        text = "" if self._minutes is None else self.written("minutes")
        if not text:
            return None
        number = read_number(text, MOST)
        return -1 if number is None else round(number)
