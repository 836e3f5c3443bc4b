"""Whom to touch and how: leads, reachable people and their channels (R17, R38)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from playbook import guards
from playbook.facts import AccountFacts, Fields, PersonFacts, Step
from playbook.words import Channel, PersonId, Role, Standing

_NEEDS = (
    (Channel.CALL, ("phone", "mobile")),
    (Channel.EMAIL, ("email", "email_2")),
    (Channel.LINKEDIN, ("linkedin",)),
)
_ORDER = tuple(Role)
_MAIL = frozenset({Channel.EMAIL})
_PHONE = "phone"
_BARRED: Final = Standing.BARRED
_KNOWN = 16_384
"""Sets of fields whose channels are kept in mind: a decision asks four times, and they seldom change."""
CHANNELS = tuple(channel for channel, _ in _NEEDS)
"""The channels of a burst, in the order in which one stands in for another."""


def find(people: Sequence[PersonFacts], wanted: PersonId | None) -> PersonFacts | None:
    """Return the person of that id, None where there is none."""
    for person in people:
        if person.id == wanted:
            return person
    return None


def channels(account: AccountFacts, person: PersonFacts | None) -> tuple[Channel, ...]:
    """Return the channels that reach this person (None: the company's own line), without dead and barred ones (R38)."""
    found = _front(account.fields) if person is None else _own(account.fields, person.fields, person.bad)
    if not account.bars and account.stated is not _BARRED and (person is None or not person.bars):
        return found
    return tuple(channel for channel in found if guards.barred(account, person, channel) is None)


@lru_cache(maxsize=_KNOWN)
def _front(firm: Fields) -> tuple[Channel, ...]:
    """The company's own line: its telephone and mail."""
    known = {name for name, value in firm if value != ""}
    return tuple(channel for channel, needs in _NEEDS if channel is not Channel.LINKEDIN and needs[0] in known)


@lru_cache(maxsize=_KNOWN)
def _own(firm: Fields, own: Fields, bad: frozenset[Channel]) -> tuple[Channel, ...]:
    """What a person has: addresses of their own, and the firm's telephone; without what was found dead."""
    known = {name for name, value in own if value != ""}
    dead = bad | _MAIL if "email_bad" in known else bad
    shared = any(name == _PHONE and value != "" for name, value in firm)
    return tuple(
        channel
        for channel, needs in _NEEDS
        if channel not in dead and (not known.isdisjoint(needs) or (shared and channel is Channel.CALL))
    )


def reachable(account: AccountFacts, people: Sequence[PersonFacts]) -> tuple[PersonFacts, ...]:
    """Return the people who can be touched, in the order in which a burst looks for its lead (R17)."""
    able = [person for person in people if not person.gone and channels(account, person)]
    if len(able) > 1:
        able.sort(key=lambda person: (_ORDER.index(person.role), person.id))
    return tuple(able)


def lead(account: AccountFacts, people: Sequence[PersonFacts], attempts: int) -> PersonFacts | None:
    """Return whom the account's burst is for: the first with attempts left, else the first reachable (R17)."""
    able = reachable(account, people)
    fresh = (person for person in able if not person.burst_over and person.burst < attempts)
    return next(fresh, able[0] if able else None)


def after(account: AccountFacts, people: Sequence[PersonFacts], current: PersonId | None) -> PersonFacts | None:
    """Return the person to whom the rhythm turns next; the same one where there is no other (R17)."""
    able = reachable(account, people)
    if not able:
        return None
    place = next((index for index, person in enumerate(able) if person.id == current), -1)
    return able[(place + 1) % len(able)]


def pick(account: AccountFacts, person: PersonFacts | None, wanted: Sequence[Channel]) -> Channel | None:
    """Return the first channel of `wanted` that reaches the person, else any that does, else None (R17)."""
    able = channels(account, person)
    for channel in wanted:  # a loop: a generator costs three times as much, and every step asks
        if channel in able:
            return channel
    return able[0] if able else None


def channel_for(step: Step | None, account: AccountFacts, person: PersonFacts | None) -> Channel | None:
    """Return the channel of a row: its step's own where it still reaches them, else any that does (R38)."""
    return pick(account, person, () if step is None or step.channel is None else (step.channel,))
