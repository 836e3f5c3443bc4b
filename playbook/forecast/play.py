"""The game itself: the book worked day by day under the real rules (`decide`, the fold, the order and cap of a day)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from playbook import days, ordering, relief
from playbook.forecast import day as forecast_day
from playbook.forecast.answer import Outside
from playbook.forecast.book import Member, Start, prospect
from playbook.forecast.day import Load, Waiting
from playbook.forecast.live import Live, Row, first_row, row_of
from playbook.forecast.mix import Mix
from playbook.forecast.tally import Played, Tally
from playbook.forecast.touch import Touching
from playbook.forecast.truth import Truth
from playbook.settings import Settings
from playbook.standing import planned
from playbook.words import Group, Standing, Verdict

_AGAIN = 3
"""So often the list is read again on one day: a leaver's successor is called at once."""
_RESEARCH: Final = Group.RESEARCH
_OFF: Final = Verdict.OFF
_MONTH = 28
_OPEN_POOL = 1_000_000
_NEVER: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Policy:
    """How the rep plays."""

    name: str
    stops: tuple[float, ...] = ()
    """The chance of giving an account up at its n-th No, the last one for all after it; empty: never (R5)."""
    dumps: bool = True
    """Dump what is proposed (S1, S3); else it is kept, again and again."""
    funnel: bool = False
    """New prospects never end: they come in at R32's pace."""


