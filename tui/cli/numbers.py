"""`notyet numbers`: what the work of a span of days brought, for people and for scripts (R4)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from playbook.errors import BadInput
from playbook.fit import demand
from playbook.proof import against
from playbook.spans import Period, Span
from tui.cli.names import written
from tui.cli.say import Json, answer, table, verbatim
from tui.cli.session import Session, pass_session
from tui.cli.shapes import Shape, day
from tui.numbers_words import later, noes, planned

if TYPE_CHECKING:
    from playbook.proof import Worked
    from storage.views_numbers import Numbers, Sums

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--span", type=click.Choice([str(period) for period in Period]), help="Up to today; else the quarter.")
@click.option("--back", type=click.IntRange(0, 1200), default=0, help="So many spans before: 1 is last week.")
@click.option("--from", "first", type=_DAY, metavar="DAY", help="From this day on: 2026-10-01.")
@click.option("--to", "last", type=_DAY, metavar="DAY", help="Up to this day, today if it isn't said.")
@click.option("--json", "form", flag_value="json", help="For scripts: every figure of the page; --keys names them.")
@click.option("--plain", "form", flag_value="text", help="As text with straight columns; it is that anyway.")
@click.option("--short", "form", flag_value="short", help="In a few sentences, for a chat.")
@click.option("--markdown", "form", flag_value="markdown", help="As Markdown tables.")
@click.option("--sheet", "form", flag_value="sheet", help="Parted by tabs, for a spreadsheet.")
@click.option("--keys", "form", flag_value="keys", help="What each key of --json means.")
@pass_session
def numbers(
    session: Session, *, span: str | None, back: int, first: datetime | None, last: datetime | None, form: str | None
) -> None:
    """What the work brought: outcomes, No's before a yes, on against off profile, promises, the load ahead (R4)."""
    from tui.numbers_text import FORMS

    if form == "keys":
        table([*KEYS.items()])
        return
    named = bool(first or last)
    if named and (span or back):
        raise BadInput("Say either --span or days, not both.", "For example: notyet numbers --span month --back 1")
    period = Period(span) if span else Period.QUARTER
    wanted = _span(session.today, first, last) if named else period
    with session.reading() as book:
        found = book.numbers(wanted, session.now, 0 if period is Period.ALL else back)
    if form == "json":
        answer(shape(found))
    else:
        verbatim(FORMS[form or "text"](found))


def _span(today: date, first: datetime | None, last: datetime | None) -> Span:
    end = last.date() if last else today
    start = first.date() if first else end
    if start > end:
        raise BadInput(f"{start} lies after {end}.", "Say the earlier day with --from, the later one with --to.")
    return Span(start, end)


KEYS = {
    "span": "its name: today, week, month, quarter, year, all; null for days that were named",
    "back": "so many spans before this one",
    "from": "first day", "to": "last day", "since": "first day of the record, null before it begins",
    "touches": "touches of yours that count (R7)", "dials": "those that were calls",
    "first_touches": "accounts touched for the first time (R32)", "inbound": "they contacted you",
    "talks": "talks, call-backs and meetings, whoever called", "nos": "No's of every kind", "meetings": "agreed",
    "wins": "won", "minutes": "of all touches (R27)", "minutes_a_touch": "null without a touch",
    "touches_a_talk": "touches for one talk; null where there was none", "touches_a_no": "for one No",
    "touches_a_meeting": "for one meeting", "touches_a_win": "for one win",
    "before": "the span before, as far as this one has come: its days and the same sums; null without one",
    "outcomes": "each outcome with its reading, how often, minutes",
    "nos_by_kind": "No's by kind and reading (R18)",
    "days": "every day of the span from the first one of the record on",
    "talk_hours": "talks of yours by the hour of their day (R36)",
    "nos_before_yes": "accounts by the No's before their first yes (R5)",
    "yes_after_fourth_no": "how many of them had said more than four", "first_yeses": "how many said a first yes",
    "profile": "on, off, not known; by the verdict of now (R4)", "profile_told": "what that comes to, in words",
    "criteria": "each criterion of the profile, met and not", "incumbents": "by the provider that they have",
    "promises": "kept on their day, late, open, of those overdue and ahead (R10)",
    "dumps": "accounts let go, hours a quarter won, day by day (R30)",
    "load": "touches planned on each of the next 90 days", "planned": "their sum", "fullest_day": "and its touches",
    "cap": "touches a day (R34)",
}  # fmt: skip
"""What `numbers --json` holds, key by key; more may come, none goes (DESIGN section 5)."""


