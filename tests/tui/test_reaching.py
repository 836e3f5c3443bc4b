"""Out of the main screen: dial, mail, a site, the call sheet; and what dialogs that amend a touch must not say."""

from __future__ import annotations

from asyncio import to_thread
from datetime import date
from pathlib import Path

import pytest

from playbook.errors import NotYetError
from playbook.words import Channel, StepKind
from tests.tui.conftest import Open, settle
from tests.tui.glass import glass, line, main, prospect, today, until
from tests.tui.hosting import shown, typed
from tui import outside, printing
from tui.dialogs.callback import CallbackDialog
from tui.dialogs.reach import ReachDialog
from tui.dialogs.talk import TalkDialog
from tui.widgets.card import Card


@pytest.fixture
def opened_links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the machine, which opens everything but telephone numbers."""
    found: list[str] = []

    def start(link: str) -> bool:
        found.append(link)
        return not link.startswith("tel:")

    monkeypatch.setattr(outside, "_started", start)
    return found


async def test_a_key_reaches_the_highlighted_touch_and_another_offers_every_way(
    planner: Open, opened_links: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the touch's own channel at once; nothing is logged by it; no row: that is said."""
    copied: list[str] = []
    async with planner() as pilot:
        monkeypatch.setattr(pilot.app, "copy_to_clipboard", copied.append)
        row = today(pilot)[0]
        before = await prospect(pilot, row.account)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "A mail to" in line(pilot))
        assert opened_links == ["mailto:dana@acme.example"]
        await pilot.press("number_sign")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReachDialog))
        ways = pilot.app.screen._ways  # type: ignore[attr-defined]
        await pilot.press(str(next(place for place, way in enumerate(ways, 1) if way.channel is Channel.CALL)))
        await until(pilot, lambda: "copied" in line(pilot))
        assert opened_links[1].startswith("tel:+")
        assert copied == [line(pilot).rpartition("copied: ")[2].rstrip(".")]
        await pilot.press("number_sign", "escape")
        await pilot.pause()
        after = await prospect(pilot, row.account)
        assert after.touches == before.touches
        for _ in range(4):
            await pilot.press("full_stop")
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        await pilot.press("number_sign")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReachDialog))
        await pilot.press("escape")


async def test_the_call_sheet_is_printed_from_the_palette(
    planner: Open, opened_links: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Written for the rep alone and opened in the browser; without one its path is copied; it waits in a block."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    copied: list[str] = []
    async with planner() as pilot:
        await main(pilot).run_action("print_sheet")
        await until(pilot, lambda: "print it there" in line(pilot))
        sheet = Path(opened_links[0].removeprefix("file://"))
        text, mode = await to_thread(lambda: (sheet.read_text(encoding="utf-8"), sheet.stat().st_mode))
        assert today(pilot)[0].name in text
        assert mode & 0o077 == 0
        monkeypatch.setattr(outside, "_started", lambda _link: False)
        monkeypatch.setattr(pilot.app, "copy_to_clipboard", copied.append)
        await main(pilot).run_action("print_sheet")
        await until(pilot, lambda: "path is copied" in line(pilot))
        assert copied == [str(sheet)]
        await pilot.press("b")
        await settle(pilot)
        await main(pilot).run_action("print_sheet")
        assert "One prospect at a time" in line(pilot)


async def test_r10_the_holiday_question_has_a_key_after_enter(planner: Open) -> None:
    """R10: a weekend is told and asked at once; `1` moves the promise to the working day behind it."""
    async with planner() as pilot:
        row = today(pilot)[1]
        await pilot.press("j", "c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallbackDialog))
        await pilot.press(*typed("2027-05-23"), "enter")
        await settle(pilot)
        assert "Sun 23 May is a weekend: Mon 24 May?" in line(pilot)
        assert "1 moves it to 24 May" in line(pilot), "the day is the whole point: no line is too narrow for it"
        await pilot.press("1")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert [step.on for step in seen.account.steps if step.kind is StepKind.PROMISE] == [date(2027, 5, 24)]
        assert "moves it to" not in line(pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallbackDialog))
        await pilot.press(*typed("2027-05-25"), "enter")
        await settle(pilot)
        assert "promised 25 May" in line(pilot), "R14: the day that they named, beside the value touch before it"


async def test_r11_the_talk_that_is_amended_is_no_reason_to_warn(planner: Open) -> None:
    """R11: what the dialog plans follows from the account before the touch that it adds to."""
    async with planner() as pilot:
        await pilot.press("h")
        await settle(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, TalkDialog))
        await pilot.pause()
        assert "in touch only lately" not in shown(pilot.app)
        await pilot.press("escape")
        await settle(pilot)
        assert "Nothing was written" not in glass(pilot)


async def test_where_nothing_is_highlighted_nothing_is_reached_and_trouble_is_said(
    planner: Open, opened_links: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with planner() as pilot:

        async def full(*_: object) -> None:
            raise NotYetError("The disk is full.", "Nothing was written.")

        monkeypatch.setattr(printing, "printed", full)
        await main(pilot).run_action("print_sheet")
        await until(pilot, lambda: "The disk is full. Nothing was written." in line(pilot))
        main(pilot).query_one(Card).show(None)
        for key in ("ctrl+o", "number_sign"):
            main(pilot).tell("")
            await pilot.press(key)
            assert "Nothing is highlighted." in line(pilot)
        main(pilot).ready, main(pilot).blocked = False, "The book is being opened."
        await main(pilot).run_action("print_sheet")
        assert "The book is being opened." in line(pilot)
        main(pilot).ready, main(pilot).blocked = True, ""
        assert opened_links == []
