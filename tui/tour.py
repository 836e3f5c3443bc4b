"""The tour: five steps on the demo book, each of which goes on when the rep does the thing (or skips it)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from playbook.words import Outcome
from tui.keys import keyed


class Deed(StrEnum):
    """What a step waits for."""

    MOVED = "moved"
    NO = "no"
    DIGIT = "digit"
    UNDONE = "undone"
    CALLED_BACK = "called back"


@dataclass(frozen=True, slots=True)
class Step:
    """One step, in words; `{after.undo}` stands for the key of now."""

    title: str
    text: str
    act: str
    """What to press."""
    waits_for: Deed | None = None
    """None on the last card, which only ends."""

    @property
    def words(self) -> str:
        """What it says, with the keys of now."""
        return keyed(self.text)

    @property
    def press(self) -> str:
        """What to do, with the keys of now."""
        return keyed(self.act)


STEPS = (
    Step(
        "What stands here",
        "Today's touches, the next one first, each with its reason. Below, on every key, the day that it would plan.",
        "Press {move.down}: the next row, and other dates.",
        Deed.MOVED,
    ),
    Step(
        "One key logs",
        "Say they said no. A No means not yet: the day at {outcome.no} is when you try again, and nothing is typed.",
        "Press {outcome.no}. It is an invented company; do it.",
        Deed.NO,
    ),
    Step(
        "A digit says more",
        "The line below says what was saved and when it comes back. How did you read that No?",
        "Press 1 timing, 2 value or 3 priority: the day changes.",
        Deed.DIGIT,
    ),
    Step(
        "Nothing is final",
        "One key takes back the newest thing, with its plan and its numbers, at any depth, tomorrow too.",
        "Press {after.undo}.",
        Deed.UNDONE,
    ),
    Step(
        "Call me back in …",
        "Their words are enough: 6 months, after Easter, Tuesday at 10. It stands; value touches lead up to it.",
        "Press {outcome.callback}, type 6 months, then enter.",
        Deed.CALLED_BACK,
    ),
    Step(
        "That is the morning",
        "{book.block} shows one prospect at a time. {book.palette} finds everything by what it does."
        " {touch.explain} says why, {book.help} shows every key.",
        "That was all.",
    ),
)
LENGTH = len(STEPS) - 1
"""Steps that are counted: the last card is none."""
_OF_OUTCOME = {Outcome.NO: Deed.NO, Outcome.CALLBACK: Deed.CALLED_BACK}


class Tour:
    """Where the rep is, and what was pressed last."""

    def __init__(self) -> None:
        """Begin at the first step."""
        self.place = 0
        self._pressed: Deed | None = None

    @property
    def step(self) -> Step:
        """The step that stands."""
        return STEPS[self.place]

    @property
    def over(self) -> bool:
        """Only the last card is left."""
        return self.place == LENGTH

    @property
    def count(self) -> str:
        """Return "2 of 5", nothing on the last card."""
        return "" if self.over else f"{self.place + 1} of {LENGTH}"

    def logs(self, outcome: Outcome) -> None:
        """An outcome was pressed."""
        self._pressed = _OF_OUTCOME.get(outcome)

    def adds(self) -> None:
        """A digit was pressed."""
        self._pressed = Deed.DIGIT

    def undoes(self) -> None:
        """The key that takes back was pressed."""
        self._pressed = Deed.UNDONE

    def moved(self) -> bool:
        """The highlight moved: go on where the step waited for it; tell whether it did."""
        return self.did(Deed.MOVED)

    def saved(self) -> bool:
        """What was pressed is in the book: go on where the step waited for it; tell whether it did."""
        deed, self._pressed = self._pressed, None
        return self.did(deed)

    def did(self, deed: Deed | None) -> bool:
        """Go on where the step waited for this; tell whether it did."""
        wanted = deed is not None and deed is self.step.waits_for
        if wanted:
            self.skip()
        return wanted

    def skip(self) -> None:
        """Go on to the next step."""
        self.place = min(self.place + 1, LENGTH)
