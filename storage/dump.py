"""The dump queue: what is proposed and why, and what was dumped and won (R24-R30). Nothing here dumps anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from playbook import codec, drain
from playbook.drain import Proposal
from playbook.facts import AccountFacts
from playbook.fit import fit
from playbook.settings import Settings
from playbook.words import AccountId, Standing
from storage.counts import standing
from storage.journal import body_of
from storage.record import counting, hours, listed
from storage.views import DumpQueue, DumpRow
from storage.views_numbers import DumpedList, DumpedRow
from storage.worth import worth

_PROPOSED: Final = "SELECT facts FROM account WHERE proposed <> ''"
_DUMPED: Final = "SELECT facts FROM account WHERE standing = 'dumped'"
_WON: Final = f"""
SELECT a.id, json_extract({body_of("e")}, '$.on'), json_extract({body_of("e")}, '$.hours'), max(e.id) FROM entry AS e
JOIN account AS a ON a.id = coalesce((SELECT root FROM alias WHERE alias.id = e.entity), e.entity)
  AND a.standing = 'dumped'
LEFT JOIN action AS act ON act.id = e.action
WHERE e.kind = 'dump.dumped' AND e.kind NOT IN ('touch.logged', 'account.added', 'person.added')
  AND coalesce(act.dead, 0) = 0
GROUP BY a.id"""  # noqa: S608  (constants only)
_CALLED: Final = """
SELECT t.account, t.on_day, t.note FROM json_each(?) AS wanted
CROSS JOIN touch AS t ON t.account = wanted.value AND t.inbound = 1 ORDER BY t.on_day, t.entry"""
News = tuple[date, str]


def dump_queue(db: sqlite3.Connection, settings: Settings, now: datetime) -> DumpQueue:
    """Return the proposals with their evidence in words, most hours first, and what all dumps have won (R25, R30)."""
    accounts = counting(db, _facts(db, _PROPOSED))
    today = now.date()
    spent = hours(db, (account.id for account in accounts), today)
    rows = [_row(account, settings, today, spent.get(account.id, 0.0)) for account in accounts]
    return DumpQueue(
        tuple(sorted((row for row in rows if row is not None), key=lambda row: (-row.hours, -row.score, row.name))),
        standing(db, Standing.SET_ASIDE), sum(hours for _, hours in won(db).values()), standing(db, Standing.DUMPED),
    )  # fmt: skip


def dumped_list(db: sqlite3.Connection, settings: Settings, now: datetime) -> DumpedList:
    """Return what was dumped with its reason and the news "since then" (R29), the hours won, and whom they go to (R30).

    The newest dump stands first.
    """
    hours_won = won(db)
    accounts = list(_facts(db, _DUMPED))
    called = _called(db, accounts)
    rows = [
        _dumped_row(account, hours_won.get(account.id, (now.date(), 0.0))[1], called.get(account.id, []))
        for account in accounts
    ]
    rows.sort(key=lambda row: (row.on or date.min, row.account), reverse=True)
    return DumpedList(tuple(rows), sum(hours for _, hours in hours_won.values()), worth(db, settings, now))


def won(db: sqlite3.Connection) -> dict[AccountId, tuple[date, float]]:
    """Return the day and the hours a quarter of the living, newest dump of each dumped account (R30)."""
    return {
        AccountId(account): (date.fromisoformat(on), float(hours or 0.0)) for account, on, hours, _ in db.execute(_WON)
    }


def _row(account: AccountFacts, settings: Settings, today: date, spent: float) -> DumpRow | None:
    proposal = drain.proposal(account, fit(account, settings), settings, today)
    return None if proposal is None else _proposed_row(account, proposal, spent)


def _proposed_row(account: AccountFacts, proposal: Proposal, spent: float) -> DumpRow:
    return DumpRow(
        account.id, account.name, proposal.why, proposal.evidence, spent, proposal.rounds, proposal.score,
        account.no_total,
        account.dream,
    )  # fmt: skip


def _dumped_row(account: AccountFacts, hours_won: float, called: Iterable[News]) -> DumpedRow:
    on = account.dumped_on or date.min
    seen = ((each.seen, each.text or each.kind) for each in account.openings)
    news = tuple(sorted(each for each in (*seen, *called) if each[0] >= on)) if account.dumped_on else ()
    return DumpedRow(
        account.id, account.name, account.dumped_on, account.dump_reason, hours_won, account.no_total, account.touches,
        account.dream, news,
    )  # fmt: skip


def _called(db: sqlite3.Connection, accounts: Iterable[AccountFacts]) -> dict[AccountId, list[News]]:
    """Return when each of these accounts contacted us (R29)."""
    found: dict[AccountId, list[News]] = {}
    for account, on, note in db.execute(_CALLED, (listed(each.id for each in accounts),)):
        words = f"they contacted us: {note}" if note else "they contacted us"
        found.setdefault(AccountId(account), []).append((date.fromisoformat(on), words))
    return found


def _facts(db: sqlite3.Connection, query: str) -> Iterable[AccountFacts]:
    return (codec.decode(AccountFacts, text) for (text,) in db.execute(query))
