"""The pages that are read: help, the reasons behind the keys, the first start; and the sheet below them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from playbook import outcomes
from playbook.decision import Ask, Decision, Notice, Said
from playbook.facts import Step
from playbook.previews import previews
from playbook.settings import Settings
from playbook.words import Channel, Outcome, Purpose, StepId, StepKind
from tests.builders import ACME, DANA, MONDAY, NOW, SETTINGS, WORLD, account, person
from tests.tui.hosting import HOSTILE, SIZES, Host, ask, harmless, look, shown
from tui import commands
from tui.dialogs.frame import Whom
from tui.screens.explain import ExplainScreen, explained, named, reason
from tui.screens.first_start import Begin, FirstStart, FirstStartScreen
from tui.screens.help import HelpScreen, rows
from tui.screens.page import Page
from tui.screens.sheet import Sheet, SheetRow
from tui.widgets.looks import Piece

WHOM = Whom(HOSTILE[1], HOSTILE[0], "call")


def decisions() -> tuple[Decision, ...]:
    base = Said(Outcome.NO_ANSWER, NOW, person=DANA, channel=Channel.CALL)
    return previews(account(touches=2), (person(),), base, SETTINGS, WORLD)


@pytest.mark.parametrize("size", SIZES)
async def test_help_names_every_command_and_every_digit(size: tuple[int, int]) -> None:
    text = "\n".join("".join(piece.text for piece in row.pieces) for row in rows(size[0]))
    for group, members in commands.grouped():
        assert group in text
        assert all(member.label in text for member in members)
    for outcome in outcomes.OUTCOMES:
        assert all(digit.label in " ".join(text.split()) for digit in outcome.digits)
    glass = await look(HelpScreen(), ["pagedown", "end", "home"], size)
    assert "What came of the touch" in glass
    assert await ask(HelpScreen(), ["escape"], size) == [None]


async def test_the_key_line_of_help_scrolls_by_mouse() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HelpScreen())
        await pilot.pause()
        await pilot.click("#key-line", offset=(18, 1))
        await pilot.pause()
        assert app.screen.query_one(Sheet).scroll_offset.y > 0


@pytest.mark.parametrize("size", SIZES)
async def test_each_outcome_is_explained_with_its_date_and_rule(size: tuple[int, int]) -> None:
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.show(ExplainScreen(WHOM, decisions(), MONDAY))
        await pilot.pause()
        glass = shown(app)
        assert harmless(glass)
        assert "no answer" in glass
        assert "R17 Burst · S4" in glass
        await pilot.click("#key-line", offset=(3, 1))
        await pilot.press("escape")
        await pilot.pause()
    assert app.answers == [None]


async def test_r33_the_rows_own_reason_stands_first_with_its_rule() -> None:
    why = ("rhythm, due today: rhythm of 30 days: an ask", "R8")
    glass = await look(ExplainScreen(WHOM, decisions(), MONDAY, why), (), (80, 40))
    assert "why it stands here" in glass
    assert "rhythm, due today: rhythm of 30 days: an ask" in glass
    assert "R8 Spacing · S2, S4" in glass


def test_a_row_stands_there_for_its_step_or_as_a_first_touch_or_for_no_reason() -> None:
    """R32, R33: the row's own step, else the next one; the pool's best; nothing where nothing is planned."""
    known = StepId("s1")
    worked = Step(known, StepKind.NEXT, Purpose.RHYTHM, MONDAY - timedelta(days=3), rule="R8", why="an ask")
    later = Step(StepId("s2"), StepKind.HAND, Purpose.HAND, MONDAY + timedelta(days=3), rule="R33")
    held = replace(account(touches=2), steps=(worked, later))
    assert reason(held, later.id, MONDAY) == ("hand, due Thu 26 Nov", "R33")
    assert reason(held, None, MONDAY) == ("rhythm, due since Fri 20 Nov: an ask", "R8")
    assert reason(account(), None, MONDAY)[1] == "R32"
    assert reason(account(touches=1), None, MONDAY) == ("", "")
    assert named("R99") == "R99"


async def test_r36_what_holds_for_every_key_is_said_once_and_like_plans_stand_together() -> None:
    early = Notice("R36", "it is 06:30 there: no calls before 8:00 or after 21:00")
    noted = tuple(replace(each, notices=(early, *each.notices)) for each in decisions())
    glass = await look(ExplainScreen(WHOM, noted, MONDAY), (), (120, 80))
    assert glass.count("it is 06:30 there") == 1
    assert glass.index("it is 06:30 there") < glass.index("no answer")
    assert glass.count("R17 Burst") < sum(1 for each in noted if each.rule == "R17"), "a, v and g share their reason"
    for each in noted:
        assert outcomes.row(each.said.outcome).label in glass


async def test_without_a_touch_the_reasons_teach() -> None:
    assert "Highlight a touch first" in await look(ExplainScreen(WHOM, (), MONDAY))


def test_a_refusal_stands_in_place_of_a_date_and_asks_are_told() -> None:
    said = Said(Outcome.NO, NOW)
    refused = Decision(said, ACME, account().basis, notices=(Notice("R38", HOSTILE[0], blocking=True),))
    text = "".join(piece.text for line in explained((refused,), MONDAY, 80) for piece in line)
    assert "never" in text
    assert "R38" in text
    asks = replace(refused, notices=(), asks=(Ask("R10", "Does 24 May still stand?"),), why="because")
    for width in (40, 80):
        text = "".join(piece.text for line in explained((asks,), MONDAY, width) for piece in line)
        assert "Does 24 May still stand?" in text
    bare = replace(refused, notices=(), why="")
    assert len(explained((bare,), MONDAY, 80)) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_first_start_offers_four_ways(size: tuple[int, int]) -> None:
    glass = await look(FirstStartScreen(), (), size)
    for words in ("import my list", "take the tour", "try the demo book", "add the first prospect"):
        assert words in glass
    assert await ask(FirstStartScreen(), ["escape"], size) == [None]


async def test_r32_first_start_asks_touches_a_day() -> None:
    assert await ask(FirstStartScreen(), ["enter"]) == [FirstStart(Begin.IMPORT, 40)]
    assert await ask(FirstStartScreen(), ["3"]) == [FirstStart(Begin.DEMO, 40)]
    assert await ask(FirstStartScreen(), ["down", "down", "down", "tab", "right", "enter"]) == [
        FirstStart(Begin.ADD, 80)
    ]


@pytest.mark.parametrize(("touches", "first"), [(20, 2), (40, 5), (80, 10)])
def test_r32_the_quota_is_an_eighth(touches: int, first: int) -> None:
    caps = FirstStart(Begin.ADD, touches).settings(Settings()).caps
    assert (caps.day, caps.first) == (touches, first)


class _Sheets(Page[None]):
    """A page with one sheet."""

    def __init__(self, count: int, every: int) -> None:
        super().__init__()
        self.count, self.every = count, every
        self.chosen: list[object] = []

    def page(self):  # type: ignore[no-untyped-def]
        yield Sheet(id="sheet")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Sheet).fill(self.rows)

    def rows(self, width: int) -> list[SheetRow]:
        del width
        return [
            SheetRow((Piece(f"row {n}"),), n if self.every and n % self.every == 0 else None) for n in range(self.count)
        ]

    def on_sheet_chosen(self, event: Sheet.Chosen) -> None:
        assert event.control is self.query_one(Sheet)
        self.chosen.append(event.value)


def at(sheet: Sheet) -> int:
    """Return the number of the highlighted row."""
    value = sheet.value
    assert isinstance(value, int)
    return value


async def test_a_sheet_moves_over_rows_with_a_value() -> None:
    page = _Sheets(100, 2)
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.show(page)
        await pilot.pause()
        sheet = page.query_one(Sheet)
        assert at(sheet) == 0
        await pilot.press("down", "j", "k")
        assert at(sheet) == 2
        await pilot.press("pagedown")
        assert at(sheet) > 8
        await pilot.press("pageup", "up")
        assert at(sheet) == 0
        await pilot.press("up", "end")
        assert at(sheet) == 98
        await pilot.press("enter", "home")
        assert page.chosen == [98]
        await pilot.click(Sheet, offset=(3, 2))
        assert page.chosen == [98, 2]
        await pilot.click(Sheet, offset=(3, 1))
        assert page.chosen == [98, 2], "a row without a value cannot be chosen"
        await pilot.resize_terminal(70, 20)
        await pilot.pause()
        assert at(sheet) == 2, "the highlight stays with its value"


async def test_a_sheet_without_values_scrolls_and_an_empty_one_stands_still() -> None:
    page = _Sheets(100, 0)
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.show(page)
        await pilot.pause()
        sheet = page.query_one(Sheet)
        await pilot.press("down", "pagedown")
        assert sheet.scroll_offset.y > 5
        await pilot.press("home", "end")
        assert sheet.scroll_offset.y == sheet.max_scroll_y
        assert sheet.value is None
        page.count = 0
        sheet.fill(page.rows, top=True)
        await pilot.press("down", "up", "end")
        assert sheet.value is None


class _Waiting(Page[str]):
    """A page that reads for ever, and one worker of which closes it."""

    def on_mount(self) -> None:
        super().on_mount()
        self.reading = self.run_worker(asyncio.Event().wait(), group="reading")

    async def closes(self) -> None:
        self.dismiss("closed by its own worker")
        await asyncio.sleep(0)
        self.app.notify("to its end", markup=False)


async def test_a_page_that_closes_reads_no_more_before_its_widgets_go() -> None:
    """Else an answer that comes in between draws into widgets that are there no more, and ends the app."""
    app = Host()
    async with app.run_test() as pilot:
        page = _Waiting()
        app.show(page)
        await pilot.pause()
        closing = page.run_worker(page.closes(), group="closing")
        await app.workers.wait_for_complete([closing])
        assert page.reading.is_cancelled
        assert closing.state.name == "SUCCESS"
    assert app.answers == ["closed by its own worker"]
