"""`@`: a touch that happened earlier is logged with its time (R45)."""

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

    def __init__(self, whom: Whom, now: datetime) -> None:
        """`now` is the rep's wall time: nothing later can have happened."""
        super().__init__(whom)
        self._now = now

    def body(self) -> ComposeResult:
        """One line, and what was understood."""
        yield Field("it was", placeholder="10:30 · 2h ago · yesterday 16:00 · Fri 9am · 12 Nov", name="when")
        yield Static(Content(""), id="understood")

    @on(Input.Changed)
    def _preview(self, event: Input.Changed) -> None:
        """Say what was understood, as it is typed."""
        event.stop()
        moment = read_earlier(self.written("when"), self._now)
        words = "" if moment is None else f"{daywords.full(moment.date())}, {moment:%H:%M}"
        self.query_one("#understood", Static).update(Content.styled(words, "bold"))
        self.refuse("")

    def answer(self) -> HappenedAnswer | None:
        """Return the moment; what can't be read, or lies ahead, is said."""
        moment = read_earlier(self.written("when"), self._now)
        if moment is None:
            self.refuse("Not understood, or not yet past: nothing was changed. Try 10:30, or yesterday 16:00.")
            return None
        return HappenedAnswer(moment)
