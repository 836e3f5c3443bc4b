"""The fold: entries in the order of their ids become facts (DESIGN section 2).

It is mechanical: what a touch did to the plan stands in its entry, drawn by `playbook.decide` and shown before the key
was pressed. So neither new settings nor a new version silently change yesterday's plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from playbook import fold_people, fold_plan
from playbook.bodies import (
    AccountAdded,
    AccountSet,
    Barred,
    Dumped,
    DumpKept,
    OpeningSeen,
    RemarkMade,
    Revived,
    SignalSeen,
    StandingSet,
    StepSet,
    TouchAmended,
    TouchLogged,
    Unbarred,
)
from playbook.entry import Entry
from playbook.facts import GAP, AccountFacts, Bar, Fields, Opening, PersonFacts, Remark, Signal
from playbook.renewal import replace
from playbook.words import AccountId, Standing

step_person = fold_people.step_person


def settle(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries in order with each touch as it was last amended, and the amendments gone (R39).

    Only entries of living actions may be passed.
    """
    ordered = sorted(entries, key=_by_id)
    newest = {entry.body.touch: entry.body.body for entry in ordered if isinstance(entry.body, TouchAmended)}
    if not newest:
        return ordered
    return [
        replace(entry, body=newest[entry.id]) if entry.id in newest else entry
        for entry in ordered
        if not isinstance(entry.body, TouchAmended)
    ]


def fold_account(entries: Iterable[Entry]) -> AccountFacts | None:
    """Return the facts of one account from all of its living, settled entries."""
    return reduce(step_account, entries, None)


def fold_person(entries: Iterable[Entry]) -> PersonFacts | None:
    """Return the facts of one person from all of their living, settled entries."""
    return reduce(step_person, entries, None)


def step_account(state: AccountFacts | None, entry: Entry) -> AccountFacts | None:
    """Return the account after one more entry of its own; None while it was not added yet."""
    body = entry.body
    if isinstance(body, AccountAdded):
        return _added(state, entry, body)
    if state is None:
        return None
    if isinstance(body, TouchLogged):
        return fold_plan.in_order(fold_plan.touched(state, entry, body))
    return fold_plan.in_order(_step(replace(state, basis=entry.id), entry))


def _added(state: AccountFacts | None, entry: Entry, body: AccountAdded) -> AccountFacts:
    fields = merged((("name", body.name),), body.fields)
    if state is None:
        start = AccountFacts(AccountId(entry.entity), body.name, added=entry.at.date())
    else:
        start = state
        fields = merged(fields, state.fields)
    sources = tuple(sorted({*start.sources, *([body.source] if body.source else [])}))
    named = dict(fields).get("name", body.name)
    return replace(start, name=str(named), fields=fields, sources=sources, basis=entry.id)


def _step(state: AccountFacts, entry: Entry) -> AccountFacts:
    match entry.body:
        case StepSet() as steps:
            return fold_plan.steps_set(state, entry, steps)
        case AccountSet(fields=fields):
            held = merged(state.fields, fields)
            return replace(state, fields=held, name=str(dict(held).get("name", state.name)))
        case OpeningSeen() as seen:
            opening = Opening(entry.id, seen.opening, seen.seen, seen.on, seen.person, seen.text)
            left = tuple(step for step in state.steps if step.id not in seen.ended)
            others = tuple(each for each in state.openings if each.entry != seen.instead)
            told = replace(state, openings=(*others, opening), steps=left)
            return fold_plan.planted(told, entry, seen.steps)
        case SignalSeen(sign=sign, on=on, person=person):
            return replace(state, signals=(*state.signals, Signal(entry.id, sign, on, person)))
        case RemarkMade(about=about, text=text, on=on, person=person):
            return replace(state, remarks=(*state.remarks, Remark(entry.id, about, text, on, person)))
        case _:
            return _stand(state, entry)


def _stand(state: AccountFacts, entry: Entry) -> AccountFacts:  # noqa: PLR0911  (one case a kind of entry)
    match entry.body:
        case StandingSet() as said:
            return _standing_said(state, entry, said)
        case Barred(channel=channel, words=words):
            bars = (*state.bars, Bar(entry.id, None, channel, words))
            stated = Standing.BARRED if channel is None else state.stated
            return replace(state, bars=bars, stated=stated)
        case Unbarred(bars=lifted):
            left = tuple(bar for bar in state.bars if bar.entry not in lifted)
            free = state.stated is Standing.BARRED and all(bar.channel is not None for bar in left)
            return replace(state, bars=left, stated=None if free else state.stated)
        case DumpKept() as kept:
            held = replace(
                state, kept_on=kept.on, kept_score=kept.score, kept_signals=len(state.signals),
                kept_gaps=_gaps(state), fit_said="fits" if kept.overrules_profile else state.fit_said,
                fit_reason=kept.reason,
            )  # fmt: skip
            return fold_plan.planted(held, entry, kept.steps)
        case Dumped(on=on, reason=reason):
            return replace(state, stated=Standing.DUMPED, dumped_on=on, dump_reason=reason, steps=())
        case Revived() as revived:
            back = replace(
                state, stated=_if_barred(state), dumped_on=None, dump_reason="", signals=(),
                kept_on=revived.on, kept_score=0, kept_signals=0, kept_gaps=_gaps(state),
            )  # fmt: skip
            return back if back.stated is not None else fold_plan.planted(back, entry, revived.steps)
        case _:
            return state


def _if_barred(state: AccountFacts) -> Standing | None:
    """A bar of the whole account outlives every other standing (R38)."""
    whole = any(bar.person is None and bar.channel is None for bar in state.bars)
    return Standing.BARRED if whole else None


def _gaps(state: AccountFacts) -> int:
    return sum(remark.about == GAP for remark in state.remarks)


def _standing_said(state: AccountFacts, entry: Entry, said: StandingSet) -> AccountFacts:
    # A bar of the whole account outlives what a list or a hand says of its standing (R38).
    stated = _if_barred(state) or said.standing if said.dream is None else state.stated
    dream = state.dream if said.dream is None else said.dream
    since = state.dream_since if said.dream is None else (said.on if said.dream else None)
    return fold_plan.planted(replace(state, stated=stated, dream=dream, dream_since=since), entry, said.steps)


def merged(old: Fields, new: Fields) -> Fields:
    """Return `old` with the fields of `new` over it, sorted by name; an empty text clears a field."""
    held = dict(old) | dict(new)
    return tuple(sorted([item for item in held.items() if item[1] != ""]))


def _by_id(entry: Entry) -> str:
    return entry.id
