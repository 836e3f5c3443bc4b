"""The rows of today's list, read in the order of R33 without touching more of the book than is shown.

SQL orders and limits inside one group on a covering index; Python only settles what is shown (open offices, their wall
time, whom and how).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final

from playbook import guards, ordering
from playbook.settings import Hours
from playbook.values import dataclass
from playbook.words import (
    AccountId,
    Channel,
    Group,
    Intent,
    PersonId,
    Purpose,
    Standing,
    StepId,
    Verdict,
)
from storage.their_time import on_clock, wall_time
from storage.views import TodayRow

GROUPS: Final = tuple(Group)
_PURPOSES: Final = {each.value: each for each in Purpose}
_CHANNELS: Final[dict[str | None, Channel | None]] = {None: None, **{each.value: each for each in Channel}}
_INTENTS: Final = {each.value: each for each in Intent}
_VERDICTS: Final = {each.value: each for each in Verdict}
_STANDINGS: Final = {each.value: each for each in Standing}
"""One look into a table costs a third of asking the class, and this is done five times a row."""
FREE: Final = tuple(group for group in GROUPS if group in ordering.UNCAPPED)
CAPPED: Final = tuple(group for group in GROUPS if group not in ordering.UNCAPPED and group is not Group.FIRST)
BEFORE_RESEARCH: Final = tuple(group for group in CAPPED if group is not Group.RESEARCH)

_BY_NEED: Final = frozenset({Group.DREAM, Group.VALUE, Group.RHYTHM})
"""Groups that go by urgency (R33); the others are owed, so the longest owed comes first."""
_SPARE: Final = 20
_MORE: Final = 4
_STEPS: Final = """
SELECT s.account, a.name, s.id, s.purpose, s.due, s.at, s.at_zone, s.channel, s.intent, s.gap, s.snoozed, s.grp, s.rank,
  p.id, coalesce(p.name, ''), coalesce(p.title, ''), coalesce(nullif(p.zone, ''), a.zone),
  a.nos, a.fit, a.verdict, a.dream, a.standing, a.last_on, a.country
FROM picked CROSS JOIN step AS s ON s.id = picked.id CROSS JOIN account AS a ON a.id = s.account
LEFT JOIN person AS p ON p.id = s.person AND p.account = s.account AND p.gone = 0"""
_BY_URGENCY: Final = f"""
WITH picked AS MATERIALIZED (
  SELECT id FROM step WHERE live = 1 AND grp = :place AND due <= :today
  ORDER BY round((julianday(:today) - julianday(due) + 1) / max(gap, 1) * rank, 6) DESC, rank DESC, account LIMIT :most
){_STEPS}"""  # noqa: S608  (built of constants)
_BY_DAY: Final = f"""
WITH picked AS MATERIALIZED (
  SELECT id FROM step WHERE live = 1 AND grp = :place AND due <= :today ORDER BY due, rank DESC, account LIMIT :most
){_STEPS}"""  # noqa: S608  (built of constants)
_POOL: Final = """
SELECT id, name, zone, nos, fit, verdict, dream, standing, country, rank, opening FROM account
WHERE standing = 'pool' AND verdict = ? ORDER BY opening DESC, rank DESC, id LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and what its place goes by."""

    row: TodayRow
    gap: int
    """Days, R33."""
    rank: float


@dataclass(frozen=True, slots=True)
class Now:
    """The moment for which a list is drawn."""

    at: datetime
    """On the rep's clock."""
    hours: Hours
    holidays: Callable[[str], frozenset[date]]
    """The holidays of a country (R36)."""

    @property
    def day(self) -> date:
        """The rep's day."""
        return self.at.date()

    def open(self, there: datetime | None, country: str) -> bool | None:
        """Tell whether their office is open now: 8-18 there on their working days, None where the zone is unknown."""
        return None if there is None else guards.office_open(there, self.hours, self.holidays(country))


