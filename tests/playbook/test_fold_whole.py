"""The fold, whole: every kind of entry on facts in which nothing stands at its default, and every field afterwards.

What an entry does not name must stand as it stood, so each expectation is the whole value.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from playbook import fold
from playbook.bodies import (
    AccountAdded,
    AccountSet,
    Barred,
    Body,
    Dumped,
    DumpKept,
    Move,
    NewStep,
    OpeningSeen,
    PersonAdded,
    PersonSet,
    RemarkMade,
    Revived,
    SignalSeen,
    StandingSet,
    StepSet,
    TouchLogged,
    Unbarred,
    Unknown,
)
from playbook.entry import Entry
from playbook.facts import AccountFacts, Bar, Opening, PersonFacts, Remark, Signal, Step
from playbook.words import (
    AccountId,
    ActionId,
    Channel,
    EntryId,
    Intent,
    Outcome,
    PersonId,
    Purpose,
    Reading,
    Role,
    Standing,
    StepId,
    StepKind,
)
from tests.builders import ACME, DANA, MONDAY, NOW, RAY

EARLIER, LATER = MONDAY - timedelta(days=40), MONDAY + timedelta(days=40)
E1, E2, NEW = EntryId("e1"), EntryId("e2"), EntryId("e9")
NEXT = Step(StepId("e1/0"), StepKind.NEXT, Purpose.RHYTHM, MONDAY, intent=Intent.ASK, gap=30)
PROMISE = Step(StepId("e1/1"), StepKind.PROMISE, Purpose.CALLBACK, LATER, time(9, 0), "Europe/Berlin", person=DANA)
PLANNED = NewStep(
    3, StepKind.SERIES, Purpose.FADED, LATER, time(8, 5), "UTC", Channel.EMAIL, RAY, Intent.VALUE, 14, 2, "R15", "give"
)
STOOD = Step(
    StepId("e9/3"), StepKind.SERIES, Purpose.FADED, LATER, time(8, 5), "UTC", Channel.EMAIL, RAY, Intent.VALUE, 14, 2,
    rule="R15", why="give",
)  # fmt: skip
FULL = AccountFacts(
    ACME, "Acme", (("city", "Toledo"), ("name", "Acme")), E1, stated=Standing.TALKING, fit_said="fits",
    fit_reason="they grew", dream=True, dream_since=EARLIER, steps=(NEXT, PROMISE),
    signals=(Signal(E1, "fun", EARLIER, DANA),), openings=(Opening(E1, "funding", EARLIER),),
    remarks=(Remark(E1, "gap", "no API", EARLIER),), bars=(Bar(E1, None, Channel.TEXT, "no texts"),), added=EARLIER,
    touches=7, nos=4, rhythm_run=2, rhythm_asks=False, front_burst=3, first_touch=EARLIER, last_touch=EARLIER,
    last_touch_person=RAY, last_outcome=Outcome.NO, last_reading=Reading.TIMING, last_talk=EARLIER,
    last_contact=EARLIER, last_words="ring in May", outlived=1, dumped_on=EARLIER, dump_reason="why", kept_score=4,
    kept_on=EARLIER, kept_signals=1, sources=("crm",),
)  # fmt: skip
WHO = PersonFacts(
    DANA, ACME, "Dana Cole", (("name", "Dana Cole"), ("role", "champion")), Role.CHAMPION,
    bad=frozenset({Channel.LINKEDIN}), bars=(Bar(E1, DANA, Channel.TEXT, "no texts"),), burst=2, voicemails=1, nos=3,
    no_run=2, touches=5, last_touch=EARLIER, last_hour=9, last_channel=Channel.CALL, last_contact=EARLIER,
    came_from=AccountId("old"),
)  # fmt: skip


def entry(body: Body, entity: AccountId | PersonId = ACME) -> Entry:
    return Entry(NEW, ActionId("a"), NOW, entity, body)


def account_after(body: Body, state: AccountFacts | None = FULL) -> AccountFacts | None:
    return fold.step_account(state, entry(body))


def full(**changes: object) -> AccountFacts:
    return replace(FULL, basis=NEW, **changes)  # type: ignore[arg-type]  # a test names the facts it expects


def who(**changes: object) -> PersonFacts:
    return replace(WHO, **changes)  # type: ignore[arg-type]  # a test names the facts it expects


def touch(outcome: Outcome, **more: object) -> TouchLogged:
    told: dict[str, object] = {"on": MONDAY, "zone": "UTC", "outcome": outcome, "person": DANA, "hour": 14} | more
    return TouchLogged(**told)  # type: ignore[arg-type]  # a test names the fields it needs


def touched(**changes: object) -> AccountFacts:
    """What any touch of ours on the Monday leaves."""
    told = {"touches": 8, "last_touch": MONDAY, "last_touch_person": DANA, "last_reading": None} | changes
    return full(**told)


def test_an_account_enters_and_later_lists_only_fill_gaps() -> None:
    added = AccountAdded("Acme", (("city", "Toledo"), ("state", "")), "crm")
    assert account_after(added, None) == AccountFacts(
        ACME, "Acme", (("city", "Toledo"), ("name", "Acme")), NEW, added=MONDAY, sources=("crm",)
    )
    again = account_after(AccountAdded("Other", (("city", "Rome"), ("state", "OH")), "list"))
    fields = (("city", "Toledo"), ("name", "Acme"), ("state", "OH"))
    assert again == full(fields=fields, sources=("crm", "list"))
    assert account_after(AccountAdded("Acme", ())) == full()


def test_nothing_happens_to_what_was_never_added() -> None:
    assert account_after(AccountSet((("city", "Rome"),)), None) is None
    assert fold.step_person(None, entry(PersonSet(gone=True), DANA)) is None


def test_an_unknown_kind_only_moves_the_basis() -> None:
    assert account_after(Unknown("later.kind", "{}")) == full()


PLAIN: tuple[tuple[str, Body, AccountFacts], ...] = (
    ("set", AccountSet((("city", ""), ("name", "Acme Robotics"))),
     full(fields=(("name", "Acme Robotics"),), name="Acme Robotics")),
    ("set leaves the name", AccountSet((("city", "Rome"),)), full(fields=(("city", "Rome"), ("name", "Acme")))),
    ("signal", SignalSeen("bid-out", MONDAY, RAY),
     full(signals=(*FULL.signals, Signal(NEW, "bid-out", MONDAY, RAY)))),
    ("remark", RemarkMade("pain", "it stops", MONDAY, RAY),
     full(remarks=(*FULL.remarks, Remark(NEW, "pain", "it stops", MONDAY, RAY)))),
    ("opening", OpeningSeen("merger", MONDAY, LATER, RAY, "they merge", (PLANNED,)),
     full(openings=(*FULL.openings, Opening(NEW, "merger", MONDAY, LATER, RAY, "they merge")),
          steps=(NEXT, PROMISE, STOOD))),
    ("opening said better", OpeningSeen("merger", MONDAY, text="with Globex", instead=FULL.openings[0].entry),
     full(openings=(*FULL.openings[1:], Opening(NEW, "merger", MONDAY, None, None, "with Globex")))),
    ("bar of a channel", Barred(Channel.CALL, "not by phone"),
     full(bars=(*FULL.bars, Bar(NEW, None, Channel.CALL, "not by phone")))),
    ("bar", Barred(None, "stop"), full(bars=(*FULL.bars, Bar(NEW, None, None, "stop")), stated=Standing.BARRED)),
    ("standing", StandingSet(MONDAY, Standing.CUSTOMER, steps=(PLANNED,)),
     full(stated=Standing.CUSTOMER, steps=(NEXT, PROMISE, STOOD))),
    ("standing back", StandingSet(MONDAY, None), full(stated=None)),
    ("star", StandingSet(MONDAY, None, dream=True), full(dream_since=MONDAY)),
    ("star off", StandingSet(MONDAY, None, dream=False), full(dream=False, dream_since=None)),
    ("dumped", Dumped(MONDAY, "wastes time", 9.5),
     full(stated=Standing.DUMPED, dumped_on=MONDAY, dump_reason="wastes time", steps=())),
    ("moved", StepSet(moved=(Move(NEXT.id, LATER),)), full(steps=(replace(NEXT, on=LATER), PROMISE))),
    ("snoozed", StepSet(moved=(Move(NEXT.id, MONDAY),), snoozed=True, later=True),
     full(steps=(replace(NEXT, snoozed=1, later=MONDAY), PROMISE))),
    ("ended and added", StepSet(ended=(PROMISE.id,), steps=(PLANNED,)), full(steps=(NEXT, STOOD))),
)  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in PLAIN], ids=[case[0] for case in PLAIN])
def test_what_an_entry_does_to_its_account(body: Body, expected: AccountFacts) -> None:
    """R22, R24, R28, R38, R41: what is named changes, nothing else does."""
    assert account_after(body) == expected


def test_r25_a_keep_remembers_what_it_has_seen() -> None:
    kept = account_after(DumpKept(MONDAY, "they order", 6, overrules_profile=False, steps=(PLANNED,)))
    seen = {"kept_on": MONDAY, "kept_score": 6, "kept_signals": 1, "kept_gaps": 1, "fit_reason": "they order"}
    assert kept == full(**seen, steps=(NEXT, PROMISE, STOOD))
    off = replace(FULL, fit_said="off")
    overruled = account_after(DumpKept(MONDAY, "they order", 6, overrules_profile=True), off)
    assert overruled == full(**seen, fit_said="fits")


def test_r29_a_revival_starts_the_signals_anew_and_keeps_the_noes() -> None:
    back = account_after(Revived(MONDAY, "they called", (PLANNED,)))
    gone = {"stated": None, "dumped_on": None, "dump_reason": "", "signals": ()}
    seen = {"kept_on": MONDAY, "kept_score": 0, "kept_signals": 0, "kept_gaps": 1}
    assert back == full(**gone, **seen, steps=(NEXT, PROMISE, STOOD))


def test_r38_bars_are_lifted_by_name_and_the_standing_with_the_last_whole_one() -> None:
    barred = replace(FULL, stated=Standing.BARRED, bars=(Bar(E1), Bar(E2)))
    assert account_after(Unbarred((E1,)), barred) == full(stated=Standing.BARRED, bars=(Bar(E2),))
    assert account_after(Unbarred((E1, E2)), barred) == full(stated=None, bars=())
    talking = replace(FULL, bars=(Bar(E1),))
    assert account_after(Unbarred((E1,)), talking) == full(bars=())


def test_r5_r8_a_no_counts_and_takes_the_next_gap() -> None:
    after = account_after(touch(Outcome.NO, reading=Reading.VALUE, note="not this year", kept=(NEXT.id,)))
    assert after == touched(
        nos=5, rhythm_run=3, rhythm_asks=False, last_words="not this year", last_outcome=Outcome.NO,
        last_reading=Reading.VALUE, steps=(PROMISE,), stated=None,
    )  # fmt: skip


def test_r8_a_talk_starts_the_rhythm_again() -> None:
    after = account_after(touch(Outcome.TALK, ended=(NEXT.id,), steps=(PLANNED,)))
    assert after == touched(
        rhythm_run=0, rhythm_asks=False, last_outcome=Outcome.TALK, last_talk=MONDAY, last_contact=MONDAY,
        steps=(PROMISE, STOOD), stated=None,
    )  # fmt: skip


def test_nobody_there_leaves_a_talk_going_on() -> None:
    after = account_after(touch(Outcome.NO_ANSWER, person=None))
    assert after == touched(front_burst=4, last_touch_person=None, last_outcome=Outcome.NO_ANSWER)
    back = account_after(touch(Outcome.NO_ANSWER, inbound=True, person=None))
    assert back == touched(
        touches=7, rhythm_run=0, last_touch_person=None, last_outcome=Outcome.NO_ANSWER
    )  # fmt: skip


def test_r13_a_gift_is_a_contact_and_its_line_is_no_word_of_theirs() -> None:
    after = account_after(touch(Outcome.VALUE, note="an article", moved=(Move(PROMISE.id, MONDAY),)))
    assert after == touched(
        last_outcome=Outcome.VALUE, last_contact=MONDAY, stated=None,
        steps=(NEXT, replace(PROMISE, on=MONDAY)),
    )  # fmt: skip


def test_r7_what_is_no_contact_counts_nothing() -> None:
    after = account_after(touch(Outcome.FADED, counts=False))
    assert after == full(rhythm_run=0, last_outcome=Outcome.FADED, last_reading=None, stated=None)


def test_r2_the_verdict_of_the_rep_and_its_reason() -> None:
    said = {"last_reading": None, "stated": None, "fit_reason": "too small", "last_words": "too small"}
    off = account_after(touch(Outcome.OFF_PROFILE, counts=False, note="too small"))
    assert off == full(**said, last_outcome=Outcome.OFF_PROFILE, fit_said="off")
    fits = account_after(touch(Outcome.FITS, counts=False, note="too small"), replace(FULL, fit_said="off"))
    assert fits == full(**said, last_outcome=Outcome.FITS, fit_said="fits")


def test_r21_a_leaver_is_an_opening_and_counts_as_outlived() -> None:
    after = account_after(touch(Outcome.LEFT))
    opening = Opening(NEW, "person left", MONDAY, MONDAY, DANA)
    assert after == touched(
        last_outcome=Outcome.LEFT, rhythm_run=0, outlived=2, openings=(*FULL.openings, opening), stated=None,
    )  # fmt: skip


def test_won_ends_the_plan_and_states_a_customer() -> None:
    won = account_after(touch(Outcome.MEETING, reading=Reading.WON, standing=Standing.CUSTOMER))
    talked = {"last_talk": MONDAY, "last_contact": MONDAY, "rhythm_run": 0}
    assert won == touched(
        **talked, last_outcome=Outcome.MEETING, last_reading=Reading.WON, stated=Standing.CUSTOMER, steps=()
    )
    lost = account_after(touch(Outcome.MEETING, reading=Reading.LOST, standing=Standing.WORKING))
    assert lost == touched(**talked, last_outcome=Outcome.MEETING, last_reading=Reading.LOST, stated=None)


def test_r18_who_is_set_is_named_and_asked_again_one_day() -> None:
    after = account_after(touch(Outcome.ALL_SET, words="Globex"))
    assert after == touched(
        nos=5, rhythm_run=3, last_outcome=Outcome.ALL_SET, all_set_on=MONDAY, stated=None,
        fields=(("city", "Toledo"), ("incumbent", "Globex"), ("name", "Acme")),
    )  # fmt: skip
    silent = account_after(touch(Outcome.ALL_SET), replace(FULL, all_set_on=LATER))
    assert silent is not None
    assert (silent.all_set_on, silent.fields) == (LATER, FULL.fields)


def test_r45_a_touch_dated_before_a_later_one_changes_the_record_and_not_the_plan() -> None:
    state = replace(FULL, first_touch=MONDAY, last_touch=LATER, last_talk=LATER, last_contact=LATER)
    after = account_after(touch(Outcome.TALK, note="back then", plan=False, kept=(NEXT.id,)), state)
    assert after == replace(state, basis=NEW, touches=8, first_touch=MONDAY)
    earlier = account_after(touch(Outcome.NO, on=date(2020, 1, 1), plan=False), state)
    assert earlier == replace(state, basis=NEW, touches=8, nos=5, first_touch=date(2020, 1, 1))


def test_the_plan_stands_in_order_with_one_next_the_newest() -> None:
    soon = replace(PLANNED, kind=StepKind.NEXT, on=EARLIER)
    after = account_after(StepSet(steps=(soon,)))
    assert after is not None
    assert [step.id for step in after.steps] == ["e9/3", PROMISE.id]


def test_a_list_that_set_it_aside_gives_way_to_our_own_touch() -> None:
    """R2, R44: the rep's own hand overrules what a list said; what is no touch does not."""
    aside = replace(FULL, stated=Standing.SET_ASIDE)
    ours = account_after(touch(Outcome.NO_ANSWER), aside)
    assert ours is not None
    assert ours.stated is None
    note = account_after(touch(Outcome.FADED, counts=False), aside)
    assert note is not None
    assert note.stated is Standing.SET_ASIDE


