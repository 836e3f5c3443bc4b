"""A calendar of what was promised: promises, meetings and dated openings, never the rhythm (R10, R22).

An hour is the one they named, on their clock, written in UTC so that no reader needs our zones; without an hour it is a
whole day. An event keeps its UID, so the next export brings it up to date instead of doubling it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from playbook import daywords, openings
from playbook.errors import Refused
from playbook.facts import Opening, PersonFacts, Step
from playbook.standing import promised
from playbook.words import Purpose, StepKind
from storage import settings_rows
from storage.exporting.folding import escaped, folded
from storage.exporting.reaching import ways
from storage.exporting.wish import Made, Wish
from storage.importing.ids import PRODUCT
from storage.their_time import zone_of

if TYPE_CHECKING:
    from storage.exporting.placing import Place
    from storage.exporting.records import Record

NAME: Final = "notyet.ics"
_LASTS: Final = timedelta(minutes=30)
_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)
_HEAD: Final = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    f"PRODID:{PRODUCT}",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
)


@dataclass(frozen=True, slots=True)
class _Event:
    uid: str
    on: date
    at: datetime | None
    """In UTC; None for the whole day."""
    title: str
    told: tuple[str, ...]
    kind: str


def write(db: sqlite3.Connection, records: Iterator[Record], place: Place, wish: Wish) -> tuple[Made, ...]:
    """Write the calendar."""
    out = place.text(NAME)
    zone = zone_of(settings_rows.read(db).hours.zone) or wish.now.tzinfo
    stamp = _utc(wish.now)
    count = 0
    out.writelines(map(folded, _HEAD))
    for record in records:
        for event in _events(record, zone):
            out.writelines(map(folded, _lines(event, stamp, wish.now)))
            count += 1
    if not count:
        raise Refused("There is no promise, meeting or dated opening here, so no calendar was written.")
    out.write(folded("END:VCALENDAR"))
    return (Made(place.folder / NAME, "events", count),)


def _events(record: Record, zone: tzinfo | None) -> Iterator[_Event]:
    if promised(record.standing) and not record.barred:
        for step in record.account.steps:
            if step.kind is StepKind.PROMISE or step.purpose is Purpose.RETURN:
                yield _of_step(record, step, zone)
    for opening in record.account.openings:
        if opening.on is not None and opening.on >= record.today:
            yield _of_opening(record, opening, opening.on)


def _of_step(record: Record, step: Step, zone: tzinfo | None) -> _Event:
    who, firm = record.name_of(step.person), record.account.name
    person = next((each for each in record.people if each.id == step.person), None)
    whom = f"{who}, {firm}" if who else firm
    meeting = step.purpose is Purpose.RETURN
    title = f"After the meeting: {whom}" if meeting else f"{_verb(step)} {whom}"
    told = [f"They said: {step.why}" if step.why and not meeting else step.why]
    told += [*_known(record, person), f"Promised for {daywords.full(step.on)}" if not meeting else ""]
    theirs = zone_of(step.zone or "") or zone
    at = None if step.at is None else datetime.combine(step.on, step.at, theirs).astimezone(UTC)
    if step.at is not None and step.zone:
        told.append(f"{step.at:%H:%M} on their clock ({step.zone})")
    kind = "meeting" if meeting else "promise"
    return _Event(step.id, step.on, at, title, tuple(filter(None, told)), kind)


def _verb(step: Step) -> str:
    return "Call" if step.channel is None else step.channel.value.capitalize()


def _of_opening(record: Record, opening: Opening, on: date) -> _Event:
    title = f"{openings.words(opening.kind, opening.text)}: {record.account.name}"
    who = record.name_of(opening.person)
    told = (f"An opening ({opening.kind}), heard {daywords.full(opening.seen)}", who, *_known(record, None))
    return _Event(opening.entry, on, None, title, tuple(filter(None, told)), "opening")


def _known(record: Record, person: PersonFacts | None) -> list[str]:
    account = record.account
    standing = "DO NOT CONTACT" if record.barred else f"Standing: {record.standing.value}"
    said = f"Said last: {account.last_words}" if account.last_words else ""
    return [*ways(account, person), said, f"No {account.no_total}" if account.no_total else "", standing]


def _lines(event: _Event, stamp: str, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}@notyet"
    yield f"DTSTAMP:{stamp}"
    yield f"SEQUENCE:{max(0, int((now - _EPOCH).total_seconds()) // 60)}"
    if event.at is None:
        yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART:{_utc(event.at)}"
        yield f"DTEND:{_utc(event.at + _LASTS)}"
    yield f"SUMMARY:{escaped(event.title)}"
    yield f"DESCRIPTION:{escaped(chr(10).join(event.told))}"
    yield f"CATEGORIES:notyet,{event.kind}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
