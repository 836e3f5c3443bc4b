"""What stands on a card: everything known about one account, as lines of pieces for a given width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook import drain, outcomes
from playbook.words import Role, Standing, StepKind
from tui import daytext
from tui.content import SEPARATOR, cell, cells
from tui.widgets import long_record, offered
from tui.widgets.lines import cut, joined, labelled, labelled_line, section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.shown import dialled, phone, their_time

if TYPE_CHECKING:
    from playbook.facts import Bar, Step, Touch
    from tui.widgets.lines import Line
    from tui.widgets.shown import Shown

_DAY = 7
_CHANNEL = 9
_PEOPLE = 4
_TOUCHES = 8


def card(shown: Shown, width: int) -> list[Line]:
    """Return the whole card."""
    parts = (
        _bars(shown, width),
        _company(shown, width),
        _people(shown, width),
        offered.lines(shown, width),
        _words(shown, width),
        _touches(shown, width),
        _plan(shown, width),
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
    for bar, whom in bars:
        how = "" if bar.channel is None else f" by {bar.channel}"
        words = f" ({bar.words})" if bar.words else ""
        lines += [[Piece(text, Look.BAD)] for text in wrapped(f"DO NOT CONTACT {whom}{how}{words}", width)]
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
    lines = [[Piece(text, Look.MUTED)] for text in wrapped(joined(facts), width)]
    look = Look.DREAM if account.dream else Look.TEXT
    return [*lines, *([Piece(text, look)] for text in wrapped(joined(record), width)), *long]


def _people(shown: Shown, width: int) -> list[Line]:
    lines: list[Line] = []
    here = [person for person in shown.prospect.people if not person.gone]
    here.sort(key=lambda person: (person.id != shown.target.person, list(Role).index(person.role), person.id))
    for person in here[:_PEOPLE]:
        lead = person.id == shown.target.person
        sign = Piece("▸ " if lead else "  ", Look.NEXT)
        name = cut(person.name, width // 2)
        title = f", {person.get('title')}" if person.get("title") else ""
        lines.append(
            [
                sign,
                Piece(name, Look.NAME if lead else Look.TEXT),
                Piece(cut(title, width - 2 - cells(name)), Look.MUTED),
            ]
        )
        role = "" if person.role is Role.UNKNOWN else str(person.role)
        noes = f"No {person.nos}" if person.nos else ""
        how = joined((role, phone(person), person.get("email") if lead else "", noes))
        lines += [[Piece(f"  {text}", Look.MUTED)] for text in wrapped(how, width - 2)]
    more = len(here) - _PEOPLE
    if more > 0:
        lines.append([Piece(f"  and {more} more, , steps through them", Look.MUTED)])
    if not here:
        lines.append([Piece("Nobody named yet: + adds a person", Look.WARN)])
    own = dialled(shown.prospect.account.get("phone"))
    if own:
        lines.append(labelled_line("front", own, width))
    time = their_time(shown)
    return [*lines, labelled_line("time", time, width)] if time else lines


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
    if not shown.prospect.touches:
        return []
    return [
        section("last touches", width),
        *(_touch(shown, touch, width) for touch in shown.prospect.touches[:_TOUCHES]),
    ]


def _touch(shown: Shown, touch: Touch, width: int) -> Line:
    known = outcomes.row(touch.outcome)
    reading = f" ({touch.reading})" if touch.reading else ""
    inbound = "they called: " if touch.inbound else ""
    what = f"{inbound}{known.label}{reading}"
    tail = touch.note or shown.name_of(touch.person)
    room = width - _DAY - _CHANNEL
    return [
        Piece(cell(daytext.short(touch.on, shown.today), _DAY), Look.MUTED),
        Piece(cell("" if touch.channel is None else touch.channel, _CHANNEL), Look.MUTED),
        Piece(cut(what, room), Look.GOOD if known.talk else Look.TEXT),
        Piece(cut(f"  {tail}" if tail else "", room - cells(what)), Look.MUTED),
    ]


def _plan(shown: Shown, width: int) -> list[Line]:
    steps = shown.prospect.account.steps
    if not steps:
        return []
    return [section("plan", width), *(_step(shown, step, width) for step in steps[:_TOUCHES])]


def _step(shown: Shown, step: Step, width: int) -> Line:
    promise = step.kind is StepKind.PROMISE
    at = f" {daytext.clock(step.at)}" if step.at else ""
    what = (
        f"promise{at}"
        if promise
        else f"{step.purpose}" + (", value" if step.intent == "value" and step.purpose != "value" else "")
    )
    who = shown.name_of(step.person)
    tail = joined((who, step.why))
    room = width - _DAY - _CHANNEL
    return [
        Piece(cell(daytext.short(step.on, shown.today), _DAY), Look.NEXT),
        Piece(cell("" if step.channel is None else step.channel, _CHANNEL), Look.MUTED),
        Piece(cut(what, room), Look.NAME if promise else Look.TEXT),
        Piece(cut(f"  {tail}" if tail else "", room - cells(what)), Look.MUTED),
    ]


def _fit(shown: Shown, width: int) -> list[Line]:
    if not shown.prospect.fit.profiled and not shown.prospect.fit.said:
        return []
    words = [text for line in shown.prospect.fit.words() for text in wrapped(line, width)]
    return [section("fit", width), *([Piece(text, Look.MUTED)] for text in words)]
