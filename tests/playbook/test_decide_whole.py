"""What `decide` answers, whole: every field of the decision, its words and its rule; other tests look at a part."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from playbook import ending
from playbook.bodies import NewStep
from playbook.case import opened
from playbook.decision import Ask, Notice
from playbook.facts import Bar, Step
from playbook.settings import Settings
from playbook.words import Channel, EntryId, Intent, Outcome, Purpose, Reading, Standing, StepId, StepKind, Verdict
from tests.builders import CHICAGO, DANA, MONDAY, RAY, WORLD, Desk, account, person, step

EARLY = datetime(2026, 11, 23, 6, 15, tzinfo=CHICAGO)
LATER = MONDAY + timedelta(days=60)
PROMISE = step(Purpose.CALLBACK, LATER, StepKind.PROMISE, person=DANA)
TALKED = replace(person(), talked=True, burst_over=True)


def test_a_dialog_is_asked_for_with_its_words_and_the_quiet_lines() -> None:
    """R14, R36: the dialog's name, why, rule, and that it is too early to dial there."""
    desk = Desk(people=[person()])
    desk.world = replace(WORLD, there=EARLY)
    drawn = desk.draw(Outcome.CALLBACK, answered=False)
    assert (drawn.needs, drawn.why, drawn.rule) == ("callback", "Call back on the day that they named.", "R14")
    assert [notice.rule for notice in drawn.notices] == ["R36"]
    assert (drawn.steps, drawn.next_on) == ((), None)


def test_a_touch_of_an_earlier_day_says_that_only_the_record_changes() -> None:
    """R45: the plan stands, and the date on the key is its own."""
    facts = replace(account(touches=2), last_touch=MONDAY, steps=(PROMISE,))
    desk = Desk(facts, [TALKED])
    drawn = desk.draw(Outcome.NO, at=datetime.combine(MONDAY - timedelta(days=3), time(9, 0), CHICAGO))
    assert drawn.plan is False
    assert (drawn.next_on, drawn.rule) == (LATER, "R45")
    assert drawn.why == "dated before the touch of 23 Nov: the record changes, not the plan"
    assert (drawn.kept, drawn.ended, drawn.steps) == ((), (), ())


def test_a_promise_that_stands_is_asked_about_by_its_day() -> None:
    """R10: does it still stand?, with the step that an answer ends."""
    facts = replace(account(touches=2), steps=(PROMISE, step(Purpose.RHYTHM, MONDAY)))
    drawn = Desk(facts, [TALKED]).draw(Outcome.TALK, step=facts.steps[1].id)
    assert drawn.asks == (Ask("R10", "Does 22 Jan still stand?", PROMISE.id),)


@pytest.mark.parametrize("stated", [Standing.DUMPED, Standing.CLOSED])
def test_r29_nothing_is_planned_where_it_ended(stated: Standing) -> None:
    facts = replace(account(touches=2), stated=stated, steps=(PROMISE,))
    drawn = Desk(facts, [TALKED]).draw(Outcome.NO_ANSWER)
    assert (drawn.why, drawn.rule) == (f"{stated}: nothing more is planned", "R29")
    assert (drawn.steps, drawn.standing) == ((), None)


def test_r38_a_refusal_names_whom_and_how() -> None:
    whole = replace(person(), bars=(Bar(EntryId("b"), DANA),))
    refused = Desk(people=[whole]).draw(Outcome.NO_ANSWER).refusal
    words = "Dana Cole: do not contact. Nothing was logged; if they contacted you, mark it inbound first."
    assert refused == Notice("R38", words, blocking=True)
    mail = replace(person(), bars=(Bar(EntryId("b"), DANA, Channel.EMAIL),))
    refused = Desk(people=[mail]).draw(Outcome.NO_ANSWER, channel=Channel.EMAIL).refusal
    assert refused is not None
    assert refused.text.startswith("Dana Cole: do not contact by email.")
    firm = replace(account(), bars=(Bar(EntryId("b")),))
    refused = Desk(firm, [person()]).draw(Outcome.NO_ANSWER).refusal
    assert refused is not None
    assert refused.text.startswith("Acme Robotics: do not contact.")


def test_r13_an_empty_gift_is_refused_with_ideas_of_the_library() -> None:
    desk = Desk(people=[person()])
    desk.world = replace(WORLD, ideas=("Webinar on waste", "Plant day in May"))
    refused = desk.draw(Outcome.VALUE, note="just following up").refusal
    assert refused is not None
    assert refused.rule == "R13"
    assert "Webinar on waste" in refused.text
    assert "Plant day in May" in refused.text


def test_r17_a_third_voicemail_is_counted_aloud() -> None:
    drawn = Desk(people=[replace(person(), voicemails=2)]).draw(Outcome.VOICEMAIL)
    assert Notice("R17", "voicemail 3: 2 are enough, another channel reaches more") in drawn.notices


def pest(touches: int, *, planned: bool = False, whom: bool = True) -> list[str]:
    """Rules of the quiet lines for a touch on the day of a talk with the person."""
    worked: tuple[Step, ...] = (step(Purpose.RHYTHM, MONDAY),) if planned else ()
    facts = replace(account(touches=touches), steps=worked)
    met = replace(TALKED, last_contact=MONDAY) if whom else TALKED
    drawn = Desk(facts, [met]).draw(Outcome.NO_ANSWER, step=worked[0].id if planned else None)
    return [notice.rule for notice in drawn.notices]


def test_r11_the_reps_own_hand_gets_one_quiet_line() -> None:
    assert pest(1) == ["R11"]
    assert pest(2) == ["R11"]
    assert pest(0) == [], "a first touch is no pest"
    assert pest(2, planned=True) == [], "what the plan says is no pest"
    assert pest(2, whom=False) == []


