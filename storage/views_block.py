"""What the book answers about a block and the look after it: frozen rows for pages and commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from playbook.block import Block
from playbook.facts import Signal
from playbook.look import Looked
from playbook.words import AccountId, Outcome, PersonId, Reading, Verdict
from storage.views import DreamRow


@dataclass(frozen=True, slots=True)
class NoCount:
    """How often one kind of No came, by how it was read (R18)."""

    outcome: Outcome
    reading: Reading | None
    times: int


@dataclass(frozen=True, slots=True)
class HourCount:
    """What one hour of the rep's day brought."""

    hour: int
    """0-23, on the rep's clock."""
    touches: int
    talks: int


@dataclass(frozen=True, slots=True)
class Slice:
    """What one stretch of a block brought; all of them are equally long."""

    start: datetime
    touches: int = 0
    talks: int = 0
    nos: int = 0


@dataclass(frozen=True, slots=True)
class PoolPick:
    """One of the best accounts that wait for a first touch."""

    account: AccountId
    name: str
    verdict: Verdict
    fit: int | None
    rank: float


@dataclass(frozen=True, slots=True)
class BlockSummary:
    """What a block brought (R35), and where the hours that dumping won may go (R30)."""

    block: Block
    day: date
    """The day of the summary: what is still owed is owed today."""
    touches: int
    """Touches of ours that count (R7)."""
    talks: int
    meetings: int
    nos: tuple[NoCount, ...]
    """By kind and reading, in the order of the outcome bar."""
    first: int
    """First touches made."""
    owed: int
    """First touches still owed today (R32)."""
    minutes: int
    """Minutes of all its touches (R27)."""
    hours: tuple[HourCount, ...]
    """Hour by hour of its last day, the whole day: earliest first, only those with a touch."""
    won: float
    """Hours a quarter that all dumps have won (R30)."""
    dumped: int
    dreams: tuple[DreamRow, ...]
    """Dream clients not touched today, the most pressing first."""
    pool: tuple[PoolPick, ...]
    dials: int = 0
    """Those of its touches that were calls."""
    on: int = 0
    """Its touches at accounts on profile, by the verdict that they have now (R4)."""
    off: int = 0
    after: tuple[int, ...] = ()
    """How many No's each of them had said that agreed to a meeting, fewest first (R5)."""
    slices: tuple[Slice, ...] = ()
    """The block from its first touch to its last, in stretches of a quarter of an hour or more."""

    @property
    def no_total(self) -> int:
        """All No's of the block."""
        return sum(each.times for each in self.nos)


@dataclass(frozen=True, slots=True)
class LookRow:
    """One account to look at (R43), with what was seen before."""

    look: Looked
    name: str
    touches: int
    """Touches in the days looked at."""
    nos: int
    """All its No's; they never count against it (R25)."""
    last_on: date | None
    dream: bool
    person: PersonId | None
    """Whom the last touch was with: signs are noted as seen with them (R21)."""
    person_name: str
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class LookQueue:
    """The accounts of a look, and the span that it looks over."""

    rows: tuple[LookRow, ...]
    days: int