class Game:
    """One policy, played from the first day to the last."""

    def __init__(self, start: Start, policy: Policy, settings: Settings, mix: Mix, seed: int, last: date) -> None:
        """Set the board."""
        self._start = start
        self._policy = policy
        self._settings = settings
        self._mix = mix
        self._seed = seed
        self._span = start.today.toordinal(), last.toordinal()
        self._load = Load(*self._span)
        self._waiting = Waiting()
        self._buckets: dict[date, list[tuple[Live, int]]] = {}
        self.tally = Tally(self._span[0])
        luck = Random(f"{seed}/{policy.name}")  # noqa: S311  (a game, no secret)
        outside = Outside(mix, luck, settings.burst, start.off)
        self._touching = Touching(
            outside, policy.stops, settings, start.off, self._load, self.tally, dumps=policy.dumps
        )
        self.lives: list[Live] = []
        self._pool: list[Live] = []
        self._size = 0
        self._today = start.today
        self._begin()

    def run(self) -> Iterator[float]:
        """Play; yields the share played about once a month, so that a caller can show it or stop."""
        first, last = self._span
        for ordinal in range(first, last + 1):
            self._today = date.fromordinal(ordinal)
            self._fall_due()
            if days.is_work_day(self._today, self._start.off):
                self._work()
            if (ordinal - first) % _MONTH == 0:
                yield (ordinal - first) / (last - first + 1)
        self.tally.close(self._size)
        self._settle()

    def played(self) -> Played:
        """Return what was counted, once it was played to the end."""
        return self.tally.played(self._policy.name)

    def _begin(self) -> None:
        for member in self._start.members:
            live = self._join(member)
            if live.account.touches or live.account.steps:
                self._plan(live)
            elif not live.ended():
                self._pool.append(live)
        self._pool.sort(key=_by_rank, reverse=True)

    def _join(self, member: Member) -> Live:
        live = Live(member, Truth(member.account.id, self._seed, self._mix, self._span), self._today.toordinal())
        live.promised = {step.id: step.on for step in live.account.steps if forecast_day.promise(step)}
        self._load.put(live.account.steps, 1)
        self.lives.append(live)
        return live

    def _fall_due(self) -> None:
        for live, version in self._buckets.pop(self._today, ()):
            if live.version == version:
                self._wait(live)

    def _wait(self, live: Live) -> None:
        """Let an account wait with its most pressing step; what comes due later may be more pressing."""
        if live.row is not None:
            self._waiting.drop(live.row)
        live.row = row_of(live, self._today)
        self._waiting.add(live.row)

    def _plan(self, live: Live) -> None:
        """Put an account into the buckets of its steps; where one has come already, among what waits."""
        live.row = None
        live.version += 1
        on = {step.on for step in live.account.steps} if _listed(live) else _NEVER
        self._size += bool(on) - live.planned
        live.planned = bool(on)
        due = False
        for day in on:
            if day > self._today:
                self._buckets.setdefault(day, []).append((live, live.version))
            else:
                due = True
        if due:
            self._wait(live)

    def _work(self) -> None:
        """Work one day's list from top to bottom, and what comes up on it."""
        caps = self._settings.caps
        waits = self._waiting.held()
        load = forecast_day.ahead(self._load, waits, caps, self._today, self._start.off)
        quota = self._quota(load, waits)
        pool = _OPEN_POOL if self._policy.funnel else len(self._pool)
        free = self._waiting.free(self._today)
        shown = self._waiting.capped(caps, caps.day - min(pool, quota, caps.day), 0, self._today)
        new = forecast_day.firsts(caps, quota, pool, len(shown))
        first = [first_row(self._next_prospect(), self._today) for _ in range(new)]
        done = [*free, *shown, *first]
        self._touch_all(ordering.weave([*free, *shown], first, caps.weave))
        for _ in range(_AGAIN):
            more = [
                *self._waiting.free(self._today),
                *self._waiting.capped(caps, caps.day - _counted(done), _researched(done), self._today),
            ]
            if not more:
                break
            self._touch_all(more)
            done += more
        self.tally.day(self._today.toordinal(), _counted(done), len(done), self._waiting.held(), self._size)

    def _quota(self, load: int, waits: int) -> int:
        """Return the first touches of today (R32).

        Where new prospects never end, even one a day outgrows every cap within years: in the open funnel the rep takes
        R34's way out, "fewer first touches", on a day that holds something back.
        """
        caps = self._settings.caps
        if self._policy.funnel and waits > caps.day:
            return 0
        return relief.quota(caps, full=relief.is_full(load, self._settings, waits))

    def _touch_all(self, rows: list[Row]) -> None:
        for row in rows:
            self._touching.touch(row, self._today)
            self._plan(row.live)

    def _next_prospect(self) -> Live:
        if self._pool:
            return self._pool.pop()
        return self._join(prospect(len(self.lives), self._seed, self._today, self._mix))

    def _settle(self) -> None:
        """Count what only the end shows: who is forgotten, and which openings were caught."""
        for live in self.lives:
            self._touching.watch.look_back(live, self._today + timedelta(days=1))
            self.tally.counts["given up"] += live.given_up
            if live.began is not None and live.verdict is Verdict.ON:
                self._openings(live, live.began)

    def _openings(self, live: Live, began: int) -> None:
        window = self._mix.window
        until = self._span[1] - window if live.closed is None else min(self._span[1] - window, live.closed)
        truth = live.truth
        happened = [(day, truth.learned.get(seat)) for seat, day in truth.departures() if began <= day <= until]
        happened += [
            (day - window, truth.met.get(day)) for day in truth.changes if began <= day - window <= until
        ]  # fmt: skip
        for day, seen in happened:
            self.tally.counts["openings"] += 1
            if seen is not None and seen - day <= window:
                self.tally.counts["caught"] += 1
                self.tally.lates.append(seen - day)


def _listed(live: Live) -> bool:
    """Whether its steps come up (R6): ended and off-profile accounts have none that do."""
    stated = live.account.stated
    return live.verdict is not _OFF and (stated is None or planned(stated) or stated is Standing.SET_ASIDE)


def _counted(rows: list[Row]) -> int:
    """How many of these the cap counts."""
    return len([row for row in rows if row.group not in ordering.UNCAPPED])


def _researched(rows: list[Row]) -> int:
    """How many of these were research (R6)."""
    return len([row for row in rows if row.group is _RESEARCH])


def _by_rank(live: Live) -> tuple[bool, float, str]:
    """First touches in their order: on profile before unknown, best rank first (R2, R32)."""
    return live.verdict is not Verdict.ON, -live.member.rank, live.ident