def new(kind: StepKind, purpose: Purpose = Purpose.CHASE) -> NewStep:
    return NewStep(0, kind, purpose, MONDAY)


def held(kind: StepKind, purpose: Purpose) -> Step:
    return Step(StepId(f"{kind}-{purpose}"), kind, purpose, MONDAY)


def test_one_next_stands_and_the_rhythm_is_silent_while_something_lies_ahead() -> None:
    """R8, "The model of a plan": which steps fall silent beside those that an outcome plans."""
    rhythm, chase = held(StepKind.NEXT, Purpose.RHYTHM), held(StepKind.NEXT, Purpose.CHASE)
    promise, series = held(StepKind.PROMISE, Purpose.CALLBACK), held(StepKind.SERIES, Purpose.VALUE)
    assert ending.silenced([rhythm, promise], (new(StepKind.NEXT),)) == {rhythm.id}
    assert ending.silenced([chase, promise], (new(StepKind.NEXT),)) == {chase.id}
    assert ending.silenced([rhythm], (new(StepKind.SERIES),)) == {rhythm.id}
    assert ending.silenced([rhythm], (new(StepKind.PROMISE),)) == {rhythm.id}
    assert ending.silenced([rhythm, series], (new(StepKind.HAND),)) == {rhythm.id}
    assert ending.silenced([chase, series], (new(StepKind.PROMISE),)) == frozenset()
    assert ending.silenced([rhythm], (new(StepKind.HAND),)) == frozenset()
    assert ending.silenced([rhythm, promise], ()) == frozenset()


def spaced(facts: tuple[Step, ...], outcome: Outcome = Outcome.TALK) -> dict[str, int]:
    """Days by which the planned steps move when a talk happens today (R11)."""
    desk = Desk(replace(account(touches=2), steps=facts), [TALKED, replace(person(RAY, "Ray Ortiz"), burst_over=True)])
    case = opened(desk.account, desk.people, desk.said(outcome, step=None), Settings(), WORLD)
    _, moves = ending.spaced(ending.settled(case))
    days = {each.id: each.on for each in facts}
    return {str(step_id): (on - days[step_id]).days for step_id, on in moves}


def gift(days: int, whom: object = DANA, kind: StepKind = StepKind.SERIES, purpose: Purpose = Purpose.VALUE) -> Step:
    return step(purpose, MONDAY + timedelta(days=days), kind, person=whom, intent=Intent.VALUE)


def test_r11_planned_gifts_move_to_the_first_free_day_and_no_further() -> None:
    """Five working days for the person, two for the account; what lies later, or is exempt, stays."""
    near, free, far = gift(2), gift(7), gift(70)
    assert spaced((near,)) == {near.id: 5}
    assert spaced((free,)) == {}
    assert spaced((far,)) == {}
    other = gift(1, RAY)
    assert spaced((other,)) == {other.id: 1}
    assert spaced((gift(2, RAY),)) == {}
    own = step(Purpose.HAND, MONDAY + timedelta(days=2), StepKind.HAND, person=DANA)
    assert spaced((own,)) == {}
    promise = step(Purpose.CALLBACK, MONDAY + timedelta(days=2), StepKind.PROMISE, person=DANA)
    both = spaced((promise, near))
    assert promise.id not in both


def test_r12_a_moved_gift_makes_room_for_the_next() -> None:
    """Two gifts for two people that must move never land on one day."""
    first, second = gift(1), gift(2)
    moved = spaced((first, second, gift(7, RAY)))
    landed = {first.on + timedelta(days=moved.get(first.id, 0)), second.on + timedelta(days=moved.get(second.id, 0))}
    assert MONDAY + timedelta(days=7) not in landed


def test_value_asked_for_is_followed_up_whoever_asked() -> None:
    drawn = Desk(account(touches=1), [TALKED]).draw(Outcome.VALUE, reading=Reading.ASKED)
    (follow,) = drawn.steps
    assert (follow.purpose, follow.rule, follow.why) == (
        Purpose.FOLLOW_UP, "R13", "they asked for it: ask what they made of it"
    )  # fmt: skip


def test_r38_the_question_of_an_unknown_fit_never_names_who_must_not_be_contacted() -> None:
    """R2: it goes to somebody else, or to nobody by name."""
    for others in ((), (person(RAY, "Ray Ortiz"),)):
        desk = Desk(account(touches=2), [TALKED, *others])
        desk.world = replace(WORLD, verdict=Verdict.UNKNOWN)
        (asked,) = desk.draw(Outcome.BARRED).steps
        assert (asked.purpose, asked.rule) == (Purpose.RESEARCH, "R2")
        assert asked.person == (RAY if others else None)
    desk = Desk(account(touches=2), [TALKED])
    desk.world = replace(WORLD, verdict=Verdict.UNKNOWN)
    assert desk.draw(Outcome.NO).steps[0].person == DANA


def test_r10_a_next_step_agreed_for_a_day_off_is_told_at_once() -> None:
    """R8: the day stands as they said it, and the working day after it is named."""
    saturday = MONDAY + timedelta(days=33)
    drawn = Desk(account(touches=1), [TALKED]).draw(Outcome.TALK, when=saturday)
    assert drawn.steps[0].on == saturday
    assert Notice("R10", "Sat 26 Dec is a weekend: Mon 28 Dec?") in drawn.notices
    assert "R10" not in {notice.rule for notice in Desk(account(touches=1), [TALKED]).draw(Outcome.TALK).notices}
