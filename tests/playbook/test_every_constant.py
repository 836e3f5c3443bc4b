"""Figures of the rules that stand beside the settings: each one more and one less, and something a rep sees changes.

R9's fuzz and R6's grace are the essays' figures and no settings; the forecast's world is a table of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import partial

import pytest

from playbook import placement, silence
from playbook.facts import AccountFacts
from playbook.forecast import mix as forecast_mix
from playbook.forecast.mix import Mix
from playbook.settings import Settings
from playbook.words import AccountId, Tier, Verdict

Put = Callable[[], object]

WINDOWS = (
    (1, (1, 1)), (2, (2, 2)), (3, (2, 4)), (5, (4, 6)), (6, (4, 8)), (7, (5, 9)), (10, (8, 12)), (14, (12, 16)),
    (18, (15, 21)), (20, (17, 23)), (21, (18, 24)), (30, (27, 33)), (45, (41, 49)), (60, (55, 65)), (91, (84, 98)),
    (182, (171, 193)), (365, (345, 385)),
)  # fmt: skip
"""R9: the window of some gaps, in days, as the settings stand."""
FIRST_FORGOTTEN = 75
"""Days of silence at which an account of a rhythm of 30 days is forgotten (R6): 2 x 30 and ten working days."""
WORLD = {
    "easy": 0.48, "reach": 0.054, "ease": 2.5, "callback": 0.2685, "dead": 0.17, "meeting": 0.0482,
    "window_times": 3.0, "leaving": 0.17, "changing": 0.20, "window": 91, "undecided": 0.50, "won": 0.50,
    "gatekeeper": 0.10, "told": 0.50, "bounces": 0.50, "hears": 0.50, "drainers": 0.05, "drainer_reach": 0.50,
    "unknown": 0.10, "fits": 0.75, "dream": 0.05, "callback_months": 12,
}  # fmt: skip
"""The forecast's assumptions (DESIGN section 8): changing one is a decision, not an accident."""
WEIGHTS = (24, 14, 6, 11, 16, 6, 12, 6, 4, 1)
"""What talks bring that agree on no meeting, in the order of the table."""


def windows() -> object:
    placement.window.cache_clear()
    return {gap: placement.window(gap) for gap in range(1, 400)}


def first_forgotten() -> int:
    today = date(2026, 11, 23)
    return next(
        days
        for days in range(1, 200)
        if silence.forgotten(
            AccountFacts(AccountId("acme"), "Acme", last_touch=today - timedelta(days=days)),
            Verdict.ON, Tier.C, Settings(), today,
        )
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _windows_anew() -> Iterator[None]:
    yield
    placement.window.cache_clear()


def test_r9_and_r6_as_they_stand() -> None:
    assert tuple((gap, placement.window(gap)) for gap, _ in WINDOWS) == WINDOWS
    assert first_forgotten() == FIRST_FORGOTTEN


BANDS = [(row, cell) for row, band in enumerate(placement._BANDS) for cell, held in enumerate(band) if held is not None]


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize(("row", "cell"), BANDS)
def test_r9_every_figure_of_the_bands_moves_a_window(
    monkeypatch: pytest.MonkeyPatch, row: int, cell: int, by: int
) -> None:
    usual = windows()
    bands = [list(band) for band in placement._BANDS]
    # An edge moves by a day, in thousandths; a rate by a per cent.
    bands[row][cell] = (bands[row][cell] or 0) + by * (1 if cell == len(bands[row]) - 1 else 1000)
    monkeypatch.setattr(placement, "_BANDS", tuple(tuple(band) for band in bands))
    assert windows() != usual


@pytest.mark.parametrize("by", [1000, -1000])
def test_r9_where_fuzz_begins_moves_a_window(monkeypatch: pytest.MonkeyPatch, by: int) -> None:
    usual = windows()
    monkeypatch.setattr(placement, "_NO_FUZZ", placement._NO_FUZZ + by)
    assert windows() != usual


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("name", ["_GRACE_WORK_DAYS", "_GAPS"])
def test_r6_every_figure_of_the_grace_moves_the_day(monkeypatch: pytest.MonkeyPatch, name: str, by: int) -> None:
    monkeypatch.setattr(silence, name, getattr(silence, name) + by)
    assert first_forgotten() != FIRST_FORGOTTEN


def test_the_forecasts_world_as_it_stands() -> None:
    held = Mix()
    assert {each.name for each in fields(Mix)} - {"talks", "hazards"} == set(WORLD)
    assert {name: getattr(held, name) for name in WORLD} == WORLD
    assert tuple(weight for *_, weight in forecast_mix.TALKS) == WEIGHTS


@pytest.mark.parametrize("name", sorted(WORLD))
def test_every_assumption_is_printed_as_it_is(name: str) -> None:
    usual = forecast_mix.assumptions(Mix())
    for changed in (partial(more, name, 1), partial(more, name, -1)):
        assert forecast_mix.assumptions(changed()) != usual


def more(name: str, by: int) -> Mix:
    """Return the world with one figure a little more or less: a whole one by one, a share by a hundredth."""
    held = getattr(Mix(), name)
    return replace(Mix(), **{name: held + (by if isinstance(held, int) else by / 100)})
