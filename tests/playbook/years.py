"""A rep and one account for years: random turns through `decide`, the moves and the fold, with every state kept.

The driver plays what a desk can do: outcomes with digits and answers, worked from a row or by hand, inbound, backdated,
snoozed, starred, dumped, revived, undone. What must hold afterwards stands in `test_years*.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from playbook import fold, moves
from playbook.bodies import AccountAdded, Body, PersonAdded, TouchLogged
from playbook.decide import decide
from playbook.decision import Decision, Draft, GateAnswers, Said, World
from playbook.entry import Entry
from playbook.facts import AccountFacts, Opening, PersonFacts
from playbook.moves import Snooze
from playbook.outcomes import row
from playbook.settings import Settings
from playbook.words import (
    ActionId,
    Channel,
    EntryId,
    Outcome,
    PersonId,
    Role,
    Standing,
    StepId,
    StepKind,
    Tier,
    Verdict,
)
from tests.builders import ACME, DANA, MONDAY, NOW, RAY

DEEP = int(os.environ.get("NOTYET_DEEP") or 1)
KIM = PersonId("kim")
OFF = frozenset(
    {date(year, month, day) for year in range(2026, 2040) for month, day in ((12, 25), (1, 1), (7, 4), (11, 26))}
)
ENDED = frozenset({Standing.DUMPED, Standing.BARRED, Standing.CLOSED})


def years(examples: int = 30) -> hypothesis_settings:
    """How many lives a test looks at: a second's worth by day, NOTYET_DEEP=50 for fifty times as many."""
    return hypothesis_settings(max_examples=examples * DEEP, deadline=None)


@dataclass(frozen=True)
class Turn:
    """One thing that happens, as numbers that Hypothesis can make smaller."""

    wait: int = 0
    """Days until it happens; -1: until the next step is due."""
    late: int = 0
    outcome: Outcome = Outcome.NO_ANSWER
    reading: int = 0
    channel: Channel = Channel.CALL
    whom: int = -1
    """Which person; -1: whom the row names."""
    by_row: bool = True
    inbound: bool = False
    ahead: int = 30
    back: int = 0
    named: bool = False
    deed: str = ""
    """`star`, `snooze`, `opening`, `dump`, `revive`, `undo`, `pain`, `keep`; else the outcome is logged."""


_USUAL = [
    *[Outcome.NO_ANSWER] * 6, Outcome.VOICEMAIL, Outcome.GATEKEEPER, *[Outcome.NO] * 4, Outcome.ALL_SET,
    Outcome.NOT_NOW, *[Outcome.CALLBACK] * 2, Outcome.FADED, *[Outcome.VALUE] * 2, *[Outcome.TALK] * 2, Outcome.MEETING,
    Outcome.LEFT, Outcome.WRONG, Outcome.MY_TIME, Outcome.FITS, Outcome.BARRED, Outcome.OFF_PROFILE,
]  # fmt: skip
_DEEDS = ["", "", "", "", "", "", "", "", "star", "snooze", "opening", "undo", "pain", "dump", "revive", "keep", "end"]

turns = st.builds(
    Turn,
    wait=st.sampled_from([-1, -1, -1, -1, 0, 0, 1, 3, 9, 40]),
    late=st.sampled_from([0, 0, 0, 1, 4]),
    outcome=st.sampled_from(_USUAL),
    reading=st.integers(0, 3),
    channel=st.sampled_from([Channel.CALL, Channel.CALL, Channel.EMAIL, Channel.LINKEDIN, Channel.VISIT]),
    whom=st.sampled_from([-1, -1, -1, 0, 1, 2]),
    by_row=st.sampled_from([True, True, True, False]),
    inbound=st.sampled_from([False] * 7 + [True]),
    ahead=st.sampled_from([1, 3, 9, 45, 80, 81, 100, 182, 365, 500]),
    back=st.sampled_from([0, 0, 0, 0, 0, 0, 2, 6]),
    named=st.booleans(),
    deed=st.sampled_from(_DEEDS),
)


