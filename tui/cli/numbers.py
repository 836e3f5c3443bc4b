"""`notyet numbers`: what the work of a span of days brought, for people and for scripts (R4)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from playbook.errors import BadInput
from playbook.fit import demand
from playbook.spans import Period, Span
from tui.cli.names import written
from tui.cli.say import Json, answer, verbatim
from tui.cli.session import Session, pass_session
from tui.cli.shapes import Shape, day

if TYPE_CHECKING:
    from playbook.proof import Worked
    from storage.views_numbers import Numbers

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--span", type=click.Choice([str(period) for period in Period]), help="Up to today; else the quarter.")
@click.option("--from", "first", type=_DAY, metavar="DAY", help="From this day on: 2026-10-01.")
@click.option("--to", "last", type=_DAY, metavar="DAY", help="Up to this day, today if it isn't said.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.option("--plain", is_flag=True, help="As text that pastes well; it is that anyway.")
@pass_session
def numbers(
    session: Session, *, span: str | None, first: datetime | None, last: datetime | None, as_json: bool, plain: bool
) -> None:
    """What the work brought: outcomes, No's before a yes, on against off profile, promises, the load ahead (R4)."""
    from tui.numbers_words import text

    del plain
    period = Period(span) if span else None
    wanted = _span(session.today, first, last) if first or last else period or Period.QUARTER
    if period is not None and (first or last):
        raise BadInput("Say either --span or days, not both.", "For example: notyet numbers --span month")
    with session.reading() as book:
        found = book.numbers(wanted, session.now)
    if as_json:
        answer(shape(found))
    else:
        verbatim(text(found, wanted if isinstance(wanted, Period) else None))


def _span(today: date, first: datetime | None, last: datetime | None) -> Span:
    end = last.date() if last else today
    start = first.date() if first else end
    if start > end:
        raise BadInput(f"{start} lies after {end}.", "Say the earlier day with --from, the later one with --to.")
    return Span(start, end)


def shape(found: Numbers) -> Shape:
    """Return `numbers --json`."""
    sums, proof, promises = found.sums, found.proof, found.promises
    return {
        "from": day(found.span.first),
        "to": day(found.span.last),
        "touches": sums.touches,
        "dials": sums.dials,
        "first_touches": sums.first,
        "inbound": sums.inbound,
        "talks": sums.talks,
        "nos": sums.nos,
        "meetings": sums.meetings,
        "wins": sums.wins,
        "minutes": sums.minutes,
        "outcomes": _outcomes(found),
        "days": [
            {"date": day(each.day), "touches": each.touches, "talks": each.talks, "nos": each.nos,
             "meetings": each.meetings}
            for each in found.days
        ],
        "talk_hours": [{"hour": hour, "talks": talks} for hour, talks in found.hours],
        "nos_before_yes": [{"nos": each.nos, "accounts": each.accounts} for each in found.before],
        "profile": {"known": proof.profiled, "on": _worked(proof.on), "off": _worked(proof.off),
                    "unknown": _worked(proof.unknown), "scored": "now"},
        "criteria": [
            {"criterion": demand(each.criterion), "met": _worked(each.met), "not_met": _worked(each.missed),
             "unknown": _worked(each.unknown)}
            for each in proof.criteria
        ],
        "incumbents": [{"incumbent": name, **_worked(work)} for name, work in proof.incumbents],
        "promises": {"kept": promises.kept, "late": promises.late, "open": promises.overdue + promises.ahead,
                     "overdue": promises.overdue},
        "dumps": {"accounts": found.won.dumps, "hours_won": round(found.won.hours, 2)},
        "load": [{"date": day(on), "touches": touches} for on, touches in found.load],
        "cap": found.cap,
    }  # fmt: skip


def _outcomes(found: Numbers) -> list[Json]:
    rows: list[Json] = []
    for each in found.outcomes:
        outcome, reading = written(each.outcome, each.reading)
        rows.append({"outcome": outcome, "reading": reading, "count": each.touches, "minutes": each.minutes})
    return rows


def _worked(work: Worked) -> dict[str, Json]:
    return {
        "touches": work.touches,
        "minutes": work.minutes,
        "minutes_a_touch": None if work.minutes_each is None else round(work.minutes_each, 2),
        "meetings": work.meetings,
        "wins": work.wins,
        "meetings_in_100": None if work.share is None else round(work.share, 2),
        "enough": work.tells,
    }
