"""One table feeds keys, palette, help and README."""

from __future__ import annotations

from importlib import import_module

from playbook.outcomes import OUTCOMES
from tests.tui.conftest import Open
from tests.tui.glass import glass, main
from tui import commands, footers, keymap
from tui.commands import COMMANDS, Pane
from tui.doors import PAGES
from tui.screens.main import Main
from tui.widgets.key_line import KeyLine


def test_ids_and_keys_are_unique() -> None:
    ids = [command.id for command in COMMANDS]
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(ids) == len(set(ids))
    assert len(keys) == len(set(keys))


def test_no_key_is_a_capital() -> None:
    assert not [key for command in COMMANDS for key in command.keys if key != key.lower()]


def test_every_outcome_of_the_playbook_has_its_key_g() -> None:
    table = {command.id: command.keys for command in COMMANDS}
    assert all(table[f"outcome.{row.outcome}"] == (row.key,) for row in OUTCOMES)


def test_every_command_has_an_action_on_the_main_screen() -> None:
    for command in COMMANDS:
        name = command.action.split("(", 1)[0].removeprefix("app.")
        assert hasattr(Main, f"action_{name}") or command.action.startswith("app."), command.id


def test_bindings_carry_ids_and_help() -> None:
    found = commands.bindings()
    assert len({binding.id for binding in found}) == len(found)
    assert all(binding.tooltip and binding.description for binding in found)
    assert {binding.action for binding in found if binding.key == "2"} == {"digit('2')"}


def test_outcomes_are_dead_in_the_dump_queue() -> None:
    outcomes = [command for command in COMMANDS if command.id.startswith("outcome.")]
    assert all(Pane.DUMP not in command.where for command in outcomes)


def test_the_readme_table_names_every_key_once() -> None:
    table = commands.key_table()
    for command in COMMANDS:
        for key in command.keys:
            assert f"`{keymap.written(key)}`" in table
    assert "`comma`" not in table


def test_footer_and_palette_are_parts_of_the_table() -> None:
    assert commands.footer()[0] is commands.command("touch.person")
    assert commands.command("move.down") not in commands.palette()
    assert commands.command("after.undo").every_key == "u ctrl+z"


def test_r35_in_a_block_outcomes_and_the_one_on_the_card_work_and_lists_wait() -> None:
    works = {command.id for command in COMMANDS if Pane.BLOCK in command.where}
    assert {command.id for command in COMMANDS if command.id.startswith(("outcome.", "account.", "after."))} <= works
    waiting = {"touch.more", "move.pane", "book.search", "book.import", "book.numbers", "book.playbook", "book.palette"}
    assert not waiting & works
    assert {"book.block", "book.help", "book.quit", "move.back", "touch.snooze"} <= works
    assert not commands.in_block("go('look')")
    assert commands.in_block("block")


def test_r35_the_footer_of_a_block_names_only_keys_that_work_in_it() -> None:
    shown = commands.block_footer()
    assert [(command.shown, command.label) for command in shown[:2]] == [("b", "ends"), ("esc", "lists")]
    assert all(Pane.BLOCK in command.where for command in shown)


def test_the_footer_shows_what_matters_in_each_pane_and_after_an_outcome() -> None:
    assert [each.id for each in footers.of(Pane.DUMP)][:3] == ["account.dump", "account.keep", "account.signal"]
    assert [each.id for each in footers.of(Pane.TODAY, logged=True)][:3] == ["after.note", "after.when", "after.undo"]
    assert footers.of(Pane.TODAY) == footers.of(Pane.DREAM) == commands.footer()
    assert footers.of(Pane.BLOCK, logged=True) == commands.block_footer()
    for pane in Pane:
        for logged in (False, True):
            assert all(pane in each.where for each in footers.of(pane, logged=logged)), (pane, logged)


async def test_a_command_without_a_key_has_no_place_in_the_footer(planner: Open) -> None:
    keymap.use({"after.undo": ()})
    async with planner() as pilot:
        keymap.use({"after.undo": ()})
        main(pilot).query_one(KeyLine).refresh()
        await pilot.pause()
        last = glass(pilot).splitlines()[-1]
        assert "undo" not in last
        assert "? why" in last
    keymap.use({})


OTHER_PAGES = {
    "book.search": "search:SearchScreen", "book.import": "importing:ImportScreen", "book.help": "help:HelpScreen",
    "book.playbook": "playbook:PlaybookScreen", "book.erase": "erase:EraseScreen",
    "book.block": "block_summary:BlockSummaryScreen",
}  # fmt: skip
"""Pages that have an action of their own."""


def test_a_page_bears_the_name_of_its_command() -> None:
    """One name for one thing: what the palette and the help call it stands over the page."""
    pages = {each.id: PAGES.get(each.action.partition("'")[2].rpartition("'")[0], "") for each in COMMANDS}
    pages |= {name: f"tui.screens.{page}" for name, page in OTHER_PAGES.items()}
    for name, page in pages.items():
        module, _, kind = page.partition(":")
        if page:
            title = getattr(import_module(module), kind).TITLE_TEXT
            assert commands.command(name).label in title.lower(), (name, title)
    assert {page for page in pages.values() if page} >= set(PAGES.values())
