"""What a list's standing becomes in the book (R44): customers, lost ones, bars, next activities, notes.

What a list says counts once: on the next import only what it says anew does, so a rep's own word stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final

from playbook.bodies import Barred, Body, Move, NewStep, RemarkMade, StandingSet, StepSet
from playbook.facts import AccountFacts, PersonFacts, Value
from playbook.words import Channel, PersonId, Purpose, Standing, StepKind
from storage.importing import refs, standing
from storage.importing.said import Remark, StandingSaid
from storage.importing.staged import Firm, Person

BARS: Final = "~bars"
_ENDED: Final = frozenset({Standing.DUMPED, Standing.BARRED, Standing.CLOSED})
_STATED: Final = {
    standing.CUSTOMER: Standing.CUSTOMER,
    standing.CLOSED: Standing.CLOSED,
    standing.UNQUALIFIED: Standing.SET_ASIDE,
}
_RULE: Final = "R44"


@dataclass(frozen=True, slots=True)
class Stands:
    """What a list's standing writes, and what is remembered of it."""

    bodies: tuple[Body, ...]
    about_account: tuple[Body, ...] = ()
    """Bodies of a person's row that belong to their account: notes, a next activity."""
    said: dict[str, Value] = field(default_factory=dict)
    past: tuple[date, ...] = ()
    """Next activities that lie behind us: told, not planned."""
    kept: str = ""
    """A standing of the list that the book's own outweighs."""


def account(
    held: Firm, people: Sequence[Person], facts: AccountFacts | None, before: Mapping[str, Value], today: date
) -> Stands:
    """Return what the rows of a firm say of where it stands."""
    meaning, words = _whole(held.stands, [person.stands for person in people])
    said: dict[str, Value] = {refs.STANDING: meaning} if meaning else {}
    bodies: list[Body] = []
    kept = ""
    if meaning and before.get(refs.STANDING) != meaning:
        stated = _stated(meaning, words, facts, today)
        bodies += stated
        kept = words if meaning in _STATED and not stated and _stands_otherwise(facts, meaning) else ""
    own = _events(held.stands, None, facts, before, today)
    bars = _bars(held.stands, facts, before)
    return Stands(
        (*bodies, *bars, *own.bodies), said=said | _bars_said(held.stands) | own.said, past=own.past, kept=kept
    )


def person(
    held: Person,
    who: PersonId,
    facts: PersonFacts | None,
    before: Mapping[str, Value],
    at: AccountFacts | None,
    today: date,
) -> Stands:
    """Return what the rows of a person say: bars are theirs, notes and a next activity stand on their account."""
    own = _events(held.stands, who, at, before, today)
    bars = _bars(held.stands, facts, before)
    return Stands(tuple(bars), own.bodies, _bars_said(held.stands) | own.said, own.past)


def told(stands: Stands, file: str, line: int, name: str) -> Iterator[Remark]:
    """Yield what a rep should hear of it."""
    for day in stands.past:
        yield Remark(
            "past", file, line, f"{name}: the next activity, {day.isoformat()}, lies behind us and was not planned"
        )
    if stands.kept:
        yield Remark("kept", file, line, f'{name}: the list says "{stands.kept}"; what stands in the planner was kept')


def _whole(firm: Sequence[StandingSaid], people: Sequence[Sequence[StandingSaid]]) -> tuple[str, str]:
    """Return where a firm stands by all of its rows: unqualified only if nobody there is anything else."""
    said = [*firm, *(each for stands in people for each in stands)]
    found = {each.meaning: each.words for each in reversed(said) if each.meaning}
    for meaning in (standing.CLOSED, standing.CUSTOMER, standing.LOST):
        if meaning in found:
            return meaning, found[meaning]
    everybody = [firm] if any(each.meaning for each in firm) else people
    if set(found) == {standing.UNQUALIFIED} and all(_speak(stands) for stands in everybody):
        return standing.UNQUALIFIED, found[standing.UNQUALIFIED]
    return "", ""


