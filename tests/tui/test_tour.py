"""The tour: five steps on the demo book, each done for real; skipped, ended, and never on the rep's own book."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from storage.paths import places
from tests.tui.conftest import Open, settle
from tests.tui.glass import app_of, ask, glass, highlighted, line, main, today, until
from tests.tui.seeding import NOW
from tui import doors as ways
from tui import running
from tui.app import NotYet
from tui.clock import Clock
from tui.screens.account import AccountScreen
from tui.screens.first_start import Begin
from tui.tour import LENGTH, STEPS, Deed, Tour
from tui.widgets.brief import Brief
from tui.widgets.outcome_bar import OutcomeBar
from tui.widgets.today_list import TodayList
from tui.widgets.tour_box import TourBox


def _place(pilot: Pilot[Path]) -> int:
    tour = main(pilot).tour
    return -1 if tour is None else tour.place


async def _begun(pilot: Pilot[Path]) -> None:
    main(pilot).begin_tour()
    await until(pilot, lambda: STEPS[0].title in glass(pilot))


def test_a_step_goes_on_only_for_what_it_waits_for_and_only_once_it_is_saved() -> None:
    tour = Tour()
    assert not tour.did(Deed.UNDONE)
    assert tour.moved()
    tour.adds()
    assert not tour.saved()
    assert not tour.saved(), "what was pressed counts once"
    assert (tour.place, tour.count) == (1, "2 of 5")
    for _ in range(9):
        tour.skip()
    assert (tour.place, tour.over, tour.count) == (LENGTH, True, "")
    assert len([step for step in STEPS if step.waits_for is not None]) == LENGTH == 5


@pytest.mark.parametrize("size", [(60, 18), (120, 40)])
async def test_all_five_steps_by_doing_them(planner: Open, size: tuple[int, int]) -> None:
    async with planner(size=size) as pilot:
        await _begun(pilot)
        assert "tour, 1 of 5" in glass(pilot)
        await pilot.press("j")
        assert _place(pilot) == 1
        row = today(pilot)[1]
        await pilot.press("n")
        await settle(pilot)
        assert _place(pilot) == 2
        assert STEPS[2].press in " ".join(glass(pilot).split())
        await pilot.press("j", "1")
        await settle(pilot)
        assert _place(pilot) == 3
        await pilot.press("u")
        await settle(pilot)
        assert _place(pilot) == 4
        assert highlighted(pilot) == row.name, "the row came back"
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("6", "space", *"months", "enter")
        await settle(pilot)
        assert _place(pilot) == LENGTH
        assert "the tour is done" in glass(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert main(pilot).tour is None
        assert not main(pilot).query(TourBox)
        assert line(pilot).startswith("The tour is over")


async def test_the_box_takes_room_of_its_own_and_lets_the_highlight_be_seen(planner: Open) -> None:
    async with planner(size=(60, 18)) as pilot:
        await _begun(pilot)
        for size in ((60, 18), (60, 24), (80, 24), (120, 40), (80, 50)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            box, rows, bar = (main(pilot).query_one(kind) for kind in (TourBox, TodayList, OutcomeBar))
            assert rows.region.height >= 2, size
            assert rows.region.bottom <= box.region.y, size
            assert box.region.bottom <= bar.region.y, size
            assert highlighted(pilot) in glass(pilot), size
            assert STEPS[0].press in " ".join(glass(pilot).split()), size
        assert not main(pilot).query_one(Brief).display


async def test_enter_skips_esc_ends_and_the_mouse_does_both(planner: Open) -> None:
    async with planner() as pilot:
        await _begun(pilot)
        await pilot.press("enter")
        assert _place(pilot) == 1
        assert not isinstance(pilot.app.screen, AccountScreen), "enter is the tour's while it stands"
        await pilot.click("#tour-keys", offset=(2, 0))
        await pilot.pause()
        assert _place(pilot) == 2
        await pilot.press("escape")
        await pilot.pause()
        assert _place(pilot) == -1
        await _begun(pilot)
        await pilot.click("#tour-keys", offset=(30, 0))
        await pilot.pause()
        assert _place(pilot) == -1
        main(pilot).action_tour_end()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountScreen))


async def test_from_a_book_of_their_own_the_tour_opens_the_demo_book_and_its_end_comes_back(
    planner: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    demo = tmp_path / "demo.db"
    monkeypatch.setattr(ways, "_made", lambda _: demo)
    async with planner() as pilot:
        before = await ask(pilot, lambda book: book.size())
        main(pilot).action_tour()
        await until(pilot, lambda: app_of(pilot).return_value == demo)
        assert app_of(pilot).tour_next
        assert main(pilot).tour is None
        assert before.accounts


async def test_the_end_of_a_tour_goes_home_and_a_demo_book_begins_it_by_itself(planner: Open, tmp_path: Path) -> None:
    async with planner() as pilot:
        app = app_of(pilot)
        app.toured, app.home = True, tmp_path / "mine.db"
        main(pilot).action_tour()
        await until(pilot, lambda: main(pilot).tour is not None)
        await until(pilot, lambda: bool(main(pilot).query(TourBox)))
        main(pilot).action_tour()
        assert "The tour stands already" in line(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: app.return_value == tmp_path / "mine.db")


async def test_in_a_block_and_before_the_book_is_open_the_tour_waits(planner: Open) -> None:
    async with planner() as pilot:
        screen = main(pilot)
        screen.ready, screen.blocked = False, "Opening the book …"
        screen.action_tour()
        assert line(pilot) == "Opening the book …"
        screen.ready, screen.blocked = True, ""
        await pilot.press("b")
        await settle(pilot)
        screen.action_tour()
        assert "One prospect at a time" in line(pilot)


def test_the_first_start_offers_it_and_the_demo_book_lies_in_a_folder_of_its_own() -> None:
    assert Begin.TOUR in set(Begin)
    assert ways._demo_of(NOW.date()).parent == places().state / "demo"


def test_a_run_takes_the_tour_in_the_demo_book_and_comes_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, demo = tmp_path / "mine.db", tmp_path / "demo.db"
    seen: list[tuple[Path, bool, Path | None]] = []

    def run(self: NotYet) -> Path | None:
        seen.append((self.path, self.toured, self.home))
        self.tour_next = len(seen) == 1
        return {1: demo, 2: mine}.get(len(seen))

    monkeypatch.setattr(NotYet, "run", run)
    with pytest.raises(SystemExit):
        running.run(mine, Clock())
    assert seen == [(mine, False, None), (demo, True, mine), (mine, False, None)]