def person_after(body: Body, entity: AccountId | PersonId = DANA, state: PersonFacts | None = WHO) -> object:
    return fold.step_person(state, entry(body, entity))


def test_a_person_enters_and_later_lists_only_fill_gaps() -> None:
    added = PersonAdded(ACME, "Dana Cole", (("role", "champion"), ("title", "")), AccountId("old"))
    fields = (("name", "Dana Cole"), ("role", "champion"))
    fresh = PersonFacts(DANA, ACME, "Dana Cole", fields, Role.CHAMPION, came_from=AccountId("old"))
    assert person_after(added, state=None) == fresh
    again = PersonAdded(AccountId("other"), "D. Cole", (("role", "influencer"), ("title", "COO")))
    assert person_after(again) == who(fields=(*fields, ("title", "COO")))
    assert person_after(again, RAY) == WHO


def test_fields_of_a_person_change_and_name_and_role_follow() -> None:
    told = PersonSet((("name", "Dana Low"), ("role", "")), gone=True)
    assert person_after(told) == who(name="Dana Low", fields=(("name", "Dana Low"),), role=Role.UNKNOWN, gone=True)
    assert person_after(PersonSet((("name", ""),))) == who(fields=(("role", "champion"),))
    assert person_after(PersonSet(came_from=AccountId("x"))) == who(came_from=AccountId("x"))
    assert person_after(PersonSet(account=ACME)) == WHO
    assert person_after(told, RAY) == WHO


