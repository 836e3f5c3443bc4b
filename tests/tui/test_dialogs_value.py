"""What was given, the way back from the dump, a call of one let go, a touch put right (R13, R15, R29, R38, R45)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from playbook.decision import Said
from playbook.facts import Remark, Step, Touch
from playbook.settings import Guards
from playbook.value_library import Asset, AssetKind, Idea
from playbook.words import AssetId, Channel, EntryId, Outcome, Purpose, StepId, StepKind
from tests.builders import ACME, DANA, MONDAY, NOW, RAY, SETTINGS, account
from tests.tui.hosting import HOSTILE, SIZES, Host, ask, harmless, look, shown, typed
from tui.cli import phrase
from tui.dialogs.add import AddDialog
from tui.dialogs.answers import ConfirmAnswer, FadedAnswer, RemarkAdded
from tui.dialogs.answers_value import AssetAnswer, ReviveAnswer, TouchAnswer, ValueAnswer
from tui.dialogs.asset import AssetDialog
from tui.dialogs.confirm import DeclineDialog, DumpDialog
from tui.dialogs.faded import FadedDialog
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.reason import ReviveDialog, lift
from tui.dialogs.touch import TouchDialog
from tui.dialogs.value import ValueDialog

WHOM = Whom("Acme Robotics", "Dana Cole", "email")
WEBINAR = Asset(AssetId("a"), "Webinar on changeovers", AssetKind.INVITE, fits=("food",))
ARTICLE = Asset(AssetId("b"), "Article", AssetKind.ARTICLE)
STARTER = Asset(AssetId(""), "An introduction", AssetKind.INTRODUCTION)
IDEAS = (Idea(WEBINAR, None, "food"), Idea(ARTICLE, date(2026, 9, 3)), Idea(STARTER))
PROMISE = Step(StepId("p"), StepKind.PROMISE, Purpose.CALLBACK, date(2027, 5, 24), why="after the audit")
TOUCH = Touch(
    EntryId("t"), ACME, DANA, MONDAY, NOW, Outcome.NO, None, Channel.CALL, inbound=False, minutes=8, note="bid"
)


def read(words: str) -> Any:
    return phrase.read(words, NOW, SETTINGS.phrases)


def value(**more: Any) -> ValueDialog:
    return ValueDialog(WHOM, IDEAS, SETTINGS.guards, **more)


def hostile() -> list[Callable[[], Dialog[Any]]]:
    whom = Whom(HOSTILE[0], HOSTILE[1], HOSTILE[2])
    ideas = tuple(Idea(replace(WEBINAR, title=name or "x"), MONDAY, name) for name in HOSTILE)
    facts = replace(account(), steps=(replace(PROMISE, why=HOSTILE[3]),))
    return [
        lambda: ValueDialog(whom, ideas, SETTINGS.guards, HOSTILE[5]),
        lambda: ReviveDialog(whom, (replace(PROMISE, why=HOSTILE[4]),)),
        lambda: DeclineDialog(whom, line=HOSTILE[5], history=HOSTILE),
        lambda: DumpDialog(whom, account=facts, kind_line=HOSTILE[6], fits=True),
        lambda: TouchDialog(whom, replace(TOUCH, note=HOSTILE[5]), NOW),
        lambda: FadedDialog(whom, read, agreed=HOSTILE, proposal=True),
        lambda: AssetDialog(read, replace(WEBINAR, title=HOSTILE[5], about=HOSTILE[6], fits=HOSTILE[:3])),
        lambda: lift(whom, HOSTILE[5]),
    ]


@pytest.mark.parametrize("place", range(len(hostile())))
@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_each_stands_at_every_size_with_hostile_text_and_esc_changes_nothing(
    place: int, size: tuple[int, int]
) -> None:
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.show(hostile()[place]())
        await pilot.pause()
        await pilot.pause()
        glass = shown(app)
        assert harmless(glass)
        assert "enter" in glass
        assert "esc" in glass
        await pilot.press("escape")
        await pilot.pause()
    assert app.answers == [None]


async def test_r13_a_digit_gives_a_thing_of_the_library_at_once() -> None:
    assert await ask(value(), ["1"]) == [ValueAnswer("Webinar on changeovers", AssetId("a"))]
    assert await ask(value(), ["3"]) == [ValueAnswer("An introduction", None)], "S4's kinds are named, not remembered"


async def test_r13_arrows_and_the_mouse_give_it_too() -> None:
    assert await ask(value(), ["up", "up", "up", "enter"]) == [ValueAnswer("Article", AssetId("b"))]
    app = Host()
    async with app.run_test() as pilot:
        app.show(value())
        await pilot.pause()
        await pilot.click("#idea", offset=(10, 0))
        await pilot.pause()
    assert app.answers == [ValueAnswer("Webinar on changeovers", AssetId("a"))]


async def test_r13_it_may_be_said_in_words_with_digits_in_them() -> None:
    assert await ask(value(), [*typed("fair on 14 May"), "enter"]) == [ValueAnswer("fair on 14 May", None)]
    assert await ask(value(said="webinar"), ["end", *typed(" 2"), "enter"]) == [ValueAnswer("webinar 2", None)]
    assert await ask(value(), ["enter"]) == []
    assert "A few words are enough" in await look(value(), ["enter"])
    assert await ask(value(), ["4", *typed("x"), "enter"]) == [ValueAnswer("4x", None)]


async def test_r13_a_check_in_is_refused_with_the_reason_and_two_ideas() -> None:
    """R13; S4: they received them."""
    keys = [*typed("Hope you're okay"), "enter"]
    assert await ask(value(), keys) == []
    glass = await look(value(), keys)
    assert "checking in lowers your stock" in " ".join(glass.split())
    assert "“Webinar on changeovers”" in glass
    assert "“Article”" in glass
    warned = ValueDialog(WHOM, IDEAS, replace(Guards(), value_words="warn"))
    assert await ask(warned, keys) == [ValueAnswer("Hope you're okay", None)]


async def test_r13_what_they_got_and_why_it_fits_stand_beside_it() -> None:
    glass = await look(value(), size=(120, 40))
    assert "fits: food" in glass
    assert "they got it 3 Sep 2026" in glass


def test_what_was_given_goes_with_the_touch() -> None:
    said = Said(Outcome.VALUE, NOW)
    assert ValueAnswer("webinar", AssetId("a")).into(said) == replace(said, note="webinar", asset="a")
    assert ValueAnswer("webinar").into(replace(said, asset="a")) == replace(said, note="webinar")


async def test_r29_reviving_takes_a_reason_and_offers_the_old_promises() -> None:
    assert await ask(ReviveDialog(WHOM, (PROMISE,)), ["enter"]) == []
    keys = typed("they merged")
    assert await ask(ReviveDialog(WHOM, (PROMISE,)), [*keys, "enter"]) == [ReviveAnswer("they merged", (PROMISE,))]
    assert await ask(ReviveDialog(WHOM, (PROMISE,)), [*keys, "down", "1", "enter"]) == [ReviveAnswer("they merged")]
    assert await ask(ReviveDialog(WHOM), [*keys, "enter"]) == [ReviveAnswer("they merged")]
    assert "Mon 24 May 2027" in await look(ReviveDialog(WHOM, (PROMISE,)))


async def test_r29_a_call_of_somebody_let_go_shows_what_was_and_the_polite_line() -> None:
    def dialog() -> DeclineDialog:
        return DeclineDialog(WHOM, line="Thank you.", history=("Let go 1 Oct 2026", "No 4"))

    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.show(dialog())
        await pilot.pause()
        glass = shown(app)
        for words in ("Thank you.", "Let go 1 Oct 2026", "No 4"):
            assert words in glass
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert app.copied == "Thank you."
        assert "on the clipboard" in shown(app)
    assert await ask(dialog(), ["2"]) == [ConfirmAnswer("revive")]
    assert await ask(dialog(), ["1"]) == [ConfirmAnswer("log")]


async def test_r28_promises_next_steps_and_proposals_that_end_are_named() -> None:
    sent = Remark(EntryId("r"), "proposal", "pilot for 40k", date(2026, 9, 9))
    back = Step(StepId("b"), StepKind.NEXT, Purpose.RETURN, date(2026, 12, 1), why="how did it go?")
    facts = replace(account(), steps=(back, PROMISE), remarks=(sent,))
    glass = await look(DumpDialog(WHOM, account=facts, kind_line="Bye.", fits=True), size=(80, 30))
    for words in (
        "promise, Mon 24 May 2027: after the audit",
        "meeting, Tue 1 Dec 2026",
        "proposal, Wed 9 Sep 2026: pilot",
    ):
        assert words in glass


async def test_r15_a_fade_shows_what_was_agreed_and_may_be_skipped_by_one_key() -> None:
    def dialog(*, proposal: bool = False) -> FadedDialog:
        return FadedDialog(WHOM, read, agreed=("pilot on line 3",), proposal=proposal)

    assert "pilot on line 3" in await look(dialog())
    assert await ask(dialog(), ["5"]) == [FadedAnswer()]
    assert await ask(dialog(), ["2", *typed("15 Feb"), "enter"]) == [FadedAnswer("timeline moved", date(2027, 2, 15))]
    assert await ask(dialog(proposal=True), ["5", "enter"]) == [FadedAnswer(vanished=True)]
    assert await ask(dialog(proposal=True), ["6"]) == [FadedAnswer()]


async def test_r45_r27_a_touch_is_put_right_in_its_three_lines() -> None:
    def dialog(first: str = "note") -> TouchDialog:
        return TouchDialog(WHOM, TOUCH, NOW, first)

    assert await ask(dialog(), [*typed(" now"), "enter"]) == [TouchAnswer("bid now")]
    answers = await ask(dialog("when"), [*typed("yesterday 16:00"), "enter"])
    assert (answers[0].at.hour, answers[0].note, answers[0].minutes) == (16, None, None)
    assert "Sun 22 Nov 2026, 16:00" in await look(dialog("when"), typed("yesterday 16:00"))
    assert await ask(dialog("minutes"), ["end", *typed("5"), "enter"]) == [TouchAnswer(minutes=85)]
    for first, keys, said in (("when", "23:00", "not yet past"), ("minutes", "x", "Minutes are a number")):
        assert await ask(dialog(first), [*typed(keys), "enter"]) == []
        assert said in " ".join((await look(dialog(first), [*typed(keys), "enter"])).split())


async def test_r41_a_pain_is_added_with_who_said_it() -> None:
    people = ((DANA, "Dana Cole"), (RAY, "Ray Ortiz"))

    def dialog() -> AddDialog:
        return AddDialog(WHOM, read, "note", people=people, who=RAY)

    keys = ["up", "right", "down", *typed("scrap"), "enter"]
    assert await ask(dialog(), keys) == [RemarkAdded("pain", "scrap", RAY)]
    keys = ["up", "right", "down", *typed("scrap"), "down", "right", "enter"]
    assert await ask(dialog(), keys) == [RemarkAdded("pain", "scrap")]
    assert "Ray Ortiz" in await look(dialog())
    assert await ask(AddDialog(WHOM, read, "note"), [*typed("x"), "enter"]) == [RemarkAdded("note", "x")]


async def test_r13_plus_adds_something_worth_giving_with_and_without_an_account() -> None:
    for whom, digit in ((WHOM, "5"), (None, "2")):
        (added,) = await ask(AddDialog(whom, read), [digit, *typed("Webinar"), "enter"], (80, 30))
        assert added == AssetAnswer(Asset(AssetId(""), "Webinar", AssetKind.INVITE))
