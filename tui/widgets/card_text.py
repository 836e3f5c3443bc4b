"""What stands on a card: everything known about one account, as lines of pieces for a given width.

What a hand on the phone needs stands first: whom, the number, their hour; what was said; then what comes next and what
was before; the company, its other people and the profile's reasons last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook import drain, outcomes
from playbook.words import Role, Standing, StepKind
from tui import daytext, keys
from tui.content import SEPARATOR, cell, cells
from tui.widgets import long_record, offered
from tui.widgets.lines import cut, flowed, joined, labelled, section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.shown import dialled, phone, promised, their_time, whom

if TYPE_CHECKING:
    from playbook.facts import Bar, PersonFacts, Step, Touch
    from tui.widgets.lines import Line
    from tui.widgets.shown import Shown

_DAY = 7
_GAP = 3
_PEOPLE = 4
_TOUCHES, _STEPS = 8, 5
NOBODY = "Nobody named yet: {account.add} adds a person"


def card(shown: Shown, width: int) -> list[Line]:
    """Return the whole card."""
    parts = (
        _bars(shown, width),
        _whom(shown, width),
        _words(shown, width),
        offered.lines(shown, width),
        _plan(shown, width),
        _touches(shown, width),
        _company(shown, width),
        _others(shown, width),
        _fit(shown, width),
    )
    lines: list[Line] = []
    for part in parts:
        if part and lines:
            lines.append([])
        lines += part
    return lines


def _bars(shown: Shown, width: int) -> list[Line]:
    account = shown.prospect.account
    bars: list[tuple[Bar, str]] = [(bar, account.name) for bar in account.bars]
    bars += [(bar, person.name) for person in shown.prospect.people for bar in person.bars]
    lines: list[Line] = []
    for bar, who in bars:
        how = "" if bar.channel is None else f" by {bar.channel}"
        words = f" ({bar.words})" if bar.words else ""
        lines += [[Piece(text, Look.BAD)] for text in wrapped(f"DO NOT CONTACT {who}{how}{words}", width)]
    return lines


def _company(shown: Shown, width: int) -> list[Line]:
    account, prospect = shown.prospect.account, shown.prospect
    place = ", ".join(part for part in (account.get("city"), account.get("state") or account.get("country")) if part)
    people = account.number("employees")
    long = long_record.lines(prospect, shown.today, width) if account.dream else []
    facts = (
        account.get("industry"),
        place,
        f"{people:.0f} people" if people else "",
        account.get("domain"),
        "" if long or not account.get("incumbent") else f"with {account.get('incumbent')}",
    )
    record = (
        "" if prospect.standing is Standing.WORKING else str(prospect.standing),
        f"dream since {account.dream_since.year}"
        if account.dream and account.dream_since
        else "dream"
        if account.dream
        else "",
        f"No {account.no_total}" if account.no_total and not long else "",
        "" if long else daytext.plural(account.touches, "touch", "touches") if account.touches else "never touched",
        f"tier {prospect.tier}",
        f"{prospect.hours_90:.1f} h in 90 days" if prospect.hours_90 >= 1 else "",
    )
    lines = [[Piece(text, Look.MUTED)] for text in flowed(facts, width)]
    look = Look.DREAM if account.dream else Look.TEXT
    told = [*lines, *([Piece(text, look)] for text in flowed(record, width)), *long]
    return [section("company", width), *told]


def _whom(shown: Shown, width: int) -> list[Line]:
    """Whom and how: name, title, number, their hour, address; the front desk's number where there is no other."""
    person = whom(shown)
    own = dialled(shown.prospect.account.get("phone"))
    if person is None:
        name = shown.target.person_name
        head = Piece(cut(name, width), Look.NAME) if name else Piece(cut(keys.keyed(NOBODY), width), Look.WARN)
        title, number, mail = "", own, shown.prospect.account.get("email")
    else:
        head = Piece(cut(person.name, width), Look.NAME)
        title, number, mail = _post(person), phone(person) or own, person.get("email")
    lines = [[head], *([Piece(text)] for text in flowed((title,), width))]
    time = their_time(shown)
    beside = number and time and cells(number) + cells(time) + _GAP <= width
    if beside:
        lines.append([Piece(number + " " * _GAP, Look.NAME), Piece(time)])
    else:
        lines += [[Piece(cut(number, width), Look.NAME)]] if number else []
        lines += [[Piece(cut(time, width))]] if time else []
    front = own if number != own else ""
    return [*lines, *([Piece(text, Look.MUTED)] for text in flowed((mail, front and f"front {front}"), width))]


def _post(person: PersonFacts) -> str:
    """Return title, role and their own No's: "VP Operations · decision-maker · No 3"."""
    role = "" if person.role is Role.UNKNOWN else str(person.role)
    return joined((person.get("title"), role, f"No {person.nos}" if person.nos else ""))


def _others(shown: Shown, width: int) -> list[Line]:
    """Return who else is there: `,` steps through them."""
    others = [person for person in shown.prospect.people if not person.gone and person.id != shown.target.person]
    others.sort(key=lambda person: (list(Role).index(person.role), person.id))
    lines: list[Line] = []
    for person in others[:_PEOPLE]:
        name = cut(person.name, width)
        about = joined((_post(person), phone(person)))
        if cells(name) + cells(about) + 2 <= width:
            lines.append([Piece(name), Piece(f", {about}" if about else "", Look.MUTED)])
        else:
            lines += [[Piece(name)], *([Piece(f"  {text}", Look.MUTED)] for text in flowed((about,), width - 2))]
    more = len(others) - _PEOPLE
    if more > 0:
        lines.append([Piece(f"and {more} more", Look.MUTED)])
    return [section(f"{keys.key('touch.person')} next person", width), *lines] if lines else []


