"""What a list says of standing counts once; a rep's own word stands (R44)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from playbook.bodies import Barred, Move, NewStep, RemarkMade, StandingSet, StepSet
from playbook.facts import AccountFacts, Bar, Value
from playbook.words import Channel, EntryId, Purpose, Standing, StepKind
from storage.importing import refs, standings
from storage.importing.said import StandingSaid
from storage.importing.staged import Firm, Person
from storage.importing.standings import Stands
from tests.builders import DANA, MONDAY, account, person, step

SOON = MONDAY + timedelta(days=8)
CUSTOMER = StandingSaid("customer", "Existing customer")
LOST = StandingSaid("lost", "Closed lost")
UNFIT = StandingSaid("unqualified", "Bad fit")
GONE = StandingSaid("closed", "Bankrupt")
OPEN = StandingSaid("open", "Prospect")
SILENT = StandingSaid()


def firm(*said: StandingSaid) -> Firm:
    return Firm("Acme", 0, 2, stands=list(said))


def somebody(*said: StandingSaid) -> Person:
    return Person(1, "Dana Cole", 0, 2, stands=list(said))


def stands(*said: StandingSaid, facts: AccountFacts | None = None, before: Mapping[str, Value] | None = None) -> Stands:
    return standings.account(firm(*said), (), facts, before or {}, MONDAY)


@pytest.mark.parametrize(
    ("said", "standing", "reason"),
    [
        (CUSTOMER, Standing.CUSTOMER, "Existing customer"),
        (UNFIT, Standing.SET_ASIDE, "Bad fit"),
        (GONE, Standing.CLOSED, "Bankrupt"),
    ],
)
def test_what_a_list_says_of_a_new_firm(said: StandingSaid, standing: Standing, reason: str) -> None:
    """R44: nobody cold-calls a customer."""
    found = stands(OPEN, said) if said is not UNFIT else stands(said)
    assert found.bodies == (StandingSet(MONDAY, standing, reason=f"list says {reason}"),)
    assert found.said[refs.STANDING] == said.meaning


def test_a_lost_one_is_worked_on_and_the_loss_noted() -> None:
    """R44: a No means not yet."""
    assert stands(LOST).bodies == (RemarkMade("note", "list says lost: Closed lost", MONDAY),)


@pytest.mark.parametrize("said", [(OPEN,), (SILENT,), (UNFIT, OPEN)])
def test_a_firm_is_set_aside_only_where_nobody_there_is_anything_else(said: tuple[StandingSaid, ...]) -> None:
    """R44."""
    assert stands(*said).bodies == ()


def test_what_is_said_of_a_person_counts_for_their_firm() -> None:
    """R44."""
    found = standings.account(firm(), (somebody(CUSTOMER),), None, {}, MONDAY)
    assert isinstance(found.bodies[0], StandingSet)


@pytest.mark.parametrize(("other", "set_aside"), [(UNFIT, True), (SILENT, False), (OPEN, False)])
def test_one_unqualified_person_does_not_make_the_firm_so(other: StandingSaid, set_aside: bool) -> None:  # noqa: FBT001
    """R44."""
    found = standings.account(firm(), (somebody(UNFIT), somebody(other)), None, {}, MONDAY)
    assert bool(found.bodies) is set_aside


def test_what_a_list_said_before_is_not_said_again() -> None:
    """R44: a rep's own word stands."""
    found = stands(CUSTOMER, facts=account(), before={refs.STANDING: "customer"})
    assert (found.bodies, found.said, found.kept) == ((), {refs.STANDING: "customer"}, "")


@pytest.mark.parametrize(
    ("said", "facts", "kept"),
    [
        (CUSTOMER, replace(account(), stated=Standing.DUMPED), "Existing customer"),
        (CUSTOMER, replace(account(), stated=Standing.CUSTOMER), ""),
        (UNFIT, account(touches=1), "Bad fit"),
        (UNFIT, replace(account(), stated=Standing.TALKING), "Bad fit"),
        (UNFIT, replace(account(), steps=(step(Purpose.HAND, SOON),)), "Bad fit"),
    ],
)
def test_the_books_own_word_outweighs_the_lists_and_the_rep_hears_it(
    said: StandingSaid, facts: AccountFacts, kept: str
) -> None:
    """R44."""
    found = stands(said, facts=facts)
    assert (found.bodies, found.kept) == ((), kept)
    told = [remark.text for remark in standings.told(found, "list.csv", 2, "Acme")]
    assert told == ([f'Acme: the list says "{kept}"; what stands in the planner was kept'] if kept else [])


