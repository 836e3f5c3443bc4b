"""What all dialogs share: one rule for digits, the cursor behind the text, the mouse (DESIGN section 4).

That each fits every terminal, and that esc writes nothing, the walk of test_walk_fits.py proves.
"""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Input, TextArea

from tests.tui.hosting import HOSTILE, Host, harmless, shown, typed
from tests.tui.test_snapshots_dialogs import CASES, WAYS, WHOM
from tui import outside
from tui.dialogs.edit import EditDialog
from tui.dialogs.frame import Whom
from tui.dialogs.keys import Keys
from tui.dialogs.note import NoteDialog
from tui.dialogs.path import PathInput
from tui.dialogs.reach import ReachDialog
from tui.dialogs.record_file import RecordFileDialog

AT_ONCE = {
    "confirm": "yes", "who-is-who": "join", "standing": "customer", "bulk": None, "status-word": "customer",
    "add": None, "reach": "email", "dump": "dump", "decline": "revive",
}  # fmt: skip
"""Lists of which a digit takes its line at once, and what `2` takes; None: nothing, or the next question."""


@pytest.mark.parametrize("name", AT_ONCE)
async def test_a_digit_takes_its_line_at_once_and_the_key_line_says_so(name: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 40)) as pilot:
        app.show(CASES[name][0]())
        await pilot.pause()
        assert "at once" in shown(app)
        before = app.screen
        await pilot.press("2")
        await pilot.pause()
        assert app.screen is not before
    answer = app.answers[0] if app.answers else None
    if name == "bulk":
        assert answer is not None
        return
    assert AT_ONCE[name] == getattr(answer, "choice", getattr(answer, "field", None) or getattr(answer, "value", None))


@pytest.mark.parametrize("name", ["barred", "faded", "wrong", "meeting"])
async def test_where_something_is_asked_a_digit_goes_on_to_it(name: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 40)) as pilot:
        app.show(CASES[name][0]())
        await pilot.pause()
        if name == "meeting":
            await pilot.press("shift+tab")
        assert "takes it" in shown(app)
        await pilot.press({"wrong": "1"}.get(name, "2"))
        await pilot.pause()
        assert isinstance(app.screen.focused, Input)
        assert "takes it" not in shown(app)
    assert app.answers == []


@pytest.mark.parametrize("name", ["gate", "signals"])
async def test_ticks_are_ticked_by_digit_by_mouse_and_by_the_key_line(name: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 40)) as pilot:
        app.show(CASES[name][0]())
        await pilot.pause()
        rows: Any = app.screen.query_one("#questions" if name == "gate" else "#signs")
        assert "ticks" in shown(app)
        before = rows.ticked
        await pilot.press("1")
        await pilot.click(f"#{rows.id}", offset=(3, 2))
        assert len(rows.ticked ^ before) == 2
        keys = app.screen.query_one("#key-line", Keys)
        at = keys.render().plain.index("ticks")
        await pilot.click("#key-line", offset=(at, 0))
        assert len(rows.ticked ^ before) == 1
        assert app.answers == []


async def test_the_cursor_stands_behind_the_text_that_is_edited() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(EditDialog(WHOM, "industry", "Steel"))
        await pilot.pause()
        assert app.screen.query_one("#value", Input).cursor_position == len("Steel")
        await pilot.press("escape")
        app.show(NoteDialog(WHOM, "one\ntwo"))
        await pilot.pause()
        assert app.screen.query_one(TextArea).cursor_location == (1, 3)
        await pilot.press(*typed(" more"), "enter")
        app.show(RecordFileDialog("Save", "", "a.jsonl", there=False))
        await pilot.pause()
        assert app.screen.query_one(PathInput).cursor_position == len("a.jsonl")
    assert app.answers[-1].text == "one\ntwo more"


async def test_r38_a_barred_way_is_refused_and_may_still_be_copied() -> None:
    """R38: absolute; the number may be needed to answer them."""
    app = Host()
    async with app.run_test() as pilot:
        app.show(ReachDialog(WHOM, WAYS))
        await pilot.pause()
        await pilot.press("3")
        assert "do not contact (email)" in shown(app)
        await pilot.press("ctrl+y")
        assert app.copied == "d.cole@home.example"
        assert app.answers == []
        await pilot.press("4")
        await pilot.pause()
        app.show(ReachDialog(WHOM, ()))
        await pilot.pause()
        await pilot.press("enter", "ctrl+y", "1")
        assert "No number, no address" in shown(app)
    assert app.answers == [WAYS[3]]


async def test_hostile_names_stand_as_text_in_every_list() -> None:
    app = Host()
    async with app.run_test(size=(80, 40)) as pilot:
        for text in filter(None, HOSTILE):
            ways = tuple(type(way)(way.field, text, way.link, text, text) for way in WAYS)
            app.show(ReachDialog(Whom(text, text, text), ways))
            await pilot.pause()
            assert harmless(shown(app))
            await pilot.press("escape")
            await pilot.pause()


async def test_r28_the_kind_line_is_mailed_while_the_question_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """R28: dumping plans no message; the kind line is copied or mailed by the rep's own hand."""
    ran: list[str] = []

    def start(link: str) -> bool:
        ran.append(link)
        return True

    monkeypatch.setattr(outside, "_started", start)
    app = Host()
    async with app.run_test(size=(80, 30)) as pilot:
        app.show(CASES["dump"][0]())
        await pilot.pause()
        assert "ctrl+o mails it" in shown(app)
        await pilot.press("ctrl+o")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert ran == [WAYS[1].link]
        assert "A mail to dana@acme.com is open" in shown(app)
        await pilot.press("escape")
        app.show(CASES["decline"][0]())
        await pilot.pause()
        assert "mails it" not in shown(app)
        await pilot.press("ctrl+o")
        await pilot.pause()
    assert len(ran) == 1


async def test_a_question_that_comes_while_the_planner_is_left_ends_nothing() -> None:
    """Its lines are not there then: its parts go with the app."""
    app = Host()
    async with app.run_test() as pilot:
        app.show(CASES["confirm"][0]())
        await pilot.pause()
        screen: Any = app.screen
        await screen.query_one("#key-line", Keys).remove()
        screen.draw_keys()
        await pilot.press("escape")
    assert app.answers == [None]