def _words(shown: Shown, width: int) -> list[Line]:
    account = shown.prospect.account
    newest: dict[str, list[str]] = {"pain": [], "agreed": [], "note": []}
    for remark in reversed(account.remarks):
        who = shown.name_of(remark.person)
        quoted = f"“{remark.text}”" if remark.about == "pain" else remark.text
        newest.setdefault(remark.about, []).append(f"{quoted} ({who})" if who else quoted)
    lines: list[Line] = []
    if newest["pain"]:
        lines += labelled("Pain", newest["pain"][0], width, Look.TEXT)
    else:
        lines += offered.pain(shown, width)
    if newest["agreed"]:
        lines += labelled("Agreed", SEPARATOR.join(newest["agreed"][:3]), width, Look.TEXT)
    if account.last_words:
        lines += labelled("Said", f"“{account.last_words}”", width, Look.TEXT)
    for text in newest["note"][:2]:
        lines += labelled("Note", text, width, Look.TEXT)
    labels = {sign.name: sign.label for sign in drain.SIGNS}
    signs = SEPARATOR.join(dict.fromkeys(labels.get(each.sign, each.sign) for each in account.signals))
    lines += labelled("Signs", signs, width, Look.WARN) if signs else []
    for each in account.openings[-2:]:
        day = f" {daytext.short(each.on, shown.today)}" if each.on else ""
        lines += labelled("Opening", f"{each.text or each.kind}{day}", width, Look.GOOD)
    return lines


def _touches(shown: Shown, width: int) -> list[Line]:
    touches = shown.prospect.touches[:_TOUCHES]
    channel = _channel(shown)
    rows = (_touch(shown, touch, width, channel) for touch in touches)
    return [section("last touches", width), *rows] if touches else []


def _touch(shown: Shown, touch: Touch, width: int, channel: int) -> Line:
    known = outcomes.row(touch.outcome)
    reading = f" ({touch.reading})" if touch.reading else ""
    inbound = "they called: " if touch.inbound else ""
    what = Piece(f"{inbound}{known.label}{reading}", Look.GOOD if known.talk else Look.TEXT)
    day = Piece(cell(daytext.short(touch.on, shown.today), _DAY), Look.MUTED)
    tail = touch.note or (shown.name_of(touch.person) if touch.person != shown.target.person else "")
    return _row(day, cell(touch.channel or "", channel), what, tail, width)[0]


def _plan(shown: Shown, width: int) -> list[Line]:
    """Return what comes next, the reason of the first step in full."""
    steps = shown.prospect.account.steps[:_STEPS]
    channel = _channel(shown)
    lines: list[Line] = []
    for place, step in enumerate(steps):
        row = _step(shown, step, width, channel)
        first = place == 0 and len(row) > 1
        lines += [row[0][:-1], *row[1:]] if first else row[:1]
    return [section("plan", width), *lines] if steps else []


def _step(shown: Shown, step: Step, width: int, channel: int) -> list[Line]:
    promise = step.kind is StepKind.PROMISE
    value = ", value" if step.intent == "value" and step.purpose != "value" else ""
    what = Piece(
        promised(step, shown.now) if promise else f"{step.purpose}{value}", Look.NAME if promise else Look.TEXT
    )
    day = Piece(cell(daytext.short(step.on, shown.today), _DAY), Look.NEXT)
    who = shown.name_of(step.person) if step.person != shown.target.person else ""
    return _row(day, cell(step.channel or "", channel), what, joined((who, step.why)), width)


def _row(day: Piece, channel: str, what: Piece, tail: str, width: int) -> list[Line]:
    """Return a row of plan or touches, its tail last; below it the whole of a tail that has no room there."""
    room = width - _DAY - cells(channel)
    text = cut(what.text, room)
    left = room - cells(text)
    row: Line = [day, Piece(channel, Look.MUTED), Piece(text, what.look)]
    beside = cells(tail) + 2 <= left
    row.append(Piece(cut(f"  {tail}" if tail else "", left), Look.MUTED))
    below = [] if beside else wrapped(tail, width - _DAY)
    return [row, *([Piece(" " * _DAY), Piece(line, Look.MUTED)] for line in below)]


def _channel(shown: Shown) -> int:
    """Return the cells of the channels' column: plan and touches stand in the same columns."""
    steps, touches = shown.prospect.account.steps[:_STEPS], shown.prospect.touches[:_TOUCHES]
    found = {*(step.channel for step in steps), *(touch.channel for touch in touches)}
    return max((len(each or "") for each in found), default=0) + 1


def _fit(shown: Shown, width: int) -> list[Line]:
    if not shown.prospect.fit.profiled and not shown.prospect.fit.said:
        return []
    words = [text for line in shown.prospect.fit.words() for text in wrapped(line, width)]
    return [section("fit", width), *([Piece(text, Look.MUTED)] for text in words)]
