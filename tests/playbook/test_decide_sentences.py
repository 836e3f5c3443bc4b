"""Sentences of the playbook, each with its case: R2, R3, R6, R8, R10-R12, R14-R18, R21, R22, R25-R42."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from playbook import changes, dumping, moves, openings, series, silence, spacing
from playbook.bodies import Barred, StepSet
from playbook.decision import GateAnswers
from playbook.facts import Bar, Opening, Remark
from playbook.outcomes import OUTCOMES, row
from playbook.settings import Settings
from playbook.words import (
    AccountId,
    Channel,
    EntryId,
    Intent,
    Outcome,
    OutcomeClass,
    Purpose,
    Reading,
    Role,
    Standing,
    StepKind,
    Tier,
    Verdict,
)
from tests.builders import ACME, DANA, MONDAY, RAY, Desk, account, person, step

TALKED = replace(person(), talked=True, burst_over=True, comeback_used=True)


def purposes(desk: Desk) -> list[str]:
    return [purpose for purpose, _ in desk.plan()]


# The rhythm


@pytest.mark.parametrize(
    ("run", "outcome", "in_rhythm", "gaps"),
    [
        (0, Outcome.NO_ANSWER, False, 1), (1, Outcome.NO_ANSWER, True, 2), (2, Outcome.NO, True, 3),
        (2, Outcome.NO, False, 3), (2, Outcome.VALUE, True, 2), (4, Outcome.TALK, True, 1), (4, Outcome.WRONG, True, 1),
        (4, Outcome.FADED, False, 1), (4, Outcome.LEFT, False, 1), (1, Outcome.NO_ANSWER, False, 1),
    ],
)  # fmt: skip
def test_r8_each_no_and_each_unanswered_rhythm_touch_takes_the_next_gap(
    run: int, outcome: Outcome, *, in_rhythm: bool, gaps: int
) -> None:
    assert spacing.taken(run, row(outcome), inbound=False, in_rhythm=in_rhythm) == gaps


def test_r8_a_talk_a_not_yet_and_a_yes_start_it_again_and_so_does_any_inbound_touch() -> None:
    again = {known.outcome for known in OUTCOMES if known.resets}
    classes = {OutcomeClass.NOT_YET, OutcomeClass.YES}
    assert again == {known.outcome for known in OUTCOMES if known.cls in classes} | {Outcome.LEFT}
    assert spacing.taken(5, row(Outcome.NO), inbound=True, in_rhythm=True) == 1


def test_r8_a_lost_deal_starts_at_30_and_the_next_gap_is_45() -> None:
    desk = Desk(replace(account(touches=9), rhythm_run=5), [TALKED])
    seen = []
    desk.log(Outcome.MEETING, reading=Reading.LOST)
    for _ in range(3):
        seen.append((desk.step(Purpose.RHYTHM).on - desk.world.today).days)
        desk.at(desk.step(Purpose.RHYTHM).on)
        desk.log(Outcome.NO_ANSWER)
    assert [27 <= seen[0] <= 33, 41 <= seen[1] <= 49, 55 <= seen[2] <= 65] == [True] * 3


def test_r16_an_unanswered_comeback_is_no_rhythm_touch_and_grows_nothing() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.NO, note="runs two lines")
    desk.at(desk.step(Purpose.COMEBACK).on)
    desk.log(Outcome.NO_ANSWER, channel=Channel.EMAIL)
    assert 27 <= (desk.step(Purpose.RHYTHM).on - desk.world.today).days <= 33


def test_r34_tier_c_has_a_rhythm_of_its_own_where_the_rep_chose_it_never_a_dream_client() -> None:
    """R8, R34: 90 days for tier C; R5's 60 is about growth by No's."""
    held = Settings()
    chosen = replace(held, spacing=replace(held.spacing, tier_c=90))
    facts = replace(account(touches=9), rhythm_run=1)
    for tier, settings, dream, low, high in (
        (Tier.C, chosen, False, 84, 98), (Tier.B, chosen, False, 41, 51), (Tier.C, held, False, 41, 51),
        (Tier.C, chosen, True, 27, 35),
    ):  # fmt: skip
        desk = Desk(replace(facts, dream=dream), [TALKED], settings)
        desk.world = replace(desk.world, tier=tier)
        assert low <= (desk.draw(Outcome.NO).steps[0].on - MONDAY).days <= high
        assert silence.rhythm(replace(facts, dream=dream), tier, settings.spacing) in {90, 30}


def test_r8_a_gift_in_the_place_of_an_ask_is_followed_by_an_ask() -> None:
    desk = Desk(replace(account(touches=3), steps=(step(Purpose.RHYTHM, MONDAY, person=DANA),)), [TALKED])
    desk.log(Outcome.VALUE)
    assert desk.account.rhythm_asks
    assert desk.step(Purpose.RHYTHM).intent is Intent.ASK


def test_r41_an_ask_carries_a_question_until_the_pain_is_found() -> None:
    """R41, S3: find and stir the pain first."""
    desk = Desk(account(touches=3), [TALKED])
    questions = desk.settings.texts.questions
    assert desk.draw(Outcome.NO).steps[0].why.endswith(questions[0])
    desk.account = replace(desk.account, touches=4)
    assert desk.draw(Outcome.NO).steps[0].why.endswith(questions[1])
    pain = Remark(EntryId("r"), "pain", "changeovers", MONDAY)
    desk.account = replace(desk.account, remarks=(pain,))
    assert desk.draw(Outcome.NO).steps[0].why == "rhythm of 30 days: an ask"
    desk.account = replace(desk.account, remarks=())
    desk.settings = replace(desk.settings, texts=replace(desk.settings.texts, questions=()))
    assert desk.draw(Outcome.NO).steps[0].why == "rhythm of 30 days: an ask"


# Burst and chase


def test_r17_linkedin_or_email_and_where_voicemails_are_left() -> None:
    desk = Desk(people=[replace(person(), burst=3)])
    assert desk.draw(Outcome.NO_ANSWER).steps[0].channel is Channel.EMAIL
    for tried, says in ((1, True), (2, False), (4, True)):
        desk.people = (replace(person(), burst=tried),)
        assert ("leave a voicemail" in desk.draw(Outcome.NO_ANSWER).steps[0].why) is says


def test_the_name_of_a_gatekeeper_is_kept() -> None:
    """R17: another hour, and next time somebody with a name."""
    desk = Desk(people=[person()])
    assert desk.draw(Outcome.GATEKEEPER).drafts == ()
    desk.log(Outcome.GATEKEEPER, name="Pat Door")
    assert (desk.people[-1].name, desk.people[-1].role) == ("Pat Door", Role.GATEKEEPER)
    assert desk.step(Purpose.BURST).person == DANA


def test_r42_r22_an_unanswered_opening_is_chased_while_its_next_lead_lies_far_ahead() -> None:
    desk = Desk(account(touches=2), [TALKED])
    seen = Opening(EntryId(""), "renewal", MONDAY, MONDAY + timedelta(days=60))
    desk.record([moves.opening(desk.account, desk.people, seen, desk.world, desk.settings)])
    news = Opening(EntryId(""), "funding", MONDAY)
    desk.record([moves.opening(desk.account, desk.people, news, desk.world, desk.settings)])
    tries = []
    for _ in range(3):
        desk.log(Outcome.NO_ANSWER, channel=desk.account.steps[0].channel)
        tries.append((desk.step(Purpose.CHASE).attempt, desk.step(Purpose.CHASE).channel))
        desk.at(desk.step(Purpose.CHASE).on)
    assert tries == [(1, Channel.EMAIL), (2, Channel.CALL), (3, Channel.EMAIL)]
    desk.log(Outcome.NO_ANSWER)
    assert purposes(desk) == ["opening"]


def test_r42_after_the_chase_of_an_opening_what_is_left_of_the_burst_goes_on() -> None:
    spent = step(Purpose.CHASE, MONDAY, person=DANA, attempt=3)
    desk = Desk(replace(account(touches=4), steps=(spent,)), [replace(person(), burst=4)])
    assert desk.draw(Outcome.NO_ANSWER).steps[0].purpose is Purpose.BURST


def test_r6_a_chase_or_tickle_that_reaches_nobody_finds_a_person() -> None:
    nobody = person(phone="", email="")
    for purpose in (Purpose.FOLLOW_UP, Purpose.TICKLE):
        desk = Desk(replace(account(touches=2), steps=(step(purpose, MONDAY, person=DANA),)), [nobody])
        assert desk.draw(Outcome.NO_ANSWER, channel=Channel.LETTER).steps[0].purpose is Purpose.RESEARCH


def test_r31_a_tickle_of_one_who_cannot_be_reached_goes_to_another() -> None:
    desk = Desk(people=[person(phone="", email=""), person(RAY, "Ray Ortiz")])
    assert desk.draw(Outcome.NOT_NOW).steps[0].person == RAY


def test_r31_only_a_day_that_they_named_is_exact() -> None:
    """R31: `3w`, `6m` typed moves the tickle, inside its window; "24 May" is a day."""
    desk = Desk(people=[person()])
    sunday = date(2027, 1, 17)
    named = desk.draw(Outcome.NOT_NOW, when=sunday, words="17 January")
    assert (named.steps[0].on, named.notices[0].rule) == (sunday, "R10")
    assert "they said 17 January" in named.steps[0].why
    for words in ("8w", "in 2 months", "about a few weeks", ""):
        length = desk.draw(Outcome.NOT_NOW, when=sunday, words=words)
        assert length.steps[0].on.weekday() < 5
        assert "tickle: something of value in 55 days" in length.steps[0].why


# Promises and value


def test_r10_only_a_touch_to_that_person_keeps_a_promise() -> None:
    promise = step(Purpose.CALLBACK, MONDAY, StepKind.PROMISE, person=DANA)
    desk = Desk(replace(account(touches=2), steps=(promise,)), [TALKED, person(RAY, "Ray Ortiz")])
    assert desk.draw(Outcome.NO_ANSWER).kept == (promise.id,)
    assert desk.draw(Outcome.NO_ANSWER, person=RAY).kept == ()
    assert desk.draw(Outcome.NO_ANSWER, person=None).kept == (promise.id,)
    assert desk.draw(Outcome.NO_ANSWER, person=None, step=None).kept == ()


def test_r14_the_value_before_a_promise_ends_with_it() -> None:
    """R10, R14: kept or ended, nothing is left of what led to it; another promise of the person keeps its own."""
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24))
    ended = moves.end(desk.account, desk.people, (desk.step(Purpose.CALLBACK).id,), desk.world, desk.settings)
    body = ended.body
    assert isinstance(body, StepSet)
    assert (len(body.ended), [new.purpose for new in body.steps]) == (3, [Purpose.RHYTHM])
    desk.at(date(2027, 5, 24))
    desk.log(Outcome.TALK, step=desk.account.steps[-1].id)
    assert purposes(desk) == ["follow-up"]


def test_r14_value_falls_before_the_quiet_weeks_even_where_a_weekend_pushes_it() -> None:
    desk = Desk(people=[person()])
    desk.at(date(2026, 11, 24))
    desk.log(Outcome.CALLBACK, when=date(2026, 11, 24) + timedelta(days=81))
    value = desk.step(Purpose.VALUE).on
    assert (value, (desk.step(Purpose.CALLBACK).on - value).days) == (date(2027, 1, 22), 22)


def test_r12_value_for_two_people_falls_on_two_days() -> None:
    desk = Desk(people=[person(), person(RAY, "Ray Ortiz")])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24))
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24), person=RAY, step=None)
    days = [each.on for each in desk.account.steps if each.purpose is Purpose.VALUE]
    assert len(set(days)) == 4


def test_r11_a_planned_gift_moves_out_of_the_gap_after_a_talk() -> None:
    """R11: to the first free day after it; one that would come into the quiet weeks is left out (R14)."""
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24))
    first = desk.account.steps[0]
    desk.at(date(2027, 1, 20))
    decision = desk.log(Outcome.TALK, step=None)
    assert decision.moved == ((first.id, date(2027, 1, 27)),)
    assert ("value", "2027-01-27") in desk.plan()
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=MONDAY + timedelta(days=82))
    value = desk.step(Purpose.VALUE)
    desk.at(date(2027, 1, 21))
    decision = desk.log(Outcome.TALK, step=None)
    assert value.id in decision.ended
    assert "value" not in purposes(desk)


def test_r11_what_is_planned_with_another_keeps_two_working_days_to_the_account() -> None:
    """R11: after a talk, not after a No; what was ended by the talk moves nowhere."""
    people = [person(), person(RAY, "Ray Ortiz")]
    faded = step(Purpose.FADED, date(2026, 11, 24), StepKind.SERIES, person=RAY)
    tickle = step(Purpose.TICKLE, date(2026, 11, 24), person=RAY)
    value = step(Purpose.VALUE, date(2026, 11, 24), StepKind.SERIES, person=RAY)
    for planned, outcome, moved in (
        (faded, Outcome.MY_TIME, ()), (tickle, Outcome.TALK, ()), (value, Outcome.NO, ()),
        (value, Outcome.TALK, ((value.id, date(2026, 11, 25)),)), (faded, Outcome.VALUE, ()),
        (replace(faded, on=date(2026, 12, 3)), Outcome.WRONG, ()),
    ):  # fmt: skip
        desk = Desk(replace(account(touches=2), steps=(planned,)), people)
        assert desk.draw(outcome, step=None).moved == moved
    late = replace(faded, on=MONDAY)
    desk = Desk(replace(account(touches=2), steps=(late,)), people)
    assert desk.draw(Outcome.NO_ANSWER, step=None).moved == ((late.id, date(2026, 11, 24)),)


def test_r12_what_is_planned_with_somebody_else_today_waits_for_tomorrow() -> None:
    value = step(Purpose.VALUE, MONDAY, StepKind.SERIES, person=RAY)
    desk = Desk(replace(account(), steps=(value,)), [person(), person(RAY, "Ray Ortiz")])
    assert desk.draw(Outcome.NO_ANSWER, step=None).moved == ((value.id, date(2026, 11, 24)),)
    assert desk.draw(Outcome.NO_ANSWER, person=RAY, step=value.id).moved == ()


def test_r15_the_guess_says_what_to_give_and_a_fade_replaces_the_follow_up() -> None:
    """R15, S4: assess first. The row that was worked does not stay on the list."""
    desk = Desk(people=[person()])
    desk.log(Outcome.TALK)
    desk.at(date(2026, 11, 30))
    decision = desk.log(Outcome.FADED, guess="swamped")
    assert "saves them an hour" in decision.why
    assert purposes(desk) == ["faded"] * 4
    assert {guess for guess, _ in series.GUESSES} == {"no news", "timeline moved", "swamped", "personal"}
    assert "never a check-in" in Desk(people=[person()]).draw(Outcome.FADED).why
    for _ in range(4):
        desk.at(desk.account.steps[0].on)
        desk.log(Outcome.NO_ANSWER, channel=Channel.EMAIL)
    assert purposes(desk) == ["rhythm"]


# No


def test_r16_timing_and_priority_replace_a_comeback_that_stands_already() -> None:
    for reading, after in ((Reading.TIMING, "rhythm"), (Reading.VALUE, "comeback"), (None, "comeback")):
        desk = Desk(people=[person()])
        desk.log(Outcome.NO, note="runs two lines")
        desk.log(Outcome.NO, step=None, reading=reading)
        assert purposes(desk) == [after]


def test_r16_a_gap_is_nothing_to_come_back_with() -> None:
    gap = Remark(EntryId("r"), "gap", "needs weld inspection", MONDAY)
    desk = Desk(replace(account(), remarks=(gap,)), [person()])
    assert desk.draw(Outcome.NO).steps[0].purpose is Purpose.RHYTHM


def test_r18_after_all_set_the_provider_question_comes_back_every_180_days() -> None:
    desk = Desk(account(touches=3), [TALKED])
    desk.log(Outcome.ALL_SET, words="Globex")
    asked = []
    while desk.world.today < MONDAY + timedelta(days=800):
        desk.at(desk.step(Purpose.RHYTHM).on)
        if "Globex" in desk.step(Purpose.RHYTHM).why:
            asked.append((desk.world.today - MONDAY).days // 180)
            assert desk.step(Purpose.RHYTHM).intent is Intent.ASK
        desk.log(Outcome.NO_ANSWER)
    assert asked == [1, 2, 3, 4]
    desk.account = replace(desk.account, fields=(), all_set_on=desk.world.today - timedelta(days=179))
    assert "is their provider still there?" in desk.draw(Outcome.NO_ANSWER, step=None).steps[0].why


# Changes


def test_r21_a_leaver_is_followed_later_too_and_a_firm_in_the_book_is_used() -> None:
    desk = Desk(people=[person(role=Role.CHAMPION)])
    later = changes.follow(desk.account, desk.people[0], "Globex", MONDAY)
    assert [draft.body.kind for draft in later] == ["account.added", "person.set", "step.set"]
    known = changes.follow(desk.account, desk.people[0], "Globex", MONDAY, AccountId("globex"))
    assert [draft.entity for draft in known] == [DANA, "globex"]
    barred = replace(desk.people[0], bars=(Bar(EntryId("e"), DANA),))
    assert len(changes.follow(desk.account, barred, "Globex", MONDAY)) == 2


def test_r38_a_successor_is_not_called_where_calls_are_barred() -> None:
    desk = Desk(replace(account(), bars=(Bar(EntryId("e"), None, Channel.CALL),)), [person()])
    assert desk.draw(Outcome.LEFT).steps[0].channel is None


def test_r42_a_dead_number_leaves_what_was_owed_owed() -> None:
    promise = step(Purpose.CALLBACK, MONDAY, StepKind.PROMISE, person=DANA)
    desk = Desk(replace(account(touches=2), steps=(promise,)), [TALKED])
    dead = desk.draw(Outcome.WRONG, reading=Reading.NUMBER).steps[0]
    assert (dead.purpose, dead.channel, dead.on) == (Purpose.CHASE, Channel.EMAIL, MONDAY)


# Openings


def test_r22_the_table_of_openings_has_a_text_for_each_and_the_words_of_the_rep_win() -> None:
    kinds = [known.kind for known in openings.OPENINGS]
    assert len(set(kinds)) == len(kinds) == 10
    assert all(known.label and known.means and known.text for known in openings.OPENINGS)
    assert [openings.words(*each) for each in (("renewal",), ("renewal", "ends in June"), ("of a newer version",))] == [
        "contract renewal", "ends in June", "of a newer version",
    ]  # fmt: skip


def test_r22_an_opening_silences_the_rhythm_and_only_stands_where_the_account_is_dumped() -> None:
    """R22, R29: later news of a dumped account plans nothing."""
    rhythm = step(Purpose.RHYTHM, MONDAY + timedelta(days=20), person=DANA)
    desk = Desk(replace(account(touches=2), steps=(rhythm,)), [TALKED])
    seen = Opening(EntryId(""), "renewal", MONDAY, date(2027, 6, 1))
    desk.record([moves.opening(desk.account, desk.people, seen, desk.world, desk.settings)])
    assert purposes(desk) == ["opening", "opening"]
    for stated in (Standing.DUMPED, Standing.BARRED, Standing.CLOSED):
        desk.account = replace(account(touches=2), stated=stated)
        desk.record([moves.opening(desk.account, desk.people, seen, desk.world, desk.settings)])
        assert (desk.plan(), desk.account.openings[0].kind) == ([], "renewal")


# Talking, customers, the dump


def test_r6_a_reminder_or_a_gift_before_a_meeting_leaves_its_return_standing() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.MEETING, when=MONDAY + timedelta(days=10))
    for outcome in (Outcome.NO_ANSWER, Outcome.VALUE, Outcome.TALK):
        decision = desk.log(outcome, step=None)
        assert purposes(desk) == ["return"]
        assert desk.account.stated is Standing.TALKING
        assert "the meeting stands" in decision.why
    assert desk.draw(Outcome.TALK, step=None, when=MONDAY + timedelta(days=20)).steps[0].purpose is Purpose.FOLLOW_UP
    assert desk.draw(Outcome.NO, step=None).steps[0].purpose is Purpose.RHYTHM
    desk.log(Outcome.FITS, step=None)
    assert desk.account.stated is Standing.TALKING


def test_r10_winning_says_which_promise_ends_and_a_customer_is_chased_for_a_promise_only() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2026, 12, 7), value_between=False)
    won = desk.log(Outcome.MEETING, reading=Reading.WON)
    assert "7 Dec" in won.notices[0].text
    desk.log(Outcome.CALLBACK, when=date(2026, 12, 7), value_between=False)
    desk.at(date(2026, 12, 7))
    seen = []
    for _ in range(4):
        desk.log(Outcome.NO_ANSWER)
        seen.append(purposes(desk))
        desk.at(desk.account.steps[0].on if desk.account.steps else desk.world.today)
    assert seen == [["chase"], ["chase"], ["chase"], []]
    assert desk.account.stated is Standing.CUSTOMER


def test_r29_nothing_revives_what_was_dumped_and_what_is_said_of_people_stands() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.TALK)
    desk.record([moves.dump(desk.account, MONDAY, "they drain")])
    for outcome in (Outcome.CALLBACK, Outcome.MEETING, Outcome.TALK, Outcome.NO_ANSWER):
        decision = desk.log(outcome, when=MONDAY + timedelta(days=40), inbound=True)
        assert (desk.plan(), desk.account.stated, decision.rule) == ([], Standing.DUMPED, "R29")
    assert "account.added" in {draft.body.kind for draft in desk.draw(Outcome.LEFT, new_firm="Globex").drafts}
    assert desk.draw(Outcome.BARRED, whole_account=True).standing is Standing.BARRED


def test_r28_what_a_dump_ends_is_named() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.TALK)
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24), words="6 months", step=None, person=None)
    desk.log(Outcome.MY_TIME, step=None, gate=GateAnswers(hours=10))
    ending = dumping.ends(desk.account)
    assert (len(ending.promises), len(ending.proposals)) == (1, 1)
    assert ending.lines == (
        "next step, Wed 25 Nov 2026: they qualify: agree on the meeting (10 h)", "promise, Mon 24 May 2027: 6 months",
    )  # fmt: skip


def test_r26_the_hours_they_want_stand_with_the_answer() -> None:
    desk = Desk(people=[person()])
    assert "(10 h)" in desk.draw(Outcome.MY_TIME, gate=GateAnswers(hours=10)).steps[0].why
    assert "(6 h)" in desk.draw(Outcome.MY_TIME, gate=GateAnswers(pain_found=False, hours=6)).steps[0].why
    desk.log(Outcome.MY_TIME, gate=GateAnswers(gap=True, hours=2.5))
    assert "(2.5 h)" in desk.account.remarks[0].text


def test_r25_a_gap_found_later_on_the_day_of_the_keep_is_not_taken_for_seen() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.MY_TIME, gate=GateAnswers(gap=True))
    desk.record([moves.keep(desk.account, desk.people, MONDAY, "they pay well", 0, desk.world, desk.settings)])
    assert desk.account.kept_gaps == 1
    desk.log(Outcome.MY_TIME, gate=GateAnswers(gap=True), step=None)
    assert len(desk.account.remarks) == 2


def test_r2_keeping_what_lost_its_profile_plans_its_rhythm() -> None:
    """R2, R6: overruling the profile means that somebody calls again."""
    desk = Desk(account(touches=5), [TALKED])
    desk.world = replace(desk.world, verdict=Verdict.OFF)
    kept = moves.keep(desk.account, desk.people, MONDAY, "growing", 0, desk.world, desk.settings, overrules=True)
    desk.record([kept])
    assert purposes(desk) == ["rhythm"]


def test_r3_what_comes_back_on_profile_without_a_step_goes_on() -> None:
    desk = Desk(account(touches=5), [TALKED])
    desk.record(moves.resume(desk.account, desk.people, desk.world, desk.settings))
    assert purposes(desk) == ["rhythm"]
    assert moves.resume(desk.account, desk.people, desk.world, desk.settings) == ()
    desk.world = replace(desk.world, verdict=Verdict.OFF)
    assert moves.resume(account(touches=5), desk.people, desk.world, desk.settings) == ()
    assert moves.resume(account(), desk.people, desk.world, desk.settings) == ()
    assert moves.resume(replace(account(touches=2), stated=Standing.DUMPED), (), desk.world, desk.settings) == ()


# Bars


def test_r38_one_channel_barred_keeps_the_promise_by_another() -> None:
    """R10, R38: only who can't be reached at all loses a promise, and the line says so."""
    desk = Desk(people=[person()])
    desk.log(Outcome.CALLBACK, when=date(2027, 5, 24), channel=Channel.CALL)
    decision = desk.log(Outcome.BARRED, one_channel=True, channel=Channel.CALL, step=None)
    promise = desk.step(Purpose.CALLBACK)
    assert (promise.on, promise.channel) == (date(2027, 5, 24), Channel.EMAIL)
    assert "R10" not in {notice.rule for notice in decision.notices}
    last = desk.log(Outcome.BARRED, one_channel=True, channel=Channel.EMAIL, step=None, inbound=True)
    assert "24 May" in last.notices[0].text
    assert purposes(desk) == ["research"]


