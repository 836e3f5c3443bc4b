"""The lists of an export, for CSV and workbook alike: two that come back as they went, and the record beside them.

accounts and people hold only what was said and nothing that follows from it, so that a book made of them gives the same
lists again. What follows (standing of today, No's, next step) stands in overview.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from playbook import openings
from playbook.cleaning import clean_note
from playbook.drain import SIGNS
from playbook.facts import Bar, Step
from playbook.outcome_names import written
from playbook.words import Standing
from storage.exporting import headings
from storage.exporting.records import Record

Cell = str | int | float | date | None
Rows = Callable[[Record], Iterator[list[Cell]]]

_OWN: Final = """
SELECT DISTINCT f.value ->> 0 FROM account AS a CROSS JOIN json_each(a.facts, '$.fields') AS f"""
_OWN_PEOPLE: Final = """
SELECT DISTINCT f.value ->> 0 FROM person AS p CROSS JOIN json_each(p.facts, '$.fields') AS f"""
_LABELS: Final = {sign.name: sign.label for sign in SIGNS}
_YES: Final = "yes"
_ALL: Final = "all"
ENDED: Final = frozenset({Standing.DUMPED, Standing.BARRED, Standing.CLOSED})
"""Standings of which no next step is told: nothing is planned there."""


@dataclass(frozen=True, slots=True)
class Table:
    """One list."""

    name: str
    """As its file is called: `accounts`."""
    heads: tuple[str, ...]
    rows: Rows


def tables(db: sqlite3.Connection) -> tuple[Table, ...]:
    """Return every list; the fields of the rep's own are looked up in the book first."""
    of_accounts = _own(db.execute(_OWN), headings.ACCOUNT)
    of_people = _own(db.execute(_OWN_PEOPLE), headings.PERSON)
    return (_accounts(of_accounts), _people(of_people), _OVERVIEW, *_RECORD)


def _own(names: sqlite3.Cursor, known: dict[str, str]) -> tuple[str, ...]:
    found = sorted(name for (name,) in names if name not in known and headings.can_head(name))
    return tuple(found[: headings.MOST_OWN])


def _accounts(own: tuple[str, ...]) -> Table:
    known = {name: head for name, head in headings.ACCOUNT.items() if name != "name"}

    def rows(record: Record) -> Iterator[list[Cell]]:
        account = record.account
        fields = tuple((name, value) for name, value in account.fields if name != "name")
        held: list[Cell] = [account.id, account.name]
        yield [*held, *_stated(record), *headings.cells(fields, known, own)]

    heads = (
        headings.ACCOUNT_ID, headings.ACCOUNT["name"], *headings.ABOUT_ACCOUNT, *known.values(),
        *map(headings.own_heading, own), headings.FIGURES, headings.MORE,
    )  # fmt: skip
    return Table("accounts", heads, rows)


def _stated(record: Record) -> list[Cell]:
    """What was said of an account, in the order of `headings.ABOUT_ACCOUNT`."""
    account = record.account
    dumped = account.stated is Standing.DUMPED
    ahead = min((step.on for step in account.steps), default=None)
    return [
        "" if account.stated is None else account.stated.value,
        _YES if account.dream else "",
        account.dream_since if account.dream else None,
        account.fit_said,
        account.fit_reason if account.fit_said else "",
        account.dumped_on if dumped else None,
        account.dump_reason if dumped else "",
        None if account.stated in ENDED else ahead,
        bars_text(account.bars),
    ]


def _people(own: tuple[str, ...]) -> Table:
    known = {name: head for name, head in headings.PERSON.items() if name != "name"}

    def rows(record: Record) -> Iterator[list[Cell]]:
        for person in record.people:
            fields = tuple((name, value) for name, value in person.fields if name != "name")
            said: list[Cell] = [
                person.id, record.account.id, record.account.name, person.name, _YES if person.gone else "",
                person.came_from or "", bars_text(person.bars),
            ]  # fmt: skip
            yield [*said, *headings.cells(fields, known, own)]

    heads = (
        headings.PERSON_ID, headings.ACCOUNT_ID, headings.FIRM, headings.PERSON["name"], *headings.ABOUT_PERSON,
        *known.values(), *map(headings.own_heading, own), headings.FIGURES, headings.MORE,
    )  # fmt: skip
    return Table("people", heads, rows)


