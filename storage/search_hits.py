"""What stands beside a name in search results: the person, the note, the place that matched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from playbook.cleaning import clean_line
from playbook.words import AccountId, PersonId, Standing
from storage.search_query import Query
from storage.views import Hit

_DETAIL: Final = 80
_LEAD: Final = 20
_ACCOUNTS: Final = """
SELECT a.id, a.name, a.standing, a.last_on, a.next_on, a.nos, a.city, a.state, a.industry
FROM json_each(?) AS wanted CROSS JOIN account AS a ON a.id = wanted.value"""
_PEOPLE: Final = """
SELECT p.id, p.id, p.name, p.title, p.phone, p.email, ''
FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value"""
_NOTES: Final = """
SELECT t.entry, t.person, coalesce(p.name, ''), '', '', '', t.note
FROM json_each(?) AS wanted CROSS JOIN touch AS t ON t.entry = wanted.value LEFT JOIN person AS p ON p.id = t.person"""
_REMARKS: Final = """
SELECT said.key, p.id, coalesce(p.name, ''), '', '', '', json_extract(remark.value, '$.text')
FROM json_each(?) AS said CROSS JOIN account AS a ON a.id = said.value
CROSS JOIN json_each(a.facts, '$.remarks') AS remark ON json_extract(remark.value, '$.entry') = said.key
LEFT JOIN person AS p ON p.id = json_extract(remark.value, '$.person')"""


@dataclass(frozen=True, slots=True)
class _Said:
    """The row of the index that matched, in words."""

    person: PersonId | None
    person_name: str
    title: str
    phone: str
    email: str
    text: str


def hits(db: sqlite3.Connection, found: Mapping[AccountId, str], query: Query, limit: int) -> tuple[Hit, ...]:
    """Return the accounts as hits, newest touched first; `found` names the row of the index that matched each."""
    rows = db.execute(_ACCOUNTS, (json.dumps(list(found)),)).fetchall()
    place = {account: number for number, account in enumerate(found)}
    rows.sort(key=lambda row: place[row[0]])
    rows.sort(key=lambda row: row[3] or "", reverse=True)
    said = _said(db, {AccountId(row[0]): found[AccountId(row[0])] for row in rows[:limit]})
    return tuple(_told(_hit(row), said.get(found[AccountId(row[0])]), query) for row in rows[:limit])


def _hit(row: Sequence[str | int | None]) -> Hit:
    number, name, standing, _last, next_on, nos, city, state, industry = row
    place = ", ".join(str(part) for part in (city, state) if part)
    detail = " · ".join(str(part) for part in (place, industry) if part)
    return Hit(
        AccountId(str(number)), str(name), Standing(str(standing)), detail=detail,
        next_on=None if next_on is None else date.fromisoformat(str(next_on)), nos=int(nos or 0),
    )  # fmt: skip


def _said(db: sqlite3.Connection, found: Mapping[AccountId, str]) -> dict[str, _Said]:
    """Read what matched where it is not the account itself: a person, the note of a touch, a remark."""
    left = {owner: account for account, owner in found.items() if owner != account}
    said: dict[str, _Said] = {}
    for query in (_PEOPLE, _NOTES, _REMARKS):
        wanted = {owner: account for owner, account in left.items() if owner not in said}
        said |= _read(db, query, wanted)
    return said


def _read(db: sqlite3.Connection, query: str, wanted: Mapping[str, AccountId]) -> dict[str, _Said]:
    asked: object = dict(wanted) if query is _REMARKS else list(wanted)
    rows = db.execute(query, (json.dumps(asked),)) if wanted else ()
    return {
        owner: _Said(None if person is None else PersonId(person), name, title, phone, email, text)
        for owner, person, name, title, phone, email, text in rows
    }


def _told(hit: Hit, said: _Said | None, query: Query) -> Hit:
    if said is None:
        return hit
    detail = _around(said.text, query.words) if said.text else _detail(said, query.words)
    return replace(hit, person=said.person, person_name=said.person_name, detail=detail or hit.detail)


def _detail(said: _Said, words: Iterable[str]) -> str:
    """What of a person matched: the phone for figures, the address for an address, else the title."""
    if said.phone and any(not any(char.isalpha() for char in word) for word in words):
        return said.phone
    return said.email if any("@" in word for word in words) else said.title


def _around(text: str, words: Iterable[str]) -> str:
    """Return the part of a note where the first word stands, on one line."""
    line = clean_line(text, len(text))
    low = line.casefold()
    at = min((place for place in (low.find(word) for word in words) if place >= 0), default=0)
    start = at - _LEAD if len(line) > _DETAIL and at > _LEAD else 0
    cut = line[start : start + _DETAIL]
    return f"{'…' if start else ''}{cut.strip()}{'…' if start + _DETAIL < len(line) else ''}"
