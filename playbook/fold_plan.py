"""How an entry changes the plan and the counters of its account: steps out, steps moved, steps in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from playbook import spacing
from playbook.bodies import NewStep, StepSet, TouchLogged
from playbook.entry import Entry
from playbook.facts import AccountFacts, Opening, Step
from playbook.openings import LEFT
from playbook.outcomes import OutcomeRow, row
from playbook.renewal import replace
from playbook.words import EntryId, Intent, Outcome, OutcomeClass, Purpose, Reading, Standing, StepId, StepKind


def in_order(state: AccountFacts) -> AccountFacts:
    """Return the account with its plan in order of day; at most one `next` stands, the newest one."""
    nexts = [step for step in state.steps if step.kind is StepKind.NEXT]
    kept = max((step.id for step in nexts), default=None)
    steps = (step for step in state.steps if step.kind is not StepKind.NEXT or step.id == kept)
    return replace(state, steps=tuple(sorted(steps, key=lambda step: (step.on, step.id))))


def step_of(entry: EntryId, new: NewStep) -> Step:
    """Return the step that an entry plans."""
    return Step(
        StepId(f"{entry}/{new.n}"), new.kind, new.purpose, new.on, new.at, new.zone, new.channel, new.person,
        new.intent, new.gap, new.attempt, rule=new.rule, why=new.why,
    )  # fmt: skip


def planted(state: AccountFacts, entry: Entry, steps: Sequence[NewStep]) -> AccountFacts:
    """Return the account with more steps in its plan."""
    return replace(state, steps=(*state.steps, *(step_of(entry.id, new) for new in steps)))


def steps_set(state: AccountFacts, entry: Entry, body: StepSet) -> AccountFacts:
    """Return the account after steps were moved, ended or added by hand."""
    days = {move.id: move.on for move in body.moved}
    put_off = 1 if body.snoozed else 0
    steps = tuple(
        _put_off(step, days[step.id], put_off, later=body.later) if step.id in days else step
        for step in state.steps
        if step.id not in body.ended
    )
    return planted(replace(state, steps=steps), entry, body.steps)


def _put_off(step: Step, on: date, times: int, *, later: bool) -> Step:
    return replace(step, on=on, snoozed=step.snoozed + times, later=on if later else None)


def touched(state: AccountFacts, entry: Entry, touch: TouchLogged) -> AccountFacts:
    """Return the account after a touch: its record always, its plan unless the touch is dated before a later one."""
    known = row(touch.outcome)
    told = _recorded(state, touch, known)
    if not touch.plan:
        return told
    gone = {*touch.kept, *touch.ended}
    answered = next((step for step in state.steps if step.id in gone and step.kind is StepKind.NEXT), None)
    days = {move.id: move.on for move in touch.moved}
    steps = tuple(replace(step, on=days.get(step.id, step.on)) for step in state.steps if step.id not in gone)
    counted = _rhythm(_burst(told, touch, known), touch, known, answered)
    return planted(_stated(replace(counted, steps=steps), entry, touch), entry, touch.steps)


def _recorded(state: AccountFacts, touch: TouchLogged, known: OutcomeRow) -> AccountFacts:
    newest = state.last_touch is None or touch.on >= state.last_touch
    told = replace(
        state,
        nos=state.nos + known.a_no,
        last_words=touch.note if touch.note and newest and not known.gift else state.last_words,
        outlived=state.outlived + (touch.outcome is Outcome.LEFT),
        last_outcome=touch.outcome if newest else state.last_outcome,
        last_reading=touch.reading if newest else state.last_reading,
    )
    if known.outcome is Outcome.ALL_SET:
        told = replace(told, all_set_on=max(touch.on, told.all_set_on or touch.on))
        told = replace(told, fields=_field(told, "incumbent", touch.words)) if touch.words else told
    if known.talk:
        told = replace(told, last_talk=max(touch.on, told.last_talk or touch.on))
    if known.talk or known.gift:
        told = replace(told, last_contact=max(touch.on, told.last_contact or touch.on))
    if not touch.counts:
        return told
    return replace(
        told,
        touches=told.touches + (not touch.inbound),
        first_touch=min(touch.on, told.first_touch or touch.on),
        last_touch=max(touch.on, told.last_touch or touch.on),
        last_touch_person=touch.person if newest else told.last_touch_person,
    )


def _field(state: AccountFacts, name: str, value: str) -> tuple[tuple[str, str | int | float | bool], ...]:
    return tuple(sorted({**dict(state.fields), name: value}.items()))


def _burst(state: AccountFacts, touch: TouchLogged, known: OutcomeRow) -> AccountFacts:
    if known.unanswered and touch.person is None and not touch.inbound:
        return replace(state, front_burst=state.front_burst + 1)
    return state


def _rhythm(state: AccountFacts, touch: TouchLogged, known: OutcomeRow, answered: Step | None) -> AccountFacts:
    """Count R8's gaps (`playbook.spacing`), and turn from ask to value and back."""
    in_rhythm = answered is not None and answered.purpose is Purpose.RHYTHM
    missed = in_rhythm and known.unanswered
    if known.a_no or missed or any(step.purpose is Purpose.RHYTHM for step in touch.steps):
        run = spacing.taken(state.rhythm_run, known, inbound=touch.inbound, in_rhythm=in_rhythm)
        state = replace(state, rhythm_run=run)
    elif known.resets or touch.inbound:
        state = replace(state, rhythm_run=0)
    if in_rhythm and touch.counts and answered is not None:
        state = replace(state, rhythm_asks=known.gift or answered.intent is not Intent.ASK)
    return state


def _stated(state: AccountFacts, entry: Entry, touch: TouchLogged) -> AccountFacts:
    stated = state.stated
    if touch.standing is not None:
        stated = None if touch.standing is Standing.WORKING else touch.standing
    elif stated is Standing.SET_ASIDE and touch.counts:
        # The rep's own hand overrules what a list said (R2, R44).
        stated = None
    elif stated is Standing.TALKING and row(touch.outcome).cls is not OutcomeClass.NO_CONTACT:
        stated = None
    state = replace(state, stated=stated)
    if touch.outcome is Outcome.OFF_PROFILE:
        return replace(state, fit_said="off", fit_reason=touch.note)
    if touch.outcome is Outcome.FITS:
        return replace(state, fit_said="fits", fit_reason=touch.note)
    if touch.outcome is Outcome.LEFT:
        opening = Opening(entry.id, LEFT, touch.on, touch.on, touch.person)
        return replace(state, openings=(*state.openings, opening))
    if touch.outcome is Outcome.MEETING and touch.reading is Reading.WON:
        return replace(state, steps=())
    return state
