"""Every command can be found, has help and works; every page tells its keys and rules; old habits are true."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from textual.pilot import Pilot

from playbook import rules
from playbook.words import AccountId
from storage.views import DreamRow, DumpRow
from tests.cli.running import Rep
from tests.tui.conftest import Open, opened, settle
from tests.tui.glass import glass, main
from tests.tui.hosting import HOSTILE, SIZES, Host, harmless, look, shown
from tui import commands, keymap, page_help
from tui.cli.group import COMMANDS as CALLS
from tui.cli.group import ELSEWHERE, notyet
from tui.commands import COMMANDS, WORKED, Group, Pane
from tui.doors import PAGES
from tui.habits import HABITS, habit_tables
from tui.screens import evidence as evidences
from tui.screens.evidence import EvidenceScreen, of_dream
from tui.screens.explain import ExplainScreen
from tui.screens.first_start import Begin, FirstStartScreen
from tui.screens.held import HeldScreen
from tui.screens.help import _ELSEWHERE, HelpScreen
from tui.screens.main import Main
from tui.screens.page import Page
from tui.screens.sheet import Sheet, SheetRow

BOUGHT = DumpRow(
    AccountId("a"),
    "Stark [b]",
    "signals",
    ("1 Mar 2026: bid out our own specification", "1 round closed"),
    9.5,
    1,
    4.0,
    7,
)
TODAY = date(2026, 11, 23)
QUIET = DreamRow(
    AccountId("a"), "Globex", None, 7, 41, 60, None, "", 0.5, None, "", None, date(2026, 12, 23), "", ()
)  # fmt: skip


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.id)
def test_every_command_has_a_key_or_a_place_in_the_palette_and_help_and_an_action_where_it_works(
    each: commands.Command,
) -> None:
    assert each.keys or each.palette
    assert each.help
    assert each.where
    assert each.where <= set(Pane)
    assert len(each.label) <= 16
    name, _, rest = each.action.removeprefix("app.").partition("(")
    if not each.action.startswith("app."):
        action = getattr(Main, f"action_{name}", None)
        assert callable(action)
    if name == "go":
        page = rest.strip("')")
        assert page in PAGES or page == "erase"
    if each.group is Group.OUTCOME:
        assert each.where == WORKED


def test_every_page_that_the_table_opens_is_there_and_can_be_reached() -> None:
    reached = {
        each.action.removeprefix("go('").removesuffix("')") for each in COMMANDS if each.action.startswith("go(")
    }
    assert set(PAGES) - {"block"} <= reached
    for place in PAGES.values():
        module, _, name = place.partition(":")
        assert issubclass(getattr(import_module(module), name), Page)


def test_every_page_says_what_it_is_and_its_rules_are_rules() -> None:
    for place in (Path(page_help.__file__).parent / "screens").glob("*.py"):
        import_module(f"tui.screens.{place.stem}")
    pages = {kind.__name__ for kind in _below(Page) if kind.__name__.endswith("Screen")}
    assert pages == set(page_help.ABOUT)
    for about in page_help.ABOUT.values():
        assert about.what.endswith((".", "?"))
        assert all(rules.rule(code) for code in about.rules)


def _below(kind: type) -> set[type]:
    found: set[type] = set(kind.__subclasses__())
    return found.union(*map(_below, found))


def told_by(rows: Sequence[SheetRow]) -> str:
    lines = (row.line() if callable(row.line) else row.line for row in rows)
    return "\n".join("".join(piece.text for piece in line) for line in lines)


@pytest.mark.parametrize("tool", [tool for tool, _ in HABITS])
def test_every_habit_names_keys_and_commands_that_exist(tool: str) -> None:
    calls = {listed.name for listed in CALLS}
    for habit in dict(HABITS)[tool]:
        for name in habit.ids:
            assert commands.command(name).id == name
        for call in habit.calls:
            words = call.split()
            assert words[1] in calls, call
            group = notyet.get_command(None, words[1])  # type: ignore[arg-type]
            below = getattr(group, "commands", {})
            if below and len(words) > 2 and words[2].islower():
                assert words[2] in below, call
        assert not re.search(r"[{}`]", habit.now)
        assert len(habit.old) < 70


def test_the_habits_stand_in_the_readme_with_the_keys_as_they_came() -> None:
    keymap.use({"outcome.no": ("f2",)})
    table = habit_tables()
    keymap.use({})
    assert "**Coming from Anki**" in table
    assert "`n`" in table
    assert "f2" not in table
    assert "`ctrl+p` numbers" in table
    assert "{" not in table


@pytest.mark.parametrize("size", [(60, 18), *SIZES, (200, 60)])
async def test_help_finds_a_key_by_what_it_does_at_every_size(size: tuple[int, int]) -> None:
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.show(HelpScreen())
        await _idle(pilot)
        assert "What came of the touch" in shown(app)
        for typed, found in (("ghosted", "faded"), ("f", "faded"), ("leeches", "Coming from Anki"), ("R32 qqq", "")):
            app.screen.query_one("#words").value = typed  # type: ignore[attr-defined]
            await pilot.pause()
            assert found in shown(app), typed
        assert "Nothing is called that." in shown(app)
        await pilot.press("escape")
        assert app.screen.query_one("#words").value == ""  # type: ignore[attr-defined]
        await pilot.press("end", "home", "down", "up", "pagedown", "pageup")
        assert app.screen.query_one(Sheet).scroll_offset.y == 0
        await pilot.press("escape")
        await pilot.pause()
    assert app.answers == [None]


async def _idle(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_help_lists_the_keys_of_every_page() -> None:
    app = Host()
    async with app.run_test(size=(120, 40)) as pilot:
        app.show(HelpScreen())
        await _idle(pilot)
        rows = told_by(app.screen.query_one(Sheet).rows)
        for place in (*PAGES.values(), *_ELSEWHERE):
            module, _, name = place.partition(":")
            kind = getattr(import_module(module), name)
            assert f"Page: {kind.TITLE_TEXT or name.removesuffix('Screen')}" in rows


async def test_f1_and_the_question_mark_tell_the_pages_own_keys_and_rules_first(planner: Open) -> None:
    async with planner() as pilot:
        main(pilot).action_go("held")
        await settle(pilot)
        for key in ("f1", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, HelpScreen)
            seen = glass(pilot)
            assert "This page: Held back" in seen
            assert "R34" in seen
            await pilot.press("f1")
            await pilot.pause()
            assert sum(isinstance(each, HelpScreen) for each in pilot.app.screen_stack) == 1
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(pilot.app.screen, HeldScreen)


async def test_the_question_mark_explains_what_is_highlighted_on_each_pane(planner: Open) -> None:
    """R24, R25: the dump queue shows its evidence; R20, R22: a dream client its silence or its opening."""
    async with planner() as pilot:
        for presses, kind, word in (
            ([], ExplainScreen, "why it stands here"),
            (["tab"], ExplainScreen, "R2"),
            (["tab"], EvidenceScreen, "off profile"),
        ):
            await pilot.press(*presses, "question_mark")
            await settle(pilot)
            await pilot.pause()
            assert isinstance(pilot.app.screen, kind)
            assert word in glass(pilot)
            assert harmless(glass(pilot))
            await pilot.press("escape")
            await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_evidence_says_the_signs_the_cost_the_rules_and_the_keys_r24_r25(size: tuple[int, int]) -> None:
    keymap.use({"account.dump": ("f2",)})
    seen = await look(EvidenceScreen(BOUGHT), (), size)
    keymap.use({})
    assert "Stark [b]" in seen
    for word in ("bid out our own specification", "9.5 h", "R24", "S1"):
        assert word in seen
    told = told_by(evidences.evidence(BOUGHT, 50))
    assert "d    lets it go" in told
    dream = told_by(evidences.evidence(DumpRow(AccountId("a"), "x", "gap", HOSTILE, 0, 0, 0, 0, dream=True), 60))
    assert "R19" in dream
    assert harmless(dream)


def test_a_dream_client_stands_there_for_its_opening_its_silence_or_its_rhythm_r20_r22() -> None:
    from dataclasses import replace

    assert of_dream(QUIET, TODAY) == ("too quiet: 50% of its rhythm over time, next Wed 23 Dec", "R20")
    assert of_dream(replace(QUIET, silence=2.25), TODAY)[0].startswith("too quiet: 2.2 times")
    assert of_dream(replace(QUIET, silence=0, next_on=None), TODAY) == ("in its rhythm", "R20")
    assert of_dream(replace(QUIET, opening="successor?"), TODAY) == ("openings stand first: successor?", "R22")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)])
async def test_the_first_start_shows_every_way_and_the_day_at_every_size(size: tuple[int, int]) -> None:
    seen = await look(FirstStartScreen(), (), size)
    for word in ("import my list", "take the tour", "try the demo book", "add the first prospect", "40 touches"):
        assert word in seen
    assert "…" not in seen


async def test_the_tour_of_the_first_start_is_for_the_demo_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui import doors as ways

    monkeypatch.setattr(ways, "_made", lambda _: tmp_path / "demo.db")
    async with opened(tmp_path / "new" / "notyet.db") as pilot:
        assert isinstance(pilot.app.screen, FirstStartScreen)
        await pilot.press("2")
        for _ in range(200):
            if pilot.app.return_value is not None:
                break
            await pilot.pause(0.01)
        assert pilot.app.return_value == tmp_path / "demo.db"
        assert pilot.app.tour_next  # type: ignore[attr-defined]
    assert [each.value for each in Begin] == ["import", "demo", "tour", "add"]


def test_a_command_of_another_tool_is_answered_with_the_one_that_does_it_here(tmp_path: Path) -> None:
    names = {listed.name for listed in CALLS}
    for old, here in ELSEWHERE.items():
        assert old not in names
        assert here.replace(",", "").split()[0] in names
    ran = Rep(tmp_path / "no book.db").types("done")
    assert (ran.code, "Here that is: notyet log" in ran.err) == (2, True)
