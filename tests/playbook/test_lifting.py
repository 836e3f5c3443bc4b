"""Out from behind a bar, and back from the dump (R6, R29, R38)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from playbook import amending, lifting, moves, reviving
from playbook.bodies import Revived, StepSet, TouchAmended, TouchLogged, Unbarred
from playbook.facts import Bar
from playbook.words import Channel, EntryId, Outcome, Purpose, Standing, StepKind
from tests.builders import ACME, CHICAGO, DANA, MONDAY, SETTINGS, WORLD, Desk, account, person, step


def test_r38_a_bar_is_lifted_with_their_words_and_the_account_has_a_plan_again() -> None:
    """R38, R6: working always has a step."""
    desk = Desk(people=[person()])
    desk.log(Outcome.NO_ANSWER)
    desk.log(Outcome.BARRED, whole_account=True, words="never again")
    assert (desk.account.stated, desk.account.steps) == (Standing.BARRED, ())
    (bar,) = desk.account.bars
    drafts = lifting.lift(desk.account, desk.people, bar, "call us in spring", WORLD, SETTINGS)
    assert drafts[0].body == Unbarred((bar.entry,), "call us in spring")
    desk.record(drafts)
    assert (desk.account.stated, desk.account.bars) == (None, ())
    assert len(desk.account.steps) == 1


def test_r38_a_persons_bar_is_lifted_on_the_person_and_the_plan_stays() -> None:
    desk = Desk(people=[person()])
    desk.log(Outcome.NO_ANSWER)
    desk.record((moves.bar(DANA, Channel.CALL, "mail me"),))
    (bar,) = desk.people[0].bars
    (draft,) = lifting.lift(desk.account, desk.people, bar, "call me", WORLD, SETTINGS)
    assert draft.entity == DANA
    desk.record((draft,))
    assert desk.people[0].bars == ()


def test_r38_another_bar_of_the_whole_account_still_stands() -> None:
    bars = (Bar(EntryId("a"), None, None), Bar(EntryId("b"), None, None))
    facts = replace(account(touches=3), bars=bars, stated=Standing.BARRED)
    assert len(lifting.lift(facts, (), bars[0], "one of two", WORLD, SETTINGS)) == 1
    customer = replace(facts, bars=bars[:1], stated=Standing.CUSTOMER)
    assert len(lifting.lift(customer, (), bars[0], "theirs", WORLD, SETTINGS)) == 1


def test_r29_a_revived_one_has_its_promises_again_in_the_place_of_the_rhythm() -> None:
    """R29, R10: with hour, zone and words; one whose day has passed is due today."""
    late = step(
        Purpose.CALLBACK, MONDAY.replace(day=2), StepKind.PROMISE, why="after the audit", zone="America/Chicago"
    )
    ahead = step(Purpose.CALLBACK, MONDAY.replace(month=12), StepKind.PROMISE, rule="R10")
    again = reviving.offered((late, ahead), MONDAY)
    assert [(each.on, each.why, each.zone) for each in again] == [
        (MONDAY, "after the audit", "America/Chicago"),
        (ahead.on, "", None),
    ]
    facts = replace(account(touches=3), stated=Standing.DUMPED, dumped_on=MONDAY)
    back = reviving.revive(facts, (person(),), MONDAY, "they merged", again[1:], WORLD, SETTINGS)
    assert isinstance(back.body, Revived)
    assert [(each.n, each.kind, each.rule) for each in back.body.steps] == [(0, StepKind.PROMISE, "R10")]
    plain = reviving.revive(facts, (person(),), MONDAY, "they merged", (), WORLD, SETTINGS)
    assert isinstance(plain.body, Revived)
    assert [each.purpose for each in plain.body.steps] == [Purpose.RHYTHM]


def test_r45_r27_a_touch_is_put_right_and_its_plan_stays() -> None:
    desk = Desk(people=[person()])
    body = moves.logged(desk.draw(Outcome.NO))
    at = datetime(2026, 11, 20, 16, 5, tzinfo=CHICAGO)
    (draft,) = amending.put_right(ACME, EntryId("t"), body, note="not before\x1b[2J march", at=at, minutes=7)
    assert isinstance(draft.body, TouchAmended)
    put = draft.body.body
    assert (put.note, put.on, put.hour, put.minutes) == ("not before [2J march", at.date(), 16, 7)
    assert (put.steps, put.kept, put.ended) == (body.steps, body.kept, body.ended)
    assert amending.put_right(ACME, EntryId("t"), body) == ()
    assert amending.put_right(ACME, EntryId("t"), body, minutes=body.minutes) == ()
    assert isinstance(body, TouchLogged)
    assert isinstance(moves.end(account(), (), (), WORLD, SETTINGS).body, StepSet)
