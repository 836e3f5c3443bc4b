"""The app's life: opening, other windows, midnight, trouble, leaving, a crash that names nobody."""

from __future__ import annotations

import asyncio
import re
import signal
import sqlite3
import termios
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import OptionList

from playbook.errors import BookTrouble, Refused
from playbook.moves import remark
from playbook.words import ActionId, Outcome
from storage import demo, tables
from storage.book import Book
from storage.ids import IdSource
from storage.paths import places
from storage.views import Change
from tests.tui import seeding
from tests.tui.conftest import Open, make, opened, settle
from tests.tui.glass import app_of, glass, highlighted, line, main, today, until
from tests.tui.seeding import NOW
from tui import app as app_module
from tui import bringing_up, crash, ending, preferences, running, themes
from tui.app import NotYet
from tui.clock import Clock, FrozenClock
from tui.course import Course
from tui.dialogs.add import AddDialog
from tui.screens.account import AccountAnswer, AccountScreen
from tui.screens.first_start import Begin, FirstStart, FirstStartScreen
from tui.screens.importing import ImportScreen
from tui.screens.playbook import PlaybookScreen
from tui.screens.search import SearchScreen
from tui.widgets.header import DayHeader


async def test_an_empty_book_offers_three_ways_to_begin(tmp_path: Path) -> None:
    async with opened(tmp_path / "new" / "notyet.db") as pilot:
        assert isinstance(pilot.app.screen, FirstStartScreen)
        await pilot.press("4")
        await settle(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, AddDialog))
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"Hooli", "enter")
        await settle(pilot)
        assert [row.name for row in today(pilot)] == ["Hooli"]


async def test_the_empty_list_says_what_to_do(tmp_path: Path) -> None:
    async with opened(tmp_path / "new" / "notyet.db") as pilot:
        await pilot.press("escape")
        await settle(pilot)
        assert "The book is empty." in glass(pilot)
        for key in ("n", "1", "space", "at", "z", "d", "question_mark", "enter", "asterisk"):
            await pilot.press(key)
        assert line(pilot) == "Nothing is highlighted."


async def test_another_window_wrote_and_the_panes_refresh_by_themselves(planner: Open, book_path: Path) -> None:
    async with planner() as pilot:
        first = today(pilot)[0]
        other = Book.open(book_path, now=NOW, ids=IdSource.seeded(9), state=book_path.parent / "state")
        try:
            seeding.Territory(other).log(first.account, 0, Outcome.NO)
        finally:
            other.close()
        await app_of(pilot)._look()
        await settle(pilot)
        assert first.account not in {row.account for row in today(pilot)}


async def test_midnight_while_open(planner: Open) -> None:
    clock = FrozenClock(NOW, "America/Chicago")
    async with planner(clock=clock) as pilot:
        clock.put_on(timedelta(days=1))
        await app_of(pilot)._look()
        await settle(pilot)
        assert "Tue 24 Nov" in glass(pilot)
        assert app_of(pilot).day == NOW.date() + timedelta(days=1)


async def test_what_was_drawn_is_drawn_again_as_their_clock_goes_on_r36(planner: Open) -> None:
    clock = FrozenClock(NOW, "America/Chicago")
    async with planner(clock=clock) as pilot:
        assert "08:30 there" in glass(pilot)
        clock.put_on(timedelta(minutes=2))
        app_of(pilot).main.tick()
        await settle(pilot)
        assert "08:32 there" in glass(pilot)


async def test_a_book_that_cannot_be_opened_says_why_and_lets_nobody_log(tmp_path: Path) -> None:
    path = tmp_path / "text.db"
    path.write_text("this is no planner", encoding="utf-8")
    app = make(path)
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(50):
            await pilot.pause(0.01)
            if "Opening" not in app.main.blocked:
                break
        await pilot.press("n", "slash", "f1")
        assert app.main.blocked
        assert "is damaged or is not a planner" in glass(pilot).replace("\n", " ")
        assert app.screen is not app.main, "the whole word stands before the empty lists (T12)"
        await pilot.press("enter")
    assert app.return_code == 1


async def test_a_read_only_book_says_so_all_the_time(planner: Open) -> None:
    async with planner() as pilot:
        main(pilot).query_one(DayHeader).warn("This book can only be read: the folder belongs to somebody else.")
        assert "only be read" in glass(pilot) or await _drawn(pilot, "only be read")


async def _drawn(pilot: object, words: str) -> bool:
    await pilot.pause()  # type: ignore[attr-defined]  # a pilot
    return words in glass(pilot)  # type: ignore[arg-type]


