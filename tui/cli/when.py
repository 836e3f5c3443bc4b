"""`notyet when`: the reader of callback phrases by itself (R14)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import click

from playbook import daywords
from playbook.errors import BadInput
from playbook.settings import Hours, Phrases
from tui.cli import shapes
from tui.cli.phrase import in_words, read
from tui.cli.say import answer, hour, out, talk
from tui.cli.session import Session, believable, pass_session

if TYPE_CHECKING:
    from playbook.phrases import Understood

MORNING = time(8, 30)
"""Time of day of a bare `--on`: the beginning of a block."""


@click.command()
@click.argument("phrase", nargs=-1, required=True)
@click.option("--on", "said_on", metavar="DATE", help="The day on which they said it; today, if you don't say.")
@click.option(
    "--country", metavar="CODE", help="Whose holidays are meant, as US, GB or DE; the book's own, if you don't say."
)
@click.option("--json", "as_json", is_flag=True, help="For scripts; what can't be placed is null, with the reason.")
@pass_session
def when(session: Session, *, phrase: tuple[str, ...], said_on: str | None, country: str | None, as_json: bool) -> None:
    """Read a callback phrase: which day is that?

    For instance: notyet when "after the holidays".
    """
    now = _moment(session, said_on)
    conventions, off, whose = _ground(session, now, _checked(country))
    found = read(" ".join(phrase), now, conventions, off, whose)
    if as_json:
        answer(_shape(found))
    elif found.date is None:
        raise BadInput(found.why, 'Say a day: "6 months", "next Tuesday at 3", "2027-01-15".')
    else:
        out(f"{daywords.full(found.date)} {hour(found.time)}".rstrip())
        talk(in_words(found))


def _moment(session: Session, said_on: str | None) -> datetime:
    if said_on is None:
        return session.now
    try:
        moment = believable(datetime.fromisoformat(said_on))
    except ValueError as error:
        msg = f"{said_on!r} is no date; write it as 2026-11-23"
        raise click.BadParameter(msg, param_hint="--on") from error
    if "T" not in said_on and " " not in said_on:
        clock = session.now.time() if session.rehearsed else MORNING
        moment = datetime.combine(moment, clock)
    return moment.astimezone() if moment.tzinfo is None else moment


def _checked(country: str | None) -> str:
    code = (country or "").strip().upper()
    if country is not None and not (len(code) == len("US") and code.isascii() and code.isalpha()):
        msg = f"{country!r} is no country; write two letters, as US"
        raise click.BadParameter(msg, param_hint="--country")
    return code


def _ground(session: Session, now: datetime, country: str) -> tuple[Phrases, frozenset[date], str]:
    """This book's conventions, days off and country; without a book the usual ones, and weekends only."""
    if session.path.exists():
        with session.reading() as book:
            settings = book.settings()
            return settings.phrases, book.days_off(now, country), country or settings.hours.country
    if not country:
        return Phrases(), frozenset(), Hours().country
    from storage.free_days import calendar_of

    return Phrases(), calendar_of(country, now.date()), country


def _shape(found: Understood) -> shapes.Shape:
    if found.date is None:
        return {"date": None, "sure": False, "others": [], "why": found.why}
    return {
        "date": shapes.day(found.date),
        "time": shapes.hour(found.time),
        "understood": found.understood,
        "sure": found.sure,
        "others": [shapes.day(other) for other in found.others],
        "better": None if found.better is None else shapes.day(found.better),
        "expiry": found.expiry,
    }
