"""The order of today's list (R10, R32-R34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.facts import Step
from playbook.ordering import (
    FIRST_REASON,
    arrange,
    cap_rows,
    group,
    kept_for_research,
    place_of,
    reason,
    urgency,
    weave,
)
from playbook.settings import Caps
from playbook.words import AccountId, Group, Intent, Purpose, StepId, StepKind

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Line:
    account: AccountId
    group: Group = Group.RHYTHM
    late: int = 0
    at: time | None = None
    open: bool | None = None
    gap: int = 30
    rank: float = 100

    @property
    def due(self) -> date:
        return TODAY - timedelta(days=self.late)


def line(name: str, **facts: object) -> Line:
    return Line(AccountId(name), **facts)  # type: ignore[arg-type]


def names(rows: list[Line]) -> str:
    return "".join(row.account for row in arrange(rows, lambda row: row.gap, lambda row: row.rank))


def step(purpose: Purpose, kind: StepKind = StepKind.NEXT, **facts: object) -> Step:
    return Step(StepId("e/1"), kind, purpose, TODAY, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("purposes", "found"),
    [
        ((Purpose.CALLBACK,), Group.PROMISE),
        ((Purpose.OPENING, Purpose.SUCCESSOR), Group.OPENING),
        ((Purpose.RETURN, Purpose.FOLLOW_UP, Purpose.REFERRAL, Purpose.CHASE), Group.WARM),
        ((Purpose.COMEBACK, Purpose.ANSWER, Purpose.HAND), Group.WARM),
        ((Purpose.VALUE, Purpose.FADED, Purpose.TICKLE), Group.VALUE),
        ((Purpose.BURST, Purpose.RHYTHM), Group.RHYTHM),
        ((Purpose.RESEARCH,), Group.RESEARCH),
        ((Purpose.FIRST,), Group.FIRST),
    ],
)
def test_r33_each_purpose_has_its_group(purposes: tuple[Purpose, ...], found: Group) -> None:
    for purpose in purposes:
        assert group(purpose, StepKind.NEXT, dream=False, intent=Intent.ASK, gap=30) is found


@pytest.mark.parametrize("purpose", Purpose)
def test_r33_every_purpose_is_placed(purpose: Purpose) -> None:
    for dream in (True, False):
        for intent in Intent:
            assert group(purpose, StepKind.NEXT, dream, intent) in Group


def test_r33_a_promise_is_a_promise_whatever_it_is_for() -> None:
    assert group(Purpose.VALUE, StepKind.PROMISE, dream=True, intent=Intent.VALUE) is Group.PROMISE


def test_r33_a_rhythm_step_that_gives_is_value() -> None:
    assert group(Purpose.RHYTHM, StepKind.NEXT, dream=False, intent=Intent.VALUE) is Group.VALUE


@pytest.mark.parametrize("purpose", [Purpose.BURST, Purpose.RHYTHM, Purpose.VALUE, Purpose.FADED, Purpose.TICKLE])
def test_r33_spaced_touches_of_a_dream_client_stand_together(purpose: Purpose) -> None:
    assert group(purpose, StepKind.NEXT, dream=True, intent=Intent.VALUE) is Group.DREAM
    assert group(Purpose.CHASE, StepKind.NEXT, dream=True, intent=Intent.ASK) is Group.WARM


def test_r33_groups_come_in_the_playbooks_order() -> None:
    order = [
        Group.PROMISE,
        Group.OPENING,
        Group.WARM,
        Group.DREAM,
        Group.VALUE,
        Group.RHYTHM,
        Group.RESEARCH,
        Group.FIRST,
    ]
    assert sorted(Group, key=place_of) == order
    rows = [line(str(place), group=each) for place, each in enumerate(order)]
    assert names(rows[::-1]) == "01234567"


def test_r33_urgency_is_lateness_by_gap_times_rank() -> None:
    assert urgency(0, 1, 100) == 100
    assert urgency(29, 30, 150) == 150
    assert urgency(0, 0, 100) == 100
    assert names([line("a", late=9), line("b", late=9, gap=7), line("c", late=9, rank=200)]) == "bca"


def test_r33_open_offices_break_a_tie_and_no_more() -> None:
    assert names([line("a"), line("b", open=False), line("c", open=True)]) == "cab"
    assert names([line("a", open=True), line("b", late=1)]) == "ba"


def test_r33_what_is_owed_goes_by_lateness_then_open_offices_then_rank() -> None:
    warm = [
        line("a", group=Group.WARM, rank=50),
        line("b", group=Group.WARM),
        line("c", group=Group.WARM, open=True, rank=1),
    ]
    assert names([*warm, line("d", group=Group.WARM, late=1, gap=90, rank=1)]) == "dcba"


def test_r33_promises_stand_at_their_time() -> None:
    rows = [
        line("c", group=Group.PROMISE),
        line("b", group=Group.PROMISE, at=time(14)),
        line("a", group=Group.PROMISE, at=time(8, 30)),
    ]
    assert names(rows) == "abc"


def test_r10_overdue_promises_lead_the_list_the_oldest_first() -> None:
    rows = [
        line("c", group=Group.PROMISE, at=time(8)),
        line("b", group=Group.PROMISE, late=1, at=time(16)),
        line("a", group=Group.PROMISE, late=3),
    ]
    assert names(rows) == "abc"


def test_r33_reasons_say_why_a_row_is_here() -> None:
    promise = step(Purpose.CALLBACK, StepKind.PROMISE, at=time(8, 30))
    assert reason(promise, 0) == "promise 08:30"
    assert reason(promise, 0, at=time(7, 30)) == "promise 07:30"
    assert reason(promise, 1) == "promise, 1 day late"
    assert reason(promise, 3) == "promise, 3 days late"
    assert reason(step(Purpose.CALLBACK, StepKind.PROMISE), 0) == "promise today"
    assert reason(step(Purpose.BURST, attempt=2), 0) == "burst 2 of 6"
    assert reason(step(Purpose.BURST), 2, tries=4) == "burst 1 of 4, 2 d late"
    assert reason(step(Purpose.CHASE, attempt=3), 0) == "chase 3 of 3"
    assert reason(step(Purpose.RHYTHM, gap=45), 0) == "ask, rhythm 45 d"
    assert reason(step(Purpose.RHYTHM, gap=30, intent=Intent.VALUE), 12) == "value, rhythm 30 d, 12 d late"
    assert reason(step(Purpose.VALUE), 0, until=date(2027, 5, 24)) == "value before 24 May"
    assert reason(step(Purpose.VALUE), 0) == "value"
    assert reason(step(Purpose.COMEBACK), 0) == "comeback"
    assert reason(step(Purpose.SUCCESSOR), 0) == "successor?"
    assert reason(step(Purpose.OPENING), 0) == "opening"
    assert reason(step(Purpose.OPENING, why="new site"), 0) == "opening: new site"
    research = step(Purpose.RESEARCH, why="find a person: nobody can be reached")
    assert reason(research, 0) == "research: find a person: nobody can be reached"
    assert reason(step(Purpose.FIRST), 0) == FIRST_REASON == "first touch"


@pytest.mark.parametrize("purpose", Purpose)
def test_r33_every_reason_is_short_but_for_what_a_list_said(purpose: Purpose) -> None:
    said = reason(step(purpose, gap=365, attempt=2), 0, until=date(2027, 12, 24))
    assert 0 < len(said) <= 28


def test_r34_promises_and_openings_are_never_held_back_and_take_no_room() -> None:
    rows = [
        line("a", group=Group.PROMISE),
        line("b"),
        line("c", group=Group.OPENING),
        line("d"),
        line("e", group=Group.PROMISE),
    ]
    shown, held = cap_rows(rows, 1)
    assert [row.account for row in shown] == ["a", "b", "c", "e"]
    assert [row.account for row in held] == ["d"]
    assert len(cap_rows(rows, -5)[1]) == 2


def test_r32_one_first_touch_after_every_seven_others() -> None:
    rows = [line(f"r{n}") for n in range(15)]
    firsts = [line(f"f{n}", group=Group.FIRST) for n in range(4)]
    woven = [row.account for row in weave(rows, firsts)]
    assert (woven[7], woven[15]) == ("f0", "f1")
    assert woven[-2:] == ["f2", "f3"]
    assert [row.account for row in weave(rows[:2], firsts[:1], every=1)] == ["r0", "f0", "r1"]


LINES = st.builds(
    Line,
    st.text("abcdef", max_size=3).map(AccountId),
    st.sampled_from(Group),
    st.integers(0, 400),
    st.none() | st.times(),
    st.none() | st.booleans(),
    st.integers(1, 90),
    st.floats(0, 200),
)


@given(st.lists(LINES, max_size=25), st.randoms())
def test_r33_the_order_does_not_hang_on_the_order_it_came_in(rows: list[Line], chance: Random) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    first = arrange(rows, lambda row: row.gap, lambda row: row.rank)
    second = arrange(mixed, lambda row: row.gap, lambda row: row.rank)
    assert [row.account for row in first] == [row.account for row in second]
    assert [place_of(row.group) for row in first] == sorted(place_of(row.group) for row in rows)


@given(st.lists(LINES, max_size=25), st.integers(-3, 30))
def test_r34_nothing_is_lost_and_held_rows_keep_their_order(rows: list[Line], left: int) -> None:
    shown, held = cap_rows(rows, left)
    assert sorted(map(id, (*shown, *held))) == sorted(map(id, rows))
    free = [row for row in rows if row.group not in {Group.PROMISE, Group.OPENING}]
    assert len(held) == max(0, len(free) - max(0, left))
    assert list(held) == free[max(0, left) :]


@given(st.lists(LINES, max_size=40), st.lists(LINES, max_size=10), st.integers(1, 9))
def test_r32_weaving_loses_nobody_and_keeps_both_orders(rows: list[Line], firsts: list[Line], every: int) -> None:
    woven = weave(rows, firsts, every)
    assert len(woven) == len(rows) + len(firsts)
    spots = [every + place * (every + 1) for place in range(min(len(firsts), len(rows) // every))]
    assert [row for n, row in enumerate(woven) if n in spots] == firsts[: len(spots)]
    assert [row for n, row in enumerate(woven) if n not in spots] == [*rows, *firsts[len(spots) :]]


@pytest.mark.parametrize(
    ("room", "waiting", "taken", "kept"),
    [(20, 9, 0, 1), (20, 0, 0, 0), (20, 9, 1, 0), (20, 9, 2, 0), (0, 9, 0, 0), (1, 9, 0, 1), (-3, 9, 0, 0)],
)
def test_r6_a_place_stays_for_research(room: int, waiting: int, taken: int, kept: int) -> None:
    """R6: one a day, where any is due and there is room."""
    assert kept_for_research(Caps(), room, waiting, taken) == kept


def test_r6_research_never_takes_the_whole_day() -> None:
    assert kept_for_research(Caps(day=1), 1, 9) == 0
    assert kept_for_research(Caps(day=3, research=9), 3, 9) == 2
