"""What each number of the settings does, seen from outside: one small observation a number, for `test_every_number`.

An observation is taken at a start on each of five weekdays where a working day could hide a difference of one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from playbook import drain, guards, minutes, moves
from playbook.decision import GateAnswers, World
from playbook.facts import AccountFacts, Opening, PersonFacts, Signal
from playbook.fit import fit
from playbook.settings import Settings
from playbook.words import Channel, EntryId, Outcome, Purpose, Reading, StepKind, Tier
from tests.builders import CHICAGO, MONDAY, Desk, account, person, step

See = Callable[[Settings], object]
WEEK = tuple(MONDAY + timedelta(days=ahead) for ahead in range(5))
TALKED = replace(person(), talked=True, burst_over=True)


def week(see: Callable[[Settings, date], object]) -> See:
    """The same observation from Monday to Friday."""
    return lambda settings: tuple(see(settings, day) for day in WEEK)


def next_after(outcome: Outcome, *, facts: AccountFacts | None = None, whom: PersonFacts = TALKED, tier: Tier = Tier.C,
               **more: object) -> See:  # fmt: skip
    """Days until the next step after an outcome."""

    def see(settings: Settings, day: date) -> int | None:
        desk = Desk(facts or account(touches=1), [whom], settings)
        desk.world = World(day, tier=tier)
        on = desk.draw(outcome, **more).next_on
        return None if on is None else (on - day).days

    return week(see)


def rhythm_after(run: int) -> See:
    """Days until the next touch after a No, so many gaps into the rhythm (R8)."""
    return next_after(Outcome.NO, facts=replace(account(touches=1), rhythm_run=run))


def burst_after(tried: int) -> See:
    """Days until the next attempt of a burst (R17)."""
    return next_after(Outcome.NO_ANSWER, facts=account(), whom=replace(person(), burst=tried))


def chase_after(tried: int) -> See:
    """Days until the next try of a chase (R42)."""
    worked = step(Purpose.CHASE, MONDAY, attempt=tried) if tried else step(Purpose.FOLLOW_UP, MONDAY)
    facts = replace(account(touches=1), steps=(worked,))
    return next_after(Outcome.NO_ANSWER, facts=facts, step=worked.id)


def dream(facts: AccountFacts) -> AccountFacts:
    return replace(facts, dream=True)


def value_before(settings: Settings, ahead: int) -> tuple[int, ...]:
    """Days of the value touches before a promise so many days ahead (R14)."""
    desk = Desk(account(), [TALKED], settings)
    desk.log(Outcome.CALLBACK, when=MONDAY + timedelta(days=ahead))
    return tuple((each.on - MONDAY).days for each in desk.account.steps if each.purpose is Purpose.VALUE)


def faded(settings: Settings, day: date) -> tuple[int, ...]:
    """Days of the value touches after a fade (R15)."""
    desk = Desk(account(touches=1), [TALKED], settings)
    desk.world = World(day)
    desk.log(Outcome.FADED)
    return tuple((each.on - day).days for each in desk.account.steps)


def takes_step(settings: Settings) -> tuple[int, ...]:
    """Distances at which a value touch takes the next step of its series (R15)."""
    taken = []
    for ahead in range(12):
        planned = step(Purpose.FADED, MONDAY + timedelta(days=ahead), StepKind.SERIES)
        desk = Desk(replace(account(touches=1), steps=(planned,)), [TALKED], settings)
        if desk.draw(Outcome.VALUE, step=None).kept:
            taken.append(ahead)
    return tuple(taken)


def leads(settings: Settings, day: date) -> tuple[int, ...]:
    """Days before a dated opening on which its touches stand (R22)."""
    on = day + timedelta(days=200)
    draft = moves.opening(account(), (person(),), Opening(EntryId(""), "renewal", MONDAY, on), World(MONDAY), settings)
    return tuple((on - each.on).days for each in draft.body.steps)  # type: ignore[union-attr]  # an opening has steps


def third_voicemail(settings: Settings) -> tuple[int, ...]:
    """Voicemails left before, at which one more warns (R17)."""
    warned = []
    for left in range(6):
        drawn = Desk(people=[replace(person(), voicemails=left)], settings=settings).draw(Outcome.VOICEMAIL)
        if any(each.rule == "R17" for each in drawn.notices):
            warned.append(left)
    return tuple(warned)


def voicemail_at(settings: Settings) -> tuple[int, ...]:
    """The attempts of a burst that say "leave a voicemail" (R17)."""

    def says(tried: int) -> bool:
        drawn = Desk(people=[replace(person(), burst=tried)], settings=settings).draw(Outcome.NO_ANSWER)
        return "voicemail" in drawn.steps[0].why

    return tuple(tried + 2 for tried in range(5) if says(tried))


def still_there(settings: Settings) -> tuple[int, ...]:
    """Days since "all set" on which a rhythm step first asks whether the provider is still there (R18)."""

    def asks(ago: int) -> bool:
        facts = replace(account(touches=1), all_set_on=MONDAY - timedelta(days=ago))
        return "provider" in Desk(facts, [TALKED], settings).draw(Outcome.NO).steps[0].why

    return tuple(ago for ago in range(140, 190) if asks(ago))


def free_of(whom: PersonFacts, facts: AccountFacts) -> See:
    """Days after a talk until the guard lets a planned touch through (R11)."""

    def see(settings: Settings, day: date) -> int:
        met, at = replace(whom, last_contact=day), replace(facts, last_contact=day)
        who = met if whom.talked else replace(whom, last_contact=None)
        return (guards.contact_gap_until(who, at, World(day), settings.guards, frozenset()) - day).days

    return week(see)


def hours_open(settings: Settings) -> tuple[int, ...]:
    """Hours of a working day at which an office counts as open (R36)."""
    at = (datetime(2026, 11, 23, hour, 30, tzinfo=CHICAGO) for hour in range(24))
    return tuple(each.hour for each in at if guards.office_open(each, settings.hours, frozenset()))


def hours_dialled(settings: Settings) -> tuple[int, ...]:
    """Hours at which a dial is let through without a warning (R36)."""
    at = (datetime(2026, 11, 23, hour, 30, tzinfo=CHICAGO) for hour in range(24))
    return tuple(
        each.hour for each in at
        if guards.dial_notice(World(MONDAY, there=each), Channel.CALL, settings.hours) is None
    )  # fmt: skip


def signs(*seen: str, days_ago: int = 0) -> tuple[Signal, ...]:
    day = MONDAY - timedelta(days=days_ago)
    return tuple(Signal(EntryId(f"s{number}"), name, day) for number, name in enumerate(seen))


def drain_of(*seen: str, days_ago: int = 0) -> See:
    """The drain score of signs (R24)."""
    return lambda settings: drain.score(signs(*seen, days_ago=days_ago), MONDAY, settings.drain)


def halved_after(settings: Settings) -> tuple[int, ...]:
    """Ages around two years at which a let-down still counts in full (R24)."""
    return tuple(
        age for age in range(726, 736) if drain.score(signs("bid-out", days_ago=age), MONDAY, settings.drain) == 2.0
    )


def proposed_at(kept: int | None) -> See:
    """Numbers of let-downs at which an account is proposed, anew after a keep at score `kept` (R25)."""

    def see(settings: Settings) -> tuple[int, ...]:
        fine = replace(settings, drain=replace(settings.drain, let_down=1.0))
        found = []
        for count in range(1, 12):
            facts = replace(account(touches=3), signals=signs(*["bid-out"] * count))
            if kept is not None:
                facts = replace(facts, kept_on=MONDAY - timedelta(days=1), kept_score=kept, kept_signals=0)
            if drain.proposal(facts, fit(facts, fine), fine, MONDAY) is not None:
                found.append(count)
        return tuple(found)

    return see


def spent(outcome: Outcome, channel: Channel) -> See:
    """Minutes of a touch that nobody measured (R27)."""
    return lambda settings: minutes.spent(Desk().said(outcome, channel=channel), settings.minutes)


def gate(settings: Settings, day: date) -> int:
    """Days until the missing answer of the dump point is asked for (R26)."""
    desk = Desk(account(touches=1), [TALKED], settings)
    desk.world = World(day)
    on = desk.draw(Outcome.MY_TIME, gate=GateAnswers(pain_found=False)).steps[0].on
    return (on - day).days


_TICKLE = step(Purpose.TICKLE, MONDAY)

SEEN: dict[str, See] = {
    "spacing.rhythm[0]": rhythm_after(0),
    "spacing.rhythm[1]": rhythm_after(1),
    "spacing.rhythm[2]": rhythm_after(2),
    "spacing.dream": next_after(Outcome.NO, facts=dream(account(touches=1))),
    "spacing.dream_a": next_after(Outcome.NO, facts=dream(account(touches=1)), tier=Tier.A),
    **{f"spacing.burst[{place}]": burst_after(place) for place in range(5)},
    **{f"spacing.chase[{place}]": chase_after(place) for place in range(3)},
    "spacing.comeback": next_after(Outcome.NO, whom=person(), note="the line stops"),
    "spacing.value_every": lambda settings: value_before(settings, 365),
    "spacing.value_quiet": lambda settings: tuple(len(value_before(settings, ahead)) for ahead in range(78, 86)),
    "spacing.faded": week(faded),
    "spacing.faded_times": week(faded),
    "spacing.timing": next_after(Outcome.NO, reading=Reading.TIMING),
    "spacing.value": next_after(Outcome.NO, reading=Reading.VALUE),
    "spacing.priority": next_after(Outcome.NO, reading=Reading.PRIORITY),
    "spacing.dream_most": next_after(Outcome.NO, reading=Reading.PRIORITY, facts=dream(account(touches=1))),
    "spacing.tier_c": next_after(Outcome.NO, facts=replace(account(touches=1), rhythm_run=1), tier=Tier.C),
    "spacing.still_there": still_there,
    "spacing.all_set": next_after(Outcome.ALL_SET),
    "spacing.tickle_first": next_after(Outcome.NOT_NOW),
    "spacing.tickle": next_after(Outcome.VALUE, facts=replace(account(touches=1), steps=(_TICKLE,)), step=_TICKLE.id),
    "spacing.talk": next_after(Outcome.TALK),
    "spacing.asked_work_days": next_after(Outcome.VALUE, reading=Reading.ASKED),
    "spacing.gate_work_days": week(gate),
    "spacing.takes_step": takes_step,
    "spacing.opening_lead[0]": week(leads),
    "spacing.opening_lead[1]": week(leads),
    "burst.voicemail_at[0]": voicemail_at,
    "burst.voicemail_at[1]": voicemail_at,
    "burst.voicemails": third_voicemail,
    "guards.person_work_days": free_of(TALKED, account()),
    "guards.account_work_days": free_of(person(), account()),
    "hours.call_from": hours_open,
    "hours.call_to": hours_open,
    "hours.dial_from": hours_dialled,
    "hours.dial_to": hours_dialled,
    "drain.let_down": drain_of("bid-out"),
    "drain.make_up": drain_of("bid-out", "apologised"),
    "drain.pity_order": drain_of("pity-order"),
    "drain.threshold": proposed_at(None),
    "drain.again": proposed_at(4),
    "drain.half_after": halved_after,
    "minutes.call": spent(Outcome.NO_ANSWER, Channel.CALL),
    "minutes.voicemail": spent(Outcome.VOICEMAIL, Channel.CALL),
    "minutes.talk": spent(Outcome.TALK, Channel.CALL),
    "minutes.email": spent(Outcome.VALUE, Channel.EMAIL),
    "minutes.visit": spent(Outcome.TALK, Channel.VISIT),
}
"""Setting (and place in it) -> what it does."""