def test_r21_who_moves_starts_a_burst_anew_and_takes_the_bars_along() -> None:
    used = replace(WHO, burst_over=True, comeback_used=True, gone=True)
    moved = fold.step_person(used, entry(PersonSet(account=AccountId("new")), DANA))
    fresh = {"burst": 0, "burst_over": False, "voicemails": 0, "no_run": 0, "comeback_used": False, "gone": False}
    assert moved == who(account=AccountId("new"), **fresh)


def test_r38_bars_of_a_person() -> None:
    barred = person_after(Barred(Channel.CALL, "no calls"))
    assert barred == who(bars=(*WHO.bars, Bar(NEW, DANA, Channel.CALL, "no calls")))
    assert person_after(Barred(Channel.CALL), ACME) == WHO
    assert person_after(Unbarred((E1,))) == who(bars=())
    assert person_after(Unbarred((E2,))) == WHO
    assert person_after(Unbarred((E1,)), ACME) == WHO


def after_touch(outcome: Outcome, state: PersonFacts = WHO, **more: object) -> PersonFacts:
    found = fold.step_person(state, entry(touch(outcome, channel=Channel.EMAIL, **more)))
    assert found is not None
    return found


LAST = {"touches": 6, "last_touch": MONDAY, "last_hour": 14, "last_channel": Channel.EMAIL}


