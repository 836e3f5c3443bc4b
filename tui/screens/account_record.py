"""The right half of an account's page: the plan, what they said, and everything that happened, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook import drain, outcomes
from playbook.words import Standing, StepKind
from tui import daytext
from tui.content import cell, cells
from tui.screens.sheet import SheetRow, plain
from tui.widgets import long_record
from tui.widgets.lines import cut, joined, section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from playbook.facts import Remark, Step, Touch
    from playbook.words import PersonId
    from storage.views import Prospect
    from tui.widgets.lines import Line

_DAY, _HOW = 8, 10
_ROOMY = 60
"""Columns from which the long record stands above the plan; else its short form does (R23)."""
_ABOUT = {"pain": "pain", "agreed": "agreed", "note": "note", "gap": "gap", "proposal": "proposal"}


@dataclass(frozen=True, slots=True)
class _Happened:
    """One line of the timeline."""

    on: date
    how: str
    what: str
    who: str = ""
    words: str = ""
    look: Look = Look.TEXT
    held: Touch | Remark | None = None
    """What it stands for, where it can be put right."""


def record(prospect: Prospect, today: date, width: int) -> list[SheetRow]:
    """Return the record of an account for a width; touches, and what they said, can be highlighted and put right."""
    names = dict(prospect.person_names) | {person.id: person.name for person in prospect.people}
    rows = plain(*_summary(prospect, today, width), [], section("plan", width), *_plan(prospect, today, width))
    said = [row for happened in _said(prospect, names) for row in _rows(happened, today, width)]
    if said:
        rows += [*plain([], section("what they said", width)), *said]
    rows += plain([], section("what happened", width))
    timeline = sorted(_timeline(prospect, names), key=lambda each: each.on, reverse=True)
    for happened in timeline:
        rows += _rows(happened, today, width)
    return rows if timeline else rows + plain([Piece("Nothing yet: the first touch is yours.", Look.MUTED)])


def _rows(happened: _Happened, today: date, width: int) -> list[SheetRow]:
    """Return the lines of one happening; the first of them can be highlighted where it can be put right."""
    lines = _line(happened, today, width)
    return [SheetRow(tuple(line), happened.held if place == 0 else None) for place, line in enumerate(lines)]


def _summary(prospect: Prospect, today: date, width: int) -> list[Line]:
    account = prospect.account
    drained = drain.score(account.signals, today, prospect.settings.drain)
    long = long_record.lines(prospect, today, width) if width >= _ROOMY else []
    facts = joined(
        (
            str(prospect.standing),
            f"tier {prospect.tier}",
            f"No {account.no_total}" if account.no_total and not long else "",
            "" if long else daytext.plural(account.touches, "touch", "touches") if account.touches else "never touched",
            f"pursued {daytext.span(account.pursued, today)}" if account.first_touch and not long else "",
            f"{account.outlived} outlived" if account.outlived and not long else "",
            f"{prospect.hours_90:.1f} h in 90 days" if prospect.hours_90 else "",
            f"drain {drained:g}, {daytext.plural(drain.rounds(account.signals), 'round')}" if drained else "",
        )
    )
    look = Look.BAD if prospect.standing is Standing.BARRED else Look.DREAM if account.dream else Look.TEXT
    star = "dream client · " if account.dream else ""
    return [*([Piece(text, look)] for text in wrapped(star + facts, width)), *long]


def _plan(prospect: Prospect, today: date, width: int) -> list[Line]:
    names = {person.id: person.name for person in prospect.people}
    lines = [_step(step, names, today, width) for step in prospect.account.steps]
    return lines or [[Piece("Nothing is planned.", Look.MUTED)]]


def _step(step: Step, names: dict[PersonId, str], today: date, width: int) -> Line:
    promise = step.kind is StepKind.PROMISE
    hour = f" {daytext.clock(step.at)}" if step.at else ""
    what = f"promise{hour}" if promise else str(step.purpose)
    who = "" if step.person is None else names.get(step.person, "")
    tail = joined((who, step.why, step.rule))
    room = width - _DAY - _HOW
    return [
        Piece(cell(daytext.short(step.on, today), _DAY), Look.NEXT),
        Piece(cell(step.channel or "", _HOW), Look.MUTED),
        Piece(cut(what, room), Look.NAME if promise else Look.TEXT),
        Piece(cut(f"  {tail}" if tail else "", room - cells(what)), Look.MUTED),
    ]


def _said(prospect: Prospect, names: dict[PersonId, str]) -> Iterator[_Happened]:
    for remark in reversed(prospect.account.remarks):
        who = "" if remark.person is None else names.get(remark.person, "")
        yield _Happened(remark.on, _ABOUT.get(remark.about, remark.about), "", who, remark.text, held=remark)


def _timeline(prospect: Prospect, names: dict[PersonId, str]) -> Iterator[_Happened]:
    labels = {sign.name: sign.label for sign in drain.SIGNS}
    for touch in prospect.touches:
        yield _touched(touch, names)
    for signal in prospect.account.signals:
        yield _Happened(signal.on, "sign", labels.get(signal.sign, signal.sign), look=Look.WARN)
    for opening in prospect.account.openings:
        yield _Happened(opening.seen, "opening", opening.kind, words=opening.text, look=Look.GOOD)
    yield from _turns(prospect)


def _turns(prospect: Prospect) -> Iterator[_Happened]:
    """The days on which the account itself changed."""
    account = prospect.account
    if account.added is not None:
        yield _Happened(account.added, "", "came into the book", words=", ".join(account.sources), look=Look.MUTED)
    if account.dream_since is not None:
        yield _Happened(account.dream_since, "", "became a dream client", look=Look.DREAM)
    if account.kept_on is not None:
        yield _Happened(account.kept_on, "", "kept")
    if account.dumped_on is not None:
        yield _Happened(account.dumped_on, "", "let go", words=account.dump_reason)


def _touched(touch: Touch, names: dict[PersonId, str]) -> _Happened:
    known = outcomes.row(touch.outcome)
    inbound = "they called: " if touch.inbound else ""
    reading = f" ({touch.reading})" if touch.reading else ""
    who = "" if touch.person is None else names.get(touch.person, "")
    spent = f"{touch.minutes} min" if touch.minutes else ""
    look = Look.GOOD if known.talk else Look.TEXT
    return _Happened(
        touch.on,
        touch.channel or "",
        f"{inbound}{known.label}{reading}",
        joined((who, spent)),
        touch.note,
        look,
        touch,
    )


def _line(happened: _Happened, today: date, width: int) -> list[Line]:
    room = width - _DAY - _HOW
    first: Line = [
        Piece(cell(daytext.short(happened.on, today), _DAY), Look.MUTED),
        Piece(cell(happened.how, _HOW), Look.MUTED),
    ]
    quoted = f"“{happened.words}”" if happened.words else ""
    if not happened.what:
        text = f"{quoted} {happened.who}".rstrip()
        return [
            [*(first if number == 0 else [Piece(" " * (_DAY + _HOW))]), Piece(piece, Look.TEXT)]
            for number, piece in enumerate(wrapped(text, room))
        ]
    tail = f"  {happened.who}" if happened.who else ""
    lines: list[Line] = [
        [
            *first,
            Piece(cut(happened.what, room), happened.look),
            Piece(cut(tail, room - cells(happened.what)), Look.MUTED),
        ]
    ]
    return lines + [[Piece(" " * (_DAY + _HOW)), Piece(piece, Look.MUTED)] for piece in wrapped(quoted, room)]
