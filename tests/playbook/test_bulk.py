"""One deed on many: one action, and what a rule forbids is left out and told (R28, R29, R31, R38, R39)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from playbook import bulk
from playbook.bodies import AccountSet, Dumped, DumpKept, StandingSet, StepSet
from playbook.bulk import Deed, Marked, Wanted
from playbook.facts import Step
from playbook.words import AccountId, Channel, Purpose, Standing, StepId, StepKind
from tests.builders import DANA, MONDAY, WORLD, account, person


def marked(standing: Standing = Standing.WORKING, name: str = "acme", **more: object) -> Marked:
    facts = replace(account(touches=1, tags="Expo, vip"), id=AccountId(name), **more)  # type: ignore[arg-type]
    return Marked(facts, standing, 2.5, 4, proposed=standing is Standing.PROPOSED_OFF, people=(person(),))


def done(each: Marked, deed: Deed, text: str = "", days: int = 0) -> bulk.Done:
    return bulk.drafts((each,), Wanted(deed, MONDAY, text, days), WORLD)


def test_a_dump_is_quiet_and_has_its_hours() -> None:
    """R28, R30."""
    (draft,) = done(marked(), Deed.DUMP, "drains").drafts
    assert draft.body == Dumped(MONDAY, "drains", 2.5)


def test_junk_wins_no_hours_and_no_customer_is_junk() -> None:
    """R29, R44."""
    (draft,) = done(marked(), Deed.JUNK).drafts
    assert draft.body == Dumped(MONDAY, "junk", 0.0)
    assert done(marked(Standing.CUSTOMER), Deed.JUNK).words() == "1 is a customer, no junk (R44)"


@pytest.mark.parametrize("deed", [Deed.DUMP, Deed.JUNK, Deed.STAR, Deed.TICKLE])
@pytest.mark.parametrize("standing", [Standing.BARRED, Standing.DUMPED])
def test_who_is_barred_or_let_go_stays_so(deed: Deed, standing: Standing) -> None:
    """R38, R29."""
    found = done(marked(standing), deed, "x", 30)
    assert found.drafts == ()
    assert found.left[0][1] == 1


def test_tags_are_added_once_and_taken_off() -> None:
    (draft,) = done(marked(), Deed.TAG, "new").drafts
    assert draft.body == AccountSet((("tags", "Expo, vip, new"),))
    assert "already" in done(marked(), Deed.TAG, "VIP").words()
    (draft,) = done(marked(), Deed.UNTAG, "expo").drafts
    assert draft.body == AccountSet((("tags", "vip"),))
    assert done(marked(), Deed.UNTAG, "other").words() == "1 doesn't have the tag other"


def test_a_star_is_set_never_turned() -> None:
    """R19."""
    (draft,) = done(marked(), Deed.STAR).drafts
    assert draft.body == StandingSet(MONDAY, None, dream=True)
    assert "already" in done(marked(dream=True), Deed.STAR).words()


def test_tickles_take_the_next_steps_place_and_are_balanced() -> None:
    """R31, R9: ten thousand gifts must not fall on one day."""
    old = Step(StepId("e1/0"), StepKind.NEXT, Purpose.RHYTHM, MONDAY)
    many = tuple(marked(name=f"a{each}", steps=(old,)) for each in range(12))
    found = bulk.drafts(many, Wanted(Deed.TICKLE, MONDAY, days=30), replace(WORLD, load=(0,) * 200))
    bodies = [draft.body for draft in found.drafts]
    assert found.count == 12
    days = set()
    for body in bodies:
        assert isinstance(body, StepSet)
        assert body.ended == (old.id,)
        (step,) = body.steps
        assert (step.purpose, step.channel, step.person, step.rule) == (Purpose.TICKLE, Channel.EMAIL, DANA, "R31")
        assert abs((step.on - MONDAY).days - 30) <= 3
        days.add(step.on)
    assert len(days) > 1


def test_a_far_tickle_lies_beyond_the_load() -> None:
    (draft,) = bulk.drafts((replace(marked(), people=()),), Wanted(Deed.TICKLE, MONDAY, days=365),
                           replace(WORLD, load=(0,) * 200)).drafts  # fmt: skip
    assert isinstance(draft.body, StepSet)
    assert draft.body.steps[0].person is None


@pytest.mark.parametrize("standing", [Standing.TALKING, Standing.CUSTOMER, Standing.CLOSED, Standing.SET_ASIDE])
def test_who_has_something_better_is_not_tickled(standing: Standing) -> None:
    assert done(marked(standing), Deed.TICKLE, days=30).drafts == ()


def test_a_promise_stands() -> None:
    """R10: nothing moves it silently."""
    promise = Step(StepId("e1/0"), StepKind.PROMISE, Purpose.CALLBACK, MONDAY + timedelta(days=9))
    assert "R10" in done(marked(steps=(promise,)), Deed.TICKLE, days=30).words()


def test_a_keep_needs_a_proposal_and_overrules_the_profile() -> None:
    """R2, R25."""
    (draft,) = done(marked(Standing.PROPOSED_OFF), Deed.KEEP, "big").drafts
    assert draft.body == DumpKept(MONDAY, "big", 4, overrules_profile=True)
    (draft,) = done(replace(marked(), proposed=True), Deed.KEEP, "big").drafts
    assert draft.body == DumpKept(MONDAY, "big", 4, overrules_profile=False)
    assert "not proposed" in done(marked(), Deed.KEEP, "big").words()
    assert "R38" in done(marked(Standing.BARRED), Deed.KEEP, "big").words()


def test_it_tells_how_far_it_is_and_what_undo_will_call_it() -> None:
    """R39: one action."""
    heard: list[int] = []
    many = tuple(marked(name=f"a{each}") for each in range(1_000))
    found = bulk.drafts(many, Wanted(Deed.TAG, MONDAY, "new"), WORLD, heard.append)
    assert heard == [500, 1000]
    assert bulk.label(Wanted(Deed.TAG, MONDAY, "new"), found.count) == "1,000 accounts tagged new"
    assert bulk.label(Wanted(Deed.JUNK, MONDAY), 1) == "1 account dropped as junk"
    assert (bulk.needs(Deed.STAR), bulk.needs(Deed.TICKLE), bulk.needs(Deed.DUMP)) == ("", "day", "reason")


def test_a_snooze_puts_the_next_step_off_to_a_day_of_work() -> None:
    """R10, R39: seven days from Monday; the later steps stay where they are, and the row counts the snooze."""
    near = Step(StepId("e1/0"), StepKind.NEXT, Purpose.RHYTHM, MONDAY)
    far = Step(StepId("e1/1"), StepKind.SERIES, Purpose.VALUE, MONDAY + timedelta(days=30))
    (draft,) = done(marked(steps=(far, near)), Deed.SNOOZE, days=7).drafts
    assert isinstance(draft.body, StepSet)
    assert [(move.id, move.on) for move in draft.body.moved] == [(near.id, MONDAY + timedelta(days=7))]
    assert draft.body.snoozed
    (draft,) = done(marked(steps=(near,)), Deed.SNOOZE, days=5).drafts
    assert isinstance(draft.body, StepSet)
    assert draft.body.moved[0].on == MONDAY + timedelta(days=7), "no work on a Saturday"
    assert bulk.label(Wanted(Deed.SNOOZE, MONDAY, days=1), 2) == "2 accounts put off 1 day"


def test_what_a_snooze_leaves_alone() -> None:
    """R10, R38: promises, who is barred, who has nothing due by then."""
    promise = Step(StepId("e1/0"), StepKind.PROMISE, Purpose.CALLBACK, MONDAY)
    late = Step(StepId("e1/0"), StepKind.NEXT, Purpose.RHYTHM, MONDAY + timedelta(days=9))
    assert "R10" in done(marked(steps=(promise,)), Deed.SNOOZE, days=7).words()
    assert "due before" in done(marked(steps=(late,)), Deed.SNOOZE, days=7).words()
    assert "no step" in done(marked(steps=()), Deed.SNOOZE, days=7).words()
    assert "R38" in done(marked(Standing.BARRED), Deed.SNOOZE, days=7).words()
