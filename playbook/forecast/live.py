"""One account while the forecast plays: its facts, its people, its views, and its place in the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from playbook import ordering, people
from playbook.facts import AccountFacts, PersonFacts, Step
from playbook.forecast.book import Member
from playbook.forecast.truth import Truth
from playbook.words import AccountId, Channel, Group, PersonId, Standing, Verdict

_ENDED = frozenset({Standing.CUSTOMER, Standing.DUMPED, Standing.BARRED, Standing.CLOSED})


class Live:
    """An account of the game; the facts inside are the real ones and change only by the fold."""

    __slots__ = (
        "account", "began", "closed", "given_up", "member", "people", "planned", "promised", "row", "signs", "talks",
        "truth", "vacant", "verdict", "version", "warm", "worked",
    )  # fmt: skip

    def __init__(self, member: Member, truth: Truth, today: int) -> None:
        """Take it as the book has it."""
        self.member = member
        self.account: AccountFacts = member.account
        self.people: tuple[PersonFacts, ...] = member.people
        self.verdict = member.verdict
        self.truth = truth
        for each in member.people:
            truth.seat(each.id)
        self.row: Row | None = None
        """The row with which it waits today."""
        self.version = 0
        """Which plan stands: rows of an older one are passed over."""
        self.planned = False
        """It has steps that come up."""
        self.began = today if member.account.touches else None
        """Day from which its openings count: the first touch, or the first day of the game."""
        self.closed: int | None = None
        """Day on which it left the book for good: won, dumped as a drainer or off profile, barred."""
        self.given_up = False
        self.talks = 0
        self.signs = 0
        """Signs of a time drainer seen."""
        self.warm = False
        """They were interested once, so silence after it is a fade (R15)."""
        self.worked: tuple[int, PersonId | None] | None = None
        """Day and person of the last planned touch that R11 and R12 are about."""
        self.promised: dict[str, date] = {}
        """Day of each promise as it was given."""
        self.vacant: list[tuple[int, int]] = []
        """Seats whose leaver is known and whose successor is not."""

    @property
    def ident(self) -> AccountId:
        """Its id."""
        return self.account.id

    def ended(self) -> bool:
        """Whether nothing more is planned for it."""
        return self.account.stated in _ENDED

    def judge(self) -> None:
        """Take over what the rep said of its fit (R2)."""
        if self.account.fit_said:
            self.verdict = Verdict.ON if self.account.fit_said == "fits" else Verdict.OFF

    def whom(self, step: Step | None, tries: int) -> tuple[PersonFacts | None, Channel | None]:
        """Return whom the row reaches and how: its own person and channel, else the lead by what works (R17, R38)."""
        person = None if step is None else people.find(self.people, step.person)
        able = () if person is None or person.gone else people.channels(self.account, person)
        if not able:
            if step is not None and step.person is None and step.channel is not None and self.vacant:
                return None, step.channel
            person = people.lead(self.account, self.people, tries)
            able = people.channels(self.account, person)
        wanted = Channel.CALL if step is None or step.channel is None else step.channel
        if wanted in able:
            return person, wanted
        return person, able[0] if able else None


@dataclass(slots=True)
class Row:
    """A row of the day's list (`playbook.ordering.Row`)."""

    account: AccountId
    group: Group
    due: date
    live: Live
    step: Step | None
    gap: int
    rank: float
    late: int = 0
    at: time | None = None
    open: bool | None = None


def row_of(live: Live, today: date) -> Row:
    """Return the row of an account's most pressing step; one of them is due (R33)."""
    dream = live.account.dream
    due = [
        (ordering.group(step.purpose, step.kind, dream, step.intent), step)
        for step in live.account.steps
        if step.on <= today
    ]
    group, step = due[0] if len(due) == 1 else min(due, key=lambda each: (ordering.place_of(each[0]), each[1].on))
    return Row(live.ident, group, step.on, live, step, step.gap, live.member.rank, (today - step.on).days)


def first_row(live: Live, today: date) -> Row:
    """Return the row of a first touch (R32)."""
    return Row(live.ident, Group.FIRST, today, live, None, 1, live.member.rank)
