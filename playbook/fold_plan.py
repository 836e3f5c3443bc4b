"""How an entry changes the plan and the counters of its account: steps out, steps moved, steps in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from playbook import spacing
from playbook.bodies import NewStep, StepSet, TouchLogged
from playbook.entry import Entry
from playbook.facts import AccountFacts, Opening, Step
from playbook.openings import LEFT
from playbook.outcomes import OutcomeRow, row
from playbook.renewal import replace
from playbook.words import EntryId, Intent, Outcome, OutcomeClass, Purpose, Reading, Standing, StepId, StepKind

_PAIR = 2
_NEXT: Final = StepKind.NEXT
_RHYTHM: Final = Purpose.RHYTHM
_ALL_SET: Final = Outcome.ALL_SET
_LEFT: Final = Outcome.LEFT
_MEETING: Final = Outcome.MEETING
_TELLING = frozenset({Outcome.OFF_PROFILE, Outcome.FITS, Outcome.LEFT})
"""Outcomes that say something of the company itself."""


def in_order(state: AccountFacts) -> AccountFacts:
    """Return the account with its plan in order of day; at most one `next` stands, the newest one."""
    steps = state.steps
    if len(steps) < _PAIR:
        return state
    nexts = [step.id for step in steps if step.kind is StepKind.NEXT]
    if len(nexts) > 1:
        kept = max(nexts)
        steps = tuple(step for step in steps if step.kind is not StepKind.NEXT or step.id == kept)
    ordered = tuple(sorted(steps, key=lambda step: (step.on, step.id)))
    return state if ordered == state.steps else replace(state, steps=ordered)


def step_of(entry: EntryId, new: NewStep) -> Step:
    """Return the step that an entry plans."""
    return Step(
        StepId(f"{entry}/{new.n}"), new.kind, new.purpose, new.on, new.at, new.zone, new.channel, new.person,
        new.intent, new.gap, new.attempt, 0, None, new.rule, new.why,
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
    changes = _recorded(state, touch, known)
    changes["basis"] = entry.id
    if touch.plan:
        gone = {*touch.kept, *touch.ended}
        answered = [step for step in state.steps if step.id in gone and step.kind is _NEXT]
        _count(changes, state, touch, known, answered[0] if answered else None)
        _stand(changes, state, entry, touch)
        changes["steps"] = _steps(state, entry, touch, gone)
    return replace(state, **changes)


def _steps(state: AccountFacts, entry: Entry, touch: TouchLogged, gone: set[StepId]) -> tuple[Step, ...]:
    left = [step for step in state.steps if step.id not in gone]
    if touch.moved:
        days = {move.id: move.on for move in touch.moved}
        left = [replace(step, on=days[step.id]) if step.id in days else step for step in left]
    if touch.outcome is _MEETING and touch.reading is Reading.WON:
        left = []
    return (*left, *[step_of(entry.id, new) for new in touch.steps])


def _recorded(state: AccountFacts, touch: TouchLogged, known: OutcomeRow) -> dict[str, Any]:
    """What a touch says, whatever becomes of the plan."""
    newest = state.last_touch is None or touch.on >= state.last_touch
    told: dict[str, Any] = {}
    if known.a_no:
        told["nos"] = state.nos + 1
    if known.outcome is _LEFT:
        told["outlived"] = state.outlived + 1
    if newest:
        told["last_outcome"], told["last_reading"] = touch.outcome, touch.reading
        if touch.note and not known.gift:
            told["last_words"] = touch.note
    if known.talk or known.gift or known.outcome is _ALL_SET:
        _reached(told, state, touch, known)
    if touch.counts:
        _make(told, state, touch, newest=newest)
    return told


def _reached(told: dict[str, Any], state: AccountFacts, touch: TouchLogged, known: OutcomeRow) -> None:
    """What a talk (R8), a contact (R11) and the name of a provider (R18) leave behind."""
    if known.outcome is _ALL_SET:
        told["all_set_on"] = _later(touch.on, state.all_set_on)
        if touch.words:
            told["fields"] = _field(state, "incumbent", touch.words)
    if known.talk:
        told["last_talk"] = _later(touch.on, state.last_talk)
    if known.talk or known.gift:
        told["last_contact"] = _later(touch.on, state.last_contact)


def _make(told: dict[str, Any], state: AccountFacts, touch: TouchLogged, *, newest: bool) -> None:
    """What a touch that counts adds (R7)."""
    told["touches"] = state.touches + (not touch.inbound)
    if state.first_touch is None or touch.on < state.first_touch:
        told["first_touch"] = touch.on
    if newest:
        told["last_touch"], told["last_touch_person"] = touch.on, touch.person


def _later(on: date, held: date | None) -> date:
    return on if held is None or on > held else held


def _field(state: AccountFacts, name: str, value: str) -> tuple[tuple[str, str | int | float | bool], ...]:
    return tuple(sorted({**dict(state.fields), name: value}.items()))


def _count(
    told: dict[str, Any], state: AccountFacts, touch: TouchLogged, known: OutcomeRow, answered: Step | None
) -> None:
    """Count the burst at the company's own line and R8's gaps (`playbook.spacing`), and turn from ask to value."""
    if known.unanswered and touch.person is None and not touch.inbound:
        told["front_burst"] = state.front_burst + 1
    in_rhythm = answered is not None and answered.purpose is _RHYTHM
    missed = in_rhythm and known.unanswered
    if known.a_no or missed or _RHYTHM in [step.purpose for step in touch.steps]:
        told["rhythm_run"] = spacing.taken(state.rhythm_run, known, inbound=touch.inbound, in_rhythm=in_rhythm)
    elif known.resets or touch.inbound:
        told["rhythm_run"] = 0
    if in_rhythm and touch.counts and answered is not None:
        told["rhythm_asks"] = known.gift or answered.intent is not Intent.ASK


def _stand(told: dict[str, Any], state: AccountFacts, entry: Entry, touch: TouchLogged) -> None:
    if touch.standing is not None:
        told["stated"] = None if touch.standing is Standing.WORKING else touch.standing
    elif state.stated is not None and _is_over(state.stated, touch):
        told["stated"] = None
    if touch.outcome in _TELLING:
        _told_of(told, state, entry, touch)


def _told_of(told: dict[str, Any], state: AccountFacts, entry: Entry, touch: TouchLogged) -> None:
    """What is said of the company: that it fits or does not (R2), or that somebody left it (R21, R23)."""
    if touch.outcome is Outcome.OFF_PROFILE:
        told |= {"fit_said": "off", "fit_reason": touch.note}
    elif touch.outcome is Outcome.FITS:
        told |= {"fit_said": "fits", "fit_reason": touch.note}
    else:
        told["openings"] = (*state.openings, Opening(entry.id, LEFT, touch.on, touch.on, touch.person))


def _is_over(stated: Standing, touch: TouchLogged) -> bool:
    """Whether the touch ends the standing; the rep's own hand overrules what a list said (R2, R44)."""
    if stated is Standing.SET_ASIDE:
        return touch.counts
    return stated is Standing.TALKING and row(touch.outcome).cls is not OutcomeClass.NO_CONTACT
