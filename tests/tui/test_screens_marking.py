"""Marks, deeds on many, undo and phones on the pages with lists: by key and by mouse (R10, R38, R39)."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from playbook.bulk import Deed, Wanted, label
from playbook.words import AccountId
from storage import bulk
from storage.book import Book
from tests.builders import NOW
from tests.tui.hosting import Host, shown, typed
from tests.tui.stocked import Stock, stocked
from tests.tui.test_screens_day import Open, add, backlog, page, waiting
from tui.course import Course
from tui.dialogs.fields import LineInput
from tui.screens import search
from tui.screens.bulk_run import BulkRun
from tui.screens.duplicates import DuplicatesScreen
from tui.screens.held import HeldScreen
from tui.screens.pool import PoolScreen
from tui.screens.search import SearchScreen
from tui.screens.sheet import Sheet


async def rest(pilot: Pilot[None], *asking: str) -> None:
    """Wait until nothing is under way but questions of these groups."""
    for _ in range(500):
        await pilot.pause(0.005)
        if all(each.group in {"bulk", *asking} or each.is_finished for each in pilot.app.workers):
            break
    await pilot.pause()


async def settled(pilot: Pilot[None], words: str) -> str:
    """Wait until these words stand on the glass."""
    for _ in range(500):
        if words in shown(pilot.app):
            break
        await pilot.pause(0.01)
    return shown(pilot.app)


async def chosen(opened: Open, deed: Deed) -> None:
    """Open the question and take this deed."""
    from tui.dialogs.bulk import _ROWS

    await opened.pilot.press("ampersand")
    await settled(opened.pilot, "what with them?")
    await opened.pilot.press(str([row.value for row in _ROWS].index(deed.value) + 1))


async def test_marks_come_and_go_by_key_and_mouse(tmp_path: Path) -> None:
    """`space` and `%` mark, a click on the sign too, `ctrl+a` marks all and clears, `esc` clears before it leaves."""
    async with page(tmp_path, PoolScreen, waiting, (120, 40)) as opened:
        screen = opened.app.screen
        assert isinstance(screen, PoolScreen)
        assert "2 marked" in await opened.press("space", "percent_sign")
        place = screen.query_one(Sheet).cursor
        await opened.pilot.click(Sheet, offset=(2, place))
        await opened.rest()
        assert "3 marked" in opened.glass
        await opened.pilot.click(Sheet, offset=(3, place))
        await opened.rest()
        assert "2 marked" in opened.glass
        assert "ctrl+a all" in opened.glass
        assert "60 marked" in await opened.press("ctrl+a")
        assert "ctrl+a clears" in opened.glass
        assert "marked" not in await opened.press("ctrl+a")
        await opened.press("space", "escape")
        assert not screen.marked
        assert opened.answers == []
        await opened.press("slash", *typed("57"), "escape", "escape")
    assert opened.answers == [None]


async def test_r10_r39_many_are_put_off_as_one_action_and_u_takes_it_back(tmp_path: Path) -> None:
    def touched(book: Book) -> None:
        for number in range(3):
            account = add(book, f"Firm {number}")
            seen = book.prospect(account, NOW)
            assert seen.account.name
        backlog(book)

    async with page(tmp_path, SearchScreenOf, touched, (120, 40)) as opened:
        await opened.press("tab", "ctrl+a")
        before = (await opened.ask(lambda book: book.held(NOW))).held_back
        await chosen(opened, Deed.SNOOZE)
        assert "for how long?" in await settled(opened.pilot, "for how long?")
        await opened.pilot.press("enter")
        assert "A length is needed: 1d, 3d, 1w." in await settled(opened.pilot, "A length is needed")
        await opened.pilot.press(*typed("1w"), "enter")
        glass = await settled(opened.pilot, "put off 7 days")
        assert "3 accounts left as they are: they have no step to put off." in " ".join(glass.split())
        await opened.pilot.press("2")
        glass = await settled(opened.pilot, "✓ 7 accounts put off 7 days.")
        assert "u takes it back" in glass
        assert (await opened.ask(lambda book: book.held(NOW))).held_back == 0 < before
        await opened.pilot.press("tab", "tab", "u")
        assert "Taken back: 7 accounts put off 7 days." in await settled(opened.pilot, "Taken back: 7")
        assert (await opened.ask(lambda book: book.held(NOW))).held_back == before
        await opened.pilot.press("ctrl+r")
        await settled(opened.pilot, "Brought back: 7 accounts")
        await opened.press("escape")
    assert opened.answers[0].label.startswith("Brought back")


class SearchScreenOf(SearchScreen):
    """The search of whatever book a page is opened on."""


async def test_what_runs_says_how_far_it_is_and_esc_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is changed by what was stopped."""
    monkeypatch.setattr(bulk, "PIECE", 10)
    tell = BulkRun._written

    def told(self: BulkRun, done: int, everything: int) -> None:
        tell(self, done, everything)
        self.cancel()

    async with page(tmp_path, PoolScreen, waiting) as opened:
        screen = opened.app.screen
        assert isinstance(screen, PoolScreen)
        monkeypatch.setattr(BulkRun, "_written", told)
        await opened.press("ctrl+a")
        await chosen(opened, Deed.STAR)
        await settled(opened.pilot, "60 accounts starred")
        await opened.pilot.press("2")
        assert "It was stopped. Nothing was changed." in await settled(opened.pilot, "It was stopped.")
        assert await opened.ask(lambda book: book.found("is:dream")) == ()
        run = BulkRun(screen.shown(), Wanted(Deed.STAR, NOW.date()), NOW)
        run._looked(20)
        screen.course = run
        screen._course_ticks()
        await opened.pilot.pause()
        assert "Looking: 20 of 60 …" in opened.glass
        assert "esc stops it" in opened.glass
        await opened.pilot.press("ampersand", "escape")
        assert run.stopped
        with pytest.raises(Exception, match="It was stopped"):
            run._looked(40)


