"""The dialogs of one or two lines: note, wrong, left, all set, reason, happened, barred, faded, dump, signals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from playbook.decision import Said
from playbook.facts import Signal, Step
from playbook.phrases import Understood
from playbook.words import Channel, EntryId, Outcome, Purpose, Reading, StepId, StepKind
from tests.builders import MONDAY, NOW, SETTINGS, account
from tests.tui.hosting import HOSTILE, Host, ask, harmless, look, shown, typed
from tui.cli import phrase as phrase_reader
from tui.dialogs.all_set import AllSetDialog
from tui.dialogs.answers import (
    AllSetAnswer,
    BarredAnswer,
    ConfirmAnswer,
    FadedAnswer,
    HappenedAnswer,
    LeftAnswer,
    NoteAnswer,
    SignalsAnswer,
    WrongAnswer,
)
from tui.dialogs.barred import BarredDialog
from tui.dialogs.choice import Choice, Row
from tui.dialogs.confirm import ConfirmDialog, DumpDialog
from tui.dialogs.faded import FadedDialog
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.happened import HappenedDialog
from tui.dialogs.left import LeftDialog
from tui.dialogs.note import NoteDialog
from tui.dialogs.reason import ReasonDialog, keep, overrule, revive
from tui.dialogs.signals import SignalsDialog
from tui.dialogs.wrong import WrongDialog
from tui.target import RowKey, Target

WHOM = Whom("Acme Robotics", "Dana Cole", "call")
PROMISE = Step(StepId("s"), StepKind.PROMISE, Purpose.CALLBACK, date(2027, 5, 24), why="after the [b]audit")
HAS = replace(account(), steps=(PROMISE,))


def read(phrase: str) -> Understood:
    """Read a phrase as the app does."""
    return phrase_reader.read(phrase, NOW, SETTINGS.phrases)


def every() -> list[Dialog[Any]]:
    """One of each, about a hostile account."""
    hostile = Whom(" ".join(HOSTILE), HOSTILE[0], "call")
    return [
        NoteDialog(hostile, HOSTILE[6]),
        WrongDialog(hostile),
        LeftDialog(hostile),
        AllSetDialog(hostile, HOSTILE[1]),
        ReasonDialog(hostile, "Why?", "R2  A rule."),
        HappenedDialog(hostile, NOW),
        BarredDialog(hostile),
        FadedDialog(hostile, read),
        ConfirmDialog(hostile, "Sure?", facts=HOSTILE),
        DumpDialog(hostile, account=HAS, kind_line=HOSTILE[2], fits=True, evidence=HOSTILE),
        SignalsDialog(hostile, (Signal(EntryId("e"), "fun", MONDAY),)),
    ]


async def test_each_stands_on_the_smallest_screen_with_hostile_text_and_esc_changes_nothing() -> None:
    """The other sizes stand in the pictures and in `test_dialogs_frame`."""
    app = Host()
    dialogs = every()
    async with app.run_test(size=(40, 12)) as pilot:
        for dialog in dialogs:
            app.show(dialog)
            await pilot.pause()
            await pilot.pause()
            glass = shown(app)
            assert harmless(glass)
            assert "esc" in glass, "the way out stands on the smallest screen"
            assert "enter" in glass
            await pilot.press("escape")
            await pilot.pause()
    assert app.answers == [None] * len(dialogs)


async def test_r45_a_note_is_cleaned_saved_by_enter_and_may_have_lines() -> None:
    assert await ask(NoteDialog(WHOM), [*typed("not before"), "ctrl+j", *typed("march"), "enter"]) == [
        NoteAnswer("not before\nmarch")
    ]
    assert await ask(NoteDialog(WHOM, "old \x1b[2Jtext"), ["enter"]) == [NoteAnswer("old [2Jtext")]


async def test_r45_pasted_bytes_are_cleaned_before_they_are_drawn() -> None:
    from textual import events

    for dialog in (NoteDialog(WHOM), LeftDialog(WHOM)):
        app = Host()
        async with app.run_test() as pilot:
            app.show(dialog)
            await pilot.pause()
            focused = app.focused
            assert focused is not None
            focused.post_message(events.Paste("\n \x1b]52;c;aGk=\x07Kim\u202e\nSato"))
            await pilot.pause()
            assert harmless(shown(app))
            assert "Kim" in shown(app)


async def test_wrong_number_and_bounced_answer_with_one_digit() -> None:
    assert await ask(WrongDialog(WHOM), ["2"]) == [WrongAnswer(Reading.NUMBER)]
    assert await ask(WrongDialog(WHOM), ["3"]) == [WrongAnswer(Reading.BOUNCED)]


async def test_wrong_person_asks_whom_they_named() -> None:
    assert await ask(WrongDialog(WHOM), ["1", *typed("Kim"), "enter"]) == [WrongAnswer(Reading.PERSON, "Kim")]
    assert await ask(WrongDialog(WHOM), ["enter"]) == [WrongAnswer(Reading.PERSON)]


async def test_the_list_moves_by_arrows_letters_and_mouse() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(WrongDialog(WHOM))
        await pilot.pause()
        choice = app.screen.query_one(Choice)
        await pilot.press("down")
        await pilot.press("j")
        assert choice.cursor == 2
        await pilot.press("k")
        await pilot.press("up")
        await pilot.press("up")
        assert choice.cursor == 0
        choice.focus()
        await pilot.click(Choice, offset=(6, 1))
        await pilot.pause()
    assert app.answers == [WrongAnswer(Reading.NUMBER)]


async def test_a_click_beside_the_rows_picks_nothing() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(WrongDialog(WHOM))
        await pilot.pause()
        await pilot.click("#title")
        await pilot.pause()
    assert app.answers == []


async def test_the_keys_of_a_dialog_can_be_clicked() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(LeftDialog(WHOM))
        await pilot.pause()
        await pilot.click("#key-line", offset=(1, 0))
        await pilot.pause()
    assert app.answers == [LeftAnswer()]


async def test_r21_left_takes_both_names_or_neither() -> None:
    keys = [*typed("Kim Sato"), "tab", *typed("Hooli"), "enter"]
    assert await ask(LeftDialog(WHOM), keys) == [LeftAnswer("Kim Sato", "Hooli")]
    assert await ask(LeftDialog(WHOM), ["enter"]) == [LeftAnswer()]


async def test_up_and_down_move_between_the_lines() -> None:
    keys = ["down", *typed("Hooli"), "up", *typed("Kim"), "enter"]
    assert await ask(LeftDialog(WHOM), keys) == [LeftAnswer("Kim", "Hooli")]


async def test_r18_all_set_names_the_provider() -> None:
    assert await ask(AllSetDialog(WHOM, "Initech"), ["enter"]) == [AllSetAnswer("Initech")]


@pytest.mark.parametrize("dialog", [keep(WHOM), overrule(WHOM), revive(WHOM)])
async def test_r2_r25_r29_a_reason_is_needed(dialog: Dialog[Any]) -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(dialog)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "A reason is needed" in shown(app)
        assert app.answers == []
        await pilot.press(*typed("new plant"), "enter")
        await pilot.pause()
    assert [answer.text for answer in app.answers] == ["new plant"]


async def test_r45_when_it_happened_is_previewed_and_never_in_the_future() -> None:
    answers = await ask(HappenedDialog(WHOM, NOW), [*typed("yesterday 16:00"), "enter"])
    assert answers == [
        HappenedAnswer(datetime.combine(MONDAY - timedelta(days=1), NOW.timetz()).replace(hour=16, minute=0))
    ]
    glass = await look(HappenedDialog(WHOM, NOW), typed("yesterday 16:00"))
    assert "Sun 22 Nov 2026, 16:00" in glass
    assert await ask(HappenedDialog(WHOM, NOW), [*typed("23:00"), "enter"]) == []
    assert "Not understood" in await look(HappenedDialog(WHOM, NOW), [*typed("soon"), "enter"])


async def test_r38_barred_reaches_person_channel_or_account_and_keeps_their_words() -> None:
    assert await ask(BarredDialog(WHOM), ["enter"]) == [BarredAnswer()]
    assert await ask(BarredDialog(WHOM), ["2", *typed("stop"), "enter"]) == [
        BarredAnswer(one_channel=True, words="stop")
    ]
    assert await ask(BarredDialog(WHOM), ["3"]) == [], "a digit alone bars nobody"
    assert await ask(BarredDialog(WHOM), ["3", "enter"]) == [BarredAnswer(whole_account=True)]
    assert await ask(BarredDialog(Whom("Acme")), ["enter"]) == [BarredAnswer(whole_account=True)]
    assert await ask(BarredDialog(Whom("Acme", "Dana")), ["2", "enter"]) == [BarredAnswer(whole_account=True)]


async def test_r15_faded_asks_the_guess_and_may_be_skipped() -> None:
    assert await ask(FadedDialog(WHOM, read), ["enter"]) == [FadedAnswer()]
    assert await ask(FadedDialog(WHOM, read), ["5"]) == [FadedAnswer()]
    keys = ["3", *typed("15 feb"), "enter"]
    assert await ask(FadedDialog(WHOM, read), keys) == [FadedAnswer("swamped", date(2027, 2, 15))]
    assert await ask(FadedDialog(WHOM, read), ["3", *typed("someday"), "enter"]) == []


async def test_what_changes_nothing_stands_first_and_is_the_same_as_esc() -> None:
    """Whatever order a question names its answers in: enter in haste does no harm."""
    rows = (Row("yes", "put it back"), Row("no", "leave it"))
    for keys, answer in ((["enter"], None), (["1"], None), (["2"], ConfirmAnswer("yes"))):
        assert await ask(ConfirmDialog(None, "Star them?"), keys) == [answer]
        assert await ask(ConfirmDialog(None, "Restore?", rows=rows), keys) == [answer]


async def test_r28_a_dump_names_the_promises_offers_the_tickle_first_and_the_kind_line() -> None:
    app = Host()
    async with app.run_test(size=(80, 30)) as pilot:
        app.show(DumpDialog(WHOM, account=HAS, kind_line="Thank you.", fits=True, hours=9.5))
        await pilot.pause()
        glass = shown(app)
        assert "promise, Mon 24 May 2027: after the [b]audit" in glass
        assert "9.5 hours a quarter" in glass
        assert "Thank you." in glass
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert app.copied == "Thank you."
        await pilot.press("enter")
        await pilot.pause()
    assert app.answers == [ConfirmAnswer("tickle")]


async def test_r28_what_does_not_fit_is_let_go_by_a_digit_and_kept_by_enter() -> None:
    def dump() -> DumpDialog:
        return DumpDialog(WHOM, account=account(), kind_line="Bye.", fits=False)

    assert await ask(dump(), ["2"]) == [ConfirmAnswer("dump")]
    assert await ask(dump(), ["1"]) == [None]
    assert "No promise and no open proposal ends with it." in await look(dump())


async def test_r24_signs_are_ticked_in_any_order_and_answered_in_s1s_order() -> None:
    keys = ["6", "1", "3", "3", "enter"]
    assert await ask(SignalsDialog(WHOM), keys) == [SignalsAnswer(("huge-potential", "bid-out"))]
    assert await ask(SignalsDialog(WHOM), ["enter"]) == [SignalsAnswer()], "R43: enter is none seen"
    last = [*["down"] * 13, "space", "enter"]
    assert await ask(SignalsDialog(WHOM), last, (60, 16)) == [SignalsAnswer(("pity-order",))]


async def test_r24_earlier_sightings_stand_beside_their_sign_and_the_list_scrolls() -> None:
    seen = [Signal(EntryId(str(n)), "fun", date(2026, 3, n)) for n in (1, 9)]
    assert "2 times, last 9 Mar 2026" in await look(SignalsDialog(WHOM, seen))
    glass = await look(SignalsDialog(WHOM, seen), ["down"] * 13, (60, 14))
    assert "gave a pity order" in glass
    assert "huge potential" not in glass


async def test_r24_the_tick_key_can_be_clicked() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(SignalsDialog(WHOM))
        await pilot.pause()
        await pilot.click("#key-line", offset=(20, 0))
        await pilot.press("enter")
        await pilot.pause()
    assert app.answers == [SignalsAnswer(("huge-potential",))]


def test_whom_comes_from_the_highlighted_row() -> None:
    target = Target(RowKey(StepId("a")), "Acme", person_name="Dana", channel=Channel.EMAIL)  # type: ignore[arg-type]
    assert Whom.of(target).line().plain == "Acme · Dana · email"
    assert Whom.of(Target(RowKey(StepId("a")), "Acme")).line().plain == "Acme"  # type: ignore[arg-type]


def test_answers_go_into_what_is_said_and_mark_it_answered() -> None:
    base = Said(Outcome.NO, NOW, channel=Channel.CALL)
    assert NoteAnswer("x").into(base).note == "x"
    assert HappenedAnswer(NOW).into(base).at == NOW
    assert WrongAnswer(Reading.PERSON, "Kim").into(base).name == "Kim"
    assert LeftAnswer("Kim", "Hooli").into(base).new_firm == "Hooli"
    assert AllSetAnswer("Initech").into(base).words == "Initech"
    assert FadedAnswer("swamped", MONDAY).into(base).guess == "swamped"
    barred = BarredAnswer(one_channel=True, words="stop").into(base)
    assert (barred.one_channel, barred.whole_account, barred.words) == (True, False, "stop")
    for answer in (WrongAnswer(Reading.NUMBER), LeftAnswer(), AllSetAnswer(""), FadedAnswer(), BarredAnswer()):
        assert answer.into(base).answered
    assert not NoteAnswer("x").into(base).answered


def test_a_dialog_that_was_closed_before_it_was_drawn_breaks_nothing() -> None:
    """Fast fingers: the fitting that was asked for comes after the dialog is gone."""
    NoteDialog(WHOM, "")._fit()
