"""`1` after `t`: the length or day of a tickle in their words; and the days offered by number (R10, R14, R31)."""

from __future__ import annotations

from datetime import date

import pytest

from playbook.decide import decide
from playbook.decision import Decision, Said
from playbook.phrases import Understood
from playbook.words import Channel, Outcome, Purpose
from tests.builders import DANA, NOW, SETTINGS, WORLD, account, person
from tests.tui.conftest import Open, settle
from tests.tui.glass import prospect, today, until
from tests.tui.hosting import HOSTILE, SIZES, Host, ask, harmless, look, shown, typed
from tui.cli import phrase as phrase_reader
from tui.dialogs.answers import CallbackAnswer, TickleAnswer
from tui.dialogs.callback import CallbackDialog
from tui.dialogs.frame import Whom
from tui.dialogs.tickle import TickleDialog
from tui.dialogs.when import Zones

WHOM = Whom("Acme Robotics", "Dana Cole", "call")


def read(words: str) -> Understood:
    return phrase_reader.read(words, NOW, SETTINGS.phrases, frozenset({date(2026, 11, 26)}))


def decided(answer: TickleAnswer | CallbackAnswer, outcome: Outcome = Outcome.NOT_NOW) -> Decision:
    said = answer.into(Said(outcome, NOW, person=DANA, channel=Channel.CALL))
    return decide(account(touches=3), (person(),), said, SETTINGS, WORLD)


def tickle(whom: Whom = WHOM) -> TickleDialog:
    return TickleDialog(whom, read, decided)


def callback() -> CallbackDialog:
    return CallbackDialog(WHOM, read, lambda answer: decided(answer, Outcome.CALLBACK), Zones())


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("3w", date(2026, 12, 14)),
        ("6m", date(2027, 5, 23)),
        ("90d", date(2027, 2, 21)),
        ("in March", date(2027, 3, 1)),
    ],
)
async def test_r31_a_length_or_a_day_is_read_and_answered_with_their_words(words: str, on: date) -> None:
    assert await ask(tickle(), [*typed(words), "enter"]) == [TickleAnswer(words, on)]


async def test_r31_the_plan_stands_below_before_it_is_made() -> None:
    glass = await look(tickle(), typed("in March"))
    assert "Mon 1 Mar 2027" in glass
    assert "they said in March" in glass


async def test_r31_what_is_not_understood_is_said_and_changes_nothing() -> None:
    assert await ask(tickle(), [*typed("whenever"), "enter"]) == []
    glass = await look(tickle(), [*typed("whenever"), "enter"])
    assert "I find no day" in glass
    assert "The tickle stands as it was planned." in glass


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_it_stands_at_every_size_with_hostile_names(size: tuple[int, int]) -> None:
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.show(tickle(Whom(HOSTILE[1], HOSTILE[5], "call")))
        await pilot.pause()
        await pilot.press(*typed("6m"))
        await pilot.pause()
        assert harmless(shown(app))
        await pilot.press("escape")
        await pilot.pause()
    assert app.answers == [None]


async def test_r14_the_other_days_are_offered_by_number() -> None:
    glass = await look(callback(), typed("next Friday"))
    assert "Fri 4 Dec 2026?" in glass
    assert "alt+2 Fri 27 Nov" in glass
    [taken] = await ask(callback(), [*typed("next Friday"), "alt+2", "enter"])
    assert taken.on == date(2026, 11, 27)
    [first] = await ask(callback(), [*typed("next Friday"), "alt+2", "alt+1", "alt+5", "enter"])
    assert first.on == date(2026, 12, 4)


async def test_r10_a_holiday_is_told_at_once_and_the_working_day_offered() -> None:
    glass = await look(callback(), typed("thursday"))
    assert "a day off" in glass
    assert "alt+2 Fri 27 Nov" in glass
    [taken] = await ask(callback(), [*typed("thursday"), "alt+2", "enter"])
    assert taken.on == date(2026, 11, 27)


async def test_r31_typed_after_t_the_tickle_moves_and_one_undo_takes_it_back(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        before = (await prospect(pilot, row.account)).account.steps
        await pilot.press("t")
        await settle(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, TickleDialog))
        await pilot.press(*"3w", "enter")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert seen.touches[0].outcome is Outcome.NOT_NOW
        [step] = [each for each in seen.account.steps if each.purpose is Purpose.TICKLE]
        assert 15 <= (step.on - NOW.date()).days <= 27
        await pilot.press("u")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).account.steps == before
