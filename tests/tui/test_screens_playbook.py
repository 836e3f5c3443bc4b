"""The playbook page: checked as it is typed, saved whole or not at all (R3)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from textual import events

from playbook import document
from playbook.errors import BookTrouble
from playbook.settings import Criterion, Settings, Spacing
from tests.builders import NOW
from tests.tui.conftest import Open
from tests.tui.hosting import HOSTILE, SIZES, Host, harmless, shown, typed
from tests.tui.profiled import profiled
from tests.tui.stocked import Stock, stocked
from tui.app import NotYet
from tui.screens.playbook import PlaybookScreen
from tui.screens.playbook_document import DocumentArea
from tui.screens.playbook_history import HistoryScreen
from tui.screens.playbook_value import ValueLine
from tui.screens.sheet import Sheet


async def opened(stock: Stock, app: Host, pilot: Any) -> DocumentArea:
    app.show(PlaybookScreen(stock.desk, stock.clock))
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
    return app.screen.query_one(DocumentArea)


def change(area: DocumentArea, before: str, after: str) -> None:
    assert before in area.text
    area.load_text(area.text.replace(before, after))


async def test_r3_a_change_is_previewed_and_saved_as_one_action(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            change(area, "\nday = 40", "\nday = 45")
            await pilot.pause()
            assert "caps.day  40 → 45" in shown(app)
            await pilot.press("ctrl+s")
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert [answer.label for answer in app.answers] == ["playbook: caps.day"]
        assert (await stock.desk.run(lambda book: book.settings())).caps.day == 45
        await stock.desk.run(lambda book: book.undo(NOW))
        assert await stock.desk.run(lambda book: book.settings()) == Settings()


async def test_a_fault_is_named_with_its_line_and_nothing_is_saved(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            change(area, "\nday = 40", "\nday = 4000\ndya = 2")
            await pilot.pause()
            glass = shown(app)
            assert "2 faults" in glass
            assert "caps.day: expected" in glass
            await pilot.press("ctrl+s")
            await pilot.pause()
            line = area.cursor_location[0]
            assert area.document.get_line(line) == "day = 4000", "the cursor goes to the fault"
            area.move_cursor((0, 0))
            await pilot.press("ctrl+g")
            assert area.cursor_location[0] == line
            assert app.answers == []
        assert await stock.desk.run(lambda book: book.settings()) == Settings()


async def test_many_faults_are_counted(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            area.load_text("\n".join(f"key{n} = 1" for n in range(9)))
            await pilot.pause()
            assert "and 3 more" in shown(app)


async def test_saving_without_a_change_says_so(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            await opened(stock, app, pilot)
            await pilot.press("ctrl+g", "ctrl+s")
            await pilot.pause()
            assert "Nothing was changed." in shown(app)


async def test_leaving_with_a_change_asks_once(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            await opened(stock, app, pilot)
            await pilot.press("tab", "x", "escape")
            await pilot.pause()
            assert "Leave without saving?" in shown(app)
            await pilot.press("escape")
            await pilot.pause()
            assert app.answers == []
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press("2")
            await pilot.pause()
        assert app.answers == [None]


async def test_what_is_pasted_is_cleaned(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            area = await opened(stock, app, pilot)
            area.post_message(events.Paste("# " + "".join(HOSTILE) + "\n"))
            await pilot.pause()
            assert harmless(area.text)
            assert harmless(shown(app))


async def test_trouble_with_the_book_is_said(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            change(area, "\nday = 40", "\nday = 45")
            await stock.desk.stop()
            await pilot.press("ctrl+s")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "The planner's file is closed." in shown(app)
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            assert "The planner's file is closed." in shown(app)


async def settle(stock: Stock, pilot: Any) -> None:
    """Wait for the book's thread and the screen; a question that stands keeps its worker waiting."""
    for _ in range(4):
        await pilot.pause()
        with suppress(BookTrouble):
            await stock.desk.run(lambda book: book.read_only)
    await pilot.pause()


