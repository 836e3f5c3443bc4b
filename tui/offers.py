"""What digits add to the action whose line stands: a reading, a dialog, a promise that falls, another snooze."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playbook import days, outcomes, previews
from playbook.moves import Snooze
from playbook.values import dataclass
from playbook.words import Outcome, StepKind
from tui import daytext
from tui.widgets.quiet_line import Hint, Tone
from tui.widgets.quiet_line import Said as Line

if TYPE_CHECKING:
    from datetime import date

    from playbook.words import Reading, StepId
    from tui.jobs import Press

UNDO = Hint("u", "undo")
REDO = Hint("ctrl+r", "redo")
SNOOZES = (("1", Snooze.LATER, "later today"), ("2", Snooze.TOMORROW, "tomorrow"), ("3", Snooze.NEXT_WEEK, "next week"))


@dataclass(frozen=True, slots=True)
class Offer:
    """One digit."""

    key: str
    label: str
    reading: Reading | None = None
    dialog: str = ""
    ends: StepId | None = None
    """A promise that no longer stands (R10)."""
    on: date | None = None
    """The day that it would plan, where it plans another."""
    instead: date | None = None
    """The working day to which a promise on a day off moves (R10)."""


def offers(press: Press) -> tuple[Offer, ...]:
    """Return what the digits do for an outcome: its readings and dialogs, then the promises it asks about."""
    known = outcomes.row(press.outcome)
    planned = _days(press)
    found = [
        Offer(
            digit.key,
            digit.label,
            digit.reading,
            digit.dialog,
            on=None if digit.reading is None else planned.get(digit.reading),
        )
        for digit in known.digits
        if not (known.dialog and digit.reading is not None)
    ]
    better = _working_day(press)
    if better is not None:
        found.append(Offer(str(len(found) + 1), "moves it to", instead=better, on=better))
    asks = () if press.decision is None else press.decision.asks
    for ask in asks[: max(3 - len(found), 0)]:
        if ask.step is not None:
            found.append(Offer(str(len(found) + 1), f"no longer: {ask.question}", ends=ask.step))
    return tuple(found)


def offer(press: Press, key: str) -> Offer | None:
    """Return what this digit does, None where it does nothing."""
    return next((each for each in offers(press) if each.key == key), None)


def saved(press: Press, words: str, today: date) -> Line:
    """Return the line of an outcome that was saved: what, when next, and the digits."""
    decision = press.decision
    following = "" if decision is None else _near(decision.next_on, today)
    digits = offers(press)
    keys = tuple(_hint(each, today) for each in digits)
    promised, asked = _promised(press), any(each.instead for each in digits)
    if promised is not None and not asked and decision is not None and promised != decision.next_on:
        words = f"{words} · promised {_near(promised, today)}"
    return Line(words, Tone.SAVED, following, (*keys, UNDO))


def snoozed(words: str) -> Line:
    """Return the line of a touch put off."""
    return Line(words, Tone.SAVED, keys=(*(Hint(key, label) for key, _, label in SNOOZES), UNDO))


def _hint(each: Offer, today: date) -> Hint:
    """Return a digit with its day; where the day is the whole point, no narrow line leaves it out."""
    if each.instead is not None:
        return Hint(each.key, f"{each.label} {_near(each.instead, today)}")
    return Hint(each.key, each.label, _near(each.on, today))


def _promised(press: Press) -> date | None:
    """Return the day that they named, which value touches may come before (R14)."""
    if press.outcome is not Outcome.CALLBACK or press.decision is None:
        return None
    return next((step.on for step in press.decision.steps if step.kind is StepKind.PROMISE), None)


def _working_day(press: Press) -> date | None:
    """Return the day behind a promised day on which nobody works, None where it is a working day (R10)."""
    promised, prospect = _promised(press), press.prospect
    if promised is None or prospect is None:
        return None
    off = prospect.world.days_off | prospect.world.their_days_off
    return None if days.is_work_day(promised, off) else days.to_work_day(promised, off)


def _near(on: date | None, today: date) -> str:
    """Return a day as it stands on the keys; one that is over is due today."""
    return "" if on is None else daytext.short(max(on, today), today)


def _days(press: Press) -> dict[Reading, date | None]:
    if press.prospect is None or press.decision is None:
        return {}
    prospect = press.prospect
    said = replace(press.decision.said, reading=None)
    found = previews.readings(prospect.account, prospect.people, said, prospect.settings, prospect.world)
    return {each.said.reading: each.next_on for each in found if each.said.reading is not None}
