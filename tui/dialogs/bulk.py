"""What is done to all marked rows: one choice, what it asks once, and what it comes to before it is done (R28, R39)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from playbook.bulk import Deed, needs
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
    Row(Deed.SNOOZE.value, "put off", "the next step, to a later day"),
    Row(Deed.TICKLE.value, "tickle", "they fit, and aren't ready"),
    Row(Deed.KEEP.value, "keep", "proposed for the dump, and stays"),
    Row(Deed.DUMP.value, "let go", "quietly, with one reason"),
    Row(Deed.JUNK.value, "drop as junk", "never worth a call"),
)
_RULE: Final = "R39  One action, so one undo. What a rule forbids is left out and counted."
_LENGTH: Final = re.compile(r"(\d{1,4})\s*([dwmy])")
_DAYS: Final = {"d": 1, "w": 7, "m": 30, "y": 365}
_ASKS: Final = {
    Deed.TAG: ("Which tag, for all {:,}?", "tag", "one word"),
    Deed.UNTAG: ("Which tag goes, of all {:,}?", "tag", "one word"),
    Deed.KEEP: ("Why keep all {:,}, in a word?", "because", "in a few words, for all of them"),
    Deed.DUMP: ("Why, in a word for all {:,}?", "because", "in a few words, for all of them"),
    Deed.TICKLE: ("Come back to all {:,} in how long?", "in", "3w, 6m, 90d"),
    Deed.SNOOZE: ("Put off all {:,} for how long?", "for", "1d, 3d, 1w"),
}
"""What each deed asks once: the title, the label of the line, what may stand in it."""


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

    def __init__(self, count: int, deed: Deed) -> None:
        """Ask what this deed needs: a reason, a tag, a length."""
        super().__init__()
        self._count = count
        self._title, self._label, self._hint = _ASKS[deed]
        self._days = needs(deed) == "day"

    def title_text(self) -> str:
        """What is asked, and for how many."""
        return self._title.format(self._count)

    def body(self) -> ComposeResult:
        """One line."""
        yield Field(self._label, placeholder=self._hint, name="value")

    def answer(self) -> EditAnswer | None:
        """Return the line; without it nothing happens."""
        value = self.written("value")
        if self._days and not length(value):
            self.refuse(f"A length is needed: {self._hint}.")
            return None
        if not value:
            self.refuse("A word is needed. Nothing was changed.")
            return None
        return EditAnswer(value)
