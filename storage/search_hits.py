"""What stands beside a name in search results: the person, the note, the place that matched."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from playbook import codec
from playbook.cleaning import clean_line
from playbook.facts import AccountFacts, PersonFacts
from playbook.folding import fold
from playbook.words import AccountId, PersonId, Standing
from storage.search_query import Query
from storage.views import Hit

_DETAIL: Final = 80
_LEAD: Final = 20
_ACCOUNTS: Final = """
SELECT a.id, a.name, a.standing, a.last_on, a.next_on, a.nos, a.city, a.state, a.industry
FROM json_each(?) AS wanted CROSS JOIN account AS a ON a.id = wanted.value"""
_FIRMS: Final = """
SELECT a.id, a.facts FROM json_each(?) AS wanted CROSS JOIN account AS a ON a.id = wanted.value"""
_PEOPLE: Final = """
SELECT p.id, p.name, p.title, p.facts
FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value"""
_NOTES: Final = """
SELECT t.entry, t.person, coalesce(p.name, ''), t.note
FROM json_each(?) AS wanted CROSS JOIN touch AS t ON t.entry = wanted.value LEFT JOIN person AS p ON p.id = t.person"""
_REMARKS: Final = """
SELECT said.key, p.id, coalesce(p.name, ''), json_extract(remark.value, '$.text')
FROM json_each(?) AS said CROSS JOIN account AS a ON a.id = said.value
CROSS JOIN json_each(a.facts, '$.remarks') AS remark ON json_extract(remark.value, '$.entry') = said.key
LEFT JOIN person AS p ON p.id = json_extract(remark.value, '$.person')"""
_FIRM_FIELDS: Final = (
    ("", "phone"), ("", "email"), ("", "domain"), ("also ", "also"), ("with ", "incumbent"), ("tags ", "tags"),
    ("", "description"),
)  # fmt: skip
_PERSON_FIELDS: Final = (
    ("", "phone"), ("", "mobile"), ("", "email"), ("", "email_2"), ("", "linkedin"), ("", "department"),
    ("also ", "also"),
)  # fmt: skip
"""What is found and does not stand in a row by itself, with the word before it."""
_NO_DIGIT: Final = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class _Said:
    """The row of the index that matched, in words."""

    person: PersonId | None
    person_name: str
    detail: str
    """What matched; empty where that stands in the row anyway."""


def hits(db: sqlite3.Connection, found: Mapping[AccountId, str], query: Query, limit: int) -> tuple[Hit, ...]:
    """Return the accounts as hits, newest touched first; `found` names the row of the index that matched each."""
    rows = db.execute(_ACCOUNTS, (json.dumps(list(found)),)).fetchall()
    place = {account: number for number, account in enumerate(found)}
    rows.sort(key=lambda row: place[row[0]])
    rows.sort(key=lambda row: row[3] or "", reverse=True)
    shown = [_hit(row) for row in rows[:limit]]
    others = {found[hit.account]: hit for hit in shown if found[hit.account] != hit.account}
    said = _people(db, others, query.words)
    said |= _said(db, {owner: hit.account for owner, hit in others.items() if owner not in said}, query.words)
    if query.words:
        said |= _firms(db, [hit for hit in shown if found[hit.account] == hit.account], query.words)
    return tuple(_told(hit, said.get(found[hit.account])) for hit in shown)


def _hit(row: Sequence[str | int | None]) -> Hit:
    number, name, standing, _last, next_on, nos, city, state, industry = row
    place = ", ".join(str(part) for part in (city, state) if part)
    detail = " · ".join(str(part) for part in (place, industry) if part)
    return Hit(
        AccountId(str(number)), str(name), Standing(str(standing)), detail=detail,
        next_on=None if next_on is None else date.fromisoformat(str(next_on)), nos=int(nos or 0),
    )  # fmt: skip


def _said(db: sqlite3.Connection, owners: Mapping[str, AccountId], words: Sequence[str]) -> dict[str, _Said]:
    """Read what matched where somebody said it: the note of a touch, a remark. People are not asked for here.

    Somebody sought among a million touches would be a page of an index each, to find nobody.
    """
    said: dict[str, _Said] = {}
    for query in (_NOTES, _REMARKS):
        wanted = {owner: account for owner, account in owners.items() if owner not in said}
        said |= _read(db, query, wanted, words)
    return said


def _read(
    db: sqlite3.Connection, query: str, wanted: Mapping[str, AccountId], words: Sequence[str]
) -> dict[str, _Said]:
    asked: object = dict(wanted) if query is _REMARKS else list(wanted)
    rows = db.execute(query, (json.dumps(asked),)) if wanted else ()
    return {
        owner: _Said(None if person is None else PersonId(person), name, around(text, words))
        for owner, person, name, text in rows
    }


def _people(db: sqlite3.Connection, owners: Mapping[str, Hit], words: Sequence[str]) -> dict[str, _Said]:
    """What of a person matched: a number, an address; else the title. `owners` come with the hit of their account."""
    said = {}
    for owner, name, title, held in db.execute(_PEOPLE, (json.dumps(list(owners)),)) if owners else ():
        shown = f"{owners[owner].name} {name} {title}"
        detail = "" if _all_in(shown, words) else _of_person(shown, held, words)
        said[owner] = _Said(PersonId(owner), name, detail or title)
    return said


def _of_person(shown: str, held: str, words: Sequence[str]) -> str:
    """Return what of a person matched that isn't shown: only then are all their fields read."""
    person = codec.decode(PersonFacts, held)
    return _matched(shown, [(label, person.get(name)) for label, name in _PERSON_FIELDS], words)


