"""Time drainers: score, rounds, proposals (R2, R19, R21, R24-R26; S1)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.drain import LET_DOWN, LURE, MAKE_UP, PITY, SIGNS, Proposal, proposal, rounds, score, without
from playbook.facts import AccountFacts, Bar, Remark, Signal, Step
from playbook.fit import Fit, fit
from playbook.settings import Criterion, Drain, Settings
from playbook.words import AccountId, EntryId, Outcome, PersonId, Purpose, Standing, StepId, StepKind, Verdict

TODAY = date(2026, 11, 23)
PLAYBOOK = Settings()
ON = Fit(Verdict.ON, 86)
OFF = fit(
    AccountFacts(AccountId("a"), "A", (("employees", 5),)),
    Settings(profile=(Criterion("employees", "at least", ("50",), must=True),)),
)
DANA = PersonId("dana")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def seen(*signs: str, days: int = 0, person: PersonId | None = None) -> tuple[Signal, ...]:
    return tuple(Signal(EntryId(f"{days:05}-{n}"), sign, ago(days), person) for n, sign in enumerate(signs))


def account(*signals: Signal, **facts: object) -> AccountFacts:
    return AccountFacts(AccountId("acme"), "Acme Robotics", signals=signals, **facts)  # type: ignore[arg-type]


def proposed(held: AccountFacts, fit: Fit = ON) -> Proposal | None:
    return proposal(held, fit, PLAYBOOK, TODAY)


def points(*signals: Signal) -> float:
    return score(signals, TODAY, Drain())


def test_r24_the_signs_stand_in_the_order_of_the_essay() -> None:
    assert [sign.sort for sign in SIGNS] == [LURE] * 5 + [LET_DOWN] * 4 + [MAKE_UP] * 4 + [PITY]
    assert len({sign.name for sign in SIGNS}) == len(SIGNS)


def test_r24_lures_alone_count_nothing() -> None:
    lures = seen(*(sign.name for sign in SIGNS if sign.sort == LURE))
    assert points(*lures) == 0
    assert proposed(account(*lures)) is None


def test_r24_a_let_down_is_two_a_make_up_one_once_there_is_a_let_down_a_pity_order_two() -> None:
    assert points(*seen("apologised")) == 0
    assert points(*seen("bid-out")) == 2
    assert points(*seen("bid-out", "apologised")) == 3
    assert points(*seen("pity-order")) == 2
    assert points(*seen("huge-potential", "bid-out", "blamed-them", "really-close", "pity-order")) == 7


def test_r24_over_two_years_old_counts_half() -> None:
    assert points(*seen("bid-out", days=730)) == 2
    assert points(*seen("bid-out", "apologised", days=731)) == 1.5


def test_r24_a_sign_of_a_newer_version_counts_nothing() -> None:
    assert points(*seen("from-2031", "bid-out")) == 2
    held = account(*seen("from-2031", "bid-out", "vanished"))
    found = proposed(held)
    assert found is not None
    assert len(found.evidence) == 2


def test_r24_a_round_is_lure_let_down_make_up_in_this_order() -> None:
    assert rounds((*seen("fun", days=30), *seen("vanished", days=20), *seen("next-project", days=10))) == 1
    assert rounds((*seen("fun", days=30), *seen("vanished", days=20), *seen("pity-order", days=10))) == 1
    assert rounds((*seen("vanished", days=30), *seen("fun", days=20), *seen("next-project", days=10))) == 0
    assert rounds((*seen("vanished", days=20), *seen("next-project", days=10))) == 0


def test_r24_signs_of_one_sitting_count_in_the_essays_order() -> None:
    assert rounds(seen("pity-order", "blamed-them", "dangles")) == 1


def test_r24_a_closed_round_starts_again_at_the_top() -> None:
    one = ("dangles", "bid-out", "apologised")
    assert rounds((*seen(*one, days=300), *seen(*one, days=9))) == 2
    assert rounds((*seen(*one, days=300), *seen("bid-out", "apologised", days=9))) == 1


@given(
    st.lists(st.tuples(st.sampled_from([sign.name for sign in SIGNS]), st.integers(0, 1500)), max_size=20), st.randoms()
)
def test_r24_score_and_rounds_hang_on_days_not_on_the_order_of_keys(
    noted: list[tuple[str, int]], chance: Random
) -> None:
    signals = [Signal(EntryId(str(n)), sign, ago(days)) for n, (sign, days) in enumerate(noted)]
    mixed = list(signals)
    chance.shuffle(mixed)
    assert rounds(mixed) == rounds(signals)
    assert points(*mixed) == points(*signals)
    assert 0 <= rounds(signals) <= len(signals) // 3
    assert points(*signals) <= 2 * len(signals)


@given(
    st.lists(st.sampled_from([sign.name for sign in SIGNS]), max_size=12),
    st.sampled_from([sign.name for sign in SIGNS]),
)
def test_r24_one_more_sign_never_lowers_the_score(signs: list[str], more: str) -> None:
    assert points(*seen(*signs, more)) >= points(*seen(*signs))


def test_r25_proposed_at_four_points_with_the_evidence() -> None:
    assert proposed(account(*seen("bid-out"))) is None
    found = proposed(account(*seen("blamed-them", days=42), *seen("bid-out", days=10)))
    assert found == Proposal(
        "signals", ("12 Oct 2026: blamed “them” for not buying", "13 Nov 2026: bid out our own specification"), 4, 0
    )


def test_r25_proposed_at_a_closed_round_below_four_points() -> None:
    found = proposed(account(*seen("fun", "bid-out", "apologised")))
    assert found is not None
    assert (found.why, found.score, found.rounds, found.evidence[-1]) == ("signals", 3, 1, "1 round closed")
    twice = (*seen("fun", "bid-out", "apologised", days=9), *seen("fun", "bid-out", "apologised"))
    again = proposed(account(*twice))
    assert again is not None
    assert again.evidence[-1] == "2 rounds closed"


def test_r25_customers_too() -> None:
    assert proposed(account(*seen("bid-out", "vanished"), stated=Standing.CUSTOMER)) is not None


@pytest.mark.parametrize("stated", [Standing.DUMPED, Standing.BARRED, Standing.CLOSED])
def test_r29_what_is_gone_is_never_proposed(stated: Standing) -> None:
    assert proposed(account(*seen("bid-out", "vanished"), stated=stated, touches=3), OFF) is None


def test_r38_a_barred_account_is_never_proposed() -> None:
    assert proposed(account(*seen("bid-out", "vanished"), bars=(Bar(EntryId("b")),))) is None


def test_r25_after_a_keep_it_needs_a_new_let_down_and_two_points_more() -> None:
    old = seen("bid-out", "vanished", days=30)
    kept = {"kept_on": ago(20), "kept_score": 4, "kept_signals": 2}
    assert proposed(account(*old, **kept)) is None
    assert proposed(account(*old, *seen("apologised", "pity-order", days=1), **kept)) is None
    assert proposed(account(*old, *seen("blamed-them", days=1), **kept)) is not None


def test_r25_after_a_keep_two_points_more_are_needed() -> None:
    old = seen("fun", "bid-out", "vanished", "apologised", days=30)
    kept = {"kept_on": ago(20), "kept_score": 6, "kept_signals": 4}
    assert proposed(account(*old, *seen("blamed-them", days=1), **kept)) is None
    assert proposed(account(*old, *seen("blamed-them", "really-close", days=1), **kept)) is not None


def test_r25_a_let_down_noted_on_the_day_of_the_keep_is_new() -> None:
    kept = {"kept_on": TODAY, "kept_score": 4, "kept_signals": 2}
    assert proposed(account(*seen("bid-out", "vanished"), *seen("blamed-them"), **kept)) is not None
    assert proposed(account(*seen("bid-out", "vanished"), **kept)) is None


def test_r25_after_a_keep_without_a_score_the_threshold_still_stands() -> None:
    kept = {"kept_on": ago(20)}
    assert proposed(account(*seen("bid-out", days=1), **kept)) is None
    assert proposed(account(*seen("bid-out", "vanished", days=1), **kept)) is not None


@given(
    nos=st.integers(0, 500),
    touches=st.integers(0, 900),
    run=st.integers(0, 500),
    silent=st.integers(0, 4000),
    dream=st.booleans(),
    last=st.sampled_from(Outcome),
)
def test_r19_r25_noes_silence_and_unanswered_calls_never_propose(
    *, nos: int, touches: int, run: int, silent: int, dream: bool, last: Outcome
) -> None:
    held = account(
        *seen("huge-potential"),
        nos=nos,
        touches=touches,
        rhythm_run=run,
        last_touch=ago(silent),
        dream=dream,
        last_outcome=last,
    )
    assert proposed(held) is None


def test_r19_drain_signals_propose_a_dream_client() -> None:
    assert proposed(account(*seen("bid-out", "vanished"), dream=True)) is not None


def test_r21_signals_seen_with_a_leaver_stop_counting() -> None:
    signals = (*seen("bid-out", person=DANA), *seen("vanished"))
    assert without(signals, {DANA}) == seen("vanished")
    assert without(signals, ()) == signals


def test_r2_off_profile_and_touched_waits_in_the_queue_with_its_reason() -> None:
    found = proposed(account(touches=1), OFF)
    assert found == Proposal("off profile", ("must: employees at least 50 · 5 · not met",), 0, 0)
    assert proposed(account(), OFF) is None
    planned = Step(StepId("e/1"), StepKind.HAND, Purpose.HAND, TODAY)
    assert proposed(account(steps=(planned,)), OFF) is not None


def test_r2_keeping_it_overrules_the_profile() -> None:
    kept = account(touches=1, fit_said="fits", fit_reason="new plant")
    assert proposed(kept, fit(kept, Settings(profile=(Criterion("name", "in", ("Globex",), must=True),)))) is None


def test_r2_a_customer_is_off_profile_only_by_the_reps_own_word() -> None:
    assert proposed(account(touches=1, stated=Standing.CUSTOMER), OFF) is None
    assert proposed(account(touches=1, stated=Standing.CUSTOMER, fit_said="off"), OFF) is not None


def gap(days: int) -> Remark:
    return Remark(EntryId(f"g{days}"), "gap", "needs weld inspection", ago(days))


def test_r26_a_gap_is_proposed_now() -> None:
    found = proposed(account(remarks=(Remark(EntryId("n"), "note", "nice people", ago(3)), gap(2))))
    assert found == Proposal("gap", ("21 Nov 2026: needs weld inspection",), 0, 0)


def test_r26_a_gap_that_was_looked_at_is_not_proposed_again() -> None:
    seen = {"kept_on": ago(9), "kept_gaps": 1}
    assert proposed(account(remarks=(gap(9),), **seen)) is None
    assert proposed(account(remarks=(gap(9), gap(2)), **seen)) is not None
    assert proposed(account(remarks=(gap(9), gap(9)), **seen)) is not None, "found later on the day of the keep"


def test_r25_all_that_holds_is_evidence_and_the_gap_leads() -> None:
    found = proposed(account(*seen("bid-out", "vanished"), remarks=(gap(0),), touches=4), OFF)
    assert found is not None
    assert (found.why, len(found.evidence)) == ("gap", 4)
