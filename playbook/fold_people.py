"""How entries change a person: their own, and the touches that name them (DESIGN section 2)."""

from __future__ import annotations

from typing import Any, Final

from playbook import guards
from playbook.bodies import Barred, PersonAdded, PersonSet, TouchLogged, Unbarred
from playbook.entry import Entry
from playbook.facts import Bar, Fields, PersonFacts
from playbook.outcomes import OutcomeRow, row
from playbook.renewal import replace
from playbook.words import Channel, Outcome, PersonId, Reading, Role

MAIL = frozenset({Channel.EMAIL})
PHONE = frozenset({Channel.CALL, Channel.TEXT})
_LEFT: Final = Outcome.LEFT
_VOICEMAIL: Final = Outcome.VOICEMAIL
_PERSON: Final = Reading.PERSON
_NUMBER: Final = Reading.NUMBER
_BOUNCED: Final = Reading.BOUNCED


def step_person(state: PersonFacts | None, entry: Entry) -> PersonFacts | None:  # noqa: PLR0911  (one case a kind)
    """Return the person after one more entry; None while they were not added yet."""
    if isinstance(entry.body, PersonAdded):
        return _added(state, entry, entry.body) if state is None or entry.entity == state.id else state
    if state is None:
        return None
    own = entry.entity == state.id
    match entry.body:
        case TouchLogged() as touch if touch.person == state.id:
            return _touched(state, touch)
        case PersonSet() as told if own:
            return _told(state, told)
        case Barred(channel=channel, words=words) if own:
            return replace(state, bars=(*state.bars, Bar(entry.id, state.id, channel, words)))
        case Unbarred(bars=lifted) if own:
            return replace(state, bars=tuple(bar for bar in state.bars if bar.entry not in lifted))
        case _:
            return state


def _added(state: PersonFacts | None, entry: Entry, added: PersonAdded) -> PersonFacts:
    fields = _over((("name", added.name),), added.fields)
    if state is not None:
        return _named(replace(state, fields=_over(fields, state.fields)))
    start = PersonFacts(PersonId(entry.entity), added.account, added.name, fields, came_from=added.came_from)
    return _named(start)


def _told(state: PersonFacts, told: PersonSet) -> PersonFacts:
    moved = told.account is not None and told.account != state.account
    held = replace(
        state,
        fields=_over(state.fields, told.fields),
        account=told.account or state.account,
        came_from=told.came_from or state.came_from,
        gone=state.gone if told.gone is None else told.gone,
    )
    if moved:
        # The burst and the run of No's belong to the old seat, the bars to the person (R21, R38).
        held = replace(
            held, burst=0, burst_over=False, voicemails=0, no_run=0, comeback_used=False, gone=bool(told.gone)
        )
    return _named(held)


def _named(state: PersonFacts) -> PersonFacts:
    said = state.get("role")
    role = next((role for role in Role if role == said), Role.UNKNOWN) if said else Role.UNKNOWN
    return replace(state, name=state.get("name") or state.name, role=role)


def _touched(state: PersonFacts, touch: TouchLogged) -> PersonFacts:
    """What a touch says of the person; what changes is gathered and the person renewed once."""
    known = row(touch.outcome)
    told = _counted(state, touch, known)
    if touch.outcome is _LEFT or touch.reading is _PERSON:
        told |= {"gone": True, "burst_over": True}
    elif touch.reading is _NUMBER:
        told["bad"] = state.bad | PHONE
    elif touch.reading is _BOUNCED:
        told["bad"] = state.bad | MAIL
    elif not (known.unanswered and guards.same_attempt(state, touch.on, touch.hour, touch.channel)):
        _burst(told, state, touch, known)
    return replace(state, **told)


def _counted(state: PersonFacts, touch: TouchLogged, known: OutcomeRow) -> dict[str, Any]:
    newest = state.last_touch is None or touch.on >= state.last_touch
    told = _answered(state, touch, known)
    if touch.counts:
        told["touches"] = state.touches + (not touch.inbound)
        if newest:
            told["last_touch"] = touch.on
    if newest and touch.hour is not None:
        told["last_hour"] = touch.hour
    if newest and touch.channel is not None:
        told["last_channel"] = touch.channel
    return told


def _answered(state: PersonFacts, touch: TouchLogged, known: OutcomeRow) -> dict[str, Any]:
    """What their answer adds: No's and the run of them (R16), a talk, a contact (R11)."""
    told: dict[str, Any] = {}
    if known.a_no:
        told["nos"] = state.nos + 1
        told["no_run"] = state.no_run + 1
    if known.resets or touch.inbound:
        told["no_run"] = 0
    if known.talk:
        told["talked"] = True
    if known.a_no or known.talk:
        told["comeback_used"] = True
    if known.talk or known.gift:
        told["last_contact"] = max(touch.on, state.last_contact or touch.on)
    return told


def _burst(told: dict[str, Any], state: PersonFacts, touch: TouchLogged, known: OutcomeRow) -> None:
    if touch.inbound or (touch.counts and not known.unanswered):
        told["burst_over"] = True
    elif known.unanswered and not state.burst_over:
        told["burst"] = state.burst + 1
        told["voicemails"] = state.voicemails + (touch.outcome is _VOICEMAIL)


def _over(old: Fields, new: Fields) -> Fields:
    held = dict(old) | dict(new)
    return tuple(sorted([item for item in held.items() if item[1] != ""]))
