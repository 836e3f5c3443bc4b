"""What is done to all marked rows: one choice, what it asks once, and what it comes to before it is done (R28, R39)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from playbook.bulk import Deed
from tui import daytext
from tui.dialogs.answers import EditAnswer
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import Field
from tui.dialogs.frame import Dialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

MERGE: Final = "merge"
"""Answer: make one of the two that are marked."""
_PAIR: Final = 2
_ROWS: Final = (
    Row(Deed.TAG.value, "tag", "a word of yours"),
    Row(Deed.UNTAG.value, "untag", "take a word off"),
    Row(Deed.STAR.value, "star", "dream clients"),
    Row(Deed.TICKLE.value, "tickle", "they fit, and aren't ready"),
    Row(Deed.KEEP.value, "keep", "proposed for the dump, and stays"),
    Row(Deed.DUMP.value, "let go", "quietly, with one reason"),
    Row(Deed.JUNK.value, "drop as junk", "never worth a call"),
)
_RULE: Final = "R39  One action, so one undo. What a rule forbids is left out and counted."
_LENGTH: Final = re.compile(r"(\d{1,4})\s*([dwmy])")
_DAYS: Final = {"d": 1, "w": 7, "m": 30, "y": 365}
_ASKS: Final = {
    "reason": ("because", "in a few words, for all of them"),
    "tag": ("tag", "one word"),
    "day": ("in", "3w, 6m, 90d"),
}


_TITLES: Final = {
    "reason": "Why, in a word for all {:,}?",
    "tag": "Which tag, for all {:,}?",
    "day": "Come back to all {:,} in how long?",
}


def length(text: str) -> int:
    """Return a length in days, 0 for none: `3w`, `6m`, `90d`, `1y` (R31)."""
    found = _LENGTH.fullmatch(text.strip().casefold())
    return int(found[1]) * _DAYS[found[2]] if found else 0


def deed(count: int) -> ConfirmDialog:
    """Return the question what to do with so many marked rows."""
    merge = (Row(MERGE, "merge", "the two are one company"),) if count == _PAIR else ()
    return ConfirmDialog(None, f"{count:,} marked: what with them?", rows=(*_ROWS, *merge), rule=_RULE)


def agree(words: str, left: Sequence[tuple[str, int]]) -> ConfirmDialog:
    """Return what it comes to, before it is done."""
    facts = tuple(f"{daytext.plural(count, 'account')} left as they are: they {why}." for why, count in left)
    rows = (Row("yes", "do it", "one undo takes all of it back"), Row("no", "leave everything"))
    return ConfirmDialog(None, words, rows=rows, facts=facts, rule=_RULE)


class AskOnceDialog(Dialog[EditAnswer]):
    """The reason, the tag or the length: one line for all of them."""

    ACCEPT = "goes on"
    RULE = _RULE
    AUTO_FOCUS: ClassVar[str] = "#value"

    def __init__(self, count: int, asked: str) -> None:
        """`asked` is what a deed needs: `reason`, `tag` or `day`."""
        super().__init__()
        self._count = count
        self._asked = asked

    def title_text(self) -> str:
        """What is asked, and for how many."""
        return _TITLES[self._asked].format(self._count)

    def body(self) -> ComposeResult:
        """One line."""
        label, hint = _ASKS[self._asked]
        yield Field(label, placeholder=hint, name="value")

    def answer(self) -> EditAnswer | None:
        """Return the line; without it nothing happens."""
        value = self.written("value")
        if self._asked == "day" and not length(value):
            self.refuse("A length is needed: 3w, 6m, 90d.")
            return None
        if not value:
            self.refuse("A word is needed. Nothing was changed.")
            return None
        return EditAnswer(value)