def _speak(stands: Sequence[StandingSaid]) -> bool:
    """Return whether every row of somebody says where they stand."""
    return bool(stands) and all(each.meaning for each in stands)


def _stated(meaning: str, words: str, facts: AccountFacts | None, today: date) -> list[Body]:
    if meaning == standing.LOST:
        return [RemarkMade("note", f"list says lost: {words}", today)]
    wanted = _STATED[meaning]
    if facts is not None:
        worked = wanted is Standing.SET_ASIDE and (facts.touches > 0 or bool(facts.steps) or facts.stated is not None)
        if facts.stated in _ENDED or facts.stated is wanted or worked:
            return []
    return [StandingSet(today, wanted, reason=f"list says {words}")]


def _stands_otherwise(facts: AccountFacts | None, meaning: str) -> bool:
    return facts is not None and facts.stated is not _STATED[meaning]


def _bars(
    said: Sequence[StandingSaid], facts: AccountFacts | PersonFacts | None, before: Mapping[str, Value]
) -> list[Body]:
    """Return the bars that a list sets anew (R38): one that it set before and that is gone was lifted with a reason."""
    wanted = _wanted_bars(said)
    if not wanted:
        return []
    known = set(str(before.get(BARS, "")).split(","))
    held = {bar.channel for bar in facts.bars} if facts is not None else set()
    found: list[Body] = []
    for name, words in wanted.items():
        channel = None if name == standing.EVERY_CHANNEL else Channel(name)
        if name not in known and channel not in held and None not in held:
            found.append(Barred(channel, words))
    return found


def _wanted_bars(said: Sequence[StandingSaid]) -> dict[str, str]:
    wanted = {
        name: f"list says {each.barred_by or each.words or 'do not contact'}" for each in said for name in each.bars
    }
    whole = standing.EVERY_CHANNEL
    return {whole: wanted[whole]} if whole in wanted else wanted


def _bars_said(said: Sequence[StandingSaid]) -> dict[str, Value]:
    wanted = _wanted_bars(said)
    return {BARS: ",".join(sorted(wanted))} if wanted else {}


@dataclass(frozen=True, slots=True)
class _Events:
    bodies: tuple[Body, ...]
    said: dict[str, Value]
    past: tuple[date, ...]


def _events(
    said: Sequence[StandingSaid],
    who: PersonId | None,
    facts: AccountFacts | None,
    before: Mapping[str, Value],
    today: date,
) -> _Events:
    """Return notes and the next activity of some rows; the earliest day that is still ahead is the one."""
    bodies: list[Body] = []
    told: dict[str, Value] = {}
    notes = list(dict.fromkeys(each.note for each in said if each.note))
    if notes:
        text = "\n".join(notes)
        told[refs.NOTE] = sha256(text.encode()).hexdigest()[:16]
        if told[refs.NOTE] != before.get(refs.NOTE):
            bodies.append(RemarkMade("note", text, today, who))
    days = sorted({each.next_activity for each in said if each.next_activity is not None})
    ahead = [day for day in days if day >= today]
    if ahead and before.get(refs.STEP) != ahead[0].isoformat() and (facts is None or facts.stated not in _ENDED):
        bodies.append(_step(ahead[0], who, facts, str(before.get(refs.STEP, ""))))
    if days:
        told[refs.STEP] = (ahead or days)[0].isoformat()
    past = tuple(days) if days and not ahead and before.get(refs.STEP) != told[refs.STEP] else ()
    return _Events(tuple(bodies), told, past)


def _step(day: date, who: PersonId | None, facts: AccountFacts | None, before: str) -> StepSet:
    """Plan the hand date of a list, or move the one that it planned before."""
    planned = [step for step in (facts.steps if facts else ()) if step.rule == _RULE and step.on.isoformat() == before]
    if planned:
        return StepSet(moved=(Move(planned[0].id, day),), why="the list moved its next activity")
    step = NewStep(1, StepKind.HAND, Purpose.HAND, day, person=who, rule=_RULE, why="next activity in the list")
    return StepSet(steps=(step,), why="next activity in the list")
