"""The words of the field, as closed lists (PLAYBOOK "Words" and "The model of a plan").

Every list is a `StrEnum`: the value is what stands in the journal and in `--json`, so it never changes.

To ask a list for a word costs ten times what a name of the module costs: up to Python 3.11 `EnumType` has a
`__getattr__` of its own. So rules that every touch asks name their words once, at the head of their module.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

AccountId = NewType("AccountId", str)
PersonId = NewType("PersonId", str)
AssetId = NewType("AssetId", str)
"""An entry of the value library: the id of the entry that added it (R13)."""
EntryId = NewType("EntryId", str)
ActionId = NewType("ActionId", str)
StepId = NewType("StepId", str)
"""`<entry id>/<n>`: the n-th step that an entry planned."""


class Channel(StrEnum):
    """How a touch was made."""

    CALL = "call"
    EMAIL = "email"
    LINKEDIN = "linkedin"
    TEXT = "text"
    LETTER = "letter"
    VISIT = "visit"
    EVENT = "event"


WRITTEN = frozenset({Channel.EMAIL, Channel.LINKEDIN, Channel.TEXT, Channel.LETTER})
"""Channels on which "no answer" means "sent, no answer yet"."""


class Role(StrEnum):
    """What a person is in a decision; the order is the order in which a burst looks for its lead (R17)."""

    DECISION_MAKER = "decision-maker"
    CHAMPION = "champion"
    INFLUENCER = "influencer"
    UNKNOWN = "unknown"
    GATEKEEPER = "gatekeeper"


class Outcome(StrEnum):
    """What came of a touch: one key each (PLAYBOOK section G)."""

    NO_ANSWER = "no-answer"
    VOICEMAIL = "voicemail"
    GATEKEEPER = "gatekeeper"
    NO = "no"
    ALL_SET = "all-set"
    NOT_NOW = "not-now"
    CALLBACK = "callback"
    FADED = "faded"
    WRONG = "wrong"
    LEFT = "left"
    VALUE = "value"
    TALK = "talk"
    MEETING = "meeting"
    MY_TIME = "my-time"
    OFF_PROFILE = "off-profile"
    FITS = "fits"
    BARRED = "barred"


class Reading(StrEnum):
    """The digit that amends an outcome: why a No (R18), what was wrong, whether value was asked for, how it ended."""

    TIMING = "timing"
    VALUE = "value"
    PRIORITY = "priority"
    PERSON = "person"
    NUMBER = "number"
    BOUNCED = "bounced"
    ASKED = "asked"
    WON = "won"
    LOST = "lost"


class OutcomeClass(StrEnum):
    """The seven families of an outcome; only these decide how it counts."""

    NO_CONTACT = "no contact"
    NO = "no"
    NOT_YET = "not yet"
    YES = "yes"
    GIFT = "gift"
    OPENING = "opening"
    GATE = "gate"
    STOP = "stop"


class StepKind(StrEnum):
    """The four kinds of step of a plan; at most one `NEXT` stands at a time."""

    PROMISE = "promise"
    SERIES = "series"
    HAND = "hand"
    NEXT = "next"


class Purpose(StrEnum):
    """What a step is for."""

    CALLBACK = "callback"
    VALUE = "value"
    FADED = "faded"
    COMEBACK = "comeback"
    OPENING = "opening"
    HAND = "hand"
    BURST = "burst"
    CHASE = "chase"
    FOLLOW_UP = "follow-up"
    RHYTHM = "rhythm"
    RESEARCH = "research"
    TICKLE = "tickle"
    RETURN = "return"
    SUCCESSOR = "successor"
    REFERRAL = "referral"
    ANSWER = "answer"
    FIRST = "first"
    """Not a step: the row of an account out of the pool (R32)."""


class Intent(StrEnum):
    """Whether a step asks for something or gives something (R8: the rhythm alternates)."""

    ASK = "ask"
    VALUE = "value"


class Standing(StrEnum):
    """What an account is, at any moment exactly one (R6)."""

    POOL = "pool"
    SET_ASIDE = "set aside"
    WORKING = "working"
    TALKING = "talking"
    PROPOSED_OFF = "proposed off"
    CUSTOMER = "customer"
    DUMPED = "dumped"
    BARRED = "barred"
    CLOSED = "closed"


class Verdict(StrEnum):
    """Fit against the profile (R1)."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


class Tier(StrEnum):
    """Thirds of the book by category spend, else revenue, else employees, or by hand."""

    A = "A"
    B = "B"
    C = "C"


class Group(StrEnum):
    """The groups of today's list, in their order (R33)."""

    PROMISE = "promise"
    OPENING = "opening"
    WARM = "warm"
    DREAM = "dream"
    VALUE = "value"
    RHYTHM = "rhythm"
    RESEARCH = "research"
    FIRST = "first"
