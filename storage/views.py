"""What the book answers: frozen rows for panes and commands. No dict and no SQL row crosses the border."""

from __future__ import annotations

from datetime import date, datetime, time

from playbook.decision import World
from playbook.facts import AccountFacts, PersonFacts, Step, Touch
from playbook.fit import Fit
from playbook.settings import Settings
from playbook.value_library import Idea
from playbook.values import dataclass
from playbook.words import (
    AccountId,
    ActionId,
    Channel,
    EntryId,
    Group,
    Intent,
    Outcome,
    PersonId,
    Purpose,
    Reading,
    Standing,
    StepId,
    Tier,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What one action moved: panes redraw only these."""

    action: ActionId
    """The action; for an undo or redo the one that was taken back or brought back."""
    entries: tuple[EntryId, ...]
    accounts: tuple[AccountId, ...]
    label: str
    """What undo would take back, in words: "No 23 · Acme Robotics"."""
    ids: tuple[tuple[str, str], ...] = ()
    """Placeholder and real id of everything that the action added: ("new:1", …)."""
    stayed: tuple[AccountId, ...] = ()
    """Of an undone import: accounts that stay, since later entries stand on them (R39)."""


@dataclass(frozen=True, slots=True)
class Landed:
    """One import of the import list (R39): what an undo by name may take back, however old."""

    action: ActionId
    label: str
    at: datetime
    source: str
    report: str
    """What the import found, as the JSON text it was written with."""
    undone: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as an importer keeps it: the text of its body, which is the journal's unless it holds placeholders."""

    entity: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Which row of a list is which account or person, and what that list said of it (DESIGN section 6)."""

    source: str
    kind: str
    """`account` or `person`."""
    key: str
    """The row's key in that source."""
    entity: str
    """The account or person; a placeholder of the same landing ("new:7") is filled."""
    said: str = "{}"
    """Its fields as canonical JSON: what the next version of the list is compared with."""


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One row of today's list (R33)."""

    account: AccountId
    name: str
    group: Group
    purpose: Purpose
    reason: str
    """Why it is here, in a rep's words: "promise, 3 days late", "rhythm 45 days, value"."""
    due: date
    step: StepId | None = None
    """None: a first touch out of the pool (R32)."""
    at: time | None = None
    """A promise's hour on the rep's clock."""
    person: PersonId | None = None
    person_name: str = ""
    title: str = ""
    channel: Channel | None = None
    intent: Intent = Intent.ASK
    late: int = 0
    nos: int = 0
    fit: int | None = None
    verdict: Verdict = Verdict.ON
    dream: bool = False
    standing: Standing = Standing.WORKING
    snoozed: int = 0
    there: datetime | None = None
    """Their wall time when the list was read, None where the zone is unknown (R36)."""
    open: bool | None = None
    """Their office hours are open now; None where unknown."""
    last_on: date | None = None
    later: bool = False
    """Put off to later today: it comes last."""


@dataclass(frozen=True, slots=True)
class Today:
    """Today's list, its cap and what it holds back (R32-R34)."""

    day: date
    rows: tuple[TodayRow, ...]
    cap: int
    done: int
    """Touches logged today that the cap counts."""
    held_back: int
    owed: int
    """First touches still owed today (R32)."""
    pool: int
    """Accounts that wait for a first touch, on profile or unknown."""
    set_aside: int
    ahead: int = 0
    """Unpromised touches planned in the next 20 working days."""
    full: bool = False
    """The next 20 working days hold over 90 % of the cap: the book is full (R32)."""
    live: int = 0
    """Accounts with a plan: "420 live at 40 a day" (R32)."""
    empty: bool = False
    """The book holds no account at all, whatever its standing."""
    over: bool = False
    """The next 20 working days exceed the cap (R34)."""
    low: bool = False
    """The pool holds under 10 days of first touches (R32)."""
    away: tuple[date, date] | None = None
    """The rep's days off that hold today or begin within 14 days (R37)."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """Everything about one account for its card and for `decide`: read in one go."""

    account: AccountFacts
    people: tuple[PersonFacts, ...]
    world: World
    fit: Fit
    settings: Settings
    standing: Standing
    tier: Tier
    rank: float
    touches: tuple[Touch, ...]
    """The newest ones, newest first."""
    person_names: tuple[tuple[PersonId, str], ...] = ()
    """Names of everyone in `touches`, also of those who moved on."""
    hours_90: float = 0.0
    """Hours spent in the last 90 days (R30)."""
    ideas: tuple[Idea, ...] = ()
    """What of the value library suits it, best first; at least two (R13)."""
    promised: tuple[Step, ...] = ()
    """Of a dumped one: the promises that the dump ended, offered again when it is revived (R29)."""


@dataclass(frozen=True, slots=True)
class DreamRow:
    """One dream client (R20, R23)."""

    account: AccountId
    name: str
    since: date | None
    years: float
    nos: int
    touches: int
    spend: float | None
    incumbent: str
    silence: float
    """R20: 0 unless overdue; then days late / rhythm."""
    person: PersonId | None
    person_name: str
    last_on: date | None
    next_on: date | None
    opening: str
    """The open opening in words, empty for none."""
    quarters: tuple[int, ...]
    """Touches per quarter, oldest first: the sparkline."""
    person_since: date | None = None
    """Since when the person holds the post."""
    incumbent_since: date | None = None
    before: int = 0
    """No's before the book, among `nos`."""
    outlived: int = 0
    """People who left while we called on."""
    waited: float | None = None
    """Share of the rhythm that has passed since the last touch: over 1 is overdue; None before the first."""


@dataclass(frozen=True, slots=True)
class DumpRow:
    """One row of the dump queue with its evidence (R2, R25, R26)."""

    account: AccountId
    name: str
    why: str
    """`signals`, `off profile` or `gap`."""
    evidence: tuple[str, ...]
    hours: float
    """Hours of the last 90 days: what a quarter wins."""
    rounds: int
    score: float
    nos: int
    dream: bool = False
    dumped_on: date | None = None


@dataclass(frozen=True, slots=True)
class DumpQueue:
    """The queue, the number set aside, and the hours won by all dumps (R30)."""

    rows: tuple[DumpRow, ...]
    set_aside: int
    hours_won: float
    dumped: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One account found by search, with the words that matched."""

    account: AccountId
    name: str
    standing: Standing
    person_name: str = ""
    detail: str = ""
    person: PersonId | None = None
    next_on: date | None = None
    nos: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """A day's numbers for the header (R35)."""

    day: date
    touches: int
    nos: int
    talks: int
    meetings: int
    first: int
    minutes: int


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How often one outcome came in a span of days, by its reading."""

    outcome: Outcome
    reading: Reading | None
    touches: int
    minutes: int


@dataclass(frozen=True, slots=True)
class BookSize:
    """How big the book is: what the first screen needs to know."""

    accounts: int
    people: int
    entries: int
    touches: int