def due_rows(
    db: sqlite3.Connection, groups: tuple[Group, ...], now: Now, most: int, seen: set[AccountId]
) -> list[TodayRow]:
    """Return the due steps of these groups in R33's order, at most one per account and `most` in all.

    `most` below 0 means all. Accounts in `seen` are left out, and what is returned is added to it.
    """
    found: list[TodayRow] = []
    for group in groups:
        left = most if most < 0 else most - len(found)
        if left == 0:
            break
        found += _group_rows(db, group, now, left, seen)
    return found


def first_rows(db: sqlite3.Connection, now: Now, most: int) -> list[TodayRow]:
    """Return the accounts whose first touch comes next (R2, R32): on profile before unknown, then the best rank.

    An opening lifts the rank above all without one (R22). Among equals those whose offices are open come first (R33).
    """
    found: list[TodayRow] = []
    for verdict in (Verdict.ON, Verdict.UNKNOWN):
        if len(found) < most:
            left = most - len(found)
            records = db.execute(_POOL, (verdict, left + _SPARE)).fetchall()
            places = {record[0]: (-record[-1], -record[-2]) for record in records}
            rows = [_first_row(record, now) for record in records]
            rows.sort(key=lambda row: (places[row.account], row.open is not True))
            found += rows[:left]
    return found


def _group_rows(db: sqlite3.Connection, group: Group, now: Now, most: int, seen: set[AccountId]) -> list[TodayRow]:
    """Read a few more than asked for, so that open offices can decide among equals; read on where accounts repeat."""
    limit = most if most < 0 else most + _SPARE
    while True:
        records = db.execute(
            _BY_URGENCY if group in _BY_NEED else _BY_DAY,
            {"place": ordering.place_of(group), "today": now.day.isoformat(), "most": limit},
        ).fetchall()
        rows = _one_each(_arranged([_placed(record, now) for record in records]), seen)
        if most < 0 or len(rows) >= most or len(records) < limit:
            shown = rows if most < 0 else rows[:most]
            seen.update(row.account for row in shown)
            return shown
        limit *= _MORE


def _arranged(found: list[Placed]) -> list[TodayRow]:
    by_step = {each.row.step: each for each in found}
    return ordering.arrange(
        (each.row for each in found), lambda row: by_step[row.step].gap, lambda row: by_step[row.step].rank
    )


def _one_each(rows: list[TodayRow], seen: set[AccountId]) -> list[TodayRow]:
    newest: dict[AccountId, TodayRow] = {}
    for row in rows:
        if row.account not in seen:
            newest.setdefault(row.account, row)
    return list(newest.values())


def _placed(record: tuple[Any, ...], now: Now) -> Placed:
    (
        account, name, step, purpose, due, at, at_zone, channel, intent, gap, snoozed, place, rank,
        person, person_name, title, zone, nos, fit, verdict, dream, standing, last_on, country,
    ) = record  # fmt: skip
    day = date.fromisoformat(due)
    there = wall_time(zone, now.at)
    hour = None if at is None else on_clock(day, time.fromisoformat(at), at_zone, now.at)
    row = TodayRow(
        AccountId(account), name, GROUPS[place], _PURPOSES[purpose], "", day, StepId(step), hour,
        None if person is None else PersonId(person), person_name, title,
        _CHANNELS[channel], _INTENTS[intent], max(0, (now.day - day).days), nos, fit,
        _VERDICTS[verdict], bool(dream), _STANDINGS[standing], snoozed, there,
        now.open(there, country), None if last_on is None else date.fromisoformat(last_on),
    )  # fmt: skip
    return Placed(row, gap, rank)


def _first_row(record: tuple[Any, ...], now: Now) -> TodayRow:
    account, name, zone, nos, fit, verdict, dream, standing, country, _rank, _opening = record
    there = wall_time(zone, now.at)
    asks = "" if verdict == Verdict.ON else ": does it fit?"
    return TodayRow(
        AccountId(account), name, Group.FIRST, Purpose.FIRST, f"{ordering.FIRST_REASON}{asks}", now.day,
        nos=nos, fit=fit, verdict=_VERDICTS[verdict], dream=bool(dream), standing=_STANDINGS[standing], there=there,
        open=now.open(there, country),
    )  # fmt: skip
