"""What the dialogs answer: frozen values, ready to be merged into what is said about a touch.

An answer that belongs to an outcome has `into(said)`, which returns what `playbook.decide` reads. None instead of an
answer means that the rep cancelled and nothing changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from playbook.decision import GateAnswers, Said
from playbook.facts import Fields
from playbook.words import PersonId, Reading
from tui.dialogs.answers_value import AssetAnswer


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """The day they named (R14)."""

    phrase: str
    """Their words, cleaned."""
    on: date
    at: time | None = None
    """The hour they named, on their clock."""
    zone: str | None = None
    """The IANA zone of `at`; None where no hour was named."""
    value_between: bool = True
    """Plant value touches before it (R14)."""
    expiry: bool = False
    """They spoke of an expiry or a budget: an opening is offered (R22)."""
    opening: bool = False
    """It was taken: an opening instead of a promise."""

    def into(self, said: Said) -> Said:
        """Return what is said, with the day, the hour and their words."""
        return replace(
            said, answered=True, when=self.on, when_at=self.at, when_zone=self.zone, words=self.phrase,
            value_between=self.value_between, opening=self.opening,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TickleAnswer:
    """When the next gift shall come (R31): their words decide whether it is a length or a day that is kept."""

    phrase: str
    on: date

    def into(self, said: Said) -> Said:
        """Return what is said, with the day and the words."""
        return replace(said, answered=True, when=self.on, words=self.phrase)


@dataclass(frozen=True, slots=True)
class NoteAnswer:
    """A note on a touch (R45); empty takes an earlier note away."""

    text: str

    def into(self, said: Said) -> Said:
        """Return what is said, with the note."""
        return replace(said, note=self.text)


@dataclass(frozen=True, slots=True)
class HappenedAnswer:
    """When the touch happened (R45): the rep's wall time with offset, never in the future; and its minutes (R27)."""

    at: datetime | None
    """None: as it stands."""
    minutes: int | None = None
    """None: as they stand."""

    def into(self, said: Said) -> Said:
        """Return what is said, at its time and with its minutes."""
        minutes = said.minutes if self.minutes is None else self.minutes
        return replace(said, at=self.at or said.at, minutes=minutes)


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """The four questions of the dump point and the hours (R26)."""

    answers: GateAnswers

    def into(self, said: Said) -> Said:
        """Return what is said, with the answers."""
        return replace(said, answered=True, gate=self.answers)


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """What was wrong: the person (and whom they named), the number, or the address."""

    reading: Reading
    name: str = ""
    """The person referred to; empty where nobody was named."""

    def into(self, said: Said) -> Said:
        """Return what is said, with the reading and the name."""
        return replace(said, answered=True, reading=self.reading, name=self.name)


@dataclass(frozen=True, slots=True)
class LeftAnswer:
    """Who follows the leaver and where they went (R21); both may be empty: found out later."""

    successor: str = ""
    new_firm: str = ""

    def into(self, said: Said) -> Said:
        """Return what is said, with both names."""
        return replace(said, answered=True, name=self.successor, new_firm=self.new_firm)


@dataclass(frozen=True, slots=True)
class GatekeeperAnswer:
    """Who picked up (PLAYBOOK section G: the name is kept); empty where they didn't say."""

    name: str

    def into(self, said: Said) -> Said:
        """Return what is said, with the name."""
        return replace(said, answered=True, name=self.name)


@dataclass(frozen=True, slots=True)
class MeetingAnswer:
    """A meeting or next step and its day; or won; or lost with the reason."""

    reading: Reading | None = None
    """`WON`, `LOST`, or None: agreed, with its day."""
    on: date | None = None
    at: time | None = None
    zone: str | None = None
    words: str = ""
    """What was agreed, or why it was lost."""
    minutes: int | None = None
    """Minutes that it cost so far (R27); None: the default."""

    def into(self, said: Said) -> Said:
        """Return what is said, with the day or the end of it."""
        minutes = said.minutes if self.minutes is None else self.minutes
        return replace(
            said, answered=True, reading=self.reading, when=self.on, when_at=self.at, when_zone=self.zone,
            words=self.words, minutes=minutes,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TalkAnswer:
    """What a talk brought; everything may be empty (R8, R41)."""

    on: date | None = None
    at: time | None = None
    zone: str | None = None
    words: str = ""
    """The phrase that named the next step."""
    pain: str = ""
    """The pain, in their words (R41)."""
    agreed: str = ""
    """The point agreed (R15)."""

    def into(self, said: Said) -> Said:
        """Return what is said, with the day of the next step."""
        return replace(said, answered=True, when=self.on, when_at=self.at, when_zone=self.zone, words=self.words)

    def remarks(self) -> tuple[tuple[str, str], ...]:
        """Return what goes onto the card, as (about, text): a pain, an agreed point."""
        pairs = (("pain", self.pain), ("agreed", self.agreed))
        return tuple(pair for pair in pairs if pair[1])


@dataclass(frozen=True, slots=True)
class BarredAnswer:
    """Do not contact: this channel, this person, or the whole account (R38)."""

    one_channel: bool = False
    """Only by the touch's own channel."""
    whole_account: bool = False
    words: str = ""
    """What they said."""

    def into(self, said: Said) -> Said:
        """Return what is said, with the bar's reach."""
        return replace(
            said, answered=True, one_channel=self.one_channel, whole_account=self.whole_account, words=self.words
        )


@dataclass(frozen=True, slots=True)
class FadedAnswer:
    """The guess at a fade (R15), and their decision date where it is known."""

    guess: str = ""
    """`no news`, `timeline moved`, `swamped`, `personal`; empty: skipped."""
    on: date | None = None
    vanished: bool = False
    """They vanished after the final proposal: a sign (R24, R25)."""

    def into(self, said: Said) -> Said:
        """Return what is said, with the guess."""
        return replace(said, answered=True, guess=self.guess, when=self.on)


@dataclass(frozen=True, slots=True)
class AllSetAnswer:
    """The provider that they named; empty where they didn't."""

    provider: str

    def into(self, said: Said) -> Said:
        """Return what is said, with the provider as their words."""
        return replace(said, answered=True, words=self.provider)


@dataclass(frozen=True, slots=True)
class ReasonAnswer:
    """One line of why: keep, revive, overrule. Never empty where a reason is needed."""

    text: str


@dataclass(frozen=True, slots=True)
class ConfirmAnswer:
    """The choice taken of a question, by its name: `yes`, or for a dump `dump` or `tickle` (R28)."""

    choice: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SignalsAnswer:
    """Signs seen in one sitting, by their names, in S1's order (R24); none where there was nothing to see (R43)."""

    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditAnswer:
    """A field's new value, cleaned; empty clears it."""

    value: str
    field: str = ""
    """The field's name, where the dialog asked for it too."""


@dataclass(frozen=True, slots=True)
class AccountAdded:
    """A new account and, where named, its first person."""

    name: str
    fields: Fields = ()
    person: str = ""
    person_fields: Fields = ()


@dataclass(frozen=True, slots=True)
class PersonAdded:
    """A new person at the account."""

    name: str
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class RemarkAdded:
    """A note, a pain or an agreed point for the card."""

    about: str
    """`note`, `pain` or `agreed`."""
    text: str
    person: PersonId | None = None
    """Who said it (R41)."""


@dataclass(frozen=True, slots=True)
class OpeningAdded:
    """A change worth a call (R22)."""

    kind: str
    text: str = ""
    on: date | None = None
    person: PersonId | None = None


Added = AccountAdded | PersonAdded | RemarkAdded | OpeningAdded | AssetAnswer
"""What `+` answers."""