def _firms(db: sqlite3.Connection, shown: Sequence[Hit], words: Sequence[str]) -> dict[str, _Said]:
    """What of an account matched where its row doesn't show it: its phone, its site, a tag, an old name."""
    left = {hit.account: hit for hit in shown if not _all_in(f"{hit.name} {hit.detail}", words)}
    said = {}
    for number, held in db.execute(_FIRMS, (json.dumps(list(left)),)) if left else ():
        account = codec.decode(AccountFacts, held)
        fields = [(label, account.get(name)) for label, name in _FIRM_FIELDS]
        hit = left[account.id]
        said[number] = _Said(None, "", _matched(f"{hit.name} {hit.detail}", fields, words))
    return said


def _told(hit: Hit, said: _Said | None) -> Hit:
    if said is None:
        return hit
    return replace(hit, person=said.person, person_name=said.person_name, detail=said.detail or hit.detail)


def _all_in(text: str, words: Iterable[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _matched(shown: str, fields: Iterable[tuple[str, str]], words: Iterable[str]) -> str:
    """Return the first of the fields that a word is in which nothing shown holds; empty for none."""
    left = [word for word in words if word not in fold(shown)]
    return next((f"{label}{around(value, left)}" for label, value in fields if _holds(value, left)), "")


def _holds(value: str, words: Iterable[str]) -> bool:
    folded, figures = fold(value), _NO_DIGIT.sub("", value)
    return any(word in folded or _is_of(word, figures) for word in words)


def _is_of(word: str, figures: str) -> bool:
    """A phone is typed with blanks, dots and brackets, or only its end."""
    digits = _NO_DIGIT.sub("", word)
    return bool(digits) and not any(char.isalpha() for char in word) and digits in figures


def around(text: str, words: Iterable[str]) -> str:
    """Return the part of a note where the first word stands, on one line."""
    line = clean_line(text, len(text))
    low = line.casefold()
    at = min((place for place in (low.find(word) for word in words) if place >= 0), default=0)
    start = at - _LEAD if len(line) > _DETAIL and at > _LEAD else 0
    cut = line[start : start + _DETAIL]
    return f"{'…' if start else ''}{cut.strip()}{'…' if start + _DETAIL < len(line) else ''}"