def test_a_firm_at_work_becomes_a_customer_where_the_list_says_so() -> None:
    """R44."""
    assert isinstance(stands(CUSTOMER, facts=account(touches=1)).bodies[0], StandingSet)


def test_bars_are_set_once() -> None:
    """R38: one that a list set before was lifted, if it is gone, by someone who knew why."""
    said = StandingSaid(words="DNC", bars=("call", "email"))
    found = stands(said)
    assert found.bodies == (Barred(Channel.CALL, "list says DNC"), Barred(Channel.EMAIL, "list says DNC"))
    assert found.said == {standings.BARS: "call,email"}
    assert stands(said, before={standings.BARS: "call,email"}).bodies == ()
    assert len(stands(said, before={standings.BARS: "call"}).bodies) == 1


@pytest.mark.parametrize("channel", [None, Channel.CALL])
def test_a_bar_that_stands_is_not_set_again(channel: Channel | None) -> None:
    """R38."""
    barred = replace(account(), bars=(Bar(EntryId("e1"), None, channel),))
    assert stands(StandingSaid(bars=("call",)), facts=barred).bodies == ()


def test_a_bar_of_every_channel_holds_all_others() -> None:
    """R38."""
    assert stands(StandingSaid(bars=("call", "all"))).bodies == (Barred(None, "list says do not contact"),)


def test_a_persons_bar_is_theirs_and_their_notes_stand_on_the_account() -> None:
    """R38, R44."""
    said = StandingSaid(bars=("call",), note="likes tea", next_activity=SOON)
    found = standings.person(somebody(said), DANA, person(), {}, account(), MONDAY)
    assert found.bodies == (Barred(Channel.CALL, "list says do not contact"),)
    note, planned = found.about_account
    assert note == RemarkMade("note", "likes tea", MONDAY, DANA)
    assert isinstance(planned, StepSet)
    assert planned.steps[0].person == DANA
    assert set(found.said) == {standings.BARS, refs.NOTE, refs.STEP}


def test_notes_are_taken_once_each() -> None:
    found = stands(StandingSaid(note="a"), StandingSaid(note="b"), StandingSaid(note="a"))
    assert found.bodies == (RemarkMade("note", "a\nb", MONDAY),)
    assert stands(StandingSaid(note="a"), StandingSaid(note="b"), before=found.said).bodies == ()


def test_the_next_activity_is_a_hand_date() -> None:
    """R44."""
    found = stands(StandingSaid(next_activity=SOON), StandingSaid(next_activity=SOON + timedelta(days=3)))
    new = NewStep(1, StepKind.HAND, Purpose.HAND, SOON, rule="R44", why="next activity in the list")
    assert found.bodies == (StepSet(steps=(new,), why="next activity in the list"),)
    assert found.said == {refs.STEP: SOON.isoformat()}
    assert stands(StandingSaid(next_activity=SOON), before=found.said).bodies == ()


def test_a_next_activity_that_the_list_moves_is_moved() -> None:
    """R44."""
    planned = step(Purpose.HAND, SOON, StepKind.HAND, rule="R44")
    facts = replace(account(), steps=(planned,))
    later = SOON + timedelta(days=1)
    found = stands(StandingSaid(next_activity=later), facts=facts, before={refs.STEP: SOON.isoformat()})
    assert found.bodies == (StepSet(moved=(Move(planned.id, later),), why="the list moved its next activity"),)


def test_a_next_activity_of_a_dumped_firm_is_not_planned() -> None:
    """R44."""
    dumped = replace(account(), stated=Standing.DUMPED)
    assert stands(StandingSaid(next_activity=SOON), facts=dumped).bodies == ()


def test_a_next_activity_behind_us_is_told_once_and_not_planned() -> None:
    """R44."""
    past = date(2026, 1, 5)
    found = stands(StandingSaid(next_activity=past))
    assert (found.bodies, found.past) == ((), (past,))
    assert [remark.text for remark in standings.told(found, "list.csv", 2, "Acme")] == [
        "Acme: the next activity, 2026-01-05, lies behind us and was not planned"
    ]
    assert stands(StandingSaid(next_activity=past), before=found.said).past == ()
