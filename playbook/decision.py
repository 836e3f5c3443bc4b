"""What goes into a decision and what comes out: the types of `playbook.decide`.

A `Decision` is drawn beside the key before it is pressed, and written as it was drawn (DESIGN section 1).
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime, time

from playbook.bodies import Body, NewStep
from playbook.values import dataclass
from playbook.words import (
    AccountId,
    Channel,
    EntryId,
    Outcome,
    PersonId,
    Reading,
    Standing,
    StepId,
    Tier,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the rep says about a touch: one key and what a dialog asked."""

    outcome: Outcome
    at: datetime
    """When the touch happened: the rep's wall time with offset."""
    reading: Reading | None = None
    person: PersonId | None = None
    channel: Channel | None = None
    step: StepId | None = None
    """The step whose row was worked, None for a first touch or a touch by hand."""
    inbound: bool = False
    note: str = ""
    minutes: int | None = None
    """None: the default of outcome and channel (R27)."""
    zone: str = ""
    """The rep's IANA zone."""
    when: date | None = None
    """Day of a callback, talk's next step, meeting, or decision date of a fade."""
    when_at: time | None = None
    when_zone: str | None = None
    words: str = ""
    """Their words: the callback phrase, the provider named, the reason of a loss."""
    asset: str = ""
    """What was given, as the id of an asset of the value library; empty where it is none of those (R13)."""
    guess: str = ""
    """Guess at a fade (R15): no news, timeline moved, swamped, personal."""
    name: str = ""
    """A person referred to (`w1`) or the leaver's successor (`l`)."""
    new_firm: str = ""
    """Where the leaver went (R21); empty: to be named later."""
    firm: AccountId | None = None
    """The account of the book that `new_firm` is; None: it is not there yet."""
    gate: GateAnswers | None = None
    answered: bool = False
    """The outcome's dialog was answered (or the command line said all that it asks)."""
    whole_account: bool = False
    """Do not contact: the account, not one person (R38)."""
    one_channel: bool = False
    """Do not contact: only `channel` of the person (R38)."""
    value_between: bool = True
    """Plant value touches before a promise (R14)."""
    opening: bool = False
    """A callback's day is the end of a contract or a budget: an opening instead of a promise (R14, R22)."""


@dataclass(frozen=True, slots=True)
class GateAnswers:
    """The four questions of the dump point (R26) and the hours they want."""

    gap: bool = False
    """They need a capability that we lack and a competitor has."""
    on_profile: bool = True
    pain_found: bool = True
    decider_reached: bool = True
    hours: float = 0.0


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside the account that a decision depends on; read once, then corrected by each change."""

    today: date
    load: tuple[int, ...] = ()
    """Planned touches per local day, from today on, for 200 days; shorter means none later."""
    days_off: frozenset[date] = frozenset()
    """The rep's leave and holidays (R37)."""
    their_days_off: frozenset[date] = frozenset()
    """Holidays of the account's country (R36)."""
    there: datetime | None = None
    """The prospect's wall time now, None where the zone is unknown (R36)."""
    verdict: Verdict = Verdict.ON
    """The account's fit now (R1), overruling included."""
    tier: Tier = Tier.C
    fit_known: bool = False
    """At least one criterion is met: enough for a comeback to stand on (R16)."""
    ideas: tuple[str, ...] = ()
    """Titles of the value library that suit the account: named where a value line gives nothing (R13)."""
    clocks: tuple[tuple[PersonId, datetime], ...] = ()
    """Wall times now of those who have a zone of their own (R36)."""

    def clock_of(self, person: PersonId | None) -> datetime | None:
        """Return the wall time of a person, else of the account; None where neither zone is known (R36)."""
        if not self.clocks:
            return self.there
        return next((there for who, there in self.clocks if who == person), self.there)


@dataclass(frozen=True, slots=True)
class Notice:
    """One quiet line for the rep: what, and the rule it comes from. A `blocking` one refuses the touch."""

    rule: str
    text: str
    blocking: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that the screen puts after the key, with the rule: "does 24 May still stand?" (R10)."""

    rule: str
    question: str
    step: StepId | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that the decision adds beside the touch: a person, a bar, an opening."""

    entity: AccountId | PersonId
    body: Body


@dataclass(frozen=True, slots=True)
class Decision:
    """What one outcome does to a plan. Frozen: the value that drew the date is the value that is logged."""

    said: Said
    account: AccountId
    basis: EntryId
    counts: bool = True
    """Counts as a touch (R7)."""
    plan: bool = True
    """False: dated before a later touch, so only the record changes ("What ends what")."""
    minutes: int = 0
    kept: tuple[StepId, ...] = ()
    """Steps that this touch fulfils."""
    ended: tuple[StepId, ...] = ()
    """Steps that it replaces or ends."""
    moved: tuple[tuple[StepId, date], ...] = ()
    steps: tuple[NewStep, ...] = ()
    standing: Standing | None = None
    """A standing that it states; None leaves it as it follows from the plan."""
    drafts: tuple[Draft, ...] = ()
    notices: tuple[Notice, ...] = ()
    asks: tuple[Ask, ...] = ()
    next_on: date | None = None
    """Earliest day of the plan after it: the date on the key."""
    why: str = ""
    """Why that date: the line behind `?`, with its rule."""
    rule: str = ""
    needs: str = field(default="")
    """Name of the dialog that must be answered before it can be logged ("callback", "gate", …), empty for none."""

    @property
    def refusal(self) -> Notice | None:
        """The notice that forbids this touch, if any (R38)."""
        for notice in self.notices:  # a loop: a generator costs three times as much, and most have none
            if notice.blocking:
                return notice
        return None
