"""The palette finds every command by what it does, in the words of the field."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from playbook.errors import BookTrouble
from tests.tui.conftest import Open, settle
from tests.tui.glass import app_of, glass, highlighted, line, main, until
from tests.tui.hosting import harmless
from tui import commands, finding, palette
from tui.commands import COMMANDS, Group
from tui.dialogs.add import AddDialog
from tui.finding import likeness, ranked
from tui.screens.account import AccountScreen
from tui.screens.help import HelpScreen
from tui.screens.pool import PoolScreen

PHRASES = {
    "delete": "account.dump", "reschedule": "touch.snooze", "postpone": "touch.snooze", "skip": "touch.snooze",
    "put off until tomorrow": "touch.snooze", "vacation": "book.leave", "holiday": "book.leave",
    "time off": "book.leave", "blacklist": "outcome.barred", "do not call": "outcome.barred",
    "opt out": "outcome.barred", "unsubscribe": "outcome.barred", "GDPR": "book.erase",
    "right to be forgotten": "book.erase", "contacts": "book.search", "find someone": "book.search",
    "print": "book.print", "dark mode": "book.theme", "colour": "book.theme", "settings": "book.playbook",
    "preferences": "book.playbook", "cadence": "book.playbook", "statistics": "book.numbers", "report": "book.numbers",
    "how am I doing": "book.numbers", "csv": "book.import", "upload excel": "book.import",
    "list import": "book.import", "download": "book.export", "calendar": "book.export", "sync": "book.backups",
    "back up": "book.backups", "restore": "book.backups", "shortcuts": "book.help", "rebind keys": "book.keys",
    "hotkeys": "book.keys", "new lead": "account.add", "new leads": "book.pool", "ghosted": "outcome.faded",
    "went dark": "outcome.faded", "not interested": "outcome.no", "call me back": "outcome.callback",
    "reminder": "outcome.callback", "vm": "outcome.voicemail", "receptionist": "outcome.gatekeeper",
    "wrong number": "outcome.wrong", "referral": "outcome.wrong", "changed job": "outcome.left",
    "disqualify": "outcome.off-profile", "not a fit": "outcome.off-profile", "ideal customer": "book.profile",
    "proposal": "outcome.my-time", "book a meeting": "outcome.meeting", "closed won": "outcome.meeting",
    "favorite": "account.star", "time waster": "account.signal", "comment": "after.note", "oops": "after.undo",
    "take back an import": "book.imports", "dedupe": "book.duplicates", "power hour": "book.block",
    "start calling": "book.block", "catch up": "book.spread", "daily limit": "book.held", "tutorial": "book.tour",
    "exit": "book.quit", "cheat sheet": "book.help", "simulation": "book.forecast", "repair": "book.doctor",
    "articles": "book.value_library", "switch channel": "touch.channel", "why": "touch.explain",
    "backdate": "after.when", "they called": "touch.inbound", "undelete": "book.dumped",
}  # fmt: skip
"""What a rep types, and the command that is meant."""
SLIPS = {
    "statistcs": "book.numbers", "vaccation": "book.leave", "exprot": "book.export", "setings": "book.playbook",
    "reshedule": "touch.snooze", "duplicats": "book.duplicates", "blackilst": "outcome.barred", "undp": "after.undo",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), {**PHRASES, **SLIPS}.items())
def test_an_everyday_phrase_finds_its_command_among_the_first_three(typed: str, meant: str) -> None:
    assert meant in [command.id for _, command in ranked(typed)][:3]


def test_most_phrases_find_it_first_and_words_may_stand_in_any_order() -> None:
    first = sum(1 for typed, meant in PHRASES.items() if ranked(typed)[0][1].id == meant)
    assert first >= len(PHRASES) * 9 // 10
    assert ranked("number wrong")[0][1].id == ranked("wrong number")[0][1].id


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.id)
def test_every_command_of_the_palette_is_found_by_its_label_and_has_words_of_the_field(each: commands.Command) -> None:
    if each.palette:
        assert each in [found for _, found in ranked(each.label)][:2]
        assert each.id in finding.WORDS
        assert each.help.endswith((".", "?"))


def test_nonsense_and_nothing_find_nothing() -> None:
    assert ranked("qqzzxx") == []
    assert likeness("  [/x] ", commands.command("book.help")) == 0
    assert likeness("export qqzzxx", commands.command("book.export")) == 0
    assert set(finding.WORDS) <= {each.id for each in COMMANDS}


def test_what_has_no_key_stands_first_while_nothing_is_typed_and_touches_are_not_logged_from_other_pages() -> None:
    everywhere, on_pages = palette.offered(everywhere=True), palette.offered(everywhere=False)
    assert everywhere[0].group is Group.BOOK
    assert everywhere[-1].group is Group.OUTCOME
    assert not [each for each in on_pages if each.group is Group.OUTCOME]
    assert {"account.add", "after.undo", "book.theme"} <= {each.id for each in on_pages}
    assert palette.named(commands.command("outcome.no"), 40).cell_length <= 40


async def _typed(pilot: Pilot[Path], words: str, first: str) -> None:
    """Type into the palette, and wait until this is what stands first."""
    await pilot.press("ctrl+p", *("space" if char == " " else char for char in words))
    found = pilot.app.screen.query_one(OptionList)
    await until(pilot, lambda: bool(found.option_count) and str(found.get_option_at_index(0).prompt).startswith(first))
    await pilot.press("enter")


async def test_the_palette_says_in_a_line_what_its_row_cuts(planner: Open) -> None:
    """A narrow palette cuts what a command does; the highlighted one says it whole, an account has nothing to say."""
    async with planner() as pilot:
        for width, whole in ((60, commands.command("book.block").help), (120, "")):
            await pilot.resize_terminal(width, 24)
            await pilot.press("ctrl+p")
            await pilot.pause()
            await pilot.press("down", "down")
            await pilot.pause()
            assert str(pilot.app.screen.query_one("#whole", Static).content) == whole
            await pilot.press("escape")
            await pilot.pause()


async def test_the_palette_runs_what_was_meant_on_every_page_and_opens_no_page_twice(planner: Open) -> None:
    async with planner() as pilot:
        await _typed(pilot, "fresh", "pool")
        await until(pilot, lambda: isinstance(pilot.app.screen, PoolScreen))
        await _typed(pilot, "fresh", "pool")
        await pilot.pause()
        assert sum(isinstance(each, PoolScreen) for each in pilot.app.screen_stack) == 1
        await _typed(pilot, "manual", "help")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        assert "This page: Pool" in glass(pilot)
        await _typed(pilot, "fresh", "pool")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        assert sum(isinstance(each, PoolScreen) for each in pilot.app.screen_stack) == 1
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert harmless(glass(pilot))
        name = highlighted(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountScreen))
        await _typed(pilot, "hung", "No ")
        await settle(pilot)
        await until(pilot, lambda: name in line(pilot))
        await pilot.press("plus")
        await until(pilot, lambda: isinstance(pilot.app.screen, AddDialog))
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AddDialog), "a question is answered first"
        await pilot.press("escape", "ctrl+p", "ctrl+p")
        await pilot.pause()
        assert sum(isinstance(each, CommandPalette) for each in pilot.app.screen_stack) == 1


async def test_a_book_that_cannot_be_searched_is_told_and_commands_are_still_found(
    planner: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with planner() as pilot:

        async def fails(_: object) -> object:
            raise BookTrouble("The file is locked.", "Close the other program.")

        monkeypatch.setattr(app_of(pilot).desk, "run", fails)
        await _typed(pilot, "manual", "help")
        monkeypatch.undo()
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        assert main(pilot).ready
