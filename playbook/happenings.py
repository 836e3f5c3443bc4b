"""What happens at an account: the bodies that carry a touch, its plan, a sign, an opening or a remark."""

from __future__ import annotations

from datetime import date, time
from typing import ClassVar

from playbook.values import dataclass
from playbook.words import (
    Channel,
    EntryId,
    Intent,
    Outcome,
    PersonId,
    Purpose,
    Reading,
    Standing,
    StepId,
    StepKind,
)


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step as an entry plans it; its id is `<entry id>/<n>`. Fields as in `playbook.facts.Step`."""

    n: int
    kind: StepKind
    purpose: Purpose
    on: date
    at: time | None = None
    zone: str | None = None
    channel: Channel | None = None
    person: PersonId | None = None
    intent: Intent = Intent.ASK
    gap: int = 1
    attempt: int = 0
    rule: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A step put on another day."""

    id: StepId
    on: date


@dataclass(frozen=True, slots=True)
class TouchLogged:
    """One touch with the decision that was shown; the fold takes `kept` and `ended` out, moves and adds."""

    kind: ClassVar[str] = "touch.logged"
    on: date
    zone: str
    outcome: Outcome
    reading: Reading | None = None
    inbound: bool = False
    person: PersonId | None = None
    channel: Channel | None = None
    minutes: int = 0
    note: str = ""
    words: str = ""
    guess: str = ""
    asset: str = ""
    """What was given, where it came out of the value library: its `AssetId` (R13)."""
    hour: int | None = None
    """Local hour of the touch."""
    minute: int | None = None
    """The minute of that hour (R45); None in entries that are older than it."""
    counts: bool = True
    plan: bool = True
    """False: dated before a later touch, so it changes the record and not the plan."""
    kept: tuple[StepId, ...] = ()
    ended: tuple[StepId, ...] = ()
    moved: tuple[Move, ...] = ()
    steps: tuple[NewStep, ...] = ()
    standing: Standing | None = None
    basis: EntryId = EntryId("")
    v: int = 1


@dataclass(frozen=True, slots=True)
class TouchAmended:
    """A digit, note, time or minutes joined to a touch (R39): the fold reads `body` in the touch's place."""

    kind: ClassVar[str] = "touch.amended"
    touch: EntryId
    body: TouchLogged
    v: int = 1


@dataclass(frozen=True, slots=True)
class StepSet:
    """Steps put off, moved, added or ended by hand: snooze, shift, spread, a hand date."""

    kind: ClassVar[str] = "step.set"
    moved: tuple[Move, ...] = ()
    snoozed: bool = False
    """Counts as a snooze of the moved steps."""
    later: bool = False
    """The moved steps come last on their day: "later today"."""
    ended: tuple[StepId, ...] = ()
    steps: tuple[NewStep, ...] = ()
    why: str = ""
    v: int = 1


@dataclass(frozen=True, slots=True)
class SignalSeen:
    """A time-drain sign (R24)."""

    kind: ClassVar[str] = "signal.seen"
    sign: str
    on: date
    person: PersonId | None = None
    v: int = 1


@dataclass(frozen=True, slots=True)
class OpeningSeen:
    """A change worth a call (R22), with the steps it plants."""

    kind: ClassVar[str] = "opening.seen"
    opening: str
    seen: date
    on: date | None = None
    person: PersonId | None = None
    text: str = ""
    steps: tuple[NewStep, ...] = ()
    ended: tuple[StepId, ...] = ()
    """The step of the rhythm, which is silent while an opening lies ahead."""
    instead: EntryId | None = None
    """The opening that this one says better: it stands no more, its entry stays (R40)."""
    v: int = 1


@dataclass(frozen=True, slots=True)
class RemarkMade:
    """A note, a pain (R41) or an agreed point (R15)."""

    kind: ClassVar[str] = "remark.made"
    about: str
    text: str
    on: date
    person: PersonId | None = None
    v: int = 1
