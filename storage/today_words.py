"""What a row of today's list says beside the name: why it is here, whom to touch, and how (R2, R17, R33, R38)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from playbook import codec, guards, ordering, people
from playbook.facts import AccountFacts, PersonFacts, Step
from playbook.renewal import replace
from playbook.settings import Settings
from playbook.words import AccountId, Channel, PersonId, Purpose, Role, StepKind
from storage.views import TodayRow

_PLANS: Final = """
SELECT a.id, planned.value FROM json_each(?) AS wanted CROSS JOIN account AS a ON a.id = wanted.value
CROSS JOIN json_each(a.facts, '$.steps') AS planned"""
_MARKED: Final = """
SELECT a.id FROM json_each(?) AS wanted CROSS JOIN account AS a ON a.id = wanted.value WHERE instr(a.facts, '"bars":')
UNION ALL
SELECT p.id FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
WHERE instr(p.facts, '"bars":') OR instr(p.facts, '"bad":') OR instr(p.facts, '"email_bad"')"""
_FIRMS: Final = "SELECT a.facts FROM json_each(?) AS wanted CROSS JOIN account AS a ON a.id = wanted.value"
_PEOPLE: Final = "SELECT p.facts FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.account = wanted.value"
_ROLES: Final = tuple(Role)


def speak(db: sqlite3.Connection, rows: Sequence[TodayRow], settings: Settings, today: date) -> list[TodayRow]:
    """Return the rows with their reason, their person and a channel that reaches them; put-off ones come last.

    The facts of an account are read only where the row cannot know by itself: no person or channel named, the person
    gone, a bar or a dead channel somewhere.
    """
    plans = _plans(db, rows)
    said = [_reasoned(row, plans.get(row.account, ()), settings, today) for row in rows]
    said.sort(key=lambda row: row.later)
    marked = _marked(db, said)
    reached = _reached(db, [row for row in said if _is_unsure(row, marked)])
    return [reached.get(row.account, row) for row in said]


def reach(row: TodayRow, account: AccountFacts, everyone: Sequence[PersonFacts]) -> TodayRow:
    """Return the row with its step's person and channel where these reach, else with the lead and what reaches them."""
    person = _whom(row, account, everyone)
    channel = row.channel if _stands(row.channel, account, person) else _channel(row.channel, account, person)
    if person is None:
        return replace(row, person=None, person_name="", title="", channel=channel)
    return replace(row, person=person.id, person_name=person.name, title=person.get("title"), channel=channel)


def _plans(db: sqlite3.Connection, rows: Sequence[TodayRow]) -> dict[AccountId, tuple[Step, ...]]:
    plans: dict[AccountId, tuple[Step, ...]] = {}
    for account, text in db.execute(_PLANS, (_ids(row.account for row in rows),)):
        plans[account] = (*plans.get(account, ()), codec.decode(Step, text))
    return plans


def _reasoned(row: TodayRow, steps: Sequence[Step], settings: Settings, today: date) -> TodayRow:
    step = next((each for each in steps if each.id == row.step), None)
    if step is None:
        return row
    tries = len(settings.spacing.chase) if step.purpose is Purpose.CHASE else len(settings.burst.channels)
    ahead = (other.on for other in steps if other.kind is StepKind.PROMISE and other.on > row.due)
    reason = ordering.reason(step, row.late, tries=tries, at=row.at, until=min(ahead, default=None))
    return replace(row, reason=reason, later=step.later == today)


def _marked(db: sqlite3.Connection, rows: Sequence[TodayRow]) -> set[str]:
    accounts, persons = _ids(row.account for row in rows), _ids(row.person for row in rows)
    return {found for (found,) in db.execute(_MARKED, (accounts, persons))}


def _is_unsure(row: TodayRow, marked: set[str]) -> bool:
    if row.purpose is Purpose.RESEARCH:
        return False
    return row.person is None or row.channel is None or row.account in marked or row.person in marked


def _reached(db: sqlite3.Connection, rows: Sequence[TodayRow]) -> dict[AccountId, TodayRow]:
    wanted = (_ids(row.account for row in rows),)
    firms = {each.id: each for each in (codec.decode(AccountFacts, text) for (text,) in db.execute(_FIRMS, wanted))}
    everyone: dict[AccountId, list[PersonFacts]] = {}
    for (text,) in db.execute(_PEOPLE, wanted):
        person = codec.decode(PersonFacts, text)
        everyone.setdefault(person.account, []).append(person)
    return {row.account: reach(row, firms[row.account], everyone.get(row.account, [])) for row in rows}


def _whom(row: TodayRow, account: AccountFacts, everyone: Sequence[PersonFacts]) -> PersonFacts | None:
    """The step's person, else the lead; who can be reached goes before who is only known by name (R17)."""
    able = people.reachable(account, everyone)
    there = sorted(
        (each for each in everyone if not each.gone and guards.barred(account, each, None) is None),
        key=lambda each: (_ROLES.index(each.role), each.id),
    )
    named = people.find(there, row.person)
    if named is not None and (named in able or _stands(row.channel, account, named)):
        return named
    return next(iter((*able, *([named] if named else []), *there)), None)


def _stands(channel: Channel | None, account: AccountFacts, person: PersonFacts | None) -> bool:
    """A visit, letter, text or event needs no address that we know; only a bar speaks against it (R38)."""
    return channel is not None and channel not in people.CHANNELS and guards.barred(account, person, channel) is None


def _channel(wanted: Channel | None, account: AccountFacts, person: PersonFacts | None) -> Channel | None:
    return people.pick(account, person, people.CHANNELS if wanted is None else (wanted, *people.CHANNELS))


def _ids(wanted: Iterable[AccountId | PersonId | None]) -> str:
    return json.dumps([each for each in wanted if each is not None])
