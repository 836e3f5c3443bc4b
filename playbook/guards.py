"""What keeps a rep from being a pest, and what is forbidden (R11-R13, R36, R38).

Guards only speak: they return a day, a bar or a notice, and the decision acts on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Final

from playbook import daywords
from playbook.days import DAY, add_work_days, is_work_day, to_work_day
from playbook.decision import Notice, World
from playbook.facts import AccountFacts, Bar, PersonFacts, Step
from playbook.settings import Guards, Hours
from playbook.words import Channel, PersonId, Purpose, Standing, StepId, StepKind

EXEMPT = frozenset({
    Purpose.CALLBACK, Purpose.OPENING, Purpose.SUCCESSOR, Purpose.REFERRAL, Purpose.COMEBACK, Purpose.CHASE,
    Purpose.ANSWER, Purpose.FOLLOW_UP, Purpose.RETURN, Purpose.HAND, Purpose.RESEARCH,
})  # fmt: skip
"""Purposes that R11 and R12 leave where they are: promised, asked for, chosen by hand, or no contact at all."""
_EXEMPT_KINDS = frozenset({StepKind.PROMISE, StepKind.HAND})
_BARRED: Final = Standing.BARRED
_CALL: Final = Channel.CALL

IDEAS = (
    "an invitation to a webinar or event near them that fits their case",
    "an article or idea on the pain they named",
)
"""What may be given instead, where the value library is empty (S4)."""

_APOSTROPHES = re.compile("['`\u2018\u2019\u201b\u02bc\u00b4\u2032\uff07]")
_WORD = re.compile(r"\w+")


def exempt(kind: StepKind, purpose: Purpose) -> bool:
    """Tell whether a step is outside the contact gaps and "one person a day" (R11, R12)."""
    return kind in _EXEMPT_KINDS or purpose in EXEMPT


def contact_gap_until(
    person: PersonFacts | None, account: AccountFacts, world: World, guards: Guards, rep_off: frozenset[date]
) -> date:
    """Return the first day free of R11 for this person and account, never before `world.today`.

    The gap is 5 working days after the day of the last talk with or value for the person, 2 for the account: after a
    talk on Monday the person is free on the next Monday. While talking there is no gap. Whether a step cares is
    `exempt`.
    """
    if account.stated is Standing.TALKING:
        return world.today
    return free_from(None if person is None else person.last_contact, account.last_contact, world, guards, rep_off)


def free_from(
    with_person: date | None, at_account: date | None, world: World, guards: Guards, off: frozenset[date]
) -> date:
    """Return the first day free of R11 after contacts on these days, never before `world.today`."""
    ends = world.today
    for last, gap in ((at_account, guards.account_work_days), (with_person, guards.person_work_days)):
        free = None if last is None else add_work_days(last, gap, off)
        if free is not None and free > ends:
            ends = free
    return ends


def pest_notice(
    person: PersonFacts | None, account: AccountFacts, world: World, guards: Guards, rep_off: frozenset[date]
) -> Notice | None:
    """Return the one quiet line for the rep's own hand inside the gap of R11; never a refusal.

    After an inbound touch there is nothing to say: the caller knows whether there was one.
    """
    free = contact_gap_until(person, account, world, guards, rep_off)
    if free <= world.today:
        return None
    return Notice("R11", f"you were in touch only lately; the next planned touch may come on {daywords.dated(free)}")


def one_a_day(
    account: AccountFacts,
    person: PersonId | None,
    day: date,
    off: frozenset[date],
    skip: frozenset[StepId] = frozenset(),
) -> date:
    """Return the first working day from `day` on without a planned touch to someone else at the account (R12).

    `skip` names the steps that are about to end. Exempt steps take no day (`exempt`); a touch already made counts for
    its own day.
    """
    steps = account.steps if not skip else [step for step in account.steps if step.id not in skip]
    other = account.last_touch_person not in {None, person}
    return free_day(steps, account.last_touch if other else None, person, day, off)


def free_day(
    steps: Iterable[Step], touched: date | None, person: PersonId | None, day: date, off: frozenset[date]
) -> date:
    """Return the first working day from `day` on that neither these steps nor a touch of another person take (R12)."""
    taken = [step.on for step in steps if _takes_day(step, person)]
    if touched is not None:
        taken.append(touched)
    day = to_work_day(day, off)
    while day in taken:
        day = to_work_day(day + DAY, off)
    return day


def same_attempt(person: PersonFacts, on: date, hour: int | None, channel: Channel | None) -> bool:
    """Tell whether this is the same attempt by another channel: same day, same or next clock hour (R12).

    `hour` is on the rep's clock, as `last_hour` is. A call and the mail after it are one attempt.
    """
    if person.last_touch != on or person.last_hour is None or hour is None or person.last_channel == channel:
        return False
    return hour - person.last_hour in {0, 1}


def value_notice(text: str, guards: Guards, ideas: Sequence[str] = IDEAS) -> Notice | None:
    """Return what is wrong with a value line whose point is checking in, None where it gives something (R13).

    Phrases are found as whole words, without case, punctuation or kind of apostrophe. It blocks unless the settings
    say "warn". Notes are never checked. `ideas`: titles from the value library, two are named.
    """
    if not text:
        return None
    said = _plain(text)
    phrase = next((one for one in guards.refused if _phrase(one).strip() and _phrase(one) in said), None)
    if phrase is None:
        return None
    first, second = (*ideas, *IDEAS)[:2]
    return Notice(
        "R13",
        f"“{phrase}” gives nothing: they had your messages, and checking in lowers your stock. "
        f"Give {first}, or {second}.",
        blocking=guards.value_words == "refuse",
    )


def dial_notice(
    world: World, channel: Channel | None, hours: Hours, person: PersonId | None = None, here: datetime | None = None
) -> Notice | None:
    """Return a warning for a call outside the lawful hours on their clock (R36: 8 to 21).

    The person's clock, else the account's, else the rep's own (`here`); None where nothing is known of it.
    """
    there = world.clock_of(person)
    clock = there or here
    if channel is not _CALL or clock is None or hours.dial_from <= clock.hour < hours.dial_to:
        return None
    allowed = f"no calls before {hours.dial_from}:00 or after {hours.dial_to}:00"
    return Notice("R36", f"it is {clock:%H:%M} {'there' if there else 'here, and their zone is unknown'}: {allowed}")


def office_open(there: datetime | None, hours: Hours, their_off: frozenset[date]) -> bool | None:
    """Tell whether their office hours are open (R36: 8 to 18 on their working days); None where the zone is unknown."""
    if there is None:
        return None
    return is_work_day(there.date(), their_off) and hours.call_from <= there.hour < hours.call_to


def barred(account: AccountFacts, person: PersonFacts | None, channel: Channel | None) -> Bar | None:
    """Return the bar that forbids this contact, None where none does (R38).

    A bar of the account holds for everyone; a bar without a channel for every channel. `channel` None asks about
    contact as such, which only a bar without a channel forbids.
    """
    if account.stated is _BARRED:
        whole = (bar for bar in account.bars if bar.person is None and bar.channel is None)
        return next(whole, Bar(account.basis))
    if not account.bars and (person is None or not person.bars):
        return None
    bars = [bar for bar in account.bars if bar.person is None or (person is not None and bar.person == person.id)]
    if person is not None:
        bars += person.bars
    return next((bar for bar in bars if bar.channel is None or bar.channel == channel), None)


def bar_notice(bar: Bar) -> Notice:
    """Return the refusal that a bar speaks (R38): blocking, with their words where they are known."""
    what = "contact" if bar.channel is None else bar.channel.value
    said = f": “{bar.words}”" if bar.words else ""
    return Notice("R38", f"do not contact ({what}){said}", blocking=True)


def _takes_day(step: Step, person: PersonId | None) -> bool:
    return step.person is not None and step.person != person and not exempt(step.kind, step.purpose)


def _plain(text: str) -> str:
    """Words between single spaces, with one at either end, so that a phrase is found only as whole words."""
    folded = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", text)).casefold()
    return f" {' '.join(_WORD.findall(folded))} "


_phrase = cache(_plain)
"""The refused phrases are asked at every gift: each is read once."""
