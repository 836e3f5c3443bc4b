"""A touch in the record, put right: what they said, when it was, how long it took (R27, R45)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from playbook import daywords
from tui.dialogs.answers_value import TouchAnswer
from tui.dialogs.earlier import read_earlier
from tui.dialogs.fields import Field, NoteArea
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.gate import read_number
from tui.dialogs.minutes import MOST
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from playbook.facts import Touch


class TouchDialog(Dialog[TouchAnswer]):
    """Three lines, each as it stands; what is left alone stays."""

    TITLE_TEXT = "This touch"
    RULE = "R45  The record changes and the plan stays; undo brings the record back."
    ROOM = 24
    DEFAULT_CSS = """
    TouchDialog NoteArea { height: 4; margin-bottom: 1; }
    TouchDialog Field { margin-bottom: 0; }
    TouchDialog #understood { height: 1; margin-left: 16; padding: 0 1; }
    """

    def __init__(self, whom: Whom, touch: Touch, now: datetime, first: str = "note") -> None:
        """Begin to write in the line called `first`; `now` is the rep's wall time: nothing later can have happened."""
        super().__init__(whom)
        self._touch = touch
        self._now = now
        self._first = first

    def body(self) -> ComposeResult:
        """The note, the time, the minutes."""
        touch = self._touch
        yield NoteArea(touch.note, placeholder="what they said", id="note")
        was = f"{daywords.dated(touch.on)} {touch.on.year}, {touch.at:%H:%M}"
        yield Field("it was", placeholder=f"{was} · or say: yesterday 16:00", name="when")
        yield Prose(Content(""), id="understood")
        yield Field("minutes", str(touch.minutes or ""), placeholder="how long it took", name="minutes")

    def on_mount(self) -> None:
        """Begin where the key meant."""
        super().on_mount()
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)
        self.query_one(f"#{self._first}").focus()

    @on(Input.Changed, "#when")
    def _preview(self, event: Input.Changed) -> None:
        """Say what was understood, as it is typed."""
        event.stop()
        moment = self._moment()
        words = "" if moment is None else f"{daywords.full(moment.date())}, {moment:%H:%M}"
        self.query_one("#understood", Static).update(Content.styled(words, "bold"))
        self.refuse("")

    def answer(self) -> TouchAnswer | None:
        """Return what differs; a time that can't be read, or minutes that are no number, are said."""
        at, text = self._moment(), self.written("minutes")
        minutes = read_number(text, MOST)
        if self.written("when") and at is None:
            self.refuse("Not understood, or not yet past: nothing was changed. Try 10:30, or yesterday 16:00.")
            return None
        if minutes is None:
            self.refuse("Minutes are a number, such as 45. Nothing was changed.")
            return None
        note, spent = self.query_one("#note", NoteArea).note, round(minutes)
        return TouchAnswer(
            None if note == self._touch.note else note, at, None if spent == self._touch.minutes else spent
        )

    def _moment(self) -> datetime | None:
        return read_earlier(self.written("when"), self._now)
