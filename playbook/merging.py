"""One of two: which words stand where both say something, and the entries of a merge or a move (DESIGN section 2, R21).

The fold adds two up (`playbook.fold_merged`); here is what a rep sees before it and may choose. A merge is one action,
so one undo splits them again (R39).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from playbook import fold_merged, not_same
from playbook.bodies import AccountMerged, AccountSet, PersonMerged, PersonSet
from playbook.decision import Draft
from playbook.errors import BadInput, Refused
from playbook.facts import AccountFacts, Fields, PersonFacts, Step, Value
from playbook.folding import fold
from playbook.words import AccountId, EntryId, StepKind

_BOTH: Final = frozenset({fold_merged.ALSO, "tags", not_same.FIELD})
"""Fields of which both sides' words are kept."""
_NAME: Final = "name"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of which both say something else."""

    field: str
    kept: Value
    """What stands unless the other is chosen."""
    gone: Value


@dataclass(frozen=True, slots=True)
class Plans:
    """What becomes of two plans: promises and series all stay, of two next steps the newest (DESIGN section 2)."""

    stay: tuple[Step, ...] = ()
    end: tuple[Step, ...] = ()


def conflicts(kept: AccountFacts | PersonFacts, gone: AccountFacts | PersonFacts) -> tuple[Conflict, ...]:
    """Return the fields of which both say something else, the name first; case and blanks are no difference."""
    mine = {**dict(kept.fields), _NAME: kept.name}
    theirs = {**dict(gone.fields), _NAME: gone.name}
    names = [_NAME, *sorted(mine.keys() & theirs.keys() - {_NAME} - _BOTH)]
    return tuple(
        Conflict(name, mine[name], theirs[name])
        for name in names
        if name in mine and name in theirs and fold(str(mine[name])) != fold(str(theirs[name]))
    )


def plans(kept: AccountFacts, gone: AccountFacts) -> Plans:
    """Return which steps of both stay when they become one."""
    one = fold_merged.accounts(kept, gone, kept.id, EntryId(""))
    stay = () if one is None else one.steps
    left = {step.id for step in stay}
    return Plans(stay, tuple(step for step in (*kept.steps, *gone.steps) if step.id not in left))


def promises(steps: Collection[Step]) -> tuple[Step, ...]:
    """Return the promises among these steps: what a rep wants to be told of (R10)."""
    return tuple(step for step in steps if step.kind is StepKind.PROMISE)


def accounts(kept: AccountFacts, gone: AccountFacts, take: Collection[str] = ()) -> tuple[Draft, ...]:
    """Return two companies made one; of the fields in `take` the going one's words stand.

    Raises:
        Refused: they are one already.
        BadInput: a field in `take` says nothing else on the other side.
    """
    _two(kept.id, gone.id)
    chosen = _chosen(kept, gone, take)
    merged = Draft(gone.id, AccountMerged(kept.id))
    return (merged, Draft(kept.id, AccountSet(chosen))) if chosen else (merged,)


def people(kept: PersonFacts, gone: PersonFacts, take: Collection[str] = ()) -> tuple[Draft, ...]:
    """Return two people made one; of the fields in `take` the going one's words stand.

    Raises:
        Refused: they are one already.
        BadInput: a field in `take` says nothing else on the other side.
    """
    _two(kept.id, gone.id)
    chosen = _chosen(kept, gone, take)
    merged = Draft(gone.id, PersonMerged(kept.id))
    return (merged, Draft(kept.id, PersonSet(chosen))) if chosen else (merged,)


def label(kept: AccountFacts | PersonFacts, gone: AccountFacts | PersonFacts) -> str:
    """Return what undo will call the merge."""
    return f"merge {gone.name} into {kept.name}"


def moved(person: PersonFacts, to: AccountId) -> tuple[Draft, ...]:
    """Return a person put at another company, as a correction: bars travel (R38), history stays where it happened.

    Somebody who left for a new firm is another matter (R21, `changes.follow`): there the relation is noted.

    Raises:
        Refused: they are there already.
    """
    if person.account == to:
        raise Refused(f"{person.name} is there already. Nothing was changed.")
    return (Draft(person.id, PersonSet(account=to, gone=False)),)


def _two(kept: str, gone: str) -> None:
    if kept == gone:
        raise Refused("These are one and the same already. Nothing was changed.")


def _chosen(kept: AccountFacts | PersonFacts, gone: AccountFacts | PersonFacts, take: Collection[str]) -> Fields:
    known = {each.field: each for each in conflicts(kept, gone)}
    odd = sorted(set(take) - known.keys())
    if odd:
        offered = ", ".join(known) or "none: they don't contradict each other"
        raise BadInput(
            f"There is nothing to choose for {', '.join(odd)}.", f"Fields of which both say something: {offered}."
        )
    held: dict[str, Value] = {name: known[name].gone for name in take}
    if _NAME in held:
        held[fold_merged.ALSO] = _names(kept, gone)
    return tuple(sorted(held.items()))


def _names(kept: AccountFacts | PersonFacts, gone: AccountFacts | PersonFacts) -> str:
    """The other names, where the going one's name stands."""
    known = (kept.name, *fold_merged.other_names(kept, gone).split(fold_merged.BETWEEN))
    return fold_merged.BETWEEN.join(dict.fromkeys(name for name in known if name and fold(name) != fold(gone.name)))
