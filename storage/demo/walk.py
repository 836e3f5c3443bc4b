"""Two years of mornings: what is due is worked, lists come in, first touches go out, by the rules and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import time, timedelta
from random import Random
from typing import Final

from playbook import guards, ordering
from playbook.facts import AccountFacts, Step
from playbook.words import Group, Purpose
from storage.demo.casting import Casting
from storage.demo.chances import Chances
from storage.demo.script import Script
from storage.demo.stage import Stage
from storage.demo.territory import Territory
from storage.demo.turns import Rep, Turn
from storage.demo.watch import Watch, Week
from storage.their_time import wall_time

Row = tuple[AccountFacts, Step]

_ROUNDS: Final = 3
"""A touch may plan the next one for the same day: who was named is called at once."""
_FIRSTS: Final = 0.4
"""First touches a day over the two years."""
_FIRSTS_LATE: Final = 0.85
"""First touches a day since the newest list is in."""
_OWED: Final = 2.0
"""Owed at most: an empty pool is no debt."""
_LATE: Final = timedelta(days=16)
_BEHIND: Final = timedelta(days=9)
"""So long before the demo's day the rep begins to leave things undone, as one does."""
_BEHIND_DREAMS: Final = timedelta(days=14)
"""There are few dream clients, so two of them are left earlier."""
_SOON: Final = timedelta(days=5)
"""What a story has planned for these last days is left for the target."""
_KEPT: Final = {Group.DREAM.value: 2, Group.VALUE.value: 2, Purpose.BURST.value: 2, Purpose.RHYTHM.value: 2}
"""How many of each kind then wait."""
_FULL: Final = 13
"""Planned touches beside which the first touches still fit into one morning."""
_MOST: Final = {**_KEPT, Purpose.BURST.value: 1, Purpose.RHYTHM.value: 1, Group.WARM.value: 3}
"""How many of each kind stay where it would be too many; promises and openings always do."""
_LATER: Final = time(11, 0)
_AFTERNOON: Final = time(13, 5)
_AHEAD: Final = ("a", "n1", "n3")


class Walk:
    """The rep's two years."""

    def __init__(
        self, territory: Territory, rep: Rep, chances: Chances, stage: Stage, casting: Casting, script: Script
    ) -> None:
        """Let them all play together."""
        self._territory = territory
        self._rep = rep
        self._chances = chances
        self._stage = stage
        self._casting = casting
        self._script = script
        self._landed: set[str] = set()
        self._owed = 0.0

    def run(self, week: Week, zone: str, random: Random) -> None:
        """Live every working day before the target."""
        for day in week.works():
            watch = Watch(day, zone, random)
            self._lists(week, watch)
            for _ in range(_ROUNDS):
                self._rows(week, watch)
            self._firsts(week, watch)
            watch.wait(_AFTERNOON)
            self._stage.play(day, watch)
            if week.after(day) == week.target:
                self._ahead(week, watch)

    def _lists(self, week: Week, watch: Watch) -> None:
        for roll in self._script.rolls:
            if roll.name not in self._landed and watch.day >= week.target - timedelta(days=roll.back):
                self._landed.add(roll.name)
                drafts = tuple(self._casting.roll(roll, watch.day))
                self._territory.write(drafts, watch.next(), f"Import {roll.name}")
                self._territory.retier()

    def _rows(self, week: Week, watch: Watch) -> None:
        rows = list(self._territory.due(watch.day))
        for account, step in sorted(rows, key=lambda row: (_sleeps(row, watch), row[1].on, row[0].id)):
            if not self._waits(account, step, week, watch):
                self._work(account, step, week, watch)

    def _work(self, account: AccountFacts, step: Step | None, week: Week, watch: Watch) -> None:
        if step is not None and _sleeps((account, step), watch):
            watch.wait(_LATER)
        calm = watch.day >= week.target - _BEHIND_DREAMS
        self._rep.log(self._chances.turn(account, step, watch.next(), calm=calm))

    def _waits(self, account: AccountFacts, step: Step, week: Week, watch: Watch) -> bool:
        """Whether a row stays undone today: its story holds it, or the rep runs behind in the last days."""
        if self._stage.holds(account, watch.day):
            return step.purpose not in {Purpose.VALUE, Purpose.FADED} or step.on >= week.target - _SOON
        kind = _kind(account, step)
        behind = _BEHIND_DREAMS if kind == Group.DREAM else _BEHIND
        return watch.day >= week.target - behind and self._waiting(week)[kind] <= _KEPT.get(kind, 0)

    def _waiting(self, week: Week) -> Counter[str]:
        """Count by kind what will be due on the target as things stand."""
        return Counter(_kind(account, step) for account, step in self._territory.due(week.target))

    def _firsts(self, week: Week, watch: Watch) -> None:
        rate = _FIRSTS_LATE if watch.day >= week.target - _LATE else _FIRSTS
        self._owed = min(self._owed + rate, _OWED)
        for account in self._fresh():
            if self._owed < 1:
                return
            self._owed -= 1
            self._work(account, None, week, watch)

    def _fresh(self) -> Iterator[AccountFacts]:
        return (account for account in self._territory.pool() if not self._stage.opens(account))

    def _ahead(self, week: Week, watch: Watch) -> None:
        """Work some of tomorrow's touches today where they would not all fit; never a promise, never inside R11."""
        for account, step in list(self._territory.due(week.target)):
            waiting = self._waiting(week)
            kind = _kind(account, step)
            if waiting.total() > _FULL and waiting[kind] > _MOST.get(kind, waiting[kind]):
                self._work_ahead(account, step, week, watch)

    def _work_ahead(self, account: AccountFacts, step: Step, week: Week, watch: Watch) -> None:
        person, channel = self._rep.aim(account, step)
        world = self._territory.world(account, watch.now)
        off = world.days_off | world.their_days_off
        free = guards.contact_gap_until(person, account, world, self._territory.settings.guards, off)
        early = free > watch.day and not guards.exempt(step.kind, step.purpose)
        if early or self._stage.holds(account, watch.day):
            return
        at = watch.next()
        for key in _AHEAD:
            turn = Turn(account.id, key, at, step, None if person is None else person.id, channel)
            planned = self._rep.draw(turn).next_on
            if planned is not None and planned > week.target:
                self._rep.log(turn)
                return


def _sleeps(row: Row, watch: Watch) -> bool:
    """Whether it is too early there to call in the morning block."""
    there = wall_time(row[0].get("zone"), watch.on(watch.day))
    return there is not None and there.hour < watch.on(watch.day).hour


def _kind(account: AccountFacts, step: Step) -> str:
    group = ordering.group(step.purpose, step.kind, account.dream, step.intent)
    return step.purpose.value if group is Group.RHYTHM else group.value


def starts(script: Script) -> int:
    """Return how many days before the demo's day its oldest list came."""
    return max(roll.back for roll in script.rolls)
