"""The dump queue: what is proposed and why, and what was dumped and won (R24-R30). Nothing here dumps anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from playbook import codec, daywords, drain
from playbook.drain import Proposal
from playbook.facts import AccountFacts, Opening
from playbook.fit import fit
from playbook.settings import Settings
from playbook.words import AccountId, Standing
from storage.counts import standing
from storage.record import counting, hours
from storage.views import DumpQueue, DumpRow

DUMPED: Final = "dumped"
"""`why` of a row that was dumped already."""

_PROPOSED: Final = "SELECT facts FROM account WHERE proposed <> ''"
_DUMPED: Final = "SELECT facts FROM account WHERE standing = 'dumped'"
_WON: Final = """
SELECT a.id, json_extract(e.body, '$.hours'), max(e.id) FROM entry AS e
JOIN account AS a ON a.id = e.entity AND a.standing = 'dumped'
LEFT JOIN action AS act ON act.id = e.action
WHERE e.kind = 'dump.dumped' AND e.kind NOT IN ('touch.logged', 'account.added', 'person.added')
  AND coalesce(act.dead, 0) = 0
GROUP BY a.id"""


def dump_queue(db: sqlite3.Connection, settings: Settings, now: datetime) -> DumpQueue:
    """Return the proposals with their evidence in words, most hours first, and what all dumps have won (R25, R30)."""
    accounts = counting(db, _facts(db, _PROPOSED))
    today = now.date()
    spent = hours(db, (account.id for account in accounts), today)
    rows = [_row(account, settings, today, spent.get(account.id, 0.0)) for account in accounts]
    return DumpQueue(
        tuple(sorted((row for row in rows if row is not None), key=lambda row: (-row.hours, -row.score, row.name))),
        standing(db, Standing.SET_ASIDE), sum(_won(db).values()), standing(db, Standing.DUMPED),
    )  # fmt: skip


def dumped_list(db: sqlite3.Connection) -> tuple[DumpRow, ...]:
    """Return what was dumped, the newest dump first: the reason, and the news that stands "since then" (R29)."""
    won = _won(db)
    rows = [_dumped_row(account, won.get(account.id, 0.0)) for account in _facts(db, _DUMPED)]
    return tuple(sorted(rows, key=lambda row: (row.dumped_on or date.min, row.account), reverse=True))


def _row(account: AccountFacts, settings: Settings, today: date, spent: float) -> DumpRow | None:
    proposal = drain.proposal(account, fit(account, settings.profile), settings, today)
    return None if proposal is None else _proposed_row(account, proposal, spent)


def _proposed_row(account: AccountFacts, proposal: Proposal, spent: float) -> DumpRow:
    return DumpRow(
        account.id, account.name, proposal.why, proposal.evidence, spent, proposal.rounds, proposal.score,
        account.no_total,
        account.dream,
    )  # fmt: skip


def _dumped_row(account: AccountFacts, won: float) -> DumpRow:
    since = (f"since then {daywords.full(each.seen)}: {each.text or each.kind}" for each in _news(account))
    said = (account.dump_reason,) if account.dump_reason else ()
    return DumpRow(
        account.id, account.name, DUMPED, (*said, *since), won, drain.rounds(account.signals), 0.0, account.no_total,
        account.dream, account.dumped_on,
    )  # fmt: skip


def _news(account: AccountFacts) -> Iterable[Opening]:
    return (each for each in account.openings if account.dumped_on is not None and each.seen >= account.dumped_on)


def _facts(db: sqlite3.Connection, query: str) -> Iterable[AccountFacts]:
    return (codec.decode(AccountFacts, text) for (text,) in db.execute(query))


def _won(db: sqlite3.Connection) -> dict[AccountId, float]:
    """Return the hours that the living, newest dump of each dumped account has won a quarter (R30)."""
    return {AccountId(account): float(won or 0.0) for account, won, _ in db.execute(_WON)}
