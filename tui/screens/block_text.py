"""The one big card of a block: whom, how, what they said last, what to ask; then the plan and the record (R35, R41)."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from playbook import drain, outcomes
from playbook.words import Role, StepKind
from tui import daytext, keys
from tui.content import SEPARATOR, cell, cells
from tui.widgets import offered
from tui.widgets.lines import LABEL, cut, flowed, joined, section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.shown import dialled, phone, promised, their_time, whom

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playbook.facts import Bar, Step, Touch
    from tui.widgets.lines import Line
    from tui.widgets.shown import Shown

_WIDE = 96
"""Cells from which the record stands beside what was said."""
_GAP = 4
_LABEL = 11
_DAY = 8
_CHANNEL = 9
_TOUCHES, _STEPS = 6, 6
_WHOLE = 4
"""The newest touches whose notes stand whole where there is room beside."""
_REMARKS = 3
_INDENT, _MOST_BELOW = 2, 3


def card(shown: Shown, width: int) -> list[Line]:
    """Return the card's lines: two columns where there is room; in one, what a short screen cuts off stands last."""
    inner = max(width - 2, 0)
    if width < _WIDE:
        lines = [
            *_bars(shown, inner),
            *_who(shown, inner, tight=True),
            *(line for part in _words(shown, inner) for line in part),
            *_about(shown, inner),
            [],
            *_record(shown, inner, _TOUCHES, 0),
        ]
    else:
        left = (inner - _GAP) * 11 // 20
        whose = (_bars(shown, left), _who(shown, left, tight=False), _about(shown, left))
        said = _spaced([part for part in (*whose, *_words(shown, left)) if part])
        lines = _beside(said, _record(shown, inner - _GAP - left, _TOUCHES * 2, _WHOLE), left)
    return [[Piece(" "), *line] for line in lines]


