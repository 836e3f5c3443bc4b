"""The outcome table of PLAYBOOK section G: one row an outcome, in the order of the outcome bar.

A new outcome is one row here, one rule in `playbook.decide`, one test and one line of help.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from playbook.words import Outcome, OutcomeClass, Purpose, Reading

_OPENERS = frozenset({Purpose.BURST, Purpose.CHASE, Purpose.FADED})
_TALKED = _OPENERS | {Purpose.COMEBACK}


@dataclass(frozen=True, slots=True)
class Digit:
    """A digit that amends the outcome just logged, while its line stands."""

    key: str
    label: str
    reading: Reading | None = None
    """The reading it sets; None where it opens `dialog`."""
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One outcome: its key, its family, how it counts, and what it ends."""

    outcome: Outcome
    key: str
    label: str
    """At most 10 characters: what stands in the bar."""
    cls: OutcomeClass
    help: str
    rule: str
    counts: bool = True
    """A contact or a gift, so a touch (R7)."""
    ends: frozenset[Purpose] = frozenset()
    """Purposes that it ends wherever they stand ("What ends what")."""
    ends_all: bool = False
    """Ends every step but promises, which are shown and asked."""
    talk: bool = False
    """We spoke with the person: their reflex is over (R16), the contact gap starts (R11)."""
    resets: bool = False
    """Starts the rhythm again at its first gap (R8) and ends a run of No's."""
    asks: bool = False
    """Asks whether a promise that still lies ahead stands (R10)."""
    takes_over: bool = False
    """No touch, and yet what it plans replaces the one `next`."""
    spares_meeting: bool = False
    """Leaves an agreed meeting standing that still lies ahead: a reminder, a gift, a word before it."""
    digits: tuple[Digit, ...] = ()
    dialog: str = ""
    """The dialog that must be answered before it is logged, empty for none."""
    replaces: bool = field(init=False)
    """A touch of ours replaces `next` only ("What ends what")."""
    unanswered: bool = field(init=False)
    """Nobody was reached."""
    a_no: bool = field(init=False)
    """One of the many kinds of No (S2)."""
    gift: bool = field(init=False)
    """Something was given (S4)."""

    def __post_init__(self) -> None:
        """Say once what follows from the family: a decision asks two dozen times."""
        told = {
            "replaces": self.counts or self.takes_over,
            "unanswered": self.cls is OutcomeClass.NO_CONTACT,
            "a_no": self.cls is OutcomeClass.NO,
            "gift": self.cls is OutcomeClass.GIFT,
        }
        for name, holds in told.items():
            object.__setattr__(self, name, holds)


