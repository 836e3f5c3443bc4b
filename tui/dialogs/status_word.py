"""What a word of a list's status column is taken for (R44)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tui.content import cell
from tui.dialogs.answers import EditAnswer
from tui.dialogs.choice import Choice, Row, Rows
from tui.dialogs.frame import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

_CHOICES = (
    Row("pool", "pool", "anybody to call"),
    Row("customer", "customer", "nobody cold-calls them"),
    Row("lost", "lost", "noted, the rhythm goes on"),
    Row("set aside", "set aside", "out of the way, kept"),
    Row("out of business", "out of business", "closed"),
    Row("do not contact", "do not contact", "barred on every channel"),
    Row("nothing", "nothing", "kept as a field only"),
)


class StatusWordDialog(Dialog[EditAnswer]):
    """One of seven; a digit answers at once."""

    ACCEPT = "takes it"
    RULE = "R44  Lists carry standing. What you say is kept for the next list of these headings."
    AUTO_FOCUS: ClassVar[str] = "#standing"

    def __init__(self, word: str, count: int, now: str = "") -> None:
        """`word` stands `count` times in the list and is taken for `now`."""
        super().__init__()
        self._word = word
        self._count = count
        self._now = now

    def title_text(self) -> str:
        """The word is the title."""
        times = "once" if self._count == 1 else f"{self._count:,} times"
        return f"What is “{cell(self._word, 30).rstrip()}”? It stands there {times}."

    def body(self) -> ComposeResult:
        """The standings."""
        known = self._now if self._now in {row.value for row in _CHOICES} else None
        yield Choice(_CHOICES, name="standing", value=known)

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        """A digit or a click answers."""
        event.stop()
        self.action_accept()

    def answer(self) -> EditAnswer:
        """Return the standing."""
        return EditAnswer(self.query_one("#standing", Choice).value)
