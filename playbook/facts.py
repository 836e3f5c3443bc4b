"""What is known: the frozen values that the fold builds and `decide` reads.

Facts hold no clock and no view: fit, tier, rank, silence and the like are computed from facts, settings and today.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime, time

from playbook.values import dataclass
from playbook.words import (
    AccountId,
    Channel,
    EntryId,
    Intent,
    Outcome,
    PersonId,
    Purpose,
    Reading,
    Role,
    Standing,
    StepId,
    StepKind,
    Tier,
)

Value = str | int | float | bool
Fields = tuple[tuple[str, Value], ...]
"""Field name and value, sorted by name. Known account names: `ACCOUNT_FIELDS`; any other is a custom column (R1)."""

ACCOUNT_FIELDS = (
    "name", "domain", "phone", "email", "street", "city", "state", "postcode", "country", "zone",
    "industry", "employees", "revenue", "spend", "incumbent", "incumbent_since", "contract_end",
    "tags", "tier", "pursued_since", "nos_before", "source", "status", "owner", "description", "language",
)  # fmt: skip
"""Fields of an account that have a meaning here. `tags` is comma separated; `zone` is an IANA name."""

PERSON_FIELDS = (
    "name", "first", "last", "title", "role", "phone", "phone_ext", "mobile", "email", "email_2", "linkedin",
    "zone", "country", "state", "city", "email_bad", "since", "source", "status", "birthday", "department",
)  # fmt: skip
"""Fields of a person. Phones are E.164 where valid; `email_bad` keeps an address that cannot work."""


PAIN, AGREED, NOTE, GAP = "pain", "agreed", "note", "gap"
"""What a remark is about: their pain (R41), a point agreed (R15), a note, a gap found at the dump point (R26)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan."""

    id: StepId
    kind: StepKind
    purpose: Purpose
    on: date
    """Local day on which it is due."""
    at: time | None = None
    """Named hour of a promise, on the clock of `zone`."""
    zone: str | None = None
    channel: Channel | None = None
    person: PersonId | None = None
    intent: Intent = Intent.ASK
    gap: int = 1
    """Ideal days since the touch that planned it: what lateness is measured against (R33)."""
    attempt: int = 0
    """Which attempt of a burst or chase this is, from 1."""
    snoozed: int = 0
    """How often it was put off (asks at 5)."""
    later: date | None = None
    """The day on which it was put to the end of the list."""
    rule: str = ""
    """The rule that planned it: "R17"."""
    why: str = ""
    """The reason in a rep's words; their own words for a promise."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A time-drain sign that the rep saw (R24)."""

    entry: EntryId
    sign: str
    """Name of a row of `playbook.drain.SIGNS`."""
    on: date
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A change at the account that is worth a call (R22)."""

    entry: EntryId
    kind: str
    seen: date
    on: date | None = None
    """The day it happens, where known."""
    person: PersonId | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth standing on the card: a note, a pain in their words (R41), a point agreed (R15)."""

    entry: EntryId
    about: str
    """`PAIN`, `AGREED`, `NOTE` or `GAP`."""
    text: str
    on: date
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """Do not contact (R38): for a person or, where `person` is None, for the whole account."""

    entry: EntryId
    person: PersonId | None = None
    channel: Channel | None = None
    """None: every channel."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Someone at an account, folded from their own entries and the touches that name them."""

    id: PersonId
    account: AccountId
    name: str
    fields: Fields = ()
    role: Role = Role.UNKNOWN
    gone: bool = False
    """Left the firm, or never was the one to talk to (`w1`)."""
    bad: frozenset[Channel] = frozenset()
    """Channels found dead: wrong number, bounced mail."""
    bars: tuple[Bar, ...] = ()
    burst: int = 0
    """Unanswered attempts of the burst so far (R17)."""
    burst_over: bool = False
    """The burst is spent or was ended; it happens once per person."""
    voicemails: int = 0
    talked: bool = False
    nos: int = 0
    no_run: int = 0
    """No's in a row, since the last talk, not-yet or yes."""
    comeback_used: bool = False
    touches: int = 0
    last_touch: date | None = None
    last_hour: int | None = None
    """Local hour of the last attempt: the next tries another (R17)."""
    last_channel: Channel | None = None
    last_contact: date | None = None
    """Day of the last talk with them or value given to them (R11)."""
    came_from: AccountId | None = None
    """The firm they left when they came here (R21)."""

    def get(self, name: str) -> str:
        """The field as text, empty where unknown."""
        for key, value in self.fields:  # a loop: a generator costs three times as much, and rows ask a dozen times
            if key == name:
                return str(value)
        return ""


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """A company, folded from its entries; everything that a decision needs except its people."""

    id: AccountId
    name: str
    fields: Fields = ()
    basis: EntryId = EntryId("")
    """Its newest entry: what a decision was drawn from."""
    stated: Standing | None = None
    """Standing that an entry set (talking, customer, dumped, barred, closed); None: it follows from the plan."""
    fit_said: str = ""
    """`fits` or `off`: the rep overruled the profile (R2)."""
    fit_reason: str = ""
    dream: bool = False
    dream_since: date | None = None
    steps: tuple[Step, ...] = ()
    """The plan, in order of day."""
    signals: tuple[Signal, ...] = ()
    openings: tuple[Opening, ...] = ()
    remarks: tuple[Remark, ...] = ()
    bars: tuple[Bar, ...] = ()
    added: date | None = None
    touches: int = 0
    """Touches of ours that count (R7)."""
    nos: int = 0
    rhythm_run: int = 0
    """Gaps of the rhythm used since the last talk, not-yet or yes: at 0 the next is the first (R8)."""
    rhythm_asks: bool = True
    """Whether the next rhythm step asks; it alternates with a value touch."""
    front_burst: int = 0
    """Unanswered attempts at the company's own line, without a person."""
    first_touch: date | None = None
    last_touch: date | None = None
    last_touch_person: PersonId | None = None
    last_outcome: Outcome | None = None
    last_reading: Reading | None = None
    last_talk: date | None = None
    last_contact: date | None = None
    """Day of the last talk or value touch at the account (R11)."""
    all_set_on: date | None = None
    """Day of the newest "all set": every 180 days the rhythm asks whether the provider is still there (R18)."""
    last_words: str = ""
    """The note on the newest touch that has one (R45)."""
    outlived: int = 0
    """People who left while we called on (R23)."""
    dumped_on: date | None = None
    dump_reason: str = ""
    kept_score: int = 0
    """Drain score at the last keep (R25)."""
    kept_on: date | None = None
    kept_signals: int = 0
    """Number of signals at the last keep."""
    kept_gaps: int = 0
    """Number of gaps found at the dump point (R26) at the last keep."""
    sources: tuple[str, ...] = ()
    """Lists it came from."""
    extra: Fields = field(default=())
    """Fields of newer versions, carried along untouched."""

    def get(self, name: str) -> str:
        """The field as text, empty where unknown."""
        for key, value in self.fields:  # a loop: a generator costs three times as much, and rows ask a dozen times
            if key == name:
                return str(value)
        return ""

    def number(self, name: str) -> float | None:
        """The field as a number, None where it is empty or not one."""
        for key, value in self.fields:
            if key == name and not isinstance(value, bool):
                try:
                    return float(value)
                except ValueError:
                    return None
        return None

    @property
    def no_total(self) -> int:
        """All No's, those before the book among them (R5, R23)."""
        before = self.number("nos_before")
        return self.nos + (0 if before is None else max(0, int(before)))

    @property
    def pursued(self) -> date | None:
        """The day since when it is called on, which may lie before the book (R23): a day, month or year is said."""
        said = self.get("pursued_since")
        for ending in ("", "-01", "-01-01"):
            try:
                return date.fromisoformat(f"{said}{ending}")
            except ValueError:
                continue
        return min((day for day in (self.first_touch, self.added) if day is not None), default=None)

    @property
    def hand_tier(self) -> Tier | None:
        """The tier that the rep set by hand, if any."""
        said = self.get("tier")
        return next((tier for tier in Tier if tier == said), None) if said else None


@dataclass(frozen=True, slots=True)
class Touch:
    """One touch as it stands in the record; never part of the facts, always read in a window."""

    entry: EntryId
    account: AccountId
    person: PersonId | None
    on: date
    at: datetime
    """Wall time with offset."""
    outcome: Outcome
    reading: Reading | None
    channel: Channel | None
    inbound: bool
    minutes: int
    note: str