def test_r38_a_barred_person_who_calls_is_heard_and_nothing_is_planned_with_them() -> None:
    desk = Desk(people=[person(), person(RAY, "Ray Ortiz")])
    desk.log(Outcome.BARRED)
    spoken = desk.log(Outcome.CALLBACK, inbound=True, when=date(2027, 5, 24), step=None)
    assert spoken.notices[0].rule == "R38"
    assert {each.person for each in desk.account.steps} == {RAY}
    desk.account = replace(desk.account, steps=())
    assert desk.draw(Outcome.TALK, inbound=True).steps[0].person == RAY
    desk.account = replace(desk.account, steps=(step(Purpose.RHYTHM, MONDAY, person=RAY),))
    assert desk.draw(Outcome.TALK, inbound=True, step=None).why == "do not contact: the rest of the plan stands"
    desk.account = replace(desk.account, steps=())
    desk.people = (replace(person(), bars=(Bar(EntryId("e"), DANA),)),)
    assert desk.draw(Outcome.FADED).steps[0].purpose is Purpose.RESEARCH


def test_r38_a_bar_told_of_an_earlier_day_holds_too() -> None:
    """R38, R45: dated before the last touch it is still absolute."""
    desk = Desk(people=[person()])
    desk.log(Outcome.NO_ANSWER)
    at = desk.said(Outcome.BARRED).at - timedelta(days=3)
    desk.log(Outcome.BARRED, at=at, words="stop")
    assert [bar.words for bar in desk.people[0].bars] == ["stop"]
    assert isinstance(desk.draw(Outcome.BARRED, at=at, inbound=True).drafts[0].body, Barred)


def test_r38_a_bar_of_the_account_outlives_dump_and_revive() -> None:
    """R29, R38."""
    desk = Desk(account(touches=5), [TALKED])
    desk.record([moves.bar(ACME, words="never again"), moves.dump(desk.account, MONDAY)])
    desk.record([moves.revive(desk.account, desk.people, MONDAY, "new CEO", desk.world, desk.settings)])
    assert (desk.account.stated, desk.plan()) == (Standing.BARRED, [])
