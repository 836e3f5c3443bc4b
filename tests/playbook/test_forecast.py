"""The forecast: the rules over seven years, checked from outside and against two oracles that share none of its code.

R5, R6, R10, R11, R12, R29, R34 are proved here over years: nobody forgotten, no promise moved, no pest, no touch to a
dumped account, the cap kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from multiprocessing import get_context

import pytest

from playbook.facts import Bar, Step
from playbook.forecast import PLAYBOOK, POLICIES, Forecast, gathered, last_day, play
from playbook.forecast.book import Member, Start, invented, prospect
from playbook.forecast.day import Waiting
from playbook.forecast.live import Live, Row
from playbook.forecast.mix import Mix, assumptions
from playbook.forecast.play import Policy
from playbook.forecast.tally import Played
from playbook.forecast.truth import Truth
from playbook.settings import Caps, Settings, Spacing
from playbook.words import (
    AccountId,
    Channel,
    EntryId,
    Group,
    Outcome,
    PersonId,
    Purpose,
    Reading,
    Standing,
    StepId,
    StepKind,
    Verdict,
)
from tests.builders import MONDAY, Desk, account, person

NEVER_DUMP = next(policy for policy in POLICIES if not policy.dumps)
FUNNEL = next(policy for policy in POLICIES if policy.funnel)
SETTINGS = Settings()
SMALL = Settings(caps=Caps(day=10, first=1))


def game(
    policy: Policy = PLAYBOOK, accounts: int = 60, seed: int = 1, years: int = 2, mix: Mix | None = None
) -> Played:
    world = mix or Mix()
    return play(invented(accounts, seed, MONDAY, world), policy, SETTINGS, world, seed, years)


@pytest.fixture(scope="module")
def apart() -> Iterator[dict[str, Future[Played]]]:
    """The long games, played in a process of their own: nobody measures coverage there, so they take seconds."""
    world, bank = Mix(), replace(CALLS_ONLY, hazards=BANK_HAZARDS)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield {
            "whole": pool.submit(play, invented(500, 1, MONDAY, world), PLAYBOOK, SETTINGS, world, 1, 7),
            "funnel": pool.submit(play, invented(50, 1, MONDAY, world), FUNNEL, SMALL, world, 1, 7),
            "bank": pool.submit(
                play, invented(8_000, 1, MONDAY, bank), Policy("bank", stops=(*BANK_STOPS, 1.0)), QUICK, bank, 1, 2
            ),
        }


def well(played: Played) -> None:
    """What may never happen, whoever plays."""
    assert played.pest == 0, "R11, R12"
    assert played.moved == 0, "R10"
    assert played.dumped_touched == 0, "R29"
    assert played.refused == 0, "R38"
    assert played.fullest <= SETTINGS.caps.day, "R34"


def test_r5_r6_r10_r11_r29_r34_hold_over_seven_years_and_500_accounts(apart: dict[str, Future[Played]]) -> None:
    played = apart["whole"].result()
    well(played)
    assert played.forgotten == 0
    assert played.given_up == 0
    assert played.days > 1_800
    assert played.touches > 25_000
    assert played.promises > 50
    assert played.dumped > 20
    assert played.fullest == SETTINGS.caps.day
    assert played.steady
    assert 400 < played.size < 500
    assert played.gap_high <= 70
    assert 0 < played.caught < played.openings


@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_r11_r29_r34_hold_under_every_policy_and_seed(policy: Policy, seed: int) -> None:
    world, caps = Mix(), Caps(day=2, first=1)
    played = play(invented(8, seed, MONDAY, world), policy, Settings(caps=caps), world, seed, 1)
    well(played)
    assert played.fullest <= 2
    assert played.touches > 60


@pytest.mark.parametrize("seed", [5, 6])
def test_r6_nobody_is_forgotten_by_the_playbook(seed: int) -> None:
    assert game(accounts=25, seed=seed, years=2).forgotten == 0


def test_r5_giving_up_leaves_accounts_behind_and_their_openings_with_them() -> None:
    kept, stopped = game(accounts=30, years=2), game(POLICIES[3], accounts=30, years=2)
    assert stopped.policy == "stop at No 1"
    assert stopped.given_up > 2
    assert stopped.forgotten >= stopped.given_up
    assert kept.forgotten == 0
    assert stopped.caught < kept.caught
    assert stopped.openings == pytest.approx(kept.openings, rel=0.3)


def test_r25_r30_never_dumping_costs_hours() -> None:
    world = Mix(drainers=0.3)
    kept, dumped = game(NEVER_DUMP, 25, years=1, mix=world), game(PLAYBOOK, 25, years=1, mix=world)
    assert kept.dumped == 0
    assert dumped.dumped > 2
    assert kept.hours > 1.3 * dumped.hours


def test_r32_an_open_funnel_grows_to_a_size_that_the_cap_can_hold() -> None:
    small = Settings(caps=Caps(day=2, first=1))
    world = Mix()
    played = play(invented(5, 1, MONDAY, world), FUNNEL, small, world, 1, 3)
    assert played.fullest <= 2
    assert played.first > 15
    sizes = [week.size for week in played.weeks]
    assert sizes[-1] > sizes[10]
    grown = [after - before for before, after in pairwise(sizes[::52])]
    assert grown[-1] < grown[0] / 2
    assert played.forgotten == 0, "R6"


def test_r6_nobody_is_forgotten_in_an_open_funnel_over_seven_years(apart: dict[str, Future[Played]]) -> None:
    """R6, R32: the book grows to what the cap can hold and stays there."""
    played = apart["funnel"].result()
    well(played)
    assert played.forgotten == 0
    assert played.fullest == SMALL.caps.day
    assert played.first > 2 * 50
    assert played.size > 200


def test_r6_a_place_of_the_day_stays_for_research() -> None:
    """R6, R33: research comes last, one row a day of it in spite of all else that waits."""
    live = Live(prospect(1, 1, MONDAY, Mix()), Truth("a", 1, Mix(), (MONDAY.toordinal(), MONDAY.toordinal())), 0)
    waiting = Waiting()
    for number, group in enumerate([Group.RHYTHM] * 6 + [Group.RESEARCH] * 3):
        waiting.add(Row(AccountId(f"a{number}"), group, MONDAY, live, None, 30, 100.0))
    morning = [row.group for row in waiting.capped(Caps(), 3, 0, MONDAY)]
    later = [row.group for row in waiting.capped(Caps(), 2, 1, MONDAY)]
    free = [row.group for row in waiting.capped(Caps(), 9, 1, MONDAY)]
    assert morning == [Group.RHYTHM, Group.RHYTHM, Group.RESEARCH]
    assert later == [Group.RHYTHM, Group.RHYTHM]
    assert free == [Group.RHYTHM, Group.RHYTHM, Group.RESEARCH, Group.RESEARCH]


def test_the_same_seed_plays_the_same_game_and_another_one_another() -> None:
    first = game(accounts=10, years=1)
    assert game(accounts=10, years=1) == first
    assert game(accounts=10, years=1, seed=9) != first


def test_a_caller_sees_how_far_it_is_and_can_stop_it() -> None:
    seen: list[float] = []

    def watch(share: float) -> None:
        seen.append(share)
        if share > 0.5:
            raise KeyboardInterrupt

    world = Mix()
    with pytest.raises(KeyboardInterrupt):
        play(invented(5, 1, MONDAY, world), PLAYBOOK, SETTINGS, world, 1, 1, watch)
    assert seen == sorted(seen)
    assert seen[0] == 0
    assert 0.5 < seen[-1] < 0.6


def test_the_cost_is_linear_in_accounts() -> None:
    """Statements, not seconds: twice the accounts are at most 2.3 times the touches while the cap holds them."""
    small, large = game(accounts=30, years=1), game(accounts=60, years=1)
    assert 1.6 < large.touches / small.touches < 2.3


def test_an_own_book_goes_on_from_its_plan_and_its_promises() -> None:
    desk = Desk(account(phone="+13125550142"), (person(),))
    promised = MONDAY + timedelta(days=30)
    desk.log(Outcome.CALLBACK, when=promised)
    desk.world = replace(desk.world, today=MONDAY + timedelta(days=1))
    start = Start(MONDAY + timedelta(days=1), (Member(desk.account, desk.people),), own=True, whole=1)
    played = play(start, PLAYBOOK, SETTINGS, Mix(callback=0.0, leaving=0.0, dead=0.0), 1, 1)
    assert (played.promises, played.moved, played.first) == (1, 0, 0)


def test_an_account_that_cannot_be_reached_is_not_forgotten() -> None:
    """Nobody has a number: a person is looked for and called (R6)."""
    bare = Member(account(), ())
    played = play(Start(MONDAY, (bare,)), PLAYBOOK, SETTINGS, Mix(drainers=0.0), 1, 1)
    assert played.touches > 5
    assert played.forgotten == 0


def _planned(number: int, *steps: Step) -> Member:
    ident = AccountId(f"own-{number}")
    someone = replace(person(PersonId(f"p{number}")), account=ident)
    facts = replace(
        account(phone="+13125550142", touches=1),
        id=ident,
        steps=tuple(replace(step, person=someone.id) for step in steps),
    )
    return Member(facts, (someone,))


def test_r34_a_promise_comes_up_though_value_to_the_same_account_is_held_back() -> None:
    """Three accounts under a cap of one: what is held back does not hide the promise that comes due meanwhile."""
    value = Step(StepId("e1/0"), StepKind.SERIES, Purpose.VALUE, MONDAY - timedelta(days=3), channel=Channel.EMAIL)
    promise = Step(StepId("e1/1"), StepKind.PROMISE, Purpose.CALLBACK, MONDAY + timedelta(days=3), channel=Channel.CALL)
    start = Start(MONDAY, tuple(_planned(number, value, promise) for number in range(5)), own=True, whole=5)
    played = play(start, PLAYBOOK, Settings(caps=Caps(day=1, first=1)), Mix(), 1, 1)
    assert (played.promises, played.moved) == (5, 0)
    assert played.fullest == 1


def test_r38_a_planned_touch_to_somebody_barred_is_counted_as_a_fault() -> None:
    """The check can fail: a plan that stands in spite of a bar."""
    step = Step(StepId("e1/0"), StepKind.NEXT, Purpose.RHYTHM, MONDAY, channel=Channel.CALL)
    member = _planned(1, step)
    barred = replace(member, account=replace(member.account, bars=(Bar(EntryId("e0")),)))
    played = play(Start(MONDAY, (barred,)), PLAYBOOK, SETTINGS, Mix(), 1, 1)
    assert (played.refused, played.touches) == (1, 0)


def test_r11_a_planned_touch_too_soon_is_counted_as_a_fault() -> None:
    """The check can fail: value planned for the day after a talk."""
    step = Step(StepId("e1/0"), StepKind.SERIES, Purpose.VALUE, MONDAY, channel=Channel.EMAIL)
    member = _planned(1, step)
    talked = replace(member, account=replace(member.account, last_contact=MONDAY - timedelta(days=1)))
    played = play(Start(MONDAY, (talked,)), PLAYBOOK, SETTINGS, Mix(), 1, 1)
    assert played.pest == 1


@pytest.mark.parametrize("policy", [PLAYBOOK, NEVER_DUMP], ids=lambda policy: policy.name)
def test_r2_what_turns_out_not_to_fit_goes_or_is_kept_by_whoever_never_dumps(policy: Policy) -> None:
    world = replace(Mix(), unknown=1.0, fits=0.0, reach=1.0, easy=0.0, ease=1.0, dead=0.0, drainers=0.0)
    played = play(invented(6, 1, MONDAY, world), policy, SETTINGS, world, 1, 1)
    assert (played.dumped, played.meetings) == (6 if policy.dumps else 0, 0)


def test_r44_who_is_a_customer_already_is_never_called() -> None:
    won = replace(prospect(1, 1, MONDAY, Mix()), account=replace(account(), stated=Standing.CUSTOMER))
    played = play(Start(MONDAY, (won,)), PLAYBOOK, SETTINGS, Mix(), 1, 1)
    assert played.touches == 0


def test_people_are_referred_to_until_everybody_is_known() -> None:
    """Every talk says "the wrong person": at four people it is a No like any other."""
    world = replace(CALLS_ONLY, hazards=(0.0,), told=1.0, talks=((Outcome.WRONG, Reading.PERSON, 1.0),))
    played = play(invented(2, 1, MONDAY, world), PLAYBOOK, SETTINGS, world, 1, 1)
    assert played.nos > 0
    assert played.meetings == 0


def test_accounts_off_profile_are_not_played() -> None:
    off = replace(prospect(1, 1, MONDAY, Mix()), verdict=Verdict.OFF)
    touched = replace(off, account=replace(off.account, touches=1, last_touch=MONDAY, first_touch=MONDAY))
    played = play(Start(MONDAY, (touched,)), PLAYBOOK, SETTINGS, Mix(), 1, 1)
    assert played.touches == 0


def test_days_off_are_kept_free() -> None:
    """R37: nothing is worked on the rep's days off."""
    week = frozenset(MONDAY + timedelta(days=ahead) for ahead in range(7))
    world = Mix()
    start = replace(invented(20, 1, MONDAY, world), off=week)
    assert play(start, PLAYBOOK, SETTINGS, world, 1, 1).days == game(accounts=20, years=1).days - 5


