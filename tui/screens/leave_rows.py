"""Days off as lines: the promises that fall into them with the answer to each, and the days that stand (R37)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook import daywords
from playbook.leave import Answer, Choice
from tui import daytext
from tui.content import cell
from tui.screens.sheet import SheetRow, plain
from tui.widgets.columns import Cells, Column, Grid
from tui.widgets.lines import joined, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from playbook.away import Away
    from playbook.words import StepId
    from storage.views_day import LeavePreview, Promised

_DAY, _WORDS = 12, 2
_COLUMNS = (Column(), Column(worth=9), Column(worth=3))
"""The name, the answer, their words where all of them stand whole."""


def promise_rows(
    promises: Sequence[Promised], answers: Mapping[StepId, Answer], width: int, today: date
) -> list[SheetRow]:
    """Return a row for each promise; what they said stands beside it, or below where it would be cut."""
    lines = [_cells(each, answers.get(each.step), today) for each in promises]
    grid = Grid(_COLUMNS, lines, width - _DAY)
    rows: list[SheetRow] = []
    for each, line in zip(promises, lines, strict=True):
        day = Piece(cell(daytext.long(each.on, today), _DAY - 1) + " ", Look.NEXT)
        rows.append(SheetRow((day, *grid.line(line)), each))
        below = () if grid.widths[_WORDS] else wrapped(line[_WORDS].text, max(width - _DAY, 1))
        rows += plain(*([Piece(" " * _DAY), Piece(text, Look.MUTED)] for text in below))
    return rows


def _cells(each: Promised, answer: Answer | None, today: date) -> Cells:
    """Return whose promise it is, the answer to it, and their words."""
    words = ": ".join(part for part in (each.person_name, each.words and f"“{each.words}”") if part)
    return (
        Piece(each.name, Look.NAME),
        Piece(chosen(answer, today), Look.WARN if answer is None else Look.GOOD),
        Piece(words, Look.MUTED),
    )


def standing(told_days: Iterable[Away], width: int) -> list[SheetRow]:
    """Return the days off that stand."""
    return [SheetRow((Piece(cell(away.words, width), Look.NAME),), away) for away in told_days]


def told(shown: LeavePreview) -> str:
    """Return what the days off move, in words."""
    days = daytext.plural(shown.work_days, "working day")
    promises = daytext.plural(len(shown.promises), "promise is asked", "promises are asked") if shown.promises else ""
    planned = f"{daytext.plural(shown.planned, 'planned touch goes', 'planned touches go')} behind it, from "
    back = daywords.dated(shown.back)
    return joined((days, promises, f"{planned}{back}" if shown.planned else f"work again on {back}"))


def chosen(answer: Answer | None, today: date) -> str:
    """Return what was said about a promise."""
    if answer is None:
        return "1, 2 or 3?"
    if answer.choice is Choice.MOVE and answer.on is not None:
        return f"moves to {daytext.short(answer.on, today)}"
    return f"to {answer.to}" if answer.choice is Choice.HAND_OVER else "kept"
