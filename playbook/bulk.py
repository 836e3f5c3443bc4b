"""One thing done to many accounts at once: the drafts of one action, and who stays as they are, with the reason.

One action, so one undo (R39). What a rule forbids is left out and told, never forced: who is barred stays barred (R38).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from playbook import days, moves, people, placement
from playbook.bodies import Dumped, DumpKept, Move, NewStep, StandingSet, StepSet
from playbook.decision import Draft, World
from playbook.facts import AccountFacts, PersonFacts
from playbook.folding import fold
from playbook.words import Channel, Intent, Purpose, Standing, StepKind

JUNK: Final = "junk"
"""Reason of what was never worth a call: let go without hours, so nothing is won by it (R30), and no import brings it
back (R29)."""
_TOLD: Final = 500
"""Accounts between two words on how far it is."""


class Deed(StrEnum):
    """What can be done to many."""

    DUMP = "dump"
    JUNK = "junk"
    TAG = "tag"
    UNTAG = "untag"
    STAR = "star"
    SNOOZE = "snooze"
    TICKLE = "tickle"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to do to many."""

    deed: Deed
    on: date
    text: str = ""
    """The reason of a dump or a keep, the tag."""
    days: int = 0
    """After how many days a tickle comes, a little fuzzed and balanced over the days (R9, R31), or a snooze ends."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One of the many, as far as a deed looks."""

    account: AccountFacts
    standing: Standing
    hours: float = 0.0
    """Of the last 90 days: what a dump wins a quarter (R30)."""
    score: int = 0
    """Drain score now, which a keep has looked at (R25)."""
    proposed: bool = False
    """It waits in the dump queue."""
    people: tuple[PersonFacts, ...] = ()
    """Who works there: read for a tickle only."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a deed comes to."""

    drafts: tuple[Draft, ...]
    left: tuple[tuple[str, int], ...] = ()
    """Why some stay as they are, and how many for each reason."""

    @property
    def count(self) -> int:
        """Accounts that change."""
        return len({draft.entity for draft in self.drafts})

    def words(self) -> str:
        """Who stays as they are, in words; empty where nobody does."""
        return "; ".join(f"{count:,} {_of_one(why) if count == 1 else why}" for why, count in self.left)


def _of_one(why: str) -> str:
    """Return why one stays, whose words are written for many."""
    for many, one in (("don't have", "doesn't have"), ("are ", "is "), ("were ", "was "), ("have ", "has ")):
        if why.startswith(many):
            why = one + why.removeprefix(many)
            break
    for many, one in (("is customers, no junk", "is a customer, no junk"), ("is customers", "is a customer"),
                      ("is dream clients", "is a dream client"), ("and stay so", "and stays so")):  # fmt: skip
        why = why.replace(many, one)
    return why


def drafts(marked: Iterable[Marked], wanted: Wanted, world: World, told: Callable[[int], None] | None = None) -> Done:
    """Return the entries of one action on all of these, and how many are left out and why.

    `world` has the load of the coming days, to which each tickle adds. `told` hears how many were looked at.
    """
    found: list[Draft] = []
    left: Counter[str] = Counter()
    for place, each in enumerate(marked, 1):
        if told is not None and place % _TOLD == 0:
            told(place)
        if wanted.deed in _PLANNERS:
            made = _PLANNERS[wanted.deed](each, wanted, world)
            world = world if isinstance(made, str) else _loaded(world, made)
        else:
            made = _MAKERS[wanted.deed](each, wanted)
        if isinstance(made, str):
            left[made] += 1
        else:
            found.append(made)
    return Done(tuple(found), tuple(sorted(left.items())))


def label(wanted: Wanted, count: int) -> str:
    """Return what undo will call it."""
    many = f"{count:,} {'account' if count == 1 else 'accounts'}"
    told = {
        Deed.DUMP: "let go", Deed.JUNK: "dropped as junk", Deed.TAG: f"tagged {wanted.text}",
        Deed.UNTAG: f"untagged {wanted.text}", Deed.STAR: "starred", Deed.TICKLE: "tickled", Deed.KEEP: "kept",
        Deed.SNOOZE: f"put off {wanted.days} {'day' if wanted.days == 1 else 'days'}",
    }  # fmt: skip
    return f"{many} {told[wanted.deed]}"


def needs(deed: Deed) -> str:
    """Return what a deed asks once: `reason`, `tag`, `day`, or nothing."""
    asked = {
        Deed.DUMP: "reason", Deed.KEEP: "reason", Deed.TAG: "tag", Deed.UNTAG: "tag", Deed.TICKLE: "day",
        Deed.SNOOZE: "day",
    }  # fmt: skip
    return asked.get(deed, "")


def _dump(each: Marked, wanted: Wanted) -> Draft | str:
    shut = _shut(each)
    if shut:
        return shut
    return Draft(each.account.id, Dumped(wanted.on, wanted.text, each.hours))


def _junk(each: Marked, wanted: Wanted) -> Draft | str:
    shut = _shut(each)
    if shut:
        return shut
    if each.standing is Standing.CUSTOMER:
        return "are customers, no junk (R44)"
    return Draft(each.account.id, Dumped(wanted.on, JUNK, 0.0))


