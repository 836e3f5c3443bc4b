"""A page an account in Markdown: to read before a call, or to hand an account over.

Foreign text is escaped, so a name is never a heading, a link or a tag.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from playbook import daywords, openings
from playbook.cleaning import clean_line, clean_note
from playbook.drain import SIGNS
from playbook.facts import AGREED, GAP, NOTE, PAIN, PersonFacts, Remark, Step
from playbook.long_record import long_record
from playbook.outcome_names import in_words
from playbook.words import StepKind
from storage.exporting.naming import file_name, key
from storage.exporting.reaching import forbidden, ways
from storage.exporting.wish import Made, Wish
from storage.record import hours

if TYPE_CHECKING:
    from storage.exporting.placing import Place
    from storage.exporting.records import Record

TOUCHES: Final = 12
"""Touches on a page, newest first."""
ENDING: Final = ".md"
_TAIL: Final = 12
_LONG: Final = 1_000_000
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_START: Final = re.compile(r"^(\d+)(?=[.)])|^(?=[-+=])")
_LINKED: Final = re.compile(r"(https?|ftp|mailto)(:)|(www)(\.)", re.IGNORECASE)
_LABELS: Final = {sign.name: sign.label for sign in SIGNS}
_TITLES: Final = ((PAIN, "Pain"), (AGREED, "Agreed"), (GAP, "Gaps"), (NOTE, "Notes"))
_HIDDEN: Final = frozenset({"name", "description"})


def write(db: sqlite3.Connection, records: Iterator[Record], place: Place, wish: Wish) -> tuple[Made, ...]:
    """Write a page an account; two of one name get numbers."""
    del db, wish
    taken: dict[str, int] = {}
    made = []
    for record in records:
        name = _free(record.account.name, f"account-{record.account.id[-_TAIL:]}", taken)
        with place.text(name) as out:
            out.write("\n".join(page(record)) + "\n")
        made.append(Made(place.folder / name, "brief", 1))
    return tuple(made)


def _free(text: str, spare: str, taken: dict[str, int]) -> str:
    """Return a file name that no other page of this export has, on no disk."""
    plain = key(file_name(text, ENDING, spare=spare))
    again = taken.get(plain, 0) + 1
    while key(name := file_name(text, ENDING, again, spare)) in taken and again > 1:
        again += 1
    taken[plain] = again
    taken.setdefault(key(name), 1)
    return name


def escaped(text: str) -> str:
    """Return foreign text on one line, with every mark of Markdown disarmed."""
    plain = _MARKS.sub(r"\\\1", clean_line(text, _LONG))
    plain = _LINKED.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", plain)
    return _START.sub(r"\1\\", plain)


def quoted(text: str) -> str:
    """Return foreign words as a quotation of one or more lines."""
    lines = clean_note(text, _LONG).split("\n")
    return "\n".join(f"> {escaped(line)}" if line else ">" for line in lines)


def page(record: Record) -> Iterator[str]:
    """Yield the lines of an account's brief."""
    account = record.account
    yield f"# {escaped(account.name)}"
    yield ""
    for words in forbidden(account, None):
        yield f"**{escaped(words)}**"
        yield ""
    yield _head(record)
    yield ""
    if account.last_words:
        yield from _section("What they said last", [quoted(account.last_words)])
    for about, title in _TITLES:
        yield from _section(title, [_remark(record, each) for each in account.remarks if each.about == about])
    yield from _section("People", [_person(record, person) for person in record.people])
    yield from _section("What comes next", [_step(record, step) for step in account.steps] or ["- nothing planned"])
    yield from _section("Openings", _openings(record))
    yield from _section(f"Last touches ({account.touches} in all)", _touches(record))
    yield from _section("Why it fits", [f"- {escaped(line)}" for line in record.fit.words()])
    yield from _section("Time drain", _signals(record))
    yield from _section("The firm", _fields(record))
    yield f"*As of {daywords.full(record.today)}, from notyet.*"


def _head(record: Record) -> str:
    account, fit = record.account, record.fit
    told = long_record(account, record.people, record.tier, record.settings, record.today)
    verdict = "no profile yet" if not fit.profiled else f"{fit.verdict.value} profile"
    score = "" if fit.score is None or not fit.profiled else f" {fit.score}"
    parts = [
        "dream client" if account.dream else "", record.standing.value, f"{verdict}{score}",
        f"tier {record.tier.value}",
        f"No {account.no_total}", "" if told.since is None else f"pursued since {daywords.full(told.since)}",
        f"with {escaped(told.incumbent)}" if told.incumbent else "",
        f"dumped {daywords.full(account.dumped_on)}: {escaped(account.dump_reason)}" if account.dumped_on else "",
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"## {title}"
    yield ""
    yield from lines
    yield ""


def _remark(record: Record, remark: Remark) -> str:
    who = record.name_of(remark.person)
    said = f" ({', '.join(part for part in (escaped(who), daywords.full(remark.on)) if part)})"
    return f"- {' / '.join(escaped(line) for line in clean_note(remark.text, _LONG).split(chr(10)) if line)}{said}"


def _person(record: Record, person: PersonFacts) -> str:
    told = [person.get("title"), "" if person.role.value == "unknown" else person.role.value]
    told += ["left" if person.gone else "", *ways(record.account, person), f"No {person.nos}" if person.nos else ""]
    marks = "".join(f" · **{escaped(words)}**" for words in forbidden(record.account, person))
    return f"- **{escaped(person.name)}**{''.join(f' · {escaped(part)}' for part in told if part)}{marks}"


def _step(record: Record, step: Step) -> str:
    zone = f" ({escaped(step.zone)})" if step.zone else ""
    at = "" if step.at is None else f" {step.at:%H:%M}{zone}"
    what = "**promise**" if step.kind is StepKind.PROMISE else step.purpose.value
    parts = [
        f"{daywords.full(step.on)}{at}", what, "" if step.channel is None else step.channel.value,
        escaped(record.name_of(step.person)), escaped(step.why),
    ]  # fmt: skip
    return f"- {' · '.join(part for part in parts if part)}"


def _openings(record: Record) -> list[str]:
    return [
        f"- {escaped(openings.words(each.kind, each.text))}"
        f"{'' if each.on is None else f', {daywords.full(each.on)}'} (heard {daywords.full(each.seen)})"
        for each in record.account.openings
    ]


def _touches(record: Record) -> list[str]:
    found = []
    for touch in record.newest(TOUCHES):
        parts = [
            daywords.full(touch.on), "" if touch.channel is None else touch.channel.value,
            in_words(touch.outcome, touch.reading), "they contacted us" if touch.inbound else "",
            escaped(record.name_of(touch.person)),
        ]  # fmt: skip
        found.append(f"- {' · '.join(part for part in parts if part)}")
        if touch.note:
            found += [f"  {line}" for line in quoted(touch.note).split("\n")]
    return found


def _signals(record: Record) -> list[str]:
    account = record.account
    if not account.signals:
        return []
    spent = hours(record.db, [account.id], record.today).get(account.id, 0.0)
    seen = [f"- {_LABELS.get(each.sign, escaped(each.sign))}, {daywords.full(each.on)}" for each in account.signals]
    return [*seen, f"- {spent:.1f} hours in 90 days"]


def _fields(record: Record) -> list[str]:
    account = record.account
    told = [f"- {escaped(name)}: {escaped(str(value))}" for name, value in account.fields if name not in _HIDDEN]
    return [*told, *([quoted(account.get("description"))] if account.get("description") else [])]
