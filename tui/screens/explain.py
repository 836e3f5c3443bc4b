"""`?`: for the highlighted touch, what each outcome would plan and why, with its rule and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from playbook import outcomes
from tui import daytext
from tui.content import assemble, cell
from tui.dialogs.choice import QUIET
from tui.screens.page import Page
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.content import Content

    from playbook.decision import Decision
    from tui.dialogs.frame import Whom
    from tui.dialogs.keys import Key
    from tui.widgets.lines import Line

_KEY, _LABEL, _DATE, _RULE = 3, 12, 8, 5
_HEAD = _KEY + _LABEL + _DATE + _RULE
_DOUBLE = 2


class ExplainScreen(Page[None]):
    """One row per outcome, in the order of the bar."""

    AUTO_FOCUS: ClassVar[str] = "#why"

    def __init__(self, whom: Whom, decisions: Sequence[Decision], today: date) -> None:
        """`decisions` are the previews that drew the dates on the keys."""
        super().__init__()
        self.whom = whom
        self._decisions = tuple(decisions)
        self._today = today

    def title_content(self) -> Content:
        """Whom it is about."""
        return assemble(("Why  ", "bold"), (self.whom.line().plain, QUIET))

    def page(self) -> ComposeResult:
        """One sheet."""
        yield Sheet(id="why")

    def on_mount(self) -> None:
        """Fill it."""
        super().on_mount()
        self.query_one(Sheet).fill(self._rows)

    def keys(self) -> list[Key]:
        """Scrolling has keys too."""
        return [("↑ ↓", "scrolls", "scroll"), *super().keys()]

    def action_scroll(self) -> None:
        """Scroll by mouse on the key line."""
        self.query_one(Sheet).action_page(1)

    def _rows(self, width: int) -> list[SheetRow]:
        if not self._decisions:
            return plain([Piece("Highlight a touch first: each outcome is explained for it.", Look.MUTED)])
        lines: list[Line] = []
        for decision in self._decisions:
            lines += explained(decision, self._today, width)
        return plain(*lines)


def explained(decision: Decision, today: date, width: int) -> list[Line]:
    """Return one outcome in words: key, name, date, rule, reason; then what it notices and asks."""
    known = outcomes.row(decision.said.outcome)
    refusal = decision.refusal
    day = "asks" if decision.needs else daytext.short(decision.next_on, today)
    look = Look.BAD if refusal else Look.NEXT if decision.next_on else Look.MUTED
    first: Line = [
        Piece(cell(known.key, _KEY), Look.KEY),
        Piece(cell(known.label, _LABEL), Look.TEXT),
        Piece(cell("never" if refusal else day, _DATE), look),
        Piece(cell("" if refusal else decision.rule, _RULE), Look.MUTED),
    ]
    parts = [(decision.why, Look.TEXT)] if not refusal else []
    parts += [(f"{each.rule} {each.text}", Look.BAD if each.blocking else Look.WARN) for each in decision.notices]
    parts += [(f"{each.rule} {each.question}", Look.WARN) for each in decision.asks]
    narrow = width < _HEAD * _DOUBLE
    lead = _KEY if narrow else _HEAD
    lines: list[Line] = [first] if narrow else []
    for text, look in parts or [("", Look.TEXT)]:
        for piece in wrapped(text, width - lead) or [""]:
            head = first if not lines else [Piece(" " * lead)]
            lines.append([*head, Piece(piece, look)])
    return lines