def test_the_forecast_is_told_with_what_it_assumes() -> None:
    world = Mix()
    start = invented(5, 1, MONDAY, world)
    games = tuple(play(start, policy, SETTINGS, world, 1, 1) for policy in reversed(POLICIES[:2]))
    told = gathered(start, SETTINGS, world, 1, 1, games)
    assert isinstance(told, Forecast)
    assert [each.policy for each in told.games] == [policy.name for policy in POLICIES[:2]]
    assert told.game(PLAYBOOK) == games[1]
    assert told.game(FUNNEL) is None
    assert (told.accounts, told.whole, told.own, told.cap) == (5, 5, False, 40)
    assert told.assumed == assumptions(world)


def test_a_game_without_a_day_counts_nothing() -> None:
    start = replace(
        invented(1, 1, MONDAY, Mix()), off=frozenset(MONDAY + timedelta(days=ahead) for ahead in range(400))
    )
    played = play(start, PLAYBOOK, SETTINGS, Mix(), 1, 1)
    assert (played.touches, played.per_thousand, played.size, played.steady) == (0, 0.0, 0.0, False)


def test_a_leap_day_ends_on_the_28th() -> None:
    assert last_day(date(2028, 2, 29), 3) == date(2031, 2, 28)
    assert last_day(MONDAY, 7) == date(2033, 11, 23)


