"""The fold and the makers of drafts: R39, R40, and what each kind of entry does to its account or person."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook import bodies, codec, daywords, fold, moves, outcomes, people, previews, standing
from playbook.bodies import (
    AccountAdded,
    AccountSet,
    Move,
    NewStep,
    PersonAdded,
    PersonSet,
    StandingSet,
    TouchAmended,
    TouchLogged,
)
from playbook.decision import Decision, Draft, Said
from playbook.entry import Entry
from playbook.facts import AccountFacts, PersonFacts
from playbook.fit import Fit
from playbook.settings import Settings
from playbook.words import (
    AccountId,
    ActionId,
    Channel,
    EntryId,
    Outcome,
    PersonId,
    Purpose,
    Reading,
    Standing,
    StepId,
    StepKind,
    Tier,
    Verdict,
)
from tests.builders import ACME, DANA, MONDAY, NOW, RAY, Desk, account, person, step

STOPS = frozenset({Outcome.OFF_PROFILE, Outcome.FITS, Outcome.BARRED})
OUTCOMES_ANY = [outcome for outcome in Outcome if outcome not in STOPS]


def entry(number: int, entity: str, body: bodies.Body) -> Entry:
    return Entry(EntryId(f"i{number:04}"), ActionId("a"), NOW, entity, body)


def test_nothing_folds_before_an_account_or_person_is_added() -> None:
    assert fold.step_account(None, entry(1, ACME, AccountSet((("city", "Rome"),)))) is None
    assert fold.step_person(None, entry(1, DANA, PersonSet(gone=True))) is None
    assert fold.fold_account([]) is None
    assert fold.fold_person([]) is None


def test_fields_are_last_writer_wins_and_an_empty_text_clears() -> None:
    facts = fold.fold_account(
        [
            entry(1, ACME, AccountAdded("Acme", (("city", "Rome"), ("employees", 40)), source="crm")),
            entry(2, ACME, AccountSet((("city", ""), ("name", "Acme Robotics"), ("tier", "A")))),
            entry(3, ACME, AccountAdded("Acme again", (("state", "IL"),), source="fair")),
        ]
    )
    assert facts is not None
    assert (facts.name, facts.get("city"), facts.number("employees"), facts.get("state")) == (
        "Acme Robotics",
        "",
        40.0,
        "IL",
    )
    assert facts.sources == ("crm", "fair")
    assert facts.hand_tier is Tier.A
    assert facts.basis == "i0003"
    assert account().hand_tier is None


def test_numbers_of_fields() -> None:
    facts = account(employees="many", revenue="5.5")
    assert facts.number("employees") is None
    assert facts.number("revenue") == 5.5
    assert facts.number("spend") is None
    assert replace(facts, fields=(("spend", True),)).number("spend") is None


def test_people_move_with_their_bars_and_start_anew() -> None:
    barred = replace(person(), nos=4, no_run=2, burst=6, burst_over=True)
    moved = fold.step_person(barred, entry(5, DANA, PersonSet(account=AccountId("globex"), came_from=ACME)))
    assert moved is not None
    assert (moved.account, moved.came_from, moved.nos, moved.no_run, moved.burst, moved.burst_over) == (
        "globex", ACME, 4, 0, 0, False,
    )  # fmt: skip
    held = fold.step_person(barred, entry(6, DANA, PersonSet((("title", "COO"), ("role", "champion")), gone=True)))
    assert held is not None
    assert (held.get("title"), held.role, held.gone) == ("COO", "champion", True)


def test_a_person_ignores_what_is_not_theirs() -> None:
    dana = person()
    for body in (PersonSet(gone=True), bodies.Barred(), bodies.Unbarred(()), PersonAdded(ACME, "Someone else")):
        assert fold.step_person(dana, entry(7, RAY, body)) == dana
    assert fold.step_person(dana, entry(7, DANA, bodies.BlockEnded())) == dana


def test_a_person_added_twice_keeps_what_was_known() -> None:
    dana = fold.fold_person(
        [
            entry(1, DANA, PersonAdded(ACME, "Dana", (("email", "d@acme.example"),))),
            entry(2, DANA, PersonAdded(ACME, "D. Cole", (("title", "VP"),))),
        ]
    )
    assert dana is not None
    assert (dana.name, dana.get("email"), dana.get("title")) == ("Dana", "d@acme.example", "VP")


def test_bars_are_lifted_by_name() -> None:
    dana = fold.step_person(person(), entry(3, DANA, bodies.Barred(Channel.EMAIL, "no mail")))
    assert dana is not None
    lifted = fold.step_person(dana, entry(4, DANA, bodies.Unbarred((EntryId("i0003"),))))
    assert lifted is not None
    assert (len(dana.bars), len(lifted.bars)) == (1, 0)
    acme = fold.step_account(account(), entry(3, ACME, bodies.Barred(Channel.CALL)))
    assert acme is not None
    assert acme.stated is None
    freed = fold.step_account(
        replace(acme, stated=Standing.CUSTOMER), entry(4, ACME, bodies.Unbarred((EntryId("i0003"),)))
    )
    assert freed is not None
    assert (freed.bars, freed.stated) == ((), Standing.CUSTOMER)


def test_r39_an_amended_touch_is_read_in_its_place() -> None:
    desk = Desk(people=[person()])
    first = desk.draw(Outcome.NO)
    timing = desk.draw(Outcome.NO, reading=Reading.TIMING)
    start = entry(1, ACME, AccountAdded("Acme Robotics"))
    logged = entry(2, ACME, moves.logged(first))
    (amend,) = moves.amend(EntryId("i0002"), timing, first)
    history = [start, entry(3, ACME, amend.body), logged]
    amended = fold.fold_account(fold.settle(history))
    assert amended is not None
    assert amended.last_reading is Reading.TIMING
    assert (amended.steps[0].on - MONDAY).days >= 55
    assert amended.nos == 1


def test_a_touch_is_written_as_it_was_said_and_decided() -> None:
    """DESIGN section 1: each field of the body is the one of that name, however alike its neighbours are."""
    said = Said(
        Outcome.NO, NOW.replace(hour=9, minute=41), Reading.TIMING, DANA, Channel.CALL, inbound=True, note="a note",
        zone="America/Chicago", words="their words", asset="an asset", guess="a guess",
    )  # fmt: skip
    decision = Decision(
        said, ACME, EntryId("e9"), counts=False, plan=False, minutes=7, kept=(StepId("k"),), ended=(StepId("e"),),
        moved=((StepId("m"), MONDAY),), steps=(NewStep(0, StepKind.NEXT, Purpose.RHYTHM, MONDAY),),
        standing=Standing.TALKING,
    )  # fmt: skip
    body = moves.logged(decision)
    told = {"on": MONDAY, "hour": 9, "minute": 41, "moved": (Move(StepId("m"), MONDAY),), "v": 1}
    for each in fields(TouchLogged):
        source = decision if hasattr(decision, each.name) else said
        assert getattr(body, each.name) == told.get(each.name, getattr(source, each.name, None)), each.name


def test_r45_a_note_on_a_touch_leaves_its_plan() -> None:
    desk = Desk(people=[person()])
    body = moves.logged(desk.draw(Outcome.NO))
    draft = moves.noted(ACME, EntryId("i0002"), body, "after the audit")
    assert isinstance(draft.body, TouchAmended)
    assert draft.body.body == replace(body, note="after the audit")


def test_amend_adds_only_what_is_new() -> None:
    desk = Desk(people=[person()])
    before = desk.draw(Outcome.LEFT)
    after = desk.draw(Outcome.LEFT, name="Kim Sato")
    assert [draft.body.kind for draft in moves.amend(EntryId("i2"), after, before)] == ["touch.amended", "person.added"]
    assert len(moves.amend(EntryId("i2"), after, after)) == 1
    assert len(moves.amend(EntryId("i2"), after)) == 2


@pytest.mark.parametrize(
    ("choice", "day"),
    [
        (moves.Snooze.LATER, MONDAY),
        (moves.Snooze.TOMORROW, date(2026, 11, 24)),
        (moves.Snooze.NEXT_WEEK, date(2026, 11, 30)),
    ],
)
def test_snooze_moves_the_step_and_counts(choice: moves.Snooze, day: date) -> None:
    desk = Desk(replace(account(touches=1), steps=(step(Purpose.RHYTHM, MONDAY),)), [person()])
    desk.record([moves.snooze(desk.account, desk.account.steps[0].id, choice, desk.world)])
    assert (desk.account.steps[0].on, desk.account.steps[0].snoozed) == (day, 1)
    desk.record([moves.move(desk.account, desk.account.steps[0].id, date(2027, 1, 4))])
    assert (desk.account.steps[0].on, desk.account.steps[0].snoozed) == (date(2027, 1, 4), 1)
    assert moves.step_of(desk.account, desk.account.steps[0].id) == desk.account.steps[0]
    assert moves.step_of(desk.account, StepId("none")) is None


def test_star_signal_dump_keep_and_revive() -> None:
    desk = Desk(account(touches=4), [person()])
    desk.record([moves.star(desk.account, MONDAY)])
    assert (desk.account.dream, desk.account.dream_since) == (True, MONDAY)
    desk.record([moves.star(desk.account, MONDAY)])
    assert (desk.account.dream, desk.account.dream_since) == (False, None)
    desk.record([moves.signal(desk.account, "blamed-them", MONDAY, DANA)])
    assert desk.account.signals[0].sign == "blamed-them"
    desk.record(
        [moves.keep(desk.account, desk.people, MONDAY, "new owner", 4, desk.world, desk.settings, overrules=True)]
    )
    assert (desk.account.kept_score, desk.account.kept_signals, desk.account.fit_said) == (4, 1, "fits")
    assert [purpose for purpose, _ in desk.plan()] == ["rhythm"]
    desk.record([moves.keep(desk.account, desk.people, MONDAY, "again", 4, desk.world, desk.settings)])
    assert len(desk.plan()) == 1
    desk.record([moves.dump(desk.account, MONDAY, "pity orders", 9.5)])
    assert (desk.account.stated, desk.account.steps, desk.account.dumped_on) == (Standing.DUMPED, (), MONDAY)
    assert desk.draw(Outcome.NO_ANSWER).steps == ()
    desk.record([moves.revive(desk.account, desk.people, MONDAY, "new CEO", desk.world, desk.settings)])
    assert (desk.account.stated, desk.account.signals) == (None, ())
    assert [purpose for purpose, _ in desk.plan()] == ["rhythm"]


def test_r44_a_standing_from_a_list() -> None:
    facts = fold.step_account(account(), entry(9, ACME, StandingSet(MONDAY, Standing.CUSTOMER, reason="list")))
    assert facts is not None
    assert facts.stated is Standing.CUSTOMER


def test_r44_a_rep_who_touches_what_a_list_set_aside_puts_it_to_work() -> None:
    desk = Desk(replace(account(), stated=Standing.SET_ASIDE), [person()])
    desk.log(Outcome.NO_ANSWER)
    assert desk.account.stated is None


def test_entries_without_a_meaning_for_the_account_change_nothing_but_the_basis() -> None:
    held = fold.step_account(account(), entry(8, ACME, bodies.BlockEnded()))
    assert held == replace(account(), basis=EntryId("i0008"))


def test_hand_made_drafts() -> None:
    added = moves.add_account("Acme", (("city", "Rome"),))
    assert added == Draft(AccountId("new:1"), AccountAdded("Acme", (("city", "Rome"),)))
    assert moves.add_person(added.entity, "Dana").entity == "new:2"  # type: ignore[arg-type]
    assert moves.set_account(ACME, (("city", "Rome"),)).body == AccountSet((("city", "Rome"),))
    assert moves.set_person(DANA, gone=True).body == PersonSet(gone=True)
    assert moves.bar(DANA, Channel.CALL, "no").body == bodies.Barred(Channel.CALL, "no")
    assert moves.remark(ACME, "pain", "changeovers", MONDAY).body == bodies.RemarkMade("pain", "changeovers", MONDAY)


@pytest.mark.parametrize(
    ("facts", "verdict", "expected"),
    [
        (account(), Verdict.ON, Standing.POOL),
        (account(), Verdict.UNKNOWN, Standing.POOL),
        (account(), Verdict.OFF, Standing.SET_ASIDE),
        (account(touches=1), Verdict.ON, Standing.WORKING),
        (account(touches=1), Verdict.OFF, Standing.PROPOSED_OFF),
        (replace(account(), stated=Standing.DUMPED), Verdict.ON, Standing.DUMPED),
        (replace(account(touches=1), stated=Standing.WORKING), Verdict.ON, Standing.WORKING),
    ],
)
def test_r6_exactly_one_standing(facts: AccountFacts, verdict: Verdict, expected: Standing) -> None:
    assert standing.standing(facts, Fit(verdict, None)) is expected
    assert standing.planned(expected) is (expected in {Standing.POOL, Standing.WORKING})


def test_previews_draw_every_key_and_readings_every_digit() -> None:
    desk = Desk(people=[person()])
    base = desk.said(Outcome.NO, answered=False)
    drawn = previews.previews(desk.account, desk.people, base, desk.settings, desk.world)
    assert [each.said.outcome for each in drawn] == [row.outcome for row in outcomes.OUTCOMES]
    assert {each.needs for each in drawn} == {"", "callback", "meeting", "wrong", "gate", "barred"}
    digits = previews.readings(desk.account, desk.people, base, desk.settings, desk.world)
    assert [each.said.reading for each in digits] == [Reading.TIMING, Reading.VALUE, Reading.PRIORITY]
    assert outcomes.digit(Outcome.NO, Reading.TIMING) == outcomes.row(Outcome.NO).digits[0]
    assert outcomes.digit(Outcome.NO, None) is None


def test_the_outcome_table_is_whole() -> None:
    assert {row.outcome for row in outcomes.OUTCOMES} == set(Outcome)
    keys = [row.key for row in outcomes.OUTCOMES]
    assert len(set(keys)) == len(keys)
    assert all(len(row.label) <= 10 and row.key.islower() for row in outcomes.OUTCOMES)


def test_bodies_survive_the_journal() -> None:
    desk = Desk(people=[person()])
    body = moves.logged(desk.draw(Outcome.CALLBACK, when=date(2027, 5, 24)))
    assert codec.decode_body(body.kind, codec.encode_body(body)) == body
    newer = codec.decode_body("mood.seen", '{"a":1}')
    assert codec.encode_body(newer) == '{"a":1}'
    assert codec.decode(Settings, codec.encode(Settings())) == Settings()
    dana = replace(desk.people[0], bad=frozenset({Channel.EMAIL}))
    assert codec.decode(PersonFacts, codec.encode(dana)) == dana
    assert codec.decode(AccountFacts, '{"id":"a","name":"A","of_a_newer_version":1}') == AccountFacts(
        AccountId("a"), "A"
    )


days_on = st.integers(0, 400)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(OUTCOMES_ANY), st.integers(0, 9), st.booleans()), max_size=25), st.booleans())
def test_r6_an_active_account_is_never_without_a_next_touch(said: list[tuple[Outcome, int, bool]], dream: bool) -> None:  # noqa: FBT001
    desk = Desk(replace(account(), dream=dream), [person(), person(RAY, "Ray Ortiz")])
    for outcome, wait, second in said:
        nobody = desk.account.steps and desk.account.steps[0].person
        whom = (RAY if second else DANA) if nobody else None
        decision = desk.draw(outcome, when=desk.world.today + timedelta(days=70), reading=None, person=whom)
        if decision.refusal is None:
            desk.record(moves.touch(decision))
        assert desk.account.steps or desk.account.touches == 0, (outcome, desk.account)
        assert sum(each.kind is StepKind.NEXT for each in desk.account.steps) <= 1
        assert decision.next_on == min((each.on for each in desk.account.steps), default=None) or not decision.plan
        desk.at(max([desk.world.today, *[each.on for each in desk.account.steps[:1]]]) + timedelta(days=wait))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(OUTCOMES_ANY), min_size=1, max_size=15), st.randoms(use_true_random=False))
def test_r40_any_order_of_entries_is_one_result(said: list[Outcome], luck: random.Random) -> None:
    desk = Desk(people=[person()])
    history = [entry(0, ACME, AccountAdded("Acme Robotics"))]
    state = fold.fold_account(history)
    for number, outcome in enumerate(said, start=1):
        assert state is not None
        desk.account = state
        decision = desk.draw(outcome, when=MONDAY + timedelta(days=70))
        history.append(entry(number, ACME, moves.logged(decision)))
        state = fold.step_account(state, history[-1])
    mixed = list(history)
    luck.shuffle(mixed)
    assert fold.fold_account(fold.settle(mixed)) == state


@pytest.mark.parametrize(
    ("outcome", "channel", "minutes", "expected"),
    [
        (Outcome.NO_ANSWER, Channel.CALL, None, 1),
        (Outcome.VOICEMAIL, Channel.CALL, None, 2),
        (Outcome.TALK, Channel.CALL, None, 8),
        (Outcome.TALK, Channel.VISIT, None, 60),
        (Outcome.NO, Channel.EMAIL, None, 5),
        (Outcome.FADED, Channel.CALL, None, 0),
        (Outcome.TALK, Channel.CALL, 25, 25),
    ],
)
def test_r27_minutes(outcome: Outcome, channel: Channel, minutes: int | None, expected: int) -> None:
    """R27: minutes by outcome and channel where nobody measured."""
    assert Desk(people=[person()]).draw(outcome, channel=channel, minutes=minutes).minutes == expected


def test_channel_of_a_row_is_its_steps_own_while_it_still_reaches_them() -> None:
    mail = step(Purpose.BURST, MONDAY, channel=Channel.EMAIL)
    assert people.channel_for(mail, account(), person()) is Channel.EMAIL
    assert people.channel_for(mail, account(), person(email="")) is Channel.CALL
    assert people.channel_for(None, account(), person(email="", phone="")) is None
    assert people.channels(account(email="info@acme.example"), None) == (Channel.EMAIL,)
    assert people.channels(account(), replace(person(), bad=frozenset({Channel.CALL}))) == (Channel.EMAIL,)
    assert people.after(account(), (), None) is None


@pytest.mark.parametrize(
    ("day", "key", "long"),
    [
        (MONDAY, "today", "Mon 23 Nov 2026"),
        (date(2026, 11, 24), "Tue 24", "Tue 24 Nov 2026"),
        (date(2026, 12, 6), "Sun 6", "Sun 6 Dec 2026"),
        (date(2026, 12, 7), "7 Dec", "Mon 7 Dec 2026"),
        (date(2026, 11, 20), "20 Nov", "Fri 20 Nov 2026"),
    ],
)
def test_days_on_keys_take_at_most_six_cells(day: date, key: str, long: str) -> None:
    assert daywords.on_key(day, MONDAY) == key
    assert len(key) <= 6
    assert daywords.full(day) == long


def test_a_touch_logged_by_nobody_counts_for_nobody() -> None:
    touch = TouchLogged(MONDAY, "", Outcome.NO, person=PersonId("someone"))
    assert fold.step_person(person(), entry(1, ACME, touch)) == person()


def test_later_today_comes_last_on_its_day_only() -> None:
    desk = Desk(replace(account(touches=1), steps=(step(Purpose.RHYTHM, MONDAY),)), [person()])
    desk.record([moves.snooze(desk.account, desk.account.steps[0].id, moves.Snooze.LATER, desk.world)])
    assert desk.account.steps[0].later == MONDAY
    desk.record([moves.snooze(desk.account, desk.account.steps[0].id, moves.Snooze.TOMORROW, desk.world)])
    assert desk.account.steps[0].later is None


def test_r23_noes_and_years_before_the_book_count() -> None:
    facts = account(nos_before="30", pursued_since="2019")
    assert (replace(facts, nos=11).no_total, facts.pursued) == (41, date(2019, 1, 1))
    assert (account(nos_before="-3").no_total, account().pursued) == (0, date(2026, 1, 5))
    assert replace(account(pursued_since="long ago"), added=None).pursued is None


def test_r45_a_gift_is_not_what_they_said() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.NO, note="after the audit")
    desk.log(Outcome.VALUE, note="article on audits")
    assert desk.account.last_words == "after the audit"


def test_a_pain_in_their_words_stands_on_the_account_with_who_said_it() -> None:
    """R41: the pain found, in their words, who said it; it is enough for a comeback to stand on (R16)."""
    desk = Desk(people=[person()])
    desk.record([moves.remark(ACME, "pain", "changeovers eat a shift a week", MONDAY, DANA)])
    (pain,) = desk.account.remarks
    assert (pain.about, pain.text, pain.person, pain.on) == ("pain", "changeovers eat a shift a week", DANA, MONDAY)
    assert desk.draw(Outcome.NO).steps[0].purpose is Purpose.COMEBACK
