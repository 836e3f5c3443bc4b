"""The backlog over the coming days: least loaded first, order kept, nothing over the cap (R34)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from playbook import spread
from playbook.bodies import StepSet
from playbook.spread import Waiting
from playbook.words import AccountId, Purpose, StepId, StepKind
from tests.builders import MONDAY, SETTINGS, Desk, account, person, step

FRIDAY = MONDAY + timedelta(days=4)
DAYS = spread.coming_days(MONDAY, 5, frozenset())


def waiting(*names: str) -> list[Waiting]:
    return [Waiting(AccountId(name), StepId(f"s-{name}")) for name in names]


def placed(found: spread.Spread) -> list[tuple[str, int]]:
    return [(move.account, DAYS.index(move.on)) for move in found.moves]


def test_r34_the_coming_days_are_working_days_after_today() -> None:
    """R34, R37: weekends and days off are skipped."""
    off = frozenset({MONDAY + timedelta(days=3)})
    assert spread.coming_days(MONDAY, 5, off) == (
        date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1),
    )  # fmt: skip


def test_r34_the_least_loaded_days_fill_up_first_and_the_order_is_kept() -> None:
    """R34: who stands first in today's list gets the earlier day."""
    found = spread.spread(
        waiting("a", "b", "c", "d"), DAYS, {DAYS[0]: 3, DAYS[1]: 1, DAYS[2]: 3, DAYS[3]: 3, DAYS[4]: 2}, 9
    )
    assert placed(found) == [("a", 0), ("b", 1), ("c", 1), ("d", 4)]
    assert [day.on for day in found.days] == list(DAYS)
    assert sorted(day.after for day in found.days) == [3, 3, 3, 3, 4]


def test_r34_what_finds_no_room_stays_and_is_counted() -> None:
    """R34: nothing stretches silently."""
    found = spread.spread(waiting(*"abcdefgh"), DAYS[:2], {DAYS[0]: 2}, 3)
    assert placed(found) == [("a", 0), ("b", 1), ("c", 1), ("d", 1)]
    assert (found.stays, found.label) == (4, "spread 4 over 2 days")


def test_r34_no_room_at_all() -> None:
    found = spread.spread(waiting("a"), DAYS, {}, 0)
    assert (found.moves, found.stays) == ((), 1)


def test_r12_an_account_gets_one_touch_a_day() -> None:
    """R12: its second step goes to another day, and not to one on which something of it is planned."""
    mine = Waiting(AccountId("a"), StepId("s1"), taken=frozenset({DAYS[0]}))
    other = Waiting(AccountId("a"), StepId("s2"), taken=frozenset({DAYS[0]}))
    assert placed(spread.spread([mine, other], DAYS[:3], {}, 9)) == [("a", 1), ("a", 2)]


def test_r36_their_holiday_is_skipped() -> None:
    found = spread.spread([Waiting(AccountId("a"), StepId("s"), off=frozenset(DAYS[:3]))], DAYS, {}, 9)
    assert placed(found) == [("a", 3)]


def test_r14_value_before_a_promise_never_comes_into_its_quiet_weeks() -> None:
    """R14: none in the last 21 days; where no day is left it stays."""
    early = Waiting(AccountId("a"), StepId("s"), until=DAYS[1])
    late = Waiting(AccountId("b"), StepId("s"), until=MONDAY)
    found = spread.spread([early, late], DAYS, {DAYS[0]: 9}, 9)
    assert placed(found) == [("a", 1)]
    assert found.stays == 1


def test_r34_one_entry_an_account() -> None:
    mine = [Waiting(AccountId("a"), StepId("s1")), Waiting(AccountId("a"), StepId("s2"))]
    (draft,) = spread.drafts(spread.spread(mine, DAYS, {}, 9))
    assert isinstance(draft.body, StepSet)
    assert [move.id for move in draft.body.moved] == ["s1", "s2"]
    assert draft.body.why == "spread 2 over 5 days"


def test_r37_a_comeback_too_late_gives_way_to_the_rhythm() -> None:
    """R37, R16: it is ended with its reason, and the account keeps a next step (R6)."""
    comeback = step(Purpose.COMEBACK, MONDAY - timedelta(days=20), StepKind.SERIES)
    desk = Desk(account(touches=1), (person(),))
    desk.account = replace(desk.account, steps=(comeback,))
    draft = spread.skipped(desk.account, desk.people, comeback.id, desk.world, SETTINGS)
    assert isinstance(draft.body, StepSet)
    assert draft.body.why == "comeback too late: skipped"
    desk.record((draft,))
    assert [each.purpose for each in desk.account.steps] == [Purpose.RHYTHM]


@given(
    st.lists(st.sampled_from("abcdefghij"), max_size=60),
    st.lists(st.integers(0, 12), min_size=5, max_size=5),
    st.integers(0, 12),
)
def test_r34_no_day_over_the_cap_nobody_lost_the_order_kept(names: list[str], load: list[int], room: int) -> None:
    """R34: whatever waits, a day that had room never gets more than the cap, and what is moved or stays adds up."""
    held = [Waiting(AccountId(f"{name}{number}"), StepId(f"s{number}")) for number, name in enumerate(names)]
    found = spread.spread(held, DAYS, dict(zip(DAYS, load, strict=True)), room)
    assert len(found.moves) + found.stays == len(held)
    assert all(day.after <= max(room, day.before) for day in found.days)
    assert sum(day.after - day.before for day in found.days) == len(found.moves)
    assert [move.step for move in found.moves] == [each.step for each in held[: len(found.moves)]]
    assert [move.on for move in found.moves] == sorted(move.on for move in found.moves)
    levels = [day.after for day in found.days if day.after > day.before]
    assert not levels or max(levels) - min(day.after for day in found.days) <= 1