def _shut(each: Marked) -> str:
    if each.standing is Standing.BARRED:
        return "must not be contacted and stay so (R38)"
    return "were let go already (R29)" if each.standing is Standing.DUMPED else ""


def _tag(each: Marked, wanted: Wanted) -> Draft | str:
    tags = _tags(each.account)
    if any(fold(tag) == fold(wanted.text) for tag in tags):
        return f"have the tag {wanted.text} already"
    return moves.set_account(each.account.id, (("tags", ", ".join((*tags, wanted.text))),))


def _untag(each: Marked, wanted: Wanted) -> Draft | str:
    tags = _tags(each.account)
    left = [tag for tag in tags if fold(tag) != fold(wanted.text)]
    if len(left) == len(tags):
        return f"don't have the tag {wanted.text}"
    return moves.set_account(each.account.id, (("tags", ", ".join(left)),))


def _tags(account: AccountFacts) -> list[str]:
    return [tag.strip() for tag in account.get("tags").split(",") if tag.strip()]


def _star(each: Marked, wanted: Wanted) -> Draft | str:
    if each.account.dream:
        return "are dream clients already"
    return _shut(each) or Draft(each.account.id, StandingSet(wanted.on, None, dream=True))


def _tickle(each: Marked, wanted: Wanted, world: World) -> Draft | str:
    """A gift in the place of the next step; promises and dates of their own stand (R10, R31)."""
    account = each.account
    shut = _shut(each) or _silent(each)
    if shut:
        return shut
    ended = tuple(step.id for step in account.steps if step.kind is StepKind.NEXT)
    if len(ended) < len(account.steps):
        return "have a promise or a date of their own, which stands (R10)"
    whom = people.lead(account, each.people, 0)
    why = f"tickle: something of value in {wanted.days} days"
    step = NewStep(
        0, StepKind.NEXT, Purpose.TICKLE, placement.place(wanted.on, max(1, wanted.days), world, account.id),
        channel=people.pick(account, whom, (Channel.EMAIL,)), person=None if whom is None else whom.id,
        intent=Intent.VALUE, gap=max(1, wanted.days), rule="R31", why=why,
    )  # fmt: skip
    return Draft(account.id, StepSet(ended=ended, steps=(step,), why="tickled"))


def _snooze(each: Marked, wanted: Wanted, world: World) -> Draft | str:
    """The next step put off, to a day on which the rep works; a promise is asked one by one, never here (R10)."""
    account = each.account
    step = min(account.steps, key=lambda step: (step.on, step.id), default=None)
    shut = _shut(each)
    if shut or step is None:
        return shut or "have no step to put off"
    if step.kind is StepKind.PROMISE:
        return "have a promise next, which nothing moves silently (R10)"
    on = days.to_work_day(wanted.on + timedelta(days=max(1, wanted.days)), world.days_off)
    if step.on >= on:
        return "have nothing due before that day"
    return Draft(account.id, StepSet(moved=(Move(step.id, on),), snoozed=True, why=f"snoozed: {wanted.days} days"))


def _loaded(world: World, made: Draft) -> World:
    """The coming days with one touch more: ten thousand tickles must not fall on one day (R9)."""
    fresh = made.body.steps if isinstance(made.body, StepSet) else ()
    ahead = (fresh[0].on - world.today).days if fresh else -1
    load = list(world.load)
    if 0 <= ahead < len(load):
        load[ahead] += 1
    return replace(world, load=tuple(load))


def _silent(each: Marked) -> str:
    quiet = {
        Standing.CLOSED: "are closed", Standing.SET_ASIDE: "are off profile (R2)",
        Standing.PROPOSED_OFF: "are off profile (R2)", Standing.TALKING: "are talking with you now",
        Standing.CUSTOMER: "are customers (R44)",
    }  # fmt: skip
    return quiet.get(each.standing, "")


def _keep(each: Marked, wanted: Wanted) -> Draft | str:
    """Kept with a reason; a profile that says no is overruled by it (R2, R25)."""
    overrules = each.standing in {Standing.SET_ASIDE, Standing.PROPOSED_OFF}
    if not overrules and not each.proposed:
        return _shut(each) or "are not proposed for the dump (R25)"
    return _shut(each) or Draft(each.account.id, DumpKept(wanted.on, wanted.text, each.score, overrules))


_MAKERS: Final[dict[Deed, Callable[[Marked, Wanted], Draft | str]]] = {
    Deed.DUMP: _dump, Deed.JUNK: _junk, Deed.TAG: _tag, Deed.UNTAG: _untag, Deed.STAR: _star,
    Deed.KEEP: _keep,
}  # fmt: skip
_PLANNERS: Final[dict[Deed, Callable[[Marked, Wanted, World], Draft | str]]] = {
    Deed.TICKLE: _tickle, Deed.SNOOZE: _snooze,
}  # fmt: skip
"""Deeds that place a step, so they look at the days ahead."""
