"""`notyet forecast`: seven years of this playbook, played forward."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import click

from playbook.forecast import ACCOUNTS, LONGEST, SEED, YEARS
from tui.cli.say import answer, on_a_terminal, out, somebody_there, table, talk, verbatim
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from playbook.forecast import Forecast
    from playbook.forecast.book import Start
    from playbook.forecast.tally import Played
    from playbook.settings import Settings
    from tui.cli.say import Json
    from tui.forecasting import Games

_LOOK_EVERY = 0.1
_PLOT_HEIGHT = 12
_WIDEST = 100


@click.command()
@click.option("--years", type=click.IntRange(1, LONGEST), default=YEARS, show_default=True, help="How long it plays.")
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="The same seed, the same game.")
@click.option("--accounts", type=click.IntRange(1, 5_000), default=None, help="An invented set of so many accounts.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def forecast(session: Session, *, years: int, seed: int, accounts: int | None, as_json: bool) -> None:
    """Play the book forward by its own rules: it shows what they do, and predicts nothing.

    Your own book is played where there is one, else an invented set of 500 accounts.
    """
    from tui import forecasting

    start, settings = _board(session, seed, accounts)
    games = forecasting.Games(start, settings, seed, years)
    try:
        _wait(games)
        told = games.result()
    finally:
        games.stop()
    if as_json:
        answer(_shape(told))
        return
    _say(told)


def _board(session: Session, seed: int, accounts: int | None) -> tuple[Start, Settings]:
    """Return what is played: the own book, unless a size is asked for or there is nothing in it."""
    from playbook.forecast.book import invented
    from playbook.settings import Settings
    from tui.forecasting import MIX

    settings = Settings()
    if session.path.exists():
        with session.reading() as book:
            settings = book.settings()
            own = book.forecast_start(session.now)
        if own.members and accounts is None:
            return own, settings
    return invented(accounts or ACCOUNTS, seed, session.today, MIX), settings


def _wait(games: Games) -> None:
    """Wait for the games; on a terminal a line says how far they are."""
    shown = somebody_there()
    while not games.done:
        if shown:
            click.echo(f"\rplaying: {games.share:4.0%}", nl=False, err=True)
        time.sleep(_LOOK_EVERY)
    if shown:
        click.echo("\r" + " " * len("playing: 100%") + "\r", nl=False, err=True)


def _say(told: Forecast) -> None:
    from tui import forecast_words as words

    for line in words.headline(told):
        talk(line)
    table(words.rows(told), words.HEAD)
    for line in words.remarks(told):
        talk(line)
    if on_a_terminal():
        _plots(told)
    out()
    out("What it assumes (field n: a published number; choice: ours, without a source)")
    table([*words.assumed(told.assumed)])


def _plots(told: Forecast) -> None:
    from tui import forecast_words as words
    from tui.widgets.plot_canvas import plotted

    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for draw in words.DRAWINGS:
        out()
        for line in plotted(draw(told), width, _PLOT_HEIGHT):
            verbatim("".join(piece.text for piece in line).rstrip())


def _shape(told: Forecast) -> Json:
    return {
        "start": told.start.isoformat(),
        "years": told.years,
        "seed": told.seed,
        "accounts": told.accounts,
        "accounts_in_book": told.whole,
        "own_book": told.own,
        "cap": told.cap,
        "games": [_game(game) for game in told.games],
        "assumptions": [
            {"name": each.name, "value": each.value, "source": each.source, "words": each.words}
            for each in told.assumed
        ],
        "note": "a simulation of the rules, not a prediction",
    }


def _game(game: Played) -> Json:
    return {
        "policy": game.policy,
        "touches": game.touches,
        "talks": game.talks,
        "nos": game.nos,
        "meetings": game.meetings,
        "meetings_per_1000": round(game.per_thousand, 2),
        "won": game.won,
        "first_touches": game.first,
        "hours": round(game.hours, 1),
        "fullest_day": game.fullest,
        "forgotten": game.forgotten,
        "given_up": game.given_up,
        "dumped": game.dumped,
        "dumped_touched": game.dumped_touched,
        "pest": game.pest,
        "refused": game.refused,
        "promises": game.promises,
        "promises_moved": game.moved,
        "openings": game.openings,
        "openings_caught": game.caught,
        "openings_days_late": game.late,
        "gap_median": game.gap,
        "gap_95": game.gap_high,
        "size": round(game.size, 1),
        "steady": game.steady,
        "weeks": [
            {"load": round(week.load, 2), "touches": round(week.due, 2), "held_back": week.held, "accounts": week.size}
            for week in game.weeks
        ],
    }
