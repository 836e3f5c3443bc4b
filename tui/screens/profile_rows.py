"""What the questions page shows: the values to tick with their counts, and the profile that they make (R1, R3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.document.profile import words_of
from tui.content import cell
from tui.screens.importing_rows import go_on
from tui.screens.sheet import SheetRow, plain, said
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playbook.profiling import Answer, Question
    from playbook.settings import Criterion

_MARK, _COUNT, _BAR, _BUY = 2, 9, 16, 20
_BROAD, _MIDDLE = 72, 50
_FULL = "▇"

_MADE = (
    "Questions are made of columns like industry, employees, revenue, state, or any of your own: a few values, or "
    "figures, that cover half of the book."
)
TEACH = (
    "Nothing in your book tells yet who buys.",
    _MADE,
    "Import a list that has some, or write the profile by hand: the playbook shows how, in its first lines.",
)
"""What stands where there is nothing to ask about."""


def options(question: Question, ticks: frozenset[int], width: int) -> list[SheetRow]:
    """Return the options of a question, ticked or not, with how many accounts each has."""
    most = max(option.accounts for option in question.options)
    return [
        SheetRow(_option(option, most, width, ticked=place in ticks), place)
        for place, option in enumerate(question.options)
    ]


def _option(option: Answer, most: int, width: int, *, ticked: bool) -> tuple[Piece, ...]:
    bar = _BAR if width >= _MIDDLE else 0
    buy = _BUY if width >= _BROAD else 0
    room = max(width - _MARK - _COUNT - bar - buy - 3, 1)
    pieces = [
        Piece("✓ " if ticked else "· ", Look.GOOD if ticked else Look.MUTED),
        Piece(cell(option.words, min(room, 40)), Look.NAME if ticked else Look.TEXT),
        Piece(cell(f"{option.accounts:,}", _COUNT, right=True) + "  ", Look.KEY if ticked else Look.MUTED),
    ]
    if bar:
        filled = max(1, round(option.accounts / most * (bar - 2)))
        pieces.append(Piece(cell(_FULL * filled, bar), Look.KEY if ticked else Look.RULE))
    if buy and option.customers:
        verb = "buys" if option.customers == 1 else "buy"
        pieces.append(Piece(cell(f"{option.customers:,} {verb} already", buy), Look.GOOD))
    return tuple(pieces)


def summary(profile: Sequence[Criterion], told: Sequence[str], width: int) -> list[SheetRow]:
    """Return the profile that was made and what it does, before it is saved."""
    rows = go_on("Save this profile: one undo takes it back")
    rows += plain(*_wishes(profile, width), [])
    for number, text in enumerate(told):
        look = Look.NAME if number == 0 else Look.MUTED
        rows += plain(*([Piece(line, look)] for line in wrapped(text, width)))
    return rows


def _wishes(profile: Sequence[Criterion], width: int) -> list[list[Piece]]:
    if not profile:
        return [[Piece("no criteria: everybody is on profile", Look.MUTED)]]
    return [[Piece(line, Look.TEXT)] for wish in profile for line in wrapped(words_of(wish), width)]


def nothing(width: int) -> list[SheetRow]:
    """Return what to do where no column is worth a question."""
    return plain(*said(TEACH, width))
