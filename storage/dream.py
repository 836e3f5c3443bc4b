"""The dream clients: who is open, who has gone quiet, and the long record behind each (R19, R20, R23)."""

from __future__ import annotations

import sqlite3
import weakref
from datetime import date, datetime
from typing import Final

from playbook import codec, daywords
from playbook.facts import AccountFacts, Opening, PersonFacts
from playbook.long_record import long_record
from playbook.settings import Settings
from playbook.silence import silence
from playbook.values import dataclass
from playbook.words import AccountId, Purpose, Tier
from storage.record import listed
from storage.views import DreamRow

QUARTERS: Final = 12
"""Quarters of the sparkline (R23)."""

_OPEN: Final = frozenset({Purpose.OPENING, Purpose.SUCCESSOR})
_MONTHS: Final = 3
_ACCOUNTS: Final = "SELECT id, facts, tier, rank FROM account WHERE dream = 1"
_PEOPLE: Final = (
    "SELECT p.account, p.facts FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.account = wanted.value"
)
_QUARTERS: Final = """
SELECT t.account, substr(t.on_day, 1, 4) * 4 + (substr(t.on_day, 6, 2) - 1) / 3, count(*)
FROM json_each(?) AS wanted CROSS JOIN touch AS t ON t.account = wanted.value AND t.on_day >= ? AND t.on_day <= ?
WHERE t.counts = 1 GROUP BY 1, 2"""


@dataclass(frozen=True, slots=True)
class _Found:
    """A dream client as it stands in the tables: what its row follows from beside the settings and the day."""

    facts: str
    tier: Tier
    rank: float
    people: tuple[str, ...]
    quarters: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A row of the pane, and what it was made from."""

    found: _Found
    row: DreamRow


class _Rows:
    """The rows of the last reading: reading facts from their text is nearly all that a reading costs."""

    def __init__(self) -> None:
        self._seen: tuple[Settings, date] | None = None
        self._kept: dict[str, _Kept] = {}

    def of(self, found: dict[str, _Found], settings: Settings, today: date) -> list[tuple[DreamRow, float]]:
        """Return the rows with their ranks; made anew is what stands otherwise than it did."""
        if self._seen != (settings, today):
            self._seen, self._kept = (settings, today), {}
        self._kept = {number: self._one(number, each, settings, today) for number, each in found.items()}
        return [(kept.row, kept.found.rank) for kept in self._kept.values()]

    def _one(self, number: str, found: _Found, settings: Settings, today: date) -> _Kept:
        kept = self._kept.get(number)
        return kept if kept is not None and kept.found == found else _Kept(found, _row(found, settings, today))


_ROWS: Final[weakref.WeakKeyDictionary[sqlite3.Connection, _Rows]] = weakref.WeakKeyDictionary()


def dream(db: sqlite3.Connection, settings: Settings, now: datetime) -> tuple[DreamRow, ...]:
    """Return the dream clients: openings first, then the longest silence, then the highest rank (R20)."""
    rows = _ROWS.setdefault(db, _Rows()).of(_found(db, now.date()), settings, now.date())
    rows.sort(key=lambda pair: (not pair[0].opening, -pair[0].silence, -pair[1], pair[0].name, pair[0].account))
    return tuple(row for row, _ in rows)


def quietest(
    db: sqlite3.Connection, settings: Settings, now: datetime, most: int
) -> tuple[tuple[AccountFacts, float], ...]:
    """Return the first dream clients of that order with their silence, without the record behind them (R20, R30)."""
    today = now.date()
    found = [
        (account, rank, silence(account, Tier(tier), settings, today))
        for account, tier, rank in (
            (codec.decode(AccountFacts, text), tier, rank) for _, text, tier, rank in db.execute(_ACCOUNTS)
        )
    ]
    found.sort(key=lambda each: (not _opening(each[0]), -each[2], -each[1], each[0].name, each[0].id))
    return tuple((account, silent) for account, _, silent in found[:most])


def _found(db: sqlite3.Connection, today: date) -> dict[str, _Found]:
    accounts = db.execute(_ACCOUNTS).fetchall()
    wanted = listed(AccountId(number) for number, *_ in accounts)
    everyone = _people(db, wanted)
    quarters = _quarters(db, wanted, today)
    return {
        number: _Found(text, Tier(tier), rank, tuple(everyone.get(number, ())), quarters.get(number, {}))
        for number, text, tier, rank in accounts
    }


def _row(found: _Found, settings: Settings, today: date) -> DreamRow:
    account, newest = codec.decode(AccountFacts, found.facts), quarter(today)
    everyone = [codec.decode(PersonFacts, text) for text in found.people]
    told = long_record(account, everyone, found.tier, settings, today)
    return DreamRow(
        account.id, account.name, told.since, told.years, told.nos, told.touches, told.spend, told.incumbent,
        silence(account, found.tier, settings, today), told.person, told.person_name, told.last, told.next,
        _opening(account), tuple(found.quarters.get(newest - back, 0) for back in reversed(range(QUARTERS))),
        told.person_since, told.incumbent_since, told.before, told.outlived, told.waited,
    )  # fmt: skip


def quarter(day: date) -> int:
    """Return the number of the day's quarter, counted from the year 0."""
    return day.year * 4 + (day.month - 1) // _MONTHS


def _opening(account: AccountFacts) -> str:
    """The newest opening in words, as long as a step for it stands in the plan (R22)."""
    if not any(step.purpose in _OPEN for step in account.steps):
        return ""
    newest = max(account.openings, key=lambda each: (each.seen, each.entry), default=None)
    return "opening" if newest is None else _words(newest)


def _words(opening: Opening) -> str:
    text = opening.text or opening.kind
    return text if opening.on is None or opening.on == opening.seen else f"{text}, {daywords.short(opening.on)}"


def _people(db: sqlite3.Connection, wanted: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for account, text in db.execute(_PEOPLE, (wanted,)):
        found.setdefault(account, []).append(text)
    return found


def _quarters(db: sqlite3.Connection, wanted: str, today: date) -> dict[str, dict[int, int]]:
    oldest = quarter(today) - QUARTERS + 1
    first = date(oldest // 4, oldest % 4 * _MONTHS + 1, 1)
    found: dict[str, dict[int, int]] = {}
    for account, number, touches in db.execute(_QUARTERS, (wanted, first.isoformat(), today.isoformat())):
        found.setdefault(account, {})[number] = touches
    return found