def bars_text(bars: tuple[Bar, ...]) -> str:
    """Return who must not be contacted how, a line a bar: `all: they asked us to stop` (R38)."""
    return "\n".join(
        f"{_ALL if bar.channel is None else bar.channel}: {' '.join(clean_note(bar.words).split())}".strip()
        for bar in bars
    )


def _overview(record: Record) -> Iterator[list[Cell]]:
    account, ahead = record.account, min(record.account.steps, key=lambda step: (step.on, step.id), default=None)
    yield [
        account.id, account.name, record.standing.value, record.fit.verdict.value, record.fit.score,
        record.tier.value, _YES if account.dream else "", account.no_total, account.touches, account.first_touch,
        account.last_touch, None if ahead is None else ahead.on, "" if ahead is None else ahead.purpose.value,
        account.last_words, "; ".join(account.sources), account.added, "\n".join(record.fit.words()),
    ]  # fmt: skip


def _touches(record: Record) -> Iterator[list[Cell]]:
    for touch in record.touches:
        outcome, reading = written(touch.outcome, touch.reading)
        yield [
            touch.entry, record.account.id, record.account.name, record.name_of(touch.person), touch.on,
            touch.at.isoformat(timespec="minutes"), outcome, reading or "",
            "" if touch.channel is None else touch.channel.value, _YES if touch.inbound else "", touch.minutes,
            touch.note,
        ]  # fmt: skip


def _plan(record: Record) -> Iterator[list[Cell]]:
    for step in sorted(record.account.steps, key=lambda each: (each.on, each.id)):
        yield [
            step.id, record.account.id, record.account.name, record.name_of(step.person), step.on, _hour(step),
            step.zone or "", step.kind.value, step.purpose.value, "" if step.channel is None else step.channel.value,
            step.intent.value, step.why, step.rule, record.standing.value,
        ]  # fmt: skip


def _signals(record: Record) -> Iterator[list[Cell]]:
    for each in record.account.signals:
        yield [
            each.entry, record.account.id, record.account.name, each.on, each.sign,
            _LABELS.get(each.sign, each.sign), record.name_of(each.person),
        ]  # fmt: skip


def _openings(record: Record) -> Iterator[list[Cell]]:
    for each in record.account.openings:
        yield [
            each.entry, record.account.id, record.account.name, each.kind, each.seen, each.on,
            openings.words(each.kind, each.text), record.name_of(each.person),
        ]  # fmt: skip


def _remarks(record: Record) -> Iterator[list[Cell]]:
    for each in record.account.remarks:
        yield [
            each.entry, record.account.id, record.account.name, each.on, each.about, each.text,
            record.name_of(each.person),
        ]  # fmt: skip


def _hour(step: Step) -> str:
    return "" if step.at is None else f"{step.at:%H:%M}"


_ID: Final = (headings.RECORD_ID, headings.ACCOUNT_ID, "Account")
_OVERVIEW: Final = Table(
    "overview",
    (headings.RECORD_ID, "Account", "Standing today", "Profile", "Fit", "Tier today", "Dream client", "No's", "Touches",
     "First touch", "Last touch", "Next step", "For", "Said last", "Lists", "In the book since", "Fit explained"),
    _overview,
)  # fmt: skip
_RECORD: Final = (
    Table(
        "touches",
        (*_ID, "Person", "Day", "Moment", "Outcome", "Reading", "Channel", "Inbound", "Minutes", "Words"),
        _touches,
    ),
    Table(
        "plan",
        (*_ID, "Person", "Day", "Hour", "Zone", "Kind", "For", "Channel", "Asks or gives", "Why", "Rule", "Standing"),
        _plan,
    ),
    Table("signals", (*_ID, "Day", "Sign", "In words", "Person"), _signals),
    Table("openings", (*_ID, "Kind", "Seen", "Day", "In words", "Person"), _openings),
    Table("remarks", (*_ID, "Day", "About", "Words", "Person"), _remarks),
)
