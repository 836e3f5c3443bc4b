"""What the numbers page, the dumped list and the import list show; frozen, as everything in `storage.views`."""

from __future__ import annotations

from datetime import date

from playbook.proof import Promises, Proof
from playbook.spans import Period, Span
from playbook.values import dataclass
from playbook.words import AccountId
from storage.views import Landed, OutcomeCount


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of a span: touches of ours and what came of all."""

    day: date
    touches: int = 0
    talks: int = 0
    nos: int = 0
    meetings: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of a span (R35)."""

    touches: int = 0
    """Touches of ours (R7)."""
    dials: int = 0
    """Those of them that were calls."""
    talks: int = 0
    nos: int = 0
    meetings: int = 0
    wins: int = 0
    inbound: int = 0
    """They contacted us."""
    first: int = 0
    """First touches (R32)."""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Won:
    """What the dumps of a span have won (R30)."""

    dumps: int = 0
    hours: float = 0.0
    """A quarter."""
    days: tuple[tuple[date, int, float], ...] = ()
    """Each day on which somebody was let go: how many, and the hours a quarter that it won; oldest first."""


@dataclass(frozen=True, slots=True)
class Before:
    """How many No's came before the first yes (R4, R5)."""

    nos: int
    accounts: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that the numbers page tells of a span (R4)."""

    span: Span
    sums: Sums
    outcomes: tuple[OutcomeCount, ...]
    """Each outcome with its reading, in the order of the outcome bar."""
    days: tuple[DayCount, ...]
    """Every day of the span, those without a touch too; none before the record begins."""
    hours: tuple[tuple[int, int], ...]
    """Talks by hour of their day; the rep's hour where their zone is unknown (R36)."""
    before: tuple[Before, ...]
    """No's before the first yes, fewest first."""
    proof: Proof
    promises: Promises
    won: Won
    load: tuple[tuple[date, int], ...]
    """Planned touches on each of the next 90 days, what is overdue on the first of them (R34)."""
    cap: int
    period: Period | None = None
    """What the span is called by; None for days that were named."""
    back: int = 0
    """How many periods before this one."""
    since: date | None = None
    """The first day of the record."""
    earlier: tuple[Span, Sums] | None = None
    """The span to compare with, and its sums; None where there is none."""


@dataclass(frozen=True, slots=True)
class DumpedRow:
    """One account that was let go (R28-R30)."""

    account: AccountId
    name: str
    on: date | None
    reason: str
    hours: float
    """Won a quarter."""
    nos: int
    touches: int
    dream: bool = False
    news: tuple[tuple[date, str], ...] = ()
    """What happened since then, oldest first: openings, and that they contacted us (R29)."""


@dataclass(frozen=True, slots=True)
class DumpedList:
    """All that was let go, the newest dump first, and what it won (R30)."""

    rows: tuple[DumpedRow, ...]
    hours_won: float
    worth: tuple[Worth, ...]
    """Whom to spend the hours on."""


@dataclass(frozen=True, slots=True)
class Worth:
    """An account worth the hours that a dump has won (R30)."""

    account: AccountId
    name: str
    why: str
    """`dream` or `pool`."""
    fit: int | None = None
    silence: float = 0.0
    """R20, of a dream client."""
    last: date | None = None
    """Its last touch, of a dream client."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back would do (R39)."""

    landed: Landed
    go: int
    """Accounts that go."""
    stay: tuple[tuple[AccountId, str], ...]
    """Accounts that stay, since later entries stand on them, with their names."""
