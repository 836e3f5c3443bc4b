"""One touch being decided: the facts, what was said, and the small questions that every rule asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from playbook import days, guards, people, placement, spacing
from playbook.bodies import NewStep
from playbook.decision import Draft, Notice, Said, World
from playbook.facts import GAP, PAIN, AccountFacts, PersonFacts, Step
from playbook.outcomes import OutcomeRow, row
from playbook.renewal import replace
from playbook.settings import Settings
from playbook.values import dataclass
from playbook.words import Channel, Intent, Purpose, Standing, StepId, StepKind, Verdict

AHEAD = frozenset({StepKind.PROMISE, StepKind.SERIES})
"""Kinds that lie ahead and silence the rhythm."""
_TALKING: Final = Standing.TALKING


@dataclass(frozen=True, slots=True)
class Case:
    """The account, the touch, and the plan that is left when this touch has taken and ended its steps."""

    account: AccountFacts
    people: tuple[PersonFacts, ...]
    said: Said
    settings: Settings
    world: World
    row: OutcomeRow
    """The outcome's row of the table."""
    day: date
    """Local day of the touch: everything counts from it (R7)."""
    answered: Step | None
    """The step whose row was worked."""
    person: PersonFacts | None
    """Whom the touch was with; None where nobody was named, or who is out of the question (`among`)."""
    kept: tuple[Step, ...] = ()
    ended: tuple[StepId, ...] = ()
    left: tuple[Step, ...] = ()
    """Steps that stand after this touch, before its own are added."""

    @property
    def off(self) -> frozenset[date]:
        """Days on which one of both sides is off."""
        ours, theirs = self.world.days_off, self.world.their_days_off
        return ours | theirs if theirs else ours

    @property
    def dream(self) -> bool:
        """A dream client: never gives up, never grows lazy (R8, R19)."""
        return self.account.dream

    @property
    def known(self) -> bool:
        """Something is known that a comeback can stand on: pain, notes or fit (R16)."""
        told = bool(self.account.remarks) and any(remark.about != GAP for remark in self.account.remarks)
        return bool(told or self.said.note or self.account.last_words or self.world.fit_known)

    @property
    def pain(self) -> bool:
        """Their pain was found (R41)."""
        return bool(self.account.remarks) and any(remark.about == PAIN for remark in self.account.remarks)

    @property
    def meeting(self) -> Step | None:
        """The return of an agreed meeting that this touch leaves standing: a reminder or a gift before it ends nothing.

        A day agreed anew replaces it.
        """
        if self.account.stated is not _TALKING or not self.row.spares_meeting or self.said.when is not None:
            return None
        back = (step for step in self.account.steps if step.purpose is Purpose.RETURN and step.on > self.day)
        return next((step for step in back if step.id != self.said.step), None)

    def promised(self) -> bool:
        """A promise or a series lies ahead: the rhythm is silent."""
        return bool(self.left) and any(step.kind in AHEAD for step in self.left)

    def exact(self, gap: int) -> date:
        """A day `gap` days after the touch, moved to a working day of both sides, never fuzzed (R9)."""
        return placement.exact(self.day, gap, self.world)

    def work_days(self, count: int) -> date:
        """The day `count` working days after the touch."""
        return days.add_work_days(self.day, count, self.off)

    def placed(self, gap: int) -> date:
        """A day about `gap` days after the touch, fuzzed and balanced (R9)."""
        return placement.place(self.day, gap, self.world, self.account.id)

    def gap_until(self, whom: PersonFacts | None) -> date:
        """Return the first day free of R11 for this person; this touch counts already, and talking knows no gap."""
        row, account = self.row, self.account
        if account.stated is _TALKING and (row.unanswered or self.meeting is not None):
            return self.world.today
        reached = row.talk or row.gift
        met = None if whom is None else whom.last_contact
        if whom is not None and reached and whom.id == self.said.person:
            met = self.day
        last = self.day if reached else account.last_contact
        return guards.free_from(met, last, self.world, self.settings.guards, self.off)

    def not_a_pest(self, on: date, whom: PersonFacts | None) -> date:
        """The day itself, or the first one free of R11 and R12 after it."""
        return self.one_a_day(days.to_work_day(max(on, self.gap_until(whom)), self.off), whom)

    def one_a_day(self, on: date, whom: PersonFacts | None) -> date:
        """The day itself, or the first working day on which nobody else of the account is planned (R12)."""
        person = None if whom is None else whom.id
        other = self.said.person is not None and self.said.person != person
        return guards.free_day(self.left, self.day if other else None, person, on, self.off)

    def rhythm_gap(self) -> int:
        """Days of the rhythm from here on (R8): the gap that this touch takes."""
        answered = self.answered
        in_rhythm = answered is not None and answered.purpose is Purpose.RHYTHM
        run = spacing.taken(self.account.rhythm_run, self.row, inbound=self.said.inbound, in_rhythm=in_rhythm)
        return spacing.gap(run, self.settings.spacing, self.world.tier, dream=self.dream)

    def among(self, others: tuple[PersonFacts, ...]) -> Case:
        """The same case without the people who are out of the question."""
        return replace(self, people=others, person=people.find(others, self.said.person))

    def gated(self) -> bool:
        """No rhythm for what is off profile or not known to fit (R2)."""
        return self.world.verdict is not Verdict.ON


def opened(account: AccountFacts, facts: tuple[PersonFacts, ...], said: Said, settings: Settings, world: World) -> Case:
    """Return the case of a touch; what every rule asks of it again and again is looked up once."""
    answered = None
    for step in account.steps:  # a loop: a generator costs three times as much
        if step.id == said.step:
            answered = step
            break
    whom = people.find(facts, said.person)
    return Case(account, facts, said, settings, world, row(said.outcome), said.at.date(), answered, whom)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one rule answers: the steps to add and what else it says."""

    steps: tuple[NewStep, ...] = ()
    ended: tuple[StepId, ...] = ()
    """Steps to end beyond those that the outcome ends anyway."""
    standing: Standing | None = None
    drafts: tuple[Draft, ...] = ()
    notices: tuple[Notice, ...] = ()
    why: str = ""
    rule: str = ""


def one(step: NewStep, *, drafts: tuple[Draft, ...] = (), standing: Standing | None = None) -> Plan:
    """Return a plan of one step that explains itself by that step."""
    return Plan((step,), (), standing, drafts, (), step.why, step.rule)


def next_step(  # noqa: PLR0913  (a step has that many parts, and each call names them)
    case: Case,
    purpose: Purpose,
    on: date,
    whom: PersonFacts | None,
    wanted: Sequence[Channel],
    *,
    rule: str,
    why: str,
    intent: Intent = Intent.ASK,
    attempt: int = 0,
    kind: StepKind = StepKind.NEXT,
) -> NewStep:
    """Return a step to a person by the first channel that reaches them; its gap is what lateness goes by (R33)."""
    return NewStep(
        0, kind, purpose, on, None, None, people.pick(case.account, whom, wanted), None if whom is None else whom.id,
        intent, max(1, (on - case.day).days), attempt, rule, why,
    )  # fmt: skip