async def test_trouble_while_looking_is_told(planner: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async with planner() as pilot:
        app = app_of(pilot)

        async def fails(_: object) -> object:
            raise BookTrouble("The file is locked.", "Close the other program.")

        monkeypatch.setattr(app.desk, "run", fails)
        await app._look()
        assert line(pilot) == "The file is locked. Close the other program."
        await pilot.press("f1")
        await pilot.pause()
        app.report(Refused("Over a page [b]too."))
        monkeypatch.undo()
        await pilot.press("escape")


async def test_search_opens_an_account_and_its_keys_come_back(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SearchScreen)
        await pilot.press(*"globex")
        await until(pilot, lambda: "1 account" in glass(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountScreen))
        await pilot.pause(0.2)
        await pilot.press("n")
        await settle(pilot)
        assert line(pilot).startswith("No 11 · Globex")


async def test_enter_opens_the_page_of_the_account(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, AccountScreen)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main(pilot))
        assert highlighted(pilot) == "Acme Robotics"


async def test_in_the_palette_a_name_that_was_typed_stands_before_commands_that_are_a_little_like_it(
    planner: Open,
) -> None:
    async with planner() as pilot:
        # Letters of "acme" stand, far apart, in the help of commands too.
        await pilot.press("ctrl+p", *"acme")
        found = pilot.app.screen.query_one(OptionList)
        await until(
            pilot, lambda: bool(found.option_count) and str(found.get_option_at_index(0).prompt).startswith("Acme")
        )
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountScreen))


async def test_the_theme_that_was_chosen_is_there_the_next_time(planner: Open) -> None:
    async with planner() as pilot:
        assert pilot.app.theme == themes.NIGHT
        pilot.app.theme = themes.DAWN
        await until(pilot, lambda: bool(preferences.theme(places(app_of(pilot).path).config)))
    async with planner(seed=7) as pilot:
        assert pilot.app.theme == themes.DAWN


def test_preferences_keep_other_lines_and_forgive_a_broken_file(tmp_path: Path) -> None:
    path = tmp_path / "config" / "config.toml"
    assert preferences.theme(path) == ""
    assert preferences.keep_theme(path, "night")
    path.write_text('other = 1\ntheme = "night"\n', encoding="utf-8")
    assert preferences.keep_theme(path, "dawn")
    assert path.read_text(encoding="utf-8") == 'other = 1\ntheme = "dawn"\n'
    assert preferences.theme(path) == "dawn"
    assert not preferences.keep_theme(path, 'x"\n[evil]')
    path.write_text("theme = [", encoding="utf-8")
    assert preferences.theme(path) == ""
    path.write_text("theme = 3", encoding="utf-8")
    assert preferences.theme(path) == ""
    assert not preferences.keep_theme(tmp_path / "config" / "config.toml" / "deeper" / "c.toml", "dawn")