def test_r17_unanswered_attempts_count_and_voicemails_among_them() -> None:
    assert after_touch(Outcome.NO_ANSWER) == who(**LAST, burst=3)
    assert after_touch(Outcome.VOICEMAIL) == who(**LAST, burst=3, voicemails=2)
    over = replace(WHO, burst_over=True)
    assert after_touch(Outcome.VOICEMAIL, over) == replace(over, **LAST)  # type: ignore[arg-type]
    back = after_touch(Outcome.NO_ANSWER, inbound=True)
    assert back == who(**{**LAST, "touches": 5}, burst_over=True, no_run=0)


def test_r12_within_the_hour_by_another_channel_it_is_one_attempt() -> None:
    just = replace(WHO, last_touch=MONDAY, last_hour=13)
    assert after_touch(Outcome.VOICEMAIL, just) == who(**LAST)
    assert after_touch(Outcome.NO, just) == who(
        **LAST, nos=4, no_run=3, comeback_used=True, burst_over=True
    )  # fmt: skip


def test_r16_a_no_ends_the_burst_and_the_reflex() -> None:
    assert after_touch(Outcome.NO) == who(**LAST, nos=4, no_run=3, comeback_used=True, burst_over=True)
    talk = after_touch(Outcome.TALK)
    assert talk == who(
        **LAST, no_run=0, talked=True, last_contact=MONDAY, comeback_used=True, burst_over=True
    )  # fmt: skip
    assert after_touch(Outcome.VALUE) == who(**LAST, last_contact=MONDAY, burst_over=True)
    assert after_touch(Outcome.FADED, counts=False) == who(
        last_hour=14, last_channel=Channel.EMAIL, no_run=0
    )  # fmt: skip