def shape(found: Numbers) -> Shape:
    """Return `numbers --json`."""
    return {
        "span": None if found.period is None else str(found.period),
        "back": found.back,
        "from": day(found.span.first),
        "to": day(found.span.last),
        "since": None if found.since is None else day(found.since),
        **_sums(found.sums),
        **_rates(found.sums),
        "before": None
        if found.earlier is None
        else {"from": day(found.earlier[0].first), "to": day(found.earlier[0].last), **_sums(found.earlier[1])},
        "outcomes": _outcomes(found),
        "nos_by_kind": [{"kind": kind, "count": count} for kind, count in noes(found)],
        "days": [
            {"date": day(each.day), "touches": each.touches, "talks": each.talks, "nos": each.nos,
             "meetings": each.meetings}
            for each in found.days
        ],
        "talk_hours": [{"hour": hour, "talks": talks} for hour, talks in found.hours],
        **_yeses(found),
        **_proof(found),
        **_ahead(found),
    }  # fmt: skip


def _sums(sums: Sums) -> dict[str, Json]:
    return {
        "touches": sums.touches, "dials": sums.dials, "first_touches": sums.first, "inbound": sums.inbound,
        "talks": sums.talks, "nos": sums.nos, "meetings": sums.meetings, "wins": sums.wins, "minutes": sums.minutes,
    }  # fmt: skip


def _rates(sums: Sums) -> dict[str, Json]:
    """Touches for one talk, No, meeting, win."""
    counts = {"talk": sums.talks, "no": sums.nos, "meeting": sums.meetings, "win": sums.wins}
    rates: dict[str, Json] = {
        f"touches_a_{name}": round(sums.touches / count, 2) if count else None for name, count in counts.items()
    }
    return {**rates, "minutes_a_touch": round(sums.minutes / sums.touches, 2) if sums.touches else None}


def _yeses(found: Numbers) -> dict[str, Json]:
    lost, total = later(found.before)
    return {
        "nos_before_yes": [{"nos": each.nos, "accounts": each.accounts} for each in found.before],
        "yes_after_fourth_no": lost,
        "first_yeses": total,
    }


def _proof(found: Numbers) -> dict[str, Json]:
    proof = found.proof
    return {
        "profile": {"known": proof.profiled, "on": _worked(proof.on), "off": _worked(proof.off),
                    "unknown": _worked(proof.unknown), "scored": "now"},
        "profile_told": against(proof.on, proof.off) if proof.profiled else None,
        "criteria": [
            {"criterion": demand(each.criterion), "met": _worked(each.met), "not_met": _worked(each.missed),
             "unknown": _worked(each.unknown)}
            for each in proof.criteria
        ],
        "incumbents": [{"incumbent": name, **_worked(work)} for name, work in proof.incumbents],
    }  # fmt: skip


def _ahead(found: Numbers) -> dict[str, Json]:
    """Promises, what was won by letting go, and what lies ahead."""
    promises = found.promises
    on, most = max(found.load, key=lambda pair: pair[1], default=(found.span.last, 0))
    return {
        "promises": {"kept": promises.kept, "late": promises.late, "open": promises.overdue + promises.ahead,
                     "overdue": promises.overdue, "ahead": promises.ahead},
        "dumps": {"accounts": found.won.dumps, "hours_won": round(found.won.hours, 2),
                  "days": [{"date": day(on), "accounts": count, "hours_won": round(hours, 2)}
                           for on, count, hours in found.won.days]},
        "load": [{"date": day(on), "touches": touches} for on, touches in found.load],
        "planned": planned(found),
        "fullest_day": {"date": day(on), "touches": most} if most else None,
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
