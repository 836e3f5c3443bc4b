"""What the pages of the day show: the pool, what is held back, a spread before it is written, leave (R32, R34, R37)."""

from __future__ import annotations

from datetime import date, datetime, time

from playbook.away import Away
from playbook.relief import Way
from playbook.spread import Spread
from playbook.values import dataclass
from playbook.words import AccountId, PersonId, StepId, Tier, Verdict
from storage.views import TodayRow


@dataclass(frozen=True, slots=True)
class PoolRow:
    """An account that waits for its first touch (R32)."""

    account: AccountId
    name: str
    verdict: Verdict
    fit: int | None
    tier: Tier
    opening: bool
    """A change is near, such as the end of a contract: it lifts the rank (R22)."""
    industry: str
    city: str
    state: str
    country: str
    there: datetime | None
    """Their wall time when the list was read, None where the zone is unknown (R36)."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Who waits for a first touch, the best first (R32)."""

    rows: tuple[PoolRow, ...]
    waiting: int
    """Everyone in the pool, whatever the words."""
    unknown: int
    """Those of them of whom the profile knows too little (R2)."""
    quota: int
    """First touches a day."""
    low: bool
    """Under 10 days of quota: import or research (R32)."""
    more: bool = False
    """There are more that these words find than `rows` holds."""

    @property
    def days(self) -> int:
        """Days of first touches that the pool holds."""
        return self.waiting // self.quota if self.quota else 0


@dataclass(frozen=True, slots=True)
class Held:
    """What the cap holds back today, in its order, and the ways out of a full book (R32, R34)."""

    day: date
    rows: tuple[TodayRow, ...]
    held_back: int
    """All that is held back; `rows` may hold fewer."""
    cap: int
    ahead: int
    """Unpromised touches in the next 20 working days."""
    room: int
    """What the cap lets into these days."""
    days: int
    """How many working days that are."""
    live: int
    """Accounts with a plan."""
    full: bool
    """Over 90 % of the room (R32)."""
    ways: tuple[Way, ...] = ()
    """The ways out; empty while the book is not full."""
    forgotten: int = 0
    """Of `rows`, those whose last touch lies too far back: being held back is no excuse (R6)."""

    @property
    def over(self) -> bool:
        """The next 20 working days exceed the cap (R34)."""
        return self.ahead > self.room


@dataclass(frozen=True, slots=True)
class SpreadPreview:
    """A spread before it is written (R34, R37)."""

    spread: Spread
    shown: int
    """Unpromised touches that stay on today's list."""
    waiting: int
    """Steps that are held back today."""
    room: int
    """Unpromised touches that a coming day holds beside its first touches."""
    skipped: tuple[tuple[AccountId, StepId], ...] = ()
    """Comebacks over 10 days late: let go, their account's rhythm goes on (R37)."""


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that falls into leave (R37)."""

    account: AccountId
    name: str
    step: StepId
    on: date
    at: time | None
    """Its hour on the rep's clock."""
    person: PersonId | None
    person_name: str
    words: str
    """What they said."""


@dataclass(frozen=True, slots=True)
class LeavePreview:
    """What days off would move (R37)."""

    away: Away
    work_days: int
    """Working days among them."""
    promises: tuple[Promised, ...]
    planned: int
    """Unpromised steps that go behind it by the normal rules."""
    back: date
    """The first working day after it."""
    told: tuple[Away, ...] = ()
    """Days off that stand already and lie ahead."""


@dataclass(frozen=True, slots=True)
class ComingBack:
    """The rep was away and a backlog waits: the spread is offered (R37)."""

    since: date
    """The last day with a touch."""
    held_back: int
    skipped: int
    """Comebacks over 10 days late."""
    away: Away | None = None
    """The leave that ended, None where the days were simply missed."""
