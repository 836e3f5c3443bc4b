"""The dialogs that show what they would plan: call back, gate, meeting, talk; and what may be added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from playbook.decide import decide
from playbook.decision import Decision, GateAnswers, Notice, Said
from playbook.phrases import Understood
from playbook.words import Channel, Outcome, Reading
from tests.builders import ACME, DANA, MONDAY, NOW, SETTINGS, WORLD, account, person
from tests.tui.hosting import HOSTILE, SIZES, Host, ask, harmless, look, shown, typed
from tui.cli import phrase as phrase_reader
from tui.dialogs.add import AddDialog
from tui.dialogs.answers import (
    AccountAdded,
    CallbackAnswer,
    GateAnswer,
    MeetingAnswer,
    OpeningAdded,
    PersonAdded,
    RemarkAdded,
    TalkAnswer,
)
from tui.dialogs.callback import CallbackDialog
from tui.dialogs.choice import Rows
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.gate import GateDialog, read_number
from tui.dialogs.meeting import MeetingDialog
from tui.dialogs.pick import Pick
from tui.dialogs.planned import in_words
from tui.dialogs.talk import TalkDialog
from tui.dialogs.when import Zones

WHOM = Whom("Acme Robotics", "Dana Cole", "call")
SUNDAY = date(2027, 5, 23)
TUESDAY = date(2026, 11, 24)
ZONES = Zones("America/Chicago", "Europe/London")


def read(phrase: str) -> Understood:
    """Read a phrase as the app does."""
    return phrase_reader.read(phrase, NOW, SETTINGS.phrases)


def planner(outcome: Outcome) -> Callable[[Any], Decision]:
    """Decide for an answer as the app does."""
    base = Said(outcome, NOW, person=DANA, channel=Channel.CALL)
    return lambda answer: decide(account(touches=3), (person(),), answer.into(base), SETTINGS, WORLD)


def callback(zones: Zones | None = ZONES) -> CallbackDialog:
    return CallbackDialog(WHOM, read, planner(Outcome.CALLBACK), zones)


def every() -> list[Dialog[Any]]:
    hostile = Whom(HOSTILE[1], HOSTILE[5], "call")
    return [
        CallbackDialog(hostile, read, planner(Outcome.CALLBACK), ZONES),
        GateDialog(hostile, GateAnswers(), planner(Outcome.MY_TIME)),
        MeetingDialog(hostile, read, planner(Outcome.MEETING), ZONES),
        TalkDialog(hostile, read, planner(Outcome.TALK), ZONES, questions=HOSTILE),
        AddDialog(hostile, read),
        AddDialog(None, read),
        AddDialog(hostile, read, "account"),
        AddDialog(hostile, read, "person"),
        AddDialog(hostile, read, "note"),
        AddDialog(hostile, read, "opening"),
    ]


@pytest.mark.parametrize("place", range(len(every())))
@pytest.mark.parametrize("size", [*SIZES[:2], (40, 12)])
async def test_each_stands_at_every_size_with_hostile_text_and_esc_changes_nothing(
    place: int, size: tuple[int, int]
) -> None:
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.show(every()[place])
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        glass = shown(app)
        assert harmless(glass)
        assert "esc" in glass
        await pilot.press("escape")
        await pilot.pause()
    assert app.answers == [None]


async def test_r14_the_preview_says_the_day_the_other_day_and_the_value_touches() -> None:
    glass = await look(callback(), typed("6 months"))
    assert "Sun 23 May 2027" in glass
    assert "or  alt+2 Mon 24 May" in glass
    assert "in 6 months  a weekend" in glass
    assert "Sun 23 May is a weekend: Mon 24 May?" in glass
    assert "+ value touches 22 Jan, 23 Mar" in glass


async def test_r14_enter_books_what_was_understood_with_their_words() -> None:
    assert await ask(callback(), [*typed("6 months"), "enter"]) == [CallbackAnswer("6 months", SUNDAY)]


@pytest.mark.parametrize("key", ["ctrl+n", "down"])
async def test_r10_one_key_takes_the_monday_and_back(key: str) -> None:
    monday = CallbackAnswer("6 months", date(2027, 5, 24))
    assert await ask(callback(), [*typed("6 months"), key, "enter"]) == [monday]
    assert await ask(callback(), [*typed("6 months"), key, key, "enter"]) == [CallbackAnswer("6 months", SUNDAY)]


async def test_r14_one_key_takes_the_value_touches_out_and_back() -> None:
    glass = await look(callback(), [*typed("6 months"), "ctrl+t"])
    assert "+ value touches" not in glass
    assert "with value touches" in glass
    answers = await ask(callback(), [*typed("6 months"), "ctrl+t", "enter"])
    assert answers == [CallbackAnswer("6 months", SUNDAY, value_between=False)]
    again = await look(callback(), [*typed("6 months"), "ctrl+t", "ctrl+t"])
    assert "+ value touches" in again


async def test_r14_not_understood_is_said_and_enter_does_nothing() -> None:
    assert await ask(callback(), [*typed("whenever"), "enter"]) == []
    glass = await look(callback(), [*typed("whenever"), "enter"])
    assert "I find no day" in glass
    assert "Nothing was booked" in glass
    assert await ask(callback(), ["enter"]) == []


async def test_r10_a_day_that_has_passed_is_refused() -> None:
    assert await ask(callback(), [*typed("yesterday"), "enter"]) == []

    def gone(phrase: str) -> Understood:
        return Understood(date(2026, 11, 20), None, phrase, sure=True, others=(), why="", expiry=False)

    dialog = CallbackDialog(WHOM, gone, planner(Outcome.CALLBACK))
    assert "has passed" in await look(dialog, ["x", "enter"])


async def test_r10_a_named_hour_is_theirs_and_shown_both_ways() -> None:
    glass = await look(callback(), typed("tue 3pm"))
    assert "15:00 there, 21:00 here" in glass
    answers = await ask(callback(), [*typed("tue 3pm"), "enter"])
    assert answers == [CallbackAnswer("tue 3pm", TUESDAY, time(15), "America/Chicago")]
    assert "15:00" in await look(callback(None), typed("tue 3pm"))


async def test_r22_words_of_expiry_are_passed_on() -> None:
    (answer,) = await ask(callback(), [*typed("contract is up in june"), "enter"])
    assert answer.expiry


def test_zones_say_one_clock_where_there_is_one_and_the_day_where_it_differs() -> None:
    assert Zones().of_hour() is None
    assert Zones("", "Europe/London").of_hour() == "Europe/London"
    assert Zones("Europe/London", "Europe/London").both(MONDAY, time(9)) == "09:00"
    assert Zones("Nowhere/Land", "Europe/London").both(MONDAY, time(9)) == "09:00"
    assert Zones("Asia/Tokyo", "America/Chicago").both(MONDAY, time(9)) == "09:00 there, 18:00 here on Sun 22 Nov"


async def test_r26_the_gate_starts_from_the_book_and_says_what_is_missing() -> None:
    start = GateAnswers(pain_found=False)
    dialog = GateDialog(WHOM, start, planner(Outcome.MY_TIME))
    assert "find the pain first: the meeting waits" in await look(dialog)
    keys = ["3", "tab", *typed("1,5"), "enter"]
    assert await ask(GateDialog(WHOM, start, planner(Outcome.MY_TIME)), keys) == [
        GateAnswer(GateAnswers(gap=False, on_profile=True, pain_found=True, decider_reached=True, hours=1.5))
    ]


async def test_r26_a_gap_goes_to_the_dump_queue_and_hours_are_a_number() -> None:
    dialog = GateDialog(WHOM, GateAnswers(hours=6), planner(Outcome.MY_TIME))
    assert "dump, or keep with a reason" in await look(dialog, ["1"])
    assert await ask(GateDialog(WHOM, GateAnswers(hours=6)), ["1", "enter"]) == [
        GateAnswer(GateAnswers(gap=True, hours=6))
    ]
    assert "Hours are a number" in await look(GateDialog(WHOM, GateAnswers()), ["tab", *typed("many"), "enter"])


async def test_r26_the_tick_key_can_be_clicked() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(GateDialog(WHOM, GateAnswers()))
        await pilot.pause()
        await pilot.click("#key-line", offset=(16, 0))
        await pilot.press("enter")
        await pilot.pause()
    assert app.answers[0].answers.gap


def test_numbers_are_read_with_comma_or_point() -> None:
    assert read_number("", 10) == 0
    assert read_number("1,5", 10) == 1.5
    assert [read_number(text, 10) for text in ("x", "11", "-1", "nan", "inf")] == [None] * 5


async def test_r6_a_meeting_takes_a_day_and_returns_the_day_after() -> None:
    dialog = MeetingDialog(WHOM, read, planner(Outcome.MEETING), ZONES)
    assert "Wed 25 Nov" in await look(dialog, typed("tue 3pm"), (120, 40))
    dialog = MeetingDialog(WHOM, read, planner(Outcome.MEETING), ZONES)
    glass = await look(dialog, [*typed("tue 3pm"), "tab", *typed("line 3")], (120, 40))
    assert any("Wed 25 Nov" in line and "line 3" in line for line in glass.splitlines()), "the plan follows the words"
    answers = await ask(MeetingDialog(WHOM, read, zones=ZONES), [*typed("tue 3pm"), "tab", *typed("demo"), "enter"])
    assert answers == [MeetingAnswer(None, TUESDAY, time(15), "America/Chicago", "demo")]
    assert await ask(MeetingDialog(WHOM, read), ["enter"]) == [MeetingAnswer()]


async def test_r6_won_is_one_digit_and_lost_asks_why() -> None:
    assert await ask(MeetingDialog(WHOM, read), ["up", "1"]) == [MeetingAnswer(Reading.WON)]
    lost = ["up", "2", *typed("price"), "tab", *typed("45"), "enter"]
    assert await ask(MeetingDialog(WHOM, read), lost) == [MeetingAnswer(Reading.LOST, words="price", minutes=45)]
    back = ["up", "3", *typed("tue 3pm"), "enter"]
    assert (await ask(MeetingDialog(WHOM, read), back))[0].on == TUESDAY


async def test_r27_a_meeting_refuses_minutes_and_days_that_cannot_be_read() -> None:
    assert "Minutes are a number" in await look(
        MeetingDialog(WHOM, read), ["tab", "tab", *typed("ages"), "enter"], (80, 40)
    )
    assert await ask(MeetingDialog(WHOM, read), [*typed("whenever"), "enter"]) == []


async def test_r8_r41_a_talk_may_stay_empty_or_bring_day_pain_and_agreement() -> None:
    assert await ask(TalkDialog(WHOM, read), ["enter"]) == [TalkAnswer()]
    keys = [*typed("6 months"), "ctrl+n", "tab", *typed("slow line"), "tab", *typed("pilot"), "enter"]
    (answer,) = await ask(TalkDialog(WHOM, read, planner(Outcome.TALK)), keys)
    assert answer == TalkAnswer(date(2027, 5, 24), words="6 months", pain="slow line", agreed="pilot")
    assert answer.remarks() == (("pain", "slow line"), ("agreed", "pilot"))
    assert TalkAnswer().remarks() == ()
    assert await ask(TalkDialog(WHOM, read), [*typed("whenever"), "enter"]) == []


async def test_r41_questions_that_find_pain_stand_below_its_line() -> None:
    glass = await look(TalkDialog(WHOM, read, questions=("What does it cost you?",)), (), (120, 40))
    assert "What does it cost you?" in glass


async def test_r8_a_talk_shows_what_it_plans_before_a_day_is_named() -> None:
    assert "Mon 30 Nov call" in await look(TalkDialog(WHOM, read, planner(Outcome.TALK)), (), (80, 40))


async def test_plus_adds_a_person_a_note_an_opening_or_an_account() -> None:
    assert await ask(AddDialog(WHOM, read), ["1", *typed("Kim Sato"), "enter"]) == [PersonAdded("Kim Sato")]
    note = ["2", *typed("likes golf"), "enter"]
    assert await ask(AddDialog(WHOM, read), note) == [RemarkAdded("note", "likes golf")]
    opening = ["3", "right", "tab", *typed("new COO"), "tab", *typed("tue 3pm"), "enter"]
    assert await ask(AddDialog(WHOM, read), opening) == [OpeningAdded("person arrived", "new COO", TUESDAY)]
    firm = ["4", *typed("Hooli"), "tab", *typed("hooli.com"), "enter"]
    assert await ask(AddDialog(WHOM, read), firm) == [AccountAdded("Hooli", (("domain", "hooli.com"),))]


async def test_plus_without_a_row_adds_an_account_with_its_first_person() -> None:
    keys = ["enter", *typed("Hooli"), *["tab"] * 5, *typed("Kim"), "tab", *typed("COO"), "enter"]
    assert await ask(AddDialog(None, read), keys) == [AccountAdded("Hooli", (), "Kim", (("title", "COO"),))]


async def test_a_person_gets_a_role_by_turning_the_line() -> None:
    keys = [*typed("Kim"), *["tab"] * 5, "right", "left", "space", "enter"]
    (answer,) = await ask(AddDialog(WHOM, read, "person"), keys)
    assert answer == PersonAdded("Kim", (("role", "decision-maker"),))


async def test_a_line_that_turns_can_be_clicked_both_ways() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(AddDialog(WHOM, read, "opening"))
        await pilot.pause()
        await pilot.click(Pick, offset=(20, 0))
        assert app.screen.query_one(Pick).value == "person arrived"
        await pilot.click(Pick, offset=(3, 0))
        assert app.screen.query_one(Pick).value == "person left"


async def test_what_is_missing_is_said_and_nothing_is_added() -> None:
    assert "A name is needed" in await look(AddDialog(WHOM, read, "person"), ["enter"])
    assert "A name is needed" in await look(AddDialog(WHOM, read, "account"), ["enter"])
    assert "Nothing was written yet" in await look(AddDialog(WHOM, read, "note"), ["enter"])
    opening = ["tab", "tab", *typed("whenever"), "enter"]
    assert "That day was not understood" in await look(AddDialog(WHOM, read, "opening"), opening)


async def test_esc_in_a_form_comes_back_to_the_choice() -> None:
    assert await ask(AddDialog(WHOM, read), ["1", "escape"]) == []
    assert await ask(AddDialog(WHOM, read), ["1", "escape", "escape"]) == [None]


def test_a_plan_in_words_says_a_refusal_before_anything_else() -> None:
    said = Said(Outcome.NO, NOW)
    refused = Decision(said, ACME, account().basis, notices=(Notice("R38", HOSTILE[1], blocking=True),))
    assert in_words(refused).plain == HOSTILE[1]
    assert in_words(Decision(said, ACME, account().basis, why="a customer")).plain == "a customer"


def test_a_plan_of_several_steps_lists_their_days() -> None:
    faded = decide(account(touches=3), (person(),), Said(Outcome.FADED, NOW, person=DANA), SETTINGS, WORLD)
    words = in_words(faded).plain
    assert words.count(",") >= 3


async def test_the_abstract_parts_say_so() -> None:
    with pytest.raises(NotImplementedError):
        Dialog[None]().answer()
    with pytest.raises(NotImplementedError):
        Rows((), name="x").mark(0)
    with pytest.raises(NotImplementedError):
        Rows((), name="x").picked(0)


async def test_r36_a_new_account_gets_the_zone_of_its_persons_number() -> None:
    keys = [*typed("Hooli"), *["tab"] * 5, *typed("Kim"), "tab", "tab", *typed("312 555 0142"), "enter"]
    (answer,) = await ask(AddDialog(WHOM, read, "account"), keys)
    assert dict(answer.fields) == {"zone": "America/Chicago"}
    assert dict(answer.person_fields)["phone"] == "+13125550142"
