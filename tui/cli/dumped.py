"""`notyet dumped`: everything that was let go, the hours won, and whom they go to (R29, R30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from playbook import daywords
from tui.cli.say import Json, answer, out, table, talk
from tui.cli.session import Session, pass_session
from tui.cli.shapes import Shape, day

if TYPE_CHECKING:
    from storage.views_numbers import DumpedList, DumpedRow, Worth


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def dumped(session: Session, *, as_json: bool) -> None:
    """Everything that was let go: when, why, hours won, and what happened since; revive in the planner (r)."""
    with session.reading() as book:
        found = book.dumped(session.now)
    if as_json:
        answer(shape(found))
        return
    rows = [
        ("" if row.on is None else daywords.full(row.on), row.name, row.reason, f"{row.hours:.1f} h", f"No {row.nos}",
         "; ".join(_news(row)))
        for row in found.rows
    ]  # fmt: skip
    table(rows, ("let go", "account", "because", "a quarter", "No", "since then"))
    if not found.rows:
        talk("Nobody was let go yet: d on a row of the dump queue does it.")
        return
    talk(f"{len(found.rows)} let go, {found.hours_won:,.1f} h a quarter won.")
    if found.worth:
        out()
        out("Spend them on: " + ", ".join(_worth(each) for each in found.worth))


def _news(row: DumpedRow) -> list[str]:
    return [f"{daywords.short(on)} {on.year}: {words}" for on, words in row.news]


def _worth(each: Worth) -> str:
    if each.why == "dream":
        return f"{each.name} (dream)"
    return f"{each.name} (pool)" if each.fit is None else f"{each.name} (pool, fit {each.fit})"


def shape(found: DumpedList) -> Shape:
    """Return `dumped --json`."""
    rows: list[Json] = [
        {
            "account": row.name, "account_id": row.account, "dumped": day(row.on), "reason": row.reason or None,
            "hours": round(row.hours, 2), "no_count": row.nos, "touch_count": row.touches, "dream": row.dream,
            "since_then": [{"on": day(on), "what": words} for on, words in row.news],
        }
        for row in found.rows
    ]  # fmt: skip
    worth: list[Json] = [
        {"account": each.name, "account_id": each.account, "why": each.why, "fit": each.fit} for each in found.worth
    ]
    return {"hours_won": round(found.hours_won, 2), "dumped": rows, "spend_on": worth}
