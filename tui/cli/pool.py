"""`notyet pool`: who waits for a first touch, the best fit first (R32)."""

from __future__ import annotations

import click

from playbook.words import Verdict
from storage.views_day import Pool, PoolRow
from tui.cli import shapes
from tui.cli.say import answer, table, talk
from tui.cli.session import Session, pass_session
from tui.cli.shapes import Shape


@click.command()
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def pool(session: Session, *, words: tuple[str, ...], as_json: bool) -> None:
    """Accounts that wait for a first touch, best fit first; WORDS narrow it."""
    with session.reading() as book:
        found = book.pool(session.now, " ".join(words))
    if as_json:
        answer(_shape(found))
        return
    table([_cells(row) for row in found.rows])
    talk(f"{found.waiting:,} wait: {found.days:,} days at {found.quota} first touches a day.")
    if found.more:
        talk(f"Only the best {len(found.rows):,} are listed: words narrow it.")
    if found.low:
        talk("The pool is low (R32): notyet import FILE brings a list; missing fields settle the unknown ones.")


def _cells(row: PoolRow) -> tuple[str, ...]:
    fit = "?" if row.verdict is Verdict.UNKNOWN else "" if row.fit is None else str(row.fit)
    where = ", ".join(part for part in (row.city, row.state, row.country) if part)
    return (fit, row.tier, row.name, "opening" if row.opening else "", row.industry, where, row.account)


def _shape(found: Pool) -> Shape:
    return {
        "waiting": found.waiting,
        "unknown": found.unknown,
        "quota": found.quota,
        "low": found.low,
        "more": found.more,
        "accounts": [
            {
                "account": row.name,
                "account_id": row.account,
                "verdict": row.verdict,
                "fit": row.fit,
                "tier": row.tier,
                "opening": row.opening,
                "industry": row.industry or None,
                "city": row.city or None,
                "state": row.state or None,
                "country": row.country or None,
                "local_time": shapes.hour(row.there),
            }
            for row in found.rows
        ],
    }
