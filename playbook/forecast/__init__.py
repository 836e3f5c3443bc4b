"""The forecast: the book played forward under its own rules, to see what they do; it never pretends to predict.

The same invented world is played several times: as the playbook says, given up after so many No's, without ever
dumping, and with an open funnel. What it assumes of the world stands in `forecast.mix`, and is printed with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from playbook.forecast.book import Start
from playbook.forecast.mix import Assumption, Mix, assumptions
from playbook.forecast.play import Game, Policy
from playbook.forecast.tally import Played
from playbook.forecast.touch import MADE
from playbook.renewal import hasten
from playbook.settings import Settings

PLAYBOOK = Policy("the playbook")
POLICIES = (
    PLAYBOOK,
    Policy("stop at No 8", stops=(*(0.0,) * 7, 1.0)),
    Policy("stop at No 4", stops=(*(0.0,) * 3, 1.0)),
    Policy("stop at No 1", stops=(1.0,)),
    Policy("never dump", dumps=False),
    Policy("open funnel", funnel=True),
)
"""What is played, in the order of the table: the first five on the same closed set of accounts."""

YEARS = 7
SEED = 1
ACCOUNTS = 500
LONGEST = 20
"""Years that may be asked for."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """All games of one forecast, and what they were played with."""

    start: date
    years: int
    seed: int
    accounts: int
    """Accounts on the first day."""
    whole: int
    """Accounts of the own book that could have been played; as `accounts` for an invented set."""
    own: bool
    cap: int
    """Touches a day."""
    games: tuple[Played, ...]
    assumed: tuple[Assumption, ...]

    def game(self, policy: Policy) -> Played | None:
        """Return the game of a policy, None where it was not played."""
        return next((game for game in self.games if game.policy == policy.name), None)


def play(  # noqa: PLR0913, PLR0917  (a game is told all that it is played by)
    start: Start, policy: Policy, settings: Settings, mix: Mix, seed: int, years: int,
    watch: Callable[[float], None] | None = None,
) -> Played:  # fmt: skip
    """Play one policy; `watch` is told the share that is played, and may raise to stop it."""
    hasten(*MADE)
    game = Game(start, policy, settings, mix, seed, last_day(start.today, years))
    for share in game.run():
        if watch is not None:
            watch(share)
    return game.played()


def gathered(start: Start, settings: Settings, mix: Mix, seed: int, years: int, games: tuple[Played, ...]) -> Forecast:
    """Return the games as one forecast, in the order of `POLICIES`."""
    order = {policy.name: place for place, policy in enumerate(POLICIES)}
    ordered = tuple(sorted(games, key=lambda game: order[game.policy]))
    return Forecast(
        start.today, years, seed, len(start.members), start.whole, start.own, settings.caps.day, ordered,
        assumptions(mix),
    )  # fmt: skip


def last_day(today: date, years: int) -> date:
    """Return the day so many years later."""
    day = min(today.day, 28) if today.month == 2 else today.day  # noqa: PLR2004  (29 February)
    return date(today.year + years, today.month, day)
