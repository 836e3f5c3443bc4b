"""The right half of an account's page: the plan, what they said, and everything that happened, in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from playbook import daywords, drain, outcomes
from playbook.facts import Opening, Remark, Step, Touch
from playbook.words import Intent, Purpose, Standing, StepKind
from tui import daytext
from tui.content import cell, cells
from tui.screens.sheet import SheetRow, plain
from tui.widgets import long_record
from tui.widgets.lines import cut, joined, section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.shown import promised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from playbook.facts import Signal
    from playbook.words import PersonId
    from storage.views import Prospect
    from tui.widgets.lines import Line

_DAY, _HOW = 10, 9
_ABOUT_A_YEAR = 330
_FIRST = "It waits in the pool for its first touch. Any outcome key logs one, and what comes of it plans the next."
_ENDED = frozenset({Standing.DUMPED, Standing.BARRED, Standing.CLOSED})
"""Standings in which nothing is planned."""
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
    spent: str = ""
    """How long it took, where there is room for it."""
    held: Touch | Remark | Signal | Opening | None = None
    """What it stands for, where it can be put right."""


@dataclass(frozen=True, slots=True)
class HeldDay:
    """A day of the rep's own, to be planned (R33)."""


def record(prospect: Prospect, now: datetime, width: int) -> list[SheetRow]:
    """Return the record of an account for a width; whatever can be put right in place can be highlighted."""
    names = dict(prospect.person_names) | {person.id: person.name for person in prospect.people}
    today = now.date()
    rows = plain(*_summary(prospect, today, width), [], section("plan", width)) + _plan(prospect, names, now, width)
    said = [row for happened in _said(prospect, names) for row in _rows(happened, today, width)]
    if said:
        rows += [*plain([], section("what they said", width)), *said]
    rows += plain([], section("what happened", width))
    timeline = sorted(_timeline(prospect, names), key=lambda each: each.on, reverse=True)
    year = today.year
    for happened in timeline:
        if happened.on.year != year:
            year = happened.on.year
            rows += plain([], section(str(year), width))
        rows += _rows(happened, today, width)
    return rows if timeline else rows + plain([Piece("Nothing yet: the first touch is yours.", Look.MUTED)])


def _rows(happened: _Happened, today: date, width: int) -> list[SheetRow]:
    """Return the lines of one happening; the first of them can be highlighted where it can be put right.

    What happened is drawn once it is in sight: a record of five thousand touches costs what is seen of it.
    """
    if not happened.what:
        lines = _quotation(happened, today, width)
        return [SheetRow(tuple(line), happened.held if place == 0 else None) for place, line in enumerate(lines)]
    quoted = f"“{happened.words}”" if happened.words else ""
    below = [(_margin(), Piece(text, Look.MUTED)) for text in wrapped(quoted, width - _DAY - _HOW)]
    return [SheetRow(partial(_line, happened, today, width), happened.held), *(SheetRow(line) for line in below)]


def _summary(prospect: Prospect, today: date, width: int) -> list[Line]:
    account = prospect.account
    drained, rounds = drain.score(account.signals, today, prospect.settings.drain), drain.rounds(account.signals)
    long = long_record.lines(prospect, today, width) if width >= _ROOMY else []
    facts = joined(
        (
            str(prospect.standing),
            f"tier {prospect.tier}",
            f"No {account.no_total}" if account.no_total and not long else "",
            "" if long else daytext.plural(account.touches, "touch", "touches") if account.touches else "never touched",
            f"pursued {daytext.span(account.pursued, today)}" if account.first_touch and not long else "",
            f"{account.outlived} outlived" if account.outlived and not long else "",
            f"{prospect.hours_90:.1f} h in 90 days" if prospect.hours_90 >= 1 else "",
            f"drain {drained:g}" if drained else "",
            daytext.plural(rounds, "round") if rounds else "",
        )
    )
    look = Look.BAD if prospect.standing is Standing.BARRED else Look.DREAM if account.dream else Look.TEXT
    star = "dream client · " if account.dream else ""
    return [*([Piece(text, look)] for text in wrapped(star + facts, width)), *long]


def _plan(prospect: Prospect, names: dict[PersonId, str], now: datetime, width: int) -> list[SheetRow]:
    """Return the steps, each to be moved or ended; below them the line for a day of the rep's own."""
    steps = prospect.account.steps
    rows = [row for step in steps for row in _step(step, names, now, width)]
    if not steps:
        words = _FIRST if prospect.standing is Standing.POOL else "Nothing is planned."
        rows = plain(*([Piece(text, Look.MUTED)] for text in wrapped(words, width)))
    if prospect.standing in _ENDED:
        return rows
    return [*rows, SheetRow((Piece(cut("+ a day of your own", width), Look.MUTED),), HeldDay())]


