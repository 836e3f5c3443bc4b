"""Years of one account, at random: what no history may break (R5, R6, R9-R12, R14, R28, R38, R39)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from playbook import guards, placement, silence
from playbook.bodies import TouchLogged
from playbook.decide import decide
from playbook.facts import AccountFacts, Step
from playbook.outcomes import row
from playbook.words import Outcome, Purpose, Reading, Standing, StepKind, Tier, Verdict
from tests.playbook.years import ENDED, OFF, Life, Turn, taken_out, turns, years

AHEAD = {StepKind.PROMISE, StepKind.SERIES}
AGREED = {StepKind.PROMISE, StepKind.HAND}
lives = st.lists(turns, min_size=25, max_size=80)


def next_of(account: AccountFacts) -> list[Step]:
    return [step for step in account.steps if step.kind is StepKind.NEXT]


def work_days(first: date, last: date) -> int:
    days = (first + timedelta(days=ahead) for ahead in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in OFF for day in days)


def unexempt(life: Life) -> list[Step]:
    return [step for step in life.account.steps if not guards.exempt(step.kind, step.purpose)]


@years()
@given(lives)
def test_r6_working_always_has_a_step_and_talking_a_return(played: list[Turn]) -> None:
    """R5, R6: whatever happens, and however often they say No, the account has a day on which somebody calls."""
    life = Life()
    for turn in played:
        life.play(turn)
        account = life.account
        if account.stated in ENDED or account.stated is Standing.CUSTOMER or life.world.verdict is not Verdict.ON:
            continue
        if account.touches or account.stated is Standing.TALKING:
            assert account.steps, turn


@years()
@given(lives, st.sampled_from([Verdict.ON, Verdict.UNKNOWN, Verdict.OFF]))
def test_the_model_of_a_plan_at_most_one_next_and_a_silent_rhythm(played: list[Turn], verdict: Verdict) -> None:
    """PLAYBOOK, "The model of a plan": at most one `next`; no rhythm while a promise or a series lies ahead."""
    life = Life(verdict)
    for turn in played:
        life.play(turn)
        assert len(next_of(life.account)) <= 1
        if any(step.kind in AHEAD for step in life.account.steps):
            assert not [step for step in life.account.steps if step.purpose is Purpose.RHYTHM], turn


@years()
@given(lives, st.sampled_from(list(Tier)), st.sampled_from([0, 90]))
def test_r5_no_count_of_noes_lets_the_gap_grow_beyond_60_days(played: list[Turn], tier: Tier, tier_c: int) -> None:
    """R5, R8, R18, R34: 60 days at most, but for "priority", 90, and for tier C where the rep chose it."""
    life = Life(tier=tier)
    life.settings = replace(life.settings, spacing=replace(life.settings.spacing, tier_c=tier_c))
    for turn in played:
        decision = life.play(turn)
        for step in () if decision is None else decision.steps:
            if step.purpose is not Purpose.RHYTHM or decision is None:
                continue
            ideal = 60
            if not life.account.dream:
                ideal = 90 if decision.said.reading is Reading.PRIORITY else ideal
                ideal = max(ideal, tier_c) if tier is Tier.C else ideal
            gap = (step.on - decision.said.at.date()).days
            late = max(0, (life.day - decision.said.at.date()).days)
            assert gap <= placement.window(ideal)[1] + 10 + late, turn


@years()
@given(lives)
def test_r10_nothing_moves_a_promise(played: list[Turn]) -> None:
    """R10: it stands where it stood until a touch keeps it or an entry ends it; no snooze and no star moves it."""
    life = Life()
    for turn in played:
        decision = life.play(turn)
        assert life.before is not None
        if turn.deed in {"undo", "end", "dump"}:
            continue
        gone = set() if decision is None else taken_out(decision)
        for step in life.before[0].steps:
            if step.kind is StepKind.PROMISE and step.id not in gone:
                assert step in life.account.steps, turn
        if decision is not None:
            promises = {step.id for step in life.before[0].steps if step.kind is StepKind.PROMISE}
            assert not promises & {step for step, _ in decision.moved}


@years()
@given(lives)
def test_r11_planned_touches_keep_their_distance_from_a_talk_or_gift(played: list[Turn]) -> None:
    """R11: five working days to the person, two to the account, for every planned, unpromised, unasked step."""
    life = Life()
    for turn in played:
        decision = life.play(turn)
        if turn.deed == "undo":
            return
        if decision is None or not decision.plan or life.account.stated is Standing.TALKING:
            continue
        for step in unexempt(life):
            for day, whom in life.contacts:
                gap = work_days(day, step.on)
                assert gap >= (5 if whom == step.person and whom is not None else 2), (turn, step, day)


@years()
@given(lives)
def test_r12_one_person_of_an_account_a_day(played: list[Turn]) -> None:
    """R12: planned touches of two people never fall on one day, nor on the day on which somebody was touched."""
    life = Life()
    for turn in played:
        decision = life.play(turn)
        if decision is None or not decision.plan:
            continue
        seen: dict[date, set[str]] = {}
        for step in unexempt(life):
            if step.on > life.day and step.person is not None:
                seen.setdefault(step.on, set()).add(step.person)
        assert all(len(whom) == 1 for whom in seen.values()), turn


@years()
@given(lives)
def test_r37_nothing_but_what_was_agreed_falls_on_a_day_off(played: list[Turn]) -> None:
    """R9, R37: planned steps land on working days of both sides; only agreed days may not."""
    life = Life()
    for turn in played:
        decision = life.play(turn)
        if decision is None or not decision.plan:
            continue
        agreed = decision.said.when
        for step in decision.steps:
            if step.kind in AGREED or step.on == agreed or step.on <= life.day:
                continue
            assert step.on.weekday() < 5, (turn, step)
            assert step.on not in OFF, (turn, step)
        for _, on in decision.moved:
            assert on.weekday() < 5
            assert on not in OFF


@years()
@given(lives)
def test_r9_the_rhythm_lands_in_its_window_or_on_the_first_free_day_after_it(played: list[Turn]) -> None:
    """R9: never before the window; after it only where a guard or days off push it on."""
    life = Life()
    for turn in played:
        decision = life.play(turn)
        for step in () if decision is None else decision.steps:
            if step.purpose is not Purpose.RHYTHM or decision is None or "rhythm of" not in step.why:
                continue
            ideal = int(step.why.split("rhythm of ")[1].split()[0])
            low, high = placement.window(ideal)
            gap = (step.on - decision.said.at.date()).days
            assert low <= gap <= max(high, (life.day - decision.said.at.date()).days) + 10, (turn, step)


@years()
@given(lives)
def test_r14_value_leads_to_every_promise(played: list[Turn]) -> None:
    """R14: every 60 days, none in the last 21; none under 81 days, two for six months, five for a year."""
    life = Life()
    for turn in played:
        decision = life.play(turn)
        if decision is None or decision.said.outcome is not Outcome.CALLBACK:
            continue
        promises = [step for step in decision.steps if step.purpose is Purpose.CALLBACK]
        if not promises:
            continue
        value = sorted(step.on for step in decision.steps if step.purpose is Purpose.VALUE)
        ahead = (promises[0].on - decision.said.at.date()).days
        assert len(value) == {80: 0, 81: 1, 182: 2, 365: 5}.get(ahead, max(0, ahead - 21) // 60), turn
        assert all((promises[0].on - day).days >= 21 for day in value)


@years()
@given(lives)
def test_r38_the_barred_are_never_planned_and_r28_the_dumped_neither(played: list[Turn]) -> None:
    """R28, R29, R38: no step to a barred person or by a barred channel; none at all once dumped or barred."""
    life = Life()
    for turn in played:
        life.play(turn)
        if life.account.stated in ENDED:
            assert not life.account.steps, turn
        for step in life.account.steps:
            person = life.person(step.person)
            bars = [*life.account.bars, *(() if person is None else person.bars)]
            assert not [bar for bar in bars if bar.channel in {None, step.channel}], (turn, step)


@years()
@given(lives)
def test_r39_a_step_is_a_refold_and_undo_gives_back_exactly_what_was(played: list[Turn]) -> None:
    """R39, R40: state after each entry is the fold of all; taking the newest action back gives the state before it."""
    life = Life()
    for number, turn in enumerate(played):
        count = len(life.entries)
        life.play(turn)
        if number % 8 == 0 and turn.deed != "undo" and len(life.entries) > count:
            assert life.refolded() == (life.account, life.people), turn
            again = Life()
            again.entries = life.entries[:count]
            assert again.refolded() == life.before, turn


@years()
@given(lives)
def test_r7_same_book_same_plan_and_noes_add_up(played: list[Turn]) -> None:
    """R5, R7, R9: the same facts give the same decision; the No total is the number of No's in the journal."""
    life = Life()
    for turn in played:
        world, said = life.world, life.said(turn)
        first = decide(life.account, life.people, said, life.settings, world)
        assert first == decide(life.account, life.people, said, life.settings, world)
        life.play(turn)
        touches = [entry.body for entry in life.entries if isinstance(entry.body, TouchLogged)]
        assert life.account.nos == sum(row(touch.outcome).a_no for touch in touches)