OUTCOMES: tuple[OutcomeRow, ...] = (
    OutcomeRow(
        Outcome.NO_ANSWER,
        "a",
        "no answer",
        OutcomeClass.NO_CONTACT,
        "Nobody picked up; for a written touch: sent, no answer yet.",
        "R17",
        spares_meeting=True,
    ),
    OutcomeRow(
        Outcome.VOICEMAIL,
        "v",
        "voicemail",
        OutcomeClass.NO_CONTACT,
        "A voicemail was left.",
        "R17",
        spares_meeting=True,
    ),
    OutcomeRow(
        Outcome.GATEKEEPER,
        "g",
        "gatekeeper",
        OutcomeClass.NO_CONTACT,
        "Someone else answered; try another hour.",
        "R17",
        spares_meeting=True,
        digits=(Digit("1", "their name", dialog="gatekeeper"),),
    ),
    OutcomeRow(
        Outcome.NO,
        "n",
        "No",
        OutcomeClass.NO,
        "They said no. It means not yet; a digit says how you read it.",
        "R18",
        ends=_OPENERS,
        digits=(
            Digit("1", "timing", Reading.TIMING),
            Digit("2", "value", Reading.VALUE),
            Digit("3", "priority", Reading.PRIORITY),
        ),
    ),
    OutcomeRow(
        Outcome.ALL_SET,
        "s",
        "all set",
        OutcomeClass.NO,
        "They have a provider and are content.",
        "R18",
        ends=_OPENERS,
        digits=(Digit("1", "with whom", dialog="all-set"),),
    ),
    OutcomeRow(
        Outcome.NOT_NOW,
        "t",
        "not now",
        OutcomeClass.NOT_YET,
        "Fits, and isn't ready: tickle it.",
        "R31",
        ends=_OPENERS,
        resets=True,
        asks=True,
        digits=(Digit("1", "when", dialog="not-now"),),
    ),
    OutcomeRow(
        Outcome.CALLBACK,
        "c",
        "call back",
        OutcomeClass.NOT_YET,
        "Call back on the day that they named.",
        "R14",
        ends=_TALKED,
        talk=True,
        resets=True,
        asks=True,
        dialog="callback",
    ),
    OutcomeRow(
        Outcome.FADED,
        "f",
        "faded",
        OutcomeClass.NOT_YET,
        "Gone quiet after interest: give value, never check in.",
        "R15",
        counts=False,
        ends=_TALKED,
        resets=True,
        asks=True,
        takes_over=True,
        digits=(Digit("1", "my guess why", dialog="faded"),),
    ),
    OutcomeRow(
        Outcome.VALUE,
        "e",
        "value",
        OutcomeClass.GIFT,
        "Something worth having was given; nothing was asked.",
        "R13",
        spares_meeting=True,
        digits=(Digit("1", "they asked for it", Reading.ASKED), Digit("2", "what it was", dialog="value")),
    ),
    OutcomeRow(
        Outcome.TALK,
        "h",
        "talk",
        OutcomeClass.YES,
        "A real talk.",
        "R8",
        ends=_TALKED,
        talk=True,
        resets=True,
        asks=True,
        spares_meeting=True,
        digits=(Digit("1", "when, pain, agreed", dialog="talk"),),
    ),
    OutcomeRow(
        Outcome.MEETING,
        "m",
        "meeting",
        OutcomeClass.YES,
        "A meeting or a next step is agreed; or won; or lost.",
        "R6",
        ends=_TALKED,
        talk=True,
        resets=True,
        asks=True,
        dialog="meeting",
        digits=(Digit("1", "won", Reading.WON), Digit("2", "lost", Reading.LOST)),
    ),
    OutcomeRow(
        Outcome.LEFT,
        "l",
        "left",
        OutcomeClass.OPENING,
        "The person left: the best news of the year.",
        "R21",
        ends=_TALKED,
        resets=True,
        digits=(Digit("1", "successor, new firm", dialog="left"),),
    ),
    OutcomeRow(
        Outcome.WRONG,
        "w",
        "wrong",
        OutcomeClass.NOT_YET,
        "Wrong person, number or address.",
        "R42",
        resets=True,
        dialog="wrong",
        digits=(
            Digit("1", "person", Reading.PERSON),
            Digit("2", "number", Reading.NUMBER),
            Digit("3", "bounced", Reading.BOUNCED),
        ),
    ),
    OutcomeRow(
        Outcome.MY_TIME,
        "p",
        "my time",
        OutcomeClass.GATE,
        "They want much of your time: do they qualify?",
        "R26",
        ends=_TALKED,
        talk=True,
        asks=True,
        dialog="gate",
    ),
    OutcomeRow(
        Outcome.OFF_PROFILE,
        "o",
        "unfit",
        OutcomeClass.STOP,
        "Not our profile: to the dump queue.",
        "R2",
        counts=False,
        ends_all=True,
        asks=True,
    ),
    OutcomeRow(
        Outcome.FITS,
        "y",
        "fits",
        OutcomeClass.STOP,
        "It fits: the profile's doubt is settled.",
        "R2",
        counts=False,
    ),
    OutcomeRow(
        Outcome.BARRED,
        "x",
        "do not",
        OutcomeClass.STOP,
        "Do not contact: for good, per channel, person or account.",
        "R38",
        dialog="barred",
    ),
)

_BY_OUTCOME = {item.outcome: item for item in OUTCOMES}


def row(outcome: Outcome) -> OutcomeRow:
    """Return the table's row of an outcome."""
    return _BY_OUTCOME[outcome]


def digit(outcome: Outcome, reading: Reading | None) -> Digit | None:
    """Return the digit that stands for this reading of the outcome, None where there is none."""
    return next((each for each in row(outcome).digits if each.reading is reading and reading is not None), None)
