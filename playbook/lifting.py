"""Out from behind a bar: lifted only with their words, and nobody falls between the standings (R6, R38)."""

from __future__ import annotations

from dataclasses import replace

from playbook import moves
from playbook.decision import Draft, World
from playbook.facts import AccountFacts, Bar, PersonFacts
from playbook.settings import Settings
from playbook.words import Standing


def lift(
    account: AccountFacts, people: tuple[PersonFacts, ...], bar: Bar, words: str, world: World, settings: Settings
) -> tuple[Draft, ...]:
    """Return a bar lifted with their words as the reason (R38); an account without a plan goes back into its rhythm.

    Other bars stand. Nobody falls between the standings (R6).
    """
    lifted = moves.unbar(account.id if bar.person is None else bar.person, (bar.entry,), words)
    left = tuple(each for each in account.bars if each.entry != bar.entry)
    shut = any(each.channel is None for each in left)
    freed = None if account.stated is Standing.BARRED and not shut else account.stated
    free = replace(account, bars=left, stated=freed)
    others = tuple(replace(each, bars=tuple(one for one in each.bars if one.entry != bar.entry)) for each in people)
    if free.steps or not free.touches or free.stated is not None:
        return (lifted,)
    return (lifted, moves.end(free, others, (), world, settings))