async def test_a_crash_leaves_a_file_without_a_name_and_the_terminal_says_where(
    book_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make(book_path)
    with pytest.raises(ZeroDivisionError):
        await _crashing(app)
    await app.desk.stop()
    (report,) = places(book_path).crash.glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "_crash" in text
    said = capsys.readouterr().err
    assert "Everything that was shown as saved is in the book." in said
    for words in ("Acme", "13125550142", str(Path.home())):
        assert words not in text
    assert "Acme" not in said
    assert report.stat().st_mode & 0o077 == 0


async def _crashing(app: NotYet) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.main.call_next(_crash, "Acme Robotics", "+13125550142")
        await pilot.pause()


def _crash(name: str, phone: str) -> None:
    number = 1 / (len(name) - len("Acme Robotics"))
    raise AssertionError(name, phone, number)


def test_a_crash_report_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    error = ValueError("Acme")
    error.__cause__ = KeyError("Dana")
    assert crash.keep(error, NOW, tmp_path / "file") is None
    assert "Acme" not in crash.report(error, NOW)
    assert "KeyError" in crash.report(error, NOW)
    assert "could not be written" in crash.words(None)


@pytest.mark.parametrize(("way", "code"), [("left", 129), ("noticed", 128 + signal.SIGHUP)])
async def test_on_a_terminal_that_was_closed_the_planner_ends_at_once(
    planner: Open, monkeypatch: pytest.MonkeyPatch, way: str, code: int
) -> None:
    """Left by a signal, or noticed within a second: under `make run` in a window of its own it stays with make."""
    ended: list[int] = []
    async with planner() as pilot:
        monkeypatch.setattr(app_module, "terminal_is_there", lambda: False)
        monkeypatch.setattr("os._exit", ended.append)
        if way == "left":
            await app_of(pilot).leave(code, 1.0)
        else:
            await app_of(pilot)._look()
        await until(pilot, lambda: bool(ended))
    assert ended == [code]


def test_a_closed_terminal_is_known_by_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def hung_up(_: int) -> object:
        raise termios.error(5, "Input/output error")

    def no_terminal(_: int) -> object:
        raise termios.error(25, "Inappropriate ioctl for device")

    monkeypatch.setattr(termios, "tcgetattr", hung_up)
    assert not ending.terminal_is_there()
    monkeypatch.setattr(termios, "tcgetattr", no_terminal)
    assert ending.terminal_is_there()
    monkeypatch.setattr("sys.platform", "win32")
    assert ending.terminal_is_there()


def test_run_opens_the_next_book_and_exits_with_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_books: list[Path] = []

    def run(self: NotYet) -> Path | None:
        opened_books.append(self.path)
        self._return_code = len(opened_books)
        return tmp_path / "demo.db" if len(opened_books) == 1 else None

    monkeypatch.setattr(NotYet, "run", run)
    with pytest.raises(SystemExit) as left:
        running.run(tmp_path / "mine.db", Clock())
    assert left.value.code == 2
    assert opened_books == [tmp_path / "mine.db", tmp_path / "demo.db"]


async def test_a_remark_of_another_window_makes_the_drawn_dates_stale_not_wrong(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        draft = remark(row.account, "note", "x", NOW.date())
        await app_of(pilot).desk.run(lambda book: book.record((draft,), now=NOW, label="note"))
        main(pilot).reload()
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert line(pilot).startswith("No 3 · Acme Robotics")


async def test_begin_with_the_demo_book_opens_it_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(path: Path, day: date) -> None:
        assert day == NOW.date()
        path.write_bytes(b"")

    monkeypatch.setattr(demo, "make", small)
    app = make(tmp_path / "new" / "notyet.db")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await until(pilot, lambda: app.return_value is not None)
        await app.desk.stop()
    assert app.return_value == places().state / "demo" / "2026-11-23.db"


async def test_begin_with_a_list_sets_the_size_of_the_day_r32(tmp_path: Path) -> None:
    async with opened(tmp_path / "new" / "notyet.db") as pilot:
        await pilot.press("tab", "right", "shift+tab", "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportScreen))
        settings = await app_of(pilot).desk.run(lambda book: book.settings())
        assert (settings.caps.day, settings.caps.first) in {(40, 5), (80, 10)}
        await pilot.press("escape")
        await settle(pilot)


async def test_trouble_at_the_beginning_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(tmp_path / "new" / "notyet.db") as pilot:
        main(pilot).doors._begin(None)

        async def fails(_: object) -> object:
            raise BookTrouble("The file is locked.")

        monkeypatch.setattr(app_of(pilot).desk, "run", fails)
        await main(pilot).doors._begun(FirstStart(Begin.ADD, 80))
        assert line(pilot) == "The file is locked."
        monkeypatch.undo()


async def test_pages_that_changed_something_read_the_panes_again(planner: Open) -> None:
    async with planner() as pilot:
        for action, screen in (("import_list", ImportScreen), ("playbook", PlaybookScreen)):
            await main(pilot).run_action(action)
            await pilot.pause()
            assert isinstance(pilot.app.screen, screen)
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is main(pilot))
        change = Change(ActionId("a"), (), (), "x")
        main(pilot).doors._changed(change)
        main(pilot).doors._back_from_account(None)
        main(pilot).doors._back_from_account(AccountAnswer("", (change,)))
        main(pilot).doors._found(None)
        await settle(pilot)
        assert today(pilot)


async def test_what_cannot_be_read_is_told(planner: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async with planner() as pilot:
        desk = app_of(pilot).desk
        run = desk.run

        async def fails(_: object) -> object:
            raise BookTrouble("The file is locked.")

        monkeypatch.setattr(desk, "run", fails)
        main(pilot).reload()
        await until(pilot, lambda: line(pilot) == "The file is locked.")
        await pilot.press("d")
        await pilot.pause()
        monkeypatch.setattr(desk, "run", run)


async def test_the_palette_tells_what_it_cannot_find(planner: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async with planner() as pilot:

        async def fails(_: object) -> object:
            raise BookTrouble("The file is locked.")

        await pilot.press("ctrl+p")
        monkeypatch.setattr(app_of(pilot).desk, "run", fails)
        await pilot.press(*"globex")
        await pilot.pause(0.3)
        monkeypatch.undo()
        await pilot.press("escape")


def test_the_collector_is_turned_on_again_only_where_the_start_turned_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr("gc.enable", lambda: done.append("enable"))
    monkeypatch.setattr("gc.freeze", lambda: done.append("freeze"))
    monkeypatch.setattr("gc.isenabled", lambda: True)
    ending.collect_again()
    assert done == []
    monkeypatch.setattr("gc.isenabled", lambda: False)
    ending.collect_again()
    assert done == ["enable", "freeze"]


async def test_an_older_versions_book_says_how_far_it_is_while_it_is_brought_up(
    book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(book_path) as db:
        db.execute("UPDATE meta SET value = '0.0' WHERE key = ?", (tables.MARK,))
    db.close()
    gate, reached, heard = threading.Event(), threading.Event(), Course.heard

    def waits(course: Course, what: str, done: int, total: int) -> None:
        heard(course, what, done, total)
        reached.set()
        gate.wait(10)

    monkeypatch.setattr(Course, "heard", waits)
    monkeypatch.setattr(bringing_up, "TICK", 0.01)
    app = make(book_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await asyncio.to_thread(reached.wait, 5)
        await until(pilot, lambda: line(pilot).startswith(bringing_up.WORDS))
        assert re.fullmatch(rf"{bringing_up.WORDS}: \d+ of \d+ …", line(pilot))
        await pilot.press("n")
        gate.set()
        await settle(pilot)
        assert today(pilot)
        await app.leave()
