"""Today's touches, the reason on each row (R33)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from playbook.words import Group
from tui import daytext
from tui.content import cell, cells
from tui.target import Target, of_today
from tui.widgets.looks import Look, Piece
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from storage.views import TodayRow

_WHEN = 6
_CHANNEL = 5
_COUNT = 6
_FIXED = _WHEN + _CHANNEL + _COUNT
"""Cells of the columns that are as wide on every row."""
_GAPS = 4
_LEAST_REASON, _FAIR_REASON = 11, 16
"""Cells of a reason at least, and those that it has before a person stands beside the account at all."""
_MOST_REASON = 48
"""Cells that a reason asks for at most: one long one does not push a whole list apart."""
_MOST_PERSON = 24
"""Cells of a person that must have room; without them the card or the brief names them, so that nobody is cut."""
_LEAST_TITLE = 14
"""Cells under which a title that is cut says nothing."""
_HEAD = 40
"""First rows by which a list is known as another one: after an import, an undo of one, another profile."""
_SHORT = {"linkedin": "linkd", "letter": "lettr"}
_TIGHT = (
    ("promise today", "promise"), (", rhythm ", " "), (" of ", "/"), ("value before ", "value by "),
    ("opening: ", "+ "), ("research: ", ""), ("first touch: does it fit?", "1st touch: fit?"),
)  # fmt: skip
"""Shorter ways to say a reason, where the whole one has no room."""
_DAYS = re.compile(r"(?<=\d) d\b")
_REASON_LOOK = {Group.PROMISE: Look.NEXT, Group.OPENING: Look.GOOD, Group.DREAM: Look.DREAM}
STAR = "*"


class Wants(NamedTuple):
    """Cells that the longest texts of a list would take."""

    reason: int = 28
    name: int = 26
    person: int = 18


USUAL = Wants()


class Columns(NamedTuple):
    """Cells of the columns that share what the fixed ones leave."""

    reason: int
    name: int
    person: int
    """0: no room for it; the brief or the card names them."""


@lru_cache(maxsize=64)
def columns(width: int, wants: Wants = USUAL) -> Columns:
    """Share a width: first the account, then why it is here, then whom; what is over goes to whom, for their title."""
    rest = max(width - _FIXED - _GAPS, 0)
    name, whom = min(wants.name, rest // 2), min(wants.person, _MOST_PERSON) + 1
    left = rest - name
    if left < _FAIR_REASON + whom:
        name = max(min(wants.name, rest - _LEAST_REASON), rest // 2)
        return Columns(rest - name, name, 0)
    reason = min(wants.reason, left - whom)
    spare = 1 if left - reason > whom else 0
    return Columns(reason, name + spare, left - reason - spare)


class TodayList(RowList["TodayRow"]):
    """The list that the morning is about."""

    EMPTY: ClassVar[tuple[str, ...]] = ("Nothing is left for today.",)

    today: date | None = None
    """The day that the rows are for."""
    wants: Wants = Wants(0, 0, 0)
    """What the rows shown so far would take: a column never shrinks under the eye while rows come and go."""
    why_empty: tuple[str, ...] = EMPTY
    """What it says without rows: why there are none, and what to do."""

    def target_of(self, row: TodayRow) -> Target:
        """Return whom a key on this row is for."""
        return of_today(row)

    def empty_words(self) -> tuple[str, ...]:
        """Return why nothing is here, and what to do."""
        return self.why_empty

    def show(self, rows: tuple[TodayRow, ...]) -> None:
        """Show these rows; columns make room for what is longer than before, and begin anew with another list."""
        stood = {self.target_of(row).key for row in self.rows[:_HEAD]}
        stays = 2 * sum(self.target_of(row).key in stood for row in rows[:_HEAD]) >= len(rows[:_HEAD])
        self.wants = wanted(rows, self.wants if stays else Wants(0, 0, 0))
        super().show(rows)

    def pieces(self, row: TodayRow, width: int) -> list[Piece]:
        """Return the row for the day that the list is for."""
        return pieces_of(row, width, self.today or row.due, self.wants)


def wanted(rows: Iterable[TodayRow], before: Wants) -> Wants:
    """Return the cells that these rows would take, and those before them."""
    reason, name, person = before
    for row in rows:
        reason = max(reason, min(cells(_said(row)[0]), _MOST_REASON))
        name = max(name, cells(row.name))
        person = max(person, cells(row.person_name))
    return Wants(reason, name, person)


def pieces_of(row: TodayRow, width: int, today: date, wants: Wants = USUAL) -> list[Piece]:
    """Return hour or "open", reason, account, person, channel, and the No's with pride (R5)."""
    shares = columns(width, wants)
    channel = "" if row.channel is None else _SHORT.get(row.channel, row.channel)
    return [
        _when(row),
        Piece(cell(_reason(row, shares.reason, wants.reason), shares.reason) + " ", _reason_look(row)),
        Piece(STAR if row.dream else " ", Look.DREAM),
        Piece(cell(row.name, shares.name) + " ", Look.NAME),
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


def _said(row: TodayRow) -> tuple[str, str]:
    """Return the reason in full and in short: without the hour that stands before it, lateness as `+46d`."""
    why = row.reason.removesuffix(f" {daytext.clock(row.at)}") if row.at is not None else row.reason
    text = f"{why}, put off {row.snoozed}x" if row.snoozed else why
    late = f" +{row.late}d" if row.late > 0 else ""
    return text, text.replace(f", {row.late} d late", "") + late


def _reason(row: TodayRow, width: int, longest: int) -> str:
    """Return why it is here: in full where every row has room for that, else all in short; lateness is never cut."""
    full, short = _said(row)
    if max(cells(full), longest) <= width:
        return full
    if cells(short) <= width:
        return short
    for long, tight in _TIGHT:
        short = short.replace(long, tight, 1)
    short = _DAYS.sub("d", short, count=1)
    late = f" +{row.late}d" if row.late > 0 else ""
    head = short.removesuffix(late)
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
    if not row.title or room < min(cells(row.title), _LEAST_TITLE):
        return [Piece(cell(row.person_name or row.title, width - 1) + " ")]
    return [Piece(cell(row.person_name, cells(head) - 2) + ", "), Piece(cell(row.title, room) + " ", Look.MUTED)]