async def test_what_is_being_saved_says_that_nothing_stops_it(tmp_path: Path) -> None:
    async with page(tmp_path, PoolScreen, waiting) as opened:
        screen = opened.app.screen
        assert isinstance(screen, PoolScreen)
        run = screen.course = BulkRun(screen.shown(), Wanted(Deed.STAR, NOW.date()), NOW)
        run._written(59, 60)
        screen._course_ticks()
        await opened.pilot.pause()
        assert "Writing: 59 of 60 … esc stops it" in opened.glass
        run._written(60, 60)
        screen._course_ticks()
        await opened.pilot.pause()
        assert "Saving it: this goes to its end" in opened.glass
        assert "esc" not in opened.glass
        screen.course = None
        assert not screen.stops()


async def test_r39_undo_of_many_says_how_far_it_is_and_esc_stops_it(tmp_path: Path) -> None:
    """Stopped, everything stands as before; a second `u` beside it takes nothing else back."""
    gate, reached = threading.Event(), threading.Event()

    def waits(course: Course, what: str, done: int, total: int) -> None:
        heard(course, what, done, total)
        reached.set()
        gate.wait(10)
        heard(course, what, done, total)

    heard = Course.heard
    async with page(tmp_path, PoolScreen, waiting, (120, 40)) as opened:
        screen = opened.app.screen
        assert isinstance(screen, PoolScreen)
        await opened.ask(lambda book: star_all(book, screen.shown()))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Course, "heard", waits)
            await opened.pilot.press("u")
            await asyncio.to_thread(reached.wait, 5)
            screen._course_ticks()
            await opened.pilot.pause()
            assert "Taking back: 60 of 60 … esc stops it, with nothing changed." in opened.glass
            assert "esc stops it" in opened.glass.splitlines()[-1]
            await opened.pilot.press("u", "ctrl+r", "escape")
            gate.set()
            await opened.rest()
        assert "It was stopped. Nothing was changed." in opened.glass
        assert "60 wait" in opened.glass.splitlines()[0], "what the title said stands again"
        assert len(await opened.ask(lambda book: book.found("is:dream"))) == 60
        assert "Taken back: 60 accounts starred." in await opened.press("u")
        assert await opened.ask(lambda book: book.found("is:dream")) == ()


def star_all(book: Book, accounts: tuple[AccountId, ...]) -> None:
    """Star everybody as one action."""
    wanted = Wanted(Deed.STAR, NOW.date())
    done = book.bulk(accounts, wanted, NOW)
    book.record_many(done.drafts, now=NOW, label=label(wanted, done.count))


