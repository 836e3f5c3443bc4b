"""What the day's title, tabs and header say: full, held back, low, away; and where a click leads (R32, R34, R37)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from textual.app import App, ComposeResult

from playbook.settings import Caps
from storage.book import Book
from storage.views import DumpQueue, Tally, Today
from tests.builders import MONDAY, NOW
from tests.tui.conftest import Open, settle
from tests.tui.glass import app_of, main
from tests.tui.hosting import SIZES, shown
from tui import panes
from tui.commands import Pane
from tui.content import cells
from tui.messages import CommandClicked
from tui.reading import Board
from tui.screens.held import HeldScreen
from tui.widgets.header import DayHeader
from tui.widgets.pane_tabs import PaneTabs
from tui.widgets.pane_title import PaneTitle

DAY = Today(MONDAY, (), 40, 3, held_back=0, owed=5, pool=90, set_aside=7)
TALLY = Tally(MONDAY, 3, 1, 0, 0, 0, 9)


def board(**more: object) -> Board:
    return Board(replace(DAY, **more), TALLY, (), DumpQueue((), 0, 0.0, 0))  # type: ignore[arg-type]


def both(**more: object) -> tuple[str, str]:
    """The title of a wide screen, and what stands beside the tabs of a narrow one."""
    return panes.info(board(**more), Pane.TODAY), panes.aside(board(**more), Pane.TODAY)


def test_r32_a_full_book_says_how_many_are_live() -> None:
    """R32: "the book is full: 420 live at 40 a day"."""
    assert both(full=True, live=420) == (
        "0 left · the book is full: 420 live at 40 a day", "full: 420 live at 40 a day",
    )  # fmt: skip


def test_r34_what_is_held_back_is_counted_in_the_pane() -> None:
    assert both(held_back=12) == ("0 left · 12 held back", "12 held back")
    assert both(held_back=12, full=True, live=1420) == (
        "0 left · 12 held back · the book is full: 1,420 live at 40 a day", "full: 1,420 live, 12 held",
    )  # fmt: skip


def test_r32_a_low_pool_says_so_once_there_is_a_book() -> None:
    assert both(low=True) == ("0 left · pool low: 90 wait · 7 set aside", "pool low: 90 wait")
    assert both(low=True, done=0) == ("0 left · 7 set aside", "7 set aside")


def test_what_is_set_aside_gives_way() -> None:
    assert both(set_aside=0) == ("0 left", "")
    assert panes.aside(board(), Pane.DREAM) == ""


@pytest.mark.parametrize(
    ("width", "tabs"),
    [(60, ("Today 40", "Dream 12", "Dump 339")), (80, ("Today 40", "Dream clients 12", "Dump queue 339"))],
)
def test_r32_the_narrow_title_fits_beside_the_tabs(width: int, tabs: tuple[str, ...]) -> None:
    """R32: each tab takes three cells beside its words."""
    said = panes.aside(board(full=True, live=1420, held_back=773), Pane.TODAY)
    assert sum(cells(tab) + 3 for tab in tabs) + 1 + cells(said) <= width


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (None, ""),
        ((date(2026, 11, 20), date(2026, 11, 24)), " · away until Tue 24"),
        ((MONDAY, MONDAY), " · away until today"),
        ((date(2026, 12, 4), date(2026, 12, 9)), " · away from Fri 4"),
    ],
)
async def test_r37_days_off_stand_in_the_header(away: tuple[date, date] | None, words: str) -> None:
    class Shows(App[None]):
        def compose(self) -> ComposeResult:
            yield DayHeader()

    app = Shows()
    async with app.run_test(size=(80, 3)) as pilot:
        app.query_one(DayHeader).show(replace(DAY, away=away), TALLY)
        await pilot.pause()
        assert f"Mon 23 Nov{words}   " in shown(app)
        assert ("away" in shown(app)) is (away is not None)


@pytest.mark.parametrize("size", SIZES)
async def test_r32_r34_a_click_on_what_is_held_back_opens_its_page(planner: Open, size: tuple[int, int]) -> None:
    """R32, R34: the title line leads to the ways out, as the palette does."""

    def tight(book: Book) -> None:
        book.set_settings(replace(book.settings(), caps=replace(Caps(), day=1)), NOW)

    async with planner(size=size) as pilot:
        await app_of(pilot).desk.run(tight)
        main(pilot).reload()
        await settle(pilot)
        kind = "#today-title" if size[0] == 120 else PaneTabs
        title = main(pilot).query_one(kind)
        assert isinstance(title, PaneTitle | PaneTabs)
        await pilot.click(title, offset=(title.size.width - 3, 0))
        await settle(pilot)
        assert isinstance(app_of(pilot).screen, HeldScreen)


async def test_a_click_beside_it_does_nothing(planner: Open) -> None:
    async with planner() as pilot:
        for name in ("#dream-title", "#today-title"):
            await pilot.click(name, offset=(0, 0))
        await settle(pilot)
        assert app_of(pilot).screen is main(pilot)
    assert CommandClicked("x").action == "x"
