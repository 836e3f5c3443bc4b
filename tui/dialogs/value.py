"""What was given: a value line that names it, out of the library or in the rep's words; never a check-in (R13; S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from playbook import daywords, guards
from tui.dialogs.answers_value import ValueAnswer
from tui.dialogs.choice import Choice, Row, Rows
from tui.dialogs.fields import DigitInput, Field
from tui.dialogs.frame import Dialog, Whom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from playbook.settings import Guards
    from playbook.value_library import Idea

_MOST = 6
_OTHER = "other"
_OTHER_ROW = Row(_OTHER, "something else", "in your words, below")


class ValueDialog(Dialog[ValueAnswer]):
    """A digit takes a thing of the library at once; else it is said in a line."""

    TITLE_TEXT = "What did you give them?"
    DIGITS = "gives it at once"
    RULE = "R13  It says what they get. A line that only checks in is refused: it lowers your stock."
    ROOM = 22
    AUTO_FOCUS: ClassVar[str] = "#text"

    def __init__(self, whom: Whom, ideas: Sequence[Idea], rules: Guards, said: str = "") -> None:
        """Offer `ideas`, best first; `rules` say what no value line may say, `said` is what it says now."""
        super().__init__(whom)
        self._ideas = tuple(ideas)[:_MOST]
        self._rules = rules
        self._said = said

    def body(self) -> ComposeResult:
        """The library, and the line."""
        rows = tuple(Row(str(place), each.asset.title, _hint(each)) for place, each in enumerate(self._ideas))
        yield Choice((*rows, _OTHER_ROW), name="idea", value=_OTHER)
        yield Field(
            "in words", self._said, placeholder="what they got: webinar on changeovers", name="text", kind=DigitInput
        )

    def keys(self) -> list[tuple[str, str, str]]:
        """A digit takes one at once, also while the line is empty."""
        accept, *rest = super().keys()
        if not self._ideas or isinstance(self.focused, Rows):
            return [accept, *rest]
        return [accept, (f"1-{len(self._ideas)}", self.DIGITS, "to_list"), *rest]

    @on(DigitInput.Digit)
    def _give(self, event: DigitInput.Digit) -> None:
        """Give a thing of the library, at once; a digit beyond the list is written."""
        event.stop()
        if event.digit <= len(self._ideas):
            self.query_one(Choice).cursor = event.digit - 1
            self.action_accept()
        else:
            self.query_one(DigitInput).insert_text_at_cursor(str(event.digit))

    def action_to_list(self) -> None:
        """Go to the list."""
        self.query_one("#idea").focus()

    @on(Rows.Picked)
    def _go_on(self, event: Rows.Picked) -> None:
        """A thing of the library answers at once; something else is written."""
        event.stop()
        if self._picked is None:
            self.query_one("#text").focus()
        else:
            self.action_accept()

    def answer(self) -> ValueAnswer | None:
        """Return what was given; an empty line is asked for, a check-in is refused with the reason and two ideas."""
        idea = self._picked
        text = self.written("text") or ("" if idea is None else idea.asset.title)
        if not text:
            self.refuse("What was it? A few words are enough.")
            return None
        titles = [f"“{each.asset.title}”" for each in self._ideas if each.asset.id]
        notice = guards.value_notice(text, self._rules, titles)
        if notice is not None and notice.blocking:
            self.refuse(notice.text)
            return None
        return ValueAnswer(text, None if idea is None else idea.asset.id or None)

    @property
    def _picked(self) -> Idea | None:
        value = self.query_one(Choice).value
        return None if value == _OTHER else self._ideas[int(value)]


def _hint(idea: Idea) -> str:
    """Return why it suits them, and when they got it last."""
    got = "" if idea.given is None else f"they got it {daywords.short(idea.given)} {idea.given.year}"
    because = f"fits: {idea.because}" if idea.because else "" if got else str(idea.asset.kind)
    return " · ".join(part for part in (got, because) if part)