def test_r42_left_wrong_and_bounced() -> None:
    assert after_touch(Outcome.LEFT) == who(**LAST, no_run=0, gone=True, burst_over=True)
    assert after_touch(Outcome.WRONG, reading=Reading.PERSON) == who(**LAST, no_run=0, gone=True, burst_over=True)
    number = after_touch(Outcome.WRONG, reading=Reading.NUMBER)
    assert number == who(**LAST, no_run=0, bad=frozenset({Channel.LINKEDIN, Channel.CALL, Channel.TEXT}))
    bounced = after_touch(Outcome.WRONG, reading=Reading.BOUNCED)
    assert bounced == who(**LAST, no_run=0, bad=frozenset({Channel.LINKEDIN, Channel.EMAIL}))


def test_an_earlier_touch_leaves_the_newest_hour_and_channel() -> None:
    """R45: the record grows, what came last stays last."""
    late = replace(WHO, last_touch=LATER, last_contact=LATER)
    after = after_touch(Outcome.TALK, late)
    assert after == replace(late, touches=6, talked=True, no_run=0, comeback_used=True, burst_over=True)
    told = fold.step_person(WHO, entry(touch(Outcome.NO, channel=None, hour=None)))
    assert told is not None
    assert (told.last_hour, told.last_channel) == (9, Channel.CALL)
    assert fold.step_person(WHO, entry(touch(Outcome.NO, person=RAY))) == WHO