@dataclass
class Life:
    """One account, its people, the journal of both, and the day."""

    verdict: Verdict = Verdict.ON
    tier: Tier = Tier.B
    settings: Settings = field(default_factory=Settings)
    day: date = MONDAY
    entries: list[Entry] = field(default_factory=list)
    contacts: list[tuple[date, PersonId | None]] = field(default_factory=list)
    """Talks and gifts that changed the plan: what R11 counts from."""
    account: AccountFacts = field(init=False)
    people: tuple[PersonFacts, ...] = ()
    decision: Decision | None = None
    before: tuple[AccountFacts, tuple[PersonFacts, ...]] | None = None
    actions: int = 0

    def __post_init__(self) -> None:
        """Add the firm and three people: one with everything, one with a phone, one with mail."""
        self._write([Draft(ACME, AccountAdded("Acme Robotics", (("phone", "+13125550100"),)))])
        fields = (
            (DANA, "Dana Cole", (("email", "d@acme.example"), ("linkedin", "in/d"), ("phone", "+13125550142"))),
            (RAY, "Ray Ortiz", (("email", "r@acme.example"), ("phone", "+13125550143"))),
            (KIM, "Kim Sato", (("email", "k@acme.example"),)),
        )
        roles = (Role.DECISION_MAKER, Role.CHAMPION, Role.UNKNOWN)
        for (who, name, held), role in zip(fields, roles, strict=True):
            self._write([Draft(who, PersonAdded(ACME, name, tuple(sorted((*held, ("role", str(role)))))))])

    @property
    def world(self) -> World:
        said = {"fits": Verdict.ON, "off": Verdict.OFF}.get(self.account.fit_said, self.verdict)
        return World(self.day, (), OFF, frozenset(), None, said, self.tier, fit_known=True)

    def play(self, turn: Turn) -> Decision | None:
        """Let one turn happen; returns the decision where one was logged."""
        first = min((step.on for step in self.account.steps), default=self.day)
        wait = max(0, (first - self.day).days) if turn.wait < 0 else turn.wait
        self.day = self.work_day(self.day + timedelta(days=wait + turn.late))
        self.before, self.decision = (self.account, self.people), None
        if turn.deed:
            self._deed(turn)
            return None
        decision = decide(self.account, self.people, self.said(turn), self.settings, self.world)
        if decision.refusal is not None:
            return None
        self.decision = decision
        self._write(moves.touch(decision))
        if decision.plan and (row(turn.outcome).talk or row(turn.outcome).gift):
            self.contacts.append((decision.said.at.date(), decision.said.person))
        return decision

    @staticmethod
    def work_day(day: date) -> date:
        while day.weekday() > 4 or day in OFF:
            day += timedelta(days=1)
        return day

    def said(self, turn: Turn) -> Said:
        """What the rep says: the due row's person and step, unless the turn has it otherwise."""
        due = [step for step in self.account.steps if step.on <= self.day]
        step = due[0] if due and turn.by_row else None
        here = [each for each in self.people if not each.gone and each.account == ACME]
        person = step.person if step is not None and turn.whom < 0 else None
        if person is None and here:
            person = here[max(turn.whom, 0) % len(here)].id
        readings = [None, *(digit.reading for digit in row(turn.outcome).digits if digit.reading is not None)]
        ahead = self.day + timedelta(days=turn.ahead)
        dated = turn.outcome in {Outcome.CALLBACK, Outcome.MEETING} or (
            turn.named and turn.outcome in {Outcome.TALK, Outcome.NOT_NOW, Outcome.FADED}
        )
        back = 0 if turn.outcome is Outcome.CALLBACK else turn.back
        return Said(
            turn.outcome,
            datetime.combine(self.day - timedelta(days=back), NOW.timetz()),
            reading=readings[turn.reading % len(readings)],
            person=person,
            channel=turn.channel,
            step=None if step is None else step.id,
            inbound=turn.inbound,
            answered=True,
            when=ahead if dated else None,
            words="24 May" if turn.named else "",
            name="Lee Fresh" if turn.named and turn.outcome in {Outcome.LEFT, Outcome.WRONG} else "",
            gate=GateAnswers(gap=turn.reading == 3, pain_found=turn.reading != 2),
            one_channel=turn.outcome is Outcome.BARRED and turn.reading > 1,
            whole_account=turn.outcome is Outcome.BARRED and turn.reading == 1,
        )

    def _deed(self, turn: Turn) -> None:
        if turn.deed == "undo":
            self.undo()
            return
        drafts = _DEED[turn.deed](self, turn)
        if drafts:
            self._write(drafts)

    def star(self, turn: Turn) -> list[Draft]:
        del turn
        return [moves.star(self.account, self.day)]

    def pain(self, turn: Turn) -> list[Draft]:
        del turn
        return [moves.remark(ACME, "pain", "changeovers eat a shift", self.day)]

    def snooze(self, turn: Turn) -> list[Draft]:
        due = (step for step in self.account.steps if step.kind is not StepKind.PROMISE and step.on <= self.day)
        choice = list(Snooze)[turn.reading % 3]
        return [moves.snooze(self.account, step.id, choice, self.world) for step in due][:1]

    def opening(self, turn: Turn) -> list[Draft]:
        on = self.day + timedelta(days=turn.ahead) if turn.named else None
        seen = Opening(EntryId(""), "renewal", self.day, on)
        return [moves.opening(self.account, self.people, seen, self.world, self.settings)]

    def dump(self, turn: Turn) -> list[Draft]:
        return [moves.dump(self.account, self.day, "they drain")] if turn.reading == 3 else []

    def revive(self, turn: Turn) -> list[Draft]:
        del turn
        if self.account.stated is not Standing.DUMPED:
            return []
        return [moves.revive(self.account, self.people, self.day, "new CEO", self.world, self.settings)]

    def keep(self, turn: Turn) -> list[Draft]:
        del turn
        if self.account.stated in ENDED:
            return []
        reason, world = "they buy in May", self.world
        return [moves.keep(self.account, self.people, self.day, reason, 4, world, self.settings, overrules=True)]

    def end(self, turn: Turn) -> list[Draft]:
        del turn
        promises = tuple(step.id for step in self.account.steps if step.kind is StepKind.PROMISE)
        return [moves.end(self.account, self.people, promises, self.world, self.settings)] if promises else []

    def undo(self) -> None:
        """Take the newest action back by folding what is left anew (R39)."""
        newest = self.entries[-1].action
        if newest > "action-00004":
            self.entries = [entry for entry in self.entries if entry.action != newest]
            self.account, self.people = self.refolded()

    def refolded(self) -> tuple[AccountFacts, tuple[PersonFacts, ...]]:
        """Return account and people folded from the journal alone."""
        account = fold.fold_account([entry for entry in self.entries if entry.entity == ACME])
        assert account is not None
        names = list(dict.fromkeys(entry.entity for entry in self.entries if isinstance(entry.body, PersonAdded)))
        people = (fold.fold_person(self.entries_of(PersonId(name))) for name in names)
        return account, tuple(each for each in people if each is not None)

    def entries_of(self, person: PersonId) -> list[Entry]:
        """Return the entries of a person: their own, and the touches that name them."""
        return [
            entry for entry in self.entries if entry.entity == person or getattr(entry.body, "person", None) == person
        ]

    def _write(self, drafts: Iterable[Draft]) -> None:
        self.actions += 1
        for draft in drafts:
            number = EntryId(f"e{len(self.entries) + 1:06}.{self.actions:05}")
            entity, body = draft.entity, draft.body
            if entity == "new:1":
                # The book gives fresh ids: the second successor is somebody else than the first.
                entity = PersonId(f"fresh-{self.actions}")
            body = _fresh(body, f"fresh-{self.actions}")
            entry = Entry(number, ActionId(f"action-{self.actions:05}"), NOW, entity, body)
            self.entries.append(entry)
            self._step(entry)

    def _step(self, entry: Entry) -> None:
        if entry.entity == ACME:
            state = None if not hasattr(self, "account") else self.account
            folded = fold.step_account(state, entry)
            assert folded is not None
            self.account = folded
        self.people = tuple(fold.step_person(each, entry) or each for each in self.people)
        if isinstance(entry.body, PersonAdded):
            added = fold.step_person(None, entry)
            assert added is not None
            self.people = (*self.people, added)

    def person(self, wanted: PersonId | None) -> PersonFacts | None:
        return next((each for each in self.people if each.id == wanted), None)


_DEED = {
    "star": Life.star, "pain": Life.pain, "snooze": Life.snooze, "opening": Life.opening, "dump": Life.dump,
    "revive": Life.revive, "keep": Life.keep, "end": Life.end,
}  # fmt: skip


def _fresh(body: Body, name: str) -> Body:
    """The book gives a fresh id to whom an entry itself adds."""
    if not isinstance(body, TouchLogged) or all(step.person != "new:1" for step in body.steps):
        return body
    named = tuple(replace(step, person=PersonId(name)) if step.person == "new:1" else step for step in body.steps)
    return replace(body, steps=named)


def taken_out(decision: Decision) -> set[StepId]:
    """The steps that a decision takes out of the plan."""
    return {*decision.kept, *decision.ended}


__all__ = ["ENDED", "OFF", "Life", "Turn", "taken_out", "turns", "years"]