# Two oracles, which know nothing of the engine.

BANK = (
    (17_642, 2_300), (10_570, 1_211), (5_341, 574), (2_651, 249), (1_599, 120), (979, 75), (629, 38), (400, 17),
    (283, 17), (225, 12), (177, 12), (125, 3), (92, 4), (69, 1), (51, 2),
)  # fmt: skip
"""Clients whose last contact was the n-th, and of them yes: table 1 of the bank's campaign, 41,188 clients."""
_LEFT = [41_188 - sum(last for last, _ in BANK[:n]) for n in range(len(BANK))]
BANK_HAZARDS = tuple(yes / left for left, (_, yes) in zip(_LEFT, BANK, strict=True))
"""The chance of a yes at the n-th contact, of those who got one."""
BANK_STOPS = tuple((last - yes) / (left - yes) for left, (last, yes) in zip(_LEFT, BANK, strict=True))
"""The share of the others whose calling ended there."""
BANK_SHARES = {1: 0.496, 2: 0.757, 3: 0.880, 5: 0.960, 8: 0.988}
"""Share of all yes by contact n, as the table prints it."""

CALLS_ONLY = Mix(
    easy=0.0, ease=1.0, reach=1.0, dead=0.0, leaving=0.0, changing=0.0, drainers=0.0, unknown=0.0, dream=0.0,
    undecided=0.0, won=1.0, talks=((Outcome.NO, Reading.TIMING, 1.0),),
)  # fmt: skip
"""Every call reaches somebody who says yes or no: what is left are the rules and the hazards."""
QUICK = Settings(
    spacing=Spacing(rhythm=(3,), timing=3, dream=3, dream_a=3), caps=Caps(day=400, first=100, first_full=100)
)


