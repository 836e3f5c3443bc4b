"""A forecast in words, rows and series: what the page and the command line say of it."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from playbook import forecast
from tui.widgets.looks import Look
from tui.widgets.plot_canvas import Drawing, Series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playbook.forecast import Forecast
    from playbook.forecast.mix import Assumption
    from playbook.forecast.tally import Played

HEAD = ("played as", "per 1,000", "meetings", "caught", "forgotten", "hours", "book")
"""The table's columns: meetings per 1,000 touches, meetings, openings caught, accounts forgotten, hours, its size."""
_WEEKS = 52.18
_HUNDRED = 100
_LUCK = 3
"""Two counts differ by chance by about the root of twice their size; twice that is rare."""
HEAD_WORDS = (
    "per 1,000: meetings in 1,000 touches · caught: openings learned while fresh · hours: yours, all years · "
    "book: accounts with a plan at the end"
)
"""What the heads of the table mean."""
NO_PREDICTION = "It shows what these rules do to invented answers; it predicts nothing."


def rows(told: Forecast) -> list[tuple[str, ...]]:
    """Return the table, a policy a row."""
    return [_row(game) for game in told.games]


def _row(game: Played) -> tuple[str, ...]:
    return (
        game.policy, f"{game.per_thousand:.1f}", f"{game.meetings}", f"{_caught(game):.0f} %", f"{game.forgotten}",
        f"{game.hours:,.0f}", f"{game.size:,.0f}",
    )  # fmt: skip


def headline(told: Forecast) -> list[str]:
    """Say whose book was played, and that the rules held."""
    game = told.game(forecast.PLAYBOOK)
    if game is None:
        return [_whose(told)]
    kept = (
        f"By the playbook: {game.forgotten} forgotten, {game.pest} pestered, {game.moved} of {game.promises} promises "
        f"moved, at most {game.fullest} of {told.cap} touches a day."
    )
    return [_whose(told), kept]


def remarks(told: Forecast) -> list[str]:
    """Say the rest of what came out of it, a line a thought."""
    game, funnel = told.game(forecast.PLAYBOOK), told.game(forecast.POLICIES[-1])
    lines = []
    if game is not None:
        lines += [
            f"Half of all gaps between two touches are at most {game.gap:.0f} days, 95 of 100 at most {game.gap_high}.",
            f"{game.caught} of {game.openings} openings were learned while fresh, after {game.late:.0f} days.",
        ]
    if funnel is not None:
        word = "is steady at" if funnel.steady else "still moves at"
        lines.append(f"With an open funnel the book {word} {funnel.size:,.0f} accounts at {told.cap} touches a day.")
        if funnel.forgotten:
            lines.append(f"A book that full forgets: {funnel.forgotten} times an account waited too long (R6).")
    if game is not None:
        luck = max(1, round(_LUCK * sqrt(game.meetings)))
        lines.append(f"Two games may differ by {luck} meetings by luck alone: try other seeds.")
    return [*lines, NO_PREDICTION]


def _whose(told: Forecast) -> str:
    whose = "your own book" if told.own else "an invented set"
    part = f" of {told.whole:,}" if told.whole > told.accounts else ""
    years = "1 year" if told.years == 1 else f"{told.years} years"
    return f"{years} of {whose}: {told.accounts:,}{part} accounts, seed {told.seed}."


def assumed(assumptions: Iterable[Assumption]) -> list[tuple[str, str, str]]:
    """Return the assumptions: value, source, words."""
    return [(each.value, each.source, each.words) for each in assumptions]


def load(told: Forecast) -> Drawing:
    """Return the load of the playbook's days by week, against the cap."""
    game = told.game(forecast.PLAYBOOK)
    weeks = () if game is None else game.weeks
    points = tuple((float(place), week.load) for place, week in enumerate(weeks))
    cap = ((0.0, float(told.cap)), (float(max(len(weeks) - 1, 1)), float(told.cap)))
    rule = Series("cap", cap, "rule", Look.WARN)
    return Drawing((Series("touches", points), rule), "load of a day", "", "touches a working day", _years(told))


def size(told: Forecast) -> Drawing:
    """Return the size of the book with an open funnel, beside the closed set."""
    found = []
    for policy, name, look in (
        (forecast.POLICIES[-1], "open funnel", Look.KEY), (forecast.PLAYBOOK, "closed set", Look.DREAM),
    ):  # fmt: skip
        game = told.game(policy)
        weeks = () if game is None else game.weeks
        points = tuple((float(place), float(week.size)) for place, week in enumerate(weeks))
        found.append(Series(name, points, "line", look))
    return Drawing(tuple(found), "size of the book", "", "accounts with a plan", _years(told))


def meetings(told: Forecast) -> Drawing:
    """Return the meetings of each way to play."""
    return _bars(told, "meetings", "in 1,000 touches", [game.per_thousand for game in told.games])


def openings(told: Forecast) -> Drawing:
    """Return the share of openings caught."""
    return _bars(told, "openings caught", "in 100", [_caught(game) for game in told.games])


def forgotten(told: Forecast) -> Drawing:
    """Return the accounts forgotten."""
    return _bars(told, "forgotten", "accounts", [game.forgotten for game in told.games])


RUNS = (load, size)
"""The plots over time."""
WAYS = (meetings, openings, forgotten)
"""The plots of one way to play beside the other."""
DRAWINGS = (*RUNS, *WAYS)
"""Every plot, in the order of the page."""


def _bars(told: Forecast, title: str, unit: str, values: list[float] | list[int]) -> Drawing:
    points = tuple((float(place), float(value)) for place, value in enumerate(values))
    ticks = tuple((float(place), game.policy) for place, game in enumerate(told.games))
    return Drawing((Series(title, points, "across"),), title, "", unit, ticks)


def _years(told: Forecast) -> tuple[tuple[float, str], ...]:
    return tuple((round(year * _WEEKS, 1), f"{told.start.year + year}") for year in range(told.years + 1))


def _caught(game: Played) -> float:
    return _HUNDRED * game.caught / game.openings if game.openings else 0.0
