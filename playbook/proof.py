"""The proof (R4): what touches brought, on against off profile, by criterion and by incumbent; and promises kept.

The verdict is that of the account as it is scored now: the journal keeps what happened, not what the profile of that
day would have said. So after a changed profile the same touches may stand on another side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import sqrt

from playbook.facts import Step
from playbook.fit import Result
from playbook.happenings import TouchLogged
from playbook.settings import Criterion
from playbook.values import dataclass
from playbook.words import StepKind, Verdict

Kind = tuple[Verdict, str]
"""Verdict of an account, and how each criterion of the profile stands there: one of `+`, `-`, `?` each."""

ENOUGH_TOUCHES = 100
"""Touches under which a share tells nothing: a meeting comes about once in a hundred."""
ENOUGH_MEETINGS = 5
"""Meetings, on both sides together, under which no side is called better."""
CLEAR = 1.96
"""Standard errors apart from which two shares differ by more than chance, 19 times in 20."""
MET, MISSED, UNKNOWN = "+", "-", "?"
"""How a criterion stands at an account, one sign a criterion in the profile's order."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What the touches of a span brought at accounts of one kind."""

    touches: int = 0
    """Touches of ours."""
    minutes: int = 0
    meetings: int = 0
    wins: int = 0

    def __add__(self, other: Worked) -> Worked:
        return Worked(
            self.touches + other.touches, self.minutes + other.minutes, self.meetings + other.meetings,
            self.wins + other.wins,
        )  # fmt: skip

    @property
    def minutes_each(self) -> float | None:
        """Minutes a touch, None without a touch."""
        return self.minutes / self.touches if self.touches else None

    @property
    def tells(self) -> bool:
        """Whether there are enough touches for a share."""
        return self.touches >= ENOUGH_TOUCHES

    @property
    def share(self) -> float | None:
        """Meetings in 100 touches; None while there are too few to tell."""
        return 100 * self.meetings / self.touches if self.tells else None


@dataclass(frozen=True, slots=True)
class Sides:
    """A criterion: what touches brought where it speaks for the account, against it, or where nobody knows."""

    criterion: Criterion
    met: Worked
    missed: Worked
    unknown: Worked


@dataclass(frozen=True, slots=True)
class Proof:
    """Meetings, wins and minutes by what the accounts are (R4)."""

    on: Worked = Worked()
    off: Worked = Worked()
    unknown: Worked = Worked()
    profiled: bool = False
    """False: there is no profile yet, and every account counts as on profile."""
    criteria: tuple[Sides, ...] = ()
    incumbents: tuple[tuple[str, Worked], ...] = ()
    """By the provider that they have now, most touches first."""


@dataclass(frozen=True, slots=True)
class Promises:
    """What became of promises (R4, R10)."""

    kept: int = 0
    """Kept on their day."""
    late: int = 0
    """Kept after it."""
    overdue: int = 0
    """Open, and their day is past."""
    ahead: int = 0
    """Open, and their day is still to come, today included."""


def proof(kinds: Mapping[Kind, Worked], incumbents: Mapping[str, Worked], profile: Sequence[Criterion]) -> Proof:
    """Return the proof over what the touches of a span brought, by kind of account and by their incumbent (R4)."""
    sides = {verdict: _sum(work for kind, work in kinds.items() if kind[0] is verdict) for verdict in Verdict}
    criteria = tuple(
        Sides(criterion, *(_signed(kinds, place, wanted) for wanted in (MET, MISSED, UNKNOWN)))
        for place, criterion in enumerate(profile)
    )
    return Proof(
        sides[Verdict.ON], sides[Verdict.OFF], sides[Verdict.UNKNOWN], bool(profile), criteria, _by_name(incumbents)
    )


def sign(result: Result) -> str:
    """Return how a criterion stands at an account, as one sign."""
    return UNKNOWN if result.good is None else MET if result.good else MISSED


def differ(one: Worked, other: Worked) -> bool | None:
    """Return whether meetings a touch differ by more than chance; None while there are too few touches to tell."""
    meetings = one.meetings + other.meetings
    if not (one.tells and other.tells) or meetings < ENOUGH_MEETINGS:
        return None
    touches = one.touches + other.touches
    spread = meetings / touches * max(0.0, 1 - meetings / touches)
    error = sqrt(spread * (1 / one.touches + 1 / other.touches))
    return abs(one.meetings / one.touches - other.meetings / other.touches) > CLEAR * error


def against(on: Worked, off: Worked) -> str:
    """Say what the profile is worth, honestly where the numbers are small (R4)."""
    clear = differ(on, off)
    if clear is None:
        return "too few to tell"
    if not clear:
        return "no difference beyond chance"
    better, worse, name = (on, off, "on") if (on.share or 0) > (off.share or 0) else (off, on, "off")
    if not worse.share:
        return f"{name} profile alone brings meetings"
    return f"{name} profile brings {(better.share or 0) / worse.share:.1f} times as many meetings a touch"


def counted(work: Worked) -> str:
    """Say meetings of touches: "9 of 412, 2.2 %", or "3 of 41, too few to tell"."""
    told = f"{work.meetings:,} of {work.touches:,}"
    if not work.touches:
        return "no touches"
    return f"{told}, too few to tell" if work.share is None else f"{told}, {work.share:.1f} %"


def kept_promise(steps: Iterable[Step], touch: TouchLogged) -> date | None:
    """Return the day of the promise that a touch kept, as it stood in the plan; None where it kept none (R10).

    A touch that changes the record only keeps nothing.
    """
    if not touch.plan:
        return None
    days = [step.on for step in steps if step.kind is StepKind.PROMISE and step.id in touch.kept]
    return min(days, default=None)


def _sum(works: Iterable[Worked]) -> Worked:
    return sum(works, start=Worked())


def _signed(kinds: Mapping[Kind, Worked], place: int, wanted: str) -> Worked:
    """Sum the kinds at which the criterion of that place stands so."""
    return _sum(work for (_, signs), work in kinds.items() if signs[place : place + 1] == wanted)


def _by_name(incumbents: Mapping[str, Worked]) -> tuple[tuple[str, Worked], ...]:
    """Sum names that differ in case only, written as met first; most touches first."""
    names: dict[str, str] = {}
    sums: dict[str, Worked] = {}
    for name, work in incumbents.items():
        folded = name.casefold()
        names.setdefault(folded, name)
        sums[folded] = sums.get(folded, Worked()) + work
    found = [(names[folded], work) for folded, work in sums.items()]
    return tuple(sorted(found, key=lambda pair: (-pair[1].touches, pair[0])))