async def test_everybody_found_is_marked_also_who_is_not_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_MOST", 5)
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(SearchScreen(stock.desk, stock.clock, "globex"))
            assert "5 of 30" in await settled(pilot, "5 of 30")
            await pilot.press("tab", "ctrl+a")
            assert "30 marked" in await settled(pilot, "30 marked")
            await pilot.press("slash", "x")
            await rest(pilot)
            assert "Nothing found." in shown(app)
            assert "globexx" in shown(app)


async def test_a_search_shows_what_matched_and_takes_filters_by_key_and_mouse(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(SearchScreen(stock.desk, stock.clock))
            await rest(pilot)
            glass = shown(app)
            assert "or is:dream  is:dumped" in glass
            await pilot.click("#hint", offset=(5, 0))
            await rest(pilot)
            line = app.screen.query_one(LineInput)
            assert line.value == "is:dream"
            assert "only dream clients" in shown(app)
            assert "Acme Robotics" in shown(app)
            line.value = ""
            await pilot.press(*typed("acme is:dr"))
            await rest(pilot)
            await pilot.press("right")
            await rest(pilot)
            assert line.value == "acme is:dream"
            line.value = "fit:maybe acme"
            await rest(pilot)
            assert "fit:maybe is left out. fit: takes on, off, unknown." in shown(app)
            line.value = "audit"
            await rest(pilot)
            assert "after the audit · Dana" in shown(app)


async def phone(stock: Stock, app: Host, words: str) -> str:
    async with app.run_test(size=(120, 40)) as pilot:
        app.show(SearchScreen(stock.desk, stock.clock, words))
        await rest(pilot)
        await pilot.press("ctrl+y")
        await rest(pilot)
        return shown(app)


async def test_r38_the_phone_is_copied_but_never_a_barred_one(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        assert "+1 312 555 0142 · Dana" in await phone(stock, app, "acme")
        assert app.copied == "+1 312 555 0142"
        app = Host()
        assert "must not be called: nothing was copied (R38)." in await phone(stock, app, "is:barred")
        assert app.copied == ""
        app = Host()
        assert "No phone of Globex 07 is known" in await phone(stock, app, "globex 07")


async def test_trouble_with_the_book_is_said_under_every_key(tmp_path: Path) -> None:
    async with page(tmp_path, HeldScreen, backlog, (120, 40)) as opened:
        await opened.desk.stop()
        for key in ("u", "ctrl+r", "ctrl+y"):
            assert "The planner's file is closed." in await opened.press(key), key


async def test_why_the_highlighted_one_fits_stands_below_the_pool(tmp_path: Path) -> None:
    """R1, R32."""
    async with page(tmp_path, PoolScreen, waiting, (120, 40)) as opened:
        assert "✓ industry · food" in opened.glass
        assert "? industry · nobody knows" in await opened.press("end")
    async with page(tmp_path / "two", PoolScreen, lambda book: add(book, "Acme")) as opened:
        assert "No profile yet: everybody fits." in opened.glass


async def test_a_search_for_pairs_says_how_far_it_is(tmp_path: Path) -> None:
    async with page(tmp_path, DuplicatesScreen, backlog) as opened:
        screen = opened.app.screen
        assert isinstance(screen, DuplicatesScreen)
        assert "Nobody looks like somebody else." in opened.glass
        screen._found = None
        screen._heard(2_000, 132_762)
        screen._tick()
        screen.draw_keys()
        await opened.pilot.pause()
        assert "2,000 of 132,762 companies and people" in opened.glass
        assert "esc stops it" in opened.glass
        screen._heard(34_000, 0)
        screen._tick()
        await opened.pilot.pause()
        assert "34,000 pairs compared" in opened.glass
        screen._far = None
        await opened.press("ctrl+o", "enter", "minus", "escape")
    assert opened.answers == [None]


async def test_a_question_about_many_survives_a_resize(tmp_path: Path) -> None:
    async with page(tmp_path, PoolScreen, waiting, (120, 40)) as opened:
        await opened.pilot.press("space", "ampersand")
        assert "1 marked: what with them?" in await settled(opened.pilot, "what with them?")
        await opened.pilot.resize_terminal(60, 18)
        await opened.pilot.pause()
        assert "what with them?" in opened.glass
        await opened.pilot.press("escape")
        await opened.pilot.resize_terminal(120, 40)
        await rest(opened.pilot)
        assert "with the 1 marked" in opened.glass
