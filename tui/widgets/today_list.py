"""Today's touches, the reason on each row (R33)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from playbook.words import Group
from tui import daytext
from tui.content import cell, cells
from tui.target import Target, of_today
from tui.widgets.looks import Look, Piece
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from datetime import date

    from storage.views import TodayRow

_WHEN = 6
_CHANNEL = 6
_COUNT = 6
_THREE = 46
"""Cells from which three columns share the rest; under them the person is left to the brief."""
_LEAST_TITLE = 5
"""Cells under which a title says nothing."""
_SHORT = {"linkedin": "linked"}
_REASON_LOOK = {Group.PROMISE: Look.NEXT, Group.OPENING: Look.GOOD, Group.DREAM: Look.DREAM}


class Columns(NamedTuple):
    """Cells of the columns that share what the fixed ones leave."""

    reason: int
    name: int
    person: int
    """0: no room for it; the brief or the card names them."""


@lru_cache(maxsize=16)
def columns(width: int) -> Columns:
    """Share a width: first the account, then why it is here, then whom."""
    rest = width - _WHEN - _CHANNEL - _COUNT - 3
    if rest < _THREE:
        name = max(rest * 11 // 20, 0)
        return Columns(max(rest - name, 0), name, 0)
    reason = min(34, rest * 3 // 8)
    name = min(30, (rest - reason) * 3 // 5)
    return Columns(reason, name, rest - reason - name)


class TodayList(RowList["TodayRow"]):
    """The list that the morning is about."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing is left for today.",
        "> takes ten more first touches, + adds one, / finds anyone.",
    )

    today: date | None = None
    """The day that the rows are for."""

    def target_of(self, row: TodayRow) -> Target:
        """Return whom a key on this row is for."""
        return of_today(row)

    def pieces(self, row: TodayRow, width: int) -> list[Piece]:
        """Return the row for the day that the list is for."""
        return pieces_of(row, width, self.today or row.due)


def pieces_of(row: TodayRow, width: int, today: date) -> list[Piece]:
    """Return hour or "open", reason, account, person, channel, and the No's with pride (R5)."""
    shares = columns(width)
    channel = "" if row.channel is None else _SHORT.get(row.channel, row.channel)
    star = "* " if row.dream else ""
    return [
        _when(row),
        Piece(cell(_reason(row, shares.reason), shares.reason) + " ", _reason_look(row)),
        Piece(cell(star + row.name, shares.name) + " ", Look.NAME),
        *_person(row, shares.person),
        Piece(cell(channel, _CHANNEL) + " ", Look.MUTED),
        _count(row, today),
    ]


def _count(row: TodayRow, today: date) -> Piece:
    if row.nos:
        return Piece(cell(f"No {row.nos}", _COUNT, right=True), Look.TEXT)
    seen = "new" if row.last_on is None else daytext.span(row.last_on, today)
    return Piece(cell(seen, _COUNT, right=True), Look.MUTED)


def _when(row: TodayRow) -> Piece:
    if row.at is not None:
        return Piece(cell(daytext.clock(row.at), _WHEN), Look.NEXT)
    if row.open is None:
        return Piece(" " * _WHEN)
    return Piece(cell("open" if row.open else "shut", _WHEN), Look.GOOD if row.open else Look.MUTED)


def _reason(row: TodayRow, width: int) -> str:
    """Return why it is here, without the hour that stands before it; lateness must not be cut: it becomes `+46d`."""
    why = row.reason.removesuffix(f" {daytext.clock(row.at)}") if row.at is not None else row.reason
    text = f"{why}, put off {row.snoozed}x" if row.snoozed else why
    if cells(text) <= width:
        return text
    late = f" +{row.late}d" if row.late > 0 else ""
    head = text.replace(f", {row.late} d late", "")
    return cell(head, max(min(cells(head), width - cells(late)), 0)) + late


def _reason_look(row: TodayRow) -> Look:
    if row.group is Group.PROMISE and row.late > 0:
        return Look.WARN
    return _REASON_LOOK.get(row.group, Look.MUTED)


def _person(row: TodayRow, width: int) -> list[Piece]:
    if not width:
        return []
    if not row.person_name and not row.title:
        return [Piece(cell("find a person", width - 1) + " ", Look.MUTED)]
    head = f"{row.person_name}, " if row.person_name and row.title else row.person_name
    room = width - 1 - cells(head)
    if not row.title or room < _LEAST_TITLE:
        return [Piece(cell(row.person_name or row.title, width - 1) + " ")]
    return [Piece(cell(row.person_name, cells(head) - 2) + ", "), Piece(cell(row.title, room) + " ", Look.MUTED)]
