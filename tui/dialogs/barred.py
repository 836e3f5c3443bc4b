"""`x`: do not contact, absolute (R38)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tui.dialogs.answers import BarredAnswer
from tui.dialogs.choice import Choice, Row, Rows
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog, Whom

if TYPE_CHECKING:
    from textual.app import ComposeResult


class BarredDialog(Dialog[BarredAnswer]):
    """How far it reaches, and their words."""

    TITLE_TEXT = "Do not contact"
    ACCEPT = "bars it"
    RULE = "R38  Absolute: never planned, refused at logging, kept through every import. Undo today, their words later."
    DIGITS = "takes it, then asks on"
    AUTO_FOCUS: ClassVar[str] = "#reach"

    DEFAULT_CSS = """
    BarredDialog > #sheet { border-left: outer $error; }
    BarredDialog #title { color: $text-error; }
    """

    def __init__(self, whom: Whom) -> None:
        """Without a person on the row only the whole account can be barred."""
        super().__init__(whom)
        self._rows = _reaches(whom)

    def body(self) -> ComposeResult:
        """The reach, and what they said."""
        yield Choice(self._rows, name="reach")
        yield Field("they said", placeholder="in their words; you may need them", name="words")

    @on(Rows.Picked)
    def _go_on(self, event: Rows.Picked) -> None:
        """A pick leads to their words: it never bars by itself."""
        event.stop()
        self.query_one("#words").focus()

    def answer(self) -> BarredAnswer:
        """Return the reach with their words."""
        reach = self.query_one("#reach", Choice).value
        return BarredAnswer(reach == "channel", reach == "account", self.written("words"))


def _reaches(whom: Whom) -> tuple[Row[str], ...]:
    account = Row("account", "the whole account", "nobody there, by no channel")
    if not whom.person:
        return (account,)
    channel = (Row("channel", f"{whom.person}, by {whom.how}", "other channels stay"),) if whom.how else ()
    return (Row("person", whom.person, "by no channel, at no firm"), *channel, account)
