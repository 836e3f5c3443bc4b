"""The long record in lines, for the account's card and page (R23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.long_record import long_record, patience
from tui import daytext
from tui.content import cells
from tui.widgets.dream_list import bar, spark
from tui.widgets.lines import cut, joined, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from playbook.facts import Touch
    from playbook.long_record import LongRecord
    from storage.views import Prospect
    from tui.widgets.lines import Line

_BAR = 10
_QUARTERS = 12
_MONTHS = 3


def lines(prospect: Prospect, today: date, width: int) -> list[Line]:
    """Return what is long about an account that was ever touched; a dream client gets what patience rests on too.

    The sparkline needs the whole record, so it stands where `prospect` was read with all of its touches.
    """
    account = prospect.account
    if not account.touches and not account.no_total:
        return []
    told = long_record(account, prospect.people, prospect.tier, prospect.settings, today)
    found: list[Line] = [
        [Piece(text, Look.DREAM if account.dream else Look.TEXT)] for text in wrapped(_pursued(told), width)
    ]
    found += [[Piece(text, Look.MUTED)] for text in wrapped(_business(told), width)]
    rhythm = _rhythm(told, today)
    whole = sum(1 for touch in prospect.touches if not touch.inbound) >= account.touches > 0
    if whole:
        room = width - sum(cells(piece.text) for piece in rhythm)
        rhythm += _sparkline(quarters(prospect.touches, today), room)
    found.append(rhythm)
    return found + [[Piece(text, Look.MUTED)] for text in wrapped(patience(), width)] if account.dream else found


def quarters(touches: Iterable[Touch], today: date) -> tuple[int, ...]:
    """Return touches of ours per quarter over three years, oldest first."""
    counts = [0] * _QUARTERS
    for touch in touches:
        back = _quarter(today) - _quarter(touch.on)
        if 0 <= back < _QUARTERS and not touch.inbound:
            counts[_QUARTERS - 1 - back] += 1
    return tuple(counts)


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // _MONTHS


def _pursued(told: LongRecord) -> str:
    since = "" if told.since is None else f"pursued since {told.since.year}"
    before = f" ({told.before} before the book)" if told.before else ""
    return joined(
        (
            f"{since}, {told.years:.0f} years" if told.years >= 1 else since,
            f"No {told.nos}{before}" if told.nos else "",
            daytext.plural(told.touches, "touch", "touches"),
            f"{daytext.plural(told.outlived, 'person', 'people')} outlived" if told.outlived else "",
        )
    )


def _business(told: LongRecord) -> str:
    spend = "" if told.spend is None else f"spends {daytext.money(told.spend)}"
    incumbent = f"with {told.incumbent}" if told.incumbent else ""
    with_since = f"{incumbent} since {told.incumbent_since.year}" if incumbent and told.incumbent_since else incumbent
    person = f"{told.person_name} there since {told.person_since.year}" if told.person_since else ""
    return joined((spend, with_since, person))


def _rhythm(told: LongRecord, today: date) -> Line:
    last = "" if told.last is None else f"last {daytext.span(told.last, today)} "
    following = "" if told.next is None else f" next {daytext.short(max(told.next, today), today)}"
    late = told.waited is not None and told.waited > 1
    return [
        Piece(last, Look.MUTED),
        Piece(bar(told.waited, _BAR), Look.WARN if late else Look.MUTED),
        Piece(following, Look.NEXT),
    ]


def _sparkline(counts: tuple[int, ...], room: int) -> Line:
    blocks = f"   {spark(counts, _QUARTERS).strip()}"
    tail = cut(" touches a quarter", room - cells(blocks))
    return [Piece(blocks, Look.DREAM), Piece(tail, Look.MUTED)] if room > cells(blocks) else []
