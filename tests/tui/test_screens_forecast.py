"""The forecast page: plays in processes of its own, answers meanwhile, can be stopped, keeps what it played."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playbook.forecast import POLICIES
from playbook.settings import Settings
from tests.builders import MONDAY
from tests.tui.hosting import Host, shown
from tests.tui.stocked import Stock, stocked
from tui import forecasting
from tui.screens import forecast as page
from tui.screens.forecast import ForecastScreen


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """An invented set of three is played for a year, and a day holds two touches: seconds become moments."""
    monkeypatch.setattr(page, "ACCOUNTS", 3)
    monkeypatch.setattr(page, "YEARS", 1)
    monkeypatch.setattr(page, "SPANS", (1, 2))


async def until(pilot: Any, holds: Callable[[], bool]) -> None:
    """Wait for something that another process brings; the test's own timeout ends it."""
    while not holds():
        await pilot.pause(0.05)


async def opened(stock: Stock, app: Host, pilot: Any) -> ForecastScreen:
    await stock.desk.run(lambda book: book.set_settings(_quick(book.settings()), stock.clock.now()))
    screen = ForecastScreen(stock.desk, stock.clock)
    app.show(screen)
    await until(pilot, lambda: screen.told is not None)
    await pilot.pause()
    return screen


def _quick(settings: Settings) -> Settings:
    from dataclasses import replace

    return replace(settings, caps=replace(settings.caps, day=2, first=1))


async def test_an_empty_book_plays_an_invented_set_and_says_so_at_every_size(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 60)) as pilot:
            await opened(stock, app, pilot)
            for size in ((60, 60), (80, 60), (120, 60), (60, 18)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                seen = shown(app)
                assert "1 year of an invented set: 3 accounts, seed 1" in seen
                assert "By the playbook: 0 forgotten, 0 pestered" in " ".join(seen.split())
                assert ("meetings  caught" in seen) == (size[0] > 72), "two columns fall away"
                if size == (120, 60):
                    for title in ("load of a day", "size of the book", "openings caught", "never dump", "cap 2"):
                        assert title in seen
            await pilot.press("end")
            await pilot.pause()
            assert "weights" in shown(app)
            await pilot.press("q")
            await pilot.pause()
        assert app.answers == [None]


async def test_the_own_book_is_played_and_other_years_and_seeds_by_a_key(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(stock, app, pilot)
            assert "of your own book: 31 accounts" in shown(app)
            first = screen.told
            await pilot.press("s")
            await until(pilot, lambda: screen.told is not None and screen.told.seed == 2)
            assert "seed 2" in shown(app)
            screen.seed = 1
            await pilot.press("p")
            await until(pilot, lambda: screen.told is first)
            await pilot.press("y")
            assert screen.years == 2
            await pilot.press("y")
            assert screen.years == 1


async def test_keys_answer_while_it_plays_and_c_stops_it(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            screen = ForecastScreen(stock.desk, stock.clock)
            screen.years = 20
            app.show(screen)
            await until(pilot, lambda: "of an invented set" in shown(app))
            seen = shown(app)
            assert "c stops" in seen
            assert "It plays your book forward" in seen, "what it is stands there while it plays"
            assert "what it assumes" in seen
            await pilot.press("c")
            await pilot.pause()
            assert "Stopped" in shown(app)
            assert screen.told is None
            await pilot.press("c")
            await pilot.press("p")
            await until(pilot, lambda: "% of an invented set" in shown(app))
            await pilot.press("escape")
            await pilot.pause()
        assert app.answers == [None]


async def test_a_process_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(forecasting, "_CHILD", (sys.executable, "-c", "pass"))
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(ForecastScreen(stock.desk, stock.clock))
            await until(pilot, lambda: "ended before it was through" in " ".join(shown(app).split()))


def test_games_are_dealt_evenly_and_all_of_them() -> None:
    hands = forecasting._dealt(POLICIES, 2)
    assert sorted(policy.name for hand in hands for policy in hand) == sorted(policy.name for policy in POLICIES)
    assert abs(sum(map(forecasting._cost, hands[0])) - sum(map(forecasting._cost, hands[1]))) <= 1
    assert len(forecasting._dealt(POLICIES, 64)) == len(POLICIES)


def test_the_child_tells_shares_and_games(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import pickle
    from types import SimpleNamespace

    from playbook.forecast import PLAYBOOK
    from playbook.forecast.book import invented

    order = pickle.dumps((invented(2, 1, MONDAY, forecasting.MIX), Settings(), 1, 1, (PLAYBOOK,)))
    out = io.BytesIO()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(order)))
    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=out))
    forecasting.work()
    out.seek(0)
    heard = []
    while (each := pickle.load(out)) is not None:  # noqa: S301  (our own child)
        heard.append(each)
    assert heard[0] == 0.0
    assert heard[-1].policy == PLAYBOOK.name