def _who(shown: Shown, width: int, *, tight: bool) -> list[Line]:
    """Whom and how: what a hand on the phone needs first; `tight`: two lines."""
    person = whom(shown)
    account = shown.prospect.account
    name = (person.name if person else shown.target.person_name) or keys.keyed(
        "Nobody named yet: {account.add} adds a person"
    )
    role = "" if person is None or person.role is Role.UNKNOWN else str(person.role)
    title = joined((person.get("title") if person else "", role))
    number = (phone(person) if person else "") or dialled(account.get("phone")) or "no number"
    head = Piece(cut(name, width * 2 // 3 if tight else width), Look.NAME)
    reach = Piece(cut(number, width), Look.NAME)
    time = their_time(shown)
    if not tight:
        about = [[Piece(cut(title, width), Look.TEXT)]] if title else []
        return [[head], *about, [], [reach], [Piece(cut(time, width), Look.TEXT)]]
    return [
        [head, Piece(cut(f", {title}" if title else "", width - cells(head.text)), Look.TEXT)],
        [reach, Piece(cut(f"   {time}" if time else "", width - cells(reach.text)), Look.TEXT)],
    ]


def _about(shown: Shown, width: int) -> list[Line]:
    """The mail address, and what is known of the company."""
    person = whom(shown)
    mail = (person.get("email") if person else "") or shown.prospect.account.get("email")
    texts = (*flowed((mail,), width), *flowed((_company(shown),), width))
    return [[Piece(text, Look.MUTED)] for text in texts]


def _company(shown: Shown) -> str:
    account, prospect = shown.prospect.account, shown.prospect
    place = ", ".join(part for part in (account.get("city"), account.get("state") or account.get("country")) if part)
    return joined(
        (
            account.get("industry"),
            place,
            account.get("incumbent") and f"with {account.get('incumbent')}",
            "dream client" if account.dream else "",
            f"No {account.no_total}" if account.no_total else "",
            f"{prospect.hours_90:.1f} h in 90 days" if prospect.hours_90 >= 1 else "",
        )
    )


def _bars(shown: Shown, width: int) -> list[Line]:
    bars: list[tuple[Bar, str]] = [(bar, shown.prospect.account.name) for bar in shown.prospect.account.bars]
    bars += [(bar, person.name) for person in shown.prospect.people for bar in person.bars]
    how = {bar: "" if bar.channel is None else f" by {bar.channel}" for bar, _ in bars}
    texts = (f"DO NOT CONTACT {name}{how[bar]}{f' ({bar.words})' if bar.words else ''}" for bar, name in bars)
    return [[Piece(line, Look.BAD)] for text in texts for line in wrapped(text, width)]


def _words(shown: Shown, width: int) -> list[list[Line]]:
    """What they said, the pain or the questions that find it (R41), what was agreed, what to give."""
    account = shown.prospect.account
    about: dict[str, list[str]] = {"pain": [], "agreed": [], "note": []}
    for remark in reversed(account.remarks):
        who = shown.name_of(remark.person)
        text = f"“{remark.text}”" if remark.about == "pain" else remark.text
        about.setdefault(remark.about, []).append(f"{text} ({who})" if who else text)
    pain = _told("Pain", about["pain"][:_REMARKS], width, Look.TEXT)
    signs = {sign.name: sign.label for sign in drain.SIGNS}
    seen = tuple(dict.fromkeys(signs.get(each.sign, each.sign) for each in account.signals))
    openings = [each.text or each.kind for each in account.openings[-2:]]
    said = [f"“{account.last_words}”"] if account.last_words else []
    parts = (
        _told("Said last", said, width, Look.NAME),
        pain or _told("No pain yet", shown.prospect.settings.texts.questions, width, Look.WARN),
        _told("Agreed", about["agreed"][:_REMARKS], width, Look.TEXT),
        _told("Note", about["note"][:_REMARKS], width, Look.TEXT),
        _told("Opening", openings, width, Look.GOOD),
        _told("Signs", [SEPARATOR.join(seen)] if seen else [], width, Look.WARN),
    )
    return [part for part in (*parts, _offers(shown, width)) if part]


def _offers(shown: Shown, width: int) -> list[Line]:
    """The draft, the script or the two ideas for this touch, their labels as wide as the others (R13, R16)."""
    lines = offered.lines(shown, width - _LABEL - 1 + LABEL)
    return [[Piece(cell(label.text.rstrip(), _LABEL) + " ", label.look), *rest] for label, *rest in lines]


def _told(label: str, texts: Iterable[str], width: int, look: Look) -> list[Line]:
    """Return texts beside their label, each on lines of its own."""
    found = [line for text in texts for line in wrapped(text, width - _LABEL - 1)]
    return [
        [Piece(cell(label if number == 0 else "", _LABEL) + " ", Look.MUTED), Piece(line, look)]
        for number, line in enumerate(found)
    ]


def _record(shown: Shown, width: int, most: int, whole: int) -> list[Line]:
    """The plan, and the last touches, at most so many; `whole`: of how many rows of each nothing is cut."""
    touches, steps = shown.prospect.touches[:most], shown.prospect.account.steps[:_STEPS]
    lines: list[Line] = []
    if steps:
        lines += [section("plan", width)]
        lines += [line for place, each in enumerate(steps) for line in _step(shown, each, width, place < whole)]
    if touches:
        lines += [*([[]] if lines else []), section("last touches", width)]
        lines += [line for place, each in enumerate(touches) for line in _touch(shown, each, width, place < whole)]
    return lines or [[Piece(text, Look.MUTED)] for text in wrapped("Never touched: this is the first one.", width)]


def _touch(shown: Shown, touch: Touch, width: int, whole: bool) -> list[Line]:  # noqa: FBT001  (a sign of the row)
    known = outcomes.row(touch.outcome)
    reading = f" ({touch.reading})" if touch.reading else ""
    what = f"{'they called: ' if touch.inbound else ''}{known.label}{reading}"
    tail = f"“{touch.note}”" if touch.note else shown.name_of(touch.person)
    return _row(
        daytext.short(touch.on, shown.today), Look.MUTED, touch.channel or "",
        Piece(what, Look.GOOD if known.talk else Look.TEXT), tail, width, whole,
    )  # fmt: skip


def _step(shown: Shown, step: Step, width: int, whole: bool) -> list[Line]:  # noqa: FBT001  (a sign of the row)
    promise = step.kind is StepKind.PROMISE
    value = ", value" if step.intent == "value" and step.purpose != "value" else ""
    what = promised(step, shown.now) if promise else f"{step.purpose}{value}"
    return _row(
        daytext.short(step.on, shown.today), Look.NEXT, step.channel or "",
        Piece(what, Look.NAME if promise else Look.TEXT), joined((shown.name_of(step.person), step.why)), width,
        whole,
    )  # fmt: skip


def _row(  # noqa: PLR0913, PLR0917  (a row has so many columns)
    day: str,
    look: Look,
    channel: str,
    what: Piece,
    tail: str,
    width: int,
    whole: bool,  # noqa: FBT001
) -> list[Line]:
    """Return a row; what does not fit behind its word is cut, or stands below where it is wanted whole."""
    room = width - _DAY - _CHANNEL
    text = cut(what.text, room)
    head = [Piece(cell(day, _DAY), look), Piece(cell(channel, _CHANNEL), Look.MUTED), Piece(text, what.look)]
    left = room - cells(text)
    if not whole or cells(tail) + _INDENT <= left:
        return [[*head, Piece(cut(f"  {tail}" if tail else "", left), Look.MUTED)]]
    below: list[Line] = [
        [Piece(" " * (_DAY + _CHANNEL + _INDENT)), Piece(line, Look.MUTED)] for line in wrapped(tail, room - _INDENT)
    ]
    return [head, *below[:_MOST_BELOW]]


def _spaced(parts: list[list[Line]]) -> list[Line]:
    """Return the lines of parts with an empty one after each."""
    return [line for part in parts for line in (*part, [])]


def _beside(left: list[Line], right: list[Line], width: int) -> list[Line]:
    """Return two columns: each line of the left one filled to `width` cells."""
    lines: list[Line] = []
    nothing: Line = []
    for here, there in zip_longest(left, right, fillvalue=nothing):
        taken = sum(cells(piece.text) for piece in here)
        lines.append([*here, Piece(" " * (width - taken + _GAP)), *there])
    return lines
