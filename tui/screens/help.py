"""`f1`: every key, drawn from the command table and the outcome table, so that it can never disagree with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from playbook import outcomes
from tui import commands
from tui.content import cell, cells
from tui.screens.page import Page
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from tui.commands import Command, Group
    from tui.dialogs.keys import Key
    from tui.widgets.lines import Line

_LABEL = 12
_TWO_COLUMNS = 110
_GAP = 4
_LEFT = 2
"""Groups in the left column: the outcomes and what follows them."""
_DIGITS = {f"outcome.{row.outcome}": row.digits for row in outcomes.OUTCOMES}


class HelpScreen(Page[None]):
    """All keys by group."""

    TITLE_TEXT = "Every key"
    AUTO_FOCUS: ClassVar[str] = "#help"

    def page(self) -> ComposeResult:
        """One sheet."""
        yield Sheet(id="help")

    def on_mount(self) -> None:
        """Fill it."""
        super().on_mount()
        self.query_one(Sheet).fill(rows)

    def keys(self) -> list[Key]:
        """Scrolling has keys too."""
        return [("↑ ↓", "scrolls", "scroll"), *super().keys()]

    def action_scroll(self) -> None:
        """Scroll by mouse on the key line."""
        self.query_one(Sheet).action_page(1)


def rows(width: int) -> list[SheetRow]:
    """Return the help for a width: in two columns where there is room."""
    groups = commands.grouped()
    if width < _TWO_COLUMNS:
        return plain(*_column(groups, width))
    half = (width - _GAP) // 2
    left, right = _column(groups[:_LEFT], half), _column(groups[_LEFT:], half)
    return plain(*(_beside(left, right, place, half) for place in range(max(len(left), len(right)))))


def _beside(left: list[Line], right: list[Line], place: int, half: int) -> Line:
    first = left[place] if place < len(left) else []
    taken = sum(cells(piece.text) for piece in first)
    rest = right[place] if place < len(right) else []
    return [*first, Piece(" " * (half + _GAP - taken)), *rest]


def _column(groups: Iterable[tuple[Group, tuple[Command, ...]]], width: int) -> list[Line]:
    lines: list[Line] = []
    for group, members in groups:
        if lines:
            lines.append([])
        lines.append(section(group, width))
        key = max(cells(command.every_key) for command in members) + 2
        for command in members:
            lines += _command(command, key, width)
    return lines


def _command(command: Command, key: int, width: int) -> list[Line]:
    digits = " · ".join(f"{digit.key} {digit.label}" for digit in _DIGITS.get(command.id, ()))
    said = [*wrapped(command.help, width - key - _LABEL), *wrapped(digits, width - key - _LABEL)]
    first: Line = [
        Piece(cell(command.every_key, key), Look.KEY),
        Piece(cell(command.label, _LABEL - 1) + " ", Look.TEXT),
    ]
    lead = Piece(" " * (key + _LABEL))
    return [[*(first if number == 0 else [lead]), Piece(text, Look.MUTED)] for number, text in enumerate(said or [""])]