def oracle(hazards: tuple[float, ...], stops: tuple[float, ...]) -> list[float]:
    """Return the share of all yes by contact 1, 2, …, from the chances alone."""
    reached, yes, by_contact = 1.0, 0.0, []
    for hazard, stop in zip(hazards, stops, strict=True):
        yes += reached * hazard
        by_contact.append(yes)
        reached *= (1 - hazard) * (1 - stop)
    return [each / yes for each in by_contact]


def shares(played: Played) -> dict[int, float]:
    """Return the share of all yes by contact n."""
    total = sum(count for _, count in played.yeses)
    return {n: sum(count for contact, count in played.yeses if contact <= n) / total for n in BANK_SHARES}


def test_the_engine_agrees_with_a_closed_formula() -> None:
    hazards, stops = (0.3, 0.2, 0.15, 0.1, 0.1, 0.1, 0.1, 0.1), (0.0, 0.1, 0.2, 0.3, 0.0, 0.0, 0.0, 1.0)
    expected = oracle(hazards, stops)
    assert expected[0] == pytest.approx(0.3 / (0.3 + 0.14 + 0.0756 + 0.0342720 + 0.0215914 * 3.439), abs=0.02)
    world = replace(CALLS_ONLY, hazards=hazards)
    start = invented(400, 1, MONDAY, world)
    played = play(start, Policy("formula", stops=stops), QUICK, world, 1, 1)
    for n, share in shares(played).items():
        assert share == pytest.approx(expected[n - 1], abs=0.06)


def test_the_banks_hazards_give_the_banks_shares(apart: dict[str, Future[Played]]) -> None:
    """The table's own hazards and endings, played by the engine: within 3 points at contact 1, 2, 3, 5, 8."""
    table = oracle(BANK_HAZARDS, BANK_STOPS)
    assert all(table[n - 1] == pytest.approx(share, abs=0.002) for n, share in BANK_SHARES.items())
    for n, share in shares(apart["bank"].result()).items():
        assert share == pytest.approx(BANK_SHARES[n], abs=0.03)
