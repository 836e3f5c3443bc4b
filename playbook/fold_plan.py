"""How an entry changes the plan and the counters of its account: steps out, steps moved, steps in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from playbook import spacing
from playbook.bodies import NewStep, StepSet, TouchLogged
from playbook.entry import Entry
from playbook.facts import AccountFacts, Opening, Step
from playbook.openings import LEFT
from playbook.outcomes import OutcomeRow, row
from playbook.renewal import replace
from playbook.words import EntryId, Intent, Outcome, OutcomeClass, Purpose, Reading, Standing, StepId, StepKind

_PAIR = 2


def in_order(state: AccountFacts) -> AccountFacts:
    """Return the account with its plan in order of day; at most one `next` stands, the newest one."""
    nexts = [step.id for step in state.steps if step.kind is StepKind.NEXT]
    kept = max(nexts, default=None)
    steps = state.steps
    if len(nexts) > 1:
        steps = tuple(step for step in steps if step.kind is not StepKind.NEXT or step.id == kept)
    ordered = steps if len(steps) < _PAIR else tuple(sorted(steps, key=lambda step: (step.on, step.id)))
    return state if ordered == state.steps else replace(state, steps=ordered)


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
    """Return the account after a touch: its record always, its plan unless the touch is dated before a later one.

    What changes is gathered and the account renewed once: years of a book are made of touches.
    """
    known = row(touch.outcome)
    changes = {"basis": entry.id, **_recorded(state, touch, known)}
    if touch.plan:
        gone = {*touch.kept, *touch.ended}
        answered = next((step for step in state.steps if step.id in gone and step.kind is StepKind.NEXT), None)
        changes |= _counted(state, touch, known, answered)
        changes |= _stated(state, entry, touch)
        changes["steps"] = _steps(state, entry, touch, gone)
    return replace(state, **changes)


def _steps(state: AccountFacts, entry: Entry, touch: TouchLogged, gone: set[StepId]) -> tuple[Step, ...]:
    left = [step for step in state.steps if step.id not in gone]
    if touch.moved:
        days = {move.id: move.on for move in touch.moved}
        left = [replace(step, on=days[step.id]) if step.id in days else step for step in left]
    if touch.outcome is Outcome.MEETING and touch.reading is Reading.WON:
        left = []
    return (*left, *(step_of(entry.id, new) for new in touch.steps))


def _recorded(state: AccountFacts, touch: TouchLogged, known: OutcomeRow) -> dict[str, Any]:
    """What a touch says, whatever becomes of the plan."""
    newest = state.last_touch is None or touch.on >= state.last_touch
    told: dict[str, Any] = {"nos": state.nos + known.a_no, "outlived": state.outlived + (touch.outcome is Outcome.LEFT)}
    if newest:
        told |= {"last_outcome": touch.outcome, "last_reading": touch.reading}
        if touch.note and not known.gift:
            told["last_words"] = touch.note
    if known.outcome is Outcome.ALL_SET:
        told["all_set_on"] = _later(touch.on, state.all_set_on)
        if touch.words:
            told["fields"] = _field(state, "incumbent", touch.words)
    if known.talk:
        told["last_talk"] = _later(touch.on, state.last_talk)
    if known.talk or known.gift:
        told["last_contact"] = _later(touch.on, state.last_contact)
    if touch.counts:
        told |= _made(state, touch, newest=newest)
    return told


def _made(state: AccountFacts, touch: TouchLogged, *, newest: bool) -> dict[str, Any]:
    """What a touch that counts adds (R7)."""
    return {
        "touches": state.touches + (not touch.inbound),
        "first_touch": min(touch.on, state.first_touch or touch.on),
        "last_touch": _later(touch.on, state.last_touch),
        "last_touch_person": touch.person if newest else state.last_touch_person,
    }


def _later(on: date, held: date | None) -> date:
    return on if held is None or on > held else held


def _field(state: AccountFacts, name: str, value: str) -> tuple[tuple[str, str | int | float | bool], ...]:
    return tuple(sorted({**dict(state.fields), name: value}.items()))


def _counted(state: AccountFacts, touch: TouchLogged, known: OutcomeRow, answered: Step | None) -> dict[str, Any]:
    """Count the burst at the company's own line and R8's gaps (`playbook.spacing`), and turn from ask to value."""
    told: dict[str, Any] = {}
    if known.unanswered and touch.person is None and not touch.inbound:
        told["front_burst"] = state.front_burst + 1
    in_rhythm = answered is not None and answered.purpose is Purpose.RHYTHM
    missed = in_rhythm and known.unanswered
    if known.a_no or missed or any(step.purpose is Purpose.RHYTHM for step in touch.steps):
        told["rhythm_run"] = spacing.taken(state.rhythm_run, known, inbound=touch.inbound, in_rhythm=in_rhythm)
    elif known.resets or touch.inbound:
        told["rhythm_run"] = 0
    if in_rhythm and touch.counts and answered is not None:
        told["rhythm_asks"] = known.gift or answered.intent is not Intent.ASK
    return told


def _stated(state: AccountFacts, entry: Entry, touch: TouchLogged) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if touch.standing is not None:
        told["stated"] = None if touch.standing is Standing.WORKING else touch.standing
    elif _is_over(state.stated, touch):
        told["stated"] = None
    if touch.outcome is Outcome.OFF_PROFILE:
        told |= {"fit_said": "off", "fit_reason": touch.note}
    elif touch.outcome is Outcome.FITS:
        told |= {"fit_said": "fits", "fit_reason": touch.note}
    elif touch.outcome is Outcome.LEFT:
        told["openings"] = (*state.openings, Opening(entry.id, LEFT, touch.on, touch.on, touch.person))
    return told


def _is_over(stated: Standing | None, touch: TouchLogged) -> bool:
    """Whether the touch ends the standing; the rep's own hand overrules what a list said (R2, R44)."""
    if stated is Standing.SET_ASIDE:
        return touch.counts
    return stated is Standing.TALKING and row(touch.outcome).cls is not OutcomeClass.NO_CONTACT
