"""`?`: for the highlighted touch, what each outcome would plan and why, with its rule and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from playbook import moves, outcomes, rules
from playbook.words import Standing
from tui import daytext
from tui.content import assemble, cell
from tui.dialogs.choice import QUIET
from tui.screens.page import Page
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import joined, section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.content import Content

    from playbook.decision import Decision
    from playbook.facts import AccountFacts
    from playbook.words import StepId
    from tui.dialogs.frame import Whom
    from tui.dialogs.keys import Key
    from tui.widgets.lines import Line

_KEY, _LABEL, _DATE = 3, 12, 8
_HEAD = _KEY + _LABEL + _DATE
_TRIPLE = 3
Why = tuple[str, str]
"""A reason, and the code of its rule."""


class ExplainScreen(Page[None]):
    """One row per outcome, in the order of the bar; at its end why the touch stands in the list at all."""

    AUTO_FOCUS: ClassVar[str] = "#why"

    def __init__(self, whom: Whom, decisions: Sequence[Decision], today: date, why: Why = ("", "")) -> None:
        """`decisions` are the previews that drew the dates on the keys, `why` is the row's own reason."""
        super().__init__()
        self.whom = whom
        self._decisions = tuple(decisions)
        self._today = today
        self._why = why

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
        return plain(*lines, *_own(self._why, width))


def reason(account: AccountFacts, step: StepId | None, today: date) -> Why:
    """Return why a row stands where it does, and by which rule: its own step, else the next one of the plan (R33)."""
    own = moves.step_of(account, step) or min(account.steps, key=lambda each: (each.on, each.id), default=None)
    if own is not None:
        due = "today" if own.on == today else f"{'since ' if own.on < today else ''}{daytext.long(own.on, today)}"
        return f"{own.purpose}, due {due}" + (f": {own.why}" if own.why else ""), own.rule
    if account.stated in {None, Standing.WORKING} and not account.touches:
        return "a first touch: some stay reserved every day, best rank first", "R32"
    return "", ""


def named(code: str) -> str:
    """Return a rule by its name and essay: "R16 The early no · S4"; the code alone where the table has none."""
    known = rules.rule(code)
    return code if known is None else joined((f"{known.code} {known.name}", known.essays.replace(" ", ", ")))


def _own(why: Why, width: int) -> list[Line]:
    text, rule = why
    if not text:
        return []
    told: list[Line] = [[Piece(piece, Look.TEXT)] for piece in wrapped(text, width)]
    told += [[Piece(piece, Look.MUTED)] for piece in wrapped(named(rule), width)]
    return [[], section("why it stands here", width), *told]


def explained(decision: Decision, today: date, width: int) -> list[Line]:
    """Return one outcome in words: key, name, date, reason and its rule; then what it notices and asks."""
    known = outcomes.row(decision.said.outcome)
    refusal = decision.refusal
    day = "asks" if decision.needs else daytext.short(decision.next_on, today)
    look = Look.BAD if refusal else Look.NEXT if decision.next_on else Look.MUTED
    first: Line = [
        Piece(cell(known.key, _KEY), Look.KEY),
        Piece(cell(known.label, _LABEL), Look.TEXT),
        Piece(cell("never" if refusal else day, _DATE), look),
    ]
    parts = [] if refusal else [(decision.why, Look.TEXT), (named(decision.rule), Look.MUTED)]
    parts = [part for part in parts if part[0]]
    parts += [(f"{each.rule} {each.text}", Look.BAD if each.blocking else Look.WARN) for each in decision.notices]
    parts += [(f"{each.rule} {each.question}", Look.WARN) for each in decision.asks]
    narrow = width < _HEAD * _TRIPLE
    lead = _KEY if narrow else _HEAD
    lines: list[Line] = [first] if narrow else []
    for text, look in parts or [("", Look.TEXT)]:
        for piece in wrapped(text, width - lead) or [""]:
            head = first if not lines else [Piece(" " * lead)]
            lines.append([*head, Piece(piece, look)])
    return lines
