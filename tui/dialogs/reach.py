"""`#`: every number, address and site of an account: a digit dials, mails or opens it, ctrl+y copies it (R38)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from tui import keys
from tui.content import assemble
from tui.dialogs.choice import QUIET, Choice, Row, Rows
from tui.dialogs.frame import Dialog, Whom
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from tui.ways import Way

COPIED = "Copied, if your terminal allows it: {}"
NOBODY = "No number, no address and no site stand in the book yet."
_BARRED = "✗ do not contact"
HOW = "{account.add} adds a person with theirs; on the account's page enter fills a field."


class ReachDialog(Dialog["Way"]):
    """A way is opened at once by its digit; nothing is logged by it: the outcome key does that."""

    TITLE_TEXT = "Reach them"
    ACCEPT = "opens it"
    DIGITS = "opens it at once"
    CANCEL = "back"
    RULE = "R38  What is barred is not opened. Nothing is logged here: the outcome key does that."
    ROOM = 22
    AUTO_FOCUS: ClassVar[str] = "#ways"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "copy_way", "copies it", id="reach.copy"),
    ]

    def __init__(self, whom: Whom, ways: Sequence[Way]) -> None:
        """Offer `ways`, the likeliest first."""
        super().__init__(whom)
        self._ways = tuple(ways)

    def body(self) -> ComposeResult:
        """The ways, or how to bring some here."""
        if self._ways:
            yield Choice(tuple(self._row(place) for place in range(len(self._ways))), name="ways")
        else:
            yield Prose(Content("\n").join([assemble(NOBODY), assemble((keys.keyed(HOW), QUIET))]), id="nobody")

    def keys(self) -> list[tuple[str, str, str]]:
        """Without a way only `esc` works."""
        found = super().keys()
        return found if self._ways else found[-1:]

    @on(Rows.Picked)
    def _at_once(self, event: Rows.Picked) -> None:
        """A digit or a click opens."""
        event.stop()
        self.action_accept()

    def action_copy_way(self) -> None:
        """Copy what is highlighted, barred or not: it may be needed to answer them."""
        if self._ways:
            plain = self._way.plain
            self.app.copy_to_clipboard(plain)
            self.refuse(COPIED.format(plain))

    def answer(self) -> Way | None:
        """Return the way; one that is barred, or is none, is refused with the reason."""
        if not self._ways:
            return None
        way = self._way
        if not way.link:
            self.refuse(way.about or f"{way.plain} is nothing that could be opened. ctrl+y copies it.")
            return None
        return way

    @property
    def _way(self) -> Way:
        return self._ways[int(self.query_one(Choice).value)]

    def _row(self, place: int) -> Row[str]:
        way = self._ways[place]
        before = self._ways[place - 1].whose if place else ""
        does = f"{way.verb}, {way.about}" if way.about else way.verb
        hint = does if way.link else _BARRED if way.about else ""
        return Row(str(place), way.plain, hint, heading="" if way.whose == before else way.whose)