def _step(step: Step, names: dict[PersonId, str], now: datetime, width: int) -> list[SheetRow]:
    """Return a step; its reason goes on below it where it is long, for it says what to begin with."""
    promise = step.kind is StepKind.PROMISE
    gift = ", value" if step.intent is Intent.VALUE and step.purpose is not Purpose.VALUE else ""
    what = promised(step, now) if promise else f"{step.purpose}{gift}"
    who = "" if step.person is None else names.get(step.person, "")
    room = width - _DAY - _HOW
    whole = joined((who, step.why, step.rule))
    left = room - cells(what) - 2
    fits = cells(whole) <= left
    tail = _whole(left, whole, joined((who, step.rule)), who)
    head = (
        Piece(cell(_day(step.on, now.date()), _DAY), Look.NEXT),
        Piece(cell(step.channel or "", _HOW), Look.MUTED),
        Piece(cut(what, room), Look.NAME if promise else Look.TEXT),
        Piece(f"  {tail}" if tail else "", Look.MUTED),
    )
    below = [] if fits else wrapped(step.why, room)
    return [SheetRow(head, step), *(SheetRow((_margin(), Piece(text, Look.MUTED))) for text in below)]


def _whole(room: int, *ways: str) -> str:
    """Return the first way to say it that has room; where none has, the last one, cut."""
    found = next((way for way in ways if cells(way) <= room), cut(ways[-1], max(room, 0)))
    return found if room > 0 else ""


def _margin() -> Piece:
    return Piece(" " * (_DAY + _HOW))


def _day(on: date, today: date) -> str:
    """Return a day to come: with its year where it is another one."""
    return daytext.short(on, today) if (on - today).days <= _ABOUT_A_YEAR else f"{on.day} {on:%b}'{on:%y}"


def _said(prospect: Prospect, names: dict[PersonId, str]) -> Iterator[_Happened]:
    for remark in reversed(prospect.account.remarks):
        who = "" if remark.person is None else names.get(remark.person, "")
        yield _Happened(remark.on, _ABOUT.get(remark.about, remark.about), "", who, remark.text, held=remark)


def _timeline(prospect: Prospect, names: dict[PersonId, str]) -> Iterator[_Happened]:
    labels = {sign.name: sign.label for sign in drain.SIGNS}
    for touch in prospect.touches:
        yield _touched(touch, names)
    for signal in prospect.account.signals:
        yield _Happened(signal.on, "sign", labels.get(signal.sign, signal.sign), look=Look.WARN, held=signal)
    for opening in prospect.account.openings:
        kind = f"{opening.kind}, {daywords.full(opening.on)}" if opening.on else opening.kind
        yield _Happened(opening.seen, "opening", kind, words=opening.text, look=Look.GOOD, held=opening)
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
        who,
        touch.note,
        look,
        spent,
        touch,
    )


def _first(happened: _Happened, today: date) -> tuple[Piece, Piece]:
    """Return the day, with its year where it is another one, and the channel."""
    year = "" if happened.on.year == today.year else f"'{happened.on:%y}"
    day = "today" if happened.on == today else f"{daywords.short(happened.on)}{year}"
    return Piece(cell(day, _DAY), Look.MUTED), Piece(cell(happened.how, _HOW), Look.MUTED)


def _line(happened: _Happened, today: date, width: int) -> tuple[Piece, ...]:
    """Return what happened, and with whom."""
    room = width - _DAY - _HOW
    left = room - cells(happened.what) - 2
    tail = _whole(left, joined((happened.who, happened.spent)), happened.who)
    return (
        *_first(happened, today),
        Piece(cut(happened.what, room), happened.look),
        Piece(f"  {tail}" if tail else "", Look.MUTED),
    )


def _quotation(happened: _Happened, today: date, width: int) -> list[Line]:
    """Return what somebody said, and who it was: behind it where there is room, else below."""
    room, who = width - _DAY - _HOW, happened.who
    found = wrapped(f"“{happened.words}”", room)
    lines: list[Line] = [
        [*(_first(happened, today) if number == 0 else [_margin()]), Piece(text, Look.TEXT)]
        for number, text in enumerate(found)
    ]
    if who and lines and cells(found[-1]) + 2 + cells(who) <= room:
        lines[-1].append(Piece(f"  {cut(who, room)}", Look.MUTED))
    elif who:
        lines.append([_margin(), Piece(cut(who, room), Look.MUTED)])
    return lines


def copied(held: object, prospect: Prospect | None) -> str:
    """Return a line of the record as it is copied: their words, else what it says; empty for a line of no content."""
    if isinstance(held, Remark):
        return held.text
    if isinstance(held, Touch):
        known = outcomes.row(held.outcome).label
        who = "" if prospect is None else dict(prospect.person_names).get(held.person, "") if held.person else ""
        return held.note or joined((daywords.full(held.on), held.channel or "", known, who))
    if isinstance(held, Step):
        return joined((daywords.full(held.on), held.channel or "", str(held.purpose), held.why))
    return held.text or held.kind if isinstance(held, Opening) else ""