async def press(stock: Stock, pilot: Any, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(stock, pilot)


async def test_it_is_read_section_by_section_in_words_at_every_size(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        new = replace(Settings(), caps=replace(Settings().caps, day=45))
        await stock.desk.run(lambda book: book.set_settings(new, NOW))
        app = Host()
        async with app.run_test(size=SIZES[-1]) as pilot:
            await opened(stock, app, pilot)
            assert "Who usually buys from you" in shown(app)
            await press(stock, pilot, "down", "down", "down", "down")
            for size in SIZES:
                await pilot.resize_terminal(*size)
                await settle(stock, pilot)
                glass = " ".join(shown(app).split())
                for said in ("The playbook", "● caps", "How much fits into your day", "45 touches", "default 40"):
                    assert said in glass, size
                assert harmless(shown(app))
            await press(stock, pilot, "escape")
        assert app.answers == [None]


async def test_enter_goes_into_a_section_and_tab_into_the_document_behind_the_value(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            await press(stock, pilot, "down", "down", "enter", "down", "left", "right", "tab")
            assert area.has_focus
            assert area.document.get_line(area.cursor_location[0]) == "dream = 30"
            assert area.cursor_location[1] == len("dream = 30"), "behind the value, where it is changed"
            await press(stock, pilot, "tab")
            assert "How long you wait" in shown(app)
            await press(stock, pilot, "enter", "tab")
            assert area.document.get_line(area.cursor_location[0]) == "dream = 30", "at the same place"
            await press(stock, pilot, "tab", "tab")
            assert area.document.get_line(area.cursor_location[0]) == "[spacing]"
            app.screen.query_one("#sections").focus()
            await press(stock, pilot, "down", "enter")
            assert area.document.get_line(area.cursor_location[0]) == "[burst]"
            assert area.has_focus


async def at_setting(pilot: Any, app: Host, section: str, name: str) -> None:
    """Highlight a setting in its section."""
    sections, reading = app.screen.query_one("#sections", Sheet), app.screen.query_one("#reading", Sheet)
    place = next(place for place, row in enumerate(sections.rows) if row.value == section)
    sections._go_to(place)
    await pilot.pause()
    reading.focus()
    reading._go_to(next(place for place, row in enumerate(reading.rows) if row.value == f"{section}.{name}"))
    await pilot.pause()


async def test_a_setting_is_changed_where_it_stands_checked_as_it_is_typed(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            await at_setting(pilot, app, "caps", "day")
            value = app.screen.query_one(ValueLine)
            await press(stock, pilot, "enter")
            assert (value.has_focus, value.value, value.cursor_position) == (True, "40", 2)
            assert "caps.day  touches · 1 to 400 · R34" in shown(app)
            await press(stock, pilot, *"00")
            assert "caps.day: expected a whole number from 1 to 400, got 4000" in shown(app)
            await press(stock, pilot, "enter")
            assert value.has_focus, "it does not stand, so it is not taken"
            await press(stock, pilot, "ctrl+s", "tab", "ctrl+f")
            assert value.has_focus, "nothing is saved beside a value that cannot stand"
            await press(stock, pilot, "escape")
            assert "\nday = 40\n" in area.text
            await press(stock, pilot, "enter", "backspace", "5", "enter")
            glass = shown(app)
            for said in ("45 was 40, not saved · touches", "1 change not saved", "caps.day  40 → 45", "● caps"):
                assert said in glass
            assert app.screen.query_one("#reading").has_focus
            await press(stock, pilot, "ctrl+s")
        assert [answer.label for answer in app.answers] == ["playbook: caps.day"]


WRITTEN = (
    ("fit.tier_a", ("end", "backspace", "5"), "tier_a = 2.5"),
    ("spacing.rhythm", ("comma", "6", "0"), "rhythm = [30, 45, 60, 60]"),
    ("burst.channels", (*("backspace" for _ in "call"), *"text"), '"linkedin", "text"]'),
    ("hours.country", ("backspace", "backspace", "D", "E"), 'country = "DE"'),
    ("hours.call_from", ("backspace", "0", "9", *typed(":00")), "call_from = 9"),
    ("hours.leave", typed("2026-12-24"), 'leave = ["2026-12-24"]'),
    ("guards.value_words", (*("backspace" for _ in "refuse"), *"warn"), 'value_words = "warn"'),
)


async def test_every_sort_of_value_is_written_in_place(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            area = await opened(stock, app, pilot)
            for dotted, keys, after in WRITTEN:
                await at_setting(pilot, app, *dotted.split("."))
                await pilot.press("enter", *keys, "enter")
                await settle(stock, pilot)
                settings, faults = document.parse(area.text)
                assert faults == ()
                assert settings is not None
                assert after in document.render(settings)
            assert f"{len(WRITTEN)} changes not saved" in shown(app)


async def test_a_switch_turns_over_and_sentences_open_as_a_document(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            await at_setting(pilot, app, "phrases", "month_first")
            await press(stock, pilot, "enter")
            assert "month_first = false" in area.text
            await press(stock, pilot, "enter")
            assert "month_first = true" in area.text
            await at_setting(pilot, app, "texts", "questions")
            await press(stock, pilot, "enter")
            assert area.has_focus
            assert area.document.get_line(area.cursor_location[0]).startswith("questions = [")


async def test_the_value_stays_over_its_row_when_the_terminal_changes_and_the_mouse_opens_it(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            await at_setting(pilot, app, "caps", "first")
            reading, value = app.screen.query_one("#reading", Sheet), app.screen.query_one(ValueLine)
            await pilot.click("#reading", offset=(6, reading.cursor - reading.scroll_offset.y))
            await settle(stock, pilot)
            assert value.has_focus
            for size in ((60, 20), (200, 60), (80, 24)):
                await pilot.resize_terminal(*size)
                await settle(stock, pilot)
                row = reading.region.y + reading.cursor - reading.scroll_offset.y
                assert value.region.y == row, size
                assert value.region.right <= size[0]
                assert "first" in shown(app).splitlines()[row]
            reading.scroll_to(y=2, animate=False)
            await settle(stock, pilot)
            assert value.region.y == reading.region.y + reading.cursor - reading.scroll_offset.y
            await pilot.press("backspace", "7")
            app.screen.query_one("#sections", Sheet)._go_to(5)
            await settle(stock, pilot)
            assert "caps.first  5 → 7" in shown(app), "another section takes what was written"


async def test_ctrl_q_asks_before_a_change_is_lost(planner: Open) -> None:
    """The issue's note: ctrl+q on the playbook page lost an unsaved change."""
    async with planner() as pilot:
        app = pilot.app
        assert isinstance(app, NotYet)
        app.main.action_playbook()
        for _ in range(100):
            await pilot.pause(0.01)
            if isinstance(app.screen, PlaybookScreen) and app.screen.settings is not None:
                break
        await at_setting(pilot, app, "caps", "day")  # type: ignore[arg-type]  # both have a screen
        await pilot.press("enter", "9", "ctrl+q")
        await pilot.pause()
        assert "Quit without saving?" in shown(app)
        await pilot.press("ctrl+q", "escape")
        await pilot.pause()
        assert isinstance(app.screen, PlaybookScreen)
        assert app.screen.query_one(ValueLine).value == "409", "it stands as it was"
        assert app.is_running
        await pilot.press("ctrl+q", "2")
        await pilot.pause()
        assert app._exit
    assert not app.is_running


async def test_the_mouse_shows_a_section(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(stock, app, pilot)
            await pilot.click("#sections", offset=(4, 4))
            await settle(stock, pilot)
            assert "How much fits into your day" in shown(app)


async def test_one_key_puts_a_setting_back_to_its_default(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        new = replace(Settings(), spacing=replace(Settings().spacing, rhythm=(20, 50), dream=28))
        await stock.desk.run(lambda book: book.set_settings(new, NOW))
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            await press(stock, pilot, "ctrl+d")
            assert "No setting stands here." in shown(app)
            await press(stock, pilot, "down", "down", "enter", "ctrl+d")
            assert "spacing.rhythm takes its default, [30, 45, 60]; ctrl+s saves." in shown(app)
            await press(stock, pilot, "down", "enter", "ctrl+d")
            assert "dream = 30" in area.text
            await press(stock, pilot, "ctrl+d")
            assert "spacing.dream stands at its default." in shown(app)
            await press(stock, pilot, "tab", "ctrl+z")
            assert "dream = 28" in area.text, "the text's own undo knows it"
            area.load_text(area.text + "\nday = = 3")
            await press(stock, pilot, "ctrl+d")
            assert "first; ctrl+g goes there." in shown(app)


async def test_words_are_found_in_the_document(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            await press(stock, pilot, "ctrl+f", "d", "r", "e", "a", "m")
            first = area.selection.start
            assert area.selected_text.casefold() == "dream"
            await press(stock, pilot, "enter")
            assert area.selection.start > first
            await press(stock, pilot, "x", "x")
            assert "Nowhere in the playbook." in shown(app)
            await press(stock, pilot, "escape")
            assert area.has_focus
            assert not area.find("")
            assert area.find("[FIT]")
            area.load_text("İ caps")
            assert area.find("caps"), "a letter that grows when folded"
            assert app.answers == []


async def test_r3_a_changed_profile_asks_with_its_numbers(tmp_path: Path) -> None:
    wish = '[[profile]]\nfield = "industry"\ntest = "in"\nvalues = ["Steel"]\nmust = true\n\n[fit]'
    async with profiled(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            change(area, "[fit]", wish)
            await press(stock, pilot, "ctrl+s")
            glass = shown(app)
            assert "0 come on, 32 go off: save it?" in glass
            assert "28 never touched: set aside" in glass
            assert "4 touched: in the dump queue" in glass
            await press(stock, pilot, "escape")
            assert app.answers == []
            assert (await stock.desk.run(lambda book: book.settings())).profile == ()
            await press(stock, pilot, "ctrl+s", "2")
        assert [answer.label for answer in app.answers] == ["playbook: profile"]
        assert (await stock.desk.run(lambda book: book.settings())).profile[0].must


async def test_r3_where_nobody_moves_nothing_is_asked(tmp_path: Path) -> None:
    async with profiled(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            change(area, "on_from = 60", "on_from = 70")
            await press(stock, pilot, "ctrl+s")
        assert [answer.label for answer in app.answers] == ["playbook: fit.on_from"]


async def test_r1_the_questions_open_from_here_and_a_change_closes_both(tmp_path: Path) -> None:
    async with profiled(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            area = await opened(stock, app, pilot)
            change(area, "\nday = 40", "\nday = 45")
            await press(stock, pilot, "f2")
            assert "Save first, or leave" in shown(app)
            change(area, "\nday = 45", "\nday = 40")
            await press(stock, pilot, "f2")
            assert "Which of these usually buy from you?" in shown(app)
            await press(stock, pilot, "escape", "escape", "escape")
            assert "The playbook" in shown(app)
            await press(stock, pilot, "f2", "space", "enter", "escape", "escape", "enter")
        assert [answer.label for answer in app.answers] == ["playbook: profile"]


async def changed_twice(stock: Stock) -> None:
    first = replace(Settings(), caps=replace(Settings().caps, day=45))
    wish = Criterion("industry", "in", ("Steel",), 0, must=True)
    await stock.desk.run(lambda book: book.set_settings(first, NOW - timedelta(days=400)))
    await stock.desk.run(lambda book: book.set_settings(replace(first, profile=(wish,)), NOW))
    many = replace(first, spacing=Spacing(20 * (1,), 9, 9, (9,), (9,), 4, 99, 9, 9, 9, 9))
    await stock.desk.run(lambda book: book.set_settings(replace(many, profile=(wish,)), NOW))
    await stock.desk.run(lambda book: book.undo(NOW))


async def test_the_history_brings_a_day_back(tmp_path: Path) -> None:
    async with profiled(tmp_path) as stock:
        await changed_twice(stock)
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(stock, app, pilot)
            await press(stock, pilot, "f3")
            glass = shown(app)
            assert "The playbook's history" in glass
            assert "taken back" in glass
            assert "and 3 more" in glass
            await press(stock, pilot, "down", "enter")
            assert "nothing to" in shown(app)
            await press(stock, pilot, "down")
            glass = shown(app)
            assert "caps.day" in glass
            await press(stock, pilot, "enter")
            assert "was on" in shown(app)
            assert "32 come on" in shown(app)
            await press(stock, pilot, "escape", "enter", "2")
        assert [answer.label for answer in app.answers] == ["playbook: profile"]
        held = await stock.desk.run(lambda book: book.settings())
        assert (held.caps.day, held.profile) == (45, ())


async def test_the_history_brings_back_how_it_came_and_more_than_fits(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        await changed_twice(stock)
        await stock.desk.run(lambda book: book.redo(NOW))
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(HistoryScreen(stock.desk, stock.clock))
            await settle(stock, pilot)
            await press(stock, pilot, "end", "enter")
            glass = shown(app)
            assert "The playbook as it came?" in glass
            assert "more" in glass
            await press(stock, pilot, "2")
        assert len(app.answers) == 1
        assert await stock.desk.run(lambda book: book.settings()) == Settings()


async def test_an_empty_history_teaches_and_trouble_is_said(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(60, 20)) as pilot:
            app.show(HistoryScreen(stock.desk, stock.clock))
            await settle(stock, pilot)
            assert "Nothing was changed yet" in shown(app)
            await press(stock, pilot, "enter", "escape")
        assert app.answers == [None]
        await changed_twice(stock)
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(HistoryScreen(stock.desk, stock.clock))
            await settle(stock, pilot)
            await stock.desk.stop()
            await press(stock, pilot, "end", "enter")
            assert "The planner's file is closed." in shown(app)
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(HistoryScreen(stock.desk, stock.clock))
            await settle(stock, pilot)
            assert "The planner's file is closed." in shown(app)
