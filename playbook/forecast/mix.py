"""What the forecast assumes of the world: one table, each number with where it comes from.

`field n` is a row of the list of published numbers (grades A and B only); `choice` is ours, has no source, and is
printed as such. Change one and play again: that is what the table is for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from typing import Any

from playbook.words import Outcome, Reading

CHOICE = "choice"
YEAR = 365.25
_PERCENT = 100


def given(default: Any, source: str, words: str) -> Any:  # noqa: ANN401
    """Return a field with its value, its source and what it says."""
    return field(default=default, metadata={"source": source, "words": words})


@dataclass(frozen=True, slots=True)
class Assumption:
    """One line of the printed table."""

    name: str
    value: str
    source: str
    """`field 15`, or `choice`."""
    words: str


Talk = tuple[Outcome, Reading | None, float]
"""What a talk brings, and its weight among those that agree on no meeting."""

TALKS: tuple[Talk, ...] = (
    (Outcome.NO, None, 24),
    (Outcome.NO, Reading.TIMING, 14),
    (Outcome.NO, Reading.VALUE, 6),
    (Outcome.NO, Reading.PRIORITY, 11),
    (Outcome.ALL_SET, None, 16),
    (Outcome.NOT_NOW, None, 6),
    (Outcome.CALLBACK, None, 12),
    (Outcome.TALK, None, 6),
    (Outcome.WRONG, Reading.PERSON, 4),
    (Outcome.BARRED, None, 1),
)


@dataclass(frozen=True, slots=True)
class Mix:
    """The world that the book is played in. Shares are 0-1; rates are a year."""

    easy: float = given(
        0.48, "field 1, 2", "people who are easy to reach; 52 % are hard: the two kinds that fit both rows"
    )
    reach: float = given(0.054, "field 11", "calls that reach somebody, over all people")
    ease: float = given(
        2.5, "field 1, 2", "an easy person is reached so many times as often as a hard one (0.70 to 0.28)"
    )
    callback: float = given(0.2685, "field 13", "promised calls and agreed follow-ups that reach them")
    dead: float = given(0.17, "field 14", "telephone numbers that are dead, found out by the first call")
    meeting: float = given(0.0482, "field 12", "talks that agree on a meeting, over all talks")
    window_times: float = given(
        3.0, CHOICE, "a talk while an opening is fresh agrees so many times as often; the mean stays as above"
    )
    leaving: float = given(0.17, "field 15", "people who leave their post in a year")
    changing: float = given(0.20, "field 19", "firms that change their provider in a year")
    window: int = given(91, "field 19", "days that an opening is fresh: 5 % in the market a quarter, so a quarter")
    undecided: float = given(0.50, "field 20", "meetings that end in no decision and go quiet (40-60 %)")
    won: float = given(0.50, CHOICE, "of the meetings that end in a decision: won")
    gatekeeper: float = given(0.10, CHOICE, "unanswered calls that somebody else takes")
    told: float = given(0.50, CHOICE, "the successor's or the right person's name is told at once")
    bounces: float = given(0.50, CHOICE, "written touches to somebody who left that come back")
    hears: float = given(0.50, CHOICE, "talks in which a renewal within half a year is named (an opening, R22)")
    drainers: float = given(0.05, CHOICE, "accounts that drain time: they pick up, want an hour, show a sign a talk")
    drainer_reach: float = given(0.50, CHOICE, "calls that a time drainer answers")
    unknown: float = given(0.10, CHOICE, "accounts whose fit is not known (invented set only)")
    fits: float = given(0.75, CHOICE, "of them: fit, once it is known")
    dream: float = given(0.05, CHOICE, "dream clients (invented set only)")
    callback_months: int = given(12, CHOICE, "a promised call is 1 to so many months away")
    talks: tuple[Talk, ...] = given(TALKS, CHOICE, "what the other talks bring, as weights")
    hazards: tuple[float, ...] = given((), "", "")
    """A yes at the n-th contact, in place of `meeting`: for tables that count by contact."""

    @property
    def reach_hard(self) -> float:
        """The chance that a call reaches a hard person: the mean over both kinds is `reach`."""
        return self.reach / (self.easy * self.ease + 1 - self.easy)

    @property
    def reach_easy(self) -> float:
        """The chance that a call reaches an easy person."""
        return self.reach_hard * self.ease

    @property
    def meeting_usual(self) -> float:
        """The chance of a meeting while no opening is fresh, so that the mean over all talks is `meeting`."""
        fresh = (self.leaving + self.changing) * self.window / YEAR
        return self.meeting / (1 + fresh * (self.window_times - 1))

    @property
    def meeting_fresh(self) -> float:
        """The chance of a meeting while an opening is fresh."""
        return min(1.0, self.meeting_usual * self.window_times)


def daily(yearly: float) -> float:
    """Return the constant rate a day at which a share of `yearly` is gone within a year."""
    return -math.log1p(-yearly) / YEAR


_REP = (
    Assumption("works", "all", CHOICE, "of the day's list is worked, every working day but the days off known today"),
    Assumption("way out", "R34", CHOICE, "open funnel: nobody new on a day that holds something back"),
)
"""How the rep plays."""


def assumptions(mix: Mix) -> tuple[Assumption, ...]:
    """Return the table as it is printed, in its order; what talks bring stands last, since it is long."""
    known = [each for each in fields(mix) if each.metadata["words"] and each.name != "talks"]
    brought = ", ".join(f"{_talk(outcome, reading)} {weight:g}" for outcome, reading, weight in mix.talks)
    return (
        *(
            Assumption(each.name, _value(getattr(mix, each.name)), each.metadata["source"], each.metadata["words"])
            for each in known
        ),
        *_REP,
        Assumption("talks", "weights", CHOICE, f"what the other talks bring: {brought}"),
    )


def _value(value: float) -> str:
    return f"{value * _PERCENT:g} %" if value < 1 else f"{value:g}"


def _talk(outcome: Outcome, reading: Reading | None) -> str:
    return outcome.value if reading is None else f"{outcome}:{reading}"