@years()
@given(lives)
def test_r6_who_works_the_list_forgets_nobody(played: list[Turn]) -> None:
    """R6: steps worked up to four days late leave nobody untouched for longer than twice the gap and ten days.

    What is no touch (`f`, `o`, `y`, a keep, a star) is the rep's own word about the day, and counts from itself.
    """
    life = Life()
    for turn in played:
        if turn.deed not in {"", "pain", "opening"} or (not turn.deed and not row(turn.outcome).counts):
            continue
        life.play(replace(turn, wait=-1, back=0))
        assert life.before is not None
        seen = life.before[0]
        assert not silence.forgotten(seen, Verdict.ON, life.tier, life.settings, life.day, OFF), turn


@years()
@given(lives)
def test_r22_an_opening_is_due_at_once_or_at_its_leads_and_is_chased(played: list[Turn]) -> None:
    """R22, R42: never silent: the day it was seen, or 90 and 30 days before; unanswered it is tried again at once."""
    life = Life()
    for turn in played:
        decision = life.play(turn)
        planted = life.entries[-1].id if turn.deed == "opening" else "none"
        for step in life.account.steps:
            if step.id.startswith(planted):
                assert step.on == life.day or step.on <= life.day + timedelta(days=turn.ahead - 26), turn
        if decision is None or not row(decision.said.outcome).unanswered or life.before is None or not decision.plan:
            continue
        worked = [step for step in life.before[0].steps if step.id == decision.said.step]
        open_still = life.account.stated not in {*ENDED, Standing.CUSTOMER, Standing.TALKING}
        if worked and worked[0].purpose is Purpose.OPENING and open_still and not decision.said.inbound:
            barred = life.person(decision.said.person)
            if barred is not None and not barred.bars:
                assert [step.purpose for step in decision.steps] in [[Purpose.CHASE], [Purpose.RESEARCH]], turn
