"""`?`: for the highlighted touch, what each outcome would plan and why, with its rule and its date."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from playbook import moves, outcomes, rules
from playbook.words import Standing
from tui import daytext, keys
from tui.content import assemble, cell
from tui.dialogs.choice import QUIET
from tui.screens.page import Page
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import joined, section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.outcome_bar import ORDER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.content import Content

    from playbook.decision import Decision, Notice
    from playbook.facts import AccountFacts
    from playbook.words import StepId
    from tui.dialogs.frame import Whom
    from tui.dialogs.keys import Key
    from tui.widgets.lines import Line

_KEY, _LABEL, _DATE = 3, 12, 8
_HEAD = _KEY + _LABEL + _DATE
_TRIPLE = 3
Said = tuple[str, Look]
"""A text and how it looks."""
Why = tuple[str, str]
"""A reason, and the code of its rule."""


class ExplainScreen(Page[None]):
    """First why the touch stands in the list and what to heed, then each outcome in the order of the bar."""

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
        shared = _shared(self._decisions)
        lines = [*_own(self._why, width), *_heed(shared, width), section("what each key plans", width)]
        for place, group in enumerate(_alike(self._decisions)):
            lines += [*([[]] if place else []), *explained(group, self._today, width, shared)]
        return plain(*lines)


def _shared(decisions: Sequence[Decision]) -> frozenset[Notice]:
    """Return what holds for the touch and not for one key, their hour for one (R36): it is said once."""
    counts = Counter(notice for each in decisions for notice in each.notices)
    return frozenset(notice for notice, count in counts.items() if count >= _TRIPLE)


def _alike(decisions: Sequence[Decision]) -> list[tuple[Decision, ...]]:
    """Return the decisions in the order of the bar, those that plan the same for the same reason together."""
    groups: list[list[Decision]] = []
    for decision in sorted(decisions, key=lambda each: ORDER.index(each.said.outcome)):
        if groups and _sense(groups[-1][0]) == _sense(decision):
            groups[-1].append(decision)
        else:
            groups.append([decision])
    return [tuple(group) for group in groups]


def _sense(decision: Decision) -> tuple[object, ...]:
    day = None if decision.needs else decision.next_on
    return decision.why, decision.rule, day, decision.notices, decision.asks, decision.refusal


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
    """Return why the touch stands in the list, and by which rule."""
    text, rule = why
    if not text:
        return []
    told: list[Line] = [[Piece(piece, Look.TEXT)] for piece in wrapped(text, width)]
    told += [[Piece(piece, Look.MUTED)] for piece in wrapped(named(rule), width)]
    return [section("why it stands here", width), *told, []]


def _heed(shared: frozenset[Notice], width: int) -> list[Line]:
    """Return what to heed with every key."""
    texts = (_noticed(each) for each in sorted(shared, key=lambda each: each.rule))
    told: list[Line] = [[Piece(piece, look)] for text, look in texts for piece in wrapped(text, width)]
    return [*told, []] if told else []


def _noticed(notice: Notice) -> Said:
    return f"! {notice.text} ({named(notice.rule)})", Look.BAD if notice.blocking else Look.WARN


def explained(
    alike: Sequence[Decision], today: date, width: int, shared: frozenset[Notice] = frozenset()
) -> list[Line]:
    """Return outcomes that plan the same: each with key, name and date, beside them the reason, its rule, what it asks.

    `shared` was said already.
    """
    heads = [_head(decision, today) for decision in alike]
    first = alike[0]
    parts: list[Said] = []
    if not first.refusal:
        parts += [(text, look) for text, look in ((first.why, Look.TEXT), (named(first.rule), Look.MUTED)) if text]
    parts += [_noticed(each) for each in first.notices if each not in shared]
    parts += [(f"? {each.question} ({named(each.rule)})", Look.WARN) for each in first.asks]
    if width < _HEAD * _TRIPLE:
        room = width - _KEY
        return [
            *heads,
            *([Piece(" " * _KEY), Piece(line, look)] for text, look in parts for line in wrapped(text, room)),
        ]
    beside = [Piece(line, look) for text, look in parts for line in wrapped(text, width - _HEAD)]
    nothing: Line = [Piece(" " * _HEAD)]
    pairs = zip_longest(heads, beside)
    return [[*(head or nothing), *(() if piece is None else (piece,))] for head, piece in pairs]


def _head(decision: Decision, today: date) -> Line:
    """Return key, name and date of an outcome."""
    known = outcomes.row(decision.said.outcome)
    refusal = decision.refusal
    day = "asks" if decision.needs or known.dialog else daytext.short(decision.next_on, today)
    look = Look.BAD if refusal else Look.NEXT if decision.next_on and day != "asks" else Look.MUTED
    return [
        Piece(cell(keys.key(f"outcome.{known.outcome}"), _KEY), Look.KEY),
        Piece(cell(known.label, _LABEL), Look.TEXT),
        Piece(cell("never" if refusal else day, _DATE), look),
    ]
